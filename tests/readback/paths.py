"""Drawn paths made simple: vertices in mm, rounded corners restored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

Point = tuple[float, float]

MM_PER_POINT = 25.4 / 72
#: Points nearer than this (mm) are one: a tenth of what is compared.
SAME = 0.01


@dataclass(frozen=True, slots=True)
class Path:
    """One subpath: its corners (those that were rounded are restored), and how it was painted; mm and page axes."""

    points: tuple[Point, ...]
    closed: bool
    curved: bool
    stroke_pt: float
    filled: bool


def paths_of(drawing: dict[str, Any]) -> Iterable[Path]:
    """The subpaths of one of pymupdf's drawings (``page.get_drawings()``)."""
    stroke = float(drawing.get("width") or 0.0) if "s" in drawing["type"] else 0.0
    for points, curved in _chains(drawing["items"]):
        points = simplified(points)
        closed = len(points) > 2 and _near(points[0], points[-1])
        if closed:
            points = _closed(points)
        yield Path(tuple(points), closed, curved, stroke, "f" in drawing["type"])


def _chains(items: Sequence[tuple[Any, ...]]) -> Iterable[tuple[list[Point], bool]]:
    """Connected runs of segments as corner points."""
    chain: list[Point] = []
    curved = False
    for item in items:
        corners, is_curve = _corners(item)
        if chain and not _near(chain[-1], corners[0]):
            yield chain, curved
            chain, curved = [], False
        chain += corners[1:] if chain else corners
        curved |= is_curve
    if chain:
        yield chain, curved


def _corners(item: tuple[Any, ...]) -> tuple[list[Point], bool]:
    """The corner points of one segment, and whether it is a curve."""
    kind, *values = item
    if kind == "re":
        r = values[0]
        return [_mm(p) for p in (r.tl, r.tr, r.br, r.bl, r.tl)], False
    if kind == "qu":
        q = values[0]
        return [_mm(p) for p in (q.ul, q.ur, q.lr, q.ll, q.ul)], False
    points = [_mm(point) for point in values]
    if kind == "l" or _collinear(points):
        return [points[0], points[-1]], False
    return [points[0], _meeting(*points), points[-1]], True


def _mm(point: Any) -> Point:
    return (point.x * MM_PER_POINT, point.y * MM_PER_POINT)


def _near(a: Point, b: Point) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) < SAME


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _collinear(points: Sequence[Point]) -> bool:
    first, *inner, last = points
    reach = hypot(last[0] - first[0], last[1] - first[1])
    return all(abs(_cross(first, last, point)) <= SAME * max(reach, SAME) for point in inner)


def _meeting(start: Point, control_1: Point, control_2: Point, end: Point) -> Point:
    """Where the tangents at the ends of a curve meet: the corner that was rounded."""
    dx, dy = control_1[0] - start[0], control_1[1] - start[1]
    ex, ey = end[0] - control_2[0], end[1] - control_2[1]
    across = dx * ey - dy * ex
    if abs(across) < 1e-9:
        raise ValueError("a curve whose ends are parallel")
    t = ((end[0] - start[0]) * ey - (end[1] - start[1]) * ex) / across
    return (start[0] + t * dx, start[1] + t * dy)


def simplified(points: Sequence[Point]) -> list[Point]:
    """Without repeated points and points on the way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and _near(kept[-1], point):
            continue
        if len(kept) > 1 and _collinear([kept[-2], kept[-1], point]):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _closed(points: list[Point]) -> list[Point]:
    """A closed path's corners, each once, the starting point left out when it lies on a side."""
    ring = points[:-1]
    if len(ring) > 2 and _collinear([ring[-1], ring[0], ring[1]]):
        ring = ring[1:]
    return ring
