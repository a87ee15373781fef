"""Soft measures of drawings: what may get better or worse while every hard gate stays at zero."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.routing.geometry import Box, around, box_gap, corners, diamond_gap, pieces
from sopgen.layout.scene import Edge, FlowPage, Label, Symbol
from sopgen.layout.style.clearances import SAME_PLACE
from tests.layout.paths import bends, crossings, path_length
from tests.layout.symmetry import lopsided

RULE_ROOM = 1.3  # mm that a long line keeps from a table rule, where it can
LONG_RUN = 10.0  # mm along a rule from which a line seems to be one
DETOUR = 10.0  # mm over the straight way from which a reader sees one
NONE = 99.0  # a gap where nothing is beside anything

_LARGEST = {"label_worst"}
_SMALLEST = {"gap_lines", "gap_rule", "gap_symbol"}


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts and lengths (mm) of one drawing or a sum.

    ``label_worst`` is a maximum, gaps are minima. ``join_crossings`` are flows across join lines; ``detour`` is length
    over the Manhattan distance of a flow's ends, ``detours`` those over 10 mm; ``beside_rule`` mm run within 1.3 mm of
    a rule that is followed for over 10 mm; ``labels_astray`` stand nearer to another line than to their own;
    ``extra_sizes`` are the sizes of symbols on a page beyond the first of each kind; ``lopsided`` are the splits and
    joins that might as well be symmetric (``symmetry.py``).
    """

    edges: int = 0
    crossings: int = 0
    join_crossings: int = 0
    bends: int = 0
    length: float = 0.0
    detour: float = 0.0
    detours: int = 0
    beside_rule: float = 0.0
    labels: int = 0
    label_distance: float = 0.0
    label_worst: float = 0.0
    labels_astray: int = 0
    extra_sizes: int = 0
    lopsided: int = 0
    gap_lines: float = NONE
    gap_rule: float = NONE
    gap_symbol: float = NONE

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            **{f.name: _together(f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self)}
        )


def _together(name: str, one: float, other: float) -> float:
    return max(one, other) if name in _LARGEST else min(one, other) if name in _SMALLEST else one + other


def measure(drawings: Iterable[tuple[Frame, Drawing]]) -> Measures:
    """Sum the soft measures of ``drawings`` in their frames; joins are not flows and count in none of them."""
    return sum((_of_drawing(frame, drawing) for frame, drawing in drawings), Measures())


def _of_drawing(frame: Frame, drawing: Drawing) -> Measures:
    flows = [edge for edge in drawing.edges if not edge.join]
    joins = [edge for edge in drawing.edges if edge.join]
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    distances = [label_distance(label, symbols.values()) for label in drawing.labels]
    detours = [path_length(edge.points) - path_length((edge.points[0], edge.points[-1])) for edge in flows]
    return Measures(
        edges=len(flows),
        crossings=crossings(flows),
        join_crossings=crossings([*flows, *joins]) - crossings(flows),
        bends=bends(flows),
        length=sum(path_length(edge.points) for edge in flows),
        detour=sum(detours),
        detours=sum(detour > DETOUR for detour in detours),
        beside_rule=beside_rules(flows, *frame.rules),
        labels=len(distances),
        label_distance=sum(distances),
        label_worst=max(distances, default=0.0),
        labels_astray=labels_astray(drawing),
        extra_sizes=extra_sizes(drawing.symbols),
        lopsided=sum(1 for _ in lopsided(frame, drawing)),
        gap_lines=gap_lines(flows),
        gap_rule=gap_rule(flows, *frame.rules),
        gap_symbol=gap_symbol(flows, drawing.symbols),
    )


def of_pages(pages: Iterable[FlowPage]) -> Measures:
    """The soft measures of a scene's flow pages in sum."""
    return measure(
        (Frame(page.number, page.columns, page.rows), Drawing(page.symbols, page.edges, page.labels))
        for page in pages
        if page.rows
    )


def label_distance(label: Label, symbols: Iterable[Symbol]) -> float:
    """Gap in mm between a label's box and the nearest decision of its step (to the diamond itself)."""
    decisions = [s for s in symbols if s.kind is SymbolKind.DECISION and s.step == label.from_step]
    return min((diamond_gap(label, symbol) for symbol in decisions), default=float("inf"))


def labels_astray(drawing: Drawing) -> int:
    """Number of labels that stand nearer to a line to another target than to their own."""
    kinds = {symbol.id: symbol.kind for symbol in drawing.symbols}
    own = [edge for edge in drawing.edges if not edge.join and kinds.get(edge.source) is SymbolKind.DECISION]
    assert len(own) == len(drawing.labels)  # both in the order of the flow
    astray = 0
    for label, edge in zip(drawing.labels, own, strict=True):
        others = [other for other in drawing.edges if other.join or other.target != edge.target]
        nearest = min((_to_line(label, other) for other in others), default=NONE)
        astray += nearest < _to_line(label, edge) - SAME_PLACE
    return astray


def _to_line(label: Label, edge: Edge) -> float:
    box = around(label.x, label.y, label.width, label.height)
    return min(box_gap(box, piece) for piece in pieces(edge.points))


def extra_sizes(symbols: Iterable[Symbol]) -> int:
    """How many sizes boxes, diamonds and capsules have on a page beyond the first of each kind."""
    sizes = Counter(kind for kind, _, _ in {(s.kind, s.width, s.height) for s in symbols if s.actor is not None})
    return sum(count - 1 for count in sizes.values())


def beside_rules(flows: Iterable[Edge], upright: Sequence[float], level: Sequence[float]) -> float:
    """Length in mm of what runs within 1.3 mm of a rule for over 10 mm."""
    total = 0.0
    for left, top, right, bottom in _pieces(flows):
        rules, at, run = (upright, left, bottom - top) if right - left < SAME_PLACE else (level, top, right - left)
        if run > LONG_RUN and min(abs(at - rule) for rule in rules) < RULE_ROOM - SAME_PLACE:
            total += run
    return total


def gap_rule(flows: Iterable[Edge], upright: Sequence[float], level: Sequence[float]) -> float:
    """The least distance in mm between a rule and a line along it."""
    return min(
        (
            abs((left if right - left < SAME_PLACE else top) - rule)
            for left, top, right, bottom in _pieces(flows)
            for rule in (upright if right - left < SAME_PLACE else level)
        ),
        default=NONE,
    )


def gap_lines(flows: Iterable[Edge]) -> float:
    """The least distance in mm between two lines to different targets that run side by side."""
    named = [(edge.target, box) for edge in flows for box in pieces(corners(edge.points))]
    return min(
        (
            box_gap(box, other)
            for (first, box), (second, other) in itertools.combinations(named, 2)
            if first != second and (box[2] - box[0] > SAME_PLACE) is (other[2] - other[0] > SAME_PLACE)
        ),
        default=NONE,
    )


def gap_symbol(flows: Iterable[Edge], symbols: Sequence[Symbol]) -> float:
    """The least distance in mm between a line and a symbol (its box) that is at neither end of it."""
    return min(
        (
            box_gap(box, around(symbol.x, symbol.y, symbol.width, symbol.height))
            for edge in flows
            for box in pieces(corners(edge.points))
            for symbol in symbols
            if symbol.id not in (edge.source, edge.target)
        ),
        default=NONE,
    )


def _pieces(flows: Iterable[Edge]) -> Iterator[Box]:
    return (box for edge in flows for box in pieces(corners(edge.points)))
