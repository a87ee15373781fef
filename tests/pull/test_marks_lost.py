"""Texts whose content controls are gone are still compared, known by row, column and order; that is said once."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison
from sopgen.pull.compare import compare
from sopgen.pull.document.items import Item
from sopgen.pull.document.marks_lost import MarksLost, PrintedLine, printed_lines
from sopgen.pull.document.read import read
from sopgen.render.docx.package.embedded import PrintedField
from tests.generators.word_hands import unmarked
from tests.pull.editing import Edit, controls, edited, row_of, typed, without_row
from tests.render_docx.documents import Made, made, makro
from tests.validate_docx.package import W

LOST = "Kontrol konten "


def pulled(document: Made, *edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(document.docx, *edits)), document.sop.source)


def bare(root: etree._Element) -> None:
    """A program drops every control and bookmark."""
    unmarked(root)


def new_texts(comparison: Comparison) -> dict[str, str]:
    """What would be written, by field."""
    return {change.tag: change.new for change in comparison.changes}


@pytest.mark.parametrize("case", ["sop_sources", "groups", "revisions-and-draft", "three-sections", "own-labels"])
def test_a_document_without_any_control_says_what_its_source_says(case: str) -> None:
    for document in made(case):
        comparison = pulled(document, bare)
        assert not comparison.changes
        assert not comparison.doubts
        (report,) = comparison.reports
        assert report.startswith(LOST)


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("langkah/3/kegiatan", "Menyiapkan rencana kegiatan penyusunan laporan kinerja dan menugaskan Kasubbag"),
        ("langkah/4/waktu", "3 Hari"),
        ("langkah/14/ket", "Selesai"),
        ("dasar_hukum/2", "Peraturan Presiden Nomor 2 Tahun 2015"),
        ("nomor", "OT.01.02-044-097.Set.PO"),
        ("judul", "Penyusunan Laporan Kinerja"),
        ("pelaksana/3", "Kabag Evaluasi"),
        ("langkah/9/label_ya", "Setuju"),
    ],
)
def test_a_text_changed_in_a_document_without_controls_is_a_change(tag: str, new: str) -> None:
    comparison = pulled(makro(), typed(tag, new), bare)
    assert new_texts(comparison) == {tag: new}
    assert not comparison.doubts
    assert [report for report in comparison.reports if not report.startswith(LOST)] == []


def test_both_parts_of_the_last_revision_are_known_in_their_line() -> None:
    document = next(document for document in made("revisions-and-draft") if document.sop.revisi)
    comparison = pulled(document, typed("revisi/2/tanggal", "Selasa, 07 Januari 2025"), bare)
    assert new_texts(comparison) == {"revisi/2/tanggal": "2025-01-07"}


def test_a_row_removed_and_one_typed_are_told_although_no_control_is_left() -> None:
    comparison = pulled(makro(), without_row("langkah/5/kegiatan"), bare)
    assert not comparison.changes
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5"]
    assert len(comparison.reports) == 1


def test_the_texts_of_a_row_known_by_its_number_alone_are_in_doubt() -> None:
    edits = [typed(f"langkah/5/{name}", f"Lain {name}") for name in ("kegiatan", "kelengkapan", "output")]
    comparison = pulled(makro(), *edits, bare)
    assert not comparison.changes
    assert {doubt.tag for doubt in comparison.doubts} == {
        f"langkah/5/{name}" for name in ("kegiatan", "kelengkapan", "output")
    }
    assert all("kontrol kontennya hilang" in doubt.message for doubt in comparison.doubts)


def test_controls_lost_in_one_row_are_said_once_and_its_texts_compared() -> None:
    def one_row(root: etree._Element) -> None:
        unmarked(row_of(root, "langkah/7/kegiatan"))

    comparison = pulled(makro(), typed("langkah/7/output", "Naskah rapat"), one_row)
    assert new_texts(comparison) == {"langkah/7/output": "Naskah rapat"}
    (report,) = comparison.reports
    assert report.startswith(f"{LOST}5 isian sudah hilang")


def test_entries_added_and_changed_where_no_control_is_left_are_not_guessed() -> None:
    def added(root: etree._Element) -> None:
        (control,) = controls(root, "peralatan/2")
        paragraph = control.getparent()
        assert paragraph is not None
        new = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = "Papan tulis"
        paragraph.addnext(new)

    only_added = pulled(makro(), added, bare)
    assert new_texts(only_added) == {"peralatan/2/baru": "Papan tulis"}
    both = pulled(makro(), added, typed("peralatan/2", "Mesin hitung"), bare)
    assert not both.changes
    assert [doubt.message.partition("; tempatnya di daftar tidak pasti")[0] for doubt in both.doubts] == [
        "Entri baru di Word: “Mesin hitung”",
        "Entri baru di Word: “Papan tulis”",
    ]


# -- the way it is found ------------------------------------------------------------------------------------------


def lines(*texts: str) -> list[PrintedLine]:
    """Lines of one field each, called by their letters."""
    return list(printed_lines([PrintedField(text.lower(), f"f_{text.lower()}", text) for text in texts]))


@pytest.mark.parametrize(
    ("now", "tags"),
    [
        ("A B C", ["a", "b", "c"]),
        ("A X C", ["a", "b", "c"]),
        ("A X Y C", ["a", "", "", "c"]),
        ("X B", ["a", "b"]),
        ("B C", ["b", "c"]),
        ("A B C D", ["a", "b", "c", ""]),
    ],
)
def test_a_text_is_a_field_where_it_cannot_be_another(now: str, tags: list[str]) -> None:
    found = MarksLost(lines("A", "B", "C"), {"-": 1}).found([Item("", text) for text in now.split()])
    assert [item.tag for item in found] == tags


def test_fields_in_one_paragraph_are_parted_by_their_fixed_words() -> None:
    fields = [
        PrintedField("ke", "f_ke", "2", " Revisi ke ", "    "),
        PrintedField("tanggal", "f_tanggal", "Senin", " Revisi ke     ", ""),
    ]
    (line,) = printed_lines(fields)
    assert line.whole == "Revisi ke 2 Senin"
    assert line.values("Revisi ke 3 Selasa, 07 Januari 2025") == ("3", "Selasa, 07 Januari 2025")
    assert line.values("Perubahan ke 3") is None
