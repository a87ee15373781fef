"""The state of routing a page: whose lines run where, who uses which port, and what a way costs now.

The board only records and answers questions; in which order wires are routed is decided in ``route``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sopgen.layout.routing.astar import Found, Search
from sopgen.layout.routing.estimates import Estimates, least
from sopgen.layout.routing.grid import BLOCKED, FAR, HEADED, JOIN, Grid, Marks
from sopgen.layout.routing.ports import Port, Stub, by_owner
from sopgen.layout.routing.shown import NOWHERE, Laid, Shown
from sopgen.layout.style.prices import ARRIVING_AGAIN, ARRIVING_APART, ARRIVING_MIXED, Weights


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
    line: Laid = NOWHERE
    cost: int = FAR
    steps: tuple[int, ...] = ()

    @property
    def marks(self) -> Marks:
        """(node, axis, sense) of everything that its way covers; nothing while it has none."""
        return self.line.marks


@dataclass(slots=True)
class PortUse:
    """Who uses a port: the wire that leaves there, and how many arrive (from the side flow or the main flow)."""

    leaving: int = -1
    arriving_main: int = 0
    arriving_side: int = 0


@dataclass(slots=True)
class NodeUse:
    """How many ports of a node or connector are free, in how many a wire leaves, how many side flows arrive.

    ``due`` wires must leave it in the end.
    """

    free: int = 0
    leaving: int = 0
    arriving_side: int = 0
    due: int = 0


Way = tuple[Found, Port, Port]


class Board:
    """Records which wires own which nodes of the grid and use which ports."""

    def __init__(self, grid: Grid, ports: list[Port], wires: list[Wire], overlaps: dict[int, list[int]]) -> None:
        self.grid = grid
        self.ports = ports
        self.wires = wires
        self.overlaps = overlaps  # port (a connector's place) -> ports of other places too near for a second connector
        self.weights = Weights()
        self.use = [PortUse() for _ in ports]
        self.users = [0] * len(ports)  # how many wires end at each port
        self.fought = [0] * len(ports)  # price added to ports that several wires wanted
        self._to: dict[int, list[Wire]] = {}
        for wire in wires:
            self._to.setdefault(wire.target, []).append(wire)
        self._stubs: tuple[list[Stub | None], list[Stub | None]] = ([None] * len(ports), [None] * len(ports))
        self._lines: dict[tuple[int, int, tuple[int, ...]], Laid] = {}
        self.ports_of = by_owner(ports)
        self._rivals = {  # for a connector's place: where no other may stand, and where it may not stand itself
            port.index: (
                *overlaps[port.index],
                *(own.index for own in self.ports_of[port.owner] if own.index != port.index),
            )
            for port in ports
            if port.slot is not None
        }
        self.shown = Shown([wire.target for wire in wires], grid.nx)
        self.nodes = {owner: NodeUse(free=len(ports)) for owner, ports in self.ports_of.items()}
        for wire in wires:
            self.nodes.setdefault(wire.source, NodeUse()).due += 1

    def crowded(self) -> list[Wire]:
        """The wires that must pass somewhere where fewer upright lanes are free than lines to different targets pass.

        While there are any, no drawing is possible, in whichever order they are routed.
        """
        grid = self.grid
        spans = [(*_between(grid, wire), wire) for wire in self.wires]
        found: dict[int, Wire] = {}
        for row in range(1, grid.ny - 1):
            passing = [wire for first, last, wire in spans if first < row < last]
            lanes = grid.own[1][row * grid.nx : (row + 1) * grid.nx].count(0)
            if len({wire.target for wire in passing}) > lanes:
                found.update((wire.index, wire) for wire in passing)
        return [found[index] for index in sorted(found)]

    def find(self, wire: Wire, soft: bool = False, limit: int = FAR) -> Way | None:
        """The best way for a wire that is not routed now."""
        starts: dict[int, int] = {}
        start_port: dict[int, Port] = {}
        for port, price in wire.exits:
            total = self._terminal(wire, port, price, False, soft)
            if total < FAR:
                state = port.near[0] << 1 | port.axis
                if state not in start_port:
                    starts[state] = total
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
        seen = None if soft else self.shown.seen(wire.index, limit, starts, goals)
        found = self._searched(wire, starts, goals, soft, limit) if seen is None else seen.found
        if found is None or found.cost >= limit:
            return None
        return found, start_port[found.states[0]], goal_port[found.states[-1]]

    def _searched(
        self, wire: Wire, starts: dict[int, int], goals: dict[int, int], soft: bool, limit: int
    ) -> Found | None:
        """The way that a search finds; what it shows is kept."""
        search = Search(self.grid, wire.target, self.weights, soft)
        rest = self._rest(wire, goals)
        kept = self._close_heads(wire)
        found = search.run(starts, goals, rest, limit)
        for axis, node, holder in reversed(kept):
            self.grid.own[axis][node] = holder
        if not soft:
            price = limit if found is None else found.cost
            self.shown.note(wire.index, price, found, search.explored, starts, goals)
        return found

    def _rest(self, wire: Wire, goals: dict[int, int]) -> Estimates:
        """What the rest of a wire's way costs at least: it may join the lines to its target."""
        merges = [other.line.marks for other in self._to[wire.target] if other.states]
        return least(self.grid, goals, self.weights, merges)

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
        if not soft and (use.leaving >= 0 or (self.users[port.index] and not arriving)):
            return FAR
        conflict = self.weights.conflict + self.fought[port.index] if soft else FAR
        if use.leaving >= 0:
            price += conflict
        if arriving:
            if use.arriving_main or use.arriving_side:
                mixed = use.arriving_main if wire.side_flow else use.arriving_side
                price += ARRIVING_MIXED if mixed else ARRIVING_AGAIN
            else:
                node_use = self.nodes[port.owner]
                if node_use.free - 1 < node_use.due - node_use.leaving:  # too few left for those that must leave
                    price += conflict
                if wire.side_flow and node_use.arriving_side:
                    price += ARRIVING_APART
        elif use.arriving_main or use.arriving_side:
            price += conflict
        if port.slot is not None:
            price += conflict * self._slot_conflicts(port)
        if price >= FAR:
            return FAR
        nodes, length = self._stubs[arriving][port.index] or self._stub(port, arriving)
        along, across = self.grid.own[port.axis], self.grid.own[1 - port.axis]
        covered = nodes[: port.turn] if arriving else ()
        last = nodes[-1]
        for node in nodes:
            holder, crossed = along[node], across[node]
            if not holder and not crossed:
                continue
            if holder and holder != wire.target:
                if holder < 0 or holder >= JOIN or not soft:
                    return FAR
                price += conflict
            elif holder and not arriving and self.grid.heading[port.axis][node] * port.sign < 0:
                price += self.weights.head_on
            if node in covered and crossed and self.grid.heading[1 - port.axis][node] < HEADED:
                if not soft or crossed == wire.target:
                    return FAR
                price += conflict
            elif crossed and crossed != wire.target and not (arriving and node == last):
                price += self.weights.cross
        return price + length

    def _stub(self, port: Port, arriving: bool) -> Stub:
        """A port's stub, found once."""
        found = self._stubs[arriving][port.index]
        if found is None:
            found = self._stubs[arriving][port.index] = port.stub(self.grid, arriving)
        return found

    def _slot_conflicts(self, port: Port) -> int:
        """How many other connectors stand where this place of a connector would be, or its own at another place."""
        users = self.users
        return sum([1 for other in self._rivals[port.index] if users[other]])

    def commit(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> None:
        """Enter a way into the grid."""
        wire.states, wire.cost, wire.exit, wire.entry = found.states, found.cost, leave, arrive
        key = leave.index, arrive.index, found.states
        if key not in self._lines:
            self._lines[key] = Laid(self.marks(wire, leave, arrive), self.grid.nx)
        wire.line = self._lines[key]
        self.shown.laid(wire.index, wire.line)
        own, count, heading, target = self.grid.own, self.grid.count, self.grid.heading, wire.target
        for node, axis, sign in wire.line.marks:
            own[axis][node] = target
            count[axis][node] += 1
            heading[axis][node] += sign
        self._use(leave, 1)
        self._use(arrive, 1)
        if self.use[leave.index].leaving < 0:
            self.nodes[leave.owner].leaving += 1
        self.use[leave.index].leaving = wire.index
        if wire.side_flow:
            self.use[arrive.index].arriving_side += 1
            self.nodes[arrive.owner].arriving_side += 1
        else:
            self.use[arrive.index].arriving_main += 1

    def remove(self, wire: Wire) -> None:
        """Take a wire's way out of the grid again."""
        assert wire.exit is not None
        assert wire.entry is not None
        self.shown.taken_up(wire.index)
        own, count, heading = self.grid.own, self.grid.count, self.grid.heading
        for node, axis, sign in wire.line.marks:
            count[axis][node] -= 1
            heading[axis][node] -= sign
            if not count[axis][node]:
                own[axis][node] = 0
        self._use(wire.exit, -1)
        self._use(wire.entry, -1)
        if self.use[wire.exit.index].leaving == wire.index:
            self.use[wire.exit.index].leaving = -1
            self.nodes[wire.exit.owner].leaving -= 1
        if wire.side_flow:
            self.use[wire.entry.index].arriving_side -= 1
            self.nodes[wire.entry.owner].arriving_side -= 1
        else:
            self.use[wire.entry.index].arriving_main -= 1
        wire.exit = wire.entry = None
        wire.states, wire.line = (), NOWHERE

    def _use(self, port: Port, more: int) -> None:
        """One wire more or less ends at a port."""
        was_free = not self.users[port.index]
        self.users[port.index] += more
        self.nodes[port.owner].free += (not self.users[port.index]) - was_free

    def marks(self, wire: Wire, leave: Port, arrive: Port) -> Marks:
        """(node, axis, sense) of everything a way covers, corners and its head on both axes."""
        states = wire.states
        axis_of: dict[tuple[int, int], int] = {}
        for node in self._stub(leave, False)[0]:
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
        for node in self._stub(arrive, True)[0]:
            axis_of[node, arrive.axis] = -arrive.sign
        for node in arrive.near[: arrive.turn]:
            axis_of[node, 1 - arrive.axis] = HEADED
        return tuple((node, axis, sign) for (node, axis), sign in axis_of.items())

    def snapshot(self, wire: Wire) -> Way:
        """The way a routed wire has."""
        assert wire.exit is not None
        assert wire.entry is not None
        return Found(wire.cost, wire.states), wire.exit, wire.entry

    def price(self, wire: Wire, found: Found, leave: Port, arrive: Port) -> int:
        """What a given way would cost now (the wire itself not being routed)."""
        grid, weights, target = self.grid, self.weights, wire.target
        total = self._terminal(wire, leave, _price_of(wire.exits, leave), False, False)
        total += self._terminal(wire, arrive, _price_of(wire.entries, arrive), True, False)
        share, sizes = 20 - weights.merge, (grid.east, grid.south)
        back = found.states[0] >> 1
        for state in found.states[1:]:
            node, axis = state >> 1, state & 1
            if back == node:
                total += weights.bend + grid.bend_cost[node]
                continue
            size = sizes[axis][node if node < back else back] + grid.pass_cost[axis][node]
            holder, crossed = grid.own[axis][node], grid.own[1 - axis][node]
            if holder == target:
                if grid.own[axis][back] == target:
                    size -= size * share // 20
                elif grid.heading[axis][node] * (node - back) < 0:
                    total += weights.head_on
            total += size
            if crossed and crossed != target:
                total += weights.cross
            elif crossed and not holder:
                total += weights.touch
            back = node
        return total

    def crossings(self, wires: Iterable[Wire]) -> int:
        """How many lines to other targets these wires, all routed, cross."""
        own, count, crossed = self.grid.own, self.grid.count, 0
        for wire in wires:
            for node, axis, _ in wire.marks:
                holder = own[1 - axis][node]
                if 0 < holder < JOIN and holder != wire.target:
                    crossed += count[1 - axis][node]
        return crossed


def _between(grid: Grid, wire: Wire) -> tuple[int, int]:
    """The rows of nodes between which a wire runs whatever ports it uses; (0, 0) when it may run level."""
    starts = [grid.y_index[port.near[0]] for port, _ in wire.exits]
    ends = [grid.y_index[port.near[port.turn]] for port, _ in wire.entries]
    if starts and ends and max(starts) < min(ends):
        return max(starts), min(ends)
    if starts and ends and max(ends) < min(starts):
        return max(ends), min(starts)
    return 0, 0


def _price_of(ports: list[tuple[Port, int]], wanted: Port) -> int:
    return next(price for port, price in ports if port.index == wanted.index)
