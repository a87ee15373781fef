"""Step numbers beside the symbols of a stand-alone diagram, clear of lines, labels, symbols and lane rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.labels import Obstacles
from sopgen.layout.routing.arrow_heads import heads
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.routing.geometry import around, pieces
from sopgen.layout.scene import Column, Point, Row, RowKind, Symbol
from sopgen.layout.style import BOLD_MORE, MM_PER_POINT, TEXT_HEIGHT
from sopgen.layout.style.looks import (
    NUMBER_IN_CAPSULE,
    NUMBER_ON_SLOPE,
    NUMBER_PAST_CAPSULE,
    NUMBER_PLACES,
    NUMBER_STEP,
    Look,
)
from sopgen.layout.swimlane.diagram import StepNumber
from sopgen.layout.text.protocol import Measurer


def place_numbers(
    drawing: Drawing, columns: Sequence[Column], top: float, bottom: float, measurer: Measurer, look: Look
) -> tuple[tuple[StepNumber, ...], tuple[int, ...]]:
    """A number for every activity's lead symbol, and the steps whose number found no place.

    ``top`` and ``bottom`` are those of the lanes in mm. Best is the corner above the symbol's left end, so that numbers
    stand in the same place wherever they can.
    """
    body = Row(RowKind.STEP, top, bottom)
    segments = [box for edge in drawing.edges for box in pieces(edge.points)]
    tips = [head.box for head in heads(drawing.edges, look.style)]
    obstacles = Obstacles(Frame(1, tuple(columns), (body,)), drawing.symbols, segments, tips)
    obstacles.labels.extend(around(label.x, label.y, label.width, label.height) for label in drawing.labels)
    found: list[StepNumber] = []
    lost: list[int] = []
    for symbol in drawing.symbols:
        if not _is_lead(symbol):
            continue
        number = _place(symbol, obstacles, measurer, look)
        if number is None:
            lost.append(symbol.step or 0)
            continue
        found.append(number)
        obstacles.labels.append(around(number.x, number.y, number.width, number.height))
    return tuple(found), tuple(lost)


def _is_lead(symbol: Symbol) -> bool:
    """Whether a symbol bears its step's number: the lead's, and no capsule of its own (ids: see FlowNode)."""
    return symbol.step is not None and ":" not in symbol.id and "/" not in symbol.id


def _place(symbol: Symbol, obstacles: Obstacles, measurer: Measurer, look: Look) -> StepNumber | None:
    """The number in the best free place, in smaller letters only where no place is free for full ones."""
    text = str(symbol.step)
    for size in (look.number_pt, (look.number_pt + look.style.min_symbol_pt) / 2, look.number_min_pt):
        width = round(measurer.width(text, size, bold=True) + BOLD_MORE, 2)
        height = round(size * TEXT_HEIGHT * MM_PER_POINT, 2)
        for x, y in _places(symbol, width, height, look.number_gap):
            if obstacles.free(around(x, y, width, height)):
                return StepNumber(text, round(x, 2), round(y, 2), width, height, size)
    return None


def _places(symbol: Symbol, width: float, height: float, gap: float) -> Iterator[Point]:
    """Centres of a number's box, the best first: above or below the ends of the symbol, then beside it."""
    half_width, half_height = symbol.width / 2, symbol.height / 2
    inset = width / 2
    over = half_height + gap + height / 2
    if symbol.kind is SymbolKind.DECISION:
        yield from _on_slopes(symbol, width, height, gap)
    elif symbol.kind is SymbolKind.TERMINATOR:
        over -= min(half_height, half_width) * NUMBER_IN_CAPSULE
        inset = width / 2 - NUMBER_PAST_CAPSULE
    beside = half_width + gap + width / 2
    aside = height / 2 + gap
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        yield symbol.x + dx * (half_width - inset), symbol.y + dy * over
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        yield symbol.x + dx * beside, symbol.y + dy * aside
    above = half_height + gap + height / 2
    for step in range(1, NUMBER_PLACES + 1):
        for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            yield symbol.x + dx * (half_width - inset - NUMBER_STEP * step), symbol.y + dy * above
    yield symbol.x - beside, symbol.y
    yield symbol.x + beside, symbol.y


def _on_slopes(symbol: Symbol, width: float, height: float, gap: float) -> Iterator[Point]:
    """Places close over and under a diamond's sides, between the labels at its vertices and the arrow from above."""
    half_width, half_height = symbol.width / 2, symbol.height / 2
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        for share in NUMBER_ON_SLOPE:
            x = half_width * share + width / 2
            yield symbol.x + dx * x, symbol.y + dy * (half_height * (1 - share) + gap + height / 2)
