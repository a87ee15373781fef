"""What stands below a section's table: its notes, and who signs where the form has that there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.layout.scene import TextBlock
from sopgen.layout.style import Style
from sopgen.layout.table.notes import BlockWriter, Note, spill
from sopgen.layout.table.signature import signature
from sopgen.model.form.fields import ValueKind
from sopgen.model.form.form import SignaturePlace
from sopgen.model.sop import Sop

_Blocks = tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Writes what stands below the table of a section; ``signed``: the last section of a form that is signed there."""

    sop: Sop
    notes: Sequence[Note]
    signed: bool
    writer: BlockWriter
    style: Style
    size_pt: float

    @classmethod
    def of(cls, sop: Sop, index: int, notes: Sequence[Note], writer: BlockWriter, size_pt: float) -> Foot:
        """The foot of the section at ``index``."""
        there = sop.format.form.signature is SignaturePlace.AFTER_TABLE
        return cls(sop, notes, there and index == len(sop.sections) - 1, writer, writer.style, size_pt)

    @property
    def height(self) -> float:
        """Room in mm that it takes below the table; 0 when there is nothing."""
        notes = self._notes(0.0)
        return (self.style.notes_gap + notes[-1].bottom if notes else 0.0) + self._signature_height

    def below(self, table: float) -> tuple[_Blocks, _Blocks]:
        """Notes and signature below a table that ends at ``table`` mm."""
        notes = self._notes(round(table + self.style.notes_gap, 2))
        return notes, self._signature(notes[-1].bottom if notes else table)

    def pages(self, top: float, room: float) -> list[tuple[_Blocks, _Blocks]]:
        """Notes and signature of each page of their own, when they found no room below the table."""
        pages: list[tuple[_Blocks, _Blocks]] = [(notes, ()) for notes in spill(self._notes(top), top, room, self.style)]
        if not self.signed:
            return pages
        last = pages[-1][0] if pages else ()
        if last and last[-1].bottom + self._signature_height <= top + room:
            pages[-1] = (last, self._signature(last[-1].bottom))
        else:
            pages.append(((), self._signature(top - self.style.signature_gap)))
        return pages

    def _notes(self, top: float) -> _Blocks:
        return self.writer.notes(self.notes, top, self.size_pt)

    @property
    def _signature_height(self) -> float:
        lines = self._signature(0.0)
        return lines[-1].bottom if lines else 0.0

    def _signature(self, above: float) -> _Blocks:
        """The label and the lines about who signs, in the page's right half, below ``above`` mm."""
        if not self.signed:
            return ()
        middle = round((self.writer.left + self.writer.right) / 2, 2)
        half = BlockWriter(self.writer.measurer, self.style, middle, self.writer.right)
        label = half.block(
            self.sop.format.form.label_of(ValueKind.SIGNATURE), round(above + self.style.signature_gap, 2), self.size_pt
        )
        return label, *signature(self.sop, half, self.style, self.size_pt, label.bottom)[0]
