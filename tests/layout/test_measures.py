"""Soft measures count what a reader sees."""

from __future__ import annotations

from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import corners
from sopgen.layout.scene import Edge, Point
from tests.layout.measures import Measures, crossings, measure


def line(target: str, *points: Point, join: bool = False) -> Edge:
    """A flow to a target."""
    return Edge(f"to {target}", target, 1, 2, None, points, join)


def test_crossings_are_counted_for_every_pair_with_different_targets() -> None:
    upright, level = line("a", (5, 0), (5, 10)), line("b", (0, 5), (10, 5))
    assert crossings([upright, level]) == 1
    assert crossings([upright, level, line("b", (0, 5), (10, 5))]) == 2
    assert crossings([upright, line("a", (0, 5), (10, 5))]) == 0


def test_ends_that_touch_do_not_cross() -> None:
    assert crossings([line("a", (5, 0), (5, 5)), line("b", (0, 5), (10, 5))]) == 0


def test_points_in_the_middle_of_a_run_are_no_bends() -> None:
    points = ((0.0, 0.0), (5.0, 0.0), (5.0, 0.0), (9.0, 0.0), (9.0, 4.0))
    assert corners(points) == ((0.0, 0.0), (9.0, 0.0), (9.0, 4.0))
    assert measure([Drawing((), (line("a", *points),), ())]).bends == 1


def test_joins_are_no_flows() -> None:
    drawing = Drawing((), (line("a", (0, 0), (4, 0), join=True),), ())
    assert measure([drawing]) == Measures()


def test_measures_add_up_and_the_worst_stays_the_worst() -> None:
    total = Measures(1, 2, 3, 4.0, 5, 6.0, 7.0) + Measures(1, 1, 1, 1.0, 1, 1.0, 9.0)
    assert total == Measures(2, 3, 4, 5.0, 6, 7.0, 9.0)
