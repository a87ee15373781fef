"""The cheapest way of one edge over the grid: A* over (node, axis) with whole-number costs.

A state says at which node a line is and whether it runs across (axis 0) or down (axis 1). It moves to the next lane
crossing, or turns. Lines of other targets may only be crossed squarely; the target's own lines may be joined and then
cost less, so that arrows to one target merge.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from sopgen.layout.routing.grid import HEADED, JOIN, Grid
from sopgen.layout.style.prices import MERGE_ASSUMED, PRICE_OF_MM, Weights

SHIFT = 24  # states fit below 2**24: two for each of at most 8,388,608 nodes, 100 times those of 200 steps
MASK = (1 << SHIFT) - 1
FAR = 1 << 60


@dataclass(frozen=True, slots=True)
class Found:
    """A way: its price, the states from first to last, and which start and goal were used."""

    cost: int
    states: tuple[int, ...]


class Search:
    """One search: the grid as seen by lines to one target."""

    __slots__ = ("axes", "grid", "soft", "target", "weights")

    def __init__(self, grid: Grid, target: int, weights: Weights, soft: bool) -> None:
        self.grid = grid
        self.target = target
        self.weights = weights
        self.soft = soft
        level = (grid.own[0], grid.own[1], grid.heading[0], grid.pass_cost[0], grid.east, 1)
        upright = (grid.own[1], grid.own[0], grid.heading[1], grid.pass_cost[1], grid.south, grid.nx)
        self.axes = (level, upright)

    def run(
        self, starts: list[tuple[int, int]], goals: dict[int, int], merging: bool, limit: int = FAR
    ) -> Found | None:
        """Find the cheapest way from ``starts`` (price, state) to ``goals`` (state: price).

        ``merging`` says that lines to the target exist: the estimate must then allow for their lower price. Nothing
        as dear as ``limit`` is found.
        """
        grid = self.grid
        x_index, y_index = grid.x_index, grid.y_index
        to_x, to_y = _estimates(grid, goals, self.weights, merging)
        best, best_state = limit, -1
        distance = [FAR] * (2 * grid.size)
        parent = [-1] * (2 * grid.size)
        heap: list[int] = []
        for price, state in starts:
            if price < distance[state]:
                distance[state] = price
                node, axis = state >> 1, state & 1
                heappush(heap, (price + to_x[axis][x_index[node]] + to_y[axis][y_index[node]]) << SHIFT | state)
        moves = self._moves
        settled = 0
        while heap:
            item = heappop(heap)
            if item >> SHIFT >= best:
                break
            state = item & MASK
            so_far = distance[state]
            if so_far < 0:
                continue
            distance[state] = ~so_far  # negative: settled
            settled += 1
            if state in goals and so_far + goals[state] < best:
                best, best_state = so_far + goals[state], state
            for following, price in moves(state):
                total = so_far + price
                if total < distance[following]:
                    distance[following] = total
                    parent[following] = state
                    node, axis = following >> 1, following & 1
                    rest = to_x[axis][x_index[node]] + to_y[axis][y_index[node]]
                    heappush(heap, (total + rest) << SHIFT | following)
        grid.work.count(settled)
        return None if best_state < 0 else Found(best, _trace(parent, best_state))

    def _moves(self, state: int) -> list[tuple[int, int]]:
        """Where a line may go from a state, and the price of each: on, either way, or round the corner."""
        node = state >> 1
        along, across, heading, passing, sizes, stride = self.axes[state & 1]
        target, weights, soft = self.target, self.weights, self.soft
        result: list[tuple[int, int]] = []
        holder = across[node]
        if not holder or holder == target:
            result.append((state ^ 1, weights.bend + self.grid.bend_cost[node]))
        elif soft and 0 < holder < JOIN:
            dear = weights.conflict + self.grid.history[node]
            result.append((state ^ 1, weights.bend + self.grid.bend_cost[node] + dear))
        on_own = along[node] == target
        for ahead, sign in ((node + stride, 1), (node - stride, -1)):
            holder = along[ahead]
            price = sizes[node if sign == 1 else ahead] + passing[ahead]
            if holder:
                if holder == target:
                    sense = heading[ahead]
                    if sense >= HEADED or (on_own and sense * sign < 0):
                        continue
                    if on_own:
                        price -= price * (20 - weights.merge) // 20
                    elif sense * sign < 0:
                        price += weights.head_on
                elif soft and 0 < holder < JOIN:
                    price += weights.conflict + self.grid.history[ahead]
                else:
                    continue
            crossed = across[ahead]
            if crossed:
                if crossed != target:
                    price += weights.cross
                elif not holder:
                    price += weights.touch
            result.append((state + 2 * (ahead - node), price))
        return result


Estimate = tuple[list[int], list[int]]


def _estimates(grid: Grid, goals: dict[int, int], weights: Weights, merging: bool) -> tuple[Estimate, Estimate]:
    """Least price of reaching a goal, the goal's own included, by axis, for each column and for each row of nodes.

    A line that runs across must still turn to get further down, and the other way round.
    """
    columns: dict[int, int] = {}
    rows: dict[int, int] = {}
    for state, price in goals.items():
        column, row = grid.x_index[state >> 1], grid.y_index[state >> 1]
        columns[column] = min(columns.get(column, FAR), price)
        rows[row] = 0
    scale = PRICE_OF_MM // 20 * (MERGE_ASSUMED if merging else 20)
    to_x, to_y = _distances(grid.xs, columns, scale), _distances(grid.ys, rows, scale)
    turned_x = [price if i in columns else price + weights.bend for i, price in enumerate(to_x)]
    turned_y = [price if i in rows else price + weights.bend for i, price in enumerate(to_y)]
    return (to_x, turned_x), (turned_y, to_y)


def _distances(lanes: list[float], goals: dict[int, int], scale: int) -> list[int]:
    """For each lane the least of a goal's price and the way to it; a little less, for rounding."""
    places = [(lanes[lane], price) for lane, price in goals.items()]
    return [max(0, min(price + int(scale * abs(at - x)) for at, price in places) - 3) for x in lanes]


def _trace(parent: list[int], state: int) -> tuple[int, ...]:
    states = [state]
    while parent[state] >= 0:
        state = parent[state]
        states.append(state)
    states.reverse()
    return tuple(states)
