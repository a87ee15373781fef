"""What searches have shown: a wire's way, or that it has none below some price, while nothing that they saw changes.

Wires are taken up and laid again all the time, mostly where they were, so most searches have been made before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sopgen.layout.routing.astar import Found
from sopgen.layout.routing.grid import Marks
from sopgen.layout.style.tries import SEARCHES_KEPT


@dataclass(frozen=True, eq=False)
class Laid:
    """What a way covers on a grid of ``nx`` columns."""

    marks: Marks
    nx: int = 0

    @cached_property
    def places(self) -> frozenset[int]:
        """What it covers, each node and axis as a state."""
        return frozenset([node << 1 | axis for node, axis, _ in self.marks])

    @cached_property
    def across(self) -> frozenset[int]:
        """The same nodes, each with the other axis."""
        return frozenset([place ^ 1 for place in self.places])

    @cached_property
    def near(self) -> frozenset[int]:
        """The nodes from where it is seen."""
        return seen_from(self.places, self.nx)

    def crosses(self, other: Laid) -> bool:
        """Whether two lines share a node on different axes."""
        return not other.places.isdisjoint(self.across)


NOWHERE = Laid(())


def seen_from(places: Iterable[int], nx: int) -> frozenset[int]:
    """The nodes of these places and those beside them on a grid of ``nx`` columns."""
    beside = (0, 1, -1, nx, -nx)
    return frozenset([(place >> 1) + step for place in places for step in beside])


@dataclass(frozen=True, eq=False)
class Seen:
    """A search: no way below ``price``, or the one ``found``.

    ``explored`` are the states that it settled, ``lines`` what lay where; ``starts`` and ``goals`` are prices by state.
    """

    price: int
    found: Found | None
    explored: Sequence[int]
    lines: tuple[Laid, ...]
    starts: dict[int, int]
    goals: dict[int, int]

    @cached_property
    def nodes(self) -> frozenset[int]:
        """The nodes at which it was; most searches are never asked for them."""
        return frozenset([state >> 1 for state in self.explored])


class Shown:
    """The last searches for each wire of a page, by the wires' ``targets``."""

    def __init__(self, targets: Sequence[int], nx: int) -> None:
        self._targets = targets
        self.nx = nx
        self._lines = [NOWHERE] * len(targets)
        self._before = self._lines.copy()
        self._seen: list[deque[Seen]] = [deque(maxlen=SEARCHES_KEPT) for _ in targets]
        self.changes = 0  # how often a wire has been given another way
        self.changed_at = [0] * len(targets)  # which of these changes gave each wire its way

    def laid(self, wire: int, line: Laid) -> None:
        """A wire has a way."""
        self._lines[wire] = line
        if self._before[wire] is not line:
            self._before[wire] = line
            self.changes += 1
            self.changed_at[wire] = self.changes

    def taken_up(self, wire: int) -> None:
        """A wire's way is taken out of the grid, perhaps for a moment only."""
        self._lines[wire] = NOWHERE

    def forget(self) -> None:
        """Prices of places have risen: no search holds any more."""
        for searches in self._seen:
            searches.clear()

    def note(
        self,
        wire: int,
        price: int,
        found: Found | None,
        explored: Sequence[int],
        starts: dict[int, int],
        goals: dict[int, int],
    ) -> None:
        """Keep a search that settled ``explored`` states: ``found``, or that a wire has no way below ``price``."""
        self._seen[wire].appendleft(Seen(price, found, explored, tuple(self._lines), starts, goals))

    def seen(self, wire: int, limit: int, starts: dict[int, int], goals: dict[int, int]) -> Seen | None:
        """A search that says whether a wire has a way below ``limit`` from these starts to these goals, and which."""
        for search in self._seen[wire]:
            if search.starts == starts and search.goals == goals and self._as_then(wire, search):
                if search.found is not None or limit <= search.price:
                    return search
            elif limit <= search.price and self._no_cheaper(wire, search, limit, starts, goals):
                return search
        return None

    def _as_then(self, wire: int, search: Seen) -> bool:
        """Whether a search would see what it saw."""
        target, nodes = self._targets[wire], search.nodes
        for then, now, other in zip(search.lines, self._lines, self._targets, strict=True):
            if then is not now and (
                other == target or not nodes.isdisjoint(then.near) or not nodes.isdisjoint(now.near)
            ):
                return False
        return True

    def _no_cheaper(self, wire: int, search: Seen, limit: int, starts: dict[int, int], goals: dict[int, int]) -> bool:
        """Whether nothing that a search saw has become cheaper since.

        A line to another target that is added makes no way cheaper; one taken away may, and one to the same target may
        wherever it runs: it is worth a way round.
        """
        for before, after in ((search.starts, starts), (search.goals, goals)):
            if any(price < before.get(state, limit) for state, price in after.items()):
                return False
        target, nodes = self._targets[wire], search.nodes
        for then, now, other in zip(search.lines, self._lines, self._targets, strict=True):
            if then is now or (other != target and nodes.isdisjoint(then.near)):
                continue
            if other == target or not nodes.isdisjoint(seen_from(then.places - now.places, self.nx)):
                return False
        return True
