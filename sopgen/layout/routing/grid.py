"""The lanes of one page: every place where a line may run, as a grid of nodes numbered with plain integers.

Lanes keep their distances by construction: from each other (``style.lane_min``), from table rules
(``style.rule_clear``) and from symbols. Two routes that share no lane node, or only cross in one, are therefore legal.
Costs are integers in hundredths of a millimetre, so that ties are exact and the same on every machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from sopgen.layout.routing.frame import Frame
from sopgen.layout.scene import Row, RowKind, Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import EDGE_ROOM, HEAD_ROOM, LANE_TO_SYMBOL, ROUNDING, SIDE_ROOM, Spacing
from sopgen.layout.style.prices import PRICE_OF_MM
from sopgen.work import ROUTING, Work

#: (node, axis, sense) of everything that a way covers.
Marks = tuple[tuple[int, int, int], ...]

FAR = 1 << 60
BLOCKED = -1
HEADED = 1000  # heading of a node that an arrow's head covers: nothing else runs there
JOIN = 1_000_000  # owners from here on are join lines: crossed, never shared or moved


def spread(low: float, high: float, spacing: Spacing) -> list[float]:
    """Lanes (mm) between ``low`` and ``high``, evenly: as many as the spacing allows, at least one in the middle."""
    if high <= low:
        return [(low + high) / 2]
    count = min(spacing.most, int((high - low) / spacing.pitch + 1e-6) + 1)
    if count == 1:
        return [(low + high) / 2]
    return [low + (high - low) * index / (count - 1) for index in range(count)]


def gap_lanes(
    low: float, high: float, low_room: float, high_room: float, spacing: Spacing, least: float
) -> list[float]:
    """Lanes (mm) of a gap between two things that want ``low_room`` and ``high_room``; none without even ``least``."""
    size = high - low
    wanted = low_room + high_room
    if size < wanted:
        if size < 2 * least:
            return []
        low_room = max(least, low_room * size / wanted)
        low_room = min(low_room, size - least)
        high_room = size - low_room
    return spread(low + low_room, high - high_room, spacing)


class Grid:
    """Nodes where vertical and horizontal lanes meet, with a closed border, and who runs through them.

    ``own[0]``/``own[1]`` hold the owner of the horizontal/vertical line through each node (0: nobody), ``count`` how
    many edges share it, ``heading`` the sum of their senses (+1 to the right or down; HEADED under an arrow's head).
    ``places_x`` and ``places_y`` are the lanes' distances from the first, as prices.
    ``reach`` are the distances with which a search begins, by state (node, axis): FAR, BLOCKED for a closed one.
    """

    __slots__ = (
        "bend_cost",
        "count",
        "east",
        "heading",
        "history",
        "nx",
        "ny",
        "own",
        "pass_cost",
        "places_x",
        "places_y",
        "reach",
        "size",
        "south",
        "work",
        "x_index",
        "xs",
        "y_index",
        "ys",
    )

    def __init__(self, xs: Sequence[float], ys: Sequence[float], arrows: int) -> None:
        self.xs = [xs[0] - 1, *xs, xs[-1] + 1]
        self.ys = [ys[0] - 1, *ys, ys[-1] + 1]
        self.nx, self.ny = len(self.xs), len(self.ys)
        self.size = self.nx * self.ny
        self.x_index = list(range(self.nx)) * self.ny
        self.y_index = [y for y in range(self.ny) for _ in range(self.nx)]
        gaps_x = [round(PRICE_OF_MM * (b - a)) for a, b in itertools.pairwise(self.xs)]
        gaps_y = [round(PRICE_OF_MM * (b - a)) for a, b in itertools.pairwise(self.ys)]
        self.places_x, self.places_y = [*accumulate(gaps_x, initial=0)], [*accumulate(gaps_y, initial=0)]
        self.east = [*gaps_x, 0] * self.ny
        self.south = [gap for gap in (*gaps_y, 0) for _ in range(self.nx)]
        self.own = ([0] * self.size, [0] * self.size)
        self.count = ([0] * self.size, [0] * self.size)
        self.heading = ([0] * self.size, [0] * self.size)
        self.pass_cost = ([0] * self.size, [0] * self.size)
        self.bend_cost = [0] * self.size
        self.reach = [FAR] * (2 * self.size)
        self.history = [0] * self.size
        self.work = Work(ROUTING, arrows)  # states that searches have settled
        self._close_border()

    def _close_border(self) -> None:
        for x in range(self.nx):
            self.block(x)
            self.block((self.ny - 1) * self.nx + x)
        for y in range(self.ny):
            self.block(y * self.nx)
            self.block(y * self.nx + self.nx - 1)

    def block(self, node: int) -> None:
        """Close a node for every line."""
        self.own[0][node] = BLOCKED
        self.own[1][node] = BLOCKED
        self.reach[2 * node] = self.reach[2 * node + 1] = BLOCKED

    def node(self, x: float, y: float) -> int:
        """The node at a lane crossing given by its coordinates in mm; ValueError unless both are lanes."""
        return self.ys.index(y) * self.nx + self.xs.index(x)

    def point(self, node: int) -> tuple[float, float]:
        """Coordinates of a node in mm."""
        return self.xs[self.x_index[node]], self.ys[self.y_index[node]]

    def block_symbol(self, symbol: Symbol) -> None:
        """Close every node inside a symbol or nearer than the clearance."""
        half_width = symbol.width / 2 + LANE_TO_SYMBOL - 1e-6
        half_height = symbol.height / 2 + LANE_TO_SYMBOL - 1e-6
        columns = [i for i, x in enumerate(self.xs) if abs(x - symbol.x) < half_width]
        for j, y in enumerate(self.ys):
            if abs(y - symbol.y) < half_height:
                for i in columns:
                    self.block(j * self.nx + i)


def column_lanes(
    frame: Frame, widths: dict[int, float], slots: Sequence[float], spacing: Spacing, style: Style
) -> list[float]:
    """x in mm of all vertical lanes: each column's centre, its gutters, and extra ``slots`` where connectors stand."""
    lanes: list[float] = []
    for column in frame.columns:
        if column.actor is None:
            continue
        centre = (column.left + column.right) / 2
        half = widths[column.actor] / 2
        least = style.rule_clear
        lanes += gap_lanes(column.left, centre - half, EDGE_ROOM, SIDE_ROOM, spacing, least)
        lanes.append(centre)
        lanes += gap_lanes(centre + half, column.right, SIDE_ROOM, EDGE_ROOM, spacing, least)
    return _with_slots(lanes, slots, style.lane_min + ROUNDING)


def _with_slots(lanes: list[float], slots: Sequence[float], least: float) -> list[float]:
    """Add slots, dropping the lanes that stand too near to one."""
    kept = [lane for lane in lanes if all(abs(lane - slot) >= least for slot in slots)]
    return sorted({*kept, *slots})


def row_lanes(
    frame: Frame, levels: dict[int, list[tuple[float, float]]], spacing: Spacing, style: Style
) -> list[float]:
    """y in mm of all horizontal lanes; ``levels`` are (centre, height) in mm of each step's levels, top first.

    A step without any is a gap: nobody is said to do it.
    """
    lanes: list[float] = []
    spacing = replace(spacing, most=spacing.most_in_row)
    for row in frame.rows:
        if row.kind is RowKind.STEP and row.step is not None:
            lanes += _lanes_of_row(row, levels.get(row.step, []), spacing, style.rule_clear)
    return lanes


def _lanes_of_row(row: Row, levels: list[tuple[float, float]], spacing: Spacing, least: float) -> list[float]:
    lanes: list[float] = []
    edge, room = row.top, EDGE_ROOM
    for centre, height in levels:
        lanes += gap_lanes(edge, centre - height / 2, room, HEAD_ROOM, spacing, least)
        lanes.append(centre)
        edge, room = centre + height / 2, HEAD_ROOM
    lanes += gap_lanes(edge, row.bottom, room, EDGE_ROOM, spacing, least)
    return lanes
