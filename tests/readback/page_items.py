"""Everything that is printed on a page of a PDF, and what two pages that should look alike do not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.readback.paths import MM_PER_POINT, Path, Point, paths_of
from tests.readback.texts import glyphs

#: Two items that are further from each other than this (mm) are not at the same place.
NEAR = 0.2
_WHITE, _HAIR = (1.0, 1.0, 1.0), (1, 1, -1, -1)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Item:
    """A letter or a path: what it is, and the points that tell where."""

    kind: Hashable
    points: tuple[Point, ...]

    def __str__(self) -> str:
        x, y = self.points[0]
        return f"{self.kind} at {x:.2f}, {y:.2f}"


def items_of(page: Any, picture: Box | None = None) -> tuple[Item, ...]:
    """Letters and paths of a pymupdf page; of the ``picture`` (a logo, in mm) only what it covers."""
    return (*_letters(page), *_paths(page, picture))


def _letters(page: Any) -> Iterator[Item]:
    for glyph in glyphs(page):
        if not glyph.char.isspace():
            weight = "bold" if "Bold" in glyph.font else "regular"
            yield Item((glyph.char, weight, round(glyph.size_pt, 1), glyph.turned), ((glyph.x, glyph.y),))


def _paths(page: Any, picture: Box | None) -> Iterator[Item]:
    covered: list[Any] = []
    for drawing in page.get_drawings():
        if drawing["fill"] == _WHITE and "s" not in drawing["type"] and drawing["rect"].contains(page.rect + _HAIR):
            continue  # the paper itself
        if picture is not None and _inside(drawing["rect"], picture):
            covered.append(drawing["rect"])
            continue
        colour = tuple(round(part, 2) for part in drawing["color"] or drawing["fill"] or ())
        for path in paths_of(drawing):
            yield Item((_name(path), colour, round(path.stroke_pt, 1)), path.points)
    if covered:
        corners = [(rect.x0, rect.y0, rect.x1, rect.y1) for rect in covered]
        left, top = (min(each[index] for each in corners) * MM_PER_POINT for index in (0, 1))
        right, bottom = (max(each[index] for each in corners) * MM_PER_POINT for index in (2, 3))
        yield Item("picture", ((left, top), (right, bottom)))


def _name(path: Path) -> str:
    return f"{'filled' if path.filled else 'drawn'} {'outline' if path.closed else 'line'}"


def _inside(rect: Any, box: Box) -> bool:
    left, top, right, bottom = (length / MM_PER_POINT for length in box)
    return rect.x0 >= left and rect.y0 >= top and rect.x1 <= right and rect.y1 <= bottom


def unlike(ours: Sequence[Item], theirs: Sequence[Item]) -> list[str]:
    """Items of one page that the other has not at the same place: none missing, none extra."""
    found = []
    kinds: dict[Hashable, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for index, items in enumerate((ours, theirs)):
        for item in items:
            kinds[(item.kind, len(item.points))][index].append(item)
    for first, second in kinds.values():
        left, right = _unmatched(first, second)
        found += [f"only in the first: {item}" for item in left]
        found += [f"only in the second: {item}" for item in right]
    return found


def _unmatched(first: Iterable[Item], second: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """What is left when each item has been put together with one of the others at its place."""
    alone, waiting = [], sorted(second, key=lambda item: item.points)
    for item in sorted(first, key=lambda item: item.points):
        at = next((index for index, other in enumerate(waiting) if _same(item, other)), None)
        if at is None:
            alone.append(item)
        else:
            del waiting[at]
    return alone, waiting


def _same(first: Item, second: Item) -> bool:
    """Whether each point of the one has one of the other's beside it: paths may begin anywhere, and run either way."""
    return all(any(_near(one, other) for other in second.points) for one in first.points) and all(
        any(_near(one, other) for other in first.points) for one in second.points
    )


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR
