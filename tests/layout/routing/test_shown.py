"""Searches that are left out change no drawing, and look-ahead prices that no way falls below."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest

from sopgen.layout.routing.astar import Search
from sopgen.layout.routing.estimates import least
from sopgen.layout.routing.grid import Grid
from sopgen.layout.routing.shown import Marks, Shown
from sopgen.layout.style import STYLE
from sopgen.layout.style.prices import Weights
from sopgen.work import IMPROVING, counted
from tests.generators.random_flows import Case, drawn, plain, wide
from tests.layout.flows import MEASURER

LANES = [2.0 * index for index in range(12)]


@pytest.mark.parametrize(("mix", "seed"), [(plain, 4), (plain, 11), (wide, 8)])
def test_a_wire_known_to_have_no_cheaper_way_has_none(mix: Callable[[int], Case], seed: int) -> None:
    with counted() as known:
        drawing = drawn(mix(seed), MEASURER, STYLE)
    with counted() as searched, patch.object(Shown, "none_below", return_value=False):
        assert drawn(mix(seed), MEASURER, STYLE) == drawing
    assert known.done(IMPROVING) < searched.done(IMPROVING)


def test_a_bound_ends_where_another_line_is_taken_away_or_one_to_the_same_target_is_laid() -> None:
    def shown(other: int, before: Marks, after: Marks) -> bool:
        """Whether a bound of wire 0, which saw node 55, holds after wire 1 was laid otherwise."""
        known = Shown({0: 7, 1: other}, 10)
        known.laid(1, before)
        known.note(0, 100, [55 << 1], [(5, 55 << 1)], {55 << 1: 0})
        known.taken_up(1, before)
        known.laid(1, after)
        return known.none_below(0, 100, [(5, 55 << 1)], {55 << 1: 0})

    near, far = ((45, 0, 1),), ((12, 0, 1),)
    assert shown(8, near, near)
    assert shown(8, far, near)
    assert not shown(8, near, far)
    assert not shown(7, far, near)
    assert shown(7, far, ((13, 0, 1),))


@pytest.mark.parametrize("axis", [0, 1])
def test_on_an_empty_grid_a_way_costs_what_was_expected(axis: int) -> None:
    grid, weights = Grid(LANES, LANES, 1), Weights()
    goal = grid.node(16.0, 14.0) << 1 | axis
    rest = least(grid, {goal: 300}, weights, ())
    for start in (grid.node(4.0, 6.0) << 1, grid.node(16.0, 6.0) << 1 | 1, grid.node(20.0, 14.0) << 1):
        (level_x, upright_x), (level_y, upright_y) = rest
        x, y = grid.x_index[start >> 1], grid.y_index[start >> 1]
        expected = upright_x[x] + upright_y[y] if start & 1 else level_x[x] + level_y[y]
        found = Search(grid, 1, weights, soft=False).run([(0, start)], {goal: 300}, rest)
        assert found is not None
        assert found.cost == expected


def test_no_way_is_found_that_costs_the_limit() -> None:
    grid = Grid(LANES, LANES, 1)
    start, goal = grid.node(0.0, 0.0) << 1, grid.node(10.0, 0.0) << 1
    rest = least(grid, {goal: 0}, Weights(), ())
    assert Search(grid, 1, Weights(), soft=False).run([(0, start)], {goal: 0}, rest, 1000) is None
    found = Search(grid, 1, Weights(), soft=False).run([(0, start)], {goal: 0}, rest, 1001)
    assert found is not None
    assert found.cost == 1000
