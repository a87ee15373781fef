"""The lines of form pages: labels and values of the identity block with their tick boxes, and the boxes' texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.layout.pieces import BreakPiece, DatePiece, GapPiece, TextPiece, TickPiece
from sopgen.layout.placing.lines import PlacedLine, PlacedText, Typesetter
from sopgen.layout.scene import FormBox, FormText, Identity, IdentityField


@dataclass(frozen=True, slots=True)
class PlacedTick:
    """A tick box, in mm of the page; ``key`` is the source's key that it tells about."""

    key: str
    ticked: bool
    left: float
    top: float
    side: float


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line or a tick box that stands in line ``row`` of a value, ``x`` mm from where lines begin."""

    piece: TextPiece | DatePiece | TickPiece
    row: int
    x: float
    text: str = ""


def box_path(box: FormBox) -> tuple[str | int, ...]:
    """Where a box's texts stand in the source; boxes that an SOP adds have a heading of its own beside them."""
    return box.texts[0].path[:-1] if box.texts else (box.key,)


@dataclass(frozen=True, slots=True)
class FormLines:
    """Places the lines of form pages, written in ``size_pt``."""

    setter: Typesetter
    size_pt: float

    @property
    def _across(self) -> float:
        """From the middle of an upright rule to the text beside it, in mm."""
        return self.setter.style.form_x + self.setter.rule / 2

    @property
    def _down(self) -> float:
        """The same of a level rule and the text below it."""
        return self.setter.style.form_y + self.setter.rule / 2

    # -- identity block -----------------------------------------------------------------------------------------

    def logo(self, identity: Identity) -> tuple[float, float]:
        """Where the logo's room begins and ends across: as far off the rules as a text, for logos as wide as that."""
        return identity.left + self._across, identity.label_left - self._across

    def label(self, field: IdentityField, identity: Identity) -> PlacedText:
        """What a field is called; that of the room to sign stands at its top."""
        left, room = identity.label_left + self._across, identity.value_left - identity.label_left - 2 * self._across
        texts = self.setter.measurer.lines(field.label, room, self.size_pt)
        if field.signed:
            return PlacedText(self.setter.stacked(texts, left, field.top + self._down, self.size_pt))
        return PlacedText(self.setter.in_the_middle(texts, left, (field.top + field.bottom) / 2, self.size_pt))

    def value(self, field: IdentityField, identity: Identity) -> Iterator[PlacedText | PlacedTick]:
        """The pieces of a value, each at its place; who signs has places in the scene."""
        laid = tuple(self._laid(field))
        pitch, lift = self.setter.pitch(self.size_pt), self._lift(laid)
        rows = 1 + max((each.row for each in laid), default=0)
        left, top = identity.value_left + self._across, (field.top + field.bottom - rows * pitch - lift) / 2
        found: dict[TextPiece | DatePiece, list[PlacedLine]] = {}
        for each in laid:
            baseline = top + lift + each.row * pitch + self.setter.baseline(self.size_pt)
            if isinstance(each.piece, TickPiece):
                yield self._tick(each.piece, left + each.x, baseline)
                continue
            bold = isinstance(each.piece, TextPiece) and each.piece.heading
            lines = found.setdefault(each.piece, [])
            if each.text:
                lines.append(PlacedLine(each.text, left + each.x, baseline, self.size_pt, bold))
        for piece, lines in found.items():
            yield PlacedText(tuple(lines), piece.path, piece.fixed if isinstance(piece, TextPiece) else 0)

    def _laid(self, field: IdentityField) -> Iterator[_Laid]:
        """The lines and tick boxes of a value, one after the other."""
        row, x = 0, 0.0
        for piece in field.pieces:
            if isinstance(piece, BreakPiece):
                row, x = row + 1, 0.0
            elif isinstance(piece, GapPiece):
                x += piece.width
            elif isinstance(piece, TickPiece):
                yield _Laid(piece, row, x)
                x += self.setter.style.form_tick
            elif isinstance(piece, TextPiece | DatePiece):
                bold = isinstance(piece, TextPiece) and piece.heading
                for index, text in enumerate(piece.lines or ("",)):
                    row, x = (row, x) if index == 0 else (row + 1, 0.0)
                    yield _Laid(piece, row, x, text)
                    x += self.setter.measurer.width(text, self.size_pt, bold)

    def _lift(self, laid: tuple[_Laid, ...]) -> float:
        """By how much a tick box makes its line higher than others, in mm: where letters are small."""
        if not any(isinstance(each.piece, TickPiece) for each in laid):
            return 0.0
        above = self.setter.style.form_tick - self.setter.style.form_tick_below
        return max(0.0, above - self.setter.baseline(self.size_pt))

    def _tick(self, piece: TickPiece, left: float, baseline: float) -> PlacedTick:
        side = self.setter.style.form_tick
        top = baseline + self.setter.style.form_tick_below - side
        return PlacedTick(piece.key, piece.ticked, left, top, side)

    # -- boxes ----------------------------------------------------------------------------------------------------

    def box(self, box: FormBox) -> Iterator[PlacedText]:
        """A box's heading, then its texts with their numbers."""
        style, pitch = self.setter.style, self.setter.pitch(self.size_pt)
        left, top = box.left + self._across, box.top + self._down
        title = self.setter.stacked(box.title_lines, left, top, self.size_pt, bold=True)
        yield PlacedText(title, (*box_path(box)[:-1], "judul") if len(box_path(box)) > 1 else ())
        top += len(box.title_lines) * pitch + style.form_heading_gap
        for text in box.texts:
            yield from self._entry(text, left, top, box.numbered)
            top += len(text.lines) * pitch + style.form_item_gap

    def _entry(self, text: FormText, left: float, top: float, numbered: bool) -> Iterator[PlacedText]:
        if text.number is not None:
            yield PlacedText(self.setter.stacked((f"{text.number}.",), left, top, self.size_pt))
        inset = self.setter.style.form_list_indent if numbered else 0.0
        yield PlacedText(self.setter.stacked(text.lines, left + inset, top, self.size_pt), text.path)
