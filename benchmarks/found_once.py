"""What laying out and editing save by what they keep: the same work with each memory, and with it switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from unittest.mock import patch

from benchmarks.again import CASE, ROUNDS
from benchmarks.clock import side_by_side
from benchmarks.page import Section
from sopgen.editing.drawn_sop import DrawnSop
from sopgen.editing.office import open_office
from sopgen.layout.form.kept_form import KeptForm
from sopgen.layout.form.pages import lay_out_form
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.shown import Shown
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.page.parts import DrawnParts

Switch = AbstractContextManager[object]

ROOT = Path(__file__).parent.parent
SMALL = "OT.01.02-015-097.Set.PO"
EDITS = 40
HEADINGS = ("kept", "with it", "without it", "saved")


def found_once() -> Iterator[Section]:
    """CPU time of the case of 45 steps with and without what is kept."""
    project = load(CASE)
    assert project.institution is not None
    section = Section("What is found once (45 steps, CPU ms, mean, warm)")
    again = partial(lay_out, project.sops[0], project.institution)
    rows = [_row(again, again, what, switch, ROUNDS) for what, switch in _switches().items()]
    section.table(HEADINGS, rows)
    yield section


def found_while_editing() -> Iterator[Section]:
    """CPU time of the new pages after a change of one kegiatan, with and without what is kept of the last ones."""
    sop = next(sop for sop in load(ROOT).sops if sop.nomor == SMALL)
    section = Section(f"What is kept between two edits ({len(sop.sections[0].steps)} steps, CPU ms, mean, warm)")
    rows = [_row(_editing(sop), _editing(sop), what, switch, EDITS) for what, switch in _editing_switches().items()]
    section.table(HEADINGS, rows)
    yield section


def _editing(sop: Sop) -> Callable[[], None]:
    """Draws the SOP anew after one change more, keeping what somebody who edits it keeps."""
    office, drawn = open_office(ROOT), DrawnSop()
    texts = cycle([_reworded(sop, more) for more in ("", " lengkap")])
    return lambda: drawn.draw(next(texts), office)


def _reworded(sop: Sop, more: str) -> Sop:
    section = sop.sections[0]
    first = replace(section.steps[0], kegiatan=section.steps[0].kegiatan + more)
    return replace(sop, sections=(replace(section, steps=(first, *section.steps[1:])), *sop.sections[1:]))


def _switches() -> dict[str, Switch]:
    """What is kept while one SOP is laid out, and what switches it off."""
    return {
        "what searches have shown": patch.object(Shown, "seen", lambda *args: None),
    }


def _editing_switches() -> dict[str, Switch]:
    """What is kept from one edit to the next, and what switches it off."""
    return {
        "the form's layout": patch.object(KeptForm, "lay_out", lambda _, *args: lay_out_form(*args)),
        "parts of drawn pages": patch.object(DrawnParts, "draw", lambda _, root, page, name, basis, draw: draw(root)),
        "pages that are the same": patch.object(DrawnSop, "_has", lambda *args: False),
    }


def _row(
    work: Callable[[], object], same: Callable[[], object], what: str, switch: Switch, rounds: int
) -> tuple[str, ...]:
    """Of ``work`` as it is and of the ``same`` with something switched off."""

    def without() -> None:
        with switch:
            same()

    kept, anew = side_by_side((work, without), rounds)
    return what, f"{kept:.1f}", f"{anew:.1f}", f"{1 - kept / anew:.0%}"
