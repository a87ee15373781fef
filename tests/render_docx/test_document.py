"""What stands in a document: native tables, lists, tick boxes and shapes that staff can edit."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pymupdf
import pytest
from lxml import etree

from sopgen.flow.graph import SymbolKind
from sopgen.layout.layout import lay_out
from sopgen.layout.style import STYLE
from sopgen.render.docx.document import render
from sopgen.render.docx.ids import path_of, tag_of
from sopgen.render.docx.units import point_twips, twips
from tests.pull.editing import edited, row_of, typed
from tests.readback.cells import docx_differences
from tests.readback.numbering import numbers
from tests.readback.texts import glyphs
from tests.render_docx.documents import FOLDERS, Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.render_docx.readback import packed
from tests.validate_docx.package import WP, A, Package, W

WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def body(document: Made) -> etree._Element:
    return Package.of(document.docx).xml["word/document.xml"]


def anchors(document: Made) -> list[etree._Element]:
    return list(body(document).iter(f"{WP}anchor"))


def description(anchor: etree._Element) -> str:
    properties = anchor.find(f"{WP}docPr")
    assert properties is not None
    return properties.get("descr", "")


@pytest.mark.parametrize("case", FOLDERS)
def test_every_cell_of_the_flow_table_says_what_the_scene_plans(case: str) -> None:
    for document in made(case):
        assert docx_differences(document.docx, document.scene) == []


@pytest.mark.parametrize("case", FOLDERS)
def test_every_symbol_and_edge_is_one_shape_and_every_edge_is_decorative(case: str) -> None:
    for document in made(case):
        symbols = sum(len(page.symbols) for page in document.scene.pages)
        edges = [edge for page in document.scene.pages for edge in page.edges]
        labels = sum(len(page.labels) for page in document.scene.pages)
        notes = sum(bool(symbol.page_note) for page in document.scene.pages for symbol in page.symbols)
        found = anchors(document)
        assert len(found) == symbols + len(edges) + labels + notes
        decorative = [anchor for anchor in found if anchor.find(f".//{DECORATIVE}") is not None]
        assert len(decorative) == len(edges)
        assert all(not description(anchor) for anchor in decorative)
        assert all(description(anchor) for anchor in found if anchor not in decorative)
        heads = sum(anchor.find(f".//{A}tailEnd") is not None for anchor in found)
        assert heads == sum(not edge.join for edge in edges)


def test_symbols_tell_their_part_in_the_flow() -> None:
    found = {description(anchor) for anchor in anchors(makro())}
    assert "Langkah 9, Kabag Evapor: keputusan; ya ke langkah 10, tidak ke langkah 8" in found
    assert any(text.startswith("Langkah 11, Unit Organisasi terkait: bersama") for text in found)
    assert any(text.startswith("Penghubung A") for text in found)


def test_shapes_lie_in_the_row_and_column_of_their_step() -> None:
    document = makro()
    for page in document.scene.pages:
        for symbol in page.symbols:
            if symbol.step is None or symbol.kind is not SymbolKind.DECISION or symbol.actor is None:
                continue
            row = row_of(body(document), f"langkah/{symbol.step}/kegiatan")
            cell = row.findall(f"{W}tc")[2 + symbol.actor]
            assert cell.find(f".//{A}prstGeom[@prst='flowChartDecision']") is not None


def test_rows_grow_stay_whole_and_headers_repeat() -> None:
    for row in body(makro()).iter(f"{W}tr"):
        height = row.find(f"{W}trPr/{W}trHeight")
        assert height is not None
        assert height.get(f"{W}hRule") == "atLeast"
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    flow_tables = [table for table in body(makro()).iter(f"{W}tbl") if table.find(f".//{W}tblHeader") is not None]
    assert len(flow_tables) == len(makro().scene.pages)
    for table in flow_tables:
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert headers == sorted(headers, reverse=True)
        assert sum(headers) == 2


def test_a_drawn_row_is_as_high_as_planned_whether_or_not_the_rule_is_added_to_its_least_height() -> None:
    rule = 10
    for page in makro().scene.pages:
        for number in (row.step for row in page.rows if row.step is not None):
            row = row_of(body(makro()), f"langkah/{number}/kegiatan")
            height = row.find(f"{W}trPr/{W}trHeight")
            assert height is not None
            (planned,) = (each for each in page.rows if each.step == number)
            least = twips(planned.bottom) - twips(planned.top) - rule
            assert int(height.get(f"{W}val", "")) == least
            held = [
                int(spacing.get(f"{W}after", "")) + int(spacing.get(f"{W}line", "20"))
                for spacing in row.findall(f"{W}tc/{W}p/{W}pPr/{W}spacing")
            ]
            assert set(held) == {least}


@pytest.mark.parametrize("case", ["sop_sources", "groups", "turned-headers-in-groups", "column-numbers-and-total-time"])
def test_a_header_row_is_as_high_as_planned_whether_or_not_the_rule_is_added_to_its_least_height(case: str) -> None:
    rule = 10
    for document in made(case):
        tables = [table for table in body(document).iter(f"{W}tbl") if table.find(f".//{W}tblHeader") is not None]
        for page, table in zip(document.scene.pages, tables, strict=True):
            heads = [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
            top = page.header.top
            for number, (planned, row) in enumerate(zip(page.header.row_heights, heads, strict=True)):
                least = int(value(row, f"{W}trPr/{W}trHeight", "val"))
                whole = twips(top + planned) - twips(top)
                filled = {held(cell) for cell in row.iter(f"{W}tc")}
                lying = [cell.rotated or cell.row_span > 1 for cell in page.header.cells if cell.row == number]
                assert (least, least in filled) in {(whole - rule, True), *([(whole, False)] if all(lying) else [])}
                top += planned


def test_a_row_of_the_identity_block_is_filled_by_its_label_too() -> None:
    rule = 10
    identity = makro().scene.form[0].identity
    assert identity is not None
    rows = next(body(makro()).iter(f"{W}tbl")).findall(f"{W}tr")
    for field, row in zip(identity.fields, rows, strict=False):
        least = int(value(row, f"{W}trPr/{W}trHeight", "val"))
        _, label, _ = row.findall(f"{W}tc")
        spacing = label.find(f"{W}p/{W}pPr/{W}spacing")
        assert spacing is not None
        line = point_twips(makro().scene.form_pt * STYLE.line_height)
        assert least == twips(field.bottom) - twips(field.top) - rule
        assert sum(int(spacing.get(f"{W}{side}", "0")) for side in ("before", "after")) + line == least


def value(element: etree._Element, path: str, name: str) -> str:
    found = element.find(path)
    assert found is not None
    return found.get(f"{W}{name}", "")


def held(cell: etree._Element) -> int:
    """What a header's cell holds, in twips: its lines and the room above and below."""
    spacing = cell.find(f"{W}p/{W}pPr/{W}spacing")
    if spacing is None:
        return 0
    lines = 1 + len(list(cell.iter(f"{W}br")))
    around = sum(int(spacing.get(f"{W}{side}", "0")) for side in ("before", "after"))
    return around + lines * int(spacing.get(f"{W}line", "0"))


def test_fields_are_rich_so_that_libreoffice_keeps_looks_and_tracked_changes_in_them() -> None:
    assert list(body(makro()).iter(f"{W}text")) == []


def test_dates_are_picked_from_a_calendar_in_the_words_that_are_printed() -> None:
    pickers = {
        control.findall(f"{W}sdtPr/{W}tag")[0].get(f"{W}val"): picker.find(f"{W}dateFormat")
        for control in body(makro()).iter(f"{W}sdt")
        if (picker := control.find(f"{W}sdtPr/{W}date")) is not None
    }
    assert {"tanggal_pembuatan", "tanggal_efektif"} <= set(pickers)
    for form in pickers.values():
        assert form is not None
        assert form.get(f"{W}val") == "dddd, dd MMMM yyyy"


def test_lists_are_numbered_by_word_each_from_its_first_number() -> None:
    document = makro()
    numbers = [element.get(f"{W}val") for element in body(document).iter(f"{W}numId")]
    assert len(set(numbers)) == 5  # regulations, qualifications, related SOPs, equipment, steps
    assert len(numbers) == 5 + 5 + 2 + 4 + 14
    numbering = Package.of(document.docx).xml["word/numbering.xml"]
    starts = [element.get(f"{W}val") for element in numbering.iter(f"{W}startOverride")]
    assert starts == ["1"] * 5


def number_cells(document: Made) -> list[list[str]]:
    """What Word shows in the first cell of each step's row, table by table."""
    package = Package.of(document.docx)
    root = package.xml["word/document.xml"]
    shown = numbers(root, package.xml["word/numbering.xml"])
    tables = []
    for table in (each for each in root.iter(f"{W}tbl") if each.find(f".//{W}tblHeader") is not None):
        cells = [row.findall(f"{W}tc")[0] for row in table.findall(f"{W}tr") if row.find(f".//{W}sdt") is not None]
        tables.append([shown[cell[-1]] for cell in cells if cell[-1] in shown])
        assert not any(text.text for cell in cells for text in cell.iter(f"{W}t") if cell[-1] in shown)
    return tables


def test_word_counts_the_steps_on_over_pages_and_anew_in_every_part() -> None:
    assert number_cells(makro()) == [list("1234567"), ["8", "9", "10", "11", "12", "13", "14"]]
    (document,) = made("three-sections")
    counts = [[str(step.number) for step in section.steps] for section in document.sop.sections]
    assert number_cells(document) == counts


def test_a_row_added_in_word_numbers_those_below_anew() -> None:
    def added(root: etree._Element) -> None:
        row = row_of(root, "langkah/5/kegiatan")
        new = deepcopy(row)
        for cell in new.findall(f"{W}tc"):
            for part in [part for paragraph in cell.iter(f"{W}p") for part in paragraph if part.tag != f"{W}pPr"]:
                parent = part.getparent()
                assert parent is not None
                parent.remove(part)
        row.addnext(new)

    package = Package.of(edited(makro().docx, added))
    shown = numbers(package.xml["word/document.xml"], package.xml["word/numbering.xml"])
    assert [number for number in shown.values() if number.isdigit()] == [str(number) for number in range(1, 16)]


@needs_office
@pytest.mark.slow
def test_libreoffice_shows_the_numbers_in_the_middle_of_their_cells_in_the_tables_type() -> None:
    document = makro()
    with pymupdf.open(stream=converted({"nomor": document.docx})["nomor"]) as printed:
        for page in document.scene.pages:
            column = page.columns[0]
            found = [glyph for glyph in glyphs(printed[page.number - 1]) if glyph.x < column.right]
            for row in (row for row in page.rows if row.step is not None):
                inside = [glyph for glyph in found if row.top < glyph.y < row.bottom]
                assert "".join(glyph.char for glyph in inside) == str(row.step)
                assert {glyph.size_pt for glyph in inside} == {document.scene.table_pt}
                middle = (inside[0].x + inside[-1].right) / 2
                assert middle == pytest.approx((column.left + column.right) / 2, abs=0.2)


def test_lists_that_take_turns_on_several_pages_do_not_share_their_counting() -> None:
    (document,) = made("form-on-two-pages")
    numbering = Package.of(document.docx).xml["word/numbering.xml"]
    shared = [element.get(f"{W}val") for element in numbering.iter(f"{W}abstractNumId")]
    assert len(set(shared)) == len(shared) > 1


def test_tick_boxes_can_be_clicked_and_show_what_the_source_says() -> None:
    def ticks(document: Made) -> list[str | None]:
        return [element.get(f"{W14}val") for element in body(document).iter(f"{W14}checked")]

    assert ticks(makro()) == ["0", "1"]
    (revised,) = made("revisions-and-draft")
    assert ticks(revised)[0] == "1"


def test_the_footer_names_the_sop_and_counts_pages() -> None:
    footer = Package.of(makro().docx).xml["word/footer1.xml"]
    assert "".join(footer.itertext()).startswith(makro().sop.nomor)
    instructions = [element.get(f"{W}instr", "").strip() for element in footer.iter(f"{W}fldSimple")]
    assert instructions == ["PAGE", "NUMPAGES"]


def test_the_footers_right_end_is_the_pages_right_margin() -> None:
    for case in ("sop_sources", "paper-legal", "paper-letter"):
        document = made(case)[0]
        stop = Package.of(document.docx).xml["word/footer1.xml"].find(f".//{W}tab[@{W}pos]")
        page = body(document).find(f".//{W}sectPr")
        assert stop is not None
        assert page is not None
        size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        sides = int(margins.get(f"{W}left", "")) + int(margins.get(f"{W}right", ""))
        assert int(stop.get(f"{W}pos", "")) == int(size.get(f"{W}w", "")) - sides


def test_the_page_is_the_scenes_paper_lying() -> None:
    for case, width in (("paper-f4", 18709), ("paper-legal", 20160), ("sop_sources", 16838)):
        size = body(made(case)[0]).find(f".//{W}pgSz")
        assert size is not None
        assert (size.get(f"{W}w"), size.get(f"{W}orient")) == (str(width), "landscape")


def test_tags_are_paths_as_people_count() -> None:
    assert tag_of(("bagian", 0, "langkah", 2, "kegiatan")) == "bagian/1/langkah/3/kegiatan"
    assert path_of("bagian/1/langkah/3/kegiatan") == ("bagian", 0, "langkah", 2, "kegiatan")


@pytest.mark.parametrize("part", ["²", "٣", "0", "-1", "007", "1.5", "<x>", "", "9" * 5000])
def test_a_part_of_a_tag_that_only_reads_like_a_number_is_a_key(part: str) -> None:
    assert path_of(f"langkah/{part}") == ("langkah", part)


def test_an_electronic_signatures_anchor_stands_between_title_and_name() -> None:
    document = makro()
    sop = replace(document.sop, format=replace(document.sop.format, jangkar_ttd="${ttd_pengirim}"))
    scene = lay_out(sop, document.institution)
    content = render(sop, document.institution, scene, document.root)
    text = "".join(Package.of(content).xml["word/document.xml"].itertext())
    assert text.index(sop.disahkan_oleh.jabatan) < text.index("${ttd_pengirim}") < text.index(sop.disahkan_oleh.nama)


@needs_office
@pytest.mark.slow
def test_rows_grow_in_libreoffice_when_somebody_types_more() -> None:
    document = makro()
    more = " ".join(f"kata{number}" for number in range(120))
    longer = edited(document.docx, typed("langkah/14/kegiatan", more))
    with pymupdf.open(stream=converted({"panjang": longer})["panjang"]) as printed:
        shown = packed("".join(page.get_text() for page in printed))
    assert packed(more) in shown


@needs_office
@pytest.mark.slow
def test_line_breaks_of_the_source_are_line_breaks_in_libreoffice() -> None:
    (document,) = made("empty-texts-and-no-kind")
    broken = next(step.kegiatan for step in document.sop.sections[0].steps if "\n" in step.kegiatan)
    with pymupdf.open(stream=converted({"baris": document.docx})["baris"]) as printed:
        lines = {line.strip() for page in printed for line in page.get_text().split("\n")}
    assert set(broken.split("\n")) <= lines


def test_arrow_heads_are_as_long_as_the_scene_keeps_free() -> None:
    sizes = {(end.get("w"), end.get("len")) for end in body(makro()).iter(f"{A}tailEnd")}
    assert sizes == {("sm", "sm")}
    assert STYLE.arrow_length >= 1.39  # Word and LibreOffice draw a small head 1.39 mm long on lines up to 1.5 pt


def test_texts_inside_symbols_can_be_typed_over() -> None:
    (document,) = made("question-in-diamond")
    tags = [e.get(f"{W}val") for e in body(document).iter(f"{W}tag") if (e.get(f"{W}val") or "").endswith("/tanya")]
    assert tags == ["langkah/2/tanya", "langkah/3/tanya", "langkah/4/tanya"]
    boxes = list(body(document).iter(f"{WPS}txbx"))
    assert all(box.find(f"{W}txbxContent/{W}p") is not None for box in boxes)
