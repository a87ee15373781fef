"""What was changed in Word is found, doubted or reported; what was not is left alone."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from lxml import etree

from sopgen.findings import UserError
from sopgen.flow.ways import total_text
from sopgen.layout.layout import lay_out
from sopgen.layout.text.measurer import printable
from sopgen.model.sop import Duration, TimeUnit
from sopgen.pull.changes import Change, Comparison, Kind, chosen
from sopgen.pull.compare import compare
from sopgen.pull.document.foreign import ForeignDocumentError
from sopgen.pull.document.read import read
from sopgen.render.docx.document import render
from sopgen.render.docx.package.archive import UnreadableError
from sopgen.source.document import Source
from sopgen.source.read import parse
from tests.layout.sops import with_format
from tests.pull.editing import Edit, controls, copied_row, edited, inserted_row, row_of, typed, without_row
from tests.render_docx.documents import FOLDERS, Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import W


def pulled(document: Made, *edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(document.docx, *edits)), document.sop.source)


def tags(comparison: Comparison) -> dict[str, str]:
    """New texts by field."""
    return {change.tag: change.new for change in comparison.changes}


@pytest.mark.parametrize("case", FOLDERS)
def test_a_document_as_it_was_written_says_what_its_source_says(case: str) -> None:
    for document in made(case):
        assert compare(read(document.docx), document.sop.source) == Comparison((), (), ())


def test_each_part_of_an_sop_has_a_total_time_of_its_own() -> None:
    (document,) = made("three-sections")
    sop = with_format(document.sop, jumlah_waktu=True)
    first, *others = sop.sections
    steps = (replace(first.steps[0], duration=Duration(Decimal(990), TimeUnit.MENIT)), *first.steps[1:])
    sop = replace(sop, sections=(replace(first, steps=steps), *others))
    written = render(sop, document.institution, lay_out(sop, document.institution), document.root)
    assert len({total_text(section) for section in sop.sections}) > 1
    assert compare(read(written), sop.source).same


@needs_office
@pytest.mark.slow
def test_a_document_saved_by_libreoffice_says_what_its_source_says() -> None:
    documents = {document.name: document for case in FOLDERS for document in made(case)}
    saved = converted({name: document.docx for name, document in documents.items()}, "docx")
    found = {name: compare(read(saved[name]), document.sop.source) for name, document in documents.items()}
    assert {name: comparison for name, comparison in found.items() if not comparison.same} == {}


@pytest.mark.parametrize(
    ("tag", "new"),
    [
        ("langkah/3/kegiatan", "Menyiapkan rencana kegiatan & <konsultasi>"),
        ("langkah/14/ket", "Selesai"),
        ("dasar_hukum/2", "Peraturan Presiden Nomor 2 Tahun 2015"),
        ("peringatan/1", "Apabila tidak sesuai, maka hasilnya kurang maksimal"),
        ("keterkaitan/1", "SOP Mikro Lain"),
        ("nomor", "OT.01.02-044-097.Set.PO"),
    ],
)
def test_a_text_typed_over_is_a_change(tag: str, new: str) -> None:
    comparison = pulled(makro(), typed(tag, new))
    assert tags(comparison) == {tag: new}
    assert not comparison.doubts
    assert not comparison.reports


def test_a_title_changed_in_one_of_its_places_is_one_change() -> None:
    for place in (0, 1):
        assert tags(pulled(makro(), typed("judul", "Penyusunan Laporan", place))) == {"judul": "Penyusunan Laporan"}


def test_a_title_changed_in_two_ways_is_doubtful_and_cannot_be_written() -> None:
    comparison = pulled(makro(), typed("judul", "Satu", 0), typed("judul", "Dua", 1))
    assert [doubt.tag for doubt in comparison.doubts] == ["judul"]
    with pytest.raises(UserError, match="perlu dipastikan"):
        chosen(comparison)
    with pytest.raises(UserError, match="Tidak ada perubahan"):
        chosen(comparison, ["judul"])


def test_a_date_typed_as_the_form_prints_it_comes_back_as_iso() -> None:
    assert tags(pulled(makro(), typed("tanggal_efektif", "Kamis, 03 Mei 2018"))) == {"tanggal_efektif": "2018-05-03"}


@pytest.mark.parametrize("text", ["Rabu, 03 Mei 2018", "besok", "31 Februari 2018"])
def test_a_date_that_is_none_or_has_another_weekday_is_doubtful(text: str) -> None:
    comparison = pulled(makro(), typed("tanggal_efektif", text))
    assert [doubt.tag for doubt in comparison.doubts] == ["tanggal_efektif"]
    assert not comparison.changes


def test_texts_that_another_file_holds_are_reported_with_the_place() -> None:
    (report,) = pulled(makro(), typed("disahkan_oleh/nama", "Nama Pejabat")).reports
    assert "instansi.yaml" in report
    assert "Nama Pejabat" in report


def test_a_row_deleted_in_word_is_doubtful_and_nothing_else() -> None:
    comparison = pulled(makro(), without_row("langkah/5/kegiatan"))
    assert not (comparison.changes)
    assert not (comparison.reports)
    (doubt,) = comparison.doubts
    assert doubt.tag == "langkah/5"
    assert "langkah 5" in doubt.message


def test_a_row_inserted_in_word_is_told_with_its_texts() -> None:
    comparison = pulled(makro(), inserted_row("langkah/5/kegiatan", "6", "Mencatat hasil", "", "Buku"))
    assert not (comparison.changes)
    assert not (comparison.doubts)
    assert not (comparison.reports)
    (step,) = comparison.ready
    assert "sesudah langkah 5" in step.message
    assert "“Buku” di kolom pelaksana bukan nama pelaksana" in step.message
    assert step.lines[0] == "  - kegiatan: Mencatat hasil"


def test_a_change_in_a_row_that_was_copied_is_doubtful() -> None:
    comparison = pulled(makro(), copied_row("langkah/5/kegiatan"), typed("langkah/5/kegiatan", "Mencatat", 0))
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5/kegiatan"]
    assert ["Baris baru" in step.message for step in comparison.ready] == [True]
    assert chosen(comparison, ["langkah/5/kegiatan"])[0].new == "Mencatat"


def test_rows_in_another_order_are_reported() -> None:
    def swapped(root: etree._Element) -> None:
        row_of(root, "langkah/3/kegiatan").addprevious(row_of(root, "langkah/4/kegiatan"))

    (report,) = pulled(makro(), swapped).reports
    assert "Urutan" in report


def test_a_field_whose_control_and_bookmark_are_gone_is_known_by_its_cell() -> None:
    def rewritten(content: bytes) -> bytes:
        document = docx.Document(io.BytesIO(content))
        for row in (row for table in document.tables for row in table.rows):
            if any(tag.get(f"{W}val") == "langkah/3/kegiatan" for tag in row._tr.iter(f"{W}tag")):
                row.cells[1].text = "Menyiapkan rencana"
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    document = makro()
    comparison = compare(read(rewritten(document.docx)), document.sop.source)
    assert tags(comparison) == {"langkah/3/kegiatan": "Menyiapkan rencana"}
    assert not comparison.reports


def test_a_paragraph_written_anew_is_known_by_its_neighbours() -> None:
    def anew(root: etree._Element) -> None:
        (control,) = controls(root, "dasar_hukum/2")
        paragraph = control.getparent()
        assert paragraph is not None
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "Peraturan Baru"

    assert tags(pulled(makro(), anew)) == {"dasar_hukum/2": "Peraturan Baru"}


def test_an_entry_that_is_gone_without_trace_is_deleted_only_by_name() -> None:
    def gone(root: etree._Element) -> None:
        (control,) = controls(root, "dasar_hukum/2")
        paragraph = control.getparent()
        assert paragraph is not None
        cell = paragraph.getparent()
        assert cell is not None
        cell.remove(paragraph)

    comparison = pulled(makro(), gone)
    assert not comparison.changes
    assert not comparison.reports
    (doubt,) = comparison.doubts
    assert "dasar_hukum/2 dihapus di Word" in doubt.message
    assert chosen(comparison, ["dasar_hukum/2"])[0].kind is Kind.DELETE


def test_an_entry_that_is_empty_is_reported_and_kept() -> None:
    comparison = pulled(makro(), typed("dasar_hukum/2", ""))
    assert not comparison.changes
    assert not comparison.doubts
    (report,) = comparison.reports
    assert report.startswith("Isian dasar_hukum/2 dikosongkan")


def test_text_beside_the_control_and_in_further_paragraphs_belongs_to_the_cell() -> None:
    def added(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/1/output")
        paragraph = control.getparent()
        assert paragraph is not None
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = " dan arsip"
        after = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(after, f"{W}r"), f"{W}t").text = "baris kedua"
        paragraph.addnext(after)

    assert tags(pulled(makro(), added)) == {"langkah/1/output": "Disposisi/arahan Sesmenko dan arsip\nbaris kedua"}


def test_tracked_changes_are_read_as_accepted() -> None:
    def tracked(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/1/waktu")
        content = control.find(f"{W}sdtContent")
        assert content is not None
        old = content[0]
        deleted = etree.SubElement(content, f"{W}del")
        deleted.append(old)
        for text in old.iter(f"{W}t"):
            text.tag = f"{W}delText"
        run = etree.SubElement(etree.SubElement(content, f"{W}ins"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = "15 Menit"

    assert tags(pulled(makro(), tracked)) == {"langkah/1/waktu": "15 Menit"}


def test_a_placeholder_that_word_shows_in_an_emptied_control_is_no_text() -> None:
    def emptied(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/1/output")
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}showingPlcHdr")
        next(control.iter(f"{W}t")).text = "Klik di sini untuk memasukkan teks."

    assert tags(pulled(makro(), emptied)) == {"langkah/1/output": ""}


def with_source(document: Made, old: str, new: str) -> Source:
    """The document's source after somebody edited the file."""
    raw = document.sop.source.raw.replace(old.encode(), new.encode())
    assert raw != document.sop.source.raw
    source, _ = parse(raw, document.sop.source.file, document.sop.source.name)
    assert source is not None
    return source


def test_a_text_changed_in_word_and_in_the_source_is_doubtful() -> None:
    document = makro()
    source = with_source(document, "waktu: 1 Hari", "waktu: 2 Hari")
    comparison = compare(read(edited(document.docx, typed("langkah/4/waktu", "3 Hari"))), source)
    (doubt,) = comparison.doubts
    assert doubt.change == Change("langkah/4/waktu", ("langkah", 3, "waktu"), "2 Hari", "3 Hari")


def test_an_entry_that_moved_in_its_list_is_found_by_its_text() -> None:
    document = makro()
    source = with_source(document, "peralatan:\n", 'peralatan:\n  - Meja\n  - ""\n')
    comparison = compare(read(edited(document.docx, typed("peralatan/2", "Komputer"))), source)
    (change,) = comparison.changes
    assert (change.tag, change.path, change.new) == ("peralatan/2", ("peralatan", 3), "Komputer")


def test_an_entry_that_changed_and_moved_is_doubtful() -> None:
    document = makro()
    source = with_source(document, "Telepon, Faksimile, dsb", "Telepon")
    comparison = compare(read(edited(document.docx, typed("peralatan/4", "Faksimile"))), source)
    assert [doubt.tag for doubt in comparison.doubts] == ["peralatan/4"]
    assert not comparison.changes


def test_a_step_that_stands_twice_in_the_source_now_is_doubtful_and_named() -> None:
    document = makro()
    text = document.sop.source.text
    start = text.index("  - kegiatan: Menyiapkan bahan penyusunan")
    step = text[start : text.index("  - kegiatan:", start + 9)]
    source = with_source(document, step, step.replace("1 Hari", "2 Hari") + step)
    comparison = compare(read(edited(document.docx, typed("langkah/4/output", "Bahan lengkap"))), source)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert "tidak pasti lagi; barangkali langkah 5 (“Menyiapkan bahan penyusunan" in doubt.message
    (change,) = chosen(comparison, ["langkah/4/output"])
    assert change.path == ("langkah", 4, "output")


def test_a_document_without_the_text_it_was_made_from_leaves_every_change_in_doubt() -> None:
    document = makro()
    found = read(edited(document.docx, typed("langkah/4/waktu", "3 Hari"), typed("dasar_hukum/2", "Peraturan Baru")))
    comparison = compare(replace(found, origin=replace(found.origin, yaml=": [")), document.sop.source)
    assert not comparison.changes
    assert {doubt.tag for doubt in comparison.doubts} == {"langkah/4/waktu", "dasar_hukum/2"}
    assert all("sumber di dalam dokumen itu tidak terbaca" in doubt.message for doubt in comparison.doubts)


def test_a_text_changed_alike_in_both_is_no_change() -> None:
    document = makro()
    source = with_source(document, "kelengkapan: Program kerja", "kelengkapan: Program kerja tahunan")
    comparison = compare(read(edited(document.docx, typed("langkah/1/kelengkapan", "Program kerja tahunan"))), source)
    assert comparison.same


def test_a_text_on_two_pages_of_the_form_is_one_text() -> None:
    (document,) = made("form-text-over-a-page")
    comparison = pulled(document, typed("peringatan/1+2", "akhir yang baru"))
    (change,) = comparison.changes
    printed = {field.tag: field.text for field in read(document.docx).origin.fields}
    whole = printable(document.sop.peringatan[0])
    assert change.tag == "peringatan/1"
    assert change.new == whole.replace(printed["peringatan/1+2"], "akhir yang baru")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_docx_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(content)


def test_a_docx_of_somebody_else_is_refused_in_words() -> None:
    target = io.BytesIO()
    docx.Document().save(target)
    with pytest.raises(ForeignDocumentError, match="bukan hasil sopgen"):
        read(target.getvalue())


def test_a_document_type_declaration_is_refused() -> None:
    document = makro()

    def declared(content: bytes) -> bytes:
        source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name in source.namelist():
                data = source.read(name)
                if name == "word/document.xml":
                    data = data.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1)
                archive.writestr(name, data)
        return target.getvalue()

    with pytest.raises(UnreadableError, match="DOCTYPE"):
        read(declared(document.docx))
