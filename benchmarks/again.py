"""What laying an SOP out again costs in one process, as an editor does after each change of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.clock import side_by_side
from benchmarks.page import Section
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.work import ROUTING, counted

CASE = Path(__file__).parent.parent / "tests" / "cases" / "45-steps"
ROUNDS = 9
#: The step of which the kegiatan is changed, and how many words it gets more, in turns: none, or some lines.
STEP = 40
CHANGES = {"no row moves": (0, 0), "rows of one page move": (4, 10)}


def layout_again() -> Iterator[Section]:
    """The case of 45 steps after a change of one text, laid out anew and with the pages drawn before."""
    project = load(CASE)
    assert project.institution is not None
    section = Section("Layout again after one changed text (45 steps, CPU ms, mean, warm)")
    rows = [_row(project.sops[0], project.institution, what, words) for what, words in CHANGES.items()]
    section.table(("change", "anew", "pages routed", "with the pages drawn before", "pages routed", "ratio"), rows)
    yield section


def _row(sop: Sop, institution: Institution, what: str, words: tuple[int, int]) -> tuple[str, ...]:
    number = count()
    pages = DrawnPages(most=len(lay_out(sop, institution).pages))  # no more: texts come back, pages must not
    lay_out(sop, institution, pages=pages)

    def again(kept: DrawnPages | None) -> Scene:
        return lay_out(_changed(sop, next(number), words), institution, pages=kept)

    routed = []
    for kept in (None, pages):
        with counted() as counts:
            again(kept)
        routed.append(len(counts.of(ROUTING)))
    anew, kept_ms = side_by_side((partial(again, None), partial(again, pages)), ROUNDS)
    return (what, f"{anew:.0f}", str(routed[0]), f"{kept_ms:.0f}", str(routed[1]), f"**{kept_ms / anew:.2f}**")


def _changed(sop: Sop, number: int, words: tuple[int, int]) -> Sop:
    """The SOP with another text in one step each time."""
    section = sop.sections[0]
    steps = list(section.steps)
    text = f"{steps[STEP].kegiatan} {number % 10}{' kegiatan' * words[number // 2 % 2]}"  # the same for both ways
    steps[STEP] = replace(steps[STEP], kegiatan=text)
    return replace(sop, sections=(replace(section, steps=tuple(steps)),))
