"""The lines of flow pages: the table's header and body, title, notes, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.layout.placing.lines import Anchor, PlacedText, Typesetter, ended
from sopgen.layout.scene import BodyCell, HeaderCell, Row, TextBlock


@dataclass(frozen=True, slots=True)
class TableLines:
    """Places the lines of flow pages, whose table is written in ``size_pt``."""

    setter: Typesetter
    size_pt: float

    @property
    def _inset(self) -> float:
        """From the middle of a rule to the text beside it, in mm."""
        return self.setter.style.cell_x + self.setter.rule / 2

    def header(self, cell: HeaderCell) -> PlacedText:
        """A heading, in the middle of its cell."""
        x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
        lines = self.setter.in_the_middle(cell.lines, x, y, cell.size_pt, True, Anchor.MIDDLE)
        return PlacedText(lines, turned_about=(x, y) if cell.rotated else None)

    def body(self, cell: BodyCell, row: Row) -> PlacedText:
        """The text of a cell of the body, ``path`` left empty: the scene does not say of which section the row is."""
        if cell.text is None:
            return PlacedText(())
        x, anchor = cell.left + self._inset, Anchor.START
        texts = cell.text.lines
        if cell.text.label:
            x, anchor, texts = cell.right - self._inset, Anchor.END, ended(cell.text)
        elif len(cell.columns) == 1 and cell.columns[0].centred:
            x, anchor = (cell.left + cell.right) / 2, Anchor.MIDDLE
        middle = (row.top + row.bottom) / 2
        lines = self.setter.in_the_middle(texts, x, middle, self.size_pt, cell.text.label, anchor)
        return PlacedText(self.setter.before_blanks(lines, cell.right - cell.left - 2 * self._inset))

    def note(self, note: TextBlock) -> Iterator[PlacedText]:
        """A note, and the number in front of it."""
        if note.number is not None:
            left = note.left - self.setter.style.note_indent
            yield PlacedText(self.setter.stacked((f"{note.number}.",), left, note.top, note.size_pt))
        lines = self.setter.stacked(note.lines, note.left, note.top, note.size_pt, note.bold)
        yield PlacedText(lines, note.path, note.fixed)


def centred(block: TextBlock, setter: Typesetter, bold: bool = False) -> PlacedText:
    """A block whose lines stand in the middle of its width; ``bold`` whatever the block says."""
    x = (block.left + block.right) / 2
    lines = setter.stacked(ended(block), x, block.top, block.size_pt, bold or block.bold, Anchor.MIDDLE)
    return PlacedText(setter.before_blanks(lines, block.right - block.left), block.path, block.fixed)
