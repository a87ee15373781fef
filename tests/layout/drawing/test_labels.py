"""Where answers stand, and what drives them away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.flow.graph import FlowEdge, SymbolKind
from sopgen.layout.drawing.drawing import draw
from sopgen.layout.drawing.labels import Asked, Obstacles, halves, place_labels
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import Box, around, diamond_gap, pieces
from sopgen.layout.routing.ports import Side
from sopgen.layout.scene import Label, Point, Symbol
from sopgen.layout.style import STYLE
from tests.layout.flows import MEASURER, drawings, flow, frames, symbol
from tests.layout.gates import violations

FLOW = flow("[1:0 <2:1 [3:2", "1>2 2Y>3 2T>1", 3)
DIAMOND = Symbol("2", SymbolKind.DECISION, 2, 1, 10.0, 10.0, 8.0, 6.0)


def drawn(label_no: str, width: float = 18.0, height: float = 16.0) -> Drawing:
    """The flow with another word for no; every gate at zero."""
    edges = tuple(FlowEdge(e.source, e.target, e.branch, label_no if e.label == "T" else e.label) for e in FLOW.edges)
    of = replace(FLOW, edges=edges)
    pages = frames(of, width=width, height=height)
    made = drawings(of, pages)
    assert violations(made, of, pages, STYLE) == ()
    return made[0]


@pytest.mark.parametrize("text", ["T", "Tidak", "Tidak layak", "Dikembalikan"])
def test_own_labels_of_any_length_find_a_place(text: str) -> None:
    label = next(label for label in drawn(text).labels if label.text == text)
    assert label.from_step == 2


@pytest.mark.parametrize("width", [9.0, 11.0, 15.0, 22.0])
def test_labels_keep_their_size_within_a_point_in_columns_of_any_width(width: float) -> None:
    assert all(label.size_pt >= STYLE.label_pt - 1 for label in drawn("T", width).labels)


def test_a_label_stands_where_its_line_leaves() -> None:
    of = drawn("T")
    no = next(e for e in of.edges if e.target == "1")
    label = next(label for label in of.labels if label.text == "T")
    diamond = symbol(of, "2")
    sign = 1 if no.points[0][0] > diamond.x else -1
    assert (label.x - diamond.x) * sign > 0


@pytest.mark.parametrize(
    ("x", "y", "gap"),
    [(10.0, 10.0, 0.0), (20.0, 10.0, 5.0), (10.0, 20.0, 6.0), (13.2, 6.6, 0.84), (15.0, 6.0, 2.4)],
)
def test_the_gap_to_a_diamond_is_measured_to_its_slanting_sides(x: float, y: float, gap: float) -> None:
    label = Label("T", x, y, 2.0, 2.0, 2, 7.0)
    assert diamond_gap(label, DIAMOND) == pytest.approx(gap, abs=0.01)


def test_a_label_without_room_in_one_line_is_written_in_two() -> None:
    label = next(label for label in drawn("Tidak lengkap", width=12.0).labels if label.text == "Tidak lengkap")
    assert label.lines == ("Tidak", "lengkap")


def test_a_long_label_stands_in_its_decisions_own_column_when_that_is_wide_enough() -> None:
    of = drawn("Tidak", width=22.0)
    label = next(label for label in of.labels if label.text == "Tidak")
    assert abs(label.x - symbol(of, "2").x) + label.width / 2 < 11.0


def test_words_of_a_label_are_divided_into_two_lines_as_narrow_as_can_be() -> None:
    assert halves("Tidak lengkap dan salah", MEASURER) == ("Tidak lengkap", "dan salah")
    assert halves("Ditolak", MEASURER) == ()


def test_all_labels_of_a_section_have_one_size() -> None:
    of = flow("[1:0 <2:1 [3:2 [4:1 <5:2 [6:0", "1>2 2Y>3 2T>1 3>4 4>5 5Y>6 5T>4", 3)
    edges = tuple(
        replace(e, label="Dikembalikan ulang" if e.source == "5" and e.label == "T" else e.label) for e in of.edges
    )
    pages = frames(replace(of, edges=edges), ((1, 3), (4, 6)), width=22.0)
    made = drawings(replace(of, edges=edges), pages)
    assert {label.size_pt for page in made for label in page.labels} == {6.0}


def _asked(decision: Symbol, line: tuple[Point, ...]) -> Asked:
    """An answer beside the line that leaves a decision to the right, alone to its target."""
    boxes = tuple(pieces(line))
    return Asked(0, "T", 2, decision, Side.EAST, line, boxes, frozenset(boxes))


def test_a_label_takes_the_place_where_its_own_line_is_nearest() -> None:
    frame = frames(FLOW, width=40.0, height=30.0)[0]
    decision = Symbol("2", SymbolKind.DECISION, 2, 1, 150.0, 75.0, 10.0, 7.0)
    own, other = ((155.0, 75.0), (170.0, 75.0)), ((155.0, 71.29), (170.0, 71.29))
    asked = _asked(decision, own)
    alone, beside = (
        place_labels([asked], Obstacles(frame, [decision], segments, []), True, MEASURER, STYLE)[0][0]
        for segments in (pieces(own), [*pieces(own), *pieces(other)])
    )
    assert alone.y < 75.0 < beside.y


def test_a_label_rather_is_smaller_or_further_off_than_nearer_to_another_line() -> None:
    frame = frames(FLOW, width=40.0, height=30.0)[0]
    decision = Symbol("2", SymbolKind.DECISION, 2, 1, 150.0, 75.0, 10.0, 7.0)
    own = ((155.0, 75.0), (170.0, 75.0))
    above, below = ((155.0, 71.29), (158.0, 71.29)), ((155.0, 78.71), (158.0, 78.71))
    asked = _asked(decision, own)
    obstacles = Obstacles(frame, [decision], [box for line in (own, above, below) for box in pieces(line)], [])
    (label,) = place_labels([asked], obstacles, True, MEASURER, STYLE)[0].values()
    assert obstacles.nearest_own(around(label.x, label.y, label.width, label.height), asked)


def test_no_place_is_looked_for_where_every_column_is_narrower_than_the_label(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []
    free = Obstacles.free

    def noted(self: Obstacles, box: Box) -> bool:
        tried.append(box[2] - box[0])
        return free(self, box)

    monkeypatch.setattr(Obstacles, "free", noted)
    long = tuple(FlowEdge(e.source, e.target, e.branch, e.label and "pertanggungjawaban") for e in FLOW.edges)
    for width in (12.0, 24.0):
        draw(replace(FLOW, edges=long), frames(FLOW, width=width, height=16.0), MEASURER, STYLE)
        assert max(tried, default=0.0) < width
