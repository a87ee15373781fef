"""The flow of a page as SVG, drawn by Graphviz with every position given.

One Graphviz unit is 1/100 mm, the scene's own resolution, so nothing is rounded away (Graphviz rounds node sizes to
whole units). Boxes and diamonds are Graphviz shapes; capsules and off-page pentagons, which it has not, are closed
curves; arrow heads are triangles whose tip is the scene's last point. Each line of text is a node of its own, because
Graphviz' idea of a baseline depends on the fonts it finds: the baseline is written into its SVG afterwards. Graphviz
2.43 and 16.1 draw the same within 0.02 mm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import graphviz
from lxml import etree

from sopgen.flow.graph import SymbolKind
from sopgen.layout.scene import Edge, FlowPage, Label, Point, Symbol
from sopgen.layout.style import MM_PER_POINT, STYLE, Style
from sopgen.render.svg.outline import Head, capsule, edge_path, head_of, pentagon

UNITS_PER_MM = 100
UNITS_PER_POINT = UNITS_PER_MM * MM_PER_POINT
_UNITS_PER_INCH = 72  # Graphviz' own: a node's size is given in inches of 72 units

#: Half the height of capitals, as a share of the font size (Arial and Liberation Sans: 0.716 / 2).
HALF_CAPITAL = 0.358
#: An off-page connector's letter stands in its square part: this share of its height from the centre.
_CONNECTOR_LIFT = 0.1

#: Units by which Graphviz may make a drawing larger than its corners: points of no size count as one.
_ROUNDING = 3.0

_SLANT = 0.05
_START = re.compile(r"M([-\d.]+,[-\d.]+)C([-\d.]+,[-\d.]+)")

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {SymbolKind.PROCESS: "box", SymbolKind.DECISION: "diamond"}


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that a drawing covers, in mm."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a drawing: the middle of its baseline in page mm, its size and weight."""

    text: str
    x: float
    baseline: float
    size_pt: float
    bold: bool = False
    colour: str = ""


def area(page: FlowPage) -> Area:
    """The drawing's area on ``page``: the Pelaksana columns beside the body rows."""
    actors = page.actor_columns
    top, bottom = page.rows[0].top, page.rows[-1].bottom
    return Area(actors[0].left, top, actors[-1].right - actors[0].left, bottom - top)


def finished(
    pages: Sequence[FlowPage], drawings: Iterable[bytes], family: str, style: Style = STYLE
) -> tuple[bytes, ...]:
    """What Graphviz drew of each page's ``source`` as SVG documents, each of exactly its area's size.

    ``family`` is the font family of texts.
    """
    return tuple(
        settle(drawing, area(page), lines(page, style), family, bundles(page.edges))
        for page, drawing in zip(pages, drawings, strict=True)
    )


def lines(page: FlowPage, style: Style = STYLE) -> tuple[Line, ...]:
    """All lines of text in the page's drawing, in drawing order."""
    found: list[Line] = []
    for symbol in page.symbols:
        found += symbol_lines(symbol, style)
    for label in page.labels:
        found += label_lines(label, style)
    return tuple(found)


def label_lines(label: Label, style: Style) -> Iterator[Line]:
    """The lines of the text beside a decision's way out."""
    return stacked(label.lines or (label.text,), label.x, label.y, label.size_pt, style, bold=True)


def symbol_lines(symbol: Symbol, style: Style) -> Iterator[Line]:
    """The lines of text in a symbol, and the note beside a connector."""
    connector = symbol.kind is SymbolKind.CONNECTOR
    texts = symbol.lines or ((symbol.text,) if symbol.text else ())
    size = symbol.size_pt or (style.connector_pt if connector else style.symbol_pt)
    middle = symbol.y
    if connector:
        up = symbol.direction is not None and symbol.direction.value == "up"
        middle += symbol.height * _CONNECTOR_LIFT * (1 if up else -1)
    yield from stacked(texts, symbol.x, middle, size, style)
    if symbol.page_note and symbol.note_box:
        x, y, _, _ = symbol.note_box
        yield centred_line(symbol.page_note, x, y, symbol.note_pt)


def stacked(
    texts: Sequence[str], x: float, y: float, size_pt: float, style: Style, bold: bool = False, colour: str = ""
) -> Iterator[Line]:
    """Lines one below the other, the middle of them all at ``x``, ``y`` (mm); Graphviz draws nothing for empty ones."""
    pitch = size_pt * style.line_height * MM_PER_POINT
    for index, text in enumerate(texts):
        if text:
            yield centred_line(text, x, y + (index - (len(texts) - 1) / 2) * pitch, size_pt, bold, colour)


def centred_line(text: str, x: float, y: float, size_pt: float, bold: bool = False, colour: str = "") -> Line:
    """A line whose capitals stand in the middle of the height ``y`` (mm)."""
    return Line(text, x, y + HALF_CAPITAL * size_pt * MM_PER_POINT, size_pt, bold, colour)


def source(page: FlowPage, style: Style = STYLE) -> str:
    """The page's drawing in DOT, in units of 1/100 mm with the origin at the area's lower left corner."""
    graph = Canvas(area(page), style)
    for index, symbol in enumerate(page.symbols):
        graph.symbol(index, symbol)
    for index, edge in enumerate(page.edges):
        graph.edge(index, edge)
    for index, line in enumerate(lines(page, style)):
        graph.text(index, line)
    return graph.source


class Canvas:
    """Builds one DOT graph; takes page millimetres."""

    ink = ""  # the style's colour of lines, unless there is one
    fill = ""  # of symbols; empty outlines without
    order = "edgesfirst"

    def __init__(self, frame: Area, style: Style) -> None:
        self._frame, self._style = frame, style
        pen = plain(style.line_pt * UNITS_PER_POINT)
        self._ink = ink = self.ink or style.line_colour
        self._dot = graphviz.Digraph(
            graph_attr={"margin": "0", "pad": "0", "bgcolor": "transparent", "outputorder": self.order},
            node_attr={"label": "", "fixedsize": "true", "penwidth": pen, "color": ink},
            edge_attr={"arrowhead": "none", "penwidth": pen, "color": ink},
        )
        self._corner("sw", (frame.left, frame.top + frame.height))
        self._corner("ne", (frame.left + frame.width, frame.top))

    @property
    def source(self) -> str:
        """The graph as DOT text."""
        return str(self._dot.source)

    def _corner(self, name: str, point: Point) -> None:
        """Graphviz computes the drawing's box anew: invisible nodes without size hold its corners."""
        self._dot.node(name, pos=self._at(point), shape="none", width="0", height="0", style="invis")

    def _at(self, point: Point) -> str:
        x = (point[0] - self._frame.left) * UNITS_PER_MM
        y = (self._frame.top + self._frame.height - point[1]) * UNITS_PER_MM
        return f"{plain(x)},{plain(y)}"

    def _path(self, points: Iterable[Point]) -> str:
        return " ".join(self._at(point) for point in points)

    def symbol(self, index: int, symbol: Symbol) -> None:
        name, marks = f"s{index}", {"id": f"simbol-{index}", "class": symbol.kind.value}
        pos = self._at((symbol.x, symbol.y))
        if shape := _SHAPES.get(symbol.kind):
            if self.fill:
                marks |= {"style": "filled", "fillcolor": self.fill}
            self._dot.node(name, pos=pos, shape=shape, **self._size(symbol.width, symbol.height), **marks)
            return
        outline = capsule(symbol) if symbol.kind is SymbolKind.TERMINATOR else pentagon(symbol)
        self._dot.node(name, pos=pos, shape="none", style="invis", **self._size(symbol.width, symbol.height))
        self._dot.edge(name, name, pos=self._path(outline), **marks)

    def edge(self, index: int, edge: Edge) -> None:
        """The line, between two points of no size, and its head."""
        path = edge_path(edge, self._style)
        start, end = f"e{index}a", f"e{index}b"
        for name, point in ((start, path[0]), (end, path[-1])):
            self._dot.node(name, pos=self._at(point), shape="none", style="invis", width="0", height="0")
        kind = "join" if edge.join else edge.branch.value if edge.branch else "next"
        self._dot.edge(start, end, pos=self._path(path), id=f"alur-{index}", **{"class": kind})
        if head := head_of(edge):
            self._head(index, head)

    def _head(self, index: int, head: Head) -> None:
        """A filled triangle without outline. Graphviz gives it the node's whole width and, apex at the rim, three
        quarters of its length."""
        length, width = self._style.arrow_length / 0.75, self._style.arrow_width
        along_x = head.along[0] != 0
        turn = {(0, -1): "0", (-1, 0): "90", (0, 1): "180", (1, 0): "270"}[(round(head.along[0]), round(head.along[1]))]
        size = self._size(length, width) if along_x else self._size(width, length)
        self._dot.node(
            f"h{index}",
            pos=self._at(head.base(length / 2)),
            shape="triangle",
            orientation=turn,
            style="filled",
            fillcolor=self._ink,
            color="transparent",
            id=f"panah-{index}",
            **{"class": "head"},
            **size,
        )

    def text(self, index: int, line: Line, **marks: str) -> None:
        """A node of no size: else Graphviz' measure of the text would count in the drawing's box, and shift it."""
        self._dot.node(
            f"t{index}",
            label=graphviz.escape(line.text.replace("&", "&amp;")),
            pos=self._at((line.x, line.baseline)),
            shape="none",
            width="0",
            height="0",
            fontsize=plain(line.size_pt * UNITS_PER_POINT),
            id=f"teks-{index}",
            **({"fontcolor": line.colour} if line.colour else {}),
            **marks,
        )

    def _size(self, width: float, height: float) -> dict[str, str]:
        scale = UNITS_PER_MM / _UNITS_PER_INCH
        return {"width": f"{width * scale:.6f}", "height": f"{height * scale:.6f}"}


def plain(value: float) -> str:
    """A number of units as Graphviz reads it back exactly: two decimals at most, no minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def bundles(edges: Sequence[Edge]) -> tuple[tuple[int, ...], ...]:
    """Indices of edges that lead to one target and may run on one line, where there are several."""
    into: dict[str, list[int]] = {}
    for index, edge in enumerate(edges):
        if not edge.join:
            into.setdefault(edge.target, []).append(index)
    return tuple(tuple(found) for found in into.values() if len(found) > 1)


def settle(
    drawing: bytes, frame: Area, texts: Sequence[Line], family: str, together: Sequence[Sequence[int]] = ()
) -> bytes:
    """Give Graphviz' SVG its exact size in mm, and each text its baseline and weight.

    Edges whose indices stand ``together`` become one path: two strokes on one line look bolder than one.
    """
    root = parsed(drawing, bare=True)
    width, height = frame.width * UNITS_PER_MM, frame.height * UNITS_PER_MM
    across, down = _slack(root, width, height)
    root.set("width", f"{plain(frame.width)}mm")
    root.set("height", f"{plain(frame.height)}mm")
    root.set("viewBox", f"0 0 {plain(width)} {plain(height)}")
    graph = root.find(f"{_SVG}g")
    assert graph is not None
    graph.set("id", "gambar")  # Graphviz numbers the graphs of one process
    graph.set("transform", f"translate({plain(-across)} {plain(height + down)})")
    for group in graph.iter(f"{_SVG}g"):
        for title in group.findall(f"{_SVG}title"):
            group.remove(title)
        name, _, number = (group.get("id") or "").partition("-")
        if name == "teks":
            line = texts[int(number)]
            x, y = line.x - frame.left, line.baseline - frame.top - frame.height
            _settle_text(group[0], line, x * UNITS_PER_MM + across, y * UNITS_PER_MM - down, family)
        elif name == "panah":
            group[0].set("stroke", "none")  # Graphviz has no pen of no width
        elif name in ("simbol", "alur"):
            _unsnap(group[0])
    for bundle in together:
        _bundle(graph, bundle)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def parsed(drawing: bytes, bare: bool = False) -> etree._Element:
    """An SVG document as a tree, nothing looked up that it may name; ``bare``: without comments and blank texts."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=bare, remove_blank_text=bare
    )
    return etree.fromstring(drawing, parser)


def _bundle(graph: etree._Element, indices: Sequence[int]) -> None:
    """Draw several edges' lines with one stroke of the pen, in the place of the first."""
    groups = {group.get("id"): group for group in graph.iterfind(f"{_SVG}g")}
    first, *others = (groups[f"alur-{index}"] for index in indices)
    first[0].set("d", " ".join(group[0].get("d") or "" for group in (first, *others)))
    for group in others:
        graph.remove(group)


def _unsnap(shape: etree._Element) -> None:
    """Give a stroke's first stretch a kink too small to see (0.5 µm).

    Poppler (Evince, Okular) moves both edges of strokes that run only along the axes to whole pixels, each on its
    own: of equal lines some come out twice as wide as others. Strokes with any slant are left as they are.
    """
    if points := shape.get("points"):
        first, second, *rest = points.split()
        shape.set("points", " ".join((first, _kink(first, second), second, *rest)))
    elif found := _START.match(shape.get("d") or ""):
        start, control = found.groups()
        shape.set("d", f"M{start}L{_kink(start, control)}C{control}{(shape.get('d') or '')[found.end() :]}")


def _kink(start: str, end: str) -> str:
    """The point halfway between two, a little off the line."""
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in (start, end))
    aside = (0.0, _SLANT) if abs(x2 - x1) > abs(y2 - y1) else (_SLANT, 0.0)
    return f"{plain((x1 + x2) / 2 + aside[0])},{plain((y1 + y2) / 2 + aside[1])}"


def _slack(root: etree._Element, width: float, height: float) -> tuple[float, float]:
    """By how many units Graphviz has moved the drawing right and up: it counts points of no size as one unit wide.

    It moves a drawing that reaches beyond its corners by more than that: an internal error, RuntimeError.
    """
    drawn = [float(number) for number in (root.get("viewBox") or "").split()[2:]]
    if len(drawn) != 2 or max(abs(drawn[0] - width), abs(drawn[1] - height)) > _ROUNDING:
        raise RuntimeError(f"a flow drawing of {drawn} units, planned {width:.0f} by {height:.0f}")
    return (drawn[0] - width) / 2, (drawn[1] - height) / 2


def _settle_text(text: etree._Element, line: Line, x: float, y: float, family: str) -> None:
    text.set("text-anchor", "middle")
    text.set("font-family", family)  # not by way of Graphviz, which does not escape it
    text.set("x", plain(x))
    text.set("y", plain(y))
    if line.bold:
        text.set("font-weight", "bold")
