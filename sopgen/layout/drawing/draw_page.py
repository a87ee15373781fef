"""From routes to a drawing: lines in millimetres, labels, connectors; what does not work is named."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.gates import Violation, page_violations
from sopgen.layout.drawing.labels import Asked, Obstacles, narrowest, place_labels
from sopgen.layout.drawing.page_task import Page, columns_of, gaps_of, iterate_joins
from sopgen.layout.routing.arrow_heads import head_box
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.routing.geometry import Box, pieces
from sopgen.layout.routing.lanes import Lanes
from sopgen.layout.routing.occupancy import Wire
from sopgen.layout.routing.ports import OUTWARD, Side
from sopgen.layout.routing.strips import connector_symbol
from sopgen.layout.scene import Edge, Label, Point, Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import GRAIN, LABEL_REACH, LABEL_REACH_EDGE, LABEL_SIDES
from sopgen.layout.style.prices import LABEL_KEEP_OFF, LABEL_OTHER_SIDE
from sopgen.layout.style.tries import COLUMNS_WIDER, LABEL_ROUNDS
from sopgen.layout.text.protocol import Measurer


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page could not be drawn: the steps concerned, and which room would help."""

    steps: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    strip: bool = False
    columns: bool = False
    lanes: bool = False  # more and closer lanes may help
    widths: tuple[tuple[int, float], ...] = ()  # columns in which a label found no place, and what would hold it
    labels: tuple[str, ...] = ()  # the labels that found no place
    used_up: bool = False  # the search for ways ended before it had tried all


def sketch(page: Page, measurer: Measurer, style: Style) -> Drawing | Failure:
    """Route a page and draw it; labels that find no place push lines away first.

    Lines are spread evenly; should that break a gate, they are drawn as routed, on lanes that are legal in themselves.
    """
    lost_wires = page.router.run(pushing=not page.crowded)
    if lost_wires:
        steps = sorted({step for wire in lost_wires for step in wire.steps})
        strip = any(_in_strip(page, wire) for wire in lost_wires)
        ended = page.router.used_up
        return Failure(tuple(steps), ("no way",), strip, columns=True, lanes=True, used_up=ended)
    broken: tuple[Violation, ...] = ()
    for attempt in range(LABEL_ROUNDS):
        lost: list[Asked] = []
        for even in (True, False):
            drawing, lost = _draw(page, even, attempt < LABEL_ROUNDS - 1, measurer, style)
            if not lost:
                broken = page_violations(drawing, page.plan.frame, style)
                if not broken:
                    return drawing
        if lost:
            _make_room(page, lost)
    if lost:
        return _no_place(page, lost, measurer, style)
    steps = sorted({step for violation in broken for step in violation.steps})
    return Failure(tuple(steps), tuple(str(violation) for violation in broken), columns=True, lanes=True)


def _no_place(page: Page, lost: list[Asked], measurer: Measurer, style: Style) -> Failure:
    """The failure that labels are which found no place: their decisions' columns should be wider."""
    widths: dict[int, float] = {}
    for one in lost:
        assert one.symbol.actor is not None
        column = columns_of(page.plan)[one.symbol.actor]
        needed = 2 * (narrowest(one.text, style.min_symbol_pt, measurer) + LABEL_SIDES)
        wanted = needed if column.width < needed - GRAIN else column.width * COLUMNS_WIDER  # widths are rounded
        widths[one.symbol.actor] = max(widths.get(one.symbol.actor, 0.0), wanted)
    return Failure(
        tuple(sorted({one.step for one in lost})),
        ("no place for a label",),
        widths=tuple(sorted(widths.items())),
        labels=tuple(dict.fromkeys(one.text for one in lost)),
    )


def _in_strip(page: Page, wire: Wire) -> bool:
    edge = page.plan.edges[wire.index]
    return edge.source not in page.placed or edge.target not in page.placed


def _draw(page: Page, even: bool, strict: bool, measurer: Measurer, style: Style) -> tuple[Drawing, list[Asked]]:
    symbols = [symbol for item in page.placed.values() for symbol in item.symbols]
    lanes = Lanes(page.grid, page.wires, symbols)
    if even:
        lanes.spread(gaps_of(page.plan, page.placed, style), style)
    lines = lanes.polylines()
    symbols += _connectors(page, measurer, style)
    joins = [
        Edge(left, right, None, None, None, _rounded(points), join=True)
        for item in page.placed.values()
        for left, right, points in iterate_joins(item)
    ]
    heads = [head_box(points[-2], points[-1], style) for points in lines]
    parts = [tuple(pieces(points)) for points in lines]
    segments = [box for boxes in (*parts, *(pieces(join.points) for join in joins)) for box in boxes]
    obstacles = Obstacles(page.plan.frame, symbols, segments, heads)
    labels, lost = place_labels(_asked(page, lines, parts), obstacles, strict, measurer, style)
    edges = [_edge(page, wire, points) for wire, points in zip(page.wires, lines, strict=True)]
    ordered: list[Label] = [labels[key] for key in sorted(labels)]
    return Drawing(tuple(symbols), (*edges, *joins), tuple(ordered)), lost


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


def _asked(page: Page, lines: list[tuple[Point, ...]], parts: list[tuple[Box, ...]]) -> list[Asked]:
    """The labels of all decisions' ways out that start on this page; ``parts`` are the lines' straight pieces."""
    asked: list[Asked] = []
    leading: dict[int, set[Box]] = {}
    for wire, boxes in zip(page.wires, parts, strict=True):
        leading.setdefault(wire.target, set()).update(boxes)
    for wire, points, boxes in zip(page.wires, lines, parts, strict=True):
        part = page.plan.edges[wire.index]
        symbol = wire.exit.symbol if wire.exit else None
        if part.flow.label and wire.exit and symbol is not None and symbol.kind is SymbolKind.DECISION:
            own = frozenset(leading[wire.target])
            side = wire.exit.side
            asked.append(Asked(wire.index, part.flow.label, part.from_step, symbol, side, points, boxes, own))
    return asked


def _make_room(page: Page, lost: list[Asked]) -> None:
    """Make it dear to run where labels found no place, and route what does anew."""
    grid = page.grid
    raised: set[int] = set()
    edge = LABEL_REACH_EDGE
    for one in lost:
        wire = page.wires[one.key]
        wire.exits = [(port, price + LABEL_OTHER_SIDE * (port is wire.exit)) for port, price in wire.exits]
        level = one.side in (Side.EAST, Side.WEST)
        x, y = one.points[0]
        dx, dy = OUTWARD[one.side]
        ahead_x, ahead_y = x + dx * LABEL_REACH, y + dy * LABEL_REACH
        left, right = (min(x, ahead_x), max(x, ahead_x)) if level else (x - LABEL_REACH, x + LABEL_REACH)
        top, bottom = (y - LABEL_REACH, y + LABEL_REACH) if level else (min(y, ahead_y), max(y, ahead_y))
        for j, lane_y in enumerate(grid.ys):
            for i, lane_x in enumerate(grid.xs):
                if left - edge <= lane_x <= right + edge and top - edge <= lane_y <= bottom + edge:
                    node = j * grid.nx + i
                    raised.add(node)
                    if lane_x != one.symbol.x:
                        grid.pass_cost[1][node] += LABEL_KEEP_OFF
                    if lane_y != one.symbol.y:
                        grid.pass_cost[0][node] += LABEL_KEEP_OFF
                    grid.bend_cost[node] += LABEL_KEEP_OFF
    page.router.give_way(frozenset(raised))
