"""Which row is whose step's and which cell is which text, also where controls and bookmarks are gone.

A row is known by any field in it. One without is the step's whose texts it has, of those that have no row; where that
is not certain its number must be the step's, and all its texts are only likely. A cell is known by its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from sopgen.pull import matching
from sopgen.pull.document.items import Found, FoundCell, FoundRow, Item
from sopgen.pull.document.row_tags import RowTags

_KEGIATAN = "kegiatan"


@dataclass
class RowPlaces:
    """The rows of a document with the fields that it was printed with: ``printed`` is their text by tag."""

    rows: Sequence[FoundRow]
    row_tags: RowTags
    printed: Mapping[str, str]
    fixed: Collection[str]
    by_place: int = 0
    likely: set[str] = field(default_factory=set)
    merged: list[dict[str, None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.rows:
            row.step = self.row_tags.step_in(row.found.tags)
        self.find_steps()
        self.open: dict[
            tuple[etree._Element | None, int], dict[str, None]
        ] = {}  # cells that span rows, by table and column
        for row in self.rows:
            if row.step:
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
        """How many cells most rows of steps have, by table."""
        counts: dict[etree._Element | None, Counter[int]] = {}
        for row in self.rows:
            if row.step:
                counts.setdefault(row.table, Counter())[len(row.cells)] += 1
        return {table: max(count, key=lambda cells: (count[cells], cells)) for table, count in counts.items()}

    def name_cells(self, row: FoundRow) -> None:
        """Give cells whose marks are gone the tags of their columns; note those made of several."""
        table = row.table
        width = self.widths[table]
        for cell, columns in _columns(row, width):
            tags = [self.row_tags.tag_at(row.step, at, width) for at in columns]
            tags = [tag for tag in tags if tag in self.printed]
            self.note_merged(table, columns, cell, tags)
            if tags and not cell.found.tags and not cell.goes_on:
                first = next(iter(cell.found.items), Item("", ""))
                cell.found = Found([replace(first, tag=tags[0], text=cell.found.written)], cell.found.marked)

    def note_merged(self, table: etree._Element | None, columns: range, cell: FoundCell, tags: list[str]) -> None:
        """Remember the texts whose cells have become one."""
        for at in columns:
            above = self.open.pop((table, at), None)
            if cell.goes_on and above is not None and tags:
                above.update(dict.fromkeys(tags))
                self.open[table, at] = above
                tags = []
        if tags and (cell.begins or len(tags) > 1):
            group = dict.fromkeys(tags)
            self.merged.append(group)
            self.open.update({(table, at): group for at in columns if cell.begins})

    @property
    def merged_tags(self) -> tuple[tuple[str, ...], ...]:
        """The texts of each cell that was made of several."""
        return tuple(tuple(group) for group in self.merged if len(group) > 1)


def _columns(row: FoundRow, width: int) -> Iterator[tuple[FoundCell, range]]:
    """Each cell with its columns, of ``width``; none where the row has been divided otherwise than the others."""
    spans = [1] * len(row.cells) if len(row.cells) == width else [cell.span for cell in row.cells]
    at = 0
    for cell, span in zip(row.cells if sum(spans) == width else (), spans, strict=False):
        yield cell, range(at, at + span)
        at += span
