"""One page's flow as a document shows it, in mm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Shape(StrEnum):
    """What an outline looks like."""

    BOX = "box"
    DIAMOND = "diamond"
    CAPSULE = "capsule"
    PENTAGON_DOWN = "pentagon down"
    PENTAGON_UP = "pentagon up"


@dataclass(frozen=True, slots=True)
class Outline:
    """A symbol; x and y are its centre, ``text`` what stands in it (packed)."""

    shape: Shape
    x: float
    y: float
    width: float
    height: float
    text: str = ""

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return (
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )

    @property
    def is_connector(self) -> bool:
        """Whether it is an off-page connector."""
        return self.shape in (Shape.PENTAGON_DOWN, Shape.PENTAGON_UP)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between symbols, corners restored; ``head``: it ends in an arrow head, whose tip is its last point."""

    points: tuple[Point, ...]
    head: bool

    @property
    def pieces(self) -> Iterator[tuple[Point, Point]]:
        """Its straight pieces."""
        yield from pairwise(self.points)


@dataclass(frozen=True, slots=True)
class Words:
    """A text outside all symbols (a label or a connector's note): packed, and the box of its ink."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Band:
    """A row between two rules; ``step`` is the number printed in its first cell, None for a connector strip."""

    top: float
    bottom: float
    step: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """How many columns of a flow table stand before the Pelaksana columns, and how many after them."""

    before: int
    after: int

    def within(self, edges: Sequence[float]) -> tuple[float, ...]:
        """Of the x of all upright rules those beside the Pelaksana columns."""
        return tuple(edges[self.before : len(edges) - self.after])


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it on one page. ``uprights`` are the x of the rules left and right of every Pelaksana column."""

    number: int
    uprights: tuple[float, ...]
    bands: tuple[Band, ...]
    outlines: tuple[Outline, ...]
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]

    @property
    def levels(self) -> tuple[float, ...]:
        """The y of the rules above and below every row."""
        return (self.bands[0].top, *(band.bottom for band in self.bands))

    def band_at(self, y: float) -> Band | None:
        """The row that holds a height."""
        return next((band for band in self.bands if band.top < y < band.bottom), None)

    def column_at(self, x: float) -> int | None:
        """Index of the Pelaksana column that holds a place."""
        return next((i for i, (a, b) in enumerate(pairwise(self.uprights)) if a < x < b), None)
