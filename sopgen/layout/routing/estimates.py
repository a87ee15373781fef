"""What the rest of a way costs at least, for each column and for each row of nodes: what A* needs to look ahead.

A line that runs across must still turn to get further down, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from operator import sub

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
    to_x = _exact(_discounted(grid.places_x, covered[0], weights), columns)
    to_y = _exact(_discounted(grid.places_y, covered[1], weights), rows)
    bend = weights.bend
    if not ends[0]:
        return (to_x, _turned(to_x, 2 * bend, ends[1])), (_turned(to_y, bend), to_y)
    if not ends[1]:
        return (to_x, _turned(to_x, bend)), (_turned(to_y, 2 * bend, ends[0]), to_y)
    return (to_x, _turned(to_x, bend, ends[1])), (_turned(to_y, bend, ends[0]), to_y)


def _turned(prices: list[int], more: int, straight: Iterable[int] = ()) -> list[int]:
    """``prices`` of lines that must turn once or twice more, but for those that go ``straight`` to a goal."""
    found = [price + more for price in prices]
    for lane in straight:
        found[lane] = prices[lane]
    return found


def _covered(grid: Grid, merges: Iterable[Marks]) -> tuple[set[int], set[int]]:
    """The columns in which level lines run, and the rows in which upright ones do."""
    covered: tuple[set[int], set[int]] = set(), set()
    for marks in merges:
        for node, axis, _ in marks:
            covered[axis].add(grid.y_index[node] if axis else grid.x_index[node])
    return covered


def _discounted(places: list[int], covered: set[int], weights: Weights) -> list[int]:
    """How far each lane is from the first, counted in prices: less where a line to the target runs in a gap."""
    if not covered:
        return places
    share = 20 - weights.merge
    prices = [
        gap - gap * share // 20 if lane in covered and lane + 1 in covered else gap
        for lane, gap in enumerate(map(sub, places[1:], places))
    ]
    return [0, *accumulate(prices)]


def _exact(places: list[int], goals: dict[int, int]) -> list[int]:
    """For each lane the least of a goal's price and the way to it."""
    kept: list[int] = []  # goals that are no dearer than another one with the way to it, left to right
    for lane in sorted(goals):
        if kept and goals[kept[-1]] + places[lane] - places[kept[-1]] <= goals[lane]:
            continue
        while kept and goals[lane] + places[lane] - places[kept[-1]] <= goals[kept[-1]]:
            kept.pop()
        kept.append(lane)
    first, last = kept[0], kept[-1]
    before, behind = goals[first] + places[first], goals[last] - places[last]
    found = [before - at for at in places[:first]]
    for lane, following in pairwise(kept):
        left, right = goals[lane] - places[lane], goals[following] + places[following]
        found += [min(left + at, right - at) for at in places[lane:following]]
    return found + [behind + at for at in places[last:]]
