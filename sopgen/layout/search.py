"""The cheapest way of one edge over the grid: A* over (node, axis) with whole-number costs.

A state says at which node a line is and whether it runs across (axis 0) or down (axis 1). It moves to the next lane
crossing, or turns. Lines of other targets may only be crossed squarely; the target's own lines may be joined and then
cost less, so that arrows to one target merge.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from sopgen.layout.grid import JOIN, Grid

SHIFT = 17  # states fit below 2**17: two for each of at most 65,536 nodes
MASK = (1 << SHIFT) - 1
FAR = 1 << 60


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices in hundredths of a millimetre of line; see docs/layout-contract.md."""

    bend: int = 600
    cross: int = 4500
    touch: int = 400  # crossing a line of the same target without joining it
    merge: int = 7  # twentieths of the length where the same target's line already runs
    conflict: int = 12000  # running over another target's line, while looking for what to move away


@dataclass(frozen=True, slots=True)
class Found:
    """A way: its price, the states from first to last, and which start and goal were used."""

    cost: int
    states: tuple[int, ...]


def search(
    grid: Grid,
    starts: list[tuple[int, int]],
    goals: dict[int, int],
    target: int,
    weights: Weights,
    merging: bool,
    soft: bool = False,
    limit: int = FAR,
) -> Found | None:
    """Find the cheapest way from ``starts`` (price, state) to ``goals`` (state: price).

    ``target`` is the owner number of the line's target, ``merging`` whether lines to it exist (the estimate must then
    allow for their lower price). ``soft`` allows running over other lines at ``weights.conflict`` each node.
    Nothing dearer than ``limit`` is found.
    """
    nx = grid.nx
    own, heading, passing, bending = grid.own, grid.heading, grid.pass_cost, grid.bend_cost
    lengths = (grid.east, grid.south)
    x_index, y_index, history = grid.x_index, grid.y_index, grid.history
    bend, cross, touch, merge, conflict = weights.bend, weights.cross, weights.touch, weights.merge, weights.conflict
    to_x, to_y = _estimates(grid, goals, merge if merging else 20)
    best, best_state = limit, -1
    distance = [FAR] * (2 * grid.size)
    parent = [-1] * (2 * grid.size)
    heap: list[int] = []
    for price, state in starts:
        if price < distance[state]:
            distance[state] = price
            heappush(heap, (price + to_x[x_index[state >> 1]] + to_y[y_index[state >> 1]]) << SHIFT | state)
    while heap:
        item = heappop(heap)
        if item >> SHIFT >= best:
            break
        state = item & MASK
        so_far = distance[state]
        if so_far < 0:
            continue
        distance[state] = ~so_far  # negative: settled
        price = goals.get(state, -1)
        if price >= 0 and so_far + price < best:
            best, best_state = so_far + price, state
        node, axis = state >> 1, state & 1
        along, across = own[axis], own[1 - axis]
        # turn here
        holder = across[node]
        other = state ^ 1
        if distance[other] > so_far + bend and (not holder or holder == target or (soft and 0 < holder < JOIN)):
            total = so_far + bend + bending[node]
            if holder and holder != target:
                total += conflict + history[node]
            if total < distance[other]:
                distance[other] = total
                parent[other] = state
                heappush(heap, (total + to_x[x_index[node]] + to_y[y_index[node]]) << SHIFT | other)
        # go on, either way
        on_own = along[node] == target
        sizes = lengths[axis]
        stride = nx if axis else 1
        for sign in (1, -1):
            if sign == 1:
                ahead, size = node + stride, sizes[node]
            else:
                ahead = node - stride
                size = sizes[ahead]
            following = ahead << 1 | axis
            if distance[following] <= so_far + (size >> 3):
                continue
            holder = along[ahead]
            if not holder:
                total = so_far + size
            elif holder == target:
                if heading[axis][ahead] == -sign:
                    continue
                total = so_far + (size * merge // 20 if on_own else size)
            elif soft and 0 < holder < JOIN:
                total = so_far + size + conflict + history[ahead]
            else:
                continue
            crossed = across[ahead]
            if crossed:
                if crossed != target:
                    total += cross
                elif not holder:
                    total += touch
            total += passing[axis][ahead]
            if total < distance[following]:
                distance[following] = total
                parent[following] = state
                heappush(heap, (total + to_x[x_index[ahead]] + to_y[y_index[ahead]]) << SHIFT | following)
    if best_state < 0:
        return None
    return Found(best, _trace(parent, best_state))


def _estimates(grid: Grid, goals: dict[int, int], twentieths: int) -> tuple[list[int], list[int]]:
    """For each column and row of nodes, the least price of reaching the goals' bounding box."""
    columns = [grid.x_index[state >> 1] for state in goals]
    rows = [grid.y_index[state >> 1] for state in goals]
    left, right = grid.xs[min(columns)], grid.xs[max(columns)]
    top, bottom = grid.ys[min(rows)], grid.ys[max(rows)]
    scale = 5 * twentieths
    to_x = [max(0, int(scale * max(left - x, x - right)) - 3) for x in grid.xs]
    to_y = [max(0, int(scale * max(top - y, y - bottom)) - 3) for y in grid.ys]
    return to_x, to_y


def _trace(parent: list[int], state: int) -> tuple[int, ...]:
    states = [state]
    while parent[state] >= 0:
        state = parent[state]
        states.append(state)
    states.reverse()
    return tuple(states)
