"""What laying out saves by what it keeps: the same SOP with each memory, and with that one switched off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from unittest.mock import patch

from benchmarks.again import CASE, ROUNDS
from benchmarks.clock import side_by_side
from benchmarks.page import Section
from sopgen.layout.drawing import drawing
from sopgen.layout.layout import lay_out
from sopgen.layout.routing import occupancy
from sopgen.layout.routing.shown import Shown
from sopgen.layout.table.needs import FlowNeeds
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop

Switch = AbstractContextManager[object]


def found_once() -> Iterator[Section]:
    """CPU time of the case of 45 steps with and without each memory."""
    project = load(CASE)
    assert project.institution is not None
    section = Section("What is found once (45 steps, CPU ms, mean, warm)")
    rows = [_row(project.sops[0], project.institution, what, switch) for what, switch in _switches().items()]
    section.table(("kept", "with it", "without it", "saved"), rows)
    yield section


def _switches() -> dict[str, Switch]:
    """What is kept, and what switches it off."""
    return {
        "what searches have shown": patch.object(Shown, "seen", lambda *args: None),
        "look-ahead prices": patch.object(occupancy.Board, "_rest", _rest),
        "heights that symbols ask of rows": patch.object(FlowNeeds, "rows", _rows),
    }


def _rest(board: occupancy.Board, wire: occupancy.Wire, goals: dict[int, int]) -> occupancy.Estimates:
    merges = [other.marks for other in board.wires if other.target == wire.target and other.states]
    return occupancy.least(board.grid, goals, board.weights, merges)


def _rows(needs: FlowNeeds, actors: tuple[float, ...]) -> tuple[float, ...]:
    return drawing.row_demands(needs.flow, actors, needs.measurer, needs.style)


def _row(sop: Sop, institution: Institution, what: str, switch: Switch) -> tuple[str, ...]:
    def without() -> None:
        with switch:
            lay_out(sop, institution)

    kept, anew = side_by_side((partial(lay_out, sop, institution), without), ROUNDS)
    return what, f"{kept:.0f}", f"{anew:.0f}", f"{1 - kept / anew:.0%}"
