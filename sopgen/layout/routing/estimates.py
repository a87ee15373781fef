"""What the rest of a way costs at least, for each column and for each row of nodes: what A* needs to look ahead.

A line that runs across must still turn to get further down, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from sopgen.layout.routing.grid import FAR, Grid, Marks
from sopgen.layout.style.prices import Weights

#: For a level line and an upright one: the least prices by column, then the same by row.
Estimates = tuple[tuple[list[int], list[int]], tuple[list[int], list[int]]]


def least(grid: Grid, goals: dict[int, int], weights: Weights, merges: Iterable[Marks]) -> Estimates:
    """Estimates that no way falls below and that are exact on an empty grid but for goals on both axes.

    ``merges`` are the lines to the target: along them it is cheaper, and only where they run.
    """
    columns: dict[int, int] = {}
    rows: dict[int, int] = {}
    ends: tuple[set[int], set[int]] = set(), set()  # rows of goals of level lines, columns of those of upright ones
    for state, price in goals.items():
        column, row = grid.x_index[state >> 1], grid.y_index[state >> 1]
        columns[column] = min(columns.get(column, FAR), price)
        rows[row] = 0
        ends[state & 1].add(column if state & 1 else row)
    covered = _covered(grid, merges)
    to_x = _exact(_places(grid.east[: grid.nx - 1], covered[0], weights), columns)
    to_y = _exact(_places(grid.south[: -grid.nx : grid.nx], covered[1], weights), rows)
    bend = weights.bend
    if not ends[0]:
        turned_x = [price if i in ends[1] else price + 2 * bend for i, price in enumerate(to_x)]
        return (to_x, turned_x), ([price + bend for price in to_y], to_y)
    if not ends[1]:
        turned_y = [price if i in ends[0] else price + 2 * bend for i, price in enumerate(to_y)]
        return (to_x, [price + bend for price in to_x]), (turned_y, to_y)
    turned_x = [price if i in ends[1] else price + bend for i, price in enumerate(to_x)]
    turned_y = [price if i in ends[0] else price + bend for i, price in enumerate(to_y)]
    return (to_x, turned_x), (turned_y, to_y)


def _covered(grid: Grid, merges: Iterable[Marks]) -> tuple[set[int], set[int]]:
    """The columns in which level lines run, and the rows in which upright ones do."""
    covered: tuple[set[int], set[int]] = set(), set()
    for marks in merges:
        for node, axis, _ in marks:
            covered[axis].add(grid.y_index[node] if axis else grid.x_index[node])
    return covered


def _places(gaps: list[int], covered: set[int], weights: Weights) -> list[int]:
    """How far each lane is from the first, counted in prices: less where a line to the target runs in a gap."""
    if not covered:
        return [0, *accumulate(gaps)]
    share = 20 - weights.merge
    prices = [
        gap - gap * share // 20 if lane in covered and lane + 1 in covered else gap for lane, gap in enumerate(gaps)
    ]
    return [0, *accumulate(prices)]


def _exact(places: list[int], goals: dict[int, int]) -> list[int]:
    """For each lane the least of a goal's price and the way to it."""
    if len(goals) == 1:
        ((lane, price),) = goals.items()
        end = places[lane]
        return [price + abs(at - end) for at in places]
    found: list[int] = []
    least = FAR
    for lane, at in enumerate(places):
        if lane in goals and goals[lane] - at < least:
            least = goals[lane] - at
        found.append(least + at)
    least = FAR
    for lane in range(len(places) - 1, -1, -1):
        if lane in goals and goals[lane] + places[lane] < least:
            least = goals[lane] + places[lane]
        if least - places[lane] < found[lane]:
            found[lane] = least - places[lane]
    return found
