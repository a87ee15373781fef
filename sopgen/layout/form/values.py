"""The values of the identity block, piece by piece, as both documents print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.layout.pieces import BreakPiece, DatePiece, GapPiece, TextPiece, TickPiece
from sopgen.layout.scene import Piece
from sopgen.layout.style import DATE_GAP, MM_PER_POINT, SLACK_MM, TICK_AFTER, TICK_BEFORE, Style
from sopgen.layout.text.measurer import TextMeasurer, printable
from sopgen.model.dates import form_date
from sopgen.model.form.fields import IdentityField, ValueKind
from sopgen.model.sop import Sop

#: What stands before the number of a revision.
_REVISED = "Revisi ke"
_Value = tuple[tuple[Piece, ...], int]


@dataclass(frozen=True, slots=True)
class ValueBuilder:
    """Makes the pieces of values for lines of ``room`` mm, and tells how many lines both documents may need."""

    sop: Sop
    measurer: TextMeasurer
    style: Style
    size_pt: float
    room: float

    def value(self, field: IdentityField) -> _Value:
        """Pieces and lines of a field; a signature, which is no line of text, has none here."""
        match field.kind:
            case ValueKind.NUMBER | ValueKind.TEXT | ValueKind.TITLE:
                return self._text(field)
            case ValueKind.DATE:
                text, path = form_date(self.sop.day(field.key)), (field.key,)
                return (self._date(text, path, self.room),), self._lines(text, self.room)
            case ValueKind.TICKED_DATE:
                return self._ticked_date(field)
            case ValueKind.REVISION:
                return self._revision(field)
            case ValueKind.SIGNATURE:
                return (), 0

    def _text(self, field: IdentityField) -> _Value:
        text, heading = self.sop.text(field.key), field.kind is ValueKind.TITLE
        spans = self.measurer.spans(text, self.room, self.size_pt, heading)
        piece = TextPiece(printable(text), spans, (field.key,), heading=heading)
        return (piece,), self.measurer.line_count(text, self.room, self.size_pt, heading)

    def _ticked_date(self, field: IdentityField) -> _Value:
        day = self.sop.day(field.key)
        text, room = form_date(day), self.room - self._tick_width(self.style.form_tick_before, TICK_BEFORE)
        gap = GapPiece(self.style.form_tick_before if text else 0.0, TICK_BEFORE)
        pieces = (self._date(text, (field.key,), room), gap, TickPiece(field.key, day is not None))
        return pieces, self._lines(text, room)

    def _revision(self, field: IdentityField) -> _Value:
        """The tick box, and number and date of the last revision: beside each other where both documents have room."""
        before = (TickPiece(field.key, bool(self.sop.revisi)), GapPiece(self.style.form_tick_after, TICK_AFTER))
        tick = self._tick_width(self.style.form_tick_after, TICK_AFTER)
        if not self.sop.revisi:
            return (*before, self._words(_REVISED, (), self.room - tick)), self._lines(_REVISED, self.room - tick)
        index, last = len(self.sop.revisi) - 1, self.sop.revisi[-1]
        words, date = f"{_REVISED} {last.ke}", form_date(last.tanggal)
        gap = max(self.style.form_date_gap, self._width(DATE_GAP))
        below = tick + self._width(words) + gap + self._width(date) + SLACK_MM > self.room
        numbered = self._words(words, (field.key, index, "ke"), self.room - tick)
        between = BreakPiece() if below else GapPiece(self.style.form_date_gap, DATE_GAP)
        pieces = (*before, numbered, between, self._date(date, (field.key, index, "tanggal"), self.room))
        return pieces, self._lines(words, self.room - tick) + (self._lines(date, self.room) if below else 0)

    def _words(self, text: str, path: Sequence[str | int], room: float) -> TextPiece:
        """The words before a revision's number, and the number, which is the source's."""
        fixed = len(text.rpartition(" ")[0]) + 1 if path else 0
        return TextPiece(printable(text), self.measurer.spans(text, room, self.size_pt), tuple(path), fixed)

    def _date(self, text: str, path: tuple[str | int, ...], room: float) -> DatePiece:
        return DatePiece(printable(text), self.measurer.spans(text, room, self.size_pt), path)

    def _lines(self, text: str, room: float) -> int:
        return self.measurer.line_count(text, room, self.size_pt)

    def _width(self, text: str) -> float:
        return self.measurer.width(text, self.size_pt)

    def _tick_width(self, gap: float, blanks: str) -> float:
        """The room that a tick box and the gap beside it take of a line, in the document where they take more.

        Word's tick box is a letter as wide as it is high.
        """
        return max(self.style.form_tick + gap, self.size_pt * MM_PER_POINT + self._width(blanks))
