"""What a stand-alone diagram is: swimlanes without the table, in one continuous drawing for slides and posters.

Millimetres, origin at the drawing's top left corner, y down. The same symbols, edges and labels as in a flow page's
scene, but no page breaks and therefore no connectors; lanes have headers of their own, symbols may carry the step's
text, and beside each stands its step number. Writers draw it and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sopgen.layout.scene import Column, Edge, HeaderCell, Label, Point, Symbol, TextBlock
from sopgen.layout.style import Style


@dataclass(frozen=True, slots=True)
class Look:
    """Measures (mm, sizes in points) and colours of a diagram besides those of its ``style``."""

    style: Style
    margin: float
    lane: float  # width of a lane
    lane_max: float  # lanes grow up to this when they are few
    narrowest: float  # the whole drawing, without margins
    header_pt: float
    header_x: float
    header_y: float
    number_pt: float
    number_gap: float  # between a step number and its symbol
    foot: float  # below the last row
    section_gap: float
    box_max: float  # a symbol with text is never higher; longer texts end in an ellipsis
    diamond_max: float
    spoken: bool  # whether symbols carry the steps' texts
    ink: str = "#1f2933"
    rule: str = "#9aa5b1"
    lane_tint: str = "#f5f7fa"  # of every other lane
    header_tint: str = "#dde5ee"
    group_tint: str = "#c9d6e4"
    symbol_fill: str = "#ffffff"
    faint: str = "#52606d"  # numbers and the line under the title


PLAIN = Look(
    style=Style(
        title_pt=13.0,
        symbol_max_width=17.0,
        symbol_height=8.0,
        row_min=16.0,
        label_pt=8.0,
        label_good_pt=7.0,
        symbol_pt=8.0,
        min_symbol_pt=6.0,
        symbol_gap=6.0,
        arrow_length=1.8,
        arrow_width=1.6,
        symbol_gutter=3.0,
    ),
    margin=7.0,
    lane=30.0,
    lane_max=44.0,
    narrowest=110.0,
    header_pt=8.5,
    header_x=1.6,
    header_y=1.8,
    number_pt=7.5,
    number_gap=0.5,
    foot=2.0,
    section_gap=9.0,
    box_max=24.0,
    diamond_max=30.0,
    spoken=False,
)

SPOKEN = replace(
    PLAIN,
    style=replace(
        PLAIN.style,
        symbol_share=0.77,
        symbol_max_width=60.0,
        symbol_height=9.0,
        symbol_pt=7.5,
        min_symbol_pt=7.5,
        symbol_gutter=6.0,
        symbol_clear=1.6,
    ),
    lane=52.0,
    lane_max=52.0,
    narrowest=110.0,
    box_max=40.0,
    diamond_max=44.0,
    spoken=True,
)


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
