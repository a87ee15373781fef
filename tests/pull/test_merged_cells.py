"""Cells of the flow table that somebody merged are told, whatever they hold; their texts are never written as empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.generators.word_hands import unmarked
from tests.pull.editing import Edit, cells_of, edited, merged, row_of, typed, typed_row
from tests.render_docx.documents import Made, made, makro
from tests.validate_docx.package import W

NAMES = ("kelengkapan", "waktu", "output", "ket")
WITHOUT = "Beberapa sel di {} digabung di Word; tidak diambil: setiap kolom dan baris punya sel sendiri."


def pulled(document: Made, *edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(document.docx, *edits)), document.sop.source)


def block(steps: Sequence[int], first: int, many: int = 1, keep: bool = True) -> Edit:
    """Somebody merges ``many`` cells from the ``first`` in the rows of these steps; ``keep``: Word keeps controls."""

    def edit(root: etree._Element) -> None:
        cells = [cells_of(row_of(root, f"langkah/{step}/kegiatan"))[first:][:many] for step in steps]
        merged(*cells)
        if not keep:
            unmarked(cells[0][0])

    return edit


def rows_beside(root: etree._Element, step: int) -> list[etree._Element]:
    """All rows of the table in which a step's row stands."""
    table = row_of(root, f"langkah/{step}/kegiatan").getparent()
    assert table is not None
    return table.findall(f"{W}tr")


def told(comparison: Comparison) -> list[str]:
    """What is told of merged cells."""
    return [report for report in comparison.reports if " digabung di Word; " in report]


def texts_of(*tags: str) -> str:
    """What is told of these texts."""
    return f"Sel {' dan '.join(tags)} digabung di Word; isinya tidak diambil. Tulislah setiap isiannya di sumber."


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("name", ["kelengkapan", "output"])
def test_cells_merged_over_rows_are_told_and_never_written_as_empty(name: str, keep: bool) -> None:
    edit = block((5, 6), NAMES.index(name) - len(NAMES), keep=keep)
    comparison = pulled(makro(), edit, typed("langkah/9/waktu", "9 Menit"))
    assert {change.tag: change.new for change in comparison.changes} == {"langkah/9/waktu": "9 Menit"}
    assert not comparison.doubts
    (report,) = comparison.reports
    assert report == texts_of(f"langkah/5/{name}", f"langkah/6/{name}")


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("one_row", [True, False])
def test_texts_merged_with_their_neighbours_are_told_also_in_the_only_row_of_a_table(one_row: bool, keep: bool) -> None:
    document = made("one-step")[0] if one_row else makro()
    for at, pair in zip((-4, -3, -2), pairwise(NAMES), strict=True):
        comparison = pulled(document, block((1,), at, 2, keep))
        assert not comparison.changes
        assert not comparison.doubts
        assert told(comparison) == [texts_of(*(f"langkah/1/{name}" for name in pair))]


def test_cells_without_two_texts_that_were_merged_are_told_by_their_rows() -> None:
    document = makro()
    last = len(document.sop.sections[0].actors) + 1
    for first in (0, 1, 5, last):
        assert told(pulled(document, block((2,), first, 2))) == [WITHOUT.format("baris langkah 2")]
    for at in (0, 5, last):
        comparison = pulled(document, block((2, 3, 4), at))
        assert told(comparison) == [WITHOUT.format("baris langkah 2 sampai langkah 4")]
        assert not comparison.changes


def test_a_block_of_cells_is_told_once() -> None:
    comparison = pulled(makro(), block((5, 6, 7), -3, 2))
    assert comparison.reports == (texts_of(*(f"langkah/{step}/{name}" for step in (5, 6, 7) for name in NAMES[1:3])),)
    assert not comparison.changes
    assert not comparison.doubts


def test_cells_merged_in_every_row_are_told_row_by_row() -> None:
    steps = [int(step.rpartition("/")[2]) for step in read(makro().docx).steps]
    comparison = pulled(makro(), *(block((step,), -2, 2) for step in steps))
    assert list(comparison.reports) == [texts_of(f"langkah/{step}/output", f"langkah/{step}/ket") for step in steps]
    assert not comparison.doubts


def test_merged_headings_and_cells_merged_with_a_row_of_no_step_are_told() -> None:
    def headings(root: etree._Element) -> None:
        lowest = [row for row in rows_beside(root, 1) if row.find(f"{W}trPr/{W}tblHeader") is not None][-1]
        merged(cells_of(lowest)[-4:-2])

    def connectors(root: etree._Element) -> None:
        merged(*(cells_of(row)[-1:] for row in rows_beside(root, 7)[-2:]))

    assert told(pulled(makro(), headings)) == [WITHOUT.format("tabel alur")]
    assert told(pulled(makro(), connectors)) == [WITHOUT.format("baris langkah 7")]


def test_a_symbol_in_a_merged_cell_is_asked_about() -> None:
    column = makro().sop.sections[0].steps[2].symbols[0].actors[0]
    comparison = pulled(makro(), block((3,), column + 1, 2))
    assert not comparison.changes
    assert "sel di barisnya digabung di Word, periksa “pelaksana”" in comparison.doubts[0].message


def test_a_row_typed_below_a_merged_one_is_read_by_the_columns_of_the_others() -> None:
    row = {1: "Membuka rapat", 2: "x", -2: "2 Jam"}
    (step,) = pulled(makro(), block((6,), -2, 2), typed_row("langkah/6/kegiatan", row)).ready
    assert "    waktu: 2 Jam" in step.lines
    unclear = pulled(makro(), block((6,), -2, 2), typed_row("langkah/6/kegiatan", row | {-1: "Rapat"}))
    assert not unclear.ready
    assert "selnya lain; tambahkan langkahnya di berkas sumber" in unclear.reports[0]
