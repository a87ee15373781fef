"""Each doubt is found where it is, and a clean page has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sopgen.flow.graph import SymbolKind
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Direction, Edge, FlowPage, Symbol
from sopgen.model.load import load
from tests.conftest import ROOT
from tests.gallery.doubts import doubts


@pytest.fixture(scope="module")
def page() -> FlowPage:
    """A flow page of the plainest case: a capsule, four steps, Y and T."""
    project = load(ROOT / "tests" / "cases" / "terminator-separate")
    return lay_out(project.sops[0], project.institution).pages[0]


def test_a_clean_page_has_no_doubts(page: FlowPage) -> None:
    assert list(doubts(page)) == []


def start_of(page: FlowPage) -> Edge:
    """The arrow from the capsule to the first step."""
    return next(edge for edge in page.edges if edge.source.endswith(":mulai"))


def entering_beside_the_start(page: FlowPage) -> FlowPage:
    (x, y), start = start_of(page).points[-1], start_of(page)
    return with_line(page, start.target, (x + 20, y + 20), (x + 20, y - 2), (x, y - 2), (x, y))


def striking_through_the_start(page: FlowPage) -> FlowPage:
    (x, y0), (_, y1) = start_of(page).points[0], start_of(page).points[-1]
    return with_line(page, "2", (x - 5, (y0 + y1) / 2), (x + 5, (y0 + y1) / 2))


def head_on_a_rule(page: FlowPage) -> FlowPage:
    rule, column = page.rows[1].top, page.actor_columns[0]
    return with_line(page, "9", (column.left + 5, rule - 6), (column.left + 5, rule + 1))


def head_in_a_bend(page: FlowPage) -> FlowPage:
    row, column = page.rows[1], page.actor_columns[0]
    x, y = column.left + 4, row.top + 4
    return with_line(page, "9", (x, y), (x, y + 3), (x + 1.2, y + 3))


def line_beside_a_rule(page: FlowPage) -> FlowPage:
    column = page.actor_columns[0]
    x, top = column.right - 0.5, page.rows[0].top + 1
    return with_line(page, "9", (x, top), (x, top + 40))


def detour(page: FlowPage) -> FlowPage:
    x, y = page.actor_columns[0].left + 4, page.rows[1].top + 4
    return with_line(page, "9", (x, y), (x + 50, y), (x + 50, y + 3), (x, y + 3))


def small_label(page: FlowPage) -> FlowPage:
    first, *others = page.labels
    return replace(page, labels=(replace(first, size_pt=first.size_pt - 1), *others))


def label_beyond_a_rule(page: FlowPage) -> FlowPage:
    """The label of a line that turns before the rule."""
    (label, *others), decision = page.labels, next(s for s in page.symbols if s.kind is SymbolKind.DECISION)
    column = next(c for c in page.actor_columns if c.left < decision.x < c.right)
    moved = replace(label, x=column.left - label.width, y=decision.y - 2.0)
    hairpin = ((decision.x - decision.width / 2, decision.y), (column.left + 1, decision.y), (column.left + 1, 10.0))
    edges = tuple(
        replace(edge, points=hairpin) if edge.from_step == label.from_step and edge.branch else edge
        for edge in page.edges
    )
    narrow = replace(decision, width=2 * (decision.x - column.left) - 1)
    symbols = tuple(narrow if symbol is decision else symbol for symbol in page.symbols)
    return replace(page, labels=(moved, *others), edges=edges, symbols=symbols)


def connector_at_a_rule(page: FlowPage) -> FlowPage:
    column, row = page.actor_columns[0], page.rows[1]
    x, y = column.right - 2.4, row.top + 5
    note = (x, row.bottom - 1.0, 3.0, 2.0)
    return replace(page, symbols=(*page.symbols, connector(x, y, note)))


def full_box(page: FlowPage) -> FlowPage:
    first, *others = (symbol for symbol in page.symbols if symbol.kind is SymbolKind.PROCESS)
    lines = ("satu", "dua", "tiga")
    return replace(page, symbols=(replace(first, lines=lines, size_pt=5.5), *others))


def connector(x: float, y: float, note: tuple[float, float, float, float]) -> Symbol:
    return Symbol(
        "A",
        SymbolKind.CONNECTOR,
        None,
        0,
        x,
        y,
        4.0,
        3.5,
        "A",
        direction=Direction.DOWN,
        page_note="hal. 5",
        note_box=note,
    )


def with_line(page: FlowPage, target: str, *points: tuple[float, float]) -> FlowPage:
    return replace(page, edges=(*page.edges, Edge("8", target, 8, 9, None, points)))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (entering_beside_the_start, "masuk di antara kapsul dan"),
        (striking_through_the_start, "memotong panah kapsul"),
        (head_on_a_rule, "di atas garis tabel"),
        (head_in_a_bend, "di tikungan"),
        (line_beside_a_rule, "0.5 mm di samping garis tabel"),
        (detour, "memutar 100 mm"),
        (small_label, "pt, yang lain"),
        (label_beyond_a_rule, "di seberang garis tabel"),
        (connector_at_a_rule, "konektor A menempel pada garis tabel"),
        (connector_at_a_rule, "catatan halaman konektor A menempel"),
        (full_box, "memenuhi lambangnya"),
    ],
)
def test_what_a_reader_would_stumble_over_is_a_doubt(
    page: FlowPage, spoil: Callable[[FlowPage], FlowPage], told: str
) -> None:
    assert any(told in text for text, _ in doubts(spoil(page)))
