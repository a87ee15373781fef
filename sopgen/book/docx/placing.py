"""Content that stands in the middle or at the end of a page: Word is told how much room to keep above it, in mm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopgen.book.content import blocks as content
from sopgen.book.docx.arranging import Where, moved
from sopgen.book.docx.printer import Printer
from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.render.docx.blocks import Block, BookRole, Paragraph, Picture, Role, Text
from sopgen.render.docx.units import EMU_PER_MM, TWIPS_PER_MM

#: On the cover, from the text's upper edge: where its head begins, the share of the frame that is above its title, how
#: much the frame reaches over the text above and below, how far its foot stays from the text's lower edge, least gaps.
_HEAD, _TITLE_SHARE, _FRAME, _FOOT, _LEAST = 10.0, 0.43, 10.0, 5.0, 6.0
#: What the texts of the cover keep from both sides of the text.
_COVER_SIDE = 4.26


def cover(pages: content.Pages, printer: Printer, room: tuple[float, float]) -> tuple[Block, ...]:
    """A cover: its head at the top, its title in the middle, its foot at the end of the room."""
    width, height = room
    found: list[Block] = []
    used = 0.0
    for name, blocks in _parts(pages.blocks):
        where = Where(width, (*pages.names, name), left=_COVER_SIDE, right=_COVER_SIDE)
        printed = printer.blocks(blocks, where)
        tall = height_of(printed, width, printer)
        middle = _TITLE_SHARE * (height + 2 * _FRAME) - _FRAME
        top = {"atas": _HEAD, "tengah": middle, "bawah": height - _FOOT - tall}.get(name, used)
        gap = max(top - used, _LEAST if used else 0.0)
        if printed:
            found += (moved(printed[0], gap), *printed[1:])
            used += gap + tall
    return tuple(found)


def chapter(pages: content.Pages, printer: Printer, room: tuple[float, float]) -> tuple[Block, ...]:
    """A chapter's page, in the middle; one whose title is too long for that begins at the top."""
    width, height = room
    first, *rest = printer.pages(pages, width, {}) or (Paragraph(Role.ANCHOR),)
    free = height - height_of((first, *rest), width, printer)
    above = 0.0 if "panjang" in pages.names else max(free, 0.0) / 2
    return (moved(first, above), *rest)


def height_of(blocks: Iterable[Block], width: float, printer: Printer) -> float:
    """The height that paragraphs take."""
    measurer = TextMeasurer(printer.setter.institution.format.huruf)
    return sum(_height(block, width, measurer) for block in blocks if isinstance(block, Paragraph))


def _height(paragraph: Paragraph, width: float, measurer: TextMeasurer) -> float:
    if paragraph.style is BookRole.LISTED:
        return MM_PER_POINT
    around = ((paragraph.before or 0) + (paragraph.after or 0)) / TWIPS_PER_MM
    pictures = [each.height / EMU_PER_MM for each in paragraph.content if isinstance(each, Picture)]
    texts = [each for each in paragraph.content if isinstance(each, Text)]
    if not texts:
        return around + max(pictures, default=(paragraph.line or 0) / TWIPS_PER_MM)
    room = width - (paragraph.indent + paragraph.indent_right) / TWIPS_PER_MM
    text = "".join("\n".join(each.lines) for each in texts)
    lines = measurer.line_count(text, room, texts[0].size / 2, texts[0].bold)
    line = (paragraph.line or 0) / TWIPS_PER_MM or texts[0].size / 2 * 1.2 * MM_PER_POINT
    return around + lines * line


def _parts(blocks: Sequence[content.Block]) -> Iterator[tuple[str, Sequence[content.Block]]]:
    """The parts of a cover by their class, also inside its frame; what stands between them has none."""
    for block in blocks:
        if isinstance(block, content.Group) and {"atas", "tengah", "bawah"} & set(block.names):
            yield block.names[0], block.blocks
        elif isinstance(block, content.Group):
            yield from _parts(block.blocks)
        else:
            yield "", (block,)
