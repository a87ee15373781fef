"""What stands in a new row and is no text, or in none of its cells, is told: no step is made without it unasked."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison, chosen, write
from tests.generators.word_hands import new_run, parent_of
from tests.generators.word_text_edits import sign_run
from tests.pull.editing import copied_row, row_of, typed_row
from tests.pull.rows.test_added_rows import ROW, pulled
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

ABOVE = "langkah/5/kegiatan"
WHY = "memuat nomor otomatis, lambang, rumus, gambar, atau catatan kaki yang tidak terbaca"


def footnote() -> etree._Element:
    """The number of a footnote."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": "2"})
    return run


def numbers() -> etree._Element:
    """The properties of a paragraph that Word numbers."""
    properties = etree.Element(f"{W}pPr")
    etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId", {f"{W}val": "1"})
    return properties


def table(text: str) -> etree._Element:
    """A table of one cell."""
    made = etree.Element(f"{W}tbl")
    cell = etree.SubElement(etree.SubElement(made, f"{W}tr"), f"{W}tc")
    etree.SubElement(cell, f"{W}p").append(new_run(text))
    return made


def box(text: str) -> etree._Element:
    """A text box as old programs write it."""
    run = etree.Element(f"{W}r")
    shape = etree.SubElement(etree.SubElement(run, f"{W}pict"), "{urn:schemas-microsoft-com:vml}shape")
    shape.set("style", "position:absolute")
    inner = etree.SubElement(etree.SubElement(shape, f"{W}txbxContent"), f"{W}p")
    inner.append(new_run(text))
    return run


def with_new_row(cell: int, *pieces: etree._Element, row: dict[int, str] | None = None, text: str = "") -> Comparison:
    """The comparison of the real SOP with a new row, in one of whose cells further pieces stand."""

    def edit(root: etree._Element) -> None:
        new = row_of(root, ABOVE).getnext()
        assert new is not None
        paragraph = new.findall(f"{W}tc")[cell].findall(f"{W}p")[-1]
        for piece in map(deepcopy, pieces):
            if piece.tag == f"{W}pPr":
                paragraph[:] = [piece, *paragraph.findall(f"{W}r")]
            elif piece.tag == f"{W}tbl":
                paragraph.addprevious(piece)
            else:
                paragraph.append(piece)

    return pulled(makro(), typed_row(ABOVE, row or ROW | {3: "x"}), edit, text=text)


@pytest.mark.parametrize(
    "piece", [numbers(), footnote(), sign_run("Bookshelf", "F041")], ids=["number", "note", "sign"]
)
def test_a_row_with_what_is_no_text_is_yaml_to_paste(piece: etree._Element) -> None:
    comparison = with_new_row(1, piece)
    assert not comparison.doubts
    (step,) = comparison.ready
    assert step.message.endswith(f"belum dapat diambil: kegiatan {WHY}.")
    assert step.lines[0].strip() == "- kegiatan: Mencatat hasil"


def test_a_cell_that_holds_nothing_else_is_named_in_the_yaml() -> None:
    (step,) = with_new_row(-1, footnote()).ready
    assert step.message.endswith(f"ket {WHY}.")
    assert step.lines[-1].strip() == "ket:  # ketik isinya"


def test_a_known_sign_is_part_of_a_new_rows_text() -> None:
    (doubt,) = with_new_row(-2, sign_run("Wingdings", "F0FC")).doubts
    assert doubt.change is not None
    assert dict(doubt.change.step)["output"] == "Buku✔"


@pytest.mark.parametrize("piece", [sign_run("Wingdings", "F0FC"), sign_run("Bookshelf", "F041")])
def test_any_sign_in_a_column_of_pelaksana_says_who_does_it(piece: etree._Element) -> None:
    (doubt,) = with_new_row(3, piece, row=ROW).doubts
    assert "langkah baru untuk Karo PO" in doubt.message
    assert "\ufffc" not in doubt.message


@pytest.mark.parametrize("piece", [table("Catatan di dalam"), box("Catatan di dalam")], ids=["table", "box"])
def test_words_in_a_table_or_a_shape_of_a_new_row_are_told(piece: etree._Element) -> None:
    comparison = with_new_row(1, piece)
    assert len(comparison.doubts) == 1
    assert comparison.reports == ("Teks “Catatan di dalam” bukan bagian dari isian mana pun; tidak diambil.",)


@pytest.mark.parametrize("piece", [table("Catatan di dalam"), box("Catatan di dalam")], ids=["table", "box"])
def test_words_in_a_table_or_a_shape_of_a_copied_row_are_told(piece: etree._Element) -> None:
    def edit(root: etree._Element) -> None:
        copied_row(ABOVE)(root)
        new = row_of(root, ABOVE).getnext()
        assert new is not None
        paragraph = new.findall(f"{W}tc")[1].findall(f"{W}p")[-1]
        if piece.tag == f"{W}tbl":
            paragraph.addprevious(deepcopy(piece))
        else:
            paragraph.append(deepcopy(piece))

    assert "Teks “Catatan di dalam” bukan bagian dari isian mana pun; tidak diambil." in pulled(makro(), edit).reports


def test_a_step_that_was_written_since_is_told_with_the_text_that_holds_more_than_can_be_read() -> None:
    document, edit = makro(), typed_row(ABOVE, ROW | {3: "x"})
    text = write(document.sop.source, chosen(pulled(document, edit), ["langkah/5/baru"])).decode()
    (report,) = with_new_row(-2, footnote(), text=text).reports
    assert report.endswith("sudah ada di berkas sumber (langkah 6), tetapi isinya lain: output “Buku”.")


def test_a_picture_in_another_table_is_told_by_a_name() -> None:
    def edit(root: etree._Element) -> None:
        other = table("")
        run = next(other.iter(f"{W}r"))
        parent_of(run).append(footnote())
        root[0].insert(1, other)

    assert pulled(makro(), edit).reports == ("Baris baru di Word: “[gambar atau lambang]”; tidak diambil.",)
