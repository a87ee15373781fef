"""The repeated header: rows, spans, sizes, turned names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sopgen.layout.scene import Header, HeaderCell
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.layout.table.cells import rule_mm
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.institution import Terms
from sopgen.model.sop import Actor
from tests.layout.sops import examples, make_sop, scene_of, section, step, with_format

ARIAL = TextMeasurer("Arial")


def header_of(actors: Sequence[str | Actor], **changes: object) -> Header:
    """The header of a table with these pelaksana."""
    from sopgen.layout.layout import lay_out

    sop = with_format(make_sop(section(actors, [step(1), step(2)])), **changes)
    return lay_out(sop).pages[0].header


def cell(header: Header, text: str) -> HeaderCell:
    """The cell with this text."""
    return next(cell for cell in header.cells if cell.text == text)


def test_a_header_has_two_rows() -> None:
    header = header_of(["Sekretaris", "Arsiparis"])
    assert len(header.row_heights) == 2
    assert [found.text for found in header.cells if found.row == 0] == [
        "No.",
        "Kegiatan",
        "Pelaksana",
        "Mutu Baku",
        "Ket",
    ]
    assert (cell(header, "Pelaksana").column_span, cell(header, "Mutu Baku").column_span) == (2, 3)
    assert cell(header, "Kegiatan").row_span == 2


def test_groups_make_a_third_row() -> None:
    header = header_of(["Sekretaris", Actor("Kabag", "Bagian Arsip"), Actor("Arsiparis", "Bagian Arsip")])
    assert len(header.row_heights) == 3
    assert (cell(header, "Bagian Arsip").column, cell(header, "Bagian Arsip").column_span) == (3, 2)
    assert (cell(header, "Sekretaris").row, cell(header, "Sekretaris").row_span) == (1, 2)
    assert cell(header, "Arsiparis").row == 2


def test_column_numbers_make_a_last_row() -> None:
    header = header_of(["Sekretaris", "Arsiparis"], nomor_kolom=True)
    last = [found.text for found in header.cells if found.row == 2]
    assert last == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]


def test_the_words_of_the_header_are_the_offices_own() -> None:
    terms = replace(Terms(), kegiatan="Uraian Prosedur", ket="Keterangan")
    header = header_of(["Sekretaris"], istilah=terms)
    assert cell(header, "Uraian Prosedur").column == 1
    assert cell(header, "Keterangan").lines == ("Keterangan",)


def test_turned_names_keep_their_words_whole() -> None:
    names = [f"Pertanggungjawaban Unit {number}" for number in range(18)]
    turned = [found for found in header_of(names).cells if found.rotated]
    assert len(turned) == 18
    for found in turned:
        assert set(" ".join(found.lines).split()) == set(found.text.split())
        assert len(found.lines) * found.size_pt * STYLE.line_height * MM_PER_POINT <= found.right - found.left


LONG_GROUP = "Direktorat Pengelolaan Pertanggungjawaban Keuangan Negara Bagian"


@pytest.mark.parametrize(
    ("group", "name", "count"),
    [("Sekretariat", "Anggota", 14), (LONG_GROUP, "K", 12), ("Direktorat Pertanggungjawaban", "K", 8)],
)
def test_a_group_over_one_narrow_column_is_turned_before_a_word_of_it_is_broken(
    group: str, name: str, count: int
) -> None:
    header = header_of([Actor(f"{name} {number}", f"{group} {number}") for number in range(count)])
    for found in header.cells:
        assert set(" ".join(found.lines).split()) == set(found.text.split())
        assert found.rotated == found.text.startswith(group)
        if found.rotated:
            assert len(found.lines) * found.size_pt * STYLE.line_height * MM_PER_POINT <= found.right - found.left


@pytest.mark.parametrize("name", [example.name for example in examples()])
def test_cells_tile_the_header_and_hold_their_lines(name: str) -> None:
    for page in scene_of(name).pages:
        header = page.header
        area = sum((found.right - found.left) * (found.bottom - found.top) for found in header.cells)
        width = page.columns[-1].right - page.columns[0].left
        assert area == pytest.approx(width * sum(header.row_heights), rel=1e-4)
        for found in header.cells:
            run, depth = found.right - found.left, found.bottom - found.top
            if found.rotated:
                run, depth = depth, run
            clear = run - rule_mm(STYLE) - 2 * STYLE.header_cell_x
            assert all(ARIAL.width(line, found.size_pt, bold=True) <= clear + 0.01 for line in found.lines)
            assert len(found.lines) * found.size_pt * STYLE.line_height * MM_PER_POINT <= depth - rule_mm(STYLE)
            assert found.size_pt >= STYLE.min_header_pt


@pytest.mark.parametrize("count", [2, 8, 12, 20])
def test_all_headings_but_the_names_have_one_legible_size(count: int) -> None:
    header = header_of([f"S{number}" for number in range(count)])
    sizes = {cell.size_pt for cell in header.cells if not cell.text.startswith("S")}
    assert len(sizes) == 1
    assert min(sizes) >= 7.5
