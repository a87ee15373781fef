"""Texts that stand in the cell of another one: somebody moved a field, as a whole, to another column or row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopgen.pull.document.edited import Displaced
from sopgen.pull.document.places.rows import BodyRow, Tags
from sopgen.pull.document.row_grid import text_of
from sopgen.pull.document.row_tags import RowTags


def displaced(rows: Iterable[BodyRow], tags: Tags, row_tags: RowTags) -> Iterator[Displaced]:
    """Cells of steps' texts in which the field of another cell stands, and not their own.

    Where columns were added or removed nobody can tell whose cell is whose.
    """
    for row in rows:
        even = tags.column_counts.get(row.step, row.columns) == row.columns
        for at, cell in row.cells if row.step and even and not row.copy else ():
            place = row_tags.tag_at(row.step, at, row.columns)
            if place in tags.known:
                named = [each for each in tags.inside(cell) if row_tags.row_of(each[0])]
                controls = {tag for tag, marked in named if not marked}
                there = controls or {tag for tag, _ in named}  # a bookmark stays behind where a control was cut out
                if len(there) == 1 and place not in there:
                    yield Displaced(place, there.pop(), text_of(cell))
