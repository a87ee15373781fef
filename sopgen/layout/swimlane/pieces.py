"""A flow too tangled to be drawn in one piece is cut into more and more of them, with connectors between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sopgen.flow.graph import Flow
from sopgen.layout.drawing.drawing import cut_cost
from sopgen.layout.routing.connectors import Range
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.scene import Symbol

__all__ = ["Range", "joined", "pieces"]


def pieces(flow: Flow) -> Iterator[tuple[Range, ...]]:
    """The steps (first and last) of each piece: all in one, then twice as many pieces each time, to one for each step.

    Every piece is cut in its middle half, where the fewest flows cross.
    """
    costs = cut_cost(flow)
    ranges: tuple[Range, ...] = ((1, flow.step_count),)
    yield ranges
    while any(first < last for first, last in ranges):
        ranges = tuple(part for each in ranges for part in _halves(each, costs))
        yield ranges


def _halves(steps: Range, costs: Sequence[int]) -> tuple[Range, ...]:
    first, last = steps
    if first == last:
        return (steps,)
    count = last - first + 1
    middle = range(first + max(count // 4, 1) - 1, first + max(3 * count // 4, 1))
    cut = min((step for step in middle if step < last), key=lambda step: costs[step])
    return (first, cut), (cut + 1, last)


def joined(drawings: Sequence[Drawing]) -> Drawing:
    """The pieces' drawings as one, without the notes on which page connectors go on: there are no pages."""
    return Drawing(
        tuple(_without_note(symbol) for part in drawings for symbol in part.symbols),
        tuple(edge for part in drawings for edge in part.edges),
        tuple(label for part in drawings for label in part.labels),
    )


def _without_note(symbol: Symbol) -> Symbol:
    return replace(symbol, page_note="", note_box=None, note_pt=0.0) if symbol.page_note else symbol
