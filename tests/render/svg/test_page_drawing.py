"""Drawings: shapes where they belong, texts that cannot break out of DOT or XML, Graphviz' failures told plainly."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sopgen.findings import FindingsError
from sopgen.flow.graph import Branch, SymbolKind
from sopgen.layout.scene import (
    Column,
    Direction,
    Edge,
    FlowPage,
    Header,
    Label,
    Row,
    RowKind,
    Symbol,
)
from sopgen.layout.style import STYLE
from sopgen.render.pdf.document import draw, render
from sopgen.render.svg import graphviz, page_drawing
from sopgen.render.svg.outline import capsule, edge_path, pentagon, rounded
from tests.conftest import scaled
from tests.render.conftest import Rendered

SVG = "{http://www.w3.org/2000/svg}"


def page_with(*symbols: Symbol, edges: tuple[Edge, ...] = (), labels: tuple[Label, ...] = ()) -> FlowPage:
    """A page with one Pelaksana column, 40 mm wide, and one row, 30 mm high, whose corner is at (100, 50)."""
    column = Column("actor", 100.0, 140.0, 0)
    row = Row(RowKind.STEP, 50.0, 80.0, 1)
    return FlowPage(2, 297.0, 210.0, None, 0, (), (column,), Header(40.0, (10.0,), ()), (row,), symbols, edges, labels)


def symbol(kind: SymbolKind, text: str = "", direction: Direction | None = None) -> Symbol:
    """A symbol in the middle of the page's only cell."""
    lines = (text,) if text else ()
    step = None if kind is SymbolKind.CONNECTOR else 1
    return Symbol("1", kind, step, 0, 120.0, 65.0, 11.4, 7.0, text, lines, 7.0, direction)


def drawings(pages: list[FlowPage], family: str) -> tuple[bytes, ...]:
    """The flow of each page as an SVG document."""
    return page_drawing.finished(pages, graphviz.draw([page_drawing.source(page) for page in pages]), family)


def drawn(page: FlowPage) -> etree._Element:
    """The page's drawing as an XML tree."""
    return etree.fromstring(drawings([page], "Arial")[0])


def test_a_drawing_is_exactly_as_large_as_its_area() -> None:
    root = drawn(page_with(symbol(SymbolKind.PROCESS)))
    assert (root.get("width"), root.get("height")) == ("40mm", "30mm")
    assert root.get("viewBox") == "0 0 4000 3000"


def test_an_empty_page_is_an_empty_drawing() -> None:
    assert not list(drawn(page_with()).iter(f"{SVG}path", f"{SVG}polygon", f"{SVG}text"))


def test_text_stands_in_the_middle_of_its_symbol() -> None:
    (text,) = drawn(page_with(symbol(SymbolKind.PROCESS, "Hx"))).iter(f"{SVG}text")
    assert text.get("text-anchor") == "middle"
    assert float(text.get("x")) == pytest.approx(2000, abs=1)
    cap = 0.716 * 7 * 25.4 / 72 * 100  # height of a capital in units
    assert float(text.get("y")) + 3000 == pytest.approx(1500 + cap / 2, abs=2)


def test_labels_are_bold_and_texts_in_symbols_are_not() -> None:
    label = Label("T", 110.0, 60.0, 2.0, 3.0, 1, 7.0)
    inside, beside = drawn(page_with(symbol(SymbolKind.DECISION, "Setuju?"), labels=(label,))).iter(f"{SVG}text")
    assert (inside.text, inside.get("font-weight")) == ("Setuju?", None)
    assert (beside.text, beside.get("font-weight")) == ("T", "bold")


ODD = [
    "<b>x</b>",
    "&amp;",
    "&",
    '"',
    "\\N",
    "\\",
    "a\\",
    "{{ x }}",
    "}",
    "<",
    "<>",
    "</svg>",
    "]; b [",
    "é ü – “k”",
    "%s",
    "'",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_drawn_as_they_are(text: str) -> None:
    (found,) = drawn(page_with(symbol(SymbolKind.PROCESS, text))).iter(f"{SVG}text")
    assert found.text == text


@settings(max_examples=scaled(40))
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), max_size=20))
def test_any_text_is_drawn_as_it_is(texts: list[str]) -> None:
    symbols = [replace(symbol(SymbolKind.PROCESS, text), id=str(index)) for index, text in enumerate(texts)]
    root = drawn(page_with(*symbols))
    assert [found.text for found in root.iter(f"{SVG}text")] == texts


def test_a_font_name_cannot_break_out_of_the_drawing() -> None:
    root = etree.fromstring(drawings([page_with(symbol(SymbolKind.PROCESS, "x"))], 'A"]; evil [label="y')[0])
    assert [text.text for text in root.iter(f"{SVG}text")] == ["x"]


def test_many_pages_come_back_in_order() -> None:
    pages = [page_with(symbol(SymbolKind.PROCESS, f"n{index}")) for index in range(5)]
    texts = [etree.fromstring(drawing).find(f".//{SVG}text").text for drawing in drawings(pages, "Arial")]
    assert texts == ["n0", "n1", "n2", "n3", "n4"]
    assert drawings(pages, "Arial")[3] == drawings(pages[3:4], "Arial")[0]


# ---- outlines ----


def test_a_capsule_ends_in_half_circles() -> None:
    points = capsule(symbol(SymbolKind.TERMINATOR))
    assert points[0] == points[-1] == (120.0, 61.5)
    assert max(x for x, _ in points) == pytest.approx(125.7)
    assert min(x for x, _ in points) == pytest.approx(114.3)
    assert (125.7, 65.0) in [(round(x, 6), round(y, 6)) for x, y in points]


def test_a_pentagon_points_where_it_is_told() -> None:
    down = pentagon(symbol(SymbolKind.CONNECTOR, "A", Direction.DOWN))
    up = pentagon(symbol(SymbolKind.CONNECTOR, "A", Direction.UP))
    assert (120.0, 68.5) in down
    assert (120.0, 61.5) in up


@pytest.mark.parametrize("radius", [0.0, 0.4, 0.9, 50.0])
def test_rounded_corners_stay_inside_their_polyline(radius: float) -> None:
    points = [(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (4.0, 1.0), (4.0, 8.0)]
    path = rounded(points, radius)
    assert (path[0], path[-1]) == (points[0], points[-1])
    assert (len(path) - 1) % 3 == 0
    assert all(0 <= x <= 10 and 0 <= y <= 8 for x, y in path)


def test_a_line_ends_inside_its_arrow_head() -> None:
    edge = Edge("1", "2", 1, 2, None, ((0.0, 0.0), (0.0, 10.0)))
    assert edge_path(edge)[-1] == pytest.approx((0.0, 10.0 - 0.8 * STYLE.arrow_length))
    assert edge_path(replace(edge, join=True))[-1] == (0.0, 10.0)


def test_the_shortest_arrow_still_has_a_line() -> None:
    edge = Edge("1", "2", 1, 2, Branch.YES, ((0.0, 0.0), (0.0, 1.0)))
    assert 0 < edge_path(edge)[-1][1] < 1.0


# ---- Graphviz ----


def with_neato(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a ``neato`` of our own before the real one."""
    program = folder / "neato"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_missing_graphviz_is_a_finding_that_names_it(makro: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(FindingsError, match="graphviz") as caught:
        render(makro.sop, makro.institution, makro.scene, makro.root)
    assert caught.value.findings[0].code == "SOP-E350"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'Error: syntax' >&2; exit 3", "Error: syntax"),
        ("cat > /dev/null; echo nothing", "0 dari"),
        ("kill -9 $$", "status -9"),
    ],
)
def test_a_broken_graphviz_is_a_finding(
    script: str, said: str, makro: Rendered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_neato(tmp_path, script, monkeypatch)
    with pytest.raises(FindingsError, match=said):
        draw(makro.sop, makro.scene)


def test_a_graphviz_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_neato(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(graphviz, "_SECONDS", 0.2)
    monkeypatch.setattr(graphviz, "_SECONDS_PER_GRAPH", 0.0)
    with pytest.raises(graphviz.GraphvizError, match="tidak selesai"):
        drawings([page_with(symbol(SymbolKind.PROCESS))], "Arial")


def test_a_drawing_of_another_size_is_an_internal_error() -> None:
    outside = replace(symbol(SymbolKind.PROCESS), x=200.0)
    with pytest.raises(RuntimeError, match="planned 4000 by 3000"):
        drawings([page_with(outside)], "Arial")


def test_an_empty_line_between_two_of_a_symbols_text_keeps_its_room_and_is_not_drawn() -> None:
    two, three = (replace(symbol(SymbolKind.PROCESS), text="a", lines=lines) for lines in (("a", "b"), ("a", "", "b")))
    near, far = ([line.baseline for line in page_drawing.symbol_lines(each, STYLE)] for each in (two, three))
    assert far[1] - far[0] == pytest.approx(2 * (near[1] - near[0]))
    (drawing,) = drawings([page_with(three)], "Arial")
    assert drawing.count(b"<text") == 2
