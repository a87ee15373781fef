"""The cheapest way of one edge over the grid: A* over (node, axis) with whole-number costs.

A state says at which node a line is and whether it runs across (axis 0) or down (axis 1). It moves to the next lane
crossing, or turns. Lines of other targets may only be crossed squarely; the target's own lines may be joined and then
cost less, so that arrows to one target merge.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush, heappushpop

from sopgen.layout.routing.estimates import Estimates
from sopgen.layout.routing.grid import FAR, HEADED, JOIN, Grid
from sopgen.layout.style.prices import Weights

SHIFT = 24  # states fit below 2**24: two for each of at most 8,388,608 nodes, 100 times those of 200 steps
MASK = (1 << SHIFT) - 1


_Axis = tuple[
    list[int], list[int], list[int], list[int], int, list[int], list[int], list[int], list[int], list[int], list[int]
]


@dataclass(frozen=True, slots=True)
class Found:
    """A way: its price, the states from first to last, and what any way had to cost at least."""

    cost: int
    states: tuple[int, ...]
    least: int = 0


class Search:
    """One search: the grid as seen by lines to one target.

    ``explored`` are the states that it has settled: what it has found holds while nothing changes at their nodes and
    beside them.
    """

    __slots__ = ("axes", "distance", "explored", "grid", "parent", "soft", "target", "weights")

    def __init__(self, grid: Grid, target: int, weights: Weights, soft: bool) -> None:
        self.grid = grid
        self.target = target
        self.weights = weights
        self.soft = soft
        self.explored: list[int] = []

    def run(
        self, starts: dict[int, int], goals: dict[int, int], estimates: Estimates, limit: int = FAR
    ) -> Found | None:
        """Find the cheapest way from ``starts`` to ``goals`` (prices by state), below ``limit``."""
        self.axes = self._axes(estimates)
        self.distance = self.grid.reach.copy()
        self.parent = [-1] * (2 * self.grid.size)
        heap = self._begun(starts, limit)
        least = heap[0] >> SHIFT if heap else 0
        cost, last = self._settle(heap, goals, limit)
        self.grid.work.count(len(self.explored))
        return None if last < 0 else Found(cost, _trace(self.parent, last), least)

    def _settle(self, heap: list[int], goals: dict[int, int], limit: int) -> tuple[int, int]:
        """The price of the cheapest way and its last state (-1: there is none below ``limit``)."""
        # Written out, since most of a layout's time is spent here. A settled state's distance is turned negative.
        axes, distance, parent, explored = self.axes, self.distance, self.parent, self.explored
        bend, bends, going_on = self.weights.bend, self.grid.bend_cost, self._going_on
        best, last, latest = limit << SHIFT, -1, 0  # latest would be put on the heap: it is often the next to be taken
        while heap or latest:
            item, latest = heappushpop(heap, latest) if latest else heappop(heap), 0
            if item >= best:
                break
            state = item & MASK
            so_far = distance[state]
            if so_far < 0:
                continue
            distance[state] = ~so_far
            explored.append(state)
            if state in goals and so_far + goals[state] << SHIFT < best:
                best, last = so_far + goals[state] << SHIFT, state
            node, following = state >> 1, state ^ 1
            along, across, sizes, passing, stride, places, sides, rest, side_rest, turned, side_turned = axes[state & 1]
            if so_far + bend < distance[following]:
                total = so_far + bend + bends[node] + (self._turning(state) if across[node] else 0)
                if total < distance[following]:
                    item = total + turned[places[node]] + side_turned[sides[node]] << SHIFT | following
                    if item < best:
                        distance[following], parent[following] = total, state
                        heappush(heap, item)
            ahead, following = node + stride, state + 2 * stride
            if so_far < distance[following]:
                total = so_far + sizes[node] + passing[ahead]
                if along[ahead] or across[ahead]:
                    total += going_on(state, ahead, total - so_far)
                if total < distance[following]:
                    latest = total + rest[places[ahead]] + side_rest[sides[ahead]] << SHIFT | following
                    if latest < best:
                        distance[following], parent[following] = total, state
            ahead, following = node - stride, state - 2 * stride
            if so_far < distance[following]:
                total = so_far + sizes[ahead] + passing[ahead]
                if along[ahead] or across[ahead]:
                    total += going_on(state, ahead, total - so_far)
                if total < distance[following]:
                    item = total + rest[places[ahead]] + side_rest[sides[ahead]] << SHIFT | following
                    if item < best:
                        distance[following], parent[following] = total, state
                        if latest:
                            heappush(heap, latest)
                        latest = item
        return best >> SHIFT, last

    def _begun(self, starts: dict[int, int], limit: int) -> list[int]:
        """The heap of a search that begins; its starts get their distances."""
        heap: list[int] = []
        for state, price in starts.items():
            if price < self.distance[state]:
                self.distance[state] = price
                _, _, _, _, _, places, sides, rest, side_rest, _, _ = self.axes[state & 1]
                left = rest[places[state >> 1]] + side_rest[sides[state >> 1]]
                if price + left < limit:
                    heappush(heap, price + left << SHIFT | state)
        return heap

    def _axes(self, estimates: Estimates) -> tuple[_Axis, _Axis]:
        """What the loop reads along each axis: owners, prices, and how far it is at least."""
        grid = self.grid
        (level_x, upright_x), (level_y, upright_y) = estimates
        own, passing, x, y = grid.own, grid.pass_cost, grid.x_index, grid.y_index
        return (
            (own[0], own[1], grid.east, passing[0], 1, x, y, level_x, level_y, upright_x, upright_y),
            (own[1], own[0], grid.south, passing[1], grid.nx, y, x, upright_y, upright_x, level_y, level_x),
        )

    def _turning(self, state: int) -> int:
        """What turning costs besides at a node through which a line runs on the other axis; FAR when it must not be."""
        node = state >> 1
        holder = self.grid.own[~state & 1][node]
        if holder == self.target:
            return 0
        if self.soft and 0 < holder < JOIN:
            return self.weights.conflict + self.grid.history[node]
        return FAR

    def _going_on(self, state: int, ahead: int, price: int) -> int:
        """What going on to a node costs besides ``price`` when lines run there; FAR when it must not be."""
        axis, node, target, weights = state & 1, state >> 1, self.target, self.weights
        along, crossed = self.grid.own[axis], self.grid.own[1 - axis][ahead]
        holder = along[ahead]
        more = 0
        if holder == target:
            sense = self.grid.heading[axis][ahead]
            on_own, against = along[node] == target, sense * (ahead - node) < 0
            if sense >= HEADED or (on_own and against):
                return FAR
            if on_own:
                more = -(price * (20 - weights.merge) // 20)
            elif against:
                more = weights.head_on
        elif holder:
            if not self.soft or not 0 < holder < JOIN:
                return FAR
            more = weights.conflict + self.grid.history[ahead]
        if crossed and crossed != target:
            more += weights.cross
        elif crossed and not holder:
            more += weights.touch
        return more


def _trace(parent: list[int], state: int) -> tuple[int, ...]:
    states = [state]
    while parent[state] >= 0:
        state = parent[state]
        states.append(state)
    states.reverse()
    return tuple(states)
