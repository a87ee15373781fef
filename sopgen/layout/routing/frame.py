"""What the table tells the drawing, and what the drawing answers: the seam between the two halves of layout.

The table half measures texts, sets column widths, row heights and page breaks; the drawing half places symbols,
connectors and labels and routes edges inside the frames it is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.layout.scene import Column, Edge, Label, Row, RowKind, Symbol


@dataclass(frozen=True, slots=True)
class Frame:
    """The empty drawing area of one page: Pelaksana columns and body rows, page coordinates in mm.

    ``number`` is the page's number in the SOP (for "hal. 5"). ``apart`` are the steps whose symbols, where they stand
    below each other, are to stand further apart, and by how many mm from the first to the last.
    """

    number: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    apart: tuple[tuple[int, float], ...] = ()

    @property
    def rules(self) -> tuple[list[float], list[float]]:
        """x of the upright and y of the level rules (mm) around the cells that the drawing stands in."""
        columns = [column for column in self.columns if column.actor is not None]
        rows = [row for row in self.rows if row.kind is not RowKind.TOTAL]
        return [column.left for column in columns] + [columns[-1].right], [row.top for row in rows] + [rows[-1].bottom]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands in one frame."""

    symbols: tuple[Symbol, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MoreRoom:
    """No legal drawing in these frames: what would help. Heights are to grow by the mm given; columns by a factor.

    ``columns`` are those in which a label found no place, with the least widths that would hold it.
    """

    row_growth: tuple[tuple[int, float], ...] = ()  # (step, mm)
    strip_growth: float = 0.0
    columns_wider: bool = False
    much: bool = False  # by more than usual, since so many pages found no drawing
    columns: tuple[tuple[int, float], ...] = ()  # (actor, mm)
    steps: tuple[int, ...] = ()  # the steps whose flow could not be drawn
    labels: tuple[str, ...] = ()  # the labels that found no place
    used_up: bool = False  # the search for ways ended before it had tried all
