"""What stands outside the table's grid on flow pages: the title lines above it and the notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopgen.layout.scene import TextBlock
from sopgen.layout.style import Style
from sopgen.layout.table.cells import round_up
from sopgen.layout.text.lines import divided
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable

NOTES_HEADING = "Catatan:"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in the source."""

    text: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Stacks text blocks between ``left`` and ``right`` (mm)."""

    measurer: TextMeasurer
    style: Style
    left: float
    right: float

    def title(self, texts: Sequence[tuple[str, tuple[str | int, ...]]], top: float) -> tuple[TextBlock, ...]:
        """Centred bold lines from ``top`` down, the first in ``Style.title_pt``, the others a point smaller."""
        blocks: list[TextBlock] = []
        for index, (text, path) in enumerate(texts):
            size = self.style.title_pt - (self.style.title_smaller_pt if index else 0.0)
            block = self.block(text, top, size, bold=True, path=path)
            blocks.append(block)
            top = block.bottom
        return tuple(blocks)

    def notes(self, notes: Sequence[Note], top: float, size_pt: float) -> tuple[TextBlock, ...]:
        """A heading and the notes below it from ``top`` (mm) down, numbered when there are several."""
        if not notes:
            return ()
        blocks = [self.block(NOTES_HEADING, top, size_pt, bold=True)]
        for index, note in enumerate(notes):
            top = round(blocks[-1].bottom + self.style.note_gap, 2)
            number = index + 1 if len(notes) > 1 else None
            block = self.block(note.text, top, size_pt, number=number, path=note.path)
            blocks.append(block)
        return tuple(blocks)

    def block(
        self,
        text: str,
        top: float,
        size_pt: float,
        bold: bool = False,
        number: int | None = None,
        path: tuple[str | int, ...] = (),
    ) -> TextBlock:
        """A text from ``top`` (mm) down, as high as it needs; a numbered one is indented."""
        left = self.left + (self.style.note_indent if number is not None else 0.0)
        spans = self.measurer.spans(text, self.right - left, size_pt, bold)
        count = self.measurer.line_count(text, self.right - left, size_pt, bold)
        bottom = round_up(top + count * line_height_mm(size_pt, self.style.line_height))
        return TextBlock(printable(text), left, top, self.right, bottom, size_pt, spans, bold, number, path)


def spill(blocks: Sequence[TextBlock], top: float, room: float, style: Style) -> tuple[tuple[TextBlock, ...], ...]:
    """Spread notes over pages of their own: each page's blocks moved to begin at ``top``, at most ``room`` mm of them.

    A note that is higher than a page is cut between its lines; its number stands before the first part only.
    """
    pages: list[tuple[TextBlock, ...]] = []
    page: list[TextBlock] = []
    at = top
    for block in blocks:
        for part in _parts(block, room, style):
            height = part.bottom - part.top
            if page and at + height > top + room:
                pages.append(tuple(page))
                page, at = [], top
            page.append(replace(part, top=at, bottom=round(at + height, 2)))
            at = round(at + height + style.note_gap, 2)
    if page:
        pages.append(tuple(page))
    return tuple(pages)


def _parts(block: TextBlock, room: float, style: Style) -> tuple[TextBlock, ...]:
    line = line_height_mm(block.size_pt, style.line_height)
    most = max(int(room / line), 1)
    if len(block.spans) <= most:
        return (block,)
    parts: list[TextBlock] = []
    rest = block
    while rest.spans:
        (first, spans), (after, left) = divided(rest.text, rest.spans, most)
        bottom = round(block.top + round_up(len(spans) * line), 2)
        parts.append(replace(rest, text=first, spans=spans, bottom=bottom))
        rest = replace(rest, text=after, spans=left, number=None)
    return tuple(parts)
