"""Routing one page: every edge gets a way over the grid, then ways are improved while that lowers the total price.

Main flow first, then the others by span. An edge that finds no legal way may push others aside (they are routed
again, places fought over becoming dearer each time), so that order alone never decides whether a page can be drawn.
"""

from __future__ import annotations

from sopgen.layout.routing.astar import Found
from sopgen.layout.routing.occupancy import Board, Way, Wire
from sopgen.layout.routing.ports import Port
from sopgen.layout.routing.together import Together
from sopgen.layout.style.prices import FOUGHT_NODE, FOUGHT_PORT
from sopgen.layout.style.tries import (
    AGAIN_ROUNDS,
    PUSHES_MORE,
    PUSHES_PER_WIRE,
    ROUTING_ROUNDS,
)
from sopgen.work import IMPROVING, REDRAWING, Work


class Router:
    """Decides the order in which a page's wires are routed and routed again.

    What searches settle is counted by the grid: until all have a way, and anew while ways are improved.
    """

    def __init__(self, board: Board) -> None:
        self.board = board
        self.wires = board.wires
        self.least = [0] * len(board.wires)  # what any way of each had to cost when it was routed first
        self.routed_at: dict[int, int] = {}  # how many changes there had been when a wire was routed last
        self.together = Together(board, self.least)

    def run(self, rounds: int = ROUTING_ROUNDS, pushing: bool = True) -> list[Wire]:
        """Route all wires, ``pushing`` others aside if need be; return those that found no way."""
        if crowded := self.board.crowded():
            return crowded
        failed = self._first_round()
        if failed and pushing:
            failed = self._negotiate(failed)
        if failed:
            return failed
        self.board.grid.work = Work(IMPROVING)
        self.improve_all(rounds, dearer=True)
        self.board.grid.work = Work(REDRAWING)
        self.routed_at.clear()
        self.together.run(lambda: self.improve_all(1))
        return []

    @property
    def used_up(self) -> bool:
        """Whether the searches so far have cost what they may: no further one is begun."""
        return self.board.grid.work.used_up

    def improve_all(self, rounds: int, dearer: bool = False) -> None:
        """Route all wires again, or the ``dearer`` ones, in as many rounds as anything changes, at most ``rounds``."""
        for _ in range(rounds):
            if not self._improve(self.wires, dearer):
                break

    def give_way(self, nodes: frozenset[int]) -> None:
        """Route again what runs through nodes whose prices have risen."""
        self.board.grid.work.take_up_again()
        self.board.shown.forget()
        self.routed_at.clear()
        near = [wire for wire in self.wires if any(node in nodes for node, _, _ in wire.marks)]
        for _ in range(AGAIN_ROUNDS):
            if not self._improve(near, dearer=False):
                break

    def _first_round(self) -> list[Wire]:
        failed: list[Wire] = []
        for wire in sorted(self.wires, key=lambda item: item.order):
            way = None if self.used_up else self.board.find(wire)
            if way is None:
                failed.append(wire)
            else:
                self._lay(wire, way)
        return failed

    def _lay(self, wire: Wire, way: Way) -> None:
        """Give a wire its first way."""
        self.board.commit(wire, *way)
        self.least[wire.index], self.routed_at[wire.index] = way[0].least, self.board.shown.changes

    def _negotiate(self, waiting: list[Wire]) -> list[Wire]:
        """Let wires without a way push others aside, a bounded number of times."""
        lost: list[Wire] = []
        budget = PUSHES_PER_WIRE * len(self.wires) + PUSHES_MORE
        while waiting:
            wire = waiting.pop(0)
            way = None if self.used_up else self.board.find(wire)
            if way is None:
                budget -= 1
                way = self.board.find(wire, soft=True) if budget > 0 and not self.used_up else None
                if way is None:
                    lost.append(wire)
                    continue
                for other in self._in_the_way(wire, *way):
                    self.board.remove(other)
                    waiting.append(other)
            self._lay(wire, way)
        return lost

    def _in_the_way(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> list[Wire]:
        """Routed wires that a soft way runs over or whose ports it takes; the fought-over nodes become dearer."""
        wire.states = found.states
        nodes = self.board.marks(wire, leave, arrive)
        wire.states = ()
        covered = {(node, axis) for node, axis, _ in nodes}
        slots = {*self.board.overlaps.get(leave.index, ()), *self.board.overlaps.get(arrive.index, ())}
        own_slots = {
            port.index
            for end in (leave, arrive)
            if end.slot is not None
            for port in self.board.ports_of[end.owner]
            if port.index != end.index
        }
        displaced: list[Wire] = []
        for other in self.wires:
            if other.exit is None or other.entry is None:
                continue
            taken = {other.exit.index, other.entry.index}
            shared = [] if other.target == wire.target else [m for m in other.marks if (m[0], m[1]) in covered]
            clash = (
                leave.index in taken
                or other.exit.index == arrive.index
                or bool(taken & slots)
                or bool(taken & own_slots)
            )
            if shared or clash:
                if clash:
                    self.board.fought[leave.index] += FOUGHT_PORT
                    self.board.fought[arrive.index] += FOUGHT_PORT
                for node, _, _ in shared:
                    self.board.grid.history[node] += FOUGHT_NODE
                displaced.append(other)
        if not displaced:  # a port had to be opened that must stay free: move those that arrive elsewhere
            displaced = [o for o in self.wires if o.entry is not None and o.entry.owner == arrive.owner][:1]
        return displaced

    def _improve(self, wires: list[Wire], dearer: bool) -> bool:
        """Route each wire again as if it came last; keep the better way. True when anything changed."""
        changed = False
        for wire in sorted(wires, key=lambda item: item.order):
            if wire.exit is None or wire.entry is None or self.used_up:
                continue
            if self._again(wire, dearer):
                changed = True
        return changed

    def _again(self, wire: Wire, dearer: bool) -> bool:
        """Route a wire again if something there is otherwise since it was routed; only a ``dearer`` one."""
        if not self._touched(wire):
            return False
        found, leave, arrive = self.board.snapshot(wire)
        self.board.remove(wire)
        price = self.board.price(wire, found, leave, arrive)
        way = self.board.find(wire, limit=price) if price > found.cost or not dearer else None
        self.board.commit(wire, *(way or (Found(price, found.states), leave, arrive)))
        self.routed_at[wire.index] = self.board.shown.changes
        return way is not None

    def _touched(self, wire: Wire) -> bool:
        """Whether others were laid across a wire or at its symbols since it was routed, or prices have risen."""
        since, ends, changed = self.routed_at.get(wire.index), (wire.source, wire.target), self.board.shown.changed_at
        return since is None or any(
            changed[other.index] > since
            and (other.target in ends or other.source in ends or other.line.crosses(wire.line))
            for other in self.wires
            if other is not wire
        )
