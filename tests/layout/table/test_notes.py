"""Titles above the table and notes below it."""

from __future__ import annotations

from dataclasses import replace

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import FlowPage, RowKind
from sopgen.layout.style import STYLE
from sopgen.layout.table.notes import BlockWriter, Note, spill
from sopgen.layout.text.measurer import TextMeasurer
from tests.layout.sops import MIKRO, SENTENCE, make_sop, real, section, step, with_format

WRITER = BlockWriter(TextMeasurer("Arial"), STYLE, 12.0, 285.0)


def pages_with(notes: list[str], steps: int = 3) -> tuple[FlowPage, ...]:
    """The flow pages of a table with these notes."""
    table = section(["Sekretaris", "Arsiparis"], [step(number) for number in range(1, steps + 1)], notes)
    return lay_out(make_sop(table)).pages


def test_one_note_has_no_number_and_several_do() -> None:
    assert [block.number for block in WRITER.notes([Note("Satu", ("catatan", 0))], 10, 9)] == [None, None]
    blocks = WRITER.notes([Note("Satu", ("catatan", 0)), Note("Dua", ("catatan", 1))], 10, 9)
    assert [(block.text, block.number) for block in blocks] == [("Catatan:", None), ("Satu", 1), ("Dua", 2)]
    assert blocks[2].left == 12.0 + STYLE.note_indent
    assert blocks[2].path == ("catatan", 1)


def test_no_notes_have_no_heading() -> None:
    assert WRITER.notes([], 10, 9) == ()


def test_notes_stand_under_the_last_row() -> None:
    page = pages_with(["Catatan pertama"])[-1]
    assert page.rows[-1].bottom < page.notes[0].top < page.notes[-1].bottom < page.height - STYLE.margin_bottom


def test_notes_of_an_sop_with_one_table_are_printed_once() -> None:
    sop = replace(real(MIKRO), catatan=("Berlaku umum",))
    printed = [block.text for page in lay_out(sop).pages for block in page.notes]
    assert printed == ["Catatan:", "Berlaku umum"]


def test_rows_move_to_the_last_page_so_that_its_notes_do_not_stand_alone() -> None:
    pages = pages_with([SENTENCE * 4] * 5, steps=8)
    assert len(pages) == 2
    assert len([row for row in pages[-1].rows if row.kind is RowKind.STEP]) >= 2
    assert pages[-1].notes


def test_notes_that_fill_pages_stand_on_pages_of_their_own() -> None:
    notes = [f"{number} {SENTENCE * 12}" for number in range(12)]
    pages = pages_with(notes)
    alone = [page for page in pages if not page.rows]
    assert len(alone) > 1
    assert [block.text.split()[0] for page in alone for block in page.notes][1:] == [str(n) for n in range(12)]
    for page in alone:
        assert page.columns == ()
        assert page.notes[-1].bottom <= page.height - STYLE.margin_bottom


def test_a_note_higher_than_a_page_is_cut_between_its_lines() -> None:
    blocks = WRITER.notes([Note(SENTENCE * 60, ("catatan", 0))], 12.0, 9)
    pages = spill(blocks, 12.0, 100.0, STYLE)
    assert len(pages) > 1
    assert all(block.bottom <= 112.0 for page in pages for block in page)
    blocks = [block for page in pages for block in page]
    assert [block.text for block in blocks[:1]] == ["Catatan:"]
    assert " ".join(block.text for block in blocks[1:]).split() == (SENTENCE * 60).split()


def test_a_section_has_its_own_title_below_the_sops() -> None:
    tables = tuple(
        replace(section(["A"], [step(1)]), judul=f"Bagian {number}", path=("bagian", number, "langkah"))
        for number in range(2)
    )
    pages = lay_out(make_sop(*tables)).pages
    assert [[block.text for block in page.title] for page in pages] == [
        ["SOP Mikro " + real(MIKRO).judul, "Bagian 0"],
        ["SOP Mikro " + real(MIKRO).judul, "Bagian 1"],
    ]
    assert pages[1].title[1].path == ("bagian", 1, "judul")


def test_the_total_time_stands_in_a_last_row() -> None:
    page = lay_out(with_format(real(MIKRO), jumlah_waktu=True)).pages[-1]
    assert page.rows[-1].kind is RowKind.TOTAL
    assert "Hari" in page.rows[-1].cells[-1].text
    assert page.rows[-1].bottom > page.rows[-2].bottom
