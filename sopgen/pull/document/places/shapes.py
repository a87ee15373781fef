"""The shapes of an edited body, each at its place on the page that it was written for.

A shape hangs in a cell and counts from its corner. Cells are taken where they were when the document was written: rows
that grew or moved since then took their shapes along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from sopgen.pull.document.edited import FoundDrawing, FoundShape, Mark
from sopgen.pull.document.places.geometry import Part, parts_of
from sopgen.pull.document.places.rows import BodyRow
from sopgen.pull.document.wordml import ANCHOR, INLINE, OFF, OLD, TC, W, is_floating, mark_of, nearest
from sopgen.render.docx.drawn import Box, DrawnTable, Place

_WP = ANCHOR.removesuffix("anchor")
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: the written table, and the corner on its page; None where there was none like it."""

    row: BodyRow
    table: int | None = None
    corner: Place | None = None


def read_drawing(root: etree._Element, rows: Sequence[BodyRow], drawn: Sequence[DrawnTable]) -> FoundDrawing:
    """The shapes in the body ``root``, whose flow tables have these ``rows`` and were ``drawn`` so."""
    if not drawn:
        return FoundDrawing()
    cells = dict(_cells(rows, drawn))
    added = {cell for row in rows if not row.header for _, cell in row.cells} - cells.keys()
    shapes: list[FoundShape] = []
    for anchor in nearest(root, ANCHOR, INLINE, *OLD, closed=()):
        around = tuple(anchor.iterancestors(TC))
        if not added.isdisjoint(around):
            continue  # of a row that somebody added, which is told as a whole
        cell = next((cells[above] for above in around if above in cells), None)
        if cell is None or not cell.row.copy:
            shapes += (_found(part, anchor, cell) for part in parts_of(anchor) if _told(part, anchor))
    return FoundDrawing(tuple(shapes), any(cell.table is not None and cell.corner is None for cell in cells.values()))


def _told(part: Part, anchor: etree._Element) -> bool:
    """Whether a shape is one that is seen: a picture between letters is none, and words in old boxes are told alone."""
    wordless = anchor.tag in OLD and is_floating(anchor) and not any(map(str.strip, map(str, anchor.itertext())))
    stands = anchor.tag == ANCHOR or wordless
    return (part.shape is not None or stands) and not _is_hidden(anchor)


def _is_hidden(anchor: etree._Element) -> bool:
    """Whether a shape was switched off in the list of shapes, or its run was hidden."""
    properties, run = anchor.find(f"{_WP}docPr"), next(anchor.iterancestors(f"{W}r"), None)
    switched = properties is not None and properties.get("hidden", "0") not in OFF
    return switched or (run is not None and mark_of(run) is Mark.HIDDEN)


def _cells(rows: Sequence[BodyRow], drawn: Sequence[DrawnTable]) -> Iterator[tuple[etree._Element, _Cell]]:
    """Every cell of the flow tables."""
    places = {
        edge.tag: (table, row) for table, each in enumerate(drawn) for row, edge in enumerate(each.rows) if edge.tag
    }
    for _, group in groupby(rows, lambda row: row.table):
        for row, place in _placed(list(group), drawn, places):
            table = drawn[place[0]] if place else None
            for at, cell in row.cells:
                known = place and table and row.columns == len(table.columns)
                corner = (table.columns[at].at, table.rows[place[1]].at) if known and table and place else None
                yield cell, _Cell(row, place[0] if place else None, corner)


def _placed(
    rows: list[BodyRow], drawn: Sequence[DrawnTable], places: dict[str, tuple[int, int]]
) -> Iterator[tuple[BodyRow, tuple[int, int] | None]]:
    """Each row of a table, and which row of which written one it is; connectors' rows stand round those of steps."""
    located = [place for row in rows if not row.copy and (place := places.get(row.step))]
    yield from ((row, places.get(row.step)) for row in rows if row.step)
    if not located:
        return
    numbers = [number for number, row in enumerate(rows) if row.step]
    (table, first), (_, last) = located[0], located[-1]
    above = [row for row in rows[: numbers[0]] if not row.header]
    yield from _bare(above, drawn[table], table, range(first))
    yield from _bare(rows[numbers[-1] + 1 :], drawn[table], table, range(last + 1, len(drawn[table].rows)))


def _bare(
    rows: list[BodyRow], drawn: DrawnTable, table: int, written: range
) -> Iterator[tuple[BodyRow, tuple[int, int]]]:
    """Rows of no step, each with the next of those that were ``written``."""
    bare = (number for number in written if not drawn.rows[number].tag)
    return zip(rows, ((table, number) for number in bare), strict=False)


def _found(part: Part, anchor: etree._Element, cell: _Cell | None) -> FoundShape:
    """A shape as it stands now."""
    corner = _corner(anchor, cell)
    step = cell.row.step if cell else ""
    if cell is None or corner is None:
        table = cell.table if cell else None
        return FoundShape(part.name, part.kind, table, step=step, heads=part.heads, turned=part.turned)
    box: Box = (corner[0] + part.box[0], corner[1] + part.box[1], part.box[2], part.box[3])
    return FoundShape(part.name, part.kind, cell.table, box, part.ends(box), part.heads, step, part.turned)


def _corner(anchor: etree._Element, cell: _Cell | None) -> Place | None:
    """Where the anchor's corner stands on the page; None when that is counted from something else than its cell."""
    if cell is None or cell.corner is None:
        return None
    if anchor.tag == INLINE:
        return cell.corner
    found = [
        _offset(anchor.find(f"{_WP}{name}"), own, corner)
        for name, own, corner in (
            ("positionH", ("column", "character"), cell.corner[0]),
            ("positionV", ("paragraph", "line"), cell.corner[1]),
        )
    ]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def _offset(position: etree._Element | None, own: tuple[str, ...], corner: int) -> int | None:
    """One of a corner's two lengths: from the cell's, or from the page's."""
    text = position.findtext(f"{_WP}posOffset", "").strip() if position is not None else ""
    if position is None or not text.removeprefix("-").isdecimal() or len(text) > _MOST_DIGITS:
        return None
    beginning = position.get("relativeFrom", "")
    if beginning in own:
        return corner + int(text)
    return int(text) if beginning == "page" else None
