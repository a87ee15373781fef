"""What searches have shown: below which price a wire has no way, until something that they saw gets cheaper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: (node, axis, sense) of everything that a way covers.
Marks = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    """No way below ``price``: the nodes that the search settled, and what its starts and goals cost."""

    price: int
    nodes: frozenset[int]
    starts: dict[int, int]
    goals: dict[int, int]


class Shown:
    """The bounds of all wires of a page.

    A line to another target that is added makes no way cheaper, so only where one is taken away, and where lines to
    the same target change, a wire is searched for again.
    """

    def __init__(self, targets: dict[int, int], nx: int) -> None:
        self._targets = targets
        self._beside = (0, 1, -1, nx, -nx)
        self.changes = 0  # how often a wire has been given another way
        self._bounds: dict[int, _Bound] = {}
        self._up: dict[int, Marks] = {}  # wires taken up, and where they lay

    def note(
        self,
        wire: int,
        price: int,
        explored: Iterable[int],
        starts: Sequence[tuple[int, int]],
        goals: dict[int, int],
    ) -> None:
        """Remember that a wire has no way below ``price``, unless other wires are missing meanwhile."""
        if self._up.keys() <= {wire}:
            nodes = frozenset([state >> 1 for state in explored])
            self._bounds[wire] = _Bound(price, nodes, {state: cost for cost, state in starts}, goals)

    def none_below(self, wire: int, limit: int, starts: Sequence[tuple[int, int]], goals: dict[int, int]) -> bool:
        """Whether it is known that a wire has no way below ``limit`` from these starts to these goals."""
        bound = self._bounds.get(wire)
        if bound is None or limit > bound.price or not self._up.keys() <= {wire}:
            return False
        nothing = limit  # what a start or a goal costs that was none
        return all(cost >= bound.starts.get(state, nothing) for cost, state in starts) and all(
            cost >= bound.goals.get(state, nothing) for state, cost in goals.items()
        )

    def taken_up(self, wire: int, marks: Marks) -> None:
        """A wire's way is taken out of the grid, perhaps for a moment only."""
        self._up[wire] = marks

    def laid(self, wire: int, marks: Marks) -> None:
        """A wire has a way: what this makes cheaper ends the bounds of those that saw it."""
        before = self._up.pop(wire, ())
        if before == marks:
            return
        self.changes += 1
        now, then = set(marks), set(before)
        freed = self._near({(node, axis) for node, axis, _ in then} - {(node, axis) for node, axis, _ in now})
        changed = self._near({(node, axis) for node, axis, _ in now ^ then})
        for other, bound in list(self._bounds.items()):
            nodes = changed if self._targets[other] == self._targets[wire] else freed
            if other != wire and not bound.nodes.isdisjoint(nodes):
                del self._bounds[other]

    def _near(self, places: set[tuple[int, int]]) -> set[int]:
        """Nodes, and those beside them, from where they are seen."""
        return {node + step for node, _ in places for step in self._beside}
