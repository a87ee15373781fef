"""Page breaks: the best of all divisions, fewest pages and then the least price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.layout.routing.connectors import Strips
from sopgen.layout.style.prices import FLOW_CUT, LAST_PAGE_EMPTY, LEAST_FULL, PAGE_EMPTY, ROW_ALONE, UNDER_HALF
from sopgen.layout.table.page_breaks import PageRoom, Range, RowsTooTallError, choose_breaks

STRIP = 7.0
CHAIN = tuple((step, step + 1) for step in range(1, 40))


def divide(
    heights: Sequence[float], links: Sequence[tuple[int, int]] = (), room: PageRoom | None = None
) -> tuple[Range, ...]:
    """The chosen pages of rows with these heights."""
    needs = Strips.between(len(heights), links)
    chosen = choose_breaks(heights, links, room or PageRoom(100, 100), lambda page: STRIP * sum(needs.sides(page)))
    return chosen.pages


def test_rows_that_fit_stay_on_one_page() -> None:
    assert divide([20.0] * 5) == ((1, 5),)


def test_pages_are_filled_evenly() -> None:
    assert divide([20.0] * 8) == ((1, 4), (5, 8))


def test_a_break_stands_where_it_cuts_the_fewest_flows() -> None:
    links = [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (5, 3), (5, 2)]
    assert divide([15.0] * 7, links) == ((1, 5), (6, 7))


def test_fewer_pages_come_before_fewer_cut_flows() -> None:
    links = [(step, other) for step in range(1, 7) for other in range(step + 1, 8)]
    assert len(divide([24.0] * 7, links)) == 3


def test_no_row_stands_alone_on_the_last_page_when_it_need_not() -> None:
    assert divide([45.0, 45.0, 9.0, 45.0]) == ((1, 2), (3, 4))
    links = [(1, 2), (1, 3), (2, 3), (3, 4)]
    assert divide([20.0, 20.0, 20.0, 80.0], links)[-1] == (4, 4)
    assert divide([30.0, 30.0, 20.0, 60.0], links)[-1] == (3, 4)


def test_no_page_but_the_last_is_under_half_full_however_many_flows_that_cuts() -> None:
    links = [(one, other) for one in range(2, 8) for other in range(one + 1, 9)]
    assert divide([14.0] * 8, links) == ((1, 6), (7, 8)), "after row 1 it would cut none"
    assert divide([30.0, 30.0, 30.0], room=PageRoom(100, 100, tail=30)) == ((1, 2), (3, 3))


def test_a_page_is_under_half_full_when_the_next_row_does_not_fit() -> None:
    assert divide([40.0, 70.0, 20.0]) == ((1, 1), (2, 3))


def test_a_flow_is_cut_rather_than_a_page_left_nearly_empty() -> None:
    assert divide([10.0] * 12, [(step, step + 1) for step in range(1, 12) if step != 9]) == ((1, 7), (8, 12))


def test_pages_are_filled_less_evenly_where_that_saves_many_flows() -> None:
    assert divide([10.0] * 12, [(7, 8), (6, 8), (5, 8)])[0] == (1, 8)


def test_connector_strips_take_room() -> None:
    assert divide([48.0, 48.0, 48.0, 48.0], []) == ((1, 2), (3, 4))
    assert len(divide([48.0, 48.0, 48.0, 48.0], CHAIN[:3])) == 4


def test_the_last_page_keeps_room_for_total_and_notes() -> None:
    assert divide([30.0, 30.0, 30.0], room=PageRoom(100, 100)) == ((1, 3),)
    assert divide([30.0, 30.0, 30.0], room=PageRoom(100, 100, tail=30))[-1] == (3, 3)


def test_a_title_takes_room_on_the_first_page_only() -> None:
    assert divide([50.0, 50.0, 50.0, 50.0], room=PageRoom(60, 150)) == ((1, 1), (2, 4))


def test_a_row_that_fits_no_page_is_named() -> None:
    with pytest.raises(RowsTooTallError) as error:
        divide([30.0, 101.0, 30.0, 102.0])
    assert error.value.steps == (2, 4)


def test_a_row_that_fits_only_without_its_strips_is_named() -> None:
    with pytest.raises(RowsTooTallError) as error:
        divide([40.0, 90.0, 40.0], CHAIN[:2])
    assert error.value.steps == (2,)


def divisions(first: int, last: int) -> Iterator[tuple[Range, ...]]:
    """All ways to divide rows ``first`` to ``last`` into pages."""
    if first > last:
        yield ()
    for end in range(first, last + 1):
        for rest in divisions(end + 1, last):
            yield ((first, end), *rest)


@given(
    st.lists(st.integers(14, 60), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=12),
    st.integers(0, 20),
    st.integers(0, 25),
)
def test_no_division_at_all_is_better(heights: list[int], links: list[tuple[int, int]], title: int, tail: int) -> None:
    count = len(heights)
    links = [(one, other) for one, other in links if one != other and max(one, other) <= count]
    needs = Strips.between(count, links)
    room = PageRoom(100.0 - title, 100.0, tail)

    def free(page: Range) -> float:
        space = room.first if page[0] == 1 else room.other
        used = sum(heights[page[0] - 1 : page[1]]) + STRIP * sum(needs.sides(page))
        return space - used - (room.tail if page[1] == count else 0)

    def price(page: Range) -> float:
        space = room.first if page[0] == 1 else room.other
        empty = free(page) / space
        more = page[1] < count and free((page[0], page[1] + 1)) >= 0
        alone = page[0] == page[1] == count > 1
        under = more and empty > 1 - LEAST_FULL
        dear = PAGE_EMPTY if page[1] < count else LAST_PAGE_EMPTY
        return dear * empty**2 + UNDER_HALF * under + ROW_ALONE * alone

    def score(pages: tuple[Range, ...]) -> tuple[int, float]:
        page_of = {step: page for page in pages for step in range(page[0], page[1] + 1)}
        cut = sum(page_of[one] != page_of[other] for one, other in links)
        return (len(pages), round(sum(price(page) for page in pages) + FLOW_CUT * cut, 4))

    legal = [pages for pages in divisions(1, count) if all(free(page) >= 0 for page in pages)]
    if not legal:
        with pytest.raises(RowsTooTallError):
            divide(heights, links, room)
    else:
        best = min(score(pages) for pages in legal)
        assert score(divide(heights, links, room)) == pytest.approx(best, abs=0.001)
