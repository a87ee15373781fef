"""A page's drawing compared with the scene, both ways: nothing missing, nothing added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any

from sopgen.layout.scene import Edge, FlowPage, Symbol
from tests.readback.flow import DrawnFlow, DrawnLine, DrawnSymbol, read_flow
from tests.readback.paths import Point, simplified
from tests.readback.texts import glyphs, packed

TOLERANCE = 0.1  # mm


def differences(page: Any, planned: FlowPage, tolerance: float = TOLERANCE) -> list[str]:
    """What a pymupdf page draws otherwise than ``planned``; empty when it is the same within ``tolerance`` mm."""
    flow = read_flow(page)
    return [
        *_symbols(flow, planned.symbols, tolerance),
        *_edges(flow, planned.edges, tolerance),
        *_texts(page, planned, tolerance),
    ]


def _symbols(flow: DrawnFlow, planned: Sequence[Symbol], tolerance: float) -> Iterable[str]:
    left = list(flow.symbols)
    for symbol in planned:
        match = next((drawn for drawn in left if same_symbol(drawn, symbol, tolerance)), None)
        if match is None:
            yield f"symbol {symbol.id} ({symbol.kind}) is not drawn at {symbol.x}, {symbol.y}"
        else:
            left.remove(match)
    for drawn in left:
        yield f"a {drawn.kind} that the scene has not, at {drawn.x:.2f}, {drawn.y:.2f}"


def same_symbol(drawn: DrawnSymbol, symbol: Symbol, tolerance: float) -> bool:
    """Whether a drawn symbol is the planned one."""
    numbers = ((drawn.x, symbol.x), (drawn.y, symbol.y), (drawn.width, symbol.width), (drawn.height, symbol.height))
    same_place = all(abs(a - b) <= tolerance for a, b in numbers)
    return same_place and drawn.kind is symbol.kind and drawn.direction is symbol.direction


def _edges(flow: DrawnFlow, planned: Sequence[Edge], tolerance: float) -> Iterable[str]:
    left = list(flow.lines)
    for edge in planned:
        match = next((line for line in left if same_line(line, edge, tolerance)), None)
        if match is None:
            yield f"edge {edge.source} -> {edge.target} is not drawn: {edge.points}"
        else:
            left.remove(match)
    for line in left:
        yield f"a line that the scene has not: {line.points}"
    heads = sum(not edge.join for edge in planned)
    if len(flow.heads) != heads:
        yield f"{len(flow.heads)} arrow heads, the scene has {heads}"


def same_line(line: DrawnLine, edge: Edge, tolerance: float) -> bool:
    """Whether a drawn line is the planned edge."""
    points = simplified(edge.points)
    if (line.head is None) is not edge.join or len(points) != len(line.points):
        return False
    return all(_apart(a, b) <= tolerance for a, b in zip(points, line.points, strict=True))


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _texts(page: Any, planned: FlowPage, tolerance: float) -> Iterable[str]:
    """Labels and texts in symbols: drawn, at their size, their middle where the scene has it."""
    found = glyphs(page)
    wanted = [(label.text, label.x, label.y, label.size_pt) for label in planned.labels]
    wanted += [(s.text, s.x, s.y, s.size_pt) for s in planned.symbols if s.text and len(s.lines) == 1]
    for text, x, y, size in wanted:
        near = [
            glyph
            for glyph in found
            if abs(glyph.size_pt - size) < 0.05 and abs(glyph.y - y) < size and x - 40 < glyph.x < x + 40
        ]
        if not any(_begins(near, index, text, x, tolerance) for index in range(len(near))):
            yield f"text {text!r} is not drawn at {x}, {y} in {size} pt"


def _begins(near: Sequence[Any], index: int, text: str, x: float, tolerance: float) -> bool:
    """Whether ``text`` is written from glyph ``index`` on, with its middle at ``x``. Blanks are not drawn."""
    text = packed(text)
    run = near[index : index + len(text)]
    if "".join(glyph.char for glyph in run) != text:
        return False
    return abs((run[0].x + run[-1].right) / 2 - x) <= 2 * tolerance
