"""Cells of the flow tables that somebody merged: over columns, over rows, or both.

Every column of a step's row was printed with a cell of its own. What goes over rows is known column by column:

    cells.note(row, range(9, 11), cell, ("langkah/5/kelengkapan", "langkah/5/waktu"))   # spans two columns
    cells.merged   # (Merged(("langkah/5/kelengkapan", "langkah/5/waktu"), ("langkah/5",)),)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from sopgen.pull.document.edited import Merged
from sopgen.pull.document.items import FoundCell, FoundRow


@dataclass
class _Group:
    """One cell that may be made of several: how many, their texts and their steps, each once and in order."""

    cells: int = 0
    tags: dict[str, None] = field(default_factory=dict)
    steps: dict[str, None] = field(default_factory=dict)


@dataclass
class MergedCells:
    """Takes note of cells, row by row from above."""

    groups: list[_Group] = field(default_factory=list)
    open: dict[tuple[etree._Element | None, int], _Group] = field(default_factory=dict)  # by table and column

    def note(self, row: FoundRow, columns: range, cell: FoundCell, tags: Iterable[str]) -> None:
        """Remember a cell that spans ``columns`` or rows, and the ``tags`` of the texts that stood in it.

        In a row of no step only cells over rows count: the total was printed over several columns. In a heading it is
        the other way round.
        """
        places = [(row.table, at) for at in columns]
        above = [group for place in places if (group := self.open.pop(place, None)) is not None]
        over_rows = (cell.begins or cell.goes_on) and not row.heading
        across = len(columns) if row.step or row.heading else 1
        if across == 1 and not over_rows:
            return
        group = above[0] if cell.goes_on and above else self.begun()
        group.cells += across + (cell.goes_on and not above)  # that of a heading, or of a row that is gone
        group.tags.update(dict.fromkeys(tags))
        group.steps.update({row.step: None} if row.step else {})
        if over_rows:
            self.open.update(dict.fromkeys(places, group))

    def begun(self) -> _Group:
        """A new cell."""
        self.groups.append(_Group())
        return self.groups[-1]

    @property
    def merged(self) -> tuple[Merged, ...]:
        """The cells that were made of several."""
        return tuple(Merged(tuple(group.tags), tuple(group.steps)) for group in self.groups if group.cells > 1)
