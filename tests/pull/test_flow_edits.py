"""What staff do to the drawing in Word is seen: another pelaksana's column is a change, all else is asked about."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from sopgen.model.resolve.make_sop import make_sop
from sopgen.pull.changes import Comparison, chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.places.geometry import Part
from sopgen.pull.document.read import read
from sopgen.render.docx.package import embedded
from sopgen.source.read import parse
from tests.pull.drawing import (
    MM,
    WP,
    WPG,
    WPS,
    A,
    anchor,
    arrow,
    copied,
    exchanged,
    flipped,
    grouped,
    into_column,
    parent_of,
    part,
    pulled,
    removed,
    rotated,
    shaped,
    shifted,
    stretched,
    the_doubt,
)
from tests.pull.editing import Edit, copied_row, edited, row_of, typed, without_row
from tests.render_docx.documents import Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import W

MAKRO = "sop_sources/biro-po/makro-laporan-kinerja.yaml"
PLACE = re.compile(r"sop_sources/\S+\.yaml baris \d+\.$")


def tags(comparison: Comparison) -> dict[str, str]:
    """New texts by field."""
    return {change.tag: change.new for change in comparison.changes}


def rewritten(document: Made, *pairs: tuple[str, str]) -> Made:
    """The same document, and its source as somebody edited it meanwhile."""
    text = document.sop.source.text
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    source, _ = parse(text.encode(), document.sop.source.file, document.sop.source.name)
    assert source is not None
    sop, _ = make_sop(source, document.institution)
    assert sop is not None
    return replace(document, sop=sop)


def line_of(document: Made, text: str) -> int:
    """The number of the only line with this text."""
    (number,) = (number for number, line in enumerate(document.sop.source.text.splitlines(), 1) if text in line)
    return number


# -- another column ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moved", [into_column("Kegiatan 3", 1), shifted("Kegiatan 3", 18)], ids=["anchor", "offset"])
def test_a_symbol_in_another_column_is_done_by_that_pelaksana(moved: Edit) -> None:
    document = makro()
    comparison = pulled(document, moved)
    assert tags(comparison) == {"langkah/3/pelaksana": "Kasubbag Pemantauan"}
    assert not comparison.doubts
    assert not comparison.reports
    before = document.sop.source.text.splitlines()
    after = write(document.sop.source, chosen(comparison)).decode().splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("    pelaksana: Kabag Evapor", "    pelaksana: Kasubbag Pemantauan")
    ]


def test_who_does_a_step_is_written_where_it_stands_today_by_todays_name() -> None:
    document = makro()
    now = rewritten(
        document,
        ("langkah:\n", "langkah:\n  - kegiatan: Membuka rapat\n    pelaksana: Sesmenko\n    output: Rapat\n"),
        ("  - Kasubbag Pemantauan\n", "  - Kasubbag Pantau\n"),
    )
    comparison = compare(read(edited(document.docx, into_column("Kegiatan 3", 1))), now.sop.source)
    assert tags(comparison) == {"langkah/3/pelaksana": "Kasubbag Pantau"}
    (change,) = comparison.changes
    assert change.path == ("langkah", 3, "pelaksana")


def test_a_symbol_where_todays_source_has_it_is_no_change() -> None:
    document = makro()
    now = rewritten(
        document,
        (
            "    pelaksana: Kabag Evapor\n    kelengkapan: Koordinasi",
            "    pelaksana: Kasubbag Pemantauan\n    kelengkapan: Koordinasi",
        ),
    )
    assert compare(read(edited(document.docx, into_column("Kegiatan 3", 1))), now.sop.source).same


def test_a_symbol_that_went_elsewhere_in_the_source_too_is_asked_about() -> None:
    document = makro()
    now = rewritten(
        document,
        (
            "    pelaksana: Kabag Evapor\n    kelengkapan: Koordinasi",
            "    pelaksana: Sesmenko\n    kelengkapan: Koordinasi",
        ),
    )
    doubt = the_doubt(compare(read(edited(document.docx, into_column("Kegiatan 3", 1))), now.sop.source))
    assert "berubah juga di berkas sumber" in doubt.message
    assert doubt.change is not None
    assert doubt.change.new == "Kasubbag Pemantauan"


def test_a_symbol_of_a_row_of_several_is_changed_alone() -> None:
    (document,) = made("symbols-in-a-row")
    comparison = pulled(document, into_column("Kegiatan 2.1", -1))
    assert tags(comparison) == {"langkah/2/simbol/1/pelaksana": "Pelaksana"}
    assert not comparison.doubts


def test_one_of_several_who_do_a_step_together_is_changed_only_by_name() -> None:
    document = makro()
    comparison = pulled(document, into_column("Kegiatan 11/4", -4))
    doubt = the_doubt(comparison)
    assert doubt.tag == "langkah/11/pelaksana/4"
    written = write(document.sop.source, chosen(comparison, [doubt.tag])).decode()
    assert "pelaksana: [Karo PO, Kabag Evapor, Kasubbag Pemantauan, Sesmenko]" in written


def test_a_column_that_got_another_name_in_word_too_is_to_be_written_first() -> None:
    comparison = pulled(makro(), into_column("Kegiatan 3", 1), typed("pelaksana/4", "Kasubbag Pantau"))
    assert tags(comparison) == {"pelaksana/4": "Kasubbag Pantau"}
    (doubt,) = comparison.doubts
    assert "tulis dahulu namanya" in doubt.message
    assert doubt.change is None


def test_a_symbol_between_two_columns_or_in_a_copied_row_is_asked_about() -> None:
    assert "di antara dua kolom" in the_doubt(pulled(makro(), shifted("Kegiatan 3", 8.2))).message
    comparison = pulled(makro(), copied_row("langkah/3/kegiatan"), into_column("Kegiatan 3", 1))
    (doubt,) = comparison.doubts
    assert "barisnya ada dua" in doubt.message
    assert not comparison.changes


def test_a_symbol_in_another_row_or_outside_of_the_columns_is_asked_about() -> None:
    doubt = the_doubt(pulled(makro(), shifted("Kegiatan 3", 0, 18)))
    assert doubt.message == (
        "Kotak langkah 3 kini berdiri di baris langkah 4 di Word; periksa langkah dan alurnya: "
        f"{MAKRO} baris {line_of(makro(), 'Menyiapkan rencana kegiatan penyusunan')}."
    )
    assert "di luar kolom Pelaksana" in the_doubt(pulled(makro(), shifted("Kegiatan 3", 60))).message


def test_a_capsule_in_another_column_is_asked_about_unless_its_symbol_went_along() -> None:
    capsule = into_column("Mulai/selesai 1:mulai", 1)
    assert "tulis “mulai: Karo PO”" in the_doubt(pulled(makro(), capsule)).message
    comparison = pulled(makro(), capsule, into_column("Kegiatan 1", 1))
    assert tags(comparison) == {"langkah/1/pelaksana": "Karo PO"}
    assert not comparison.doubts


def test_symbols_above_each_other_that_change_places_are_asked_about() -> None:
    (document,) = made("stacked-symbols")
    comparison = pulled(document, exchanged("Kegiatan 2.2", "Kegiatan 2.3"))
    assert not comparison.changes
    assert [doubt.tag for doubt in comparison.doubts] == ["langkah/2/simbol/2", "langkah/2/simbol/3"]
    assert comparison.doubts[0].message.startswith("Urutan lambang langkah 2 berubah di Word")


# -- another shape ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "preset", "words"),
    [
        ("Kegiatan 3", "flowChartDecision", "Kotak langkah 3 menjadi belah ketupat di Word; bila itu keputusan, tulis"),
        ("Kegiatan 3", "diamond", "Kotak langkah 3 menjadi belah ketupat"),
        ("Keputusan 9", "rect", "Belah ketupat langkah 9 menjadi kotak di Word; bila bukan keputusan lagi, hapus"),
        ("Kegiatan 3", "flowChartTerminator", "Kotak langkah 3 menjadi kapsul"),
    ],
)
def test_a_symbol_of_another_shape_is_asked_about(name: str, preset: str, words: str) -> None:
    assert words in the_doubt(pulled(makro(), shaped(name, preset))).message


def test_a_diamond_drawn_point_by_point_is_one_until_somebody_changes_it() -> None:
    (document,) = made("question-in-diamond")
    assert "menjadi kotak" in the_doubt(pulled(document, shaped("Keputusan 2", "flowChartProcess"))).message


def test_a_shape_that_says_nothing_of_the_flow_is_only_told() -> None:
    (report,) = pulled(makro(), shaped("Kegiatan 3", "cloud")).reports
    assert report == "Kotak langkah 3 menjadi bentuk lain di Word; bentuk lambang diatur otomatis."


def test_a_box_made_a_diamond_whose_step_is_a_decision_today_is_nothing_new() -> None:
    now = rewritten(makro(), ("    output: Bahan\n", "    output: Bahan\n    tidak: selesai\n"))
    assert compare(read(edited(makro().docx, shaped("Kegiatan 4", "diamond"))), now.sop.source).same


# -- arrows -----------------------------------------------------------------------------------------------------


def test_a_t_arrow_drawn_to_another_step_is_asked_about() -> None:
    doubt = the_doubt(pulled(makro(), removed("Panah 9 ke 8"), arrow("Keputusan 9", "Kegiatan 12")))
    assert doubt.tag == "langkah/9/tidak"
    assert doubt.message == (
        "Panah T dari langkah 9 di Word tampaknya menuju langkah 12 (semula langkah 8); bila alurnya berubah, atur "
        f"dengan “tidak”: {MAKRO} baris {line_of(makro(), 'tidak: naskah')}."
    )


def test_an_arrow_stretched_to_another_symbol_is_asked_about() -> None:
    (document,) = made("question-in-diamond")
    one, two = (next(symbol for symbol in document.scene.pages[0].symbols if symbol.id == name) for name in "12")
    right, down = two.x - one.x, two.y + two.height / 2 - one.y - one.height / 2
    doubt = the_doubt(pulled(document, shifted("Panah 3 ke 1", right, down), stretched("Panah 3 ke 1", -right, -down)))
    assert doubt.tag == "langkah/3/tidak"
    assert "tampaknya menuju langkah 2 (semula langkah 1)" in doubt.message


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (stretched("Panah 1 ke 2", 18), "sehingga ujungnya tidak lagi menyentuh lambang"),
        (shifted("Panah 1 ke 2", 5), "sehingga pangkalnya tidak lagi menyentuh lambang"),
        (shifted("Panah 3 ke 4", 9, 9), "sehingga kedua ujungnya tidak lagi menyentuh lambang"),
        (flipped("Panah 9 ke 8"), "Panah T dari langkah 9 ke langkah 8 digeser di Word"),
        (removed("Panah 9 ke 8"), "Panah T dari langkah 9 ke langkah 8 dihapus di Word"),
        (removed("Garis 11 ke 11/2"), "Garis antara lambang-lambang langkah 11 dihapus di Word"),
        (arrow("Kegiatan 3", "Kegiatan 5"), "Panah baru di Word tampaknya dari langkah 3 ke langkah 5"),
        (copied("Panah 3 ke 4", 9, 9), "Panah baru di Word tidak menghubungkan dua lambang"),
    ],
)
def test_an_arrow_that_leads_elsewhere_is_gone_or_new_is_asked_about(edit: Edit, words: str) -> None:
    assert words in the_doubt(pulled(makro(), edit)).message


def test_an_arrow_without_its_head_or_with_it_at_the_other_end_is_asked_about() -> None:
    def end(name: str, other: str) -> Edit:
        def edit(root: etree._Element) -> None:
            next(anchor(root, name).iter(f"{A}tailEnd")).tag = f"{A}{other}"

        return edit

    turned = the_doubt(pulled(makro(), end("Panah 1 ke 2", "headEnd")))
    assert "Panah dari langkah 1 ke langkah 2 di Word tampaknya dari langkah 2 ke langkah 1" in turned.message
    assert "Kepala panah" in the_doubt(pulled(makro(), end("Panah 1 ke 2", "extLst"))).message


def test_an_arrow_drawn_anew_or_led_another_way_round_is_only_told() -> None:
    anew = pulled(makro(), removed("Panah 3 ke 4"), arrow("Kegiatan 3", "Kegiatan 4"))
    assert not anew.doubts
    assert anew.reports == ("Panah dari langkah 3 ke langkah 4 digambar ulang di Word; jalan garis diatur otomatis.",)
    round_about = pulled(makro(), stretched("Panah 3 ke 4", 1.5))
    assert not round_about.doubts
    assert round_about.reports == ("Panah dari langkah 3 ke langkah 4 digeser di Word; jalan garis diatur otomatis.",)


def test_an_arrow_that_leads_where_todays_source_says_is_nothing_new() -> None:
    edits = (removed("Panah 9 ke 8"), arrow("Keputusan 9", "Kegiatan 12"))
    for word in ("konsep-laporan", "12"):
        now = rewritten(makro(), ("    tidak: naskah  ", f"    tidak: {word}  "))
        assert compare(read(edited(makro().docx, *edits)), now.sop.source).same


def test_a_line_that_was_mirrored_between_the_same_symbols_is_told() -> None:
    box = (0, 0, 4 * MM, 4 * MM)

    def line(**way: str) -> Part:
        shape = etree.Element(f"{WPS}wsp")
        look = etree.SubElement(shape, f"{WPS}spPr")
        etree.SubElement(look, f"{A}xfrm", way)
        path = etree.SubElement(etree.SubElement(look, f"{A}custGeom"), f"{A}pathLst")
        path = etree.SubElement(path, f"{A}path", w="4", h="4")
        for x, y in ((2, 0), (2, 1), (0, 1), (0, 2), (4, 2), (4, 3), (2, 3), (2, 4)):
            etree.SubElement(etree.SubElement(path, f"{A}lnTo"), f"{A}pt", x=str(x), y=str(y))
        return Part("Panah 3 ke 4", shape, box)

    assert not line().turned
    assert line(flipH="1").turned
    assert line(flipH="1").ends(box) == line().ends(box)
    found = read(makro().docx)
    shapes = (replace(each, turned=each.name == "Panah 3 ke 4") for each in found.drawing.shapes)
    mirrored = replace(found, drawing=replace(found.drawing, shapes=tuple(shapes)))
    (report,) = compare(mirrored, makro().sop.source).reports
    assert report == "Panah dari langkah 3 ke langkah 4 dibalik di Word; jalan garis diatur otomatis."


def test_shapes_that_were_rotated_or_stand_on_their_heads_are_told() -> None:
    for edit, words in (
        (rotated("Kegiatan 3"), "Kotak langkah 3 diputar di Word; rupa lambang diatur otomatis."),
        (flipped("Keputusan 9"), "Belah ketupat langkah 9 diputar di Word; rupa lambang diatur otomatis."),
        (rotated("Label langkah 9: T"), "Label langkah 9: T diputar di Word; letak label diatur otomatis."),
    ):
        comparison = pulled(makro(), edit)
        assert comparison.reports == (words,)
        assert not comparison.doubts


def test_a_line_straight_down_that_was_mirrored_is_as_it_was() -> None:
    assert pulled(makro(), flipped("Panah 10 ke 11", "flipH")).same


@pytest.mark.parametrize("turn", [{"flipH": "1"}, {"rot": "5400000"}])
def test_every_shape_of_a_group_that_was_turned_is_told(turn: dict[str, str]) -> None:
    def turned(root: etree._Element) -> None:
        next(root.iter(f"{WPG}grpSpPr"))[0].attrib.update(turn)

    comparison = pulled(makro(), grouped("Kegiatan 1", "Panah 1 ke 2", "Mulai/selesai 1:mulai"), turned)
    assert "Panah dari langkah 1 ke langkah 2 dipindahkan atau diputar" in comparison.doubts[0].message
    assert [report.partition(" diputar")[0] for report in comparison.reports] == [
        "Kapsul mulai langkah 1",
        "Kotak langkah 1",
    ]


# -- labels -----------------------------------------------------------------------------------------------------


def test_labels_at_each_others_place_are_asked_about() -> None:
    comparison = pulled(makro(), exchanged("Label langkah 9: Y", "Label langkah 9: T"))
    assert not comparison.changes
    assert {doubt.tag for doubt in comparison.doubts} == {"langkah/9/label_ya", "langkah/9/label_tidak"}
    assert "kini berdiri di tempat label T langkah 9" in comparison.doubts[0].message


def test_a_label_that_was_only_shifted_is_told() -> None:
    (report,) = pulled(makro(), shifted("Label langkah 9: T", 4, 4)).reports
    assert report == "Label langkah 9: T digeser di Word; letak label diatur otomatis."


def test_the_page_beside_a_connector_that_was_shifted_or_deleted_is_told() -> None:
    (document,) = made("no-goes-up-20-rows")
    name = "Catatan halaman: hal. 4"
    (report,) = pulled(document, shifted(name, 4, 4)).reports
    assert report == f"{name} digeser di Word; letak label diatur otomatis."
    (report,) = pulled(document, removed(name)).reports
    assert report == "Teks “hal. 4” berubah atau hilang di Word; kata-kata tetap seperti itu tidak diambil."


def test_a_label_with_the_text_of_the_other_one_is_asked_about_and_not_written() -> None:
    doubt = the_doubt(pulled(makro(), typed("langkah/9/label_ya", "T")))
    assert "padahal itulah label T; bila jawabannya bertukar, tukar tujuan “ya” dan “tidak”" in doubt.message
    assert doubt.change is None


# -- what changes nothing, and what is more or less -------------------------------------------------------------


def test_a_nudge_changes_nothing_and_a_shift_in_the_cell_is_told() -> None:
    nudges = [shifted(name, 0.7, 0.7) for name in ("Kegiatan 3", "Panah 3 ke 4", "Label langkah 9: T", "Penghubung A")]
    assert pulled(makro(), *nudges).same
    (report,) = pulled(makro(), shifted("Kegiatan 3", 2)).reports
    assert report == (
        "Kotak langkah 3 digeser atau diubah ukurannya di Word; letak dan ukuran lambang diatur otomatis."
    )


def test_grouped_shapes_stand_where_they_stood() -> None:
    assert pulled(makro(), grouped("Kegiatan 1", "Panah 1 ke 2", "Mulai/selesai 1:mulai")).same


def test_shapes_that_lost_their_names_are_known_by_their_places() -> None:
    def renamed(root: etree._Element) -> None:
        for number, each in enumerate(root.iter(f"{WP}docPr")):
            if each.get("name", "").startswith(("Kegiatan", "Keputusan", "Panah", "Garis")):
                each.set("name", f"Shape {number}")

    assert pulled(makro(), renamed).same


def test_the_shapes_of_deleted_and_copied_rows_are_not_told() -> None:
    comparison = pulled(makro(), without_row("langkah/9/kegiatan"), copied_row("langkah/12/kegiatan"))
    assert not comparison.doubts
    (deleted,) = comparison.reports
    assert deleted.startswith("Baris langkah 9 tidak ada lagi di Word, tetapi langkah itu dituju langkah 10")
    (copied,) = comparison.ready
    assert "kegiatannya sama dengan langkah 12" in copied.message


def test_deleted_and_new_symbols_are_asked_about_and_other_shapes_told() -> None:
    gone = the_doubt(pulled(makro(), removed("Kegiatan 3")))
    assert gone.message.startswith("Kotak langkah 3 dihapus di Word")
    new = the_doubt(pulled(makro(), copied("Kegiatan 3", 18, 0)))
    assert new.message.startswith("Lambang baru (kotak) di Word; atur langkah dan alurnya")
    connector = pulled(makro(), removed("Penghubung A"))
    assert connector.reports == ("Penghubung A dihapus di Word; letak penghubung diatur otomatis.",)


def test_a_table_with_fewer_columns_is_told_once() -> None:
    def narrower(root: etree._Element) -> None:
        for row in list(parent_of(row_of(root, "langkah/3/kegiatan"))):
            if row.tag == f"{W}tr":
                cells = list(row.iterchildren(f"{W}tc"))
                row.remove(cells[-2])

    comparison = pulled(makro(), narrower)
    assert sum("Kolom tabel alur ditambah atau dihapus" in report for report in comparison.reports) == 1
    assert not any("Kotak" in doubt.message for doubt in comparison.doubts)


def test_every_doubt_about_the_drawing_names_file_and_line() -> None:
    edits = (
        into_column("Kegiatan 11/4", -4),
        shaped("Kegiatan 3", "diamond"),
        removed("Panah 9 ke 8"),
        exchanged("Label langkah 10: Y", "Label langkah 10: T"),
        copied("Kegiatan 5", 18, 0),
        shifted("Kegiatan 6", 0, 18),
    )
    doubts = pulled(makro(), *edits).doubts
    assert len(doubts) >= len(edits)
    assert all(PLACE.search(doubt.message) for doubt in doubts)


def test_a_document_of_earlier_days_says_only_how_many_shapes_it_has() -> None:
    edit = read(edited(makro().docx, removed("Kegiatan 3"), into_column("Kegiatan 5", 1)))
    older = replace(edit, origin=replace(edit.origin, drawn=()))
    (report,) = compare(older, makro().sop.source).reports
    assert "(semula 52, menjadi 51)" in report


def _part(content: bytes) -> bytes:
    """The custom XML part of a document."""
    return zipfile.ZipFile(io.BytesIO(content)).read("customXml/item1.xml")


def test_what_a_document_says_of_its_drawing_is_read_as_it_was_written() -> None:
    found = embedded.read(etree.fromstring(_part(makro().docx)))
    assert found is not None
    assert embedded.read(etree.fromstring(embedded.write(found))) == found
    assert sum(len(table.shapes) for table in found.drawn) == found.shapes
    (third,) = (shape for shape in found.drawn[0].shapes if shape.name == "Kegiatan 3")
    symbol = next(symbol for symbol in makro().scene.pages[0].symbols if symbol.id == "3")
    assert third.tag == "langkah/3"
    assert third.box == tuple(
        round(length * MM)
        for length in (symbol.x - symbol.width / 2, symbol.y - symbol.height / 2, symbol.width, symbol.height)
    )


def test_a_section_of_a_document_is_known_by_its_steps_whatever_their_numbers() -> None:
    (document,) = made("three-sections")
    last = len(document.sop.sections)
    step = document.sop.sections[-1].steps[0]
    column = step.symbols[0].actors[0]
    to = 1 if column == 0 else -1

    def moved(root: etree._Element) -> None:
        names = [each for each in root.iter(f"{WP}anchor") if part(each, f"{WP}docPr").get("name") == "Kegiatan 1"]
        cell = next(names[-1].iterancestors(f"{W}tc"))
        cells = list(parent_of(cell).iterchildren(f"{W}tc"))
        part(cells[cells.index(cell) + to], f"{W}p").append(next(names[-1].iterancestors(f"{W}r")))

    assert list(tags(pulled(document, moved))) == [f"bagian/{last}/langkah/1/pelaksana"]


# -- through LibreOffice ----------------------------------------------------------------------------------------


@needs_office
@pytest.mark.slow
def test_edits_of_the_drawing_are_found_after_libreoffice_saved_them() -> None:
    edits = {
        "kolom": (into_column("Kegiatan 3", 1),),
        "belah": (shaped("Kegiatan 3", "flowChartDecision"),),
        "panah": (removed("Panah 9 ke 8"), arrow("Keputusan 9", "Kegiatan 12")),
        "hapus": (removed("Panah 3 ke 4"),),
        "label": (exchanged("Label langkah 9: Y", "Label langkah 9: T"),),
        "kelompok": (grouped("Kegiatan 1", "Panah 1 ke 2", "Mulai/selesai 1:mulai"),),
    }
    saved = converted({name: edited(makro().docx, *each) for name, each in edits.items()}, "docx")
    for name, each in edits.items():
        found = compare(read(saved[name]), makro().sop.source)
        assert found == pulled(makro(), *each), name
