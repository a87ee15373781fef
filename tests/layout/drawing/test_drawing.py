"""The story a drawing tells: where flow enters and leaves, what joins what, and that pages fit together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.drawing import Strips, column_demands, cut_cost, draw, row_demands
from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.scene import Direction
from sopgen.layout.style import STYLE
from tests.layout.flows import MEASURER, drawing, drawings, edge, flow, frames, side, symbol
from tests.layout.gates import violations
from tests.layout.measures import measure

STAIRS = flow("[1:0 [2:1 [3:2", "1>2 2>3", 3)
CHECK = flow("[1:2 <2:1 [3:0", "1>2 2Y>3 2T>1", 3)
TOGETHER = flow("[1:1 [2:1,0,3 [3:3", "1>2 2>3", 4)
LOOPS = flow("[1:0 [2:1 <3:1 <4:1 <5:1", "1>2 2>3 3Y>4 4Y>5 3T>1 4T>1 5T>1 5Y>2", 3)
LONG = flow("[1:0 [2:1 [3:0 <4:1 <5:0 [6:1", "1>2 2>3 3>4 4Y>5 4T>1 5Y>6 5T>2", 2)


def test_the_main_flow_comes_down_in_steps_and_enters_from_above() -> None:
    of = drawing(STAIRS)
    assert [side(of, name, at_end=True) for name in ("1>2", "2>3")] == ["N", "N"]
    assert measure([(frames(STAIRS)[0], of)]).bends == 2


def test_yes_goes_to_the_next_pelaksana_and_no_to_the_other_side() -> None:
    of = drawing(CHECK)
    assert (side(of, "2>3", at_end=False), side(of, "2>1", at_end=False)) == ("W", "E")
    assert side(of, "2>1", at_end=True) == "S"


def test_labels_stand_beside_their_decision_and_say_which_way_is_which() -> None:
    of = drawing(CHECK)
    places = {label.text: label.x - symbol(of, "2").x for label in of.labels}
    assert places["Y"] < 0 < places["T"]
    assert measure([(frames(CHECK)[0], of)]).label_worst < 1.0


def test_flow_enters_joined_symbols_at_the_lead_and_leaves_where_the_next_step_is() -> None:
    of = drawing(TOGETHER)
    assert edge(of, "1>2").target == "2"
    assert edge(of, "2>3").source == "2/3"
    assert measure([(frames(TOGETHER)[0], of)]).bends == 0


def test_join_lines_connect_neighbours_of_the_row_without_a_flow() -> None:
    joins = [e for e in drawing(TOGETHER).edges if e.join]
    assert [(e.source, e.target) for e in joins] == [("2/2", "2"), ("2", "2/3")]
    assert all(e.from_step is None and e.to_step is None and e.branch is None for e in joins)
    assert all(len({y for _, y in e.points}) == 1 for e in joins)


def test_arrows_to_one_target_join() -> None:
    of = drawing(LOOPS)
    assert len({edge(of, f"{n}>1").points[-1] for n in (3, 4, 5)}) == 1


def test_a_line_alone_in_a_gutter_runs_in_its_middle() -> None:
    of = drawing(flow("[1:0 <2:0 [3:0", "1>2 2Y>3 2T>1", 1))
    upright = edge(of, "2>1").points[1][0]
    box = symbol(of, "1")
    gutter = sorted(
        (100.0 if upright < box.x else 118.0, box.x + (box.width / 2 if upright > box.x else -box.width / 2))
    )
    assert gutter[0] + 0.5 < upright < gutter[1] - 0.5
    assert abs(upright - sum(gutter) / 2) < 0.5


def test_symbols_stand_centred_in_column_and_row() -> None:
    of = drawing(STAIRS)
    assert [(s.x, s.y) for s in of.symbols] == [(109.0, 50.0), (127.0, 70.0), (145.0, 90.0)]


def test_a_capsule_stands_above_its_box_in_one_cell() -> None:
    start = flow("(1m:0 [1:0 [2:0", "1m>1 1>2", 1)
    of = drawing(start, height=30)
    capsule, box = symbol(of, "1m"), symbol(of, "1")
    assert capsule.x == box.x
    assert box.y - capsule.y == pytest.approx(STYLE.symbol_height + STYLE.symbol_gap)
    assert (capsule.y + box.y) / 2 == pytest.approx(55.0)


def test_an_arrow_within_a_row_is_level() -> None:
    of = drawing(flow("[1.1:0 [1.2:2 [2:2", "1.1>1.2 1.2>2", 3))
    assert len({y for _, y in edge(of, "1.1>1.2").points}) == 1


def test_every_cut_flow_ends_in_a_connector_and_starts_again_from_its_twin() -> None:
    pages = frames(LONG, ((1, 3), (4, 6)))
    made = drawings(LONG, pages)
    assert not violations(made, LONG, pages, STYLE)
    letters = [{s.text: s.direction for s in d.symbols if s.kind is SymbolKind.CONNECTOR} for d in made]
    assert letters[0] == letters[1] == {"A": Direction.DOWN, "B": Direction.UP, "C": Direction.UP}


def test_flows_back_to_one_step_share_a_letter() -> None:
    several = flow("[1:0 [2:1 <3:1 <4:1 [5:0", "1>2 2>3 3Y>4 3T>1 4Y>5 4T>1", 2)
    pages = frames(several, ((1, 2), (3, 5)))
    made = drawings(several, pages)
    texts = [[s.text for s in d.symbols if s.kind is SymbolKind.CONNECTOR] for d in made]
    assert [sorted(page) for page in texts] == [["A", "B"], ["A", "B"]]
    assert [e.to_step for e in made[0].edges if e.source.startswith("konektor-B")] == [1]


def test_a_connector_names_the_page_of_a_far_twin_and_pages_between_stay_clean() -> None:
    far = flow("[1:0 [2:1 [3:1 <4:1 [5:0", "1>2 2>3 3>4 4Y>5 4T>1", 2)
    made = drawings(far, frames(far, ((1, 1), (2, 3), (4, 5)), first_page=3))
    notes = [{s.text: s.page_note for s in d.symbols if s.kind is SymbolKind.CONNECTOR} for d in made]
    assert notes == [{"A": "", "C": "hal. 5"}, {"A": "", "B": ""}, {"B": "", "C": "hal. 3"}]


def test_a_note_is_shorter_in_a_narrow_column() -> None:
    far = flow("[1:0 [2:1 [3:1 <4:1 <5:1 [6:0", "1>2 2>3 3>4 4Y>5 4T>1 5T>1 5Y>6", 2)
    pages = frames(far, ((1, 1), (2, 3), (4, 4), (5, 6)), width=7.5, first_page=11)
    made = drawings(far, pages)
    assert violations(made, far, pages, STYLE) == ()
    assert [s.page_note for s in made[0].symbols if s.page_note] == ["13, 14"]


def test_the_connector_of_the_main_flow_stands_in_its_targets_column() -> None:
    down = flow("[1:0 [2:2", "1>2", 3)
    made = drawings(down, frames(down, ((1, 1), (2, 2))))
    places = [s.x for d in made for s in d.symbols if s.kind is SymbolKind.CONNECTOR]
    assert places == [145.0, 145.0]


def test_strips_are_asked_for_where_flows_are_cut() -> None:
    assert Strips.of(LONG).sides((1, 6)) == (False, False)
    assert [Strips.of(LONG).sides(page) for page in ((1, 3), (4, 6))] == [(False, True), (True, False)]
    assert [Strips.of(STAIRS).sides(page) for page in ((1, 2), (3, 3))] == [(False, True), (True, False)]


def test_a_break_costs_the_flows_that_it_cuts() -> None:
    assert cut_cost(LONG) == (0, 2, 3, 3, 2, 1, 0)
    assert cut_cost(STAIRS) == (0, 1, 1, 0)


def test_rows_ask_for_the_room_of_stacked_symbols() -> None:
    stacked = flow("(1m:0 [1:0 [2:1", "1m>1 1>2", 2)
    assert row_demands(stacked, (18.0, 18.0), MEASURER, STYLE) == (25.0, 14.0)


def test_columns_ask_for_the_longest_word_at_the_smallest_size() -> None:
    plain = flow("[1:0 [2:1", "1>2", 2)
    asked = column_demands(plain, MEASURER, STYLE)
    assert asked[0] == asked[1] < 9.0


def test_the_same_flow_is_drawn_the_same_twice() -> None:
    assert drawing(LOOPS) == drawing(LOOPS)


def test_a_flow_with_more_ways_out_than_sides_asks_for_room_instead_of_misleading() -> None:
    crowded = flow("[1:0 [2:0 [3:0 [4:0 [5:0 [6:0", "1>2 1>3 1>4 1>5 1>6", 1)
    answer = draw(crowded, frames(crowded), MEASURER, STYLE)
    assert isinstance(answer, MoreRoom)
    assert 1 in answer.steps


@pytest.mark.parametrize("width", [7.0, 9.0, 12.0, 25.0, 60.0])
def test_columns_of_any_width_hold_a_decision_with_its_labels(width: float) -> None:
    pages = frames(CHECK, width=width, height=14.0)
    assert not violations(drawings(CHECK, pages), CHECK, pages, STYLE)


def test_narrow_columns_have_flat_capsules_and_low_boxes() -> None:
    start = flow("(1m:0 [1:0 [2:0", "1m>1 1>2", 1)
    of = drawing(start, width=9.0, height=25.0)
    capsule, box = symbol(of, "1m"), symbol(of, "1")
    assert box.height == STYLE.symbol_height_narrow
    assert capsule.width / capsule.height >= 1.25


def test_symbols_are_as_large_in_a_wide_column_as_in_the_narrowest() -> None:
    page = frames(STAIRS)[0]
    wider = replace(page.columns[2], right=page.columns[2].right + 12)
    (of,) = drawings(STAIRS, (replace(page, columns=(*page.columns[:2], wider)),))
    assert len({(each.width, each.height) for each in of.symbols}) == 1
