"""A page's drawing as the PDF has it, in the layout's own words, so that the layout's gates can judge the document.

The scene only lends names: which drawn symbol is which, which line is which flow. Every coordinate is read back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.scene import Edge, FlowPage, Label, Symbol
from sopgen.layout.style import MM_PER_POINT, STYLE
from tests.readback.compare import TOLERANCE, same_line, same_symbol
from tests.readback.flow import DrawnFlow, read_flow
from tests.readback.texts import Glyph, glyphs, packed


def frame_of(planned: FlowPage) -> Frame:
    """The empty drawing area of a page."""
    return Frame(planned.number, planned.columns, planned.rows)


def drawing_of(page: Any, planned: FlowPage) -> Drawing:
    """What a pymupdf page draws, named after ``planned``; LookupError when something of it is not drawn."""
    flow, written = read_flow(page), glyphs(page)
    return Drawing(
        symbols=tuple(_symbol(flow, symbol) for symbol in planned.symbols),
        edges=tuple(_edge(flow, edge) for edge in planned.edges),
        labels=tuple(_label(written, label) for label in planned.labels),
    )


def _symbol(flow: DrawnFlow, symbol: Symbol) -> Symbol:
    for drawn in flow.symbols:
        if same_symbol(drawn, symbol, TOLERANCE):
            x, y, width, height = (round(value, 2) for value in (drawn.x, drawn.y, drawn.width, drawn.height))
            return replace(symbol, x=x, y=y, width=width, height=height)
    raise LookupError(f"symbol {symbol.id}")


def _edge(flow: DrawnFlow, edge: Edge) -> Edge:
    for line in flow.lines:
        if same_line(line, edge, TOLERANCE):
            return replace(edge, points=tuple((round(x, 2), round(y, 2)) for x, y in line.points))
    raise LookupError(f"edge {edge.source} -> {edge.target}")


def _label(written: tuple[Glyph, ...], label: Label) -> Label:
    """The label where its lines' glyphs stand."""
    if not label.lines:
        return _line(written, label)
    pitch = label.size_pt * STYLE.line_height * MM_PER_POINT
    lines = [
        _line(written, replace(label, text=text, y=label.y + (index - (len(label.lines) - 1) / 2) * pitch))
        for index, text in enumerate(label.lines)
    ]
    return replace(label, y=round(sum(line.y for line in lines) / len(lines), 2))


def _line(written: tuple[Glyph, ...], label: Label) -> Label:
    """A label of one line where its glyphs stand: between the first one's left and the last one's right."""
    text = packed(label.text)
    for index in range(len(written) - len(text) + 1):
        run = written[index : index + len(text)]
        if "".join(glyph.char for glyph in run) != text:
            continue
        left, right = run[0].x, run[-1].right
        baseline = run[0].y
        y = baseline - 0.358 * label.size_pt * MM_PER_POINT
        if abs((left + right) / 2 - label.x) < 2 * TOLERANCE and abs(y - label.y) < TOLERANCE:
            return replace(label, x=round((left + right) / 2, 2), y=round(y, 2))
    raise LookupError(f"label {label.text} of step {label.from_step}")
