"""Searches that are not made again change no drawing, and look-ahead prices that no way falls below."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest

from sopgen.layout.routing.astar import Found, Search
from sopgen.layout.routing.estimates import least
from sopgen.layout.routing.grid import Grid, Marks
from sopgen.layout.routing.shown import Laid, Shown
from sopgen.layout.style import STYLE
from sopgen.layout.style.prices import Weights
from sopgen.work import REDRAWING, counted
from tests.generators.random_flows import Case, drawn, plain, wide
from tests.layout.flows import MEASURER

LANES = [2.0 * index for index in range(12)]


@pytest.mark.parametrize(("mix", "seed"), [(plain, 4), (plain, 11), (wide, 8)])
def test_a_search_that_was_made_before_is_left_out_and_changes_no_drawing(
    mix: Callable[[int], Case], seed: int
) -> None:
    with counted() as known:
        drawing = drawn(mix(seed), MEASURER, STYLE)
    with counted() as searched, patch.object(Shown, "seen", return_value=None):
        assert drawn(mix(seed), MEASURER, STYLE) == drawing
    assert known.done(REDRAWING) < searched.done(REDRAWING)


START, GOAL = 55 << 1, 57 << 1
WAY = Found(100, (START, GOAL))
NEAR, FAR_OFF, OTHER_FAR = ((45, 0, 1),), ((12, 0, 1),), ((13, 0, 1),)


def seen(other: int, before: Marks, after: Marks, found: Found | None, limit: int = 100) -> Found | bool | None:
    """What a search of wire 0, which saw node 55, still says after wire 1 was laid otherwise; False: nothing."""
    known = Shown([7, other], 10)
    lines = {marks: Laid(marks, 10) for marks in (before, after)}
    known.laid(1, lines[before])
    known.note(0, 100, found, [START], {START: 5}, {GOAL: 0})
    known.taken_up(1)
    known.laid(1, lines[after])
    search = known.seen(0, limit, {START: 5}, {GOAL: 0})
    return False if search is None else search.found


def test_that_there_is_no_way_holds_until_another_line_is_taken_away_or_one_to_the_same_target_is_laid() -> None:
    assert seen(8, NEAR, NEAR, None) is None
    assert seen(8, FAR_OFF, NEAR, None) is None
    assert seen(8, NEAR, FAR_OFF, None) is False
    assert seen(7, FAR_OFF, NEAR, None) is False
    assert seen(7, FAR_OFF, OTHER_FAR, None) is False
    assert seen(8, NEAR, NEAR, None, limit=101) is False


def test_a_way_holds_until_a_line_that_its_search_saw_is_laid_or_taken_away() -> None:
    assert seen(8, NEAR, NEAR, WAY) == WAY
    assert seen(8, NEAR, NEAR, WAY, limit=1000) == WAY
    assert seen(8, FAR_OFF, OTHER_FAR, WAY) == WAY
    assert seen(8, FAR_OFF, NEAR, WAY, limit=1000) is False
    assert seen(8, NEAR, FAR_OFF, WAY) is False
    assert seen(7, FAR_OFF, OTHER_FAR, WAY, limit=1000) is False


def test_no_way_is_cheaper_where_starts_and_goals_have_become_dearer_and_another_may_be_where_cheaper() -> None:
    known = Shown([7], 10)
    known.note(0, 100, WAY, [START], {START: 5}, {GOAL: 0})
    assert known.seen(0, 100, {START: 6}, {GOAL: 0}) is not None
    assert known.seen(0, 101, {START: 6}, {GOAL: 0}) is None
    assert known.seen(0, 100, {START: 4}, {GOAL: 0}) is None
    assert known.seen(0, 100, {START: 5}, {GOAL: 0, START: 99}) is None


def test_nothing_holds_after_prices_have_risen() -> None:
    known = Shown([7], 10)
    known.note(0, 100, WAY, [START], {START: 5}, {GOAL: 0})
    known.forget()
    assert known.seen(0, 100, {START: 5}, {GOAL: 0}) is None


@pytest.mark.parametrize("axis", [0, 1])
def test_on_an_empty_grid_a_way_costs_what_was_expected(axis: int) -> None:
    grid, weights = Grid(LANES, LANES, 1), Weights()
    goal = grid.node(16.0, 14.0) << 1 | axis
    rest = least(grid, {goal: 300}, weights, ())
    for start in (grid.node(4.0, 6.0) << 1, grid.node(16.0, 6.0) << 1 | 1, grid.node(20.0, 14.0) << 1):
        (level_x, upright_x), (level_y, upright_y) = rest
        x, y = grid.x_index[start >> 1], grid.y_index[start >> 1]
        expected = upright_x[x] + upright_y[y] if start & 1 else level_x[x] + level_y[y]
        found = Search(grid, 1, weights, soft=False).run({start: 0}, {goal: 300}, rest)
        assert found is not None
        assert found.cost == expected


def test_no_way_is_found_that_costs_the_limit() -> None:
    grid = Grid(LANES, LANES, 1)
    start, goal = grid.node(0.0, 0.0) << 1, grid.node(10.0, 0.0) << 1
    rest = least(grid, {goal: 0}, Weights(), ())
    assert Search(grid, 1, Weights(), soft=False).run({start: 0}, {goal: 0}, rest, 1000) is None
    found = Search(grid, 1, Weights(), soft=False).run({start: 0}, {goal: 0}, rest, 1001)
    assert found is not None
    assert found.cost == 1000
