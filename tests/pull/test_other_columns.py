"""A column of the flow table added or deleted in Word: texts are not taken for those of the columns beside them."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.generators.word_hands import unmarked
from tests.pull.editing import Edit, cells_of, edited, row_of, typed, typed_row
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

STEP = "langkah/2"


def pulled(*edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(makro().docx, *edits)), makro().sop.source)


def rows_of_steps(root: etree._Element) -> list[etree._Element]:
    """All rows of flow tables, those of their headings too."""
    width = len(cells_of(row_of(root, f"{STEP}/kegiatan")))
    return [row for row in root.iter(f"{W}tr") if len(cells_of(row)) == width]


def without_column(at: int) -> Edit:
    """Somebody deletes a column of the flow table."""

    def edit(root: etree._Element) -> None:
        for row in rows_of_steps(root):
            row.remove(cells_of(row)[at])

    return edit


def with_column(root: etree._Element) -> None:
    """Somebody adds a column at the right of the flow table."""
    for row in rows_of_steps(root):
        etree.SubElement(etree.SubElement(row, f"{W}tc"), f"{W}p")


def bare(root: etree._Element) -> None:
    """A program drops every control and bookmark."""
    unmarked(root)


@pytest.mark.parametrize("columns", [without_column(-1), without_column(-3), without_column(0), with_column])
def test_what_was_typed_is_the_only_change_where_columns_are_others(columns: Edit) -> None:
    comparison = pulled(typed(f"{STEP}/kegiatan", "Menyusun jadwal"), columns)
    assert [(change.tag, change.new) for change in comparison.changes] == [(f"{STEP}/kegiatan", "Menyusun jadwal")]
    assert not comparison.doubts
    assert any("Kolom tabel alur ditambah atau dihapus di Word" in report for report in comparison.reports)


def test_a_column_that_was_deleted_is_told_text_by_text_and_nothing_is_written() -> None:
    comparison = pulled(without_column(-2))
    assert not (*comparison.changes, *comparison.doubts)
    assert f"Isian {STEP}/output tidak ditemukan lagi di Word; isinya di berkas sumber tidak diubah." in (
        comparison.reports
    )


@pytest.mark.parametrize("at", [-1, -3])
def test_texts_without_marks_are_not_guessed_where_a_column_was_deleted(at: int) -> None:
    comparison = pulled(without_column(at), bare)
    assert not [change for change in comparison.changes if change.tag.startswith("langkah/")]
    assert not [doubt for doubt in comparison.doubts if doubt.tag.startswith("langkah/")]


def test_a_row_typed_where_a_column_was_deleted_is_told_with_its_words() -> None:
    typed_texts = {1: "Mencatat surat", 2: "x", -3: "Buku", -2: "5 Menit", -1: "Catatan"}
    comparison = pulled(without_column(-1), typed_row(f"{STEP}/kegiatan", typed_texts))
    assert not comparison.ready
    assert any("“Mencatat surat | x | Buku | 5 Menit | Catatan” selnya lain" in each for each in comparison.reports)
