"""The flow of a page, read from what is drawn on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import Any

from sopgen.flow.graph import SymbolKind
from sopgen.layout.scene import Direction
from tests.readback.paths import Path, Point, paths_of

_LINE_PT = 0.75  # symbols and arrows; table rules are thinner
_WEIGHT = 0.1
_LARGEST_SYMBOL = 60.0  # mm


@dataclass(frozen=True, slots=True)
class DrawnSymbol:
    """A symbol's outline: kind, centre and size in mm."""

    kind: SymbolKind
    x: float
    y: float
    width: float
    height: float
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class DrawnHead:
    """An arrow head: its tip, and the unit vector it points along."""

    tip: Point
    along: Point
    length: float
    width: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line between symbols, its last point on the arrow's tip if it has a head."""

    points: tuple[Point, ...]
    head: DrawnHead | None


@dataclass(frozen=True, slots=True)
class DrawnFlow:
    """All of it on one page, in drawing order."""

    symbols: tuple[DrawnSymbol, ...]
    lines: tuple[DrawnLine, ...]
    heads: tuple[DrawnHead, ...]


def read_flow(page: Any) -> DrawnFlow:
    """Read a pymupdf page. Every stroke of the flow's weight is a symbol or a line; ValueError for any other shape."""
    strokes: list[Path] = []
    heads: list[DrawnHead] = []
    for drawing in page.get_drawings():
        for path in paths_of(drawing):
            if path.filled and path.closed and len(path.points) == 3:
                heads.append(_head(path.points))
            elif abs(path.stroke_pt - _LINE_PT) < _WEIGHT:
                strokes.append(path)
    symbols = tuple(_symbol(path) for path in strokes if path.closed)
    lines = tuple(_line(path, heads) for path in strokes if not path.closed)
    return DrawnFlow(symbols, lines, tuple(heads))


def _symbol(path: Path) -> DrawnSymbol:
    xs, ys = [x for x, _ in path.points], [y for _, y in path.points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    centre = ((left + right) / 2, (top + bottom) / 2)
    size = (right - left, bottom - top)
    if max(size) > _LARGEST_SYMBOL:
        raise ValueError(f"a closed path too large for a symbol: {size}")
    kind, direction = _kind(path, centre, top, bottom)
    return DrawnSymbol(kind, *centre, *size, direction)


def _kind(path: Path, centre: Point, top: float, bottom: float) -> tuple[SymbolKind, Direction | None]:
    on_axis = sum(abs(x - centre[0]) < 0.05 or abs(y - centre[1]) < 0.05 for x, y in path.points)
    if len(path.points) == 4 and on_axis == 4:
        return SymbolKind.DECISION, None
    if len(path.points) == 4:
        return (SymbolKind.TERMINATOR if path.curved else SymbolKind.PROCESS), None
    if len(path.points) == 5:
        lowest = [x for x, y in path.points if abs(y - bottom) < 0.05]
        return SymbolKind.CONNECTOR, Direction.DOWN if len(lowest) == 1 else Direction.UP
    raise ValueError(f"a closed path that is no symbol: {path.points}")


def _head(points: Iterable[Point]) -> DrawnHead:
    """The tip is the corner whose opposite side is square to the flight."""
    a, b, c = points
    for tip, left, right in ((a, b, c), (b, c, a), (c, a, b)):
        base = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
        dx, dy = tip[0] - base[0], tip[1] - base[1]
        length, width = hypot(dx, dy), hypot(left[0] - right[0], left[1] - right[1])
        square = abs(dx * (left[0] - right[0]) + dy * (left[1] - right[1])) < 0.01 * length * width
        if square and (abs(dx) < 0.01 or abs(dy) < 0.01):
            return DrawnHead(tip, (dx / length, dy / length), length, width)
    raise ValueError(f"a filled triangle that is no arrow head: {(a, b, c)}")


def _line(path: Path, heads: list[DrawnHead]) -> DrawnLine:
    """Lead the line on to the tip of the head that its end lies in."""
    end = path.points[-1]
    for head in heads:
        behind = (head.tip[0] - end[0]) * head.along[0] + (head.tip[1] - end[1]) * head.along[1]
        aside = abs((head.tip[0] - end[0]) * head.along[1] - (head.tip[1] - end[1]) * head.along[0])
        if -0.02 <= behind <= head.length + 0.02 and aside < 0.02:
            return DrawnLine((*path.points[:-1], head.tip), head)
    return DrawnLine(path.points, None)
