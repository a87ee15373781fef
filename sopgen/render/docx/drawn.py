"""What the drawing of a flow page was written as: an edited document is compared with it.

A shape is known by its name, which Word and LibreOffice keep; numbers of shapes are given anew with every save. All
places are EMU on the page, from its top left corner: rows that grew, or moved, take their shapes along.

    DrawnShape("Kegiatan 3", DrawnKind.PROCESS, (6_000_000, 2_700_000, 369_360, 252_000), "langkah/3", id="3")
    DrawnShape("Panah 9 ke 8", DrawnKind.ARROW, box, "langkah/9/tidak", source="9", target="8", ends=(start, end))
    DrawnShape("Label langkah 9: T", DrawnKind.LABEL, box, "langkah/9/label_tidak")
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Left, top, width, height.
Box = tuple[int, int, int, int]
Place = tuple[int, int]


class DrawnKind(StrEnum):
    """What a shape is, or looks like."""

    TERMINATOR = "kapsul"
    PROCESS = "kotak"
    DECISION = "belah ketupat"
    CONNECTOR = "penghubung"
    ARROW = "panah"
    JOIN = "garis"
    LABEL = "label"
    NOTE = "catatan"
    OTHER = "bentuk lain"


#: The symbols of a flow.
SYMBOLS = frozenset({DrawnKind.TERMINATOR, DrawnKind.PROCESS, DrawnKind.DECISION, DrawnKind.CONNECTOR})
LINES = frozenset({DrawnKind.ARROW, DrawnKind.JOIN})


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """One shape as it was written.

    ``tag`` is where in the source that stands which it shows: a symbol's step (or entry of ``simbol``), the key of an
    arrow's way, a label's text; empty for connectors. ``id`` is a symbol's in its table; ``source`` and ``target`` are
    those of the symbols that a line joins, from the first of its ``ends`` to the last.
    """

    name: str
    kind: DrawnKind
    box: Box
    tag: str = ""
    id: str = ""
    source: str = ""
    target: str = ""
    ends: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a column or row begins, and the tag of its pelaksana's name or of its step; empty for all others."""

    at: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A flow page's table: its columns, left to right, ending at ``right``, its body's rows, ending at ``bottom``."""

    columns: tuple[Edge, ...]
    rows: tuple[Edge, ...]
    right: int
    bottom: int
    shapes: tuple[DrawnShape, ...] = ()
