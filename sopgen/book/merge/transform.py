"""Putting finished pages smaller on their paper, with everything that has coordinates on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Array, Object, Page

from sopgen.book.merge.part import POINTS_PER_MM, Placement
from sopgen.book.merge.structure import walk


@dataclass(frozen=True, slots=True)
class Move:
    """A placement in points."""

    scale: float
    x: float
    y: float

    @classmethod
    def of(cls, placement: Placement | None) -> Move:
        """The move that a placement asks for; without one, pages stay where they are."""
        if placement is None:
            return cls(1.0, 0.0, 0.0)
        return cls(placement.scale, placement.x * POINTS_PER_MM, placement.y * POINTS_PER_MM)

    @property
    def moves(self) -> bool:
        """Whether anything changes."""
        return (self.scale, self.x, self.y) != (1.0, 0.0, 0.0)

    @property
    def operators(self) -> bytes:
        """The operator that moves what is drawn after it."""
        return b"%.5f 0 0 %.5f %.3f %.3f cm\n" % (self.scale, self.scale, self.x, self.y)

    def box(self, box: Object) -> Array:
        """A rectangle, moved."""
        x1, y1, x2, y2 = (float(value) for value in box)
        across = [round(value * self.scale + self.x, 3) for value in (x1, x2)]
        up = [round(value * self.scale + self.y, 3) for value in (y1, y2)]
        return Array([across[0], up[0], across[1], up[1]])

    def place(self, target: Object) -> str:
        """The place on its page that an explicit destination means, moved (``/XYZ``; other kinds show whole pages)."""
        kind, *place = list(target)[1:]
        if not self.moves or kind != "/XYZ":
            return " ".join(_text(each) for each in (kind, *place))
        left = round(float(place[0]) * self.scale + self.x, 3)
        top = round(float(place[1]) * self.scale + self.y, 3)
        return f"/XYZ {left:g} {top:g} 0"


def _text(value: object) -> str:
    return value.unparse().decode() if isinstance(value, Object) else str(value)


def move_annotations(move: Move, pages: Iterable[Page]) -> None:
    """Move the links of pages."""
    for page in pages if move.moves else ():
        for annotation in page.obj.get("/Annots", []):
            annotation.Rect = move.box(annotation.Rect)


def move_figures(move: Move, part: Object) -> None:
    """Move the boxes that the structure of a part gives for its figures."""
    for element in walk(part) if move.moves else ():
        attributes = element.get("/A")
        if element.S == "/Figure" and attributes is not None and "/BBox" in attributes:
            attributes.BBox = move.box(attributes.BBox)
