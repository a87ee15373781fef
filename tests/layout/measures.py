"""Soft measures of drawings: what may get better or worse while every hard gate stays at zero."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import corners, diamond_gap
from sopgen.layout.scene import Edge, Label, Point, Symbol
from sopgen.layout.style.clearances import SAME_PLACE


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts and lengths (mm) of one drawing or a sum; ``label_distance`` is a sum, ``label_worst`` a maximum."""

    edges: int = 0
    crossings: int = 0
    bends: int = 0
    length: float = 0.0
    labels: int = 0
    label_distance: float = 0.0
    label_worst: float = 0.0

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            self.edges + other.edges,
            self.crossings + other.crossings,
            self.bends + other.bends,
            self.length + other.length,
            self.labels + other.labels,
            self.label_distance + other.label_distance,
            max(self.label_worst, other.label_worst),
        )


def measure(drawings: Iterable[Drawing]) -> Measures:
    """Sum the soft measures of ``drawings``; joins are not flows and count in none of them."""
    total = Measures()
    for drawing in drawings:
        flows = [edge for edge in drawing.edges if not edge.join]
        symbols = {symbol.id: symbol for symbol in drawing.symbols}
        distances = [label_distance(label, symbols.values()) for label in drawing.labels]
        total = total + Measures(
            edges=len(flows),
            crossings=crossings(flows),
            bends=sum(len(corners(edge.points)) - 2 for edge in flows),
            length=sum(path_length(edge.points) for edge in flows),
            labels=len(distances),
            label_distance=sum(distances),
            label_worst=max(distances, default=0.0),
        )
    return total


def path_length(points: tuple[Point, ...]) -> float:
    """Length in mm of an orthogonal polyline."""
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in itertools.pairwise(points))


def crossings(edges: Iterable[Edge]) -> int:
    """Number of crossings, counted for every pair of flows with different targets."""
    upright: list[tuple[float, float, float, str]] = []
    level: list[tuple[float, float, float, str]] = []
    for edge in edges:
        points = corners(edge.points)
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(x0 - x1) < SAME_PLACE:
                upright.append((x0, min(y0, y1), max(y0, y1), edge.target))
            else:
                level.append((y0, min(x0, x1), max(x0, x1), edge.target))
    return sum(
        1
        for x, top, bottom, first in upright
        for y, left, right, second in level
        if first != second and left + SAME_PLACE < x < right - SAME_PLACE and top + SAME_PLACE < y < bottom - SAME_PLACE
    )


def label_distance(label: Label, symbols: Iterable[Symbol]) -> float:
    """Gap in mm between a label's box and the nearest decision of its step (to the diamond itself)."""
    decisions = [s for s in symbols if s.kind is SymbolKind.DECISION and s.step == label.from_step]
    return min((diamond_gap(label, symbol) for symbol in decisions), default=float("inf"))
