"""Small flows written in one line each, and frames to draw them in."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.flow.graph import Branch, Flow, FlowEdge, FlowNode, SymbolKind
from sopgen.layout.drawing.drawing import Strips, draw
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.scene import Column, Edge, Row, RowKind, Symbol
from sopgen.layout.style import STYLE
from sopgen.layout.text.measurer import TextMeasurer

MEASURER = TextMeasurer("Arial")
KINDS = {"[": SymbolKind.PROCESS, "<": SymbolKind.DECISION, "(": SymbolKind.TERMINATOR}
BRANCHES = {"Y": Branch.YES, "T": Branch.NO, "": None}


def flow(nodes: str, edges: str, actors: int) -> Flow:
    """A flow from notes such as ``"[1:0 <2:1,0"`` (box in row 1, column 0; decision in row 2, columns 1 and 0).

    A name with a dot (``[2.1:0``) stands in the row before the dot. Edges: ``"1>2 2Y>3 2T>1"``.
    """
    made: list[FlowNode] = []
    for word in nodes.split():
        name, columns = word[1:].split(":")
        step = int(name.split(".")[0].rstrip("me"))
        order = sum(1 for node in made if node.step == step)
        actors_of = tuple(int(column) for column in columns.split(","))
        made.append(FlowNode(name, KINDS[word[0]], step, order, actors_of))
    ways: list[FlowEdge] = []
    for word in edges.split():
        source, target = word.split(">")
        branch = source[-1] if source[-1] in "YT" else ""
        ways.append(FlowEdge(source.rstrip("YT"), target, BRANCHES[branch], branch))
    return Flow(tuple(made), tuple(ways), max(node.step for node in made), actors)


def frames(
    of: Flow, ranges: Sequence[tuple[int, int]] = (), width: float = 18.0, height: float = 20.0, first_page: int = 2
) -> tuple[Frame, ...]:
    """Frames with columns and rows of one size; ``ranges`` are the pages' first and last steps."""
    pages = tuple(ranges) or ((1, of.step_count),)
    columns = tuple(Column("actor", 100 + width * i, 100 + width * (i + 1), i) for i in range(of.actor_count))
    made: list[Frame] = []
    strips = Strips.of(of)
    for index, (first, last) in enumerate(pages):
        top, bottom = strips.sides((first, last))
        rows: list[Row] = []
        y = 40.0
        kinds = [RowKind.STRIP_TOP] * top + [RowKind.STEP] * (last - first + 1) + [RowKind.STRIP_BOTTOM] * bottom
        step = first
        for kind in kinds:
            size = height if kind is RowKind.STEP else strips.height(pages, STYLE)
            rows.append(Row(kind, y, y + size, step if kind is RowKind.STEP else None))
            step += kind is RowKind.STEP
            y += size
        made.append(Frame(first_page + index, columns, tuple(rows)))
    return tuple(made)


def drawings(of: Flow, pages: tuple[Frame, ...]) -> tuple[Drawing, ...]:
    """The drawings, which must exist."""
    result = draw(of, pages, MEASURER, STYLE)
    assert isinstance(result, tuple), result
    return result


def drawing(of: Flow, width: float = 18.0, height: float = 20.0) -> Drawing:
    """The drawing of a flow on one page."""
    return drawings(of, frames(of, width=width, height=height))[0]


def edge(of: Drawing, name: str) -> Edge:
    """The edge ``"1>2"``, whichever joined symbol it leaves from."""
    source, target = name.split(">")
    return next(e for e in of.edges if e.source.split("/")[0] == source and e.target == target and not e.join)


def symbol(of: Drawing, name: str) -> Symbol:
    """The symbol of that id."""
    return next(s for s in of.symbols if s.id == name)


def side(of: Drawing, name: str, at_end: bool) -> str:
    """The side (N, E, S, W) at which an edge leaves its source or enters its target."""
    line = edge(of, name)
    on = symbol(of, line.target if at_end else line.source)
    x, y = line.points[-1 if at_end else 0]
    if abs(x - on.x) < 0.05:
        return "N" if y < on.y else "S"
    return "W" if x < on.x else "E"
