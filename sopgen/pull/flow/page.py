"""A written page beside what was found on it: in which cell a place lies, which symbol stands there, what it is called.

A nudge of a millimetre changes nothing; a line's end belongs to the symbol that it comes within two millimetres of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sopgen.pull.changes import Change, Doubt
from sopgen.pull.document.edited import FoundShape
from sopgen.pull.flow.pairs import TOLERANCE, Pair
from sopgen.pull.sources import Sources, step_name
from sopgen.render.docx.drawn import SYMBOLS, Box, DrawnKind, DrawnShape, DrawnTable, Place
from sopgen.render.docx.ids import path_of

#: EMU: two millimetres.
AT_END = 2 * TOLERANCE
#: So many symbols of a page are looked at for a line's end.
_MOST_SYMBOLS = 1_000
_CAPSULES = ("mulai", "selesai")


@dataclass(frozen=True)
class Page:
    """One written table with what became of its shapes: those still there, those gone, and new ones."""

    number: int
    drawn: DrawnTable
    own: tuple[Pair, ...]
    gone: tuple[DrawnShape, ...]
    new: tuple[FoundShape, ...]
    sources: Sources

    # -- places -----------------------------------------------------------------------------------------------

    def column_at(self, x: int) -> int | None:
        """The column that holds ``x``."""
        edges = [column.at for column in self.drawn.columns]
        return bisect_right(edges, x) - 1 if edges and edges[0] <= x <= self.drawn.right else None

    def row_at(self, y: int) -> int | None:
        """The row that holds ``y``."""
        edges = [row.at for row in self.drawn.rows]
        return bisect_right(edges, y) - 1 if edges and edges[0] <= y <= self.drawn.bottom else None

    def step_at(self, y: int) -> str:
        """The step in whose row ``y`` lies; empty in a row of none."""
        row = self.row_at(y)
        return "" if row is None else self.drawn.rows[row].tag

    # -- symbols ----------------------------------------------------------------------------------------------

    @cached_property
    def symbols(self) -> dict[str, Pair]:
        """The symbols that are still there, by id."""
        return {pair.was.id: pair for pair in self.own if pair.was.kind in SYMBOLS}

    @cached_property
    def _standing(self) -> Sequence[tuple[Box, str]]:
        """The boxes of all symbols on this page now, each with its id; a new one has none."""
        known = [(pair.now.box, pair.was.id) for pair in self.symbols.values() if pair.now.table == self.number]
        new = [(now.box, "") for now in self.new if now.kind in SYMBOLS]
        return [(box, name) for box, name in (*known, *new) if box is not None][:_MOST_SYMBOLS]

    def symbol_at(self, place: Place, likely: str = "") -> str | None:
        """The id of the symbol that a line's end touches, ``likely`` where several do; None where none is."""
        near = [(_distance(place, box), name != likely, name) for box, name in self._standing]
        way, _, name = min(near, default=(AT_END + 1, True, ""))
        return name if way <= AT_END else None

    # -- words ------------------------------------------------------------------------------------------------

    @cached_property
    def written(self) -> dict[str, DrawnShape]:
        """All symbols that were written, by id."""
        return {shape.id: shape for shape in self.drawn.shapes if shape.id}

    def called(self, name: str) -> str:
        """A symbol by its id, as a sentence says where a line leads: ``langkah 8``, ``kapsul selesai langkah 14``."""
        shape = self.written.get(name)
        if shape is None:
            return "lambang baru"
        if shape.kind is DrawnKind.CONNECTOR:
            return shape.name
        step, _, capsule = shape.tag.rpartition("/")
        return f"kapsul {capsule} {place_name(step)}" if capsule in _CAPSULES else place_name(shape.tag)

    def named(self, shape: DrawnShape) -> str:
        """A symbol or a line, as it begins a sentence: ``Kotak langkah 3``, ``Panah T dari langkah 9 ke langkah 8``."""
        if shape.kind is DrawnKind.JOIN:
            return f"Garis antara lambang-lambang {self.called(shape.source)}"
        if shape.kind is DrawnKind.ARROW:
            return f"{way_name(shape)} dari {self.called(shape.source)} ke {self.called(shape.target)}"
        where = self.called(shape.id)
        if where.startswith(("kapsul", "Penghubung")):
            return f"{where[:1].upper()}{where[1:]}"
        return f"{shape.kind.value.capitalize()} {where}"

    def doubt(self, tag: str, message: str, advice: str, change: Change | None = None) -> Doubt | str:
        """What was seen at ``tag`` and what to do, with the place in the source; a report where it has none."""
        if not tag:
            return f"{message}; {advice}."
        place = self.sources.place(path_of(tag))
        if place.path is None:
            return f"{message}, tetapi langkah itu tidak ditemukan lagi di berkas sumber."
        perhaps = "" if place.certain else "barangkali "
        return Doubt(tag, f"{message}; {advice}: {perhaps}{self.sources.where(place.path)}.", change)


def centre(box: Box) -> Place:
    """The middle of a box."""
    return box[0] + box[2] // 2, box[1] + box[3] // 2


def place_name(tag: str) -> str:
    """``bagian/1/langkah/9/simbol/2`` as people say it: ``bagian 1, langkah 9, lambang 2``."""
    return step_name(tag.replace("simbol/", "lambang "))


def way_name(shape: DrawnShape) -> str:
    """An arrow by the answer that it carries: ``Panah T``."""
    return {"tidak": "Panah T", "ya": "Panah Y"}.get(shape.tag.rpartition("/")[2], "Panah")


def _distance(place: Place, box: Box) -> int:
    """How far a place is from a box; 0 inside."""
    across = max(box[0] - place[0], 0, place[0] - box[0] - box[2])
    return max(across, box[1] - place[1], place[1] - box[1] - box[3])
