"""Page breaks: which rows stand on which page, chosen by dynamic programming over all divisions.

Fewest pages first; then the least price of flows cut (an arrow between two pages needs a pair of connectors) and of
emptiness together (``style/prices.py``): a page less than half full where the next row would fit is so dear that no
number of flows makes up for it, and so, less, is a single row alone on the last page. A tie goes to the division whose
first pages are fuller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopgen.layout.style.prices import FLOW_CUT, LAST_PAGE_EMPTY, LEAST_FULL, PAGE_EMPTY, ROW_ALONE, UNDER_HALF

Range = tuple[int, int]
StripRoom = Callable[[Range], float]

_Score = tuple[int, float]
_Page = tuple[int, float, int]  # its last row, the room in mm that its rows leave, how many flows stand whole on it


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
    table = _Table(heights, upper_ends, room, strips)
    best: list[_Best | None] = [None] * (count + 2)
    best[count + 1] = _Best((0, 0.0), 0)
    for first in range(count, 0, -1):
        best[first] = table.best_page(first, best)
    if best[1] is None:
        raise RowsTooTallError(_too_tall(heights, room, strips))
    pages, first = [], 1
    while first <= count:
        found = best[first]
        assert found is not None
        pages.append((first, found.next - 1))
        first = found.next
    return Breaks(tuple(pages))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows to divide; ``upper_ends`` are the upper ends of the flows whose lower end is each row."""

    heights: Sequence[float]
    upper_ends: Sequence[Sequence[int]]
    room: PageRoom
    strips: StripRoom

    def best_page(self, first: int, best: Sequence[_Best | None]) -> _Best | None:
        """The best page that begins with row ``first``, given the best divisions of what follows."""
        found = None
        pages = self._pages(first)
        for place in range(len(pages) - 1, -1, -1):  # the fullest first: it wins ties
            last, room, inside = pages[place]
            rest = best[last + 1]
            if rest is None or (found is not None and rest.score[0] >= found.score[0]):
                continue  # it takes a page more
            free = room - self.strips((first, last))
            if free < -1e-6:
                continue
            more = pages[place + 1] if place + 1 < len(pages) else None
            price = self._price(first, last, free, more) - FLOW_CUT * inside
            score = (rest.score[0] + 1, round(rest.score[1] + price, 6))
            if found is None or score < found.score:
                found = _Best(score, last + 1)
        return found

    def _pages(self, first: int) -> list[_Page]:
        """Pages that begin with row ``first``, fuller and fuller, whether or not they have room for their strips."""
        count, filled, inside, pages = len(self.heights), 0.0, 0, []
        room = self.room.first if first == 1 else self.room.other
        for last in range(first, count + 1):
            filled += self.heights[last - 1]
            if filled > room + 1e-6:
                break
            for end in self.upper_ends[last]:
                inside += end >= first
            tail = self.room.tail if last == count else 0.0
            pages.append((last, room - filled - tail, inside))
        return pages

    def _price(self, first: int, last: int, free: float, more: _Page | None) -> float:
        """What a page's emptiness costs; ``more`` is the page with the next row."""
        count, room = len(self.heights), self.room.first if first == 1 else self.room.other
        empty = max(free, 0.0) / room
        price = (PAGE_EMPTY if last < count else LAST_PAGE_EMPTY) * empty * empty
        if more is not None and empty > 1 - LEAST_FULL and more[1] - self.strips((first, more[0])) >= -1e-6:
            price += UNDER_HALF
        if first == last == count and first > 1:
            price += ROW_ALONE
        return price


def _too_tall(heights: Sequence[float], room: PageRoom, strips: StripRoom) -> tuple[int, ...]:
    """Steps that do not fit on a page of their own (all of them, when each does but no division exists)."""
    steps = []
    for step, height in enumerate(heights, 1):
        page_room = room.first if step == 1 else room.other
        if height + strips((step, step)) > page_room + 1e-6:
            steps.append(step)
    return tuple(steps) or (len(heights),)
