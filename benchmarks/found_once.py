"""What laying out saves by what it keeps: the same SOP with its memory, and with that switched off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from unittest.mock import patch

from benchmarks.again import CASE, ROUNDS
from benchmarks.clock import side_by_side
from benchmarks.page import Section
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.shown import Shown
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop

Switch = AbstractContextManager[object]


def found_once() -> Iterator[Section]:
    """CPU time of the case of 45 steps with and without what is kept."""
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
    }


def _row(sop: Sop, institution: Institution, what: str, switch: Switch) -> tuple[str, ...]:
    def without() -> None:
        with switch:
            lay_out(sop, institution)

    kept, anew = side_by_side((partial(lay_out, sop, institution), without), ROUNDS)
    return what, f"{kept:.0f}", f"{anew:.0f}", f"{1 - kept / anew:.0%}"
