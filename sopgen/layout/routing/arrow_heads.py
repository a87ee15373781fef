"""Arrow heads as areas: where they stand, and what spoils them or the joint before them.

A head covers the last ``Style.arrow_length`` of its line, ``Style.arrow_width`` wide. Whatever else stands there makes
the arrow unreadable.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import Box, around, corners, meet, pieces, which_meet
from sopgen.layout.scene import Edge, Point
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import LEAST_BEHIND_HEAD, LEAST_HEAD_TO_LINE, LEAST_HEAD_TO_OTHERS, ROUNDING


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an edge: what it covers, and the length in mm of the straight piece that ends in it."""

    edge: Edge
    box: Box
    stretch: float
    level: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a head or a joint, where, and the edges concerned."""

    what: str
    at: Point
    edges: tuple[Edge, ...]


def head_box(before: Point, tip: Point, style: Style) -> Box:
    """What the head at ``tip`` covers when the line comes from ``before``."""
    (x, y), dx, dy = tip, _sign(tip[0] - before[0]), _sign(tip[1] - before[1])
    back_x, back_y = x - dx * style.arrow_length, y - dy * style.arrow_length
    wide_x, wide_y = abs(dy) * style.arrow_width / 2, abs(dx) * style.arrow_width / 2
    return min(x, back_x) - wide_x, min(y, back_y) - wide_y, max(x, back_x) + wide_x, max(y, back_y) + wide_y


def heads(edges: Sequence[Edge], style: Style) -> list[Head]:
    """The heads of all edges; joins have none."""
    found: list[Head] = []
    for edge in edges:
        if not edge.join:
            before, tip = corners(edge.points)[-2:]
            stretch = abs(tip[0] - before[0]) + abs(tip[1] - before[1])
            found.append(Head(edge, head_box(before, tip, style), stretch, tip[1] == before[1]))
    return found


def head_faults(drawing: Drawing, upright: Sequence[float], level: Sequence[float], style: Style) -> Iterator[Fault]:
    """Heads too near to a corner, rule, line, symbol or label; ``upright``/``level`` are the rules' x and y in mm."""
    lines = [
        (edge, box, box[2] - box[0] > box[3] - box[1]) for edge in drawing.edges for box in pieces(corners(edge.points))
    ]
    labels = [(label.text, around(label.x, label.y, label.width, label.height)) for label in drawing.labels]
    symbols = [(symbol.id, around(symbol.x, symbol.y, symbol.width, symbol.height)) for symbol in drawing.symbols]
    all_heads = heads(drawing.edges, style)
    for index, head in enumerate(all_heads):
        for what, others in _faults(head, lines, labels, symbols, upright, level, style):
            yield Fault(what, head.edge.points[-1], (head.edge, *others))
        for other in all_heads[index + 1 :]:
            if other.edge.target != head.edge.target and meet(head.box, other.box, LEAST_HEAD_TO_LINE):
                yield Fault("head on a head", head.edge.points[-1], (head.edge, other.edge))


def _faults(
    head: Head,
    lines: Sequence[tuple[Edge, Box, bool]],
    labels: Sequence[tuple[str, Box]],
    symbols: Sequence[tuple[str, Box]],
    upright: Sequence[float],
    level: Sequence[float],
    style: Style,
) -> Iterator[tuple[str, tuple[Edge, ...]]]:
    left, top, right, bottom = head.box
    if head.stretch < style.arrow_length + LEAST_BEHIND_HEAD - ROUNDING:
        yield f"head after a corner {head.stretch:.2f} mm away", ()
    if any(left + ROUNDING < x < right - ROUNDING for x in upright) or any(
        top + ROUNDING < y < bottom - ROUNDING for y in level
    ):
        yield "head on a rule", ()
    near = which_meet(head.box, [box for _, box, _ in lines], LEAST_HEAD_TO_LINE)
    for edge, box, is_level in (lines[index] for index in near):
        if edge.target != head.edge.target or edge.join:
            if meet(head.box, box, LEAST_HEAD_TO_LINE - ROUNDING):
                yield f"head on the line {edge.source}-{edge.target}", (edge,)
        elif is_level is not head.level and meet(head.box, box, 0.0):
            yield f"head on the joint of {edge.source}-{edge.target}", (edge,)
    for text, box in labels:
        if meet(head.box, box, LEAST_HEAD_TO_OTHERS):
            yield f"head on the label {text}", ()
    for name, box in symbols:
        if name not in (head.edge.source, head.edge.target) and meet(head.box, box, LEAST_HEAD_TO_OTHERS):
            yield f"head on {name}", ()


def head_on(edges: Sequence[Edge]) -> Iterator[Fault]:
    """Arrows to one target that turn into each other from opposite sides: together they look like one line through."""
    turns: dict[tuple[str, Point], list[tuple[Point, Point, Edge]]] = {}
    for edge in edges:
        if edge.join:
            continue
        points = corners(edge.points)
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            turns.setdefault((edge.target, at), []).append((_way(before, at), _way(at, after), edge))
    for (_, at), found in turns.items():
        for (came, goes, one), (met, on, other) in itertools.combinations(found, 2):
            if came == (-met[0], -met[1]) and goes == on:
                yield Fault(f"{one.source} and {other.source} meet head on", at, (one, other))


def _way(a: Point, b: Point) -> Point:
    """The direction from ``a`` to ``b``: -1, 0 or 1 along each axis."""
    return float(_sign(b[0] - a[0])), float(_sign(b[1] - a[1]))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
