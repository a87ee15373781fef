"""The drawing of a flow page as native Word shapes, each anchored in the cell of the row it belongs to.

Symbols stand in their own cell; an edge hangs in the upper row it touches, in the leftmost column it touches, so
that offsets are never negative. Offsets count from the cell's edges: the cells that hold shapes have no margins.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

from sopgen.flow.graph import SymbolKind
from sopgen.layout.scene import Direction, Edge, FlowPage, Label, Point, Symbol
from sopgen.layout.style import STYLE, Style
from sopgen.render.docx.blocks import CLOSE, EmuPoint, Field, PathSegment, Shape, Text
from sopgen.render.docx.drawn import DrawnKind, DrawnShape
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.units import EMU_PER_POINT, colour, emu, half_points, point_twips

#: How far along a quarter circle's tangents the control points of a Bezier curve stand.
_QUARTER = 0.5523
#: LibreOffice cuts text that does not fit its box: line height and spare width that always fit.
_SHAPE_LINE_HEIGHT = 1.15
_SPARE_WIDTH_MM = 0.4

_PRESETS: dict[SymbolKind, tuple[str, int | None]] = {
    # flowChartTerminator has elliptical ends; a fully rounded rectangle is the capsule.
    SymbolKind.TERMINATOR: ("roundRect", 50_000),
    SymbolKind.PROCESS: ("flowChartProcess", None),
    SymbolKind.DECISION: ("flowChartDecision", None),
    SymbolKind.CONNECTOR: ("flowChartOffpageConnector", None),
}
_NAMES = {
    SymbolKind.TERMINATOR: "Mulai/selesai",
    SymbolKind.PROCESS: "Kegiatan",
    SymbolKind.DECISION: "Keputusan",
    SymbolKind.CONNECTOR: "Penghubung",
}
_KINDS = {
    SymbolKind.TERMINATOR: DrawnKind.TERMINATOR,
    SymbolKind.PROCESS: DrawnKind.PROCESS,
    SymbolKind.DECISION: DrawnKind.DECISION,
    SymbolKind.CONNECTOR: DrawnKind.CONNECTOR,
}
#: The share of an off-page connector's height that is its point (Word's own shape has the same).
_POINT = 0.2
_LAYER_EDGE, _LAYER_SYMBOL, _LAYER_LABEL = 100, 200, 300
#: The box of a shape that has no place yet.
_NOWHERE = (0, 0, 0, 0)


#: A text's room in page millimetres: its centre, width and height.
Box = tuple[float, float, float, float]
#: Shapes by the cell that anchors them (index of the page's row and of the Pelaksana column), in drawing order.
Cells = dict[tuple[int, int], list[Shape]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes of a page: as they are to be written, by cell, and as they are known when they come back."""

    cells: Cells
    shapes: tuple[DrawnShape, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says besides its geometry: alternative texts and source paths, by symbol id.

    ``labels`` are the source paths of the labels at decisions, by step and text. ``pelaksana`` are the paths of those
    who do a step alone, by its symbol's id, and ``names`` all who could. ``places`` are the source paths of what
    symbols (by id) and arrows (by the ids they join) stand for.
    """

    descriptions: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[int, str], str] = field(default_factory=dict)
    pelaksana: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    places: dict[str | tuple[str, str], str] = field(default_factory=dict)


def draw(page: FlowPage, ids: Ids, words: Words, style: Style = STYLE) -> Drawing:
    """Return all shapes of ``page``, edges first, so that symbols and labels lie over them."""
    canvas = _Canvas(page, ids, style)
    for edge in page.edges:
        canvas.edge(edge, words)
    for symbol in page.symbols:
        canvas.symbol(symbol, words)
    for label in page.labels:
        canvas.label(label, words)
    return Drawing(canvas.cells, tuple(canvas.shapes))


class _Canvas:
    """Collects the shapes of one page."""

    def __init__(self, page: FlowPage, ids: Ids, style: Style) -> None:
        self.page = page
        self.style = style
        self.ids = ids
        self.cells: Cells = {}
        self.shapes: list[DrawnShape] = []
        self.row_tops = [row.top for row in page.rows]
        self.column_lefts = [column.left for column in page.actor_columns]

    def add(self, held: Point, corner: Point, size: EmuPoint, means: DrawnShape, **told: Any) -> None:
        """Add a shape of this ``size`` (EMU) at ``corner`` (page mm), and of what else is ``told`` of it.

        It is anchored in the cell that holds the point ``held``, or the nearest one up and to the left. ``means`` is
        what it is, without its place.
        """
        row = max(bisect_right(self.row_tops, held[1] + 0.01) - 1, 0)
        column = max(bisect_right(self.column_lefts, held[0] + 0.01) - 1, 0)
        x, y = emu(corner[0]) - emu(self.column_lefts[column]), emu(corner[1]) - emu(self.row_tops[row])
        shape = Shape(id=self.ids.drawing(), name=means.name, x=x, y=y, width=size[0], height=size[1], **told)
        self.cells.setdefault((row, column), []).append(shape)
        self.shapes.append(replace(means, box=(emu(corner[0]), emu(corner[1]), *size)))

    def edge(self, edge: Edge, words: Words) -> None:
        xs, ys = [p[0] for p in edge.points], [p[1] for p in edge.points]
        left, top = min(xs), min(ys)
        self.add(
            (left, top),
            (left, top),
            (emu(max(xs)) - emu(left), emu(max(ys)) - emu(top)),
            DrawnShape(
                f"{'Garis' if edge.join else 'Panah'} {edge.source} ke {edge.target}",
                DrawnKind.JOIN if edge.join else DrawnKind.ARROW,
                _NOWHERE,
                words.places.get((edge.source, edge.target), ""),
                source=edge.source,
                target=edge.target,
                ends=tuple((emu(x), emu(y)) for x, y in (edge.points[0], edge.points[-1])),
            ),
            description="",
            z=_LAYER_EDGE,
            path=rounded_path(edge.points, left, top, head=not edge.join),
            line=round(self.style.line_pt * EMU_PER_POINT),
            line_colour=colour(self.style.line_colour),
            head=not edge.join,
        )

    def symbol(self, symbol: Symbol, words: Words) -> None:
        preset, adjust = _PRESETS[symbol.kind]
        path = _outline(symbol)
        size = symbol.size_pt or STYLE.symbol_pt
        connector = symbol.kind is SymbolKind.CONNECTOR
        lines = symbol.lines or _lines(symbol.text)
        self.add(
            (symbol.x, symbol.y),
            (symbol.x - symbol.width / 2, symbol.y - symbol.height / 2),
            (emu(symbol.width), emu(symbol.height)),
            DrawnShape(
                f"{_NAMES[symbol.kind]} {symbol.text if connector else symbol.id}",
                _KINDS[symbol.kind],
                _NOWHERE,
                words.places.get(symbol.id, ""),
                id=symbol.id,
            ),
            description=words.descriptions.get(symbol.id, _NAMES[symbol.kind]),
            z=_LAYER_SYMBOL,
            preset="" if path else preset,
            adjust=adjust,
            path=path,
            line=round(self.style.line_pt * EMU_PER_POINT),
            line_colour=colour(self.style.line_colour),
            filled=True,
            content=self.inside(symbol, lines, size, words),
            text_line=point_twips(size * _SHAPE_LINE_HEIGHT),
            inset_top=emu(symbol.height * _POINT) if symbol.direction is Direction.UP else 0,
        )
        if symbol.page_note and symbol.note_box:
            note = DrawnShape("Catatan halaman", DrawnKind.NOTE, _NOWHERE)
            self.text(symbol.page_note, symbol.note_box, symbol.note_pt, note)

    def inside(self, symbol: Symbol, lines: tuple[str, ...], size: float, words: Words) -> tuple[Text | Field, ...]:
        """What stands in a symbol: its text, or nothing yet that can be picked from a list, its step's pelaksana."""
        if lines:
            return (self.content(lines, size, words.tags.get(symbol.id, "")),)
        tag = words.pelaksana.get(symbol.id, "")
        return (self.ids.field(tag, ("",), size=half_points(size), choices=words.names),) if tag else ()

    def content(self, lines: tuple[str, ...], size: float, tag: str, bold: bool = False) -> Text | Field:
        """A shape's text: a field when it can be read back."""
        points = half_points(size)
        return self.ids.field(tag, lines, size=points, bold=bold) if tag else Text(lines, points, bold)

    def label(self, label: Label, words: Words) -> None:
        box = (label.x, label.y, label.width, label.height)
        tag = words.labels.get((label.from_step, " ".join(label.text.split())), "")
        text = "\n".join(label.lines) if label.lines else label.text
        means = DrawnShape(f"Label langkah {label.from_step}", DrawnKind.LABEL, _NOWHERE, tag)
        self.text(text, box, label.size_pt, means, bold=True, tag=tag)

    def text(self, text: str, box: Box, size: float, means: DrawnShape, bold: bool = False, tag: str = "") -> None:
        """A text that floats without a frame; its box grows evenly until LibreOffice cuts nothing."""
        x, y, width, planned = box
        height = max(planned, (text.count("\n") + 1) * size * _SHAPE_LINE_HEIGHT * 25.4 / 72 + 0.05)
        # Not x - (width + spare) / 2: sums in another order end on other EMU.
        corner = (x - width / 2 - _SPARE_WIDTH_MM / 2, y - planned / 2 - (height - planned) / 2)
        self.add(
            corner,
            corner,
            (emu(width + _SPARE_WIDTH_MM), emu(height)),
            replace(means, name=f"{means.name}: {' '.join(text.split())}"),
            description=" ".join(text.split()),
            z=_LAYER_LABEL,
            preset="rect",
            content=(self.content(_lines(text), size, tag, bold),),
            text_line=point_twips(size * _SHAPE_LINE_HEIGHT),
        )


def _outline(symbol: Symbol) -> tuple[PathSegment, ...]:
    """The outline of a symbol that no preset draws well; empty for all others.

    A preset diamond gives its text only the inner half of its width, and programs cut what does not fit: with a text
    it is drawn as a path, whose text may use all of it. There is no preset pentagon that points upwards, and a
    flipped one stands its text on its head.
    """
    w, h = emu(symbol.width), emu(symbol.height)
    if symbol.kind is SymbolKind.DECISION and symbol.text:
        corners: tuple[EmuPoint, ...] = ((0, h // 2), (w // 2, 0), (w, h // 2), (w // 2, h))
    elif symbol.direction is Direction.UP:
        shoulder = round(h * _POINT)
        corners = ((0, shoulder), (w // 2, 0), (w, shoulder), (w, h), (0, h))
    else:
        return ()
    return (PathSegment("moveTo", corners[:1]), *(PathSegment("lnTo", (corner,)) for corner in corners[1:]), CLOSE)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def rounded_path(points: tuple[Point, ...], left: float, top: float, head: bool) -> tuple[PathSegment, ...]:
    """An orthogonal polyline with round corners, in EMU from (left, top).

    No corner takes more than half of a stretch, and with a ``head`` the last stretch keeps the head's length straight.
    """
    origin = (emu(left), emu(top))
    corners = [(emu(x) - origin[0], emu(y) - origin[1]) for x, y in points]
    parts = [PathSegment("moveTo", (corners[0],))]
    for index in range(1, len(corners) - 1):
        before, corner, after = corners[index - 1 : index + 2]
        out = _distance(corner, after)
        if head and index == len(corners) - 2:
            out = max(0, 2 * (out - emu(STYLE.arrow_length)))
        radius = min(emu(STYLE.corner_radius), _distance(before, corner) // 2, out // 2)
        parts += _corner(before, corner, after, radius)
    parts.append(PathSegment("lnTo", (corners[-1],)))
    return tuple(parts)


def _corner(before: EmuPoint, corner: EmuPoint, after: EmuPoint, radius: int) -> list[PathSegment]:
    if radius <= 0:
        return [PathSegment("lnTo", (corner,))]
    start, end = _towards(corner, before, radius), _towards(corner, after, radius)
    inner = round(radius * (1 - _QUARTER))
    controls = _towards(corner, before, inner), _towards(corner, after, inner)
    return [PathSegment("lnTo", (start,)), PathSegment("cubicBezTo", (*controls, end))]


def _distance(a: EmuPoint, b: EmuPoint) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: EmuPoint, b: EmuPoint, length: int) -> EmuPoint:
    """The point ``length`` from ``a`` on the horizontal or vertical way to ``b``."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return a[0] + (dx > 0) * length - (dx < 0) * length, a[1] + (dy > 0) * length - (dy < 0) * length
