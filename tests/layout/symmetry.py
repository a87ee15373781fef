"""Splits and joins that are drawn lopsided although the mirrored way was free and no dearer.

A *split* is a symbol that goes on to one place further left and one further right, both below it: the two ways should
leave by its left and its right side. A *join* is a symbol into which one way comes from a symbol further left and one
from a symbol further right, both above it: they should arrive at its left and its right side, or both from above. The
sides of a decision are its answers', so arrows may arrive at it as they like. Ways from a connector do not count: its
place is chosen with its line.

Each lopsided one is tried again in the finished drawing: the ways that are not at their side get the way with one bend
that is. The mirrored way was free and no dearer when this breaks no gate, brings no arrows together that kept apart,
and makes neither bends nor crossings nor length more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.gates import page_violations
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.scene import Edge, Point, Symbol
from sopgen.layout.style import STYLE
from sopgen.layout.style.clearances import SAME_PLACE
from tests.layout.paths import bends, crossings, path_length

LONGER = 0.5  # mm: what is longer by less is as long
ABOVE, BELOW = 0, 2  # sides of a symbol, besides -1 for left and 1 for right


@dataclass(frozen=True, slots=True)
class Fork:
    """Two ways at one symbol, to (a split) or from further left and further right, the left one first."""

    symbol: Symbol
    split: bool
    ways: tuple[Edge, Edge]
    ends: tuple[Symbol, Symbol]

    @property
    def even(self) -> bool:
        """Whether the ways stand at mirrored sides."""
        left, right = (self.side(way) for way in self.ways)
        return left == -right

    def side(self, way: Edge) -> int:
        """The side of the symbol at which a way ends."""
        x, y = way.points[0 if self.split else -1]
        if abs(x - self.symbol.x) > SAME_PLACE:
            return -1 if x < self.symbol.x else 1
        return BELOW if y > self.symbol.y else ABOVE

    def mirrored(self) -> dict[Edge, Edge]:
        """For each way that is not at its side, the one with one bend that is."""
        found = {}
        for way, end, sign in zip(self.ways, self.ends, (-1, 1), strict=True):
            if self.side(way) != sign:
                at, up = self.symbol, -1 if self.split else 1
                side, far = at.x + sign * at.width / 2, end.y + up * end.height / 2
                points: tuple[Point, ...] = ((side, at.y), (end.x, at.y), (end.x, far))
                found[way] = replace(way, points=points if self.split else points[::-1])
        return found


def lopsided(frame: Frame, drawing: Drawing) -> Iterator[Fork]:
    """The splits and joins of one page that might as well be symmetric."""
    for fork in forks(drawing):
        if not fork.even and _free(frame, drawing, fork.mirrored()):
            yield fork


def forks(drawing: Drawing) -> Iterator[Fork]:
    """All splits and joins of one page."""
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    flows = [edge for edge in drawing.edges if not edge.join and {edge.source, edge.target} <= {*symbols}]
    for symbol in drawing.symbols:
        leaving = [(edge, symbols[edge.target]) for edge in flows if edge.source == symbol.id]
        yield from _forks(symbol, True, leaving)
        if symbol.kind is not SymbolKind.DECISION:
            arriving = [(edge, symbols[edge.source]) for edge in flows if edge.target == symbol.id]
            yield from _forks(symbol, False, [each for each in arriving if each[1].kind is not SymbolKind.CONNECTOR])


def _forks(symbol: Symbol, split: bool, ways: Sequence[tuple[Edge, Symbol]]) -> Iterator[Fork]:
    sense = 1 if split else -1
    down = [(edge, end) for edge, end in ways if (end.y - symbol.y) * sense > SAME_PLACE]
    lefts = [each for each in down if each[1].x < symbol.x - SAME_PLACE]
    rights = [each for each in down if each[1].x > symbol.x + SAME_PLACE]
    for (left, far_left), (right, far_right) in itertools.product(lefts, rights):
        yield Fork(symbol, split, (left, right), (far_left, far_right))


def _free(frame: Frame, drawing: Drawing, mirrored: dict[Edge, Edge]) -> bool:
    """Whether nothing speaks against the mirrored ways; labels, which go with their ways, are left out of account."""
    edges = tuple(mirrored.get(edge, edge) for edge in drawing.edges)
    if any(_brought_together(new, edges) for new in mirrored.values()) or _dearer(drawing.edges, edges):
        return False
    return not page_violations(replace(drawing, edges=edges, labels=()), frame, STYLE)


def _brought_together(way: Edge, edges: Iterable[Edge]) -> bool:
    """Whether a way arrives where another one does."""
    return any(edge is not way and path_length((edge.points[-1], way.points[-1])) < SAME_PLACE for edge in edges)


def _dearer(before: Iterable[Edge], now: Iterable[Edge]) -> bool:
    was, is_ = _costs(before), _costs(now)
    return is_[0] > was[0] or is_[1] > was[1] or is_[2] > was[2] + LONGER


def _costs(edges: Iterable[Edge]) -> tuple[int, int, float]:
    """Bends, crossings and length in mm."""
    all_ = list(edges)
    flows = [edge for edge in all_ if not edge.join]
    return bends(flows), crossings(all_), sum(path_length(edge.points) for edge in flows)
