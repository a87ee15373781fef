"""Outlines of symbols and paths of edges as cubic Bézier curves: the points that Graphviz is told to draw.

Millimetres in page coordinates, y down. A path is one start point followed by groups of three (two control points
and an end), which is what a Graphviz edge's ``pos`` wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from sopgen.layout.scene import Direction, Edge, Point, Symbol
from sopgen.layout.style import STYLE, Style

#: Control point distance that makes a cubic Bézier curve a quarter circle.
KAPPA = 0.5522847498

#: Share of an off-page connector's height that is its square part; the rest is the point.
CONNECTOR_SHOULDER = 0.62


def straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """A polyline as a path: each stretch with its control points at its thirds."""
    path = [points[0]]
    for start, end in pairwise(points):
        path += [_between(start, end, 1 / 3), _between(start, end, 2 / 3), end]
    return tuple(path)


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def capsule(symbol: Symbol) -> tuple[Point, ...]:
    """A terminator's closed outline: straight above and below, half circles at the ends. Begins in mid-air."""
    radius = min(symbol.width, symbol.height) / 2
    left, right = symbol.x - symbol.width / 2, symbol.x + symbol.width / 2
    top, bottom = symbol.y - symbol.height / 2, symbol.y + symbol.height / 2
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    start = (symbol.x, top)
    return rounded([start, corners[1], corners[2], corners[3], corners[0], start], radius)


def pentagon(symbol: Symbol) -> tuple[Point, ...]:
    """An off-page connector's closed outline, its point down or up; begins in the middle of the flat side."""
    down = symbol.direction is not Direction.UP
    sign = 1 if down else -1
    flat = symbol.y - sign * symbol.height / 2
    shoulder = flat + sign * symbol.height * CONNECTOR_SHOULDER
    tip = symbol.y + sign * symbol.height / 2
    left, right = symbol.x - symbol.width / 2, symbol.x + symbol.width / 2
    middle = (symbol.x, flat)
    return straight([middle, (right, flat), (right, shoulder), (symbol.x, tip), (left, shoulder), (left, flat), middle])


def rounded(points: Sequence[Point], radius: float) -> tuple[Point, ...]:
    """A polyline with its right-angled corners turned into quarter circles of at most ``radius`` mm.

    A corner takes at most half of the stretches beside it; the first and last stretch may be used up whole.
    """
    points = _without_repeats(points)
    path = [points[0]]
    lengths = [_length(a, b) for a, b in pairwise(points)]
    for index in range(1, len(points) - 1):
        before = lengths[index - 1] / (1 if index == 1 else 2)
        after = lengths[index] / (1 if index == len(points) - 2 else 2)
        path += _corner(path[-1], points[index], points[index + 1], min(radius, before, after))
    path += straight([path[-1], points[-1]])[1:]
    return tuple(path)


def _corner(last: Point, corner: Point, following: Point, radius: float) -> Iterable[Point]:
    """The stretch from ``last`` up to and around ``corner``."""
    begin = _toward(corner, last, radius)
    end = _toward(corner, following, radius)
    if radius > 0 and begin != last:
        yield from straight([last, begin])[1:]
    yield from (_between(begin, corner, KAPPA), _between(end, corner, KAPPA), end)


def _toward(origin: Point, target: Point, distance: float) -> Point:
    length = _length(origin, target)
    return origin if length == 0 else _between(origin, target, distance / length)


def _length(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    return [point for point, _ in groupby(points)]


@dataclass(frozen=True, slots=True)
class Head:
    """An arrow head: the tip, and the unit vector the arrow flies along."""

    tip: Point
    along: Point

    def base(self, distance: float) -> Point:
        """The point ``distance`` mm behind the tip."""
        return (self.tip[0] - self.along[0] * distance, self.tip[1] - self.along[1] * distance)


def head_of(edge: Edge) -> Head | None:
    """Where the edge's arrow head stands; None for a join."""
    if edge.join:
        return None
    points = _without_repeats(edge.points)
    before, tip = points[-2], points[-1]
    length = _length(before, tip)
    return Head(tip, ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length))


def edge_path(edge: Edge, style: Style = STYLE) -> tuple[Point, ...]:
    """The edge's line with rounded corners, ending inside its arrow head so that no seam shows."""
    points = _without_repeats(edge.points)
    if head := head_of(edge):
        last = _length(points[-2], points[-1])
        points[-1] = head.base(min(style.arrow_length * 0.8, last / 2))
    return rounded(points, style.corner_radius)
