"""From routes to a drawing: lines in millimetres, labels, connectors; what does not work is named."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.flow.graph import SymbolKind
from sopgen.layout.frame import Drawing
from sopgen.layout.labels import Asked, Obstacles, place_labels
from sopgen.layout.measure import Measurer
from sopgen.layout.metrics import corners
from sopgen.layout.page import Page, iterate_joins
from sopgen.layout.route import Wire
from sopgen.layout.scene import Edge, Label, Point, Symbol
from sopgen.layout.strips import connector_symbol
from sopgen.layout.style import Style

LABEL_ROUNDS = 4
KEEP_OFF = 4000  # price of running where a label found no place


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page could not be drawn: the steps concerned, and which room would help."""

    steps: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    strip: bool = False
    columns: bool = False


def sketch(page: Page, measurer: Measurer, style: Style) -> Drawing | Failure:
    """Route a page and draw it; labels that find no place push lines away first."""
    lost_wires = page.router.run()
    if lost_wires:
        steps = sorted({step for wire in lost_wires for step in wire.steps})
        return Failure(tuple(steps), ("no way",), strip=any(_in_strip(page, wire) for wire in lost_wires))
    lost: list[Asked] = []
    for _ in range(LABEL_ROUNDS):
        drawing, lost = _draw(page, measurer, style)
        if not lost:
            return drawing
        _make_room(page, lost)
    return Failure(tuple(sorted({one.step for one in lost})), ("no place for a label",), columns=True)


def _in_strip(page: Page, wire: Wire) -> bool:
    edge = page.plan.edges[wire.index]
    return edge.source not in page.placed or edge.target not in page.placed


def _draw(page: Page, measurer: Measurer, style: Style) -> tuple[Drawing, list[Asked]]:
    lines = [way(page, wire) for wire in page.wires]
    symbols = [symbol for item in page.placed.values() for symbol in item.symbols]
    symbols += _connectors(page, measurer, style)
    joins = [
        Edge(left, right, None, None, None, _rounded(points), join=True)
        for item in page.placed.values()
        for left, right, points in iterate_joins(item)
    ]
    obstacles = Obstacles(page.plan.frame, symbols, [*lines, *(join.points for join in joins)])
    labels, lost = place_labels(_asked(page, lines), obstacles, measurer, style)
    edges = [_edge(page, wire, points) for wire, points in zip(page.wires, lines, strict=True)]
    ordered: list[Label] = [labels[key] for key in sorted(labels)]
    return Drawing(tuple(symbols), (*edges, *joins), tuple(ordered)), lost


def way(page: Page, wire: Wire) -> tuple[Point, ...]:
    """A wire's polyline in mm, from outline to outline."""
    assert wire.exit is not None
    assert wire.entry is not None
    points = [wire.exit.point, *(page.grid.point(state >> 1) for state in wire.states), wire.entry.point]
    return corners(tuple(points))


def _edge(page: Page, wire: Wire, points: tuple[Point, ...]) -> Edge:
    assert wire.exit is not None
    assert wire.entry is not None
    part = page.plan.edges[wire.index]
    return Edge(
        source=wire.exit.symbol.id if wire.exit.symbol else part.source,
        target=wire.entry.symbol.id if wire.entry.symbol else part.target,
        from_step=part.from_step,
        to_step=part.to_step,
        branch=part.flow.branch,
        points=_rounded(points),
    )


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 2), round(y, 2)) for x, y in points)


def _connectors(page: Page, measurer: Measurer, style: Style) -> list[Symbol]:
    """Pentagons at the places their lines chose."""
    place: dict[str, float] = {}
    for wire in page.wires:
        part = page.plan.edges[wire.index]
        for port, name in ((wire.exit, part.source), (wire.entry, part.target)):
            if port is not None and port.slot is not None:
                place[name] = port.point[0]
    return [
        connector_symbol(strip, connector, place[connector.id], measurer, style)
        for strip in page.strips
        for connector in strip.connectors
    ]


def _asked(page: Page, lines: list[tuple[Point, ...]]) -> list[Asked]:
    """The labels of all decisions' ways out that start on this page."""
    asked: list[Asked] = []
    for wire, points in zip(page.wires, lines, strict=True):
        part = page.plan.edges[wire.index]
        symbol = wire.exit.symbol if wire.exit else None
        if part.flow.label and wire.exit and symbol is not None and symbol.kind is SymbolKind.DECISION:
            asked.append(Asked(wire.index, part.flow.label, part.from_step, symbol, wire.exit.side, points))
    return asked


def _make_room(page: Page, lost: list[Asked]) -> None:
    """Make it dear to run beside the decisions whose labels found no place, and route what does anew."""
    grid = page.grid
    for one in lost:
        row = grid.ys.index(one.symbol.y)
        for j in (row - 1, row, row + 1):
            for i, x in enumerate(grid.xs):
                distance = abs(x - one.symbol.x) - one.symbol.width / 2
                if 0 < distance < 4:
                    node = j * grid.nx + i
                    grid.pass_cost[1][node] += KEEP_OFF
                    grid.bend_cost[node] += KEEP_OFF // 2
    page.router.improve_all()
