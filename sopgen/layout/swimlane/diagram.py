"""What a stand-alone diagram is: swimlanes without the table, in one continuous drawing for slides and posters.

Millimetres, origin at the drawing's top left corner, y down. The same symbols, edges and labels as in a flow page's
scene, but no page breaks and therefore no connectors; lanes have headers of their own, symbols may carry the step's
text, and beside each stands its step number. Writers draw it and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from sopgen.layout.scene import Column, Edge, HeaderCell, Label, Point, Symbol, TextBlock
from sopgen.layout.style.looks import Look

_Part = TypeVar("_Part", "Swimlanes", HeaderCell, Column, Symbol, Label, "StepNumber")
_ACROSS = ("x", "left", "right")
_DOWN = ("y", "top", "body_top", "bottom")


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
        """The same, ``dx`` mm further right and ``dy`` mm further down; it has no title yet."""

        def each(parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
            return tuple(_moved(part, dx, dy) for part in parts)

        def point(at: Point) -> Point:
            return round(at[0] + dx, 2), round(at[1] + dy, 2)

        return replace(
            _moved(self, dx, dy),
            header=each(self.header),
            lanes=each(self.lanes),
            symbols=each(self.symbols),
            edges=tuple(replace(edge, points=tuple(map(point, edge.points))) for edge in self.edges),
            labels=each(self.labels),
            numbers=each(self.numbers),
        )


def _moved(part: _Part, dx: float, dy: float) -> _Part:
    """A part of a diagram with its own coordinates moved by ``dx`` and ``dy`` mm."""
    by = dict.fromkeys(_ACROSS, dx) | dict.fromkeys(_DOWN, dy)
    names = [field.name for field in fields(part) if field.name in by]
    return replace(part, **{name: round(getattr(part, name) + by[name], 2) for name in names})


@dataclass(frozen=True, slots=True)
class Legend:
    """What the diagram's symbols and lines mean: samples of them and their names, down to ``bottom`` (mm)."""

    symbols: tuple[Symbol, ...]
    edges: tuple[Edge, ...]
    texts: tuple[TextBlock, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the flows, if anything: the SOP's title and number above, what symbols mean below."""

    title: bool = True
    legend: bool = False


AROUND = Around()


@dataclass(frozen=True, slots=True)
class Diagram:
    """One SOP's diagram: title lines and one or more flows, one below the other, and a legend if one was asked for."""

    nomor: str
    width: float
    height: float
    title: tuple[TextBlock, ...]
    flows: tuple[Swimlanes, ...]
    look: Look
    legend: Legend | None = None

    @property
    def blocks(self) -> Iterator[TextBlock]:
        """All texts outside the lanes, in reading order."""
        yield from self.title
        for flow in self.flows:
            yield from flow.title
        if self.legend is not None:
            yield from self.legend.texts

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """All symbols in the order in which they are drawn, the legend's last."""
        own = self.legend.symbols if self.legend is not None else ()
        return (*(symbol for flow in self.flows for symbol in flow.symbols), *own)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All lines in the order in which they are drawn, the legend's last."""
        own = self.legend.edges if self.legend is not None else ()
        return (*(edge for flow in self.flows for edge in flow.edges), *own)
