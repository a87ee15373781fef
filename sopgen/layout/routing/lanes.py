"""Spreading lines evenly: where a gutter holds one line it runs in the middle, where it holds several they share it.

The order of lines, and with it every crossing, stays as routed. Lines that end at ports stay where they are.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sopgen.layout.routing.geometry import corners
from sopgen.layout.routing.grid import Grid
from sopgen.layout.routing.occupancy import Wire
from sopgen.layout.scene import Point, Symbol
from sopgen.layout.style import Style
from sopgen.layout.style.clearances import (
    BEHIND_HEAD,
    EDGE_ROOM,
    HEAD_ASIDE,
    HEAD_ROOM,
    LABEL_PASSED,
    LANE_TO_SYMBOL,
    PIECES_TOUCH,
    ROUNDING,
    RULE_SEEN,
    SIDE_ROOM,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between a table rule (or a level of symbols) and symbols: its ends, and what lines keep from them."""

    low: float
    high: float
    low_room: float
    high_room: float

    @property
    def usable(self) -> tuple[float, float]:
        """Where lines may run when there is room: from and to, in mm."""
        low, high = self.low + self.low_room, self.high - self.high_room
        return (low, high) if low <= high else ((low + high) / 2, (low + high) / 2)


@dataclass(slots=True)
class _Piece:
    """A straight piece of a wire: its lane (an index into xs or ys) and the lanes of its ends, or fixed coordinates."""

    axis: int  # 0 level, 1 upright
    lane: int
    pinned: bool
    bundle: int = -1


@dataclass(slots=True)
class _Bundle:
    """Pieces to one target on one lane that touch: they move together. ``low``/``high`` are its ends along the lane."""

    axis: int
    lane: int
    target: int
    low: float
    high: float
    pinned: bool
    place: float
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


class Lanes:
    """The routed wires of a page as pieces on lanes, and the places of their bundles."""

    def __init__(self, grid: Grid, wires: Sequence[Wire], symbols: Sequence[Symbol]) -> None:
        self.grid = grid
        self.wires = wires
        self.symbols = symbols
        self.pieces = [_pieces(grid, wire) for wire in wires]
        self.bundles: list[_Bundle] = []
        self._bundle()
        self.answers = [
            (*wire.exit.point, wire.label_room)
            for wire in wires
            if wire.label_room and wire.exit is not None and wire.exit.axis == 0
        ]
        self.entries = list({wire.entry.index: wire.entry for wire in wires if wire.entry is not None}.values())

    def _bundle(self) -> None:
        found: dict[tuple[int, int, int], list[tuple[float, float, bool, _Piece]]] = {}
        for wire, pieces in zip(self.wires, self.pieces, strict=True):
            for index, piece in enumerate(pieces):
                low, high = sorted(self._ends(wire, pieces, index))
                found.setdefault((piece.axis, piece.lane, wire.target), []).append((low, high, piece.pinned, piece))
        for (axis, lane, target), spans in found.items():
            spans.sort(key=lambda span: span[:2])
            current: _Bundle | None = None
            for low, high, pinned, piece in spans:
                if current is None or low > current.high + PIECES_TOUCH:
                    place = (self.grid.xs if axis else self.grid.ys)[lane]
                    current = _Bundle(axis, lane, target, low, high, pinned, place)
                    self.bundles.append(current)
                current.high = max(current.high, high)
                current.pinned = current.pinned or pinned
                piece.bundle = len(self.bundles) - 1

    def _ends(self, wire: Wire, pieces: list[_Piece], index: int) -> tuple[float, float]:
        """Coordinates along a piece at its two ends, as routed."""
        assert wire.exit is not None
        assert wire.entry is not None
        piece = pieces[index]
        across = self.grid.ys if piece.axis else self.grid.xs
        first = wire.exit.point[piece.axis] if index == 0 else across[pieces[index - 1].lane]
        last = wire.entry.point[piece.axis] if index == len(pieces) - 1 else across[pieces[index + 1].lane]
        return first, last

    def spread(self, gaps: tuple[Sequence[Gap], Sequence[Gap]], style: Style) -> None:
        """Give every bundle that may move its place; ``gaps`` are those between rows' symbols and between columns'."""
        for axis in (0, 1):
            members: dict[int, list[int]] = {}
            starts = [gap.low for gap in gaps[axis]]
            for index, bundle in enumerate(self.bundles):
                if bundle.axis != axis:
                    continue
                at = bisect_right(starts, bundle.place) - 1
                if at >= 0 and bundle.place < gaps[axis][at].high:
                    members.setdefault(at, []).append(index)
            for at, indices in members.items():
                self._spread_gap(gaps[axis][at], indices, style)

    def _spread_gap(self, gap: Gap, indices: list[int], style: Style) -> None:
        ordered = sorted(indices, key=lambda index: (self.bundles[index].place, index))
        bundles = [self.bundles[index] for index in ordered]
        depth_before = [0] * len(bundles)
        depth_after = [0] * len(bundles)
        reach = style.lane_min
        for j, second in enumerate(bundles):
            for i in range(j):
                if _overlap(bundles[i], second, reach):
                    depth_before[j] = max(depth_before[j], depth_before[i] + 1)
        for i in range(len(bundles) - 1, -1, -1):
            for j in range(i + 1, len(bundles)):
                if _overlap(bundles[i], bundles[j], reach):
                    depth_after[i] = max(depth_after[i], depth_after[j] + 1)
        for bundle, before, after in zip(bundles, depth_before, depth_after, strict=True):
            if bundle.pinned:
                continue
            low, high = self._usable(gap, bundle, before + after, style)
            least, most = self._before_heads(bundle, low, high, style)
            if before + after and least < most:
                low, high = least, most
            pitch = min(style.lane_pitch, (high - low) / (before + after)) if before + after else 0.0
            middle = off_rules(gap, (low + high) / 2, low, high, (before + after) / 2 * pitch)
            bundle.place = min(max(middle + (before - after) / 2 * pitch, least), max(least, most))

    def _beside_symbols(self, gap: Gap, bundle: _Bundle) -> tuple[float, float]:
        """Where a bundle may run, allowing for symbols larger than their column's or row's usual."""
        low, high = gap.usable
        for symbol in self.symbols:
            along, across = (symbol.y, symbol.x) if bundle.axis else (symbol.x, symbol.y)
            long, wide = (symbol.height, symbol.width) if bundle.axis else (symbol.width, symbol.height)
            if bundle.high < along - long / 2 - LANE_TO_SYMBOL or bundle.low > along + long / 2 + LANE_TO_SYMBOL:
                continue
            if across < bundle.place:
                low = max(low, min(across + wide / 2 + LANE_TO_SYMBOL, bundle.place))
            else:
                high = min(high, max(across - wide / 2 - LANE_TO_SYMBOL, bundle.place))
        return low, max(low, high)

    def _before_heads(self, bundle: _Bundle, low: float, high: float, style: Style) -> tuple[float, float]:
        """Where a bundle may run that ends in arrows' last pieces or crosses them: where no head stands."""
        room = style.arrow_length + BEHIND_HEAD
        for port in self.entries:
            if port.axis == bundle.axis:
                continue
            at, along = port.point[port.axis], port.point[bundle.axis]
            if not bundle.low - HEAD_ASIDE < along < bundle.high + HEAD_ASIDE or (bundle.place - at) * port.sign < 0:
                continue
            if port.sign > 0:
                low = max(low, min(at + room, bundle.place))
            else:
                high = min(high, max(at - room, bundle.place))
        return low, high

    def _usable(self, gap: Gap, bundle: _Bundle, others: int, style: Style) -> tuple[float, float]:
        """Where a bundle may run: further from the symbols when it passes an answer's label."""
        low, high = self._beside_symbols(gap, bundle)
        rooms = [
            room
            for x, y, room in self.answers
            if gap.low - PIECES_TOUCH <= x <= gap.high + PIECES_TOUCH
            and bundle.low < y - LABEL_PASSED
            and bundle.high > y + LABEL_PASSED
        ]
        if bundle.axis == 0 or not rooms:
            return low, high
        needed = others * (style.lane_min + ROUNDING)
        if gap.low_room > gap.high_room:  # the symbols are on the low side
            return max(low, min(gap.low + max(rooms), high - needed)), high
        return low, min(high, max(gap.high - max(rooms), low + needed))

    def polylines(self) -> list[tuple[Point, ...]]:
        """All wires' lines in mm, from outline to outline."""
        lines: list[tuple[Point, ...]] = []
        for wire, pieces in zip(self.wires, self.pieces, strict=True):
            assert wire.exit is not None
            assert wire.entry is not None
            points: list[Point] = [wire.exit.point]
            for first, second in itertools.pairwise(pieces):
                a, b = self.bundles[first.bundle].place, self.bundles[second.bundle].place
                points.append((a, b) if first.axis else (b, a))
            points.append(wire.entry.point)
            lines.append(corners(tuple(points)))
        return lines


def off_rules(gap: Gap, middle: float, low: float, high: float, half: float) -> float:
    """The middle of lines that reach ``half`` mm to either side: well off a rule at one end of the gap, if they may."""
    if gap.low_room < gap.high_room:
        return max(middle, min(gap.low + RULE_SEEN + half, high - half))
    if gap.high_room < gap.low_room:
        return min(middle, max(gap.high - RULE_SEEN - half, low + half))
    return middle


def _overlap(first: _Bundle, second: _Bundle, reach: float) -> bool:
    return first.low < second.high + reach and second.low < first.high + reach


def _pieces(grid: Grid, wire: Wire) -> list[_Piece]:
    """A wire's straight pieces from its first to its last port."""
    assert wire.exit is not None
    pieces = [_Piece(wire.exit.axis, _lane(grid, wire.states[0] >> 1, wire.exit.axis), True)]
    for state in wire.states[1:]:
        axis = state & 1
        if axis != pieces[-1].axis:
            pieces.append(_Piece(axis, _lane(grid, state >> 1, axis), False))
    pieces[-1].pinned = True
    return pieces


def _lane(grid: Grid, node: int, axis: int) -> int:
    return grid.x_index[node] if axis else grid.y_index[node]


def column_gaps(columns: Iterable[tuple[float, float, float]]) -> list[Gap]:
    """Gutters left and right of each column's symbols; ``columns`` are (left, right, symbol width) in mm."""
    gaps: list[Gap] = []
    for left, right, width in columns:
        centre = (left + right) / 2
        gaps.append(Gap(left, centre - width / 2, EDGE_ROOM, SIDE_ROOM))
        gaps.append(Gap(centre + width / 2, right, SIDE_ROOM, EDGE_ROOM))
    return gaps


def row_gaps(rows: Iterable[tuple[float, float, Sequence[tuple[float, float]]]]) -> list[Gap]:
    """Gaps above, between and below each row's levels; ``rows`` are (top, bottom, levels: (centre, height)) in mm."""
    gaps: list[Gap] = []
    for top, bottom, levels in rows:
        edge, room = top, EDGE_ROOM
        for centre, height in levels:
            gaps.append(Gap(edge, centre - height / 2, room, HEAD_ROOM))
            edge, room = centre + height / 2, HEAD_ROOM
        gaps.append(Gap(edge, bottom, room, EDGE_ROOM))
    return gaps
