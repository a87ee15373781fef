"""Routing one page: every edge gets a way over the grid, then ways are improved while that lowers the total price.

Main flow first, then the others by span. An edge that finds no legal way may push others aside (they are routed
again, places fought over becoming dearer each time), so that order alone never decides whether a page can be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sopgen.layout.grid import BLOCKED, JOIN, Grid
from sopgen.layout.ports import Port, Side
from sopgen.layout.search import FAR, Found, Search, Weights


@dataclass(slots=True)
class Wire:
    """An edge being routed. ``exits`` and ``entries`` are its possible ports with prices; ``target`` its owner number.

    ``order`` sorts the first round. The route: ports used, grid states between them, price when routed.
    """

    index: int
    target: int
    source: int
    exits: list[tuple[Port, int]]
    entries: list[tuple[Port, int]]
    order: tuple[int, int, int]
    side_flow: bool
    label_room: float = 0.0  # mm that the wire's label takes beside its port
    exit: Port | None = None
    entry: Port | None = None
    states: tuple[int, ...] = ()
    marks: tuple[tuple[int, int, int], ...] = ()
    cost: int = FAR
    ideal: int = 0
    steps: tuple[int, ...] = field(default=())


@dataclass(slots=True)
class PortUse:
    """Who uses a port: the wire that leaves there, and how many arrive (from the side flow or the main flow)."""

    leaving: int = -1
    arriving_main: int = 0
    arriving_side: int = 0

    @property
    def free(self) -> bool:
        """Nobody leaves or arrives here."""
        return self.leaving < 0 and not self.arriving_main and not self.arriving_side


Way = tuple[Found, Port, Port]


class Router:
    """Keeps the grid's owners and the ports' users in step with the wires' routes."""

    MIXED = 1200  # a side flow arriving where the main flow does, or the other way round
    AGAIN = 100  # another of the same kind arriving there

    def __init__(self, grid: Grid, ports: list[Port], wires: list[Wire], overlaps: dict[int, list[int]]) -> None:
        self.grid = grid
        self.ports = ports
        self.wires = wires
        self.overlaps = overlaps  # port (a connector's place) -> ports of other places too near for a second connector
        self.weights = Weights()
        self.use = [PortUse() for _ in ports]
        self.fought = [0] * len(ports)  # price added to ports that several wires wanted
        self.routed_to: dict[int, int] = {}
        self.ports_of: dict[int, list[Port]] = {}
        for port in ports:
            self.ports_of.setdefault(port.owner, []).append(port)
        self.leaving_due: dict[int, int] = {}
        for wire in wires:
            self.leaving_due[wire.source] = self.leaving_due.get(wire.source, 0) + 1

    # -- finding

    def find(self, wire: Wire, soft: bool = False, limit: int = FAR) -> Way | None:
        """The best way for a wire that is not routed now."""
        starts: list[tuple[int, int]] = []
        start_port: dict[int, Port] = {}
        for port, price in wire.exits:
            total = self._terminal(wire, port, price, False, soft)
            if total < FAR:
                state = port.near[0] << 1 | port.axis
                if state not in start_port:
                    starts.append((total, state))
                    start_port[state] = port
        goals: dict[int, int] = {}
        goal_port: dict[int, Port] = {}
        for port, price in wire.entries:
            total = self._terminal(wire, port, price, True, soft)
            if total < FAR:
                state = port.near[port.turn] << 1 | port.axis
                if total < goals.get(state, FAR):
                    goals[state] = total
                    goal_port[state] = port
        if not starts or not goals:
            return None
        merging = self.routed_to.get(wire.target, 0) > 0
        kept = self._close_heads(wire)
        found = Search(self.grid, wire.target, self.weights, soft).run(starts, goals, merging, limit)
        for axis, node, holder in reversed(kept):
            self.grid.own[axis][node] = holder
        if found is None:
            return None
        return found, start_port[found.states[0]], goal_port[found.states[-1]]

    def _close_heads(self, wire: Wire) -> list[tuple[int, int, int]]:
        """Keep the search from turning where an arrow's head needs room; returns what to put back."""
        kept: list[tuple[int, int, int]] = []
        for port, _ in wire.entries:
            along = self.grid.own[port.axis]
            for node in port.near[: port.turn]:
                kept.append((port.axis, node, along[node]))
                along[node] = BLOCKED
        return kept

    def _terminal(self, wire: Wire, port: Port, price: int, arriving: bool, soft: bool) -> int:
        """Price of using a port, FAR when it must not be used: stub length, crossings on it, other users."""
        use = self.use[port.index]
        conflict = self.weights.conflict + self.fought[port.index] if soft else FAR
        if use.leaving >= 0:
            price += conflict
        if arriving:
            if use.arriving_main or use.arriving_side:
                mixed = use.arriving_main if wire.side_flow else use.arriving_side
                price += self.MIXED if mixed else self.AGAIN
            elif not self._may_open(port):
                price += conflict
        elif use.arriving_main or use.arriving_side:
            price += conflict
        if port.slot is not None:
            price += conflict * self._slot_conflicts(port)
        if price >= FAR:
            return FAR
        nodes, length = port.stub(self.grid, arriving)
        along, across = self.grid.own[port.axis], self.grid.own[1 - port.axis]
        last = nodes[-1]
        for node in nodes:
            holder = along[node]
            if holder and holder != wire.target:
                if holder < 0 or holder >= JOIN or not soft:
                    return FAR
                price += conflict
            crossed = across[node]
            if crossed and crossed != wire.target and not (arriving and node == last):
                price += self.weights.cross
        return price + length

    def _may_open(self, port: Port) -> bool:
        """Whether arriving at a new port leaves ports enough for those that must still leave this node."""
        ports = self.ports_of[port.owner]
        left = sum(1 for other in ports if self.use[other.index].leaving >= 0)
        free = sum(1 for other in ports if self.use[other.index].free)
        return free - 1 >= self.leaving_due.get(port.owner, 0) - left

    def _slot_conflicts(self, port: Port) -> int:
        """How many other connectors stand where this place of a connector would be, or its own at another place."""
        count = 0
        for other in self.overlaps[port.index]:
            if not self.use[other].free:
                count += 1
        for own in self.ports_of[port.owner]:
            if own.index != port.index and not self.use[own.index].free:
                count += 1
        return count

    # -- keeping the books

    def commit(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> None:
        """Enter a way into the grid."""
        wire.states, wire.cost, wire.exit, wire.entry = found.states, found.cost, leave, arrive
        wire.marks = self._marks(wire, leave, arrive)
        grid = self.grid
        for node, axis, sign in wire.marks:
            grid.own[axis][node] = wire.target
            grid.count[axis][node] += 1
            grid.heading[axis][node] = sign
        self.use[leave.index].leaving = wire.index
        if wire.side_flow:
            self.use[arrive.index].arriving_side += 1
        else:
            self.use[arrive.index].arriving_main += 1
        self.routed_to[wire.target] = self.routed_to.get(wire.target, 0) + 1

    def remove(self, wire: Wire) -> None:
        """Take a wire's way out of the grid again."""
        assert wire.exit is not None
        assert wire.entry is not None
        grid = self.grid
        for node, axis, _ in wire.marks:
            grid.count[axis][node] -= 1
            if not grid.count[axis][node]:
                grid.own[axis][node] = 0
        if self.use[wire.exit.index].leaving == wire.index:
            self.use[wire.exit.index].leaving = -1
        if wire.side_flow:
            self.use[wire.entry.index].arriving_side -= 1
        else:
            self.use[wire.entry.index].arriving_main -= 1
        self.routed_to[wire.target] -= 1
        wire.exit = wire.entry = None
        wire.states, wire.marks = (), ()

    def _marks(self, wire: Wire, leave: Port, arrive: Port) -> tuple[tuple[int, int, int], ...]:
        """(node, axis, sense) of everything a way covers, corners on both axes."""
        states = wire.states
        axis_of: dict[tuple[int, int], int] = {}
        for node in leave.stub(self.grid, False)[0]:
            axis_of[node, leave.axis] = leave.sign
        previous = states[0]
        for state in states[1:]:
            node, axis = state >> 1, state & 1
            if previous >> 1 == node:
                axis_of.setdefault((node, axis), 0)
            else:
                sign = 1 if node > previous >> 1 else -1
                axis_of[node, axis] = sign
                axis_of[previous >> 1, axis] = sign
            previous = state
        for node in arrive.stub(self.grid, True)[0]:
            axis_of[node, arrive.axis] = -arrive.sign
        return tuple((node, axis, sign) for (node, axis), sign in axis_of.items())

    # -- the plan

    def run(self, rounds: int = 3) -> list[Wire]:
        """Route all wires; return those that found no way."""
        failed = self._first_round()
        if failed:
            failed = self._negotiate(failed)
        self.improve_all(rounds)
        if self._untangle():
            self.improve_all(1)
        return failed

    def improve_all(self, rounds: int = 2) -> None:
        """Route wires again after prices have changed."""
        for _ in range(rounds):
            if not self._improve():
                break

    def _first_round(self) -> list[Wire]:
        failed: list[Wire] = []
        for wire in sorted(self.wires, key=lambda item: item.order):
            way = self.find(wire)
            if way is None:
                failed.append(wire)
            else:
                self.commit(wire, *way)
        return failed

    def _negotiate(self, waiting: list[Wire]) -> list[Wire]:
        """Let wires without a way push others aside, a bounded number of times."""
        lost: list[Wire] = []
        budget = 4 * len(self.wires) + 12
        while waiting:
            wire = waiting.pop(0)
            way = self.find(wire)
            if way is None:
                budget -= 1
                way = self.find(wire, soft=True) if budget > 0 else None
                if way is None:
                    lost.append(wire)
                    continue
                for victim in self._in_the_way(wire, *way):
                    self.remove(victim)
                    waiting.append(victim)
            self.commit(wire, *way)
        return lost

    def _in_the_way(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> list[Wire]:
        """Routed wires that a soft way runs over or whose ports it takes; the fought-over nodes become dearer."""
        wire.states = found.states
        nodes = self._marks(wire, leave, arrive)
        wire.states = ()
        covered = {(node, axis) for node, axis, _ in nodes}
        slots = {*self.overlaps.get(leave.index, ()), *self.overlaps.get(arrive.index, ())}
        own_slots = {
            port.index
            for end in (leave, arrive)
            if end.slot is not None
            for port in self.ports_of[end.owner]
            if port.index != end.index
        }
        victims: list[Wire] = []
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
                    self.fought[leave.index] += 3000
                    self.fought[arrive.index] += 3000
                for node, _, _ in shared:
                    self.grid.history[node] += 1500
                victims.append(other)
        if not victims:  # a port had to be opened that must stay free: move those that arrive elsewhere
            victims = [o for o in self.wires if o.entry is not None and o.entry.owner == arrive.owner][:1]
        return victims

    def _improve(self) -> bool:
        """Route each wire again as if it came last; keep the better way. True when anything changed."""
        changed = False
        for wire in sorted(self.wires, key=lambda item: item.order):
            if wire.exit is None or wire.entry is None:
                continue
            if self._again(wire):
                changed = True
        return changed

    def _again(self, wire: Wire) -> bool:
        before = self._snapshot(wire)
        self.remove(wire)
        price = self.price(wire, *before)
        way = self.find(wire, limit=price)
        if way is None or way[0].cost >= price:
            self.commit(wire, Found(price, before[0].states), before[1], before[2])
            return False
        self.commit(wire, *way)
        return True

    def _untangle(self) -> bool:
        """Route pairs of crossing wires again, in either order; keep what is cheaper together."""
        changed = False
        for wire in self.wires:
            for other in self.crossed_by(wire):
                if other.index < wire.index:  # this pair has been tried
                    continue
                if wire.exit is not None and other.exit is not None and self._pair_again(wire, other):
                    changed = True
        return changed

    def crossed_by(self, wire: Wire) -> list[Wire]:
        """The wires to other targets that cross a wire, in order of declaration."""
        covered = {(node, 1 - axis) for node, axis, _ in wire.marks}
        return [
            other
            for other in self.wires
            if other.target != wire.target and any((node, axis) in covered for node, axis, _ in other.marks)
        ]

    def _pair_again(self, first: Wire, second: Wire) -> bool:
        """Try both orders of routing two wires; keep the cheapest of three, the present one if all are as dear."""
        kept = [self._snapshot(first), self._snapshot(second)]
        self.remove(first)
        self.remove(second)
        best = self.price(first, *kept[0])
        self.commit(first, *kept[0])
        best += self.price(second, *kept[1])
        self.remove(first)
        choice = ((first, kept[0]), (second, kept[1]))
        for one, two in ((second, first), (first, second)):
            way = self.find(one, limit=best)
            if way is None:
                continue
            self.commit(one, *way)
            way_two = self.find(two, limit=best - way[0].cost)
            self.remove(one)
            if way_two is not None and way[0].cost + way_two[0].cost < best:
                best = way[0].cost + way_two[0].cost
                choice = ((one, way), (two, way_two))
        for wire, way in choice:
            self.commit(wire, *way)
        return choice[0][1] is not kept[0]

    def _snapshot(self, wire: Wire) -> Way:
        assert wire.exit is not None
        assert wire.entry is not None
        return Found(wire.cost, wire.states), wire.exit, wire.entry

    def price(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> int:
        """What a given way would cost now (the wire itself not being routed)."""
        grid, weights, target = self.grid, self.weights, wire.target
        total = self._terminal(wire, leave, dict(_prices(wire.exits))[leave.index], False, False)
        total += self._terminal(wire, arrive, dict(_prices(wire.entries))[arrive.index], True, False)
        previous = found.states[0]
        for state in found.states[1:]:
            node, axis = state >> 1, state & 1
            if previous >> 1 == node:
                total += weights.bend + grid.bend_cost[node]
            else:
                back = previous >> 1
                size = (grid.south if axis else grid.east)[min(node, back)]
                holder = grid.own[axis][node]
                shared = holder == target and grid.own[axis][back] == target
                size += grid.pass_cost[axis][node]
                total += size - size * (20 - weights.merge) // 20 if shared else size
                crossed = grid.own[1 - axis][node]
                if crossed:
                    if crossed != target:
                        total += weights.cross
                    elif not holder:
                        total += weights.touch
            previous = state
        return total


def _prices(ports: list[tuple[Port, int]]) -> list[tuple[int, int]]:
    return [(port.index, price) for port, price in ports]


__all__ = ["BLOCKED", "JOIN", "PortUse", "Router", "Side", "Wire"]
