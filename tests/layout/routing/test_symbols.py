"""Sizes of symbols, levels of rows, and what they ask of the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.flow.graph import FlowNode, SymbolKind
from sopgen.layout.routing.symbols import base_size, column_width, levels, size_symbol, text_room
from sopgen.layout.style import CAPSULE_SHAPE, STYLE
from tests.layout.flows import MEASURER

KINDS = st.sampled_from([SymbolKind.PROCESS, SymbolKind.DECISION, SymbolKind.TERMINATOR])
WORDS = st.lists(st.sampled_from(["Setuju", "lengkap", "dan", "benar?", "Mengarsipkan", "a"]), min_size=1, max_size=6)


def node(name: str, order: int, *actors: int) -> FlowNode:
    """A box of one row."""
    return FlowNode(name, SymbolKind.PROCESS, 1, order, actors)


@pytest.mark.parametrize(("width", "size"), [(20.0, (11.4, 7.0)), (40.0, (16.0, 7.0)), (9.0, (5.13, 5.0))])
def test_a_box_takes_its_share_of_the_column(width: float, size: tuple[float, float]) -> None:
    assert base_size(SymbolKind.PROCESS, width, STYLE) == pytest.approx(size)


@given(st.floats(7.0, 60.0))
def test_a_capsule_is_never_a_circle(width: float) -> None:
    across, high = base_size(SymbolKind.TERMINATOR, width, STYLE)
    assert across / high > 1.1


@pytest.mark.parametrize(
    "text", ["Menerima dan mencatat berkas", "Permulaan kegiatan pelayanan", "Mencatat berkas " * 9]
)
@pytest.mark.parametrize("width", [10.0, 14.0, 25.0])
def test_a_capsule_keeps_its_shape_while_it_grows_and_asks_its_column_for_that_width(text: str, width: float) -> None:
    """In columns as wide as the longest word asks these were circles, or higher than wide."""
    asked = column_width([(SymbolKind.TERMINATOR, text)], MEASURER, STYLE)
    size = size_symbol(SymbolKind.TERMINATOR, text, max(width, asked), MEASURER, STYLE)
    assert size.fits
    assert size.width / size.height >= CAPSULE_SHAPE - 1e-6


def test_a_capsule_in_too_narrow_a_column_does_not_fit_rather_than_lose_its_shape() -> None:
    size = size_symbol(SymbolKind.TERMINATOR, "Menerima dan mencatat berkas", 13.0, MEASURER, STYLE)
    assert not size.fits
    assert size.width / size.height >= CAPSULE_SHAPE - 1e-6


def test_text_shrinks_before_the_symbol_grows() -> None:
    small = size_symbol(SymbolKind.DECISION, "Setuju?", 20.0, MEASURER, STYLE)
    assert (small.width, small.height) == base_size(SymbolKind.DECISION, 20.0, STYLE)
    assert STYLE.min_symbol_pt <= small.size_pt <= STYLE.symbol_pt
    long = size_symbol(SymbolKind.DECISION, "Apakah berkas lengkap dan benar?", 20.0, MEASURER, STYLE)
    assert long.size_pt == STYLE.min_symbol_pt
    assert long.width > small.width


@given(KINDS, WORDS, st.floats(14.0, 40.0))
def test_text_that_fits_stands_inside_its_symbol(kind: SymbolKind, words: list[str], width: float) -> None:
    text = " ".join(words)
    asked = column_width([(kind, text)], MEASURER, STYLE)
    size = size_symbol(kind, text, max(width, asked), MEASURER, STYLE)
    assert size.fits
    assert " ".join(size.lines).split() == text.split()
    block = len(size.lines) * size.size_pt * STYLE.line_height * 25.4 / 72
    assert block <= size.height
    room = text_room(kind, size.width, size.height, block, STYLE.symbol_clear)
    assert all(MEASURER.width(line, size.size_pt) <= room + 0.01 for line in size.lines)


def test_nodes_of_different_columns_share_a_level() -> None:
    assert levels([node("a", 0, 0), node("b", 1, 1)]) == {"a": 0, "b": 0}


def test_nodes_of_one_column_are_stacked_in_the_order_of_flow() -> None:
    assert levels([node("b", 1, 0), node("a", 0, 0), node("c", 2, 0)]) == {"a": 0, "b": 1, "c": 2}


def test_no_symbol_stands_between_joined_symbols() -> None:
    assert levels([node("a", 0, 0, 3), node("b", 1, 1)]) == {"a": 0, "b": 1}


def test_what_follows_a_stacked_symbol_stands_beside_it() -> None:
    assert levels([node("a", 0, 0), node("b", 1, 0), node("c", 2, 1)]) == {"a": 0, "b": 1, "c": 1}
