"""The paper that content is printed on in Word: its size, margins, page numbers and watermarks; lengths in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sopgen.book.pages.typesetter import Sheet
from sopgen.layout.style import MM_PER_POINT
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    Inline,
    Margins,
    PageField,
    Paragraph,
    Section,
    Tab,
    TabStop,
    Text,
)
from sopgen.render.docx.units import half_points, point_twips, twips

FOOTER_PT, NUMBER_PT, COUNTED_PT = 7.0, 9.0, 8.0
_LINE = 1.15  # of the size, as high as the PDF's footers are
#: What letters reach below their baseline, as a share of their size.
_BELOW_BASELINE = 0.21


@dataclass(frozen=True, slots=True)
class Paper:
    """How pages of one kind lie, and what they keep free at each side (as ``@page`` in the style sheet)."""

    left: float
    right: float
    top: float
    bottom: float
    lying: bool = False
    framed: bool = False

    def size(self, sheet: Sheet) -> tuple[float, float]:
        """Width and height of a page."""
        return (sheet.long, sheet.short) if self.lying else (sheet.short, sheet.long)

    def room(self, sheet: Sheet) -> tuple[float, float]:
        """Width and height of what is printed on it."""
        width, height = self.size(sheet)
        return width - self.left - self.right, height - self.top - self.bottom


UPRIGHT = Paper(30, 25, 28, 26)
LYING = Paper(15, 15, 16, 18, lying=True)
#: For tables whose pages end where the PDF's do: Word adds the width of rules to rows, so the page's end gives way.
TABLES = replace(LYING, bottom=15)
#: The papers of pages by their class. The cover's margins stand inside its frame.
PAPERS: Mapping[str, Paper] = {
    "sampul": Paper(28, 28, 28, 28, framed=True),
    "depan": UPRIGHT,
    "surat": Paper(30, 25, 15, 25),
    "bab-halaman": LYING,
    "belakang": TABLES,
    "formulir": Paper(15, 15, 14, 16, lying=True),
}


def paper_of(names: tuple[str, ...], usual: Paper) -> Paper:
    """The paper of pages with these classes; the ``usual`` one where none of them says."""
    return next((PAPERS[name] for name in names if name in PAPERS), usual)


def section_on(paper: Paper, sheet: Sheet, blocks: tuple[Block, ...], **settings: Any) -> Section:
    """Pages on a paper."""
    width, height = paper.size(sheet)
    top, right, bottom, left = (twips(edge) for edge in (paper.top, paper.right, paper.bottom, paper.left))
    margins = Margins(top, right, bottom, left, header=twips(8), footer=twips(8))
    return Section(blocks, twips(width), twips(height), margins, framed=paper.framed, **settings)


def band(
    *content: Inline | str,
    size: float,
    line: float,
    tabs: tuple[TabStop, ...] = (),
    role: BookRole = BookRole.BODY,
) -> Paragraph:
    """A line of a header or footer; strings become text of its size."""
    parts = tuple(Text((each,), half_points(size)) if isinstance(each, str) else each for each in content)
    return Paragraph(role, parts, before=0, after=0, line=point_twips(size * line), tabs=tabs)


def numbered(section: Section, middle: float, height: float, *above: Paragraph) -> Section:
    """A section with the running number in its footer, maybe below other lines.

    ``middle`` is mm from the left margin, ``height`` that of the number's baseline over the paper's edge.
    """
    number = PageField("PAGE", "1", half_points(NUMBER_PT))
    stop = TabStop(twips(middle), "center")
    line = band(Tab(), number, size=NUMBER_PT, line=_LINE, tabs=(stop,), role=BookRole.FOOTER)
    bottom = twips(height - _BELOW_BASELINE * NUMBER_PT * MM_PER_POINT)
    return replace(section, bands=Bands(footer=(*above, line)), margins=replace(section.margins, footer=bottom))


def nomor_line(nomor: str, margins: Margins, height: float) -> Paragraph:
    """The nomor in an SOP's footer, where it stands alone, above the number whose baseline is at ``height`` mm.

    ``margins`` are those of the SOP's pages alone, whose footer ends with the nomor.
    """
    number = twips(height) + point_twips((_LINE - _BELOW_BASELINE) * NUMBER_PT)
    line = band(nomor, size=FOOTER_PT, line=_LINE, role=BookRole.FOOTER)
    return replace(line, after=max(0, margins.footer - number))


def counted_footer(width: float) -> Bands:
    """A footer that says at its right which page of how many it is."""

    def number(instruction: str) -> PageField:
        return PageField(instruction, "1", half_points(COUNTED_PT))

    said: tuple[Inline | str, ...] = (Tab(), "Halaman ", number("PAGE"), " dari ", number("NUMPAGES"))
    tabs = (TabStop(twips(width), "right"),)
    return Bands(footer=(band(*said, size=COUNTED_PT, line=1.2, tabs=tabs, role=BookRole.FOOTER),))


def empty_header() -> tuple[Paragraph, ...]:
    """A header that says nothing: pages without one of their own take the one of the pages before."""
    return (band(size=1, line=1),)
