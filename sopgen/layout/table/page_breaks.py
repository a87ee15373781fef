"""Page breaks: which rows stand on which page, chosen by dynamic programming over all divisions.

Fewest pages first; then no single row alone on the last page; then fewest flows cut (an arrow between two pages
needs a pair of connectors); then the most even fill. A tie goes to the division whose first pages are fuller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
StripRoom = Callable[[Range], float]

_Score = tuple[int, int, int, float]


@dataclass(frozen=True, slots=True)
class PageRoom:
    """Room in mm for body rows: on the first page, on the others, and what the last page keeps for total and notes."""

    first: float
    other: float
    tail: float = 0.0


@dataclass(frozen=True, slots=True)
class Breaks:
    """The chosen pages: (first step, last step) of each, steps counted from 1."""

    pages: tuple[Range, ...]


class RowsTooTallError(Exception):
    """Some steps' rows do not fit on a page; ``steps`` counts from 1."""

    def __init__(self, steps: tuple[int, ...]) -> None:
        super().__init__(f"steps {steps} are taller than a page")
        self.steps = steps


class HeaderTooTallError(Exception):
    """The table's header leaves no room for a row on a page."""


@dataclass(frozen=True, slots=True)
class _Best:
    """The best division of the rows from some row on."""

    score: _Score
    next: int


def choose_breaks(
    heights: Sequence[float], links: Sequence[tuple[int, int]], room: PageRoom, strips: StripRoom
) -> Breaks:
    """Divide rows of these heights (mm) into pages.

    ``links`` are the flows between rows as pairs of steps, ``strips`` gives the height of the connector strips that
    a page from one step to another needs. Raises RowsTooTallError when some row does not fit even alone.
    """
    count = len(heights)
    upper_ends: list[list[int]] = [[] for _ in range(count + 1)]
    for one, other in links:
        upper_ends[max(one, other)].append(min(one, other))
    best: list[_Best | None] = [None] * (count + 2)
    best[count + 1] = _Best((0, 0, 0, 0.0), 0)
    for first in range(count, 0, -1):
        best[first] = _best_page(first, heights, upper_ends, room, strips, best)
    if best[1] is None:
        raise RowsTooTallError(_too_tall(heights, room, strips))
    pages, first = [], 1
    while first <= count:
        found = best[first]
        assert found is not None
        pages.append((first, found.next - 1))
        first = found.next
    return Breaks(tuple(pages))


def _best_page(
    first: int,
    heights: Sequence[float],
    upper_ends: Sequence[Sequence[int]],
    room: PageRoom,
    strips: StripRoom,
    best: Sequence[_Best | None],
) -> _Best | None:
    """The best page that begins with row ``first``, given the best divisions of what follows."""
    count, filled, inside = len(heights), 0.0, 0
    page_room = room.first if first == 1 else room.other
    found: _Best | None = None
    for last in range(first, count + 1):
        filled += heights[last - 1]
        if filled > page_room + 1e-6:
            break
        inside += sum(1 for end in upper_ends[last] if end >= first)
        tail = room.tail if last == count else 0.0
        free = page_room - filled - tail - strips((first, last))
        rest = best[last + 1]
        if free < -1e-6 or rest is None:
            continue
        alone = int(last == count and first == last and first > 1)
        pages, lonely, cut, waste = rest.score
        score = (pages + 1, lonely + alone, cut - inside, round(waste + free * free, 3))
        if found is None or score <= found.score:
            found = _Best(score, last + 1)
    return found


def _too_tall(heights: Sequence[float], room: PageRoom, strips: StripRoom) -> tuple[int, ...]:
    """Steps that do not fit on a page of their own (all of them, when each does but no division exists)."""
    steps = []
    for step, height in enumerate(heights, 1):
        page_room = room.first if step == 1 else room.other
        if height + strips((step, step)) > page_room + 1e-6:
            steps.append(step)
    return tuple(steps) or (len(heights),)
