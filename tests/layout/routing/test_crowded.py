"""A page where more lines must pass than lanes are free is given up before anything is searched for."""

from __future__ import annotations

from sopgen.layout.drawing.drawing import draw
from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.style import STYLE
from sopgen.work import ROUTING, counted
from tests.layout.flows import MEASURER, flow, frames

#: Decisions of one pelaksana, one below the other, whose answers all lead far up, each to another step.
STEPS = 14
NODES = " ".join(f"{'<' if step > 8 else '['}{step}:0" for step in range(1, STEPS + 1))
EDGES = " ".join(
    f"{step}Y>{step + 1} {step}T>{step - 8}" if step > 8 else f"{step}>{step + 1}" for step in range(1, STEPS)
)


def test_more_lines_than_lanes_are_no_work() -> None:
    crossing = flow(NODES, EDGES, 1)
    with counted() as counts:
        refused = draw(crossing, frames(crossing, width=9.0), MEASURER, STYLE)
    assert isinstance(refused, MoreRoom)
    assert refused.columns_wider
    assert refused.steps
    assert counts.done(ROUTING) == 0


def test_as_many_lines_as_lanes_are_tried() -> None:
    crossing = flow(NODES, EDGES, 1)
    with counted() as counts:
        drawn = draw(crossing, frames(crossing, width=60.0), MEASURER, STYLE)
    assert not isinstance(drawn, MoreRoom)
    assert counts.done(ROUTING) > 0
