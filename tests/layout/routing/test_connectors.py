"""Letters, notes and strips: how a flow is divided into pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.layout.routing.connectors import Connector, Strips, cut_cost, divide, letter_name
from sopgen.layout.scene import Direction
from tests.layout.flows import flow, frames

CHAIN = flow("[1:0 [2:1 [3:2 <4:1 <5:1 [6:0", "1>2 2>3 3>4 4Y>5 4T>1 5Y>6 5T>1", 3)


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_after_z_comes_aa(index: int, name: str) -> None:
    assert letter_name(index) == name


def test_letters_follow_the_order_of_flows() -> None:
    pages = divide(CHAIN, frames(CHAIN, ((1, 2), (3, 4), (5, 6))))
    assert [[c.letter for c in page.connectors] for page in pages] == [["A", "C"], ["A", "B", "C"], ["B", "C"]]


def test_one_letter_stands_for_a_target_and_a_direction() -> None:
    pages = divide(CHAIN, frames(CHAIN, ((1, 3), (4, 6))))
    back = [c for c in pages[1].connectors if c.direction is Direction.UP]
    assert [c.letter for c in back] == ["B"]
    assert sum(1 for edge in pages[1].edges if edge.target == back[0].id) == 2
    assert sum(1 for edge in pages[0].edges if edge.source.startswith("konektor-B")) == 1


def test_a_target_reached_from_both_sides_has_two_letters() -> None:
    both = flow("[1:0 <2:0 [3:1 <4:0 [5:0", "1>2 2Y>3 2T>5 3>4 4Y>5 4T>3", 2)
    pages = divide(both, frames(both, ((1, 2), (3, 3), (4, 5))))
    assert {(c.letter, c.direction) for c in pages[1].connectors if not c.leaving} == {
        ("A", Direction.DOWN),
        ("D", Direction.UP),
    }


def test_no_connector_stands_on_a_page_that_its_flow_only_passes() -> None:
    pages = divide(CHAIN, frames(CHAIN, ((1, 1), (2, 2), (3, 3), (4, 6))))
    letters = [{c.letter for c in page.connectors if c.direction is Direction.UP} for page in pages]
    assert letters == [{"D"}, set(), set(), {"D"}]


@pytest.mark.parametrize(
    ("pages", "note"),
    [((4,), ""), ((2, 4), ""), ((5,), "hal. 5"), ((4, 6), "hal. 4, 6"), ((4, 5, 9), "hal. 4\N{EN DASH}9")],
)
def test_a_note_names_pages_unless_all_are_neighbours(pages: tuple[int, ...], note: str) -> None:
    assert next(iter(Connector("A", Direction.UP, False, 0, 3, pages).notes), "") == note


@pytest.mark.parametrize(
    ("direction", "leaving", "at_top"),
    [
        (Direction.DOWN, True, False),
        (Direction.DOWN, False, True),
        (Direction.UP, True, True),
        (Direction.UP, False, False),
    ],
)
def test_connectors_stand_where_their_flow_leaves_or_comes_in(
    direction: Direction, leaving: bool, at_top: bool
) -> None:
    assert Connector("A", direction, leaving, 0, 3, (4,)).at_top is at_top


@given(st.lists(st.integers(1, 5), unique=True, max_size=5))
def test_strips_are_asked_for_exactly_where_connectors_stand(ends: list[int]) -> None:
    breaks = sorted(ends)
    ranges = tuple(zip([1, *(b + 1 for b in breaks)], [*breaks, 6], strict=True))
    pages = divide(CHAIN, frames(CHAIN, ranges))
    found = tuple(
        (any(c.at_top for c in page.connectors), any(not c.at_top for c in page.connectors)) for page in pages
    )
    strips = Strips.of(CHAIN)
    assert found == tuple(strips.sides(pages) for pages in ranges)


@given(st.integers(1, 5))
def test_a_breaks_cost_is_the_number_of_flows_that_become_two_parts(after: int) -> None:
    pages = divide(CHAIN, frames(CHAIN, ((1, after), (after + 1, 6))))
    cut = {
        edge.flow
        for page in pages
        for edge in page.edges
        if edge.source.startswith("kon") or edge.target.startswith("kon")
    }
    assert len(cut) == cut_cost(CHAIN)[after]
