"""What lines count: their length, bends and crossings."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from sopgen.layout.routing.geometry import corners, pieces
from sopgen.layout.scene import Edge, Point
from sopgen.layout.style.clearances import SAME_PLACE


def path_length(points: Sequence[Point]) -> float:
    """Length in mm of an orthogonal polyline, or the Manhattan distance of two points."""
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(points))


def crossings(edges: Iterable[Edge]) -> int:
    """Number of crossings, counted for every pair of lines with different targets; two joins never cross."""
    upright: list[tuple[float, float, float, str]] = []
    level: list[tuple[float, float, float, str]] = []
    for edge in edges:
        name = f"join {edge.source}" if edge.join else edge.target
        for left, top, right, bottom in pieces(corners(edge.points)):
            if right - left < SAME_PLACE:
                upright.append((left, top, bottom, name))
            else:
                level.append((top, left, right, name))
    return sum(
        1
        for x, top, bottom, first in upright
        for y, left, right, second in level
        if first != second and left + SAME_PLACE < x < right - SAME_PLACE and top + SAME_PLACE < y < bottom - SAME_PLACE
    )


def bends(edges: Iterable[Edge]) -> int:
    """Number of bends of all lines together."""
    return sum(len(corners(edge.points)) - 2 for edge in edges)
