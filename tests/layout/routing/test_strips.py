"""Places of connectors: the strips above and below a page's rows agree about them."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import pytest

from sopgen.flow.graph import Flow, SymbolKind
from sopgen.layout.drawing.drawing import draw
from sopgen.layout.drawing.page_task import build_page, place_nodes
from sopgen.layout.routing.connectors import divide
from sopgen.layout.routing.frame import Frame, MoreRoom
from sopgen.layout.routing.router import Router
from sopgen.layout.routing.strips import Strip
from sopgen.layout.style import STYLE
from sopgen.layout.style.clearances import ROOMY
from tests.generators.random_flows import frames, wide
from tests.layout.flows import MEASURER, drawings, flow
from tests.layout.flows import frames as plain_frames


@pytest.mark.parametrize("seed", [93, 158, 720])
def test_no_two_lanes_of_a_page_are_too_near_where_its_strips_have_notes_of_different_lengths(seed: int) -> None:
    case = wide(seed)
    pages = frames(case.flow, case.text_heights, case.column_width, MEASURER, STYLE)
    for plan in divide(case.flow, pages):
        page = build_page(plan, place_nodes(plan, MEASURER, STYLE), ROOMY, MEASURER, STYLE)
        assert min(right - left for left, right in pairwise(page.grid.xs)) >= STYLE.lane_min


def test_notes_are_legible_and_the_head_stands_inside_the_strip() -> None:
    of = flow("[1:0 [2:1 <3:2 [4:1 <5:0 [6:1", "1>2 2>3 3Y>4 3T>1 4>5 5Y>6 5T>1", 3)
    pages = plain_frames(of, ((1, 2), (3, 4), (5, 6)))
    noted = [
        (symbol, page, drawing)
        for drawing, page in zip(drawings(of, pages), pages, strict=True)
        for symbol in drawing.symbols
        if symbol.kind is SymbolKind.CONNECTOR and symbol.page_note
    ]
    assert len(noted) == 2
    for symbol, page, _ in noted:
        strip = next(row for row in page.rows if row.top < symbol.y < row.bottom)
        rule = strip.bottom if symbol.y < page.rows[1].bottom else strip.top
        assert symbol.note_pt == STYLE.note_pt
        assert abs(rule - symbol.y) - symbol.height / 2 >= STYLE.arrow_length


#: Decisions of one pelaksana on the first page, each of whose answers leads to another step of the second page.
ASIDE = (
    " ".join([*(f"<{step}:0" for step in range(1, 8)), *(f"[{step}:0" for step in range(8, 15))]),
    " ".join([*(f"{step}Y>{step + 1} {step}T>{step + 7}" for step in range(1, 8)), "8>9 9>10 10>11 11>12 12>13 13>14"]),
)


def test_where_connectors_are_more_than_places_no_line_is_pushed_aside_and_wider_columns_are_asked_for() -> None:
    of = flow(*ASIDE, 1)
    pages = plain_frames(of, ((1, 7), (8, 14)))
    plan = divide(of, pages)[0]
    page = build_page(plan, place_nodes(plan, MEASURER, STYLE), ROOMY, MEASURER, STYLE)
    assert page.crowded
    with patch.object(Router, "_negotiate", side_effect=AssertionError):
        refused = draw(of, pages, MEASURER, STYLE)
    assert isinstance(refused, MoreRoom)
    assert refused.columns_wider
    assert refused.steps


def test_where_connectors_have_places_enough_all_are_drawn() -> None:
    of = flow(*ASIDE, 1)
    pages = plain_frames(of, ((1, 7), (8, 14)), width=80.0)
    assert not any(strip.crowded for strip in _strips(of, pages))
    assert drawings(of, pages)


def _strips(of: Flow, pages: tuple[Frame, ...]) -> list[Strip]:
    placed = [(plan, place_nodes(plan, MEASURER, STYLE)) for plan in divide(of, pages)]
    return [strip for plan, at in placed for strip in build_page(plan, at, ROOMY, MEASURER, STYLE).strips]
