"""Each gate finds the fault it is for: good drawings are spoilt in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.gates import Gate, page_violations
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.scene import Edge, Label, Point, Symbol
from sopgen.layout.style import STYLE
from tests.layout.flows import drawings, flow, frames
from tests.layout.gates import violations

FLOW = flow("[1:1 <2:1 [3:0 [4:1,2", "1>2 2Y>3 2T>1 3>4", 3)
PAGES = frames(FLOW)
GOOD = drawings(FLOW, PAGES)[0]
CUT = flow("[1:0 [2:1 <3:1 [4:0", "1>2 2>3 3Y>4 3T>1", 2)
CUT_PAGES = frames(CUT, ((1, 2), (3, 4)))
CUT_GOOD = drawings(CUT, CUT_PAGES)


def spoilt(change: Callable[[Edge], Edge], source: str = "1") -> Drawing:
    """The good drawing with one edge changed."""
    return replace(GOOD, edges=tuple(change(e) if e.source == source and not e.join else e for e in GOOD.edges))


def with_points(*points: Point) -> Drawing:
    """The good drawing with the edge 1>2 going elsewhere."""
    return spoilt(lambda edge: replace(edge, points=points))


def gates(drawing: Drawing) -> set[Gate]:
    """The gates that a drawing of the first page breaks."""
    return {violation.gate for violation in page_violations(drawing, PAGES[0], STYLE)}


def moved(symbol: Symbol, dx: float, dy: float) -> Drawing:
    """The good drawing with one symbol somewhere else."""
    there = replace(symbol, x=symbol.x + dx, y=symbol.y + dy)
    return replace(GOOD, symbols=tuple(there if s is symbol else s for s in GOOD.symbols))


def labelled(x: float, y: float, text: str = "T") -> Drawing:
    """The good drawing with the label T somewhere else."""
    label = next(label for label in GOOD.labels if label.text == text)
    there = replace(label, x=x, y=y)
    return replace(GOOD, labels=tuple(there if each is label else each for each in GOOD.labels))


BOX = next(s for s in GOOD.symbols if s.id == "1")
DIAMOND = next(s for s in GOOD.symbols if s.id == "2")
BELOW = (BOX.x, BOX.y + BOX.height / 2)
ABOVE = (DIAMOND.x, DIAMOND.y - DIAMOND.height / 2)


def test_a_good_drawing_breaks_no_gate() -> None:
    assert violations([GOOD], FLOW, PAGES, STYLE) == ()
    assert violations(CUT_GOOD, CUT, CUT_PAGES, STYLE) == ()


def test_a_slanting_line_is_found() -> None:
    assert Gate.ORTHOGONAL in gates(with_points(BELOW, (ABOVE[0] + 1, ABOVE[1])))


def test_an_end_off_the_middle_of_a_side_is_found() -> None:
    assert Gate.MIDPOINT in gates(with_points((BELOW[0] + 1, BELOW[1]), (ABOVE[0] + 1, ABOVE[1])))


def test_a_line_that_starts_inwards_is_found() -> None:
    west = (BOX.x - BOX.width / 2, BOX.y)
    assert Gate.MIDPOINT in gates(with_points(west, (BOX.x, BOX.y), ABOVE))


def test_leaving_where_another_flow_enters_is_found() -> None:
    no = next(e for e in GOOD.edges if e.source == "2" and e.target == "1")
    assert Gate.SIDE in gates(with_points(*reversed(no.points)))


def test_a_line_through_a_symbol_is_found() -> None:
    through = (BELOW, (BELOW[0], 100.0), (ABOVE[0], 100.0))
    assert Gate.SYMBOL in gates(with_points(*through))


def test_a_line_through_its_own_symbol_is_found() -> None:
    north = (BOX.x, BOX.y - BOX.height / 2)
    assert Gate.SYMBOL in gates(with_points(north, ABOVE))


@pytest.mark.parametrize("gap", [0.0, 0.3, 0.7])
def test_lines_to_different_targets_side_by_side_are_found(gap: float) -> None:
    no = next(e for e in GOOD.edges if e.source == "2" and e.target == "1")
    x = no.points[1][0] + gap
    points = (BELOW, (BELOW[0], 61.0), (x, 61.0), (x, 65.5), (ABOVE[0], 65.5), ABOVE)
    assert Gate.NEAR in gates(with_points(*points))


def test_a_corner_on_another_line_is_found_and_a_square_crossing_is_not() -> None:
    line = next(e for e in GOOD.edges if e.source == "3")
    (x0, y0), (x1, _) = line.points[0], line.points[1]
    middle = (x0 + x1) / 2
    across = Edge("a", "b", 1, 1, None, ((middle, y0 - 3), (middle, y0 + 3)))
    touching = Edge("a", "b", 1, 1, None, ((middle, y0 - 3), (middle, y0)))
    near = [replace(GOOD, edges=(*GOOD.edges, extra)) for extra in (across, touching)]
    assert [Gate.NEAR in gates(each) for each in near] == [False, True]


def test_a_line_outside_the_columns_is_found() -> None:
    outside = ((BOX.x - BOX.width / 2, BOX.y), (99.0, BOX.y), (99.0, 66.0), (ABOVE[0], 66.0), ABOVE)
    assert Gate.OUTSIDE in gates(with_points(*outside))


@pytest.mark.parametrize("x", [118.0, 118.4])
def test_a_line_along_a_rule_is_found(x: float) -> None:
    along = ((BOX.x - BOX.width / 2, BOX.y), (x, BOX.y), (x, 65.0), (ABOVE[0], 65.0), ABOVE)
    assert Gate.RULE in gates(with_points(*along))


def test_a_symbol_on_a_rule_is_found() -> None:
    assert Gate.RULE in gates(moved(BOX, 4.0, 0.0))


@pytest.mark.parametrize(
    ("dx", "dy", "fault"),
    [(0.0, 0.0, "symbol"), (0.0, 30.0, "mm from its decision"), (9.0, -3.0, "rule"), (7.0, 0.0, "line")],
)
def test_a_label_in_the_wrong_place_is_found(dx: float, dy: float, fault: str) -> None:
    found = page_violations(labelled(DIAMOND.x + dx, DIAMOND.y + dy), PAGES[0], STYLE)
    assert any(violation.gate is Gate.LABEL and fault in violation.what for violation in found)


def test_a_head_right_after_a_corner_is_found() -> None:
    x, y = ABOVE
    late = (BELOW, (x, y - 4), (x + 3, y - 4), (x + 3, y - 1.6), (x, y - 1.6), ABOVE)
    assert Gate.HEAD in gates(with_points(*late))


def test_a_head_on_a_rule_is_found() -> None:
    x, rule = ABOVE[0], PAGES[0].rows[1].top
    found = page_violations(with_points((x, rule - 5), (x, rule + 1)), PAGES[0], STYLE)
    assert any(violation.what == "head on a rule" for violation in found)


@pytest.mark.parametrize(("away", "found"), [(0.9, True), (1.2, False)])
def test_a_line_to_another_target_beside_a_head_is_found(away: float, found: bool) -> None:
    x, y = ABOVE
    beside = Edge("a", "b", 1, 1, None, ((x + away, y - 2.0), (x + away, y - 0.2), (x + 9, y - 0.2)))
    faults = page_violations(replace(GOOD, edges=(*GOOD.edges, beside)), PAGES[0], STYLE)
    assert any("head on the line" in fault.what for fault in faults) is found


def test_a_label_on_a_head_is_found() -> None:
    assert any(
        "head on the label" in v.what for v in page_violations(labelled(ABOVE[0], ABOVE[1] - 1), PAGES[0], STYLE)
    )


def test_arrows_to_one_target_that_meet_head_on_are_found_and_those_that_join_sideways_are_not() -> None:
    x, y = ABOVE
    on, straight = ((x - 6, y - 4), (x, y - 4), (x, y)), ((x, y - 6), (x, y))
    against = ((x + 6, y - 4), (x, y - 4), (x, y))
    both = [
        replace(GOOD, edges=(*GOOD.edges, Edge("a", "2", 1, 2, None, one), Edge("b", "2", 1, 2, None, against)))
        for one in (on, straight)
    ]
    assert [Gate.HEAD_ON in gates(each) for each in both] == [True, False]


def test_labels_on_each_other_are_found() -> None:
    yes = next(label for label in GOOD.labels if label.text == "Y")
    assert Gate.LABEL in gates(labelled(yes.x + 0.5, yes.y))


def test_a_flow_that_is_not_drawn_is_found() -> None:
    missing = replace(GOOD, edges=GOOD.edges[1:])
    assert {v.gate for v in violations([missing], FLOW, PAGES, STYLE)} == {Gate.FLOW}


def test_a_flow_drawn_twice_is_found() -> None:
    twice = replace(GOOD, edges=(*GOOD.edges, GOOD.edges[0]))
    assert Gate.FLOW in {v.gate for v in violations([twice], FLOW, PAGES, STYLE)}


def test_a_symbol_too_many_is_found() -> None:
    more = replace(GOOD, symbols=(*GOOD.symbols, replace(BOX, id="9", step=3, x=BOX.x, y=BOX.y + 40)))
    assert Gate.FLOW in {v.gate for v in violations([more], FLOW, PAGES, STYLE)}


def test_a_connector_without_its_twin_is_found() -> None:
    second = CUT_GOOD[1]
    letter = next(s for s in second.symbols if s.kind is SymbolKind.CONNECTOR)
    other = replace(second, symbols=tuple(replace(s, text="Z") if s is letter else s for s in second.symbols))
    assert Gate.CONNECTOR in {v.gate for v in violations([CUT_GOOD[0], other], CUT, CUT_PAGES, STYLE)}


def test_a_violation_says_what_where_and_which_steps() -> None:
    found = page_violations(with_points((BELOW[0] + 1, BELOW[1]), ABOVE), PAGES[0], STYLE)
    assert found[0].page == 2
    assert 1 in found[0].steps
    assert "hal. 2" in str(found[0])


def test_gates_count_labels_by_their_box() -> None:
    label = Label("Disetujui", DIAMOND.x, DIAMOND.y + 4.8, 8.0, 2.5, 2, 7.0)
    assert Gate.LABEL in gates(replace(GOOD, labels=(*GOOD.labels, label)))
