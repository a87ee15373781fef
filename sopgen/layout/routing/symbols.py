"""Where symbols stand and how large they are: sizes, levels of a row, centres.

A row has as many *levels* as symbols must stand above each other in it (a capsule over its box, two symbols of a
``simbol`` row in one column). All symbols of a level share one height of centre, so that joined symbols and arrows
within the row are straight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf, sqrt

from sopgen.flow.graph import Flow, FlowNode, SymbolKind
from sopgen.layout.scene import Column, Row, Symbol
from sopgen.layout.style import CAPSULE_ENDS, CAPSULE_SHAPE, MM_PER_POINT, NARROW_BELOW, SYMBOL_TEXT_ABOVE, Style
from sopgen.layout.style.clearances import ANSWER_ROOM, COLUMN_MIN, ROW_CLEAR
from sopgen.layout.style.tries import COLUMN_MOST, DIAMOND_HIGHER, SYMBOL_HIGHER, SYMBOL_STEP
from sopgen.layout.text.lines import slices, whole_words, words
from sopgen.layout.text.measurer import printable, sizes
from sopgen.layout.text.protocol import Measurer


@dataclass(frozen=True, slots=True)
class SymbolSize:
    """Outer size in mm and the text broken into lines; ``fits`` is false when the column is too narrow."""

    width: float
    height: float
    lines: tuple[str, ...] = ()
    size_pt: float = 0.0
    fits: bool = True


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with one symbol for each of its pelaksana, in the order of ``node.actors`` (lead first)."""

    node: FlowNode
    symbols: tuple[Symbol, ...]


def base_size(kind: SymbolKind, column_width: float, style: Style) -> tuple[float, float]:
    """Width and height in mm of a symbol without text (contract: 0.57 of the column, 7 mm high, 5 mm when narrow)."""
    width = min(style.symbol_max_width, style.symbol_alike, style.symbol_share * column_width)
    height = style.symbol_height if width >= style.symbol_height + NARROW_BELOW else style.symbol_height_narrow
    return width, min(height, highest_for(kind, width))


def alike(style: Style, column_widths: Iterable[float]) -> Style:
    """The style in which symbols are as large in each of these columns as in the narrowest."""
    return replace(style, symbol_alike=style.symbol_share * min(column_widths))


def size_symbol(kind: SymbolKind, text: str, column_width: float, measurer: Measurer, style: Style) -> SymbolSize:
    """Size of a symbol: its text is shrunk first (to ``min_symbol_pt``), then the symbol made wider, then higher."""
    width, height = base_size(kind, column_width, style)
    text = printable(text)
    if not text:
        return SymbolSize(width, height)
    if not fit_text(kind, text, width, height, style.symbol_pt, measurer, style):  # rather larger than in small letters
        width, height = base_size(kind, column_width, replace(style, symbol_alike=inf))
    for size in sizes(style.symbol_pt, style.min_symbol_pt):
        lines = fit_text(kind, text, width, height, size, measurer, style)
        if lines:
            return SymbolSize(width, height, lines, size)
    gutter = style.symbol_gutter
    if kind is SymbolKind.DECISION:  # rather a higher diamond than one without room for its labels
        grown = _grow(
            kind, text, (width, height), column_width - 2 * (gutter + ANSWER_ROOM), DIAMOND_HIGHER, measurer, style
        )
        if grown is not None:
            return grown
    widest = max(width, column_width - 2 * gutter)
    size = style.min_symbol_pt
    grown = _grow(kind, text, (width, height), widest, SYMBOL_HIGHER, measurer, style)
    lines = slices(text, measurer.spans(text, widest, size))
    return grown or SymbolSize(widest, height, lines, size, fits=False)


def _grow(
    kind: SymbolKind,
    text: str,
    base: tuple[float, float],
    widest: float,
    tallest: int,
    measurer: Measurer,
    style: Style,
) -> SymbolSize | None:
    """The smallest symbol, in steps of width, then of height (less than ``tallest`` mm more), that holds the text."""
    width, lowest = base
    size, highest = style.min_symbol_pt, highest_for(kind, widest)
    for tall in range(tallest):
        height = min(lowest + tall, highest)
        trial = width if tall == 0 else max(width, widest)
        while True:
            lines = fit_text(kind, text, trial, height, size, measurer, style)
            if lines:
                return SymbolSize(trial, height, lines, size)
            if trial >= widest:
                break
            trial = min(widest, trial + SYMBOL_STEP)
        if height >= highest:
            break
    return None


def highest_for(kind: SymbolKind, width: float) -> float:
    """How high in mm a symbol of this width may be: a capsule any higher would look like a circle."""
    return width / CAPSULE_SHAPE if kind is SymbolKind.TERMINATOR else inf


def fit_text(
    kind: SymbolKind, text: str, width: float, height: float, size: float, measurer: Measurer, style: Style
) -> tuple[str, ...]:
    """The lines of ``text`` if they fit inside a symbol of this width and height (mm) at this size, else nothing."""
    text = printable(text)
    line_height = size * style.line_height * MM_PER_POINT
    most = int((height - 2 * SYMBOL_TEXT_ABOVE) / line_height + 1e-6)
    for count in range(1, most + 1):
        room = text_room(kind, width, height, count * line_height, style.symbol_clear)
        if room <= 0:
            break
        spans = measurer.spans(text, room, size)
        lines = slices(text, spans)
        if len(lines) <= count and all(measurer.width(line, size) <= room + 1e-6 for line in lines):
            return lines if whole_words(text, spans) else ()
    return ()


def text_room(kind: SymbolKind, width: float, height: float, text_height: float, clear: float) -> float:
    """Width in mm that a centred block of text of this height has inside a symbol, ``clear`` of its outline."""
    if kind is SymbolKind.DECISION:
        return width * (1 - text_height / height) - clear
    if kind is SymbolKind.TERMINATOR:
        radius = min(height, width) / 2
        half = min(text_height / 2, radius)
        return width - 2 * (radius - sqrt(radius * radius - half * half)) - 2 * clear
    return width - 2 * clear


def levels(nodes: Iterable[FlowNode]) -> dict[str, int]:
    """Level of each node of one row, counted from 0 at the top: flow order, one span of columns free of others."""
    ordered = sorted(nodes, key=lambda item: item.order)
    if len(ordered) == 1:
        return {ordered[0].id: 0}
    taken: list[list[tuple[int, int]]] = []
    result: dict[str, int] = {}
    current = 0
    for node in ordered:
        low, high = min(node.actors), max(node.actors)
        while current < len(taken) and any(a <= high and b >= low for a, b in taken[current]):
            current += 1
        if current == len(taken):
            taken.append([])
        taken[current].append((low, high))
        result[node.id] = current
    return result


def rows_of(flow: Flow) -> dict[int, tuple[FlowNode, ...]]:
    """Nodes by step, in declaration order."""
    rows: dict[int, list[FlowNode]] = {}
    for node in flow.nodes:
        rows.setdefault(node.step, []).append(node)
    return {step: tuple(nodes) for step, nodes in rows.items()}


def _sizes(node: FlowNode, widths: dict[int, float], measurer: Measurer, style: Style) -> tuple[SymbolSize, ...]:
    """One size for each pelaksana; the text stands in the lead's symbol."""
    return tuple(
        size_symbol(node.kind, node.text if index == 0 else "", widths[actor], measurer, style)
        for index, actor in enumerate(node.actors)
    )


def place_row(
    nodes: tuple[FlowNode, ...],
    row: Row,
    columns: dict[int, Column],
    measurer: Measurer,
    style: Style,
    apart: float = 0.0,
) -> tuple[PlacedNode, ...]:
    """Symbols of one row, its levels stacked around the row's middle, in all ``apart`` mm further than usual."""
    level_of = levels(nodes)
    widths = {actor: column.width for actor, column in columns.items()}
    sizes = {node.id: _sizes(node, widths, measurer, style) for node in nodes}
    heights = _level_heights(level_of, sizes)
    gaps = len(heights) - 1
    gap = style.symbol_gap + (apart / gaps if gaps else 0.0)
    total = sum(heights) + gap * gaps
    centres: list[float] = []
    y = (row.top + row.bottom - total) / 2
    for height in heights:
        centres.append(y + height / 2)
        y += height + gap
    return tuple(
        PlacedNode(node, tuple(_symbols(node, sizes[node.id], columns, centres[level_of[node.id]]))) for node in nodes
    )


def _level_heights(level_of: dict[str, int], sizes: dict[str, tuple[SymbolSize, ...]]) -> list[float]:
    heights = [0.0] * (max(level_of.values()) + 1)
    for node_id, level in level_of.items():
        heights[level] = max(heights[level], *(size.height for size in sizes[node_id]))
    return heights


def _symbols(node: FlowNode, sizes: tuple[SymbolSize, ...], columns: dict[int, Column], y: float) -> Iterable[Symbol]:
    for index, (actor, size) in enumerate(zip(node.actors, sizes, strict=True)):
        column = columns[actor]
        yield Symbol(
            id=node.id if index == 0 else f"{node.id}/{index + 1}",
            kind=node.kind,
            step=node.step,
            actor=actor,
            x=(column.left + column.right) / 2,
            y=y,
            width=size.width,
            height=size.height,
            text=node.text if index == 0 else "",
            lines=size.lines,
            size_pt=size.size_pt,
        )


def row_height(nodes: tuple[FlowNode, ...], widths: dict[int, float], measurer: Measurer, style: Style) -> float:
    """Least height in mm of a row that holds these nodes."""
    level_of = levels(nodes)
    heights = _level_heights(level_of, {node.id: _sizes(node, widths, measurer, style) for node in nodes})
    return max(style.row_min, sum(heights) + style.symbol_gap * (len(heights) - 1) + 2 * ROW_CLEAR)


def column_width(kinds: Iterable[tuple[SymbolKind, str]], measurer: Measurer, style: Style) -> float:
    """Least width in mm of a column that holds symbols with these texts at the smallest size."""
    width = COLUMN_MIN
    size = style.min_symbol_pt
    line_height = size * style.line_height * MM_PER_POINT
    for kind, text in kinds:
        parts = words(printable(text))
        word = max((measurer.width(part, size) for part in parts), default=0.0)
        if not word:
            continue
        if kind is SymbolKind.DECISION:  # the widest word on its middle line, the others above and below
            count = min(3, len(parts))
            inner = (word + style.symbol_clear) / (1 - count * line_height / (2 * style.symbol_height))
        elif kind is SymbolKind.TERMINATOR:
            inner = word + 2 * style.symbol_clear + CAPSULE_ENDS * line_height
        else:
            inner = word + 2 * style.symbol_clear
        width = max(width, inner + 2 * style.symbol_gutter)
        while width < COLUMN_MOST and not size_symbol(kind, text, width, measurer, style).fits:
            width += SYMBOL_STEP
    return width
