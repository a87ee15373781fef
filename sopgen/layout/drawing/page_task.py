"""One page as a routing task: symbols on a grid, ports with their prices, one wire for each edge part."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopgen.flow.graph import Branch, FlowNode, SymbolKind
from sopgen.layout.drawing.port_prices import PortPrices
from sopgen.layout.routing.connectors import PageEdge, PageFlow
from sopgen.layout.routing.grid import JOIN, Grid, column_lanes, row_lanes
from sopgen.layout.routing.lanes import Gap, column_gaps, row_gaps
from sopgen.layout.routing.occupancy import Board, Wire
from sopgen.layout.routing.ports import Port, Side, by_owner, symbol_ports
from sopgen.layout.routing.router import Router
from sopgen.layout.routing.strips import Strip, agreed, strip_of
from sopgen.layout.routing.symbols import PlacedNode, base_size, place_row
from sopgen.layout.scene import Column, RowKind, Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import LABEL_BESIDE, LABEL_ROOM_MORE, LABEL_ROOM_MOST, ROUNDING, Spacing
from sopgen.layout.style.prices import BEND_BESIDE_DECISION, BESIDE_DECISION, CAPSULES_ARROW
from sopgen.layout.text.protocol import Measurer


@dataclass(slots=True)
class Page:
    """A routing task and what it was made from."""

    plan: PageFlow
    placed: dict[str, PlacedNode]
    strips: tuple[Strip, ...]
    grid: Grid
    router: Router
    wires: list[Wire]

    @property
    def crowded(self) -> bool:
        """Whether a strip has fewer places than connectors, so that some arrow will have no way."""
        return any(strip.crowded for strip in self.strips)


def columns_of(plan: PageFlow) -> dict[int, Column]:
    """The Pelaksana columns by index."""
    return {column.actor: column for column in plan.frame.columns if column.actor is not None}


def place_nodes(plan: PageFlow, measurer: Measurer, style: Style) -> dict[str, PlacedNode]:
    """All symbols of a page by node."""
    rows = {row.step: row for row in plan.frame.rows if row.kind is RowKind.STEP}
    columns, apart = columns_of(plan), dict(plan.frame.apart)
    by_step: dict[int, list[FlowNode]] = {}
    for node in plan.nodes:
        by_step.setdefault(node.step, []).append(node)
    placed: dict[str, PlacedNode] = {}
    for step, nodes in by_step.items():
        for item in place_row(tuple(nodes), rows[step], columns, measurer, style, apart.get(step, 0.0)):
            placed[item.node.id] = item
    return placed


def build_page(
    plan: PageFlow, placed: dict[str, PlacedNode], spacing: Spacing, measurer: Measurer, style: Style
) -> Page:
    """Set up grid, ports and wires of one page."""
    strips = tuple(
        strip_of(plan, row, measurer, style)
        for row in plan.frame.rows
        if row.kind in (RowKind.STRIP_TOP, RowKind.STRIP_BOTTOM)
    )
    strips = agreed(strips, style.lane_min + ROUNDING)
    grid = _grid(plan, placed, strips, spacing, style)
    owners = {name: index for index, name in enumerate([*placed, *(c.id for c in plan.connectors)], start=1)}
    ports = _ports(placed, strips, grid, owners, style)
    overlaps = _overlaps(ports, strips)
    _price_surroundings(grid, placed, _label_rooms(plan, measurer, style))
    for capsule, begins in _begun(plan.edges, placed):
        _price_arrow(grid, capsule.symbols[0], begins.symbols[0])
    prices = PortPrices(plan, placed, strips)
    own_ports = by_owner(ports)
    wires = [
        _wire(index, edge, owners, own_ports, prices, label_room(edge, measurer, style))
        for index, edge in enumerate(plan.edges)
    ]
    return Page(plan, placed, strips, grid, Router(Board(grid, ports, wires, overlaps)), wires)


def _grid(
    plan: PageFlow, placed: dict[str, PlacedNode], strips: tuple[Strip, ...], spacing: Spacing, style: Style
) -> Grid:
    columns = columns_of(plan)
    widths = {actor: base_size(SymbolKind.PROCESS, column.width, style)[0] for actor, column in columns.items()}
    slots = [slot for strip in strips for slot in strip.slots]
    xs = column_lanes(plan.frame, widths, slots, spacing, style)
    grid = Grid(xs, row_lanes(plan.frame, levels_of(placed), spacing, style), len(plan.edges))
    for item in placed.values():
        for symbol in item.symbols:
            grid.block_symbol(symbol)
    for index, item in enumerate(placed.values()):
        _join(grid, item, JOIN + index)
    return grid


def levels_of(placed: dict[str, PlacedNode]) -> dict[int, list[tuple[float, float]]]:
    """(centre, height) in mm of each step's levels, top first."""
    heights: dict[int, dict[float, float]] = {}
    for item in placed.values():
        row = heights.setdefault(item.node.step, {})
        for symbol in item.symbols:
            row[symbol.y] = max(row.get(symbol.y, 0.0), symbol.height)
    return {step: sorted(row.items()) for step, row in heights.items()}


def gaps_of(plan: PageFlow, placed: dict[str, PlacedNode], style: Style) -> tuple[list[Gap], list[Gap]]:
    """The gaps in which lines may be spread: between rows' symbols, and between columns' symbols."""
    levels = levels_of(placed)
    rows = [
        (row.top, row.bottom, levels.get(row.step, []))
        for row in plan.frame.rows
        if row.kind is RowKind.STEP and row.step is not None
    ]
    columns = [
        (column.left, column.right, base_size(SymbolKind.PROCESS, column.width, style)[0])
        for column in columns_of(plan).values()
    ]
    return row_gaps(rows), column_gaps(columns)


def _join(grid: Grid, item: PlacedNode, owner: int) -> None:
    """Close the line between joined symbols for lines along it."""
    xs = sorted(symbol.x for symbol in item.symbols)
    if len(xs) < 2:
        return
    row = grid.ys.index(item.symbols[0].y) * grid.nx
    for i, x in enumerate(grid.xs):
        if xs[0] < x < xs[-1] and grid.own[0][row + i] == 0:
            grid.own[0][row + i] = owner


def joined_sides(item: PlacedNode) -> dict[str, frozenset[Side]]:
    """For each symbol of a node, the sides from which join lines go."""
    ordered = sorted(item.symbols, key=lambda symbol: symbol.x)
    sides: dict[str, frozenset[Side]] = {}
    for index, symbol in enumerate(ordered):
        closed = ({Side.WEST} if index else set()) | ({Side.EAST} if index + 1 < len(ordered) else set())
        sides[symbol.id] = frozenset(closed)
    return sides


def _ports(
    placed: dict[str, PlacedNode], strips: tuple[Strip, ...], grid: Grid, owners: dict[str, int], style: Style
) -> list[Port]:
    ports: list[Port] = []
    for name, item in placed.items():
        closed = joined_sides(item)
        for symbol in item.symbols:
            ports.extend(symbol_ports(grid, symbol, owners[name], closed[symbol.id], len(ports), style))
    for strip in strips:
        free = list(_free_places(grid, strip))
        for connector in strip.connectors:
            ports += [
                _slot_port(strip, slot, node, owners[connector.id], at)
                for at, (slot, node) in enumerate(free, len(ports))
            ]
    return ports


def _free_places(grid: Grid, strip: Strip) -> Iterator[tuple[int, int]]:
    """The places of a strip at which a line may end, each with its node."""
    row = (1 if strip.at_top else grid.ny - 2) * grid.nx
    for slot, x in enumerate(strip.slots):
        node = row + grid.xs.index(x)
        if not grid.own[1][node]:
            yield slot, node


def _slot_port(strip: Strip, slot: int, node: int, owner: int, index: int) -> Port:
    """The port of a connector that stands at one of its strip's places."""
    side, sign = (Side.SOUTH, 1) if strip.at_top else (Side.NORTH, -1)
    return Port(index, owner, None, side, (strip.slots[slot], strip.inner), 1, sign, (node,), 0, slot)


def _overlaps(ports: list[Port], strips: tuple[Strip, ...]) -> dict[int, list[int]]:
    """For each place of a connector, the places of other connectors that a second one could not share with it."""
    result: dict[int, list[int]] = {port.index: [] for port in ports}
    for strip in strips:
        side = Side.SOUTH if strip.at_top else Side.NORTH
        by_x: dict[float, list[Port]] = {}
        for port in ports:
            if port.slot is not None and port.side is side:
                by_x.setdefault(port.point[0], []).append(port)
        for x, places in by_x.items():
            near = [other for at, others in by_x.items() if abs(at - x) < strip.pitch - 1e-6 for other in others]
            for port in places:
                result[port.index] = [other.index for other in near if other.owner != port.owner]
    return result


def label_room(edge: PageEdge, measurer: Measurer, style: Style) -> float:
    """The room in mm that an edge's label takes beside its decision; 0 without a label."""
    if not edge.flow.label or not edge.from_symbol:
        return 0.0
    return measurer.width(edge.flow.label, style.label_pt, bold=True) + 2 * LABEL_BESIDE


def _label_rooms(plan: PageFlow, measurer: Measurer, style: Style) -> dict[str, float]:
    """For each decision, the room in mm beside it that is dear: its widest label, within reason."""
    rooms: dict[str, float] = {}
    for edge in plan.edges:
        room = min(LABEL_ROOM_MOST, label_room(edge, measurer, style) + LABEL_ROOM_MORE)
        if room > LABEL_ROOM_MORE:
            rooms[edge.source] = max(rooms.get(edge.source, 0.0), room)
    return rooms


def _price_surroundings(grid: Grid, placed: dict[str, PlacedNode], rooms: dict[str, float]) -> None:
    """Make it dear to run down right beside a diamond: there its label stands."""
    for item in placed.values():
        if item.node.kind is not SymbolKind.DECISION:
            continue
        for symbol in item.symbols:
            row = grid.ys.index(symbol.y) * grid.nx
            reach = symbol.width / 2 + rooms.get(item.node.id, 0.0)
            for i, x in enumerate(grid.xs):
                if symbol.width / 2 < abs(x - symbol.x) < reach:
                    grid.pass_cost[1][row + i] += BESIDE_DECISION
                    grid.bend_cost[row + i] += BEND_BESIDE_DECISION


def _wire(
    index: int, edge: PageEdge, owners: dict[str, int], ports: dict[int, list[Port]], prices: PortPrices, room: float
) -> Wire:
    source, target = owners[edge.source], owners[edge.target]
    side_flow = edge.flow.branch is Branch.NO
    exits, entries = prices.exits(edge, ports.get(source, [])), prices.entries(edge, ports.get(target, []))
    span = abs(edge.to_step - edge.from_step)
    order = (1 if side_flow else 0, span if side_flow else 0, index)
    steps = (edge.from_step, edge.to_step)
    return Wire(index, target, source, exits, entries, order, side_flow, room, steps=steps)


def _begun(edges: Iterable[PageEdge], placed: dict[str, PlacedNode]) -> Iterator[tuple[PlacedNode, PlacedNode]]:
    """Capsules right above the symbol that they begin, and it."""
    for edge in edges:
        capsule, begins = placed.get(edge.source), placed.get(edge.target)
        if capsule is not None and begins is not None and capsule.node.kind is SymbolKind.TERMINATOR:
            above, below = capsule.symbols[0], begins.symbols[0]
            if above.step == below.step and above.x == below.x and above.y < below.y:
                yield capsule, begins


def _price_arrow(grid: Grid, above: Symbol, below: Symbol) -> None:
    """Make it dear to come to a capsule's own arrow: what joins it looks as if it began there too.

    What crosses it makes it look struck out.
    """
    column = grid.xs.index(above.x)
    for j, y in enumerate(grid.ys):
        if above.y < y < below.y:
            grid.pass_cost[0][j * grid.nx + column] += CAPSULES_ARROW


def iterate_joins(item: PlacedNode) -> Iterator[tuple[str, str, tuple[tuple[float, float], tuple[float, float]]]]:
    """Ids and end points of the plain lines between joined symbols, left to right."""
    ordered = sorted(item.symbols, key=lambda symbol: symbol.x)
    for left, right in itertools.pairwise(ordered):
        yield left.id, right.id, ((left.x + left.width / 2, left.y), (right.x - right.width / 2, right.y))
