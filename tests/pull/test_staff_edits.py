"""What staff do in Word comes back as a change, or is told: nothing is lost in silence, nothing guessed."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from sopgen.layout.layout import lay_out
from sopgen.model.resolve.make_sop import make_sop
from sopgen.pull.changes import Comparison, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx.document import render
from sopgen.source.read import parse
from tests.pull.editing import Edit, controls, copied_row, edited, row_of, typed, unwrapped, without_row
from tests.render_docx.documents import Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import Package, W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def pulled(document: Made, *edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(document.docx, *edits)), document.sop.source)


def tags(comparison: Comparison) -> dict[str, str]:
    """New texts by field."""
    return {change.tag: change.new for change in comparison.changes}


def parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def paragraph_with(root: etree._Element, bookmark: str) -> etree._Element:
    """The paragraph in which a bookmark begins."""
    (mark,) = (mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == bookmark)
    return next(mark.iterancestors(f"{W}p"))


def run(parent: etree._Element, text: str) -> etree._Element:
    """A new run with ``text`` at the end of ``parent``."""
    made_run = etree.SubElement(parent, f"{W}r")
    etree.SubElement(made_run, f"{W}t").text = text
    return made_run


def ticked(name: str, checked: bool) -> Edit:
    """Somebody clicks a tick box."""

    def edit(root: etree._Element) -> None:
        (box,) = controls(root, name)
        next(box.iter(f"{W14}checked")).set(f"{W14}val", "1" if checked else "0")
        next(box.iter(f"{W}t")).text = "☒" if checked else "☐"

    return edit


# -- texts ------------------------------------------------------------------------------------------------------


def test_text_typed_into_an_empty_cell_is_a_change() -> None:
    document = makro()
    empty = next(step for step in document.sop.sections[0].steps if not step.ket)
    assert tags(pulled(document, typed(f"langkah/{empty.number}/ket", "Rapat"))) == {
        f"langkah/{empty.number}/ket": "Rapat"
    }


def test_text_typed_beside_an_empty_control_is_a_change() -> None:
    def beside(root: etree._Element) -> None:
        run(parent_of(controls(root, "langkah/1/ket")[0]), "Rapat")

    assert tags(pulled(makro(), beside)) == {"langkah/1/ket": "Rapat"}


@pytest.mark.parametrize("kind", ["br", "cr"])
def test_a_line_break_in_a_cell_is_a_line_break(kind: str) -> None:
    def broken(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/1/output")
        text = next(control.iter(f"{W}t"))
        text.text = "Disposisi"
        text.addnext(etree.Element(f"{W}{kind}"))
        text.getnext().addnext(etree.Element(f"{W}t"))  # type: ignore[union-attr]
        list(control.iter(f"{W}t"))[1].text = "arahan Sesmenko"

    document = makro()
    comparison = pulled(document, broken)
    assert tags(comparison) == {"langkah/1/output": "Disposisi\narahan Sesmenko"}
    source, _ = parse(
        write(document.sop.source, chosen(comparison)), document.sop.source.file, document.sop.source.name
    )
    assert source is not None
    node = source.node(("langkah", 0, "output"))
    assert getattr(node, "text", "") == "Disposisi\narahan Sesmenko"


def test_a_changed_time_is_a_change_and_the_sum_is_told_to_be_counted() -> None:
    (document,) = made("column-numbers-and-total-time")
    comparison = pulled(document, typed("langkah/1/waktu", "45 Menit"), typed("jumlah_waktu", "99 Menit"))
    assert tags(comparison) == {"langkah/1/waktu": "45 Menit"}
    (report,) = comparison.reports
    assert "jumlahnya dihitung" in report


def test_smart_quotes_and_dashes_come_back_as_typed() -> None:
    new = "Membahas “konsep awal” – ‘final’…"
    assert tags(pulled(makro(), typed("langkah/3/kegiatan", new))) == {"langkah/3/kegiatan": new}


def test_runs_that_were_split_or_made_bold_say_the_same() -> None:
    def split(root: etree._Element) -> None:
        for control in controls(root, "langkah/3/kegiatan"):
            text = next(control.iter(f"{W}t"))
            whole, piece = text.text or "", parent_of(text)
            for start, end in pairwise((0, 4, 9, len(whole))):
                copy = deepcopy(piece)
                next(copy.iter(f"{W}t")).text = whole[start:end]
                copy.insert(0, etree.Element(f"{W}rPr"))
                etree.SubElement(copy[0], f"{W}b")
                piece.addprevious(copy)
            parent_of(piece).remove(piece)

    assert pulled(makro(), split).same


def test_removed_content_controls_leave_every_text_where_it_was() -> None:
    for document in (makro(), *made("revisions-and-draft"), *made("groups")):
        assert pulled(document, unwrapped).same


def test_a_text_changed_after_its_control_was_removed_is_a_change() -> None:
    def changed(root: etree._Element) -> None:
        unwrapped(root)
        for text in root.iter(f"{W}t"):
            if text.text == "Evapor":
                text.text = "Evaluasi"

    (change,) = pulled(makro(), changed).changes
    assert (change.tag, change.new) == ("pelaksana/3", "Kabag Evaluasi")


def test_fixed_words_beside_a_field_that_were_changed_are_told() -> None:
    def reworded(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            if (text.text or "").startswith("SOP Makro"):
                text.text = "Prosedur "

    comparison = pulled(makro(), reworded)
    assert not comparison.changes
    assert any("Prosedur" in report and "judul" in report for report in comparison.reports)


def test_a_label_of_the_form_that_was_changed_or_deleted_is_told() -> None:
    def changed(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            if text.text == "Dasar Hukum :":
                text.text = "Dasar Aturan"

    comparison = pulled(makro(), changed)
    assert not comparison.changes
    assert any("Dasar Aturan" in report for report in comparison.reports)
    assert any("Dasar Hukum :" in report for report in comparison.reports)


# -- flow -------------------------------------------------------------------------------------------------------


def test_a_changed_label_at_a_decision_is_that_decisions_own_label() -> None:
    document = makro()
    comparison = pulled(document, typed("langkah/9/label_ya", "Setuju"))
    assert tags(comparison) == {"langkah/9/label_ya": "Setuju"}
    written = write(document.sop.source, chosen(comparison)).decode()
    assert "label_ya: Setuju" in written
    assert len(written.splitlines()) == len(document.sop.source.text.splitlines()) + 1


def test_labels_that_took_each_others_text_are_asked_about_and_not_written() -> None:
    comparison = pulled(makro(), typed("langkah/9/label_ya", "T"), typed("langkah/9/label_tidak", "Y"))
    assert not comparison.changes
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/9/label_ya", "langkah/9/label_tidak"]
    assert all(doubt.change is None for doubt in comparison.doubts)


def test_a_changed_text_in_a_symbol_is_a_change() -> None:
    (document,) = made("question-in-diamond")
    assert tags(pulled(document, typed("langkah/2/tanya", "Lengkap & benar?"))) == {
        "langkah/2/tanya": "Lengkap & benar?"
    }


def test_a_connectors_letter_is_told_to_be_the_programs() -> None:
    comparison = pulled(makro(), typed("penghubung/A", "Z"))
    assert not comparison.changes
    assert any("penghubung/A" in report for report in comparison.reports)


def test_a_row_of_which_every_text_was_deleted_is_told_as_a_row_and_nothing_is_written() -> None:
    names = ("kegiatan", "kelengkapan", "waktu", "output")
    comparison = pulled(makro(), *(typed(f"langkah/5/{name}", "") for name in names))
    assert not comparison.changes
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5"]
    assert not comparison.reports


# -- rows, tables, comments, tracked changes --------------------------------------------------------------------


def test_a_deleted_row_and_a_copied_row_are_told_once_each() -> None:
    comparison = pulled(makro(), without_row("langkah/5/kegiatan"), copied_row("langkah/7/kegiatan"))
    assert not (comparison.changes)
    assert not (comparison.reports)
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5"]
    (step,) = comparison.ready
    assert "kegiatannya sama dengan langkah 7" in step.message


def test_a_table_copied_below_itself_is_told_row_by_row() -> None:
    def copied(root: etree._Element) -> None:
        row = row_of(root, "langkah/1/kegiatan")
        table = parent_of(row)
        copy = deepcopy(table)
        for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent_of(mark).remove(mark)
        table.addnext(copy)

    comparison = pulled(makro(), copied)
    assert not comparison.changes
    steps = sum(row.step is not None for row in makro().scene.pages[0].rows)
    assert sum(step.message.startswith("Baris baru") for step in comparison.ready) == steps


def test_a_change_in_a_copy_of_the_identity_table_is_doubtful() -> None:
    def copied(root: etree._Element) -> None:
        table = parent_of(row_of(root, "nomor"))
        copy = deepcopy(table)
        for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent_of(mark).remove(mark)
        table.addnext(copy)

    comparison = pulled(makro(), copied, typed("nomor", "OT.99", 1))
    assert [doubt.tag for doubt in comparison.doubts] == ["nomor"]
    assert not comparison.changes


def test_a_table_pasted_into_a_cell_is_told_and_its_words_are_not_the_cells() -> None:
    def pasted(root: etree._Element) -> None:
        cell = parent_of(parent_of(controls(root, "langkah/2/output")[0]))
        table = etree.Element(f"{W}tbl")
        inner = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
        run(etree.SubElement(inner, f"{W}p"), "Rincian biaya")
        cell.insert(1, table)

    comparison = pulled(makro(), pasted)
    assert not comparison.changes
    assert any("Rincian biaya" in report for report in comparison.reports)


def test_rows_inserted_and_deleted_as_tracked_changes_are_read_as_accepted() -> None:
    def tracked(root: etree._Element) -> None:
        row = row_of(root, "langkah/5/kegiatan")
        properties = row.find(f"{W}trPr")
        assert properties is not None
        etree.SubElement(properties, f"{W}del")
        new = etree.Element(f"{W}tr")
        etree.SubElement(etree.SubElement(new, f"{W}trPr"), f"{W}ins")
        for text in ("6", "Mencatat hasil"):
            paragraph = etree.SubElement(etree.SubElement(new, f"{W}tc"), f"{W}p")
            run(etree.SubElement(paragraph, f"{W}ins"), text)
        row.addnext(new)

    comparison = pulled(makro(), tracked)
    assert not comparison.changes
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5"]
    (step,) = comparison.ready
    assert step.lines[0] == "  - kegiatan: Mencatat hasil"


@needs_office
@pytest.mark.slow
def test_tracked_changes_and_italics_inside_a_field_survive_libreoffice() -> None:
    def tracked(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/1/waktu")
        content = control.find(f"{W}sdtContent")
        assert content is not None
        (old,) = content
        next(old.iter(f"{W}t")).tag = f"{W}delText"
        for number, kind in enumerate(("del", "ins"), 900):
            marks = {f"{W}id": str(number), f"{W}author": "Nama Pejabat", f"{W}date": "2026-01-01T00:00:00Z"}
            etree.SubElement(content, f"{W}{kind}", marks)
        deleted, inserted = content[1:]
        deleted.append(old)
        run(inserted, "25 Menit")

    def slanted(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/2/kegiatan")
        first = next(control.iter(f"{W}r"))
        properties = etree.Element(f"{W}rPr")
        etree.SubElement(properties, f"{W}i")
        first.insert(0, properties)

    content = converted({"sunting": edited(makro().docx, tracked, slanted)}, "docx")["sunting"]
    body = Package.of(content).xml["word/document.xml"]
    changed, italic = (paragraph_with(body, mark) for mark in ("f_langkah_1_waktu", "f_langkah_2_kegiatan"))
    assert "".join(text.text or "" for text in changed.iter(f"{W}delText")) == makro().sop.sections[0].steps[0].waktu
    assert "".join(text.text or "" for text in changed.iter(f"{W}t")) == "25 Menit"
    assert all(part.find(f"{W}rPr/{W}i") is not None for part in italic.iter(f"{W}r") if part.find(f"{W}t") is not None)
    comparison = compare(read(content), makro().sop.source)
    assert tags(comparison) == {"langkah/1/waktu": "25 Menit"}


def test_text_moved_as_a_tracked_change_is_read_where_it_went() -> None:
    def moved(root: etree._Element) -> None:
        (source,), (target,) = controls(root, "langkah/1/output"), controls(root, "langkah/1/ket")
        for control, tag in ((source, "moveFrom"), (target, "moveTo")):
            content = control.find(f"{W}sdtContent")
            assert content is not None
            wrap = etree.SubElement(content, f"{W}{tag}")
            wrap.append(deepcopy(next(source.iter(f"{W}r"))) if tag == "moveTo" else content[0])

    old = makro().sop.sections[0].steps[0].output
    assert tags(pulled(makro(), moved)) == {"langkah/1/output": "", "langkah/1/ket": old}


def with_comment(content: bytes, words: str, text: str) -> bytes:
    """The document after somebody commented on the paragraph that says ``words``."""
    document = docx.Document(io.BytesIO(content))
    paragraphs = (Paragraph(element, document) for element in document.element.body.iter(f"{W}p"))
    found = next(p for p in paragraphs if "".join(t.text or "" for t in p._p.iter(f"{W}t")) == words)
    runs = [Run(element, found) for element in found._p.iter(f"{W}r")]
    document.add_comment(runs, text, author="Pemeriksa")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_comment_is_told_with_its_field_and_changes_nothing() -> None:
    document = makro()
    content = with_comment(document.docx, document.sop.sections[0].steps[2].kegiatan, "Mohon dipersingkat")
    comparison = compare(read(content), document.sop.source)
    assert not comparison.changes
    assert not comparison.reports
    (note,) = comparison.notes
    assert note.what == "komentar Pemeriksa: Mohon dipersingkat"
    line = int(note.where.removeprefix(f"{document.sop.source.name}:"))
    assert document.sop.source.text.splitlines()[line - 1].strip().startswith("- kegiatan: Menyiapkan rencana")


# -- tick boxes and revisions -----------------------------------------------------------------------------------


def rewritten(document: Made, old: bytes, new: bytes) -> Made:
    """The document as it is made from a source that reads otherwise."""
    raw = document.sop.source.raw.replace(old, new)
    assert raw != document.sop.source.raw
    source, _ = parse(raw, document.sop.source.file, document.sop.source.name)
    assert source is not None
    sop, _ = make_sop(source, document.institution)
    assert sop is not None
    scene = lay_out(sop, document.institution)
    content = render(sop, document.institution, scene, document.root)
    return replace(document, sop=sop, scene=scene, docx=content)


def draft() -> Made:
    """The makro SOP before it had an effective date."""
    document = rewritten(makro(), b"tanggal_efektif: 2018-05-02", b"tanggal_efektif:")
    assert document.sop.tanggal_efektif is None
    return document


def test_a_box_that_was_emptied_while_its_date_stands_is_doubtful() -> None:
    document = makro()
    comparison = pulled(document, ticked("kotak/tanggal_efektif", False))
    (doubt,) = comparison.doubts
    assert doubt.tag == "tanggal_efektif"
    assert not comparison.changes
    written = write(document.sop.source, chosen(comparison, ["tanggal_efektif"])).decode()
    assert "tanggal_efektif: ''" in written


def test_a_box_and_its_date_emptied_together_are_a_change() -> None:
    comparison = pulled(makro(), ticked("kotak/tanggal_efektif", False), typed("tanggal_efektif", ""))
    assert tags(comparison) == {"tanggal_efektif": ""}
    assert not comparison.doubts


def test_a_box_ticked_with_its_date_is_the_date() -> None:
    comparison = pulled(draft(), ticked("kotak/tanggal_efektif", True), typed("tanggal_efektif", "Kamis, 03 Mei 2018"))
    assert tags(comparison) == {"tanggal_efektif": "2018-05-03"}
    assert not comparison.reports


def test_a_box_ticked_without_a_date_asks_for_it() -> None:
    comparison = pulled(draft(), ticked("kotak/tanggal_efektif", True))
    assert not comparison.changes
    assert any("tanggalnya tidak ada" in report for report in comparison.reports)


def test_the_revision_box_asks_for_an_entry_and_deletes_none() -> None:
    revised = next(document for document in made("revisions-and-draft") if document.sop.revisi)
    for document, checked, words in ((makro(), True, "tambahkan “revisi”"), (revised, False, "tidak dihapus")):
        comparison = pulled(document, ticked("kotak/revisi", checked))
        assert not comparison.changes
        assert any(words in report for report in comparison.reports)


def test_a_revision_counted_up_is_doubtful_because_it_may_be_a_new_one() -> None:
    revised = next(document for document in made("revisions-and-draft") if document.sop.revisi)
    entry = f"revisi/{len(revised.sop.revisi)}"
    comparison = pulled(revised, typed(f"{entry}/ke", "9"), typed(f"{entry}/tanggal", "Kamis, 03 Mei 2029"))
    assert {doubt.tag for doubt in comparison.doubts} == {f"{entry}/ke", f"{entry}/tanggal"}
    assert not comparison.changes


# -- through LibreOffice ----------------------------------------------------------------------------------------


@needs_office
@pytest.mark.slow
def test_edits_are_found_after_libreoffice_saved_them() -> None:
    document = makro()
    content = edited(
        document.docx,
        typed("pelaksana/3", "Kabag Evaluasi"),
        typed("langkah/9/label_ya", "Setuju"),
        typed("langkah/1/ket", "Rapat"),
        typed("langkah/4/waktu", "3 Hari"),
        typed("tanggal_efektif", "Kamis, 03 Mei 2018"),
        ticked("kotak/revisi", True),
        without_row("langkah/5/kegiatan"),
    )
    plain = edited(document.docx, unwrapped)
    commented = with_comment(document.docx, document.sop.sections[0].steps[2].kegiatan, "Mohon dipersingkat")
    saved = converted({"sunting": content, "polos": plain, "komentar": commented}, "docx")
    comparison = compare(read(saved["sunting"]), document.sop.source)
    assert tags(comparison) == {
        "tanggal_efektif": "2018-05-03",
        "pelaksana/3": "Kabag Evaluasi",
        "langkah/9/label_ya": "Setuju",
        "langkah/1/ket": "Rapat",
        "langkah/4/waktu": "3 Hari",
    }
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/5"]
    assert any("dicentang di Word" in report for report in comparison.reports)
    assert compare(read(saved["polos"]), document.sop.source).same
    (note,) = compare(read(saved["komentar"]), document.sop.source).notes
    assert note.what == "komentar Pemeriksa: Mohon dipersingkat"


# -- lists with empty entries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "new", "line"), [("peralatan/2", "Rak", "  - Rak  # kedua"), ("peralatan/3", "Lemari", "  - Lemari")]
)
def test_an_entry_after_empty_ones_is_the_one_that_was_printed(tag: str, new: str, line: str) -> None:
    document = rewritten(
        makro(),
        b"peralatan:\n",
        b'peralatan:\n  - Meja\n  - ""\n  -\n  - Meja  # kedua\n  - Kursi\n',
    )
    comparison = pulled(document, typed(tag, new))
    assert tags(comparison) == {tag: new}
    written = write(document.sop.source, chosen(comparison)).decode()
    assert line in written.splitlines()
    assert len(written.splitlines()) == len(document.sop.source.text.splitlines())
    assert '  - Meja\n  - ""\n  -\n' in written


# -- entries of lists -------------------------------------------------------------------------------------------


def entry_of(root: etree._Element, tag: str) -> etree._Element:
    """The paragraph of an entry."""
    return parent_of(controls(root, tag)[0])


def new_paragraph(tag: str, text: str, before: bool = False) -> Edit:
    """Somebody types a paragraph of no field beside an entry."""

    def edit(root: etree._Element) -> None:
        paragraph = etree.Element(f"{W}p")
        run(paragraph, text)
        if before:
            entry_of(root, tag).addprevious(paragraph)
        else:
            entry_of(root, tag).addnext(paragraph)

    return edit


def divided(tag: str, first: str, second: str) -> Edit:
    """Somebody presses Enter in an entry, and the program repeats the control in the new paragraph."""

    def edit(root: etree._Element) -> None:
        paragraph = entry_of(root, tag)
        copy = deepcopy(paragraph)
        for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent_of(mark).remove(mark)
        next(copy.iter(f"{W}t")).text = second
        next(paragraph.iter(f"{W}t")).text = first
        paragraph.addnext(copy)

    return edit


def entries(document: Made, comparison: Comparison, key: str, fields: tuple[str, ...] = ()) -> list[str]:
    """The entries of a list after the changes were written."""
    content = write(document.sop.source, chosen(comparison, fields))
    source, findings = parse(content, document.sop.source.file, document.sop.source.name)
    assert source is not None
    assert not findings
    found = source.plain()[key]
    assert isinstance(found, list)
    return [str(entry) for entry in found]


def test_a_line_break_in_an_entry_divides_it() -> None:
    document = makro()
    first, second, *others = document.sop.peralatan
    comparison = pulled(document, typed("peralatan/2", "Meja tulis\nKursi"))
    assert not (comparison.doubts)
    assert not (comparison.reports)
    assert entries(document, comparison, "peralatan") == [first, "Meja tulis", "Kursi", *others]
    assert second not in entries(document, comparison, "peralatan")


@pytest.mark.parametrize("key", ["peralatan", "kualifikasi_pelaksana"])
def test_enter_in_an_entry_divides_it_also_when_its_control_was_repeated(key: str) -> None:
    document = makro()
    first, _, *others = getattr(document.sop, key)
    comparison = pulled(document, divided(f"{key}/2", "Komputer", "Pencetak"))
    assert not (comparison.doubts)
    assert not (comparison.reports)
    assert entries(document, comparison, key) == [first, "Komputer", "Pencetak", *others]


@pytest.mark.parametrize(
    ("tag", "before", "at"), [("peralatan/1", True, 0), ("peralatan/2", False, 2), ("peralatan/4", False, 4)]
)
def test_a_paragraph_typed_among_the_entries_is_a_new_one(tag: str, before: bool, at: int) -> None:
    document = makro()
    comparison = pulled(document, new_paragraph(tag, "Meja & kursi", before))
    assert not (comparison.doubts)
    assert not (comparison.reports)
    old = list(document.sop.peralatan)
    assert entries(document, comparison, "peralatan") == [*old[:at], "Meja & kursi", *old[at:]]


def test_several_new_entries_stand_in_the_order_typed() -> None:
    document = makro()
    old = list(document.sop.peralatan)
    edits = (
        new_paragraph("peralatan/2", "Kedua"),
        new_paragraph("peralatan/2", "Pertama"),
        typed("peralatan/3", "Mobil"),
    )
    comparison = pulled(document, *edits)
    assert {change.tag for change in comparison.changes} == {"peralatan/2/baru", "peralatan/2/baru-2", "peralatan/3"}
    assert entries(document, comparison, "peralatan") == [*old[:2], "Pertama", "Kedua", "Mobil", *old[3:]]


def test_a_new_paragraph_makes_a_list_of_a_text_that_stands_alone() -> None:
    document = makro()
    comparison = pulled(document, new_paragraph("pencatatan/1", "Disimpan selama lima tahun"))
    assert entries(document, comparison, "pencatatan") == [*document.sop.pencatatan, "Disimpan selama lima tahun"]


def test_a_new_entry_where_the_source_has_another_new_one_is_doubtful() -> None:
    document = makro()
    second = document.sop.peralatan[1]
    now = rewritten(document, f"  - {second}\n".encode(), f"  - {second}\n  - Papan tulis\n".encode())
    comparison = compare(read(edited(document.docx, new_paragraph("peralatan/2", "Meja"))), now.sop.source)
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert "entri ke-3 dari peralatan" in doubt.message
    assert entries(now, comparison, "peralatan", (doubt.tag,))[1:4] == [second, "Meja", "Papan tulis"]


def test_an_entry_that_the_source_has_meanwhile_is_not_new() -> None:
    document = makro()
    second = document.sop.peralatan[1]
    now = rewritten(document, f"  - {second}\n".encode(), f"  - {second}\n  - Meja\n".encode())
    assert compare(read(edited(document.docx, new_paragraph("peralatan/2", "Meja"))), now.sop.source).same


def test_rows_are_compared_with_those_printed_not_with_todays_steps() -> None:
    document = makro()
    now = rewritten(document, b"\nlangkah:\n", b"\nlangkah:\n  - kegiatan: Membuka pintu\n    pelaksana: Sesmenko\n")
    assert compare(read(document.docx), now.sop.source).same
    (doubt,) = compare(read(edited(document.docx, without_row("langkah/5/kegiatan"))), now.sop.source).doubts
    assert doubt.message.startswith("Baris langkah 5 (kini langkah 6) dihapus di Word")
    assert doubt.change is not None
    assert doubt.change.path == ("langkah", 5)


def test_a_change_of_a_step_that_the_source_has_no_more_is_told() -> None:
    document = makro()
    text = document.sop.source.text
    start = text.index("  - kegiatan: Menyiapkan rencana kegiatan")
    step = text[start : text.index("  - kegiatan:", start + 9)]
    now = rewritten(document, step.encode(), b"")
    comparison = compare(read(edited(document.docx, typed("langkah/3/waktu", "9 Jam"))), now.sop.source)
    assert not (comparison.changes)
    assert not (comparison.doubts)
    (report,) = comparison.reports
    assert (
        report
        == "Isian langkah/3/waktu menjadi “9 Jam” di Word, tetapi langkah itu tidak ditemukan lagi di berkas sumber."
    )
