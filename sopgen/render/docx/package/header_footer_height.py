"""How much room an office's own header and footer need at least, and how much there is beside an SOP's pages.

Word and LibreOffice push a page's content away from a header that is too high: rows then go to further pages, and
the document no longer has the PDF's pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from sopgen.layout.style import Style
from sopgen.render.docx.blocks import Margins
from sopgen.render.docx.units import EMU_PER_MM, TWIPS_PER_MM, twips

#: Text whose size is said nowhere near is taken for small: what is reported is surely too high.
_SMALL_PT, _LINE_HEIGHT = 7.0, 1.1
#: Pages are planned with a few mm to spare: so much of it may be pushed away.
_SPARE_MM = 1.0


@dataclass(frozen=True, slots=True)
class Tall:
    """A header or footer (``kind``) that needs ``needed`` mm where there are ``room``."""

    kind: str
    needed: float
    room: float


def page_margins(style: Style) -> Margins:
    """Page margins of an SOP; the anchor paragraph that opens every page is taken off the top."""
    return Margins(
        top=twips(style.margin_top) - 20,
        right=twips(style.margin_right),
        bottom=twips(style.margin_bottom),
        left=twips(style.margin_left),
        header=twips(style.margin_top / 2),
        footer=twips(style.margin_bottom - 2.2) - round(style.footer_pt * 1.15 * 20),
    )


def too_tall(document: Document, margins: Margins) -> tuple[Tall, ...]:
    """The headers and footers of a reference document that push the pages' content; each kind once, the highest."""
    rooms = {"header": margins.top - margins.header, "footer": margins.bottom - margins.footer}
    result = []
    for kind, twip_room in rooms.items():
        room = twip_room / TWIPS_PER_MM
        needed = max((_height(element) for element in _bands(document, kind)), default=0.0)
        if needed > room + _SPARE_MM:
            result.append(Tall(kind, needed, room))
    return tuple(result)


def _bands(document: Document, kind: str) -> Iterator[etree._Element]:
    """The parts that the document's sections name as headers or footers."""
    for reference in document.element.body.iter(qn(f"w:{kind}Reference")):
        part = document.part.related_parts.get(reference.get(qn("r:id")))
        if part is not None:
            yield part.element


def _height(element: etree._Element) -> float:
    """The least height in mm of the paragraphs and tables in ``element``."""
    total = 0.0
    for child in element:
        if child.tag == qn("w:p"):
            total += _paragraph(child)
        elif child.tag == qn("w:tbl"):
            rows = child.iter(qn("w:tr"))
            total += sum(max((_height(cell) for cell in row.findall(qn("w:tc"))), default=0.0) for row in rows)
        elif child.tag == qn("w:sdt"):
            total += sum(_height(content) for content in child.findall(qn("w:sdtContent")))
    return total


def _paragraph(paragraph: etree._Element) -> float:
    """A paragraph's lines are as high as its largest text or picture says, one more for each line break."""
    sizes = [int(size.get(qn("w:val")) or 0) / 2 for size in paragraph.iter(qn("w:sz"))]
    line = max(sizes, default=_SMALL_PT) * _LINE_HEIGHT * 25.4 / 72
    extents = (inline.find(qn("wp:extent")) for inline in paragraph.iter(qn("wp:inline")))
    pictures = [int(extent.get("cy") or 0) / EMU_PER_MM for extent in extents if extent is not None]
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    around = sum(int(spacing.get(qn(f"w:{side}")) or 0) for side in ("before", "after")) if spacing is not None else 0
    breaks = sum(1 for _ in paragraph.iter(qn("w:br")))
    return max(line, *pictures, 0.0) + breaks * line + around / TWIPS_PER_MM
