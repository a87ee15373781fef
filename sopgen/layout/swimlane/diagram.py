"""What a stand-alone diagram is: swimlanes without the table, in one continuous drawing for slides and posters.

Millimetres, origin at the drawing's top left corner, y down. The same symbols, edges and labels as in a flow page's
scene, but no page breaks and therefore no connectors; lanes have headers of their own, symbols may carry the step's
text, and beside each stands its step number. Writers draw it and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sopgen.layout.scene import Column, Edge, HeaderCell, Label, Point, Symbol, TextBlock
from sopgen.layout.style.looks import Look


@dataclass(frozen=True, slots=True)
class StepNumber:
    """A step's number beside its symbol; x and y are the centre of its box."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size_pt: float


@dataclass(frozen=True, slots=True)
class Swimlanes:
    """One flow: its lanes with their headers from ``top``, its drawing from ``body_top`` to ``bottom``.

    ``title`` is the name of the part (``bagian``), if the SOP has several.
    """

    title: tuple[TextBlock, ...]
    header: tuple[HeaderCell, ...]
    lanes: tuple[Column, ...]
    top: float
    body_top: float
    bottom: float
    symbols: tuple[Symbol, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]
    numbers: tuple[StepNumber, ...]

    @property
    def width(self) -> float:
        """Width in mm of all lanes together."""
        return round(self.lanes[-1].right - self.lanes[0].left, 2)

    def moved(self, dx: float, dy: float) -> Swimlanes:
        """The same, ``dx`` mm further right and ``dy`` mm further down."""

        def along(x: float) -> float:
            return round(x + dx, 2)

        def down(y: float) -> float:
            return round(y + dy, 2)

        def point(at: Point) -> Point:
            return along(at[0]), down(at[1])

        return Swimlanes(
            tuple(
                replace(b, left=along(b.left), right=along(b.right), top=down(b.top), bottom=down(b.bottom))
                for b in self.title
            ),
            tuple(
                replace(c, left=along(c.left), right=along(c.right), top=down(c.top), bottom=down(c.bottom))
                for c in self.header
            ),
            tuple(replace(lane, left=along(lane.left), right=along(lane.right)) for lane in self.lanes),
            down(self.top),
            down(self.body_top),
            down(self.bottom),
            tuple(replace(symbol, x=along(symbol.x), y=down(symbol.y)) for symbol in self.symbols),
            tuple(replace(edge, points=tuple(map(point, edge.points))) for edge in self.edges),
            tuple(replace(label, x=along(label.x), y=down(label.y)) for label in self.labels),
            tuple(replace(number, x=along(number.x), y=down(number.y)) for number in self.numbers),
        )


@dataclass(frozen=True, slots=True)
class Diagram:
    """One SOP's diagram: title lines and one or more flows, one below the other."""

    nomor: str
    width: float
    height: float
    title: tuple[TextBlock, ...]
    flows: tuple[Swimlanes, ...]
    look: Look

    @property
    def blocks(self) -> Iterator[TextBlock]:
        """All texts outside the lanes, in reading order."""
        yield from self.title
        for flow in self.flows:
            yield from flow.title
