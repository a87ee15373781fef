"""The rows of the flow tables that no step printed: typed by somebody, or copied from another row.

A table stands on every page, so the rows of a part go on from one table to the next.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from sopgen.flow.graph import SymbolKind
from sopgen.pull.document.edited import ColumnMark, TypedRow
from sopgen.pull.document.row_grid import Range, cells_of, columns_of, mark_in, symbols_in, text_of
from sopgen.pull.document.row_tags import RowTags
from sopgen.pull.document.wordml import TBL


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row as it stands in the document: the ``step`` whose texts it holds, or none, and all that is written in it.

    ``marked``: one of our bookmarks stands in it, so it is no copy. ``whole``: each column has a cell of its own in it.
    """

    element: etree._Element
    step: str
    text: str
    marked: bool = False
    whole: bool = True

    @property
    def table(self) -> etree._Element | None:
        """The table that it is a row of."""
        return next(self.element.iterancestors(TBL), None)


def typed_rows(rows: Sequence[LaidRow], tags: RowTags) -> tuple[tuple[TypedRow, ...], tuple[LaidRow, ...]]:
    """The new rows of flow tables among ``rows``, and those of other tables, each in document order."""
    laid = _Laid(rows)
    found: list[TypedRow] = []
    others: list[LaidRow] = []
    for index, row in enumerate(rows):
        if laid.originals.get(row.step) == index:
            continue
        near = laid.originals[row.step] if row.step else laid.nearest(index)
        if near is None:
            others.append(row)
        else:
            found.append(laid.typed(index, near, tags))
    return tuple(found), tuple(others)


class _Laid:
    """All rows in document order, and which of them were printed."""

    def __init__(self, rows: Sequence[LaidRow]) -> None:
        self.rows = rows
        self.tables = [row.table for row in rows]
        #: The index of the row that was printed for each step: the one that bears its bookmarks, or the first.
        self.originals: dict[str, int] = {}
        for index, row in enumerate(rows):
            before = self.originals.get(row.step)
            if row.step and (before is None or (row.marked and not rows[before].marked)):
                self.originals[row.step] = index
        self.of_table: dict[etree._Element | None, list[int]] = {}
        self.whole: dict[etree._Element | None, list[int]] = {}
        self.of_section: dict[str, list[int]] = {}
        for index in sorted(self.originals.values()):
            self.of_table.setdefault(self.tables[index], []).append(index)
            if rows[index].whole:
                self.whole.setdefault(self.tables[index], []).append(index)
            self.of_section.setdefault(_section(rows[index].step), []).append(index)

    def nearest(self, index: int) -> int | None:
        """The printed row of the same table that stands before a new one, or else behind it; None in another table."""
        printed = self.of_table.get(self.tables[index], [])
        at = bisect(printed, index)
        return printed[max(at - 1, 0)] if printed else None

    def typed(self, index: int, near: int, tags: RowTags) -> TypedRow:
        """The new row at ``index``, whose columns are those of the printed row at ``near``."""
        row, section = self.rows[index], _section(self.rows[near].step)
        places = self.of_section[section]
        at = bisect(places, index)
        held = self.cells(row, near, tags)
        return TypedRow(
            row.text,
            section,
            above=self.rows[places[at - 1]].step if at else "",
            below=self.rows[places[at]].step if at < len(places) else "",
            like=row.step,
            texts=tuple(held.texts()) if held is not None and held.told_apart else None,
            marks=tuple(held.marks()) if held is not None else (),
        )

    def cells(self, row: LaidRow, near: int, tags: RowTags) -> _Cells | None:
        """The cells of a row below those of the printed one at ``near``, or of a whole one beside that."""
        whole = self.whole.get(self.tables[near], [])
        if not whole:
            return None
        printed = self.rows[whole[max(bisect(whole, near) - 1, 0)]].element
        columns = columns_of(row.element, printed)
        return _Cells(row.element, columns, len(cells_of(printed)), tags) if columns is not None else None


def _section(step: str) -> str:
    """What the names of a part's steps begin with: ``bagian/2/``, nothing where there are no parts."""
    return step.rpartition("langkah/")[0]


class _Cells:
    """The cells of one row that stand in these ``columns`` of a table with ``count`` of them."""

    def __init__(self, row: etree._Element, columns: tuple[Range, ...], count: int, tags: RowTags) -> None:
        self.cells = cells_of(row)
        self.columns = columns
        self.pelaksana = tags.pelaksana(count)
        self.names = {index: name for index in range(count) if (name := tags.field_at(index, count))}

    @property
    def told_apart(self) -> bool:
        """Whether no text stands in a cell that goes over several columns, other than those of pelaksana."""
        return all(
            first == last or self.within(first, last) or not text_of(cell)
            for cell, (first, last) in zip(self.cells, self.columns, strict=True)
        )

    def within(self, first: int, last: int) -> bool:
        """Whether these columns are of pelaksana alone."""
        return first in self.pelaksana and last in self.pelaksana

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each field of a step with what is written in its column, or in its two columns."""
        texts: dict[str, list[str]] = {}
        for cell, (first, last) in zip(self.cells, self.columns, strict=True):
            if first == last and first in self.names:
                texts.setdefault(self.names[first], []).append(text_of(cell))
        for name, parts in texts.items():
            yield name, " ".join(filter(None, parts))

    def marks(self) -> Iterator[ColumnMark]:
        """What stands in the columns of pelaksana."""
        symbols: dict[int, list[SymbolKind]] = {}
        picked: dict[int, str] = {}
        for index, kind, name in symbols_in(self.cells):
            symbols.setdefault(index, []).append(kind)
            picked[index] = name or picked.get(index, "")
        start = self.pelaksana.start
        for index, (cell, (first, last)) in enumerate(zip(self.cells, self.columns, strict=True)):
            text = mark_in(cell)
            if self.within(first, last) and (text or index in symbols):
                yield ColumnMark(
                    first - start, last - start, text, tuple(symbols.get(index, ())), picked.get(index, "")
                )
