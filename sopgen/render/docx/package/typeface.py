"""What a style really looks like: its font and size, through the styles it is based on, the defaults and the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree

from sopgen.render.docx.blocks import Role
from sopgen.render.docx.package import archive, styles

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
#: A style may name itself among its ancestors: no honest chain is longer.
_LONGEST_CHAIN = 20
#: Word's own defaults when a document says nothing.
_FONT, _SIZE_PT = "Times New Roman", 10.0


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family and a size in points."""

    family: str
    size_pt: float


def typeface(document: Document, role: Role) -> Typeface:
    """The font and size of a style that the document has (see ``styles.add_missing``)."""
    element = document.styles.element
    properties = list(_properties(element, role))
    family = next(filter(None, (_family(run, document) for run in properties)), _FONT)
    sizes = (run.find(qn("w:sz")) for run in properties)
    size = next((int(found.get(qn("w:val")) or 0) / 2 for found in sizes if found is not None), _SIZE_PT)
    return Typeface(family, size)


def _properties(element: etree._Element, role: Role) -> Iterator[etree._Element]:
    """Run properties of a style, of those it is based on, and of the document, the nearest first."""
    by_id = {style.get(qn("w:styleId")): style for style in element.findall(qn("w:style"))}
    style = styles.by_name(element).get(role.value.casefold())
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            break
        yield from style.findall(qn("w:rPr"))
        based = style.find(qn("w:basedOn"))
        style = by_id.get(based.get(qn("w:val"))) if based is not None else None
    yield from element.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")


def _family(run: etree._Element, document: Document) -> str:
    fonts = run.find(qn("w:rFonts"))
    if fonts is None:
        return ""
    theme = fonts.get(qn("w:asciiTheme")) or ""
    return (_theme_family(theme, document) if theme else "") or fonts.get(qn("w:ascii")) or ""


def _theme_family(name: str, document: Document) -> str:
    """The Latin font that the theme means by ``minorHAnsi`` or ``majorHAnsi``."""
    kind = "minorFont" if name.startswith("minor") else "majorFont"
    for relation in document.part.rels.values():
        if relation.reltype == RT.THEME:
            latin = archive.parse_xml(relation.target_part.blob).find(f".//{_A}{kind}/{_A}latin")
            return latin.get("typeface", "") if latin is not None else ""
    return ""
