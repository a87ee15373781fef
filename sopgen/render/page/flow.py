"""The flow in the Pelaksana columns: symbols, lines with their heads, labels."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sopgen.flow.graph import SymbolKind
from sopgen.flow.make_flow import symbol_index
from sopgen.layout.scene import Edge, FlowPage, Label, Point, Symbol
from sopgen.layout.style import MM_PER_POINT, Style
from sopgen.render.page.elements import SourcePath, Value, add, curves, group, polyline
from sopgen.render.page.texts import write_drawn
from sopgen.render.svg.outline import Head, capsule, edge_path, head_of, pentagon
from sopgen.render.svg.page_drawing import bundles, label_lines, symbol_lines

#: Width in mm of what of a line can be clicked.
_REACH = 1.6


def draw_flow(root: etree._Element, page: FlowPage, steps: SourcePath, style: Style) -> None:
    """The page's flow; ``steps`` is where its section's steps stand in the source."""
    drawing = _Drawing(group(root, class_="flow"), steps, style)
    drawing.lines(page.edges)
    for edge in page.edges:
        drawing.edge(edge)
    for symbol in page.symbols:
        drawing.symbol(symbol)
    for label in page.labels:
        drawing.label(label)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws into the group ``root``."""

    root: etree._Element
    steps: SourcePath
    style: Style

    def _step(self, number: int | None) -> SourcePath:
        return () if number is None else (*self.steps, number - 1)

    def lines(self, edges: tuple[Edge, ...]) -> None:
        """All lines; those that lead to one target with one stroke of the pen: two on one line look bolder than one."""
        together = bundles(edges)
        bundled = {index for bundle in together for index in bundle}
        alone = tuple((index,) for index in range(len(edges)) if index not in bundled)
        holder = group(self.root, class_="lines", fill="none", **self._pen)
        for bundle in sorted((*together, *alone)):
            add(holder, "path", d="".join(curves(edge_path(edges[index], self.style)) for index in bundle))

    @property
    def _pen(self) -> dict[str, Value]:
        return {"stroke": self.style.line_colour, "stroke_width": self.style.line_pt * MM_PER_POINT}

    def edge(self, edge: Edge) -> None:
        """The head of a line, and what of the line can be clicked."""
        holder = group(
            self.root,
            self._step(edge.from_step),
            class_="join" if edge.join else "edge",
            data_from=edge.source,
            data_to=edge.target,
            data_to_step=None if edge.to_step is None else str(edge.to_step),
            data_branch=edge.branch.value if edge.branch else None,
        )
        reach: dict[str, Value] = {"fill": "none", "stroke_width": _REACH, "pointer_events": "stroke"}
        add(holder, "path", d=polyline(edge.points), **reach)
        if head := head_of(edge):
            add(holder, "path", d=polyline(_triangle(head, self.style), closed=True), fill=self.style.line_colour)

    def symbol(self, symbol: Symbol) -> None:
        """A symbol's outline and what is written in it; a connector's note beside it."""
        index = None if symbol.kind is SymbolKind.CONNECTOR else symbol_index(symbol.id)
        holder = group(
            self.root,
            self._step(symbol.step),
            class_=f"symbol {symbol.kind.value}",
            data_symbol=symbol.id,
            data_step=None if symbol.step is None else str(symbol.step),
            data_actor=None if symbol.actor is None else str(symbol.actor),
            data_index=None if index is None else str(index),
        )
        add(holder, "path", d=_outline(symbol), fill="none", pointer_events="all", **self._pen)
        write_drawn(holder, symbol_lines(symbol, self.style))

    def label(self, label: Label) -> None:
        """The text beside a decision's way out."""
        holder = group(self.root, self._step(label.from_step), class_="label")
        write_drawn(holder, label_lines(label, self.style))


def _outline(symbol: Symbol) -> str:
    """The outline of a symbol as the data of a path."""
    left, right = symbol.x - symbol.width / 2, symbol.x + symbol.width / 2
    top, bottom = symbol.y - symbol.height / 2, symbol.y + symbol.height / 2
    match symbol.kind:
        case SymbolKind.PROCESS:
            return polyline(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)
        case SymbolKind.DECISION:
            corners = ((symbol.x, top), (right, symbol.y), (symbol.x, bottom), (left, symbol.y))
            return polyline(corners, closed=True)
        case SymbolKind.TERMINATOR:
            return curves(capsule(symbol), closed=True)
        case SymbolKind.CONNECTOR:
            return curves(pentagon(symbol), closed=True)


def _triangle(head: Head, style: Style) -> tuple[Point, ...]:
    """An arrow head's corners, the tip first."""
    (x, y), (along_x, along_y) = head.base(style.arrow_length), head.along
    half = style.arrow_width / 2
    return (head.tip, (x - along_y * half, y + along_x * half), (x + along_y * half, y - along_x * half))
