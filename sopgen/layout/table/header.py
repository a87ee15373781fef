"""The repeated table header: two rows, three with ``kelompok``, one more with ``nomor_kolom``.

Words stand in bold at the size that the columns were planned for; a heading that spans rows or columns is written in
the table's own size where it fits. When the columns are too narrow for any legible size the Pelaksana names are
turned and read upwards, and so is a kelompok's over a single column in which it would be broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sopgen.layout.scene import Header, HeaderCell
from sopgen.layout.style import SLACK_MM, Style
from sopgen.layout.style.tries import SIZE_STEP, TURNED_STEP, TURNED_TOO_MANY
from sopgen.layout.table.actor_widths import actor_groups
from sopgen.layout.table.cells import round_up, rule_mm
from sopgen.layout.table.columns import ColumnPlan
from sopgen.layout.table.page_breaks import HeaderTooTallError
from sopgen.layout.table.turned import heading_spans, turned_width
from sopgen.layout.text.lines import Span
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable, sizes
from sopgen.model.form.columns import ColumnKind, TableColumn, actors_at, headings, headings_above
from sopgen.model.institution import Format
from sopgen.model.sop import Section


def least_header(style: Style) -> float:
    """No header is lower than this, in mm: headings above others, and these."""
    return 2 * style.header_row_min


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cell before the row heights are known."""

    text: str
    row: int
    row_span: int
    column: int
    column_span: int
    size_pt: float
    rotated: bool = False
    name: bool = False  # of a pelaksana or a kelompok, not a term


@dataclass(frozen=True)
class HeaderBuilder:
    """Builds the header of one section's table."""

    section: Section
    format: Format
    columns: ColumnPlan
    measurer: TextMeasurer
    style: Style
    table_pt: float

    @property
    def height(self) -> float:
        """Its height in mm."""
        return round(sum(self._row_heights), 2)

    def build(self, left: float, top: float) -> Header:
        """The header with its upper left corner at ``left``, ``top`` (mm)."""
        edges = tuple(accumulate(self.columns.widths, initial=left))
        heights = self._row_heights
        tops = tuple(accumulate(heights, initial=top))
        cells = []
        for draft in self._drafts:
            cell_left, cell_right = edges[draft.column], edges[draft.column + draft.column_span]
            cell_top, cell_bottom = tops[draft.row], tops[draft.row + draft.row_span]
            run = cell_bottom - cell_top if draft.rotated else cell_right - cell_left
            cells.append(
                HeaderCell(
                    text=printable(draft.text),
                    left=cell_left,
                    right=cell_right,
                    top=cell_top,
                    bottom=cell_bottom,
                    size_pt=draft.size_pt,
                    spans=self._spans(draft, run),
                    row=draft.row,
                    row_span=draft.row_span,
                    column=draft.column,
                    column_span=draft.column_span,
                    rotated=draft.rotated,
                )
            )
        return Header(top, heights, tuple(cells))

    # -- which cells there are --------------------------------------------------------------------------------

    @cached_property
    def _grouped(self) -> bool:
        return any(actor.group is not None for actor in self.section.actors)

    @cached_property
    def _drafts(self) -> tuple[_Draft, ...]:
        """All cells, row by row, left to right."""
        terms, deep = self.format.istilah, 3 if self._grouped else 2
        size = self._common_size
        cells = []
        for column, at, span in self._headings:
            row = 1 if column.above else 0
            cells.append(_Draft(terms.heading(column), row, deep - row, at, span, size))
        for text, at, span in self._headings_above:
            cells.append(_Draft(text, 0, 1, at, span, min(size, self._spanning_size(text, at, span))))
        cells += self._actor_cells()
        if self.format.nomor_kolom:
            small = max(min(size, self.table_pt) - self.style.header_smaller_pt, self.style.min_header_pt)
            cells += [_Draft(f"({index + 1})", deep, 1, index, 1, small) for index in range(len(self.columns.table))]
        return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))

    @cached_property
    def _headings(self) -> tuple[tuple[TableColumn, int, int], ...]:
        """Columns with a heading of their own: its first table column, and how many it spans."""
        columns = self.columns.columns
        found = ((columns[run[0]], self._place(run[0]), len(run)) for run in headings(columns))
        return tuple(each for each in found if each[0].kind is not ColumnKind.ACTORS)

    @property
    def _headings_above(self) -> Iterator[tuple[str, int, int]]:
        """The headings above others: words, first table column, and how many it spans."""
        columns, terms = self.columns.columns, self.format.istilah
        yield terms.heading(columns[self._actors]), self._actors, len(self.section.actors)
        for run in headings_above(columns):
            yield terms.heading_above(columns[run[0]]), self._place(run[0]), len(run)

    @cached_property
    def _actors(self) -> int:
        """The first Pelaksana column."""
        return actors_at(self.columns.columns)

    def _place(self, index: int) -> int:
        """The table column of the form's column ``index``."""
        return index if index <= self._actors else index + len(self.section.actors) - 1

    def _actor_cells(self) -> list[_Draft]:
        actors, size, rotated = self.section.actors, self.columns.actor_pt, self.columns.rotated
        first, cells = self._actors, []
        for members in actor_groups(actors):
            group = actors[members[0]].group
            if group is None:
                span = 2 if self._grouped else 1
                cells.append(_Draft(actors[members[0]].name, 1, span, first + members[0], 1, size, rotated, name=True))
                continue
            cells.append(self._group_cell(group, first + members[0], len(members)))
            cells.extend(
                _Draft(actors[member].name, 2, 1, first + member, 1, size, rotated, True) for member in members
            )
        return cells

    def _group_cell(self, group: str, column: int, span: int) -> _Draft:
        """A kelompok's name; turned over a single narrow column that would break its words."""
        if turned := self._turned_size(group, column, span):
            return _Draft(group, 1, 1, column, span, turned, rotated=True, name=True)
        size = min(self._spanning_size(group, column, span), max(self.columns.actor_pt, self.style.group_pt))
        return _Draft(group, 1, 1, column, span, size, name=True)

    # -- sizes ------------------------------------------------------------------------------------------------

    def _spanning_size(self, text: str, column: int, span: int) -> float:
        return self._fit(text, sum(self.columns.widths[column : column + span]))

    def _turned_size(self, group: str, column: int, span: int) -> float | None:
        """The size in which a kelompok's name is turned; None where it stands upright."""
        width, least = self.columns.widths[column], self.style.min_header_pt
        upright = self.measurer.longest_word(group, least, bold=True) <= self._clear(width)
        if span > 1 or upright:
            return None
        tries = sizes(self.style.group_pt, least)
        return next((size for size in tries if turned_width(group, size, self.measurer, self.style) <= width), None)

    @cached_property
    def _common_size(self) -> float:
        """One size for all headings of columns, so that they look alike."""
        terms = self.format.istilah
        return min(self._spanning_size(terms.heading(column), at, span) for column, at, span in self._headings)

    def _fit(self, text: str, width: float) -> float:
        """The largest size at which the longest word of ``text`` fits a cell of this width."""
        room, size = self._clear(width), self.table_pt
        while size > self.style.min_header_pt and self.measurer.longest_word(text, size, bold=True) > room:
            size -= SIZE_STEP
        return size

    def _clear(self, length: float) -> float:
        return length - rule_mm(self.style) - 2 * self.style.header_cell_x

    # -- heights ----------------------------------------------------------------------------------------------

    def _spans(self, draft: _Draft, run: float) -> tuple[Span, ...]:
        return heading_spans(draft.text, self._clear(run), draft.size_pt, self.measurer)

    def _needed(self, draft: _Draft) -> float:
        """Height in mm that a cell needs."""
        width = sum(self.columns.widths[draft.column : draft.column + draft.column_span])
        line = line_height_mm(draft.size_pt, self.style.line_height)
        if draft.rotated:
            return self._turned_height(draft, int(self._clear(width) / line))
        count = self.measurer.line_count(draft.text, self._clear(width), draft.size_pt, bold=True)
        count += self._begins_below(draft, self._clear(width))
        return round_up(count * line + 2 * self.style.header_cell_y + rule_mm(self.style))

    def _begins_below(self, draft: _Draft, room: float) -> bool:
        """Whether LibreOffice leaves a name's first line empty: it does before a first word that is too long for it.

        Names can be edited in the DOCX, and what marks such a place takes the line. Measured in LibreOffice 7.4 on
        600 names: without this a third of those with such a word were a line too low.
        """
        first = draft.text.split(maxsplit=1)[0] if draft.name and draft.text.strip() else ""
        return self.measurer.longest_word(first, draft.size_pt, bold=True, shared=True) > room

    def _turned_height(self, draft: _Draft, most_lines: int) -> float:
        """The least height at which a turned name takes no more lines than fit side by side in its column."""
        word = self.measurer.longest_word(draft.text, draft.size_pt, bold=True, shared=True)
        height = round_up(word + SLACK_MM + 2 * self.style.header_cell_x + rule_mm(self.style))
        height = min(max(height, self.style.rotated_min), self.style.rotated_max)
        while height < self.style.rotated_max and len(self._spans(draft, height)) > max(most_lines, 1):
            height += TURNED_STEP
        if len(self._spans(draft, height)) > TURNED_TOO_MANY * max(most_lines, 1):
            raise HeaderTooTallError
        return height

    @cached_property
    def _row_heights(self) -> tuple[float, ...]:
        """Heights of the header's rows: first cells of one row, then those that span rows push their last row."""
        drafts = self._drafts
        count = max(draft.row + draft.row_span for draft in drafts)
        heights = [self.style.header_row_min] * count
        if self.format.nomor_kolom:
            heights[-1] = 0.0
        for draft in sorted(drafts, key=lambda cell: cell.row_span):
            last = draft.row + draft.row_span - 1
            missing = self._needed(draft) - sum(heights[draft.row : last + 1])
            if missing > 0:
                heights[last] = round(heights[last] + missing, 2)
        return tuple(heights)
