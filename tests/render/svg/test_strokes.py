"""Table rules: each drawn once, as long as it can be."""

from __future__ import annotations

from sopgen.render.svg.strokes import Rect, Stroke, flow_cells, form_cells, outline_strokes, path_data
from tests.render.conftest import Rendered


def test_a_shared_edge_is_drawn_once_and_collinear_edges_are_one() -> None:
    grid = [Rect(x, y, x + 10, y + 5) for x in (0, 10) for y in (0, 5)]
    assert outline_strokes(grid) == (
        Stroke(0, 0, 0, 10),
        Stroke(0, 0, 20, 0),
        Stroke(0, 5, 20, 5),
        Stroke(0, 10, 20, 10),
        Stroke(10, 0, 10, 10),
        Stroke(20, 0, 20, 10),
    )


def test_a_gap_between_cells_is_not_bridged() -> None:
    strokes = outline_strokes([Rect(0, 0, 5, 5), Rect(6, 0, 9, 5)])
    assert [stroke for stroke in strokes if stroke.y1 == stroke.y2 == 0] == [Stroke(0, 0, 5, 0), Stroke(6, 0, 9, 0)]


def test_a_cell_over_two_columns_has_no_rule_inside() -> None:
    strokes = outline_strokes([Rect(0, 0, 20, 5), Rect(0, 5, 10, 9), Rect(10, 5, 20, 9)])
    assert Stroke(10, 5, 10, 9) in strokes


def test_path_data_goes_straight() -> None:
    assert path_data([Stroke(1, 2, 3.5, 2), Stroke(4, 0, 4, 9)]) == "M1 2H3.5M4 0V9"


def test_rules_stand_on_the_edges_of_columns_rows_and_boxes(makro: Rendered) -> None:
    page = makro.scene.pages[0]
    strokes = outline_strokes(flow_cells(page))
    edges = {column.left for column in page.columns} | {page.columns[-1].right}
    assert {stroke.x1 for stroke in strokes if stroke.x1 == stroke.x2} == edges
    form = makro.scene.form[0]
    strokes = outline_strokes(form_cells(form))
    assert {box.bottom for box in form.boxes} <= {stroke.y1 for stroke in strokes if stroke.y1 == stroke.y2}
