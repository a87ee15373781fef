"""Splits and joins are symmetric where nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.layout.drawing import port_prices
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.scene import Edge
from sopgen.layout.style.prices import MAIN_FLOW_NOT_FROM_ABOVE
from tests.layout.flows import drawing, edge, flow, frames, side, symbol
from tests.layout.symmetry import forks, lopsided

#: What goes on to the left and to the right, and meets again in the middle, from symbols in two rows.
ANSWERS = ("[1:1 <2:1 [3:0 [4:2 [5:1", "1>2 2Y>3 2T>4 3>5 4>5")
SWAPPED = ("[1:1 <2:1 [3:2 [4:0 [5:1", "1>2 2Y>3 2T>4 3>5 4>5")
PARALLEL = ("[1:1 [2:0 [3:2 [4:1", "1>2 1>3 2>4 3>4")
THREE = ("[1:1 [2:0 [3:1 [4:2 [5:1", "1>2 1>3 1>4 2>5 3>5 4>5")
#: The second answer leads straight to where both meet.
LATE = ("<1:2 [2:0 [3:1", "1Y>2 1T>3 2>3")
CASES = {"answers": ANSWERS, "swapped": SWAPPED, "parallel": PARALLEL}


def at(of: Drawing, *names: str) -> str:
    """The sides at which edges leave, or enter when their names end with ``!``."""
    return " ".join(side(of, name.rstrip("!"), at_end=name.endswith("!")) for name in names)


@pytest.mark.parametrize("case", CASES)
def test_ways_to_both_sides_leave_and_arrive_at_mirrored_sides_with_one_bend_each(case: str) -> None:
    of = flow(*CASES[case], 3)
    found = drawing(of)
    ways = [
        edge(found, f"{each.source}>{each.target}") for each in of.edges if (each.source, each.target) != ("1", "2")
    ]
    assert {len(way.points) for way in ways} == {3}
    assert [fork.even for fork in forks(found)] == [True, True]


def test_the_same_flow_in_a_mirror_is_drawn_in_a_mirror() -> None:
    sides = {"W": "E", "E": "W", "N": "N", "S": "S"}
    names = ("2>3", "2>4", "3>5!", "4>5!", "3>5", "4>5")
    one, other = (drawing(flow(*case, 3)) for case in (ANSWERS, SWAPPED))
    assert [sides[each] for each in at(one, *names).split()] == at(other, *names).split()


def test_of_three_ways_the_middle_one_goes_straight_down() -> None:
    assert at(drawing(flow(*THREE, 3)), "1>2", "1>3", "1>4") == "W S E"


def test_without_the_rule_ways_would_be_lopsided(monkeypatch: pytest.MonkeyPatch) -> None:
    of = flow(*LATE, 3)
    assert [fork.even for fork in forks(drawing(of))] == [True]
    monkeypatch.setattr(port_prices, "_mirrored", lambda groups: iter(()))
    found = drawing(of)
    assert [fork.even for fork in forks(found)] == [False]
    assert [fork.symbol.id for fork in lopsided(frames(of)[0], found)] == ["3"]


def test_a_lone_way_still_enters_from_above() -> None:
    found = drawing(flow("[1:1 [2:0 [3:1", "1>2 2>3", 3))
    assert at(found, "1>2!", "2>3!") == "N N"


def test_ways_from_one_side_only_enter_from_above_and_at_one_side_as_ever() -> None:
    found = drawing(flow("[1:1 [2:2 [3:0", "1>2 1>3 2>3", 3))
    assert "N" in at(found, "1>3!", "2>3!")


def test_the_sides_of_a_decision_stay_free_for_its_answers() -> None:
    found = drawing(flow("[1:1 [2:0 [3:2 <4:1 [5:2 [6:0 [7:1", "1>2 1>3 2>4 3>4 4Y>5 4T>6 5>7 6>7", 3))
    assert at(found, "2>4!", "3>4!", "4>5", "4>6") == "N N E W"


def test_a_way_that_something_stands_in_is_not_forced_to_its_side() -> None:
    """The box of row 2 in the right column stands in the mirrored way of the second answer."""
    of = flow("[1:1 <2.1:1 [2.2:2 [3:0 [4:2 [5:1", "1>2.1 2.1Y>3 2.1T>4 2.2>4 3>5 4>5", 3)
    assert list(lopsided(frames(of)[0], drawing(of))) == []


def test_a_fork_that_might_as_well_be_symmetric_is_counted() -> None:
    of = flow(*ANSWERS, 3)
    found, target = drawing(of), symbol(drawing(of), "5")
    edges = tuple(_from_above(found, each) if each.source == "4" else each for each in found.edges)
    changed = replace(found, edges=edges)
    assert [fork.symbol for fork in lopsided(frames(of)[0], changed)] == [target]


def _from_above(of: Drawing, way: Edge) -> Edge:
    """A way that enters from the right, led to enter from above."""
    source, target = symbol(of, way.source), symbol(of, way.target)
    points = ((source.x - source.width / 2, source.y), (target.x, source.y), (target.x, target.y - target.height / 2))
    return replace(way, points=points)


def test_the_price_only_decides_between_ways_that_are_as_good() -> None:
    assert port_prices.NOT_AT_MIRRORED_SIDE * 4 < MAIN_FLOW_NOT_FROM_ABOVE
