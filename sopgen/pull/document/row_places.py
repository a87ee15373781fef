"""Which row is whose step's and which cell is which text, also where controls and bookmarks are gone.

A row is known by any field in it. One without is the step's whose texts it has, of those that have no row; where that
is not certain its number must be the step's, and all its texts are only likely. A cell is known by its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from sopgen.pull import matching
from sopgen.pull.document.items import Found, FoundCell, FoundRow, Item
from sopgen.pull.document.merged import MergedCells
from sopgen.pull.document.row_tags import RowTags

_KEGIATAN = "kegiatan"


@dataclass
class RowPlaces:
    """The rows of a document with the fields that it was printed with: ``printed`` is their text by tag.

    ``column_counts`` is how many columns the table of each step was printed with, where the document says that.
    """

    rows: Sequence[FoundRow]
    row_tags: RowTags
    printed: Mapping[str, str]
    fixed: Collection[str]
    column_counts: Mapping[str, int]
    by_place: int = 0
    likely: set[str] = field(default_factory=set)
    cells: MergedCells = field(default_factory=MergedCells)

    def __post_init__(self) -> None:
        for row in self.rows:
            row.step = self.row_tags.step_in(row.found.tags)
        self.find_steps()
        for row in self.rows:
            if row.table in self.widths:
                self.name_cells(row)

    @cached_property
    def steps(self) -> dict[str, dict[str, str]]:
        """All steps printed, in order: each with its row's texts by tag."""
        steps: dict[str, dict[str, str]] = {}
        for tag, text in self.printed.items():
            if step := self.row_tags.row_of(tag):
                steps.setdefault(step, {})[tag] = text
        return steps

    # -- rows -------------------------------------------------------------------------------------------------

    def find_steps(self) -> None:
        """Give rows without fields the steps that have none."""
        there = {row.step for row in self.rows}
        missing = [step for step in self.steps if step not in there]
        rows = [row for row in self.rows if missing and self.may_be_a_step(row)]
        base = [self.compared(self.steps[step]) for step in missing]
        for index, found in matching.match(base, [self.as_it_is(row) for row in rows]).items():
            row, step = rows[found.index], missing[index]
            if found.certain or row.cells[0].found.written in ("", step.rpartition("/")[2]):
                row.step = step
                self.by_place += len(self.steps[step])
                if not found.certain:
                    self.likely.add(step)

    def may_be_a_step(self, row: FoundRow) -> bool:
        """Whether a row without fields has a cell for each of a step's texts, and no words of the form."""
        texts = [item.text for item in row.found.items if not item.drawn]
        return not (
            row.step or row.heading or len(row.cells) < self.row_tags.least_cells or any(map(self.is_wording, texts))
        )

    def is_wording(self, text: str) -> bool:
        """Whether a text is the form's own: a heading or a label, not a number."""
        return text in self.fixed and not text.isdecimal()

    def as_it_is(self, row: FoundRow) -> matching.Item:
        """A row without fields as it is compared with steps."""
        count = len(row.cells)
        texts = {self.row_tags.tag_at("-", index, count): cell.found.written for index, cell in enumerate(row.cells)}
        return self.compared({tag: text for tag, text in texts.items() if tag})

    def compared(self, texts: Mapping[str, str]) -> matching.Item:
        """A row's texts by tag; which step's tags they are does not matter."""
        by_name = {tag.rpartition("/")[2]: " ".join(text.split()) for tag, text in texts.items()}
        main = by_name.get(_KEGIATAN, "")
        others = tuple(f"{name}: {text}" for name, text in sorted(by_name.items()) if name != _KEGIATAN and text)
        return matching.Item((), main, others=others, words=frozenset(main.casefold().split()))

    # -- cells ------------------------------------------------------------------------------------------------

    @cached_property
    def widths(self) -> dict[etree._Element | None, int]:
        """How many columns each flow table has.

        So many as it was printed with, where the cells of most rows of steps span so many; else as they have cells.
        """
        counts: dict[etree._Element | None, list[tuple[int, int, int]]] = {}
        for row in self.rows:
            if row.step:
                spans = sum(cell.span for cell in row.cells)
                counts.setdefault(row.table, []).append((len(row.cells), spans, self.column_counts.get(row.step, 0)))
        widths = {}
        for table, rows in counts.items():
            cells, spans, printed = (_most(numbers) for numbers in zip(*rows, strict=True))
            widths[table] = printed if spans == printed else cells
        return widths

    def is_whole(self, row: FoundRow) -> bool:
        """Whether each column of a step's row has a cell of its own, and the table those that were printed."""
        return len(row.cells) == self.widths[row.table] and not self.is_uneven(row)

    def is_uneven(self, row: FoundRow) -> bool:
        """Whether a step's table has more or fewer columns than were printed: nobody can tell which are which."""
        width = self.widths[row.table]
        return self.column_counts.get(row.step, width) != width

    @cached_property
    def headings(self) -> frozenset[etree._Element]:
        """The lowest row of each table's heading, if every column has a heading of its own."""
        lowest = {row.table: row.element for row in self.rows if row.heading}
        return frozenset(lowest.values() if self.row_tags.headed_apart else ())

    def name_cells(self, row: FoundRow) -> None:
        """Give cells whose marks are gone the tags of their columns; note those made of several."""
        if row.heading and row.element not in self.headings:
            return
        width = self.widths[row.table]
        for cell, columns in _columns(row, width):
            tags = [self.row_tags.tag_at(row.step, at, width) for at in columns] if row.step else []
            tags = [tag for tag in tags if tag in self.printed]
            self.cells.note(row, columns, cell, tags)
            if tags and not cell.found.tags and not cell.goes_on and not self.is_uneven(row):
                cell.found = _named(cell.found, tags[0])


def _named(found: Found, tag: str) -> Found:
    """What a cell holds as the text of a field; shapes are none of it, a table within is where nothing else stands."""
    written = [item for item in found.items if not item.drawn]
    own = Found([item for item in written if item.paragraph is not None] or written)
    others = [item for item in found.items if item not in own.items]
    first = next(iter(own.items), Item("", ""))
    return Found([replace(first, tag=tag, text=own.numbered), *others], found.marked)


def _most(numbers: Iterable[int]) -> int:
    """The most frequent number, the greatest of equals."""
    counts = Counter(numbers)
    return max(counts, key=lambda number: (counts[number], number))


def _columns(row: FoundRow, width: int) -> Iterator[tuple[FoundCell, range]]:
    """Each cell with its columns, of ``width``; none where the row has been divided otherwise than the others."""
    spans = [1] * len(row.cells) if len(row.cells) == width else [cell.span for cell in row.cells]
    at = 0
    for cell, span in zip(row.cells if sum(spans) == width else (), spans, strict=False):
        yield cell, range(at, at + span)
        at += span
