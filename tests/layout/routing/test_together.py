"""Wires at one symbol are routed again together: neither gains alone, both do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sopgen.layout.drawing import drawing as drawing_half
from sopgen.layout.drawing.drawn_pages import Drawn
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.connectors import PageFlow
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.together import Together
from sopgen.layout.style import Style
from sopgen.layout.text.protocol import Measurer
from tests.layout.flow_quality import office_sops, random_sops
from tests.layout.flows import drawing, flow, frames
from tests.layout.measures import Measures, measure
from tests.layout.paths import crossings

BACK_AND_ON = ("[1:0 <2:1 [3:0", "1>2 2Y>3 2T>1")
TWO_BACK = ("[1:1 <2:2 <3:1 [4:0", "1>2 2Y>3 2T>1 3Y>4 3T>1")
STRAIGHT = ("[1:0 [2:1 [3:0", "1>2 2>3")


def measured(nodes: str, edges: str) -> Measures:
    of = flow(nodes, edges, 3)
    return measure([(frames(of)[0], drawing(of))])


@pytest.mark.parametrize(("case", "bends", "alone"), [(BACK_AND_ON, 3, 5), (TWO_BACK, 4, 9)])
def test_answers_and_what_arrives_get_the_sides_that_suit_them_together(
    case: tuple[str, str], bends: int, alone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert measured(*case).bends == bends
    monkeypatch.setattr(Together, "run", lambda self, improve: None)
    assert measured(*case).bends == alone


def test_wires_that_cost_what_they_would_alone_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(Together, "again", lambda self, group: tried.append(len(group)))
    measured(*STRAIGHT)
    assert tried == []


#: Of random SOPs, one on a page of which there is a crossing more and two bends less, and some of which many are drawn.
SAMPLE = (3, 13, 21, 29, 48, 53)


def more_crossings(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """How many more crossings every page of a sample has than without redrawing in groups, in the same table."""
    real, run = drawing_half.draw_page, Together.run
    found: list[int] = []

    def draw_both(plan: PageFlow, measurer: Measurer, style: Style) -> Drawn:
        redrawn = real(plan, measurer, style)
        monkeypatch.setattr(Together, "run", lambda self, improve: None)
        alone = real(plan, measurer, style)
        monkeypatch.setattr(Together, "run", run)
        if isinstance(redrawn, Drawing) and isinstance(alone, Drawing):
            found.append(crossings(redrawn.edges) - crossings(alone.edges))
        return redrawn

    monkeypatch.setattr(drawing_half, "draw_page", draw_both)
    for example in (*random_sops(SAMPLE), *office_sops(range(0, 60, 6))):
        lay_out(example.sop, example.institution)
    yield from found


@pytest.mark.slow
def test_no_page_has_more_than_one_crossing_more_than_without_redrawing_in_groups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = list(more_crossings(monkeypatch))
    assert max(found) <= 1
    assert min(found) < 0
