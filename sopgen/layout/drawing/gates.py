"""The hard gates of the layout contract, checked on finished geometry only: nothing here knows the router.

A drawing that breaks a gate misleads its reader, so every drawing is checked before it is handed on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from sopgen.flow.graph import SymbolKind
from sopgen.layout.routing.arrow_heads import head_faults, head_on
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.routing.geometry import Box, around, corners, diamond_gap, meet, pieces, which_meet
from sopgen.layout.scene import Edge, Label, Point, Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import (
    EXACT,
    LEAST_LABEL_TO_LABEL,
    LEAST_LABEL_TO_LINE,
    LEAST_LABEL_TO_SYMBOL,
    LEAST_TO_RULE,
    NOISE,
    SAME_PLACE,
)


class Gate(StrEnum):
    """Which gate is broken; the numbers are the contract's."""

    ORTHOGONAL = "1 orthogonal"
    MIDPOINT = "1 midpoint"
    SIDE = "1 side"
    SYMBOL = "2 symbol"
    NEAR = "3 near"
    HEAD_ON = "3 head-on"
    OUTSIDE = "4 outside"
    RULE = "4 rule"
    LABEL = "5 label"
    FLOW = "6 flow"
    CONNECTOR = "7 connector"
    HEAD = "8 head"


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken gate: page number, what is concerned, where (mm), and the steps."""

    gate: Gate
    page: int
    what: str
    at: Point
    steps: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.gate} (hal. {self.page}): {self.what} @ {self.at[0]:.1f}, {self.at[1]:.1f}"


@dataclass(frozen=True, slots=True)
class _Segment:
    """A straight piece; ``low``/``high`` are its corners with ordered coordinates."""

    edge: Edge
    left: float
    top: float
    right: float
    bottom: float

    @property
    def box(self) -> Box:
        return self.left, self.top, self.right, self.bottom

    @property
    def upright(self) -> bool:
        return self.right - self.left < EXACT


def page_violations(drawing: Drawing, frame: Frame, style: Style) -> tuple[Violation, ...]:
    """Broken gates 1 to 5 and 8 of one page."""
    segments = [segment for edge in drawing.edges for segment in _segments(edge)]
    return (
        *_ends(drawing, frame),
        *_through_symbols(drawing, segments, frame),
        *_near(segments, frame, style),
        *_bounds(drawing, segments, frame, style),
        *_labels(drawing, segments, frame, style),
        *_heads(drawing, frame, style),
    )


def _steps(*edges: Edge) -> tuple[int, ...]:
    return tuple(sorted({s for e in edges for s in (e.from_step, e.to_step) if s is not None}))


def _segments(edge: Edge) -> Iterator[_Segment]:
    for box in pieces(corners(edge.points)):
        yield _Segment(edge, *box)


# -- gate 1


def _ends(drawing: Drawing, frame: Frame) -> Iterator[Violation]:
    symbols = {symbol.id: symbol for symbol in drawing.symbols}
    uses: dict[tuple[str, str], list[tuple[str, Edge]]] = {}
    for edge in drawing.edges:
        points = edge.points
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if abs(x0 - x1) > 1e-9 and abs(y0 - y1) > 1e-9:
                yield Violation(Gate.ORTHOGONAL, frame.number, f"{edge.source}-{edge.target}", (x0, y0), _steps(edge))
        for name, end, after, role in (
            (edge.source, points[0], points[1], "out"),
            (edge.target, points[-1], points[-2], "in"),
        ):
            side = _side(symbols[name], end, after) if name in symbols else ""
            if not side:
                yield Violation(Gate.MIDPOINT, frame.number, f"{edge.source}-{edge.target} {role}", end, _steps(edge))
            else:
                uses.setdefault((name, side), []).append(("join" if edge.join else role, edge))
    for (name, side), users in uses.items():
        roles = [role for role, _ in users]
        if len(roles) > 1 and (roles.count("out") > 0 or roles.count("join") > 0):
            symbol = symbols[name]
            edges = [edge for _, edge in users]
            yield Violation(Gate.SIDE, frame.number, f"{name} {side} {roles}", (symbol.x, symbol.y), _steps(*edges))


def _side(symbol: Symbol, end: Point, after: Point) -> str:
    """The side whose middle ``end`` is and away from which the line goes; empty if there is none."""
    for side, dx, dy in (("N", 0, -1), ("E", 1, 0), ("S", 0, 1), ("W", -1, 0)):
        x, y = symbol.x + dx * symbol.width / 2, symbol.y + dy * symbol.height / 2
        if hypot(end[0] - x, end[1] - y) < EXACT:
            outward = (after[0] - end[0]) * dx + (after[1] - end[1]) * dy
            return side if outward > 0 else ""
    return ""


# -- gate 2


def _through_symbols(drawing: Drawing, segments: list[_Segment], frame: Frame) -> Iterator[Violation]:
    for symbol in drawing.symbols:
        left, right = symbol.x - symbol.width / 2 + SAME_PLACE, symbol.x + symbol.width / 2 - SAME_PLACE
        top, bottom = symbol.y - symbol.height / 2 + SAME_PLACE, symbol.y + symbol.height / 2 - SAME_PLACE
        for segment in segments:
            if segment.right > left and segment.left < right and segment.bottom > top and segment.top < bottom:
                edge = segment.edge
                what = f"{edge.source}-{edge.target} through {symbol.id}"
                yield Violation(Gate.SYMBOL, frame.number, what, (symbol.x, symbol.y), _steps(edge))


# -- gate 3


def _near(segments: list[_Segment], frame: Frame, style: Style) -> Iterator[Violation]:
    least = style.lane_min - NOISE
    ordered = sorted(segments, key=lambda s: s.left)
    for index, first in enumerate(ordered):
        reach = first.right + least
        for second in ordered[index + 1 :]:
            if second.left > reach:
                break
            if second.top > first.bottom + least or first.top > second.bottom + least:
                continue
            if first.edge is second.edge or (first.edge.join and second.edge.join):  # joins of one row are one line
                continue
            if first.edge.target == second.edge.target and not (first.edge.join or second.edge.join):
                continue
            if not _clear(first, second, least):
                a, b = first.edge, second.edge
                what = f"{a.source}-{a.target} and {b.source}-{b.target}"
                at = (max(first.left, second.left), max(first.top, second.top))
                yield Violation(Gate.NEAR, frame.number, what, at, _steps(a, b))


def _clear(first: _Segment, second: _Segment, least: float) -> bool:
    """Whether two pieces cross squarely or keep their distance."""
    if first.upright is not second.upright:
        upright, level = (first, second) if first.upright else (second, first)
        x, y = upright.left, level.top
        if level.left + EXACT < x < level.right - EXACT and upright.top + EXACT < y < upright.bottom - EXACT:
            return True
    dx = max(second.left - first.right, first.left - second.right, 0.0)
    dy = max(second.top - first.bottom, first.top - second.bottom, 0.0)
    return hypot(dx, dy) >= least


# -- gate 4


def _bounds(drawing: Drawing, segments: list[_Segment], frame: Frame, style: Style) -> Iterator[Violation]:
    upright, level = frame.rules
    clear = style.rule_clear - EXACT
    for segment in segments:
        edge, at = segment.edge, (segment.left, segment.top)
        what = f"{edge.source}-{edge.target}"
        inside = segment.left > upright[0] and segment.right < upright[-1]
        if not (inside and segment.top > level[0] and segment.bottom < level[-1]):
            yield Violation(Gate.OUTSIDE, frame.number, what, at, _steps(edge))
        rules, place = (upright, segment.left) if segment.upright else (level, segment.top)
        if any(abs(rule - place) < clear for rule in rules):
            yield Violation(Gate.RULE, frame.number, what, at, _steps(edge))
    for symbol in drawing.symbols:
        yield from _symbol_bounds(symbol, upright, level, frame)


def _symbol_bounds(symbol: Symbol, upright: list[float], level: list[float], frame: Frame) -> Iterator[Violation]:
    boxes = [(symbol.x, symbol.y, symbol.width, symbol.height)]
    if symbol.note_box is not None:
        boxes.append(symbol.note_box)
    for x, y, width, height in boxes:
        inside = any(
            a + LEAST_TO_RULE < x - width / 2 and x + width / 2 < b - LEAST_TO_RULE
            for a, b in itertools.pairwise(upright)
        )
        within = any(
            a + LEAST_TO_RULE < y - height / 2 and y + height / 2 < b - LEAST_TO_RULE
            for a, b in itertools.pairwise(level)
        )
        if not (inside and within):
            steps = (symbol.step,) if symbol.step is not None else ()
            yield Violation(Gate.RULE, frame.number, symbol.id, (x, y), steps)


# -- gate 5


def _labels(drawing: Drawing, segments: list[_Segment], frame: Frame, style: Style) -> Iterator[Violation]:
    upright, level = frame.rules
    for index, label in enumerate(drawing.labels):
        for fault in _label_faults(label, drawing, segments, upright, level, style):
            yield Violation(Gate.LABEL, frame.number, f"{label.text}: {fault}", (label.x, label.y), (label.from_step,))
        for other in drawing.labels[index + 1 :]:
            gap = (
                abs(label.x - other.x) - (label.width + other.width) / 2,
                abs(label.y - other.y) - (label.height + other.height) / 2,
            )
            if max(gap) < LEAST_LABEL_TO_LABEL:
                yield Violation(
                    Gate.LABEL, frame.number, f"{label.text}: label", (label.x, label.y), (label.from_step,)
                )
    yield from _notes(drawing, segments, frame)


def _label_faults(
    label: Label,
    drawing: Drawing,
    segments: list[_Segment],
    upright: list[float],
    level: list[float],
    style: Style,
) -> Iterator[str]:
    half_width, half_height = label.width / 2, label.height / 2
    box = around(label.x, label.y, label.width, label.height)
    left, top, right, bottom = box
    if any(left - LEAST_TO_RULE < x < right + LEAST_TO_RULE for x in upright) or any(
        top - LEAST_TO_RULE < y < bottom + LEAST_TO_RULE for y in level
    ):
        yield "rule"
    if left < upright[0] or right > upright[-1] or top < level[0] or bottom > level[-1]:
        yield "outside"
    for index in which_meet(box, [segment.box for segment in segments], LEAST_LABEL_TO_LINE):
        edge = segments[index].edge
        yield f"line {edge.source}-{edge.target}"
    nearest = float("inf")
    for symbol in drawing.symbols:
        if symbol.kind is SymbolKind.DECISION:
            gap = diamond_gap(label, symbol)
            if symbol.step == label.from_step:
                nearest = min(nearest, gap)
        else:
            gap = max(
                abs(label.x - symbol.x) - half_width - symbol.width / 2,
                abs(label.y - symbol.y) - half_height - symbol.height / 2,
            )
        if gap < LEAST_LABEL_TO_SYMBOL:
            yield f"symbol {symbol.id}"
    if nearest > style.label_max_distance:
        yield f"{nearest:.1f} mm from its decision"


def _notes(drawing: Drawing, segments: list[_Segment], frame: Frame) -> Iterator[Violation]:
    """A connector's note touches no line, symbol or other note."""
    boxes = [(symbol, symbol.note_box) for symbol in drawing.symbols if symbol.note_box is not None]
    for index, (symbol, box) in enumerate(boxes):
        assert box is not None
        x, y, width, height = box
        for s in segments:
            if meet(around(*box), s.box, 0.0):
                yield Violation(Gate.LABEL, frame.number, f"note of {symbol.id}: line", (x, y), _steps(s.edge))
        others = [(o.x, o.y, o.width, o.height) for o in drawing.symbols]
        others += [other for _, other in boxes[index + 1 :] if other is not None]
        for ox, oy, ow, oh in others:
            if abs(x - ox) < (width + ow) / 2 and abs(y - oy) < (height + oh) / 2:
                yield Violation(Gate.LABEL, frame.number, f"note of {symbol.id}: symbol", (x, y), ())


# -- gate 8


def _heads(drawing: Drawing, frame: Frame, style: Style) -> Iterator[Violation]:
    """Heads stand free, and no two arrows to one target meet head on."""
    upright, level = frame.rules
    for fault in head_faults(drawing, upright, level, style):
        yield Violation(Gate.HEAD, frame.number, fault.what, fault.at, _steps(*fault.edges))
    for fault in head_on(drawing.edges):
        yield Violation(Gate.HEAD_ON, frame.number, fault.what, fault.at, _steps(*fault.edges))
