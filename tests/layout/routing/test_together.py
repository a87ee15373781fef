"""Wires at one symbol are routed again together: neither gains alone, both do."""

from __future__ import annotations

import pytest

from sopgen.layout.routing.together import Together
from tests.layout.flows import drawing, flow, frames
from tests.layout.measures import Measures, measure

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
