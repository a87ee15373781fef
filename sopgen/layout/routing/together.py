"""Wires routed again together: pairs, then groups of three and four at one symbol, in every order.

Improving one wire at a time ends where no single one gains: the main flow was routed first and keeps the side of its
symbol that suits it, so an answer goes round the symbol for ever. Taken out together both get the better sides. Of all
orders the cheapest stays, and never one with more crossings than before.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sopgen.layout.routing.astar import Found
from sopgen.layout.routing.occupancy import Board, Way, Wire
from sopgen.layout.style.prices import LEAST_GAIN
from sopgen.layout.style.tries import GROUP_MOST, GROUP_SWEEPS

#: Wires with the ways that they have, or shall have, in the order in which they were routed.
Ways = list[tuple[Wire, Way]]


class Together:
    """Routes wires of a page again in groups. ``least`` are their prices when nothing else is on the page."""

    def __init__(self, board: Board, least: Sequence[int]) -> None:
        self.board = board
        self.least = least
        self.at: dict[int, list[Wire]] = {}
        for wire in board.wires:
            for node in {wire.source, wire.target}:
                self.at.setdefault(node, []).append(wire)
        leading = Counter(wire.target for wire in board.wires)
        self.merging = [leading[wire.target] > 1 for wire in board.wires]
        self.tried: dict[tuple[int, ...], list[tuple[int, ...]]] = {}

    def run(self, improve: Callable[[], None]) -> None:
        """Try pairs, larger groups, pairs again; ``improve`` is called before, and after what changed something."""
        improve()
        for groups in (self._pairs, self._crossing, self._all_of_a_symbol, self._tangles, self._pairs):
            for _ in range(GROUP_SWEEPS):
                if not sum(self._sweep(group) for group in groups()):
                    break
                improve()

    def _crossing(self) -> Iterator[list[Wire]]:
        """Every two wires that cross."""
        for wire in self.board.wires:
            yield from ([wire, other] for other in crossed_by(self.board, wire) if other.index > wire.index)

    def _pairs(self) -> Iterator[list[Wire]]:
        """Every two wires at one symbol, but those that both lead to it: they may run together."""
        for wires in self.at.values():
            for wire, other in itertools.combinations(wires, 2):
                if wire.target != other.target:
                    yield [wire, other]

    def _tangles(self) -> Iterator[list[Wire]]:
        """Every two wires that cross, with each wire that crosses or shares a symbol with one of them."""
        for wire, other in self._crossing():
            near = {third.index: third for each in (wire, other) for third in self._near(each)}
            yield from ([wire, other, third] for third in near.values() if third is not wire and third is not other)

    def _near(self, wire: Wire) -> list[Wire]:
        return [*crossed_by(self.board, wire), *self.at[wire.source], *self.at[wire.target]]

    def _all_of_a_symbol(self) -> Iterator[list[Wire]]:
        """All wires at one symbol, where they are three or four."""
        return (wires for wires in self.at.values() if 3 <= len(wires) <= GROUP_MOST)

    def _sweep(self, group: list[Wire]) -> bool:
        """Route a group again, unless nothing can be gained or nothing near it has changed since it was tried."""
        work = self.board.grid.work
        if work.used_up or sum(max(wire.cost - self.least[wire.index], 0) for wire in group) < LEAST_GAIN:
            return False
        key = tuple(wire.index for wire in group)
        around = [wire.states for member in group for node in (member.source, member.target) for wire in self.at[node]]
        if self.tried.get(key) == around:
            return False
        if self.again(group):
            return True
        self.tried[key] = around
        return False

    def again(self, group: Sequence[Wire]) -> bool:
        """Try all orders of routing a group; keep the cheapest, the present ways if all are as dear."""
        orders = _Orders(self.board, group)
        orders.run(self._least_beside)
        for wire, way in orders.best:
            self.board.commit(wire, *way)
        return orders.gained

    def _least_beside(self, wire: Wire) -> int:
        """The least that a wire may ever cost: on the empty page, or all along another one to its target."""
        price = self.least[wire.index]
        return price * self.board.weights.merge // 20 if self.merging[wire.index] else price


class _Orders:
    """A group taken up, the orders in which it may be routed, and the cheapest of their ways so far.

    An order begins with a wire that gains something by the others' absence: else nothing would change.
    """

    def __init__(self, board: Board, group: Sequence[Wire]) -> None:
        self.board = board
        self.best: Ways = [(wire, board.snapshot(wire)) for wire in group]
        self.kept = {wire.index: way for wire, way in self.best}
        self.gained = False
        self.crossings = board.crossings(group)
        self.price = 0
        for wire, way in reversed(self.best):  # each costs what it would if it came after those before it
            board.remove(wire)
            self.price += board.price(wire, *way)
        self.bounds: dict[int, int] = {}

    def run(self, least: Callable[[Wire], int]) -> None:
        """Try all orders that may be cheaper than the present ways; ``least`` is what a wire may cost at least."""
        wires = [wire for wire, _ in self.best]
        self.bounds = {wire.index: least(wire) for wire in wires}
        firsts: list[tuple[Wire, Way]] = []
        for wire in wires:
            way, as_before = self._or_kept(wire)
            if not as_before:
                firsts.append((wire, way))
            self.bounds[wire.index] = way[0].cost
            if sum(self.bounds.values()) >= self.price:  # too dear even if they were not in each other's way
                return
        for wire, way in firsts:
            self._go_on(wire, way, _without(wire, wires), [])

    def _go_on(self, wire: Wire, way: Way, others: Sequence[Wire], done: Ways) -> None:
        """Give a wire its way, then route the others in every order, while that may be cheaper than the best."""
        if self._limit(done, others) <= way[0].cost:
            return
        self.board.commit(wire, *way)
        done = [*done, (wire, way)]
        for other in others:
            rest = _without(other, others)
            limit = self._limit(done, rest)
            found = None if limit <= 0 or self.board.grid.work.used_up else self.board.find(other, limit=limit)
            if found is not None:
                self._go_on(other, found, rest, done)
        if not others and self.board.crossings([wire for wire, _ in done]) <= self.crossings:
            self.best, self.price, self.gained = done, sum(way[0].cost for _, way in done), True
        self.board.remove(wire)

    def _limit(self, done: Ways, rest: Sequence[Wire]) -> int:
        """What the next wire must cost less than: what those done and the least of the rest leave of the best price."""
        return self.price - sum(way[0].cost for _, way in done) - sum(self.bounds[wire.index] for wire in rest)

    def _or_kept(self, wire: Wire) -> tuple[Way, bool]:
        """A wire's best way now, and whether it is the one that it had."""
        found, leave, arrive = self.kept[wire.index]
        price = self.board.price(wire, found, leave, arrive)
        way = self.board.find(wire, limit=price) if price > self.bounds[wire.index] else None
        return (way, False) if way is not None else ((Found(price, found.states), leave, arrive), True)


def _without(wire: Wire, wires: Sequence[Wire]) -> list[Wire]:
    return [other for other in wires if other is not wire]


def crossed_by(board: Board, wire: Wire) -> list[Wire]:
    """The wires to other targets that cross a wire, in order of declaration."""
    return [other for other in board.wires if other.target != wire.target and wire.line.crosses(other.line)]
