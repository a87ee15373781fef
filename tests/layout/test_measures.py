"""Soft measures count what a reader sees."""

from __future__ import annotations

from dataclasses import replace

from sopgen.flow.graph import Branch, SymbolKind
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import corners
from sopgen.layout.scene import Edge, Label, Point, Symbol
from tests.layout.flows import flow, frames
from tests.layout.measures import (
    Measures,
    beside_rules,
    extra_sizes,
    gap_lines,
    labels_astray,
    measure,
)
from tests.layout.paths import crossings

FRAME = frames(flow("[1:0 [2:0", "1>2", 1))[0]


def line(target: str, *points: Point, join: bool = False) -> Edge:
    """A flow to a target."""
    return Edge(f"to {target}", target, 1, 2, None, points, join)


def test_crossings_are_counted_for_every_pair_with_different_targets() -> None:
    upright, level = line("a", (5, 0), (5, 10)), line("b", (0, 5), (10, 5))
    assert crossings([upright, level]) == 1
    assert crossings([upright, level, line("b", (0, 5), (10, 5))]) == 2
    assert crossings([upright, line("a", (0, 5), (10, 5))]) == 0


def test_crossings_of_joins_are_counted_apart() -> None:
    drawing = Drawing((), (line("a", (5, 0), (5, 10)), line("a", (0, 5), (10, 5), join=True)), ())
    found = measure([(FRAME, drawing)])
    assert (found.crossings, found.join_crossings) == (0, 1)


def test_ends_that_touch_do_not_cross() -> None:
    assert crossings([line("a", (5, 0), (5, 5)), line("b", (0, 5), (10, 5))]) == 0


def test_points_in_the_middle_of_a_run_are_no_bends() -> None:
    points = ((0.0, 0.0), (5.0, 0.0), (5.0, 0.0), (9.0, 0.0), (9.0, 4.0))
    assert corners(points) == ((0.0, 0.0), (9.0, 0.0), (9.0, 4.0))
    assert measure([(FRAME, Drawing((), (line("a", *points),), ()))]).bends == 1


def test_joins_are_no_flows() -> None:
    drawing = Drawing((), (line("a", (0, 0), (4, 0), join=True),), ())
    assert measure([(FRAME, drawing)]) == Measures()


def test_a_way_round_of_over_ten_millimetres_is_a_detour() -> None:
    shorter, longer = line("a", (0, 0), (4, 0), (4, 5), (0, 5)), line("b", (0, 0), (6, 0), (6, 5), (0, 5))
    found = measure([(FRAME, Drawing((), (shorter, longer), ()))])
    assert (found.detour, found.detours) == (20, 1)


def test_only_a_long_run_near_a_rule_counts() -> None:
    near, short, off = (
        line("a", (1, 0), (1, 11)),
        line("b", (1, 0), (1, 9)),
        line("c", (1.3, 0), (1.3, 11)),
    )
    assert beside_rules([near, short, off], [0, 20], [40]) == 11


def test_lines_to_one_target_have_no_gap_between_them() -> None:
    assert gap_lines([line("a", (0, 0), (9, 0)), line("a", (0, 1), (9, 1)), line("b", (0, 3), (9, 3))]) == 2


def symbol(name: str, kind: SymbolKind, width: float = 10.0) -> Symbol:
    return Symbol(name, kind, 1, 0, 0, 0, width, 7)


def test_a_label_nearer_to_another_line_is_astray() -> None:
    decision = symbol("1", SymbolKind.DECISION)
    own, other = Edge("1", "2", 1, 2, Branch.YES, ((5, 0), (20, 0))), line("3", (5, -4), (20, -4))
    label = Label("Y", 8, -1.5, 2, 2, 1, 7)
    assert labels_astray(Drawing((decision, symbol("to 3", SymbolKind.PROCESS)), (own, other), (label,))) == 0
    away = replace(label, y=-2.5)
    assert labels_astray(Drawing((decision, symbol("to 3", SymbolKind.PROCESS)), (own, other), (away,))) == 1


def test_sizes_beyond_the_first_of_each_kind_are_counted() -> None:
    boxes = [symbol(str(width), SymbolKind.PROCESS, width) for width in (10.0, 10.0, 12.0)]
    assert extra_sizes([*boxes, symbol("d", SymbolKind.DECISION, 15.0)]) == 1


def test_measures_add_up_and_the_worst_stays_the_worst() -> None:
    total = Measures(1, 2, label_worst=7.0, gap_lines=2.0) + Measures(1, 1, label_worst=9.0, gap_lines=1.0)
    assert total == Measures(2, 3, label_worst=9.0, gap_lines=1.0)
