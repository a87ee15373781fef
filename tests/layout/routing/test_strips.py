"""Places of connectors: the strips above and below a page's rows agree about them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.page_task import build_page, place_nodes
from sopgen.layout.routing.connectors import divide
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
