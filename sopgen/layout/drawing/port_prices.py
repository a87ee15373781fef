"""What it costs to leave or to enter by a port: which sides of a symbol suit a flow, which place a connector.

A symbol that goes on to the left and to the right, or to which flow comes down from both, has two flows that mirror
each other. Each then has its own side of the symbol, so that neither goes round a corner that the other does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopgen.flow.graph import Branch, SymbolKind
from sopgen.layout.routing.connectors import PageEdge, PageFlow
from sopgen.layout.routing.ports import Port, Side
from sopgen.layout.routing.strips import Strip
from sopgen.layout.routing.symbols import PlacedNode
from sopgen.layout.style.prices import (
    DECISION_ENTERED_FROM_BELOW,
    DECISION_LEFT_AT_TOP,
    ENTERED_FROM_BELOW,
    MAIN_FLOW_NOT_FROM_ABOVE,
    NOT_AT_MIRRORED_SIDE,
    PROCESS_LEFT_AT_TOP,
    SIDE_FLOW_LEFT_BELOW,
)


class PortPrices:
    """Prices of the ports of one page's symbols and connectors for each of its edges."""

    def __init__(self, plan: PageFlow, placed: dict[str, PlacedNode], strips: tuple[Strip, ...]) -> None:
        self.placed = placed
        self.connectors = {connector.id: connector for connector in plan.connectors}
        self.strips = {strip.at_top: strip for strip in strips}
        self.splits = dict(self._splits(plan.edges))
        self.joins = dict(self._joins(plan.edges))

    def exits(self, edge: PageEdge, ports: Sequence[Port]) -> list[tuple[Port, int]]:
        """Where an edge may start, of its source's ports, with their prices."""
        own = self.splits.get(edge)
        return [(port, self._leaving(port, edge, own)) for port in ports]

    def entries(self, edge: PageEdge, ports: Sequence[Port]) -> list[tuple[Port, int]]:
        """Where an edge may end, of its target's ports, with their prices: flow enters joined symbols at the lead."""
        item, own = self.placed.get(edge.target), self.joins.get(edge)
        return [
            (port, self._entering(port, edge, own))
            for port in ports
            if port.turn >= 0 and (item is None or port.symbol is item.symbols[0])
        ]

    def _leaving(self, port: Port, edge: PageEdge, own: Side | None) -> int:
        item = self.placed.get(edge.source)
        if item is None:
            return self._slot(port, edge.source)
        down = edge.to_step > edge.from_step
        if port.side is Side.NORTH:
            return DECISION_LEFT_AT_TOP if item.node.kind is SymbolKind.DECISION else PROCESS_LEFT_AT_TOP
        if port.side is Side.SOUTH and edge.flow.branch is Branch.NO and not down:
            return SIDE_FLOW_LEFT_BELOW
        return NOT_AT_MIRRORED_SIDE if own is not None and own is not port.side else 0

    def _entering(self, port: Port, edge: PageEdge, own: Side | None) -> int:
        item = self.placed.get(edge.target)
        if item is None:
            return self._slot(port, edge.target)
        if own is not None and port.side in (own, Side.NORTH):
            return 0 if port.side is own else NOT_AT_MIRRORED_SIDE
        price = 0
        if edge.flow.branch is not Branch.NO and port.side is not Side.NORTH and edge.from_step != edge.to_step:
            price += MAIN_FLOW_NOT_FROM_ABOVE
        if port.side is Side.SOUTH:
            price += ENTERED_FROM_BELOW
            if item.node.kind is SymbolKind.DECISION:
                price += DECISION_ENTERED_FROM_BELOW
        return price

    def _slot(self, port: Port, name: str) -> int:
        assert port.slot is not None
        connector = self.connectors[name]
        return self.strips[connector.at_top].price(port.slot, connector)

    def _splits(self, edges: Iterable[PageEdge]) -> Iterator[tuple[PageEdge, Side]]:
        """Flows down from symbols that go on to both sides, each with the side that it goes to."""
        by_source: dict[str, list[tuple[PageEdge, Side]]] = {}
        for edge in edges:
            side = self._towards(edge.source, edge.target)
            if edge.to_step > edge.from_step and side is not None:
                by_source.setdefault(edge.source, []).append((edge, side))
        return _mirrored(by_source.values())

    def _joins(self, edges: Iterable[PageEdge]) -> Iterator[tuple[PageEdge, Side]]:
        """Flows down to symbols to which they come from both sides, each with the side that it comes from.

        Not those to a decision: its sides are its answers'.
        """
        by_target: dict[str, list[tuple[PageEdge, Side]]] = {}
        for edge in edges:
            item = self.placed.get(edge.target)
            side = self._towards(edge.target, edge.source)
            if item is None or item.node.kind is SymbolKind.DECISION or side is None:
                continue
            if edge.to_step > edge.from_step:
                by_target.setdefault(edge.target, []).append((edge, side))
        return _mirrored(by_target.values())

    def _towards(self, name: str, other: str) -> Side | None:
        """The side of a single symbol on which another node stands; none right above or below it, or on both sides.

        A connector into which flows go stands in its target's column.
        """
        item, far = self.placed.get(name), self.placed.get(other)
        if item is None or len(item.node.actors) > 1:
            return None
        connector = self.connectors.get(other)
        if connector is not None and not connector.leaving:
            return None
        at = item.node.actors[0]
        actors = far.node.actors if far is not None else (self.connectors[other].actor,)
        if all(actor < at for actor in actors):
            return Side.WEST
        return Side.EAST if all(actor > at for actor in actors) else None


def _mirrored(groups: Iterable[list[tuple[PageEdge, Side]]]) -> Iterator[tuple[PageEdge, Side]]:
    """The flows of those symbols that have some on either side."""
    return (each for group in groups if len({side for _, side in group}) > 1 for each in group)
