"""Boxes along the axes, as symbols, labels and arrow heads are seen by whoever must keep clear of them."""

from __future__ import annotations

from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in mm


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of this size with its centre at ``x``, ``y``; all in mm."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def meet(box: Box, other: Box, clear: float) -> bool:
    """Whether two boxes come nearer to each other than ``clear`` mm, along both axes."""
    return (
        box[0] < other[2] + clear
        and box[2] > other[0] - clear
        and box[1] < other[3] + clear
        and box[3] > other[1] - clear
    )
