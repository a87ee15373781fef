"""Paragraphs, tables and pages of a booklet's and a letter's own pages, as Word blocks; lengths in mm and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sopgen.book.pages.typesetter import Sheet
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    Cell,
    Inline,
    Margins,
    PageField,
    Paragraph,
    Role,
    Row,
    Section,
    Shape,
    Tab,
    Table,
    TabStop,
    Text,
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.units import emu, half_points, point_twips, twips

#: Of the font size; as in the booklet's style sheet, so that both documents break pages alike.
LINE_HEIGHT = 1.45
TEXT_PT = 11.0
TABLE_PT = 8.5
FOOTER_PT, NUMBER_PT = 7.0, 9.0
#: Of a footer: room for the number, which is larger than the footer's words.
_NUMBER_LINE = 1.15 * NUMBER_PT / FOOTER_PT
_HEADER_GREY = "E6E6E6"
#: Left, right, top, bottom of portrait and landscape pages in mm.
PORTRAIT = (30.0, 25.0, 28.0, 26.0)
LANDSCAPE = (15.0, 15.0, 16.0, 18.0)


def text(content: str, *, size: float = TEXT_PT, bold: bool = False, anchor: str = "") -> Text:
    """A run of text; line breaks stay line breaks."""
    return Text(tuple(content.split("\n")), half_points(size), bold, anchor=anchor)


def paragraph(
    *content: Inline | str,
    role: Role | BookRole = BookRole.BODY,
    size: float = TEXT_PT,
    bold: bool = False,
    align: str = "",
    before: float = 0.0,
    after: float = 0.0,
    first_line: float = 0.0,
    indent: float = 0.0,
    line: float = LINE_HEIGHT,
    tabs: tuple[TabStop, ...] = (),
    keep_next: bool = False,
    outline: int | None = None,
) -> Paragraph:
    """A paragraph; plain strings become runs of that size. ``before``, ``after`` and indents are mm."""
    return Paragraph(
        role,
        tuple(text(each, size=size, bold=bold) if isinstance(each, str) else each for each in content),
        align=align,
        before=twips(before),
        after=twips(after),
        line=point_twips(size * line),
        first_line=twips(first_line),
        indent=twips(indent),
        tabs=tabs,
        keep_next=keep_next,
        outline=outline,
    )


def body(paragraphs: Sequence[str]) -> tuple[Paragraph, ...]:
    """Running text: justified, first lines indented."""
    return tuple(paragraph(each, align="both", first_line=10, after=2.5) for each in paragraphs)


def table(caption: str, widths: Sequence[float], header: Sequence[str], rows: Sequence[Sequence[Block]]) -> Table:
    """A table with a grey header that is repeated; ``rows`` hold one paragraph a cell."""
    grid = tuple(twips(width) for width in widths)
    heads = tuple(head(each, width) for width, each in zip(grid, header, strict=True))
    lines = tuple(
        Row(
            0,
            tuple(
                Cell(width, (each,), margin_x=twips(1.5))
                for width, each in zip(grid, row, strict=True)
                if isinstance(each, Paragraph)
            ),
        )
        for row in rows
    )
    return Table(caption, caption, grid, (Row(0, heads, header=True), *lines))


def head(content: str, width: int, *, size: float = TABLE_PT, margin: float = 1.5, **spans: Any) -> Cell:
    """A grey cell at the head of a table, ``width`` in twips."""
    line = cell(content, bold=True, align="center", size=size)
    return Cell(width, (line,), middle=True, shade=_HEADER_GREY, margin_x=twips(margin), **spans)


def cell(*content: Inline | str, bold: bool = False, align: str = "", size: float = TABLE_PT) -> Paragraph:
    """A table cell's paragraph."""
    return paragraph(*content, role=Role.NOTE, size=size, bold=bold, align=align, before=0.8, after=0.8, line=1.25)


def labelled(name: str, value: str, at: float, colon: float, **look: Any) -> Paragraph:
    """A line ``name : value``, whose value stands ``at`` mm with all its lines, and its colon at ``colon``."""
    tabs = (TabStop(twips(colon), "left"), TabStop(twips(at), "left"))
    return replace(paragraph(name, Tab(), ":", Tab(), value, indent=at, tabs=tabs, **look), hanging=twips(at))


def page_footer(width: float, left: str = "") -> Bands:
    """A footer with the running number in the middle, and maybe something at its left; ``width``: of the text."""
    number = PageField("PAGE", "1", half_points(NUMBER_PT))
    tabs = (TabStop(twips(width / 2), "center"),)
    content: tuple[Inline | str, ...] = (left, Tab(), number) if left else (Tab(), number)
    return Bands(footer=(paragraph(*content, role=BookRole.FOOTER, size=FOOTER_PT, line=_NUMBER_LINE, tabs=tabs),))


def rule(length: float, room: float, after: float = 0.0) -> Paragraph:
    """A short rule in the middle of ``room``, both mm."""
    aside = (room - length) / 2
    line = paragraph(size=1, line=2, indent=aside, after=after)
    return replace(line, indent_right=twips(aside), rule_below=12)


def watermark(word: str, ids: Ids, sheet: Sheet, left: float, top: float) -> Shape:
    """A word across a landscape page, behind its text; ``left`` and ``top`` (mm) are where the header begins.

    Stands in a header: what does so is drawn behind the pages' content.
    """
    width, height, size = 190.0, 56.0, 120.0
    return Shape(
        id=ids.drawing(),
        name=word.capitalize(),
        description="",
        x=emu((sheet.long - width) / 2 - left),
        y=emu((sheet.short - height) / 2 - top),
        width=emu(width),
        height=emu(height),
        z=1,
        preset="rect",
        content=(Text((word,), half_points(size), bold=True, colour="D9D9D9"),),
        text_line=point_twips(size * 1.15),
        rotation=-30,
        behind=True,
    )


def portrait(sheet: Sheet, blocks: tuple[Block, ...], **settings: object) -> Section:
    """Portrait pages of the booklet's front matter."""
    return _section(sheet.short, sheet.long, PORTRAIT, blocks, settings)


def landscape(sheet: Sheet, blocks: tuple[Block, ...], **settings: object) -> Section:
    """Landscape pages of the booklet's own."""
    return _section(sheet.long, sheet.short, LANDSCAPE, blocks, settings)


def _section(
    width: float,
    height: float,
    edges: tuple[float, float, float, float],
    blocks: tuple[Block, ...],
    settings: dict[str, object],
) -> Section:
    left, right, top, bottom = (twips(edge) for edge in edges)
    margins = Margins(top, right, bottom, left, header=twips(8), footer=twips(8))
    return Section(blocks, twips(width), twips(height), margins, **settings)  # type: ignore[arg-type]


def text_width(sheet: Sheet) -> float:
    """Width of portrait text in mm."""
    return sheet.short - PORTRAIT[0] - PORTRAIT[1]


def table_width(sheet: Sheet) -> float:
    """Width of landscape text in mm."""
    return sheet.long - LANDSCAPE[0] - LANDSCAPE[1]
