"""Where lines may touch symbols: one port in the middle of each side, and one for each place of a connector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sopgen.layout.routing.grid import BLOCKED, JOIN, Grid
from sopgen.layout.scene import Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import BEHIND_HEAD, LANE_TO_SYMBOL
from sopgen.layout.style.prices import PRICE_OF_MM


class Side(StrEnum):
    """A symbol's side."""

    NORTH = "N"
    EAST = "E"
    SOUTH = "S"
    WEST = "W"


#: The nodes of the fixed straight piece at a port, outward, and its length in cost units.
Stub = tuple[tuple[int, ...], int]

OUTWARD: dict[Side, tuple[int, int]] = {Side.NORTH: (0, -1), Side.EAST: (1, 0), Side.SOUTH: (0, 1), Side.WEST: (-1, 0)}


@dataclass(frozen=True, slots=True)
class Port:
    """A place where lines end or start.

    ``owner`` numbers the node or connector on the page; ``point`` is on the outline; ``axis`` is 0 for a horizontal
    line, ``sign`` the outward sense along it. ``near`` are the grid nodes outward from the outline: a leaving line may
    turn at the first, an arriving line turns at ``turn`` (an index into ``near``) at the earliest: its head needs room
    (-1: it has none, lines only leave here).
    ``slot`` numbers the connector's place in its strip.
    """

    index: int
    owner: int
    symbol: Symbol | None
    side: Side
    point: tuple[float, float]
    axis: int
    sign: int
    near: tuple[int, ...]
    turn: int
    slot: int | None = None

    def stub(self, grid: Grid, arriving: bool) -> Stub:
        """The fixed straight piece at this port."""
        nodes = self.near[: self.turn + 1] if arriving else self.near[:1]
        x, y = grid.point(nodes[-1])
        return nodes, round(PRICE_OF_MM * (abs(x - self.point[0]) + abs(y - self.point[1])))


def by_owner(ports: Iterable[Port]) -> dict[int, list[Port]]:
    """The ports of each node or connector."""
    found: dict[int, list[Port]] = {}
    for port in ports:
        found.setdefault(port.owner, []).append(port)
    return found


def side_point(symbol: Symbol, side: Side) -> tuple[float, float]:
    """Middle of a symbol's side (a diamond's vertex), in mm."""
    dx, dy = OUTWARD[side]
    return symbol.x + dx * symbol.width / 2, symbol.y + dy * symbol.height / 2


def symbol_ports(
    grid: Grid, symbol: Symbol, owner: int, closed: frozenset[Side], first: int, style: Style
) -> Iterator[Port]:
    """The usable ports of a symbol; ``closed`` sides carry a join line. Numbers count from ``first``."""
    centre = grid.node(symbol.x, symbol.y)
    for side, (dx, dy) in OUTWARD.items():
        if side in closed:
            continue
        point = side_point(symbol, side)
        found = _outward(grid, centre, point, dx + dy * grid.nx, style)
        if found:
            near, turn = found
            yield Port(first, owner, symbol, side, point, 1 if dy else 0, dx or dy, near, turn)
            first += 1


def _outward(
    grid: Grid, centre: int, point: tuple[float, float], step: int, style: Style
) -> tuple[tuple[int, ...], int] | None:
    """Nodes outward from a port up to the first where an arriving line may turn (-1: there is none), if any."""
    near: list[int] = []
    axis = 0 if abs(step) == 1 else 1
    at, sign = point[axis], 1 if step > 0 else -1
    node = centre + step
    while True:
        distance = (grid.point(node)[axis] - at) * sign
        if distance < LANE_TO_SYMBOL - 1e-6:
            if not 0 < grid.x_index[node] < grid.nx - 1 or not 0 < grid.y_index[node] < grid.ny - 1:
                return None
        elif grid.own[0][node] == BLOCKED or grid.own[axis][node] >= JOIN:
            return (tuple(near), -1) if near else None
        else:
            near.append(node)
            if distance >= style.arrow_length + BEHIND_HEAD - 1e-6:
                return tuple(near), len(near) - 1
        node += step
