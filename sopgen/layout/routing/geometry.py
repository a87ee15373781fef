"""Boxes along the axes, diamonds and lines: what symbols, labels and arrow heads are when distances are measured."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import hypot
from typing import TypeAlias

from sopgen.layout.scene import Label, Point, Symbol

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in mm


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of this size with its centre at ``x``, ``y``; all in mm."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def pieces(points: Sequence[Point]) -> list[Box]:
    """The boxes of a line's straight pieces, from its first point on."""
    return [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for (x0, y0), (x1, y1) in itertools.pairwise(points)]


def meet(box: Box, other: Box, clear: float) -> bool:
    """Whether two boxes come nearer to each other than ``clear`` mm, along both axes."""
    return (
        box[0] < other[2] + clear
        and box[2] > other[0] - clear
        and box[1] < other[3] + clear
        and box[3] > other[1] - clear
    )


def which_meet(box: Box, others: Sequence[Box], clear: float) -> list[int]:
    """Which of ``others`` come nearer to a box than ``clear`` mm, by their places: :func:`meet` for many."""
    left, top, right, bottom = box
    return [
        index
        for index, other in enumerate(others)
        if left < other[2] + clear and right > other[0] - clear and top < other[3] + clear and bottom > other[1] - clear
    ]


def box_gap(box: Box, other: Box) -> float:
    """Distance in mm between two boxes; 0 when they touch."""
    return hypot(max(0.0, box[0] - other[2], other[0] - box[2]), max(0.0, box[1] - other[3], other[1] - box[3]))


def diamond_gap(label: Label, symbol: Symbol) -> float:
    """Distance in mm between an upright box and a diamond, both given by centre and size; 0 when they touch."""
    half_width, half_height = symbol.width / 2, symbol.height / 2
    dx = max(0.0, abs(label.x - symbol.x) - label.width / 2)
    dy = max(0.0, abs(label.y - symbol.y) - label.height / 2)
    # distance from the box's nearest point (dx, dy) to the segment (half_width, 0)-(0, half_height)
    if dx / half_width + dy / half_height <= 1:
        return 0.0
    t = ((dx - half_width) * -half_width + dy * half_height) / (half_width**2 + half_height**2)
    t = min(1.0, max(0.0, t))
    return hypot(dx - half_width * (1 - t), dy - half_height * t)


def corners(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """``points`` without doubled points and points in the middle of a straight run."""
    kept: list[Point] = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) < 1e-9:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _in_line(first: Point, middle: Point, last: Point) -> bool:
    return (abs(first[0] - middle[0]) < 1e-9 and abs(middle[0] - last[0]) < 1e-9) or (
        abs(first[1] - middle[1]) < 1e-9 and abs(middle[1] - last[1]) < 1e-9
    )
