"""What makes a document good to work with in Word: styles with names, navigation, repeated headings, rows that grow."""

from __future__ import annotations

import io

import docx
import pymupdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from sopgen.render.docx.blocks import BookRole, Role
from tests.pull.editing import edited, typed
from tests.render_docx.documents import FOLDERS, Made, made, makro
from tests.render_docx.office import converted, needs_office
from tests.render_docx.readback import DrawnPage, packed, read_page
from tests.validate_docx.package import WP, A, Package, W

DOCUMENT = "word/document.xml"


def body(document: Made) -> etree._Element:
    return Package.of(document.docx).xml[DOCUMENT]


def value(element: etree._Element | None, name: str = "val") -> str:
    assert element is not None
    return element.get(f"{W}{name}", "")


def outline(document: Made) -> list[tuple[int, str]]:
    """Word's navigation: level and text."""
    return [
        (int(value(level)), "".join(paragraph.itertext()))
        for paragraph in body(document).iter(f"{W}p")
        if (level := paragraph.find(f"{W}pPr/{W}outlineLvl")) is not None
    ]


def test_navigation_shows_the_sop_once_and_its_tables_below_it() -> None:
    assert outline(makro()) == [(0, makro().sop.title)]
    (document,) = made("three-sections")
    sections = [section.judul for section in document.sop.sections]
    assert outline(document) == [(0, document.sop.title), *((1, judul) for judul in sections)]


@pytest.mark.parametrize("case", FOLDERS)
def test_navigation_leads_to_the_sops_first_page_and_to_nothing_within_a_table(case: str) -> None:
    for document in made(case):
        root = body(document)
        headings = [next(level.iterancestors(f"{W}p")) for level in root.iter(f"{W}outlineLvl")]
        assert headings[0] is root[0][0]
        assert all(heading.getparent() is root[0] for heading in headings)  # Word shows none that stands in a table


def test_the_heading_of_the_first_page_is_not_seen_on_it() -> None:
    style = docx.Document(io.BytesIO(makro().docx)).styles[BookRole.LISTED]
    assert str(style.font.color.rgb) == "FFFFFF"
    assert style.base_style.name == Role.ANCHOR


def test_every_paragraph_takes_a_style_that_staff_see_by_its_name() -> None:
    document = docx.Document(io.BytesIO(makro().docx))
    names = {style.style_id: style.name for style in document.styles}
    used = {value(style) for style in body(makro()).iter(f"{W}pStyle")}
    assert {names[style] for style in used} <= {*Role, BookRole.LISTED}
    for style in document.styles:
        if style.style_id in used and style.name != BookRole.LISTED:
            assert style.quick_style
            assert not style.hidden


def test_the_language_is_indonesian_and_nothing_is_locked_or_hyphenated() -> None:
    parts = Package.of(makro().docx).xml
    languages = {value(language) for language in parts["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"id-ID"}
    settings = parts["word/settings.xml"]
    for name in ("documentProtection", "writeProtection", "trackRevisions", "autoHyphenation", "readModeInkLockDown"):
        assert settings.find(f"{W}{name}") is None
    assert parts[DOCUMENT].find(f".//{W}lock") is None


@pytest.mark.parametrize("case", FOLDERS)
def test_tables_keep_their_widths_and_tell_what_they_are(case: str) -> None:
    for document in made(case):
        for table in body(document).iter(f"{W}tbl"):
            properties = table.find(f"{W}tblPr")
            assert properties is not None
            assert value(properties.find(f"{W}tblLayout"), "type") == "fixed"
            assert value(properties.find(f"{W}tblCaption"))
            assert value(properties.find(f"{W}tblDescription"))


@pytest.mark.parametrize("case", FOLDERS)
def test_shapes_hang_in_their_rows_and_can_be_moved(case: str) -> None:
    for document in made(case):
        for anchor in body(document).iter(f"{WP}anchor"):
            assert next(anchor.iterancestors(f"{W}tc"), None) is not None
            assert (anchor.get("locked"), anchor.get("layoutInCell")) == ("0", "1")
            horizontal, vertical = anchor.find(f"{WP}positionH"), anchor.find(f"{WP}positionV")
            assert horizontal is not None
            assert vertical is not None
            assert (horizontal.get("relativeFrom"), vertical.get("relativeFrom")) == ("column", "paragraph")


def test_pictures_have_words_for_those_who_cannot_see_them() -> None:
    for inline in body(makro()).iter(f"{WP}inline"):
        properties = inline.find(f"{WP}docPr")
        assert properties is not None
        assert properties.get("descr")
        assert inline.find(f".//{A}blip") is not None


def with_python_docx(content: bytes, tag: str, text: str) -> bytes:
    """The document after python-docx overwrote one field."""
    document = docx.Document(io.BytesIO(content))
    for control in document.element.body.iter(qn("w:sdt")):
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == tag:
            next(control.iter(qn("w:t"))).text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@needs_office
@pytest.mark.slow
def test_symbols_and_arrows_move_with_their_rows_when_a_row_above_grows() -> None:
    (grouped,) = made("groups")
    more = " ".join(f"kata{number}" for number in range(40))
    changed = with_python_docx(grouped.docx, "langkah/1/kegiatan", more)
    printed = converted({"semula": grouped.docx, "panjang": changed})
    with pymupdf.open(stream=printed["semula"]) as before, pymupdf.open(stream=printed["panjang"]) as after:
        first = grouped.scene.pages[0]
        assert len(before) == len(after)
        old, new = read_page(before[first.number - 1]), read_page(after[first.number - 1])
        assert packed(more) in packed(after[first.number - 1].get_text())
    grown = new.rules[-1] - old.rules[-1]
    assert grown > 5
    below = first.rows[0].bottom
    for was, now in zip(sorted(tops(old, below)), sorted(tops(new, below + grown)), strict=True):
        assert now - was == pytest.approx(grown, abs=0.3)


def tops(page: DrawnPage, below: float) -> list[float]:
    """Upper edges of the symbols that stand lower than ``below`` mm."""
    edges = (min(y for _, y in path.points) for path in page.outlines)
    return [edge for edge in edges if edge > below]


@needs_office
@pytest.mark.slow
def test_a_table_that_grew_over_its_page_goes_on_with_its_headings() -> None:
    document = makro()
    more = " ".join(f"kata{number}" for number in range(160))
    longer = edited(document.docx, typed("langkah/2/kegiatan", more))
    with pymupdf.open(stream=converted({"panjang": longer})["panjang"]) as printed:
        pages = [packed(page.get_text()) for page in printed]
    assert len(pages) > document.scene.page_count
    assert packed(more) in "".join(pages)
    assert sum("MutuBaku" in page for page in pages) > len(document.scene.pages)
