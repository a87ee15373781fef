"""Pages drawn before: what has not changed is not routed again, and every scene is as if nothing were remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.work import ROUTING, counted
from tests.conftest import ROOT, scaled

PROJECT = load(ROOT / "tests" / "cases" / "45-steps")
(LONG,) = PROJECT.sops


def with_text(sop: Sop, number: int, **texts: str) -> Sop:
    """The SOP with other texts in one step."""
    section = sop.sections[0]
    steps = [replace(step, **texts) if step.number == number else step for step in section.steps]
    return replace(sop, sections=(replace(section, steps=tuple(steps)), *sop.sections[1:]))


def routed(sop: Sop, pages: DrawnPages | None) -> tuple[Scene, int]:
    """The SOP's scene, and how many pages were routed for it."""
    with counted() as counts:
        scene = lay_out(sop, PROJECT.institution, pages=pages)
    return scene, len(counts.of(ROUTING))


def places(scene: Scene) -> list[list[tuple[float, float]]]:
    """Where the rows of each page begin and end."""
    return [[(row.top, row.bottom) for row in page.rows] for page in scene.pages]


def test_a_changed_text_that_moves_no_row_routes_nothing_again() -> None:
    pages = DrawnPages()
    before, first = routed(LONG, pages)
    assert first >= len(before.pages) > 3
    for number in (1, 20, 45):
        text = LONG.sections[0].steps[number - 1].kegiatan.replace("e", "a")
        changed = with_text(LONG, number, kegiatan=text)
        after, again = routed(changed, pages)
        assert places(after) == places(before)
        assert after != before
        assert again == 0
        assert after == routed(changed, None)[0]


def test_a_changed_text_that_moves_rows_of_one_page_has_that_page_routed_again() -> None:
    pages = DrawnPages()
    before, _ = routed(LONG, pages)
    step = LONG.sections[0].steps[8]
    assert step.number in {row.step for row in before.pages[0].rows}
    changed = with_text(LONG, step.number, kegiatan=f"{step.kegiatan} {'dan arsipnya ' * 6}")
    after, again = routed(changed, pages)
    moved = [one != other for one, other in zip(places(before), places(after), strict=True)]
    assert moved.count(True) == again == 1
    assert after == routed(changed, None)[0]


def test_another_flow_has_its_pages_routed_again() -> None:
    pages = DrawnPages()
    routed(LONG, pages)
    section = LONG.sections[0]
    steps = [
        replace(step, symbols=(replace(step.symbols[0], actors=(0,)),)) if step.number == 45 else step
        for step in section.steps
    ]
    changed = replace(LONG, sections=(replace(section, steps=tuple(steps)),))
    after, again = routed(changed, pages)
    assert again >= 1
    assert after == routed(changed, None)[0]


def test_a_diagram_without_texts_is_not_routed_again_for_a_changed_text() -> None:
    pages = DrawnPages()
    lay_out_diagram(LONG, pages=pages)
    with counted() as counts:
        changed = lay_out_diagram(with_text(LONG, 3, kegiatan="Lain"), pages=pages)
    assert counts.of(ROUTING) == []
    assert changed == lay_out_diagram(LONG)


def test_no_more_pages_are_kept_than_asked_and_the_last_used_are() -> None:
    most = len(lay_out(LONG, PROJECT.institution).pages)
    pages = DrawnPages(most)
    routed(LONG, pages)
    assert len(pages) == most > 3
    (other,) = load(ROOT / "tests" / "cases" / "one-step").sops
    lay_out(other, pages=pages)
    assert len(pages) == most
    with counted() as counts:
        lay_out(other, pages=pages)
    assert counts.of(ROUTING) == []
    assert routed(LONG, pages)[1] >= 1


TEXTS = st.sampled_from(["Memeriksa", "Menelaah konsep surat", "Menyusun laporan kegiatan dan anggaran " * 6, ""])
EDITS = st.tuples(st.integers(1, 45), st.sampled_from(["kegiatan", "kelengkapan", "output", "ket", "waktu"]), TEXTS)


@pytest.mark.slow
@settings(max_examples=scaled(2), suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(EDITS, min_size=1, max_size=4))
def test_scenes_are_the_same_whatever_was_drawn_before(edits: list[tuple[int, str, str]]) -> None:
    pages, sop = DrawnPages(), LONG
    lay_out(sop, PROJECT.institution, pages=pages)
    for number, field, text in edits:
        sop = with_text(sop, number, **{field: text})
        assert lay_out(sop, PROJECT.institution, pages=pages) == lay_out(sop, PROJECT.institution)
