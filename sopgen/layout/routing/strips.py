"""Connector strips: the places where connectors may stand above the first and below the last row of a page."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.connectors import Connector, PageFlow
from sopgen.layout.routing.symbols import base_size
from sopgen.layout.scene import Direction, Row, RowKind, Symbol
from sopgen.layout.style import MM_PER_POINT, NOTE_HEIGHT, Style
from sopgen.layout.style.clearances import (
    CONNECTOR_TEXT_SIDES,
    CONNECTOR_TO_NOTE,
    CONNECTOR_TO_RULE,
    SIDE_ROOM,
    SLOT_GAP,
    STRIP_HEAD_GAP,
)
from sopgen.layout.style.prices import (
    OTHER_COLUMN,
    OTHER_COLUMN_BACK,
    OTHER_COLUMN_MM_BACK,
    OTHER_PLACE,
    OTHER_PLACE_BACK,
    PRICE_OF_MM,
)
from sopgen.layout.style.tries import SIZE_STEP
from sopgen.layout.text.protocol import Measurer


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip above (``at_top``) or below the rows.

    ``slots`` are the x of the places, ``columns`` their columns, ``middle`` whether a place is a column's middle;
    ``y`` is the connectors' centre, ``inner`` their side towards the rows, ``pitch`` the least distance of two;
    ``notes`` are by connector what they say of a far twin.
    """

    at_top: bool
    row: Row
    connectors: tuple[Connector, ...]
    slots: tuple[float, ...]
    columns: tuple[int, ...]
    middle: tuple[bool, ...]
    y: float
    inner: float
    pitch: float
    note_pt: float
    notes: dict[str, str]

    @property
    def crowded(self) -> bool:
        """Whether there are fewer places than connectors that must stand side by side: no lanes make up for that."""
        places, last = 0, -math.inf
        for slot in sorted(self.slots):
            if slot - last >= self.pitch - 1e-6:
                places, last = places + 1, slot
        return places < len(self.connectors)

    def price(self, slot: int, connector: Connector) -> int:
        """What it costs that a connector stands at a slot."""
        onward = connector.direction is Direction.DOWN
        price = 0 if self.middle[slot] else OTHER_PLACE if onward else OTHER_PLACE_BACK
        if self.columns[slot] == connector.actor:
            return price
        away = next(
            abs(x - self.slots[slot])
            for x, column, middle in zip(self.slots, self.columns, self.middle, strict=True)
            if middle and column == connector.actor
        )
        return price + (
            OTHER_COLUMN + round(PRICE_OF_MM * away)
            if onward
            else OTHER_COLUMN_BACK + round(OTHER_COLUMN_MM_BACK * away)
        )


def strip_of(plan: PageFlow, row: Row, measurer: Measurer, style: Style) -> Strip:
    """Lay out the places of one strip."""
    at_top = row.kind is RowKind.STRIP_TOP
    connectors = tuple(connector for connector in plan.connectors if connector.at_top is at_top)
    room = min(column.width for column in plan.frame.columns if column.actor is not None) - 2 * CONNECTOR_TO_RULE
    note_pt, notes = _notes(connectors, room, measurer, style)
    note_width = max((measurer.width(note, note_pt) for note in notes.values()), default=0.0)
    pitch = max(style.connector_width, note_width) + SLOT_GAP
    slots, columns, middle = _slots(plan, connectors, pitch, style)
    inside = _inside(row, note_pt if notes else 0.0, style)
    inner = row.bottom - inside if at_top else row.top + inside
    y = inner - style.connector_height / 2 if at_top else inner + style.connector_height / 2
    return Strip(at_top, row, connectors, slots, columns, middle, y, inner, pitch, note_pt, notes)


def agreed(strips: tuple[Strip, ...], least: float) -> tuple[Strip, ...]:
    """The strips of a page with no two places nearer than ``least`` mm, unless they are one above the other.

    Of two that are too near both strips take the one nearer to its column's middle.
    """
    if len(strips) < 2:
        return strips
    first, second = strips
    moved: dict[float, float] = {}
    for x, column in zip(first.slots, first.columns, strict=True):
        for other in second.slots:
            if 0 < abs(x - other) < least:
                middle = next(
                    at
                    for at, of, is_middle in zip(first.slots, first.columns, first.middle, strict=True)
                    if is_middle and of == column
                )
                inner, outer = sorted((x, other), key=lambda place: abs(place - middle))
                moved[outer] = inner
    return tuple(replace(strip, slots=tuple(moved.get(x, x) for x in strip.slots)) for strip in strips)


def _notes(
    connectors: tuple[Connector, ...], room: float, measurer: Measurer, style: Style
) -> tuple[float, dict[str, str]]:
    """One size for all notes of a strip, the largest at which each has a wording that fits; and the wordings."""
    noted = [connector for connector in connectors if connector.notes]
    size = style.note_pt
    while size > style.min_symbol_pt and any(measurer.width(one.notes[-1], size) > room for one in noted):
        size -= SIZE_STEP
    return size, {
        one.id: next((note for note in one.notes if measurer.width(note, size) <= room), one.notes[-1]) for one in noted
    }


def _inside(row: Row, note_pt: float, style: Style) -> float:
    """The distance in mm between the rule to the rows and a strip's connectors: in the middle, room for heads first.

    ``note_pt`` is the size of the notes on the connectors' other side, 0 without.
    """
    note = 2 * CONNECTOR_TO_NOTE + note_pt * NOTE_HEIGHT * MM_PER_POINT if note_pt else CONNECTOR_TO_RULE
    free = row.height - style.connector_height
    middle = (free - note) / 2 if note_pt else free / 2
    return max(CONNECTOR_TO_RULE, min(max(middle, style.arrow_length + STRIP_HEAD_GAP), free - note))


def _slots(
    plan: PageFlow, connectors: tuple[Connector, ...], pitch: float, style: Style
) -> tuple[tuple[float, ...], tuple[int, ...], tuple[bool, ...]]:
    """Places of a strip: every column's middle, its gutters if wide enough, and more where many want them."""
    columns = [column for column in plan.frame.columns if column.actor is not None]
    crowded = len(connectors) > len(columns)
    places: list[tuple[float, int, bool]] = []
    for column in columns:
        assert column.actor is not None
        centre = (column.left + column.right) / 2
        places.append((centre, column.actor, True))
        wanted = sum(1 for connector in connectors if connector.actor == column.actor)
        if wanted > 1 or crowded:
            room = int((column.width - 2 * CONNECTOR_TO_RULE + SLOT_GAP) / pitch)
            count = min(room, max(wanted, 2 + len(connectors) // len(columns)))
            offsets = [(index - (count - 1) / 2) * pitch for index in range(count if count > 1 else 0)]
        else:
            offsets = _gutter_places(column.width, pitch, style)
        places += [(centre + offset, column.actor, False) for offset in offsets if abs(offset) > 1e-6]
    places.sort()
    return tuple(p[0] for p in places), tuple(p[1] for p in places), tuple(p[2] for p in places)


def _gutter_places(width: float, pitch: float, style: Style) -> list[float]:
    """Offsets from a column's middle at which a connector stands straight above or below a gutter's line."""
    symbol = base_size(SymbolKind.PROCESS, width, style)[0]
    offset = width / 2 - CONNECTOR_TO_RULE - (pitch - SLOT_GAP) / 2
    return [-offset, offset] if offset - symbol / 2 >= SIDE_ROOM else []


def connector_symbol(strip: Strip, connector: Connector, x: float, measurer: Measurer, style: Style) -> Symbol:
    """The pentagon at ``x`` mm, with its note on the side away from the rows."""
    note_box = None
    note = strip.notes.get(connector.id, "")
    if note:
        height = strip.note_pt * NOTE_HEIGHT * MM_PER_POINT
        away = style.connector_height / 2 + CONNECTOR_TO_NOTE + height / 2
        y = strip.y - away if strip.at_top else strip.y + away
        note_box = (x, y, measurer.width(note, strip.note_pt), height)
    return Symbol(
        id=connector.id,
        kind=SymbolKind.CONNECTOR,
        step=None,
        actor=None,
        x=x,
        y=strip.y,
        width=style.connector_width,
        height=style.connector_height,
        text=connector.letter,
        lines=(connector.letter,),
        size_pt=_letter_size(connector.letter, measurer, style),
        direction=connector.direction,
        page_note=note,
        note_box=note_box,
        note_pt=strip.note_pt if note else 0.0,
    )


def _letter_size(letter: str, measurer: Measurer, style: Style) -> float:
    """Largest size at which the letters stand inside the pentagon."""
    size = style.connector_pt
    while size > style.min_symbol_pt and measurer.width(letter, size) > style.connector_width - CONNECTOR_TEXT_SIDES:
        size -= SIZE_STEP
    return size
