"""What Word keeps beside texts is told, or read as Word shows it: hidden rows and shapes, tracked cells, other files.

Nothing of it may end as "no changes".
"""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from sopgen.layout.layout import lay_out
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Sop
from sopgen.pull.changes import Comparison
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx.document import render
from sopgen.source.read import parse
from tests.generators.word_hands import W14, looking, new_run, parent_of, unmarked
from tests.pull.editing import Edit, cells_of, controls, edited, row_of
from tests.render_docx.documents import made, makro
from tests.validate_docx.package import WP, W

OUTPUT = "langkah/1/output"
VML = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def pulled(*edits: Edit) -> Comparison:
    """The comparison of the edited makro SOP with its source."""
    return compare(read(edited(makro().docx, *edits)), makro().sop.source)


def with_text(kegiatan: str) -> tuple[Sop, bytes]:
    """A small SOP with this kegiatan, and its document."""
    (document,) = made("one-step")
    (step,) = document.sop.sections[0].steps
    text = document.sop.source.text.replace(f"kegiatan: {step.kegiatan}", f"kegiatan: {kegiatan}")
    source, _ = parse(text.encode(), document.sop.source.file, document.sop.source.name)
    assert source is not None
    sop, _ = make_sop(source, document.institution)
    assert sop is not None
    assert sop.sections[0].steps[0].kegiatan == kegiatan
    return sop, render(sop, document.institution, lay_out(sop, document.institution), document.root)


def cell_of(root: etree._Element, tag: str) -> etree._Element:
    """The cell that holds a field."""
    return next(controls(root, tag)[0].iterancestors(f"{W}tc"))


def with_property(element: etree._Element, name: str, attributes: dict[str, str]) -> None:
    """Give a row or a cell a further property."""
    properties = element.find(f"{W}{etree.QName(element).localname}Pr")
    assert properties is not None
    values = {f"{W}{key}": value for key, value in attributes.items()}
    etree.SubElement(properties, f"{W}{name}", values)


# -- rows and cells ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "told"), [({}, True), ({"val": "0"}, False)], ids=["hidden", "switched off"])
def test_a_row_that_is_hidden_is_told(value: dict[str, str], told: bool) -> None:
    reports = pulled(lambda root: with_property(row_of(root, OUTPUT), "hidden", value)).reports
    assert reports == ("Baris langkah 1 disembunyikan di Word; tidak diambil: baris itu tetap dicetak.",) * told


def test_a_heading_that_is_hidden_is_told_by_its_words() -> None:
    def edit(root: etree._Element) -> None:
        with_property(
            next(row for row in root.iter(f"{W}tr") if row.find(f".//{W}tblHeader") is not None), "hidden", {}
        )

    (report,) = pulled(edit).reports
    assert report.startswith("Baris “No. | Kegiatan | ")


def test_a_cell_that_was_deleted_as_a_tracked_change_is_told_like_one_that_was_deleted() -> None:
    def removed(root: etree._Element) -> None:
        parent_of(cell_of(root, OUTPUT)).remove(cell_of(root, OUTPUT))

    tracked = pulled(lambda root: with_property(cell_of(root, OUTPUT), "cellDel", {"id": "9"}))
    assert tracked == pulled(removed)
    assert f"Isian {OUTPUT} tidak ditemukan lagi" in tracked.reports[0]


def test_a_cell_that_was_inserted_as_a_tracked_change_is_told() -> None:
    def edit(root: etree._Element) -> None:
        new = deepcopy(cells_of(row_of(root, OUTPUT))[-2])
        for paragraph in new.iter(f"{W}p"):
            paragraph[:] = [new_run("sel baru")]
        with_property(new, "cellIns", {"id": "9"})
        cell_of(root, OUTPUT).addnext(new)

    assert "Teks “sel baru” bukan bagian dari isian mana pun; tidak diambil." in pulled(edit).reports


def test_cells_that_were_merged_as_a_tracked_change_are_told_like_merged_ones() -> None:
    def merged(name: str, values: tuple[str, str]) -> Comparison:
        def edit(root: etree._Element) -> None:
            for tag, value in zip((OUTPUT, "langkah/2/output"), values, strict=True):
                attribute = "vMerge" if name == "cellMerge" else "val"
                with_property(cell_of(root, tag), name, {attribute: value})

        return pulled(edit)

    tracked = merged("cellMerge", ("rest", "cont"))
    assert tracked == merged("vMerge", ("restart", "continue"))
    assert f"Sel {OUTPUT} dan langkah/2/output digabung di Word" in tracked.reports[0]


# -- other files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
@pytest.mark.parametrize(
    ("in_cell", "where"), [(False, "disisipkan tidak"), (True, f"disisipkan pada isian {OUTPUT} tidak")]
)
def test_another_file_in_the_document_is_told(name: str, in_cell: bool, where: str) -> None:
    def edit(root: etree._Element) -> None:
        around = cell_of(root, OUTPUT) if in_cell else root[0]
        around.insert(1, etree.Element(f"{W}{name}"))

    (report,) = pulled(edit).reports
    assert report.startswith(f"Isi berkas lain yang {where} terbaca; buka dokumen ini di Word, simpan")


# -- shapes ------------------------------------------------------------------------------------------------------------


def run_of_symbol(root: etree._Element) -> etree._Element:
    """The run of step 1's symbol."""
    symbols = (each for each in row_of(root, OUTPUT).iter(f"{WP}docPr") if "Kegiatan" in each.get("name", ""))
    return next(next(symbols).iterancestors(f"{W}r"))


@pytest.mark.parametrize("switched", [True, False], ids=["in the list of shapes", "as text"])
def test_a_symbol_that_is_hidden_counts_as_deleted(switched: bool) -> None:
    def edit(root: etree._Element) -> None:
        run = run_of_symbol(root)
        if switched:
            next(run.iter(f"{WP}docPr")).set("hidden", "1")
        else:
            looking(run, "vanish")

    (doubt,) = pulled(edit).doubts
    assert doubt.message.startswith("Kotak langkah 1 dihapus di Word")


def old_shape(name: str, style: str) -> etree._Element:
    """A run with a picture or artistic letters as old programs write them."""
    run = etree.Element(f"{W}r")
    shape = etree.SubElement(etree.SubElement(run, f"{W}pict"), f"{VML}shape", {"style": style})
    etree.SubElement(shape, f"{VML}{name}")
    return run


@pytest.mark.parametrize("name", ["imagedata", "textpath"])
def test_a_floating_shape_of_old_programs_is_told(name: str) -> None:
    shape = old_shape(name, "position:absolute;width:10pt")
    comparison = pulled(lambda root: controls(root, OUTPUT)[0].addnext(deepcopy(shape)))
    assert comparison.reports == ("Gambar atau bentuk baru di Word; tidak diambil.",)
    assert not (*comparison.changes, *comparison.doubts)


# -- where the marks are gone --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [True, False], ids=["marked", "marks gone"])
def test_a_table_or_a_box_in_a_cell_is_none_of_its_text(kept: bool) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = next(controls(root, OUTPUT)[0].iterancestors(f"{W}p"))
        table = etree.Element(f"{W}tbl")
        cell = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
        etree.SubElement(cell, f"{W}p").append(new_run("di dalam tabel"))
        paragraph.addnext(table)
        run = old_shape("textbox", "position:absolute")
        inner = etree.SubElement(etree.SubElement(run[0][0][0], f"{W}txbxContent"), f"{W}p")
        inner.append(new_run("di dalam kotak"))
        paragraph.insert(1, run)
        if not kept:
            unmarked(row_of(root, OUTPUT))

    comparison = pulled(edit)
    assert not (*comparison.changes, *comparison.doubts)
    told = [report for report in comparison.reports if "di dalam" in report]
    assert len(told) == 2


def test_a_number_before_a_text_of_the_form_is_a_doubt_also_without_marks() -> None:
    def edit(root: etree._Element) -> None:
        properties = next(controls(root, "judul")[0].iterancestors(f"{W}p")).find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId", {f"{W}val": "1"})
        unmarked(root)

    (doubt,) = pulled(edit).doubts
    assert (doubt.tag, doubt.change) == ("judul", None)


# -- signs, versions, placeholders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("versions", "read_as"),
    [(("Choice", "Choice", "Fallback"), " satu"), (("Fallback",), " satu"), ((), "")],
    ids=["several", "only that for old programs", "none"],
)
def test_of_several_versions_of_a_text_one_is_read(versions: tuple[str, ...], read_as: str) -> None:
    def edit(root: etree._Element) -> None:
        run = new_run("")
        several = etree.SubElement(run, f"{MC}AlternateContent")
        for name, text in zip(versions, (" satu", " dua", " tiga"), strict=False):
            etree.SubElement(etree.SubElement(several, f"{MC}{name}"), f"{W}t").text = text
        next(controls(root, OUTPUT)[0].iter(f"{W}r")).addnext(run)

    assert [change.new for change in pulled(edit).changes] == [f"Disposisi/arahan Sesmenko{read_as}"] * bool(read_as)


def test_a_hyphen_at_which_no_line_breaks_is_that_character_also_where_libreoffice_has_made_an_element_of_it() -> None:
    def edit(root: etree._Element) -> None:
        run = new_run("non")
        etree.SubElement(run, f"{W}noBreakHyphen")
        etree.SubElement(run, f"{W}t").text = "aktif"
        next(controls(root, OUTPUT)[0].iter(f"{W}r")).addnext(run)

    (change,) = pulled(edit).changes
    assert change.new.endswith("non\u2011aktif")


@pytest.mark.parametrize("kept", [True, False], ids=["marked", "marks gone"])
def test_boxes_that_are_part_of_a_text_stay(kept: bool) -> None:
    sop, docx = with_text("☐ Menata berkas ☒")

    def edit(root: etree._Element) -> None:
        unmarked(root)

    assert compare(read(docx if kept else edited(docx, edit)), sop.source).changes == ()


def test_a_box_put_into_a_text_is_part_of_it() -> None:
    def edit(root: etree._Element) -> None:
        control = etree.Element(f"{W}sdt")
        etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W14}checkbox")
        etree.SubElement(control, f"{W}sdtContent").append(new_run("☒"))
        controls(root, OUTPUT)[0].addnext(control)

    assert [change.new for change in pulled(edit).changes] == ["Disposisi/arahan Sesmenko☒"]


@pytest.mark.parametrize("block", [False, True], ids=["in a line", "around a paragraph"])
def test_what_a_control_shows_before_anybody_typed_is_no_text(block: bool) -> None:
    def edit(root: etree._Element) -> None:
        control = etree.Element(f"{W}sdt")
        etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W}showingPlcHdr")
        content = etree.SubElement(control, f"{W}sdtContent")
        inner = etree.SubElement(content, f"{W}p") if block else content
        inner.append(new_run("Klik di sini untuk mengetik"))
        own = controls(root, OUTPUT)[0]
        (next(own.iterancestors(f"{W}p")) if block else own).addnext(control)

    assert pulled(edit).same
