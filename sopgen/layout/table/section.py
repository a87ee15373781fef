"""One flow table: columns, rows and page breaks, then the drawing; with more room when the drawing asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from sopgen.flow.graph import Flow
from sopgen.flow.make_flow import build
from sopgen.flow.ways import total_text
from sopgen.layout.drawing import drawing
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.scene import CellText, Column, FlowPage, Header, Row, RowKind, TextBlock
from sopgen.layout.style import Style, page_mm
from sopgen.layout.style.tries import (
    COLUMNS_LESS_WIDE,
    COLUMNS_MUCH_WIDER,
    COLUMNS_NOT_GROWN,
    COLUMNS_WIDER,
    LABEL_LAST_ROUNDS,
    LAYOUT_ROUNDS,
)
from sopgen.layout.table.cells import CellMetrics, round_up, rule_mm
from sopgen.layout.table.columns import ColumnPlan, ColumnPlanner, ColumnsTooNarrowError
from sopgen.layout.table.division import too_much_to_try
from sopgen.layout.table.foot import Foot
from sopgen.layout.table.header import HeaderBuilder
from sopgen.layout.table.notes import BlockWriter, Note
from sopgen.layout.table.page_breaks import Breaks, HeaderTooTallError, PageRoom, RowsTooTallError, choose_breaks
from sopgen.layout.text.measurer import TextMeasurer, printable
from sopgen.model.form.columns import TIME_FIELD, TableColumn
from sopgen.model.sop import Section, Sop


class NoDrawingError(Exception):
    """No legal drawing was found however much room there was.

    ``steps`` are those whose flow could not be drawn, ``labels`` what found no place beside its decision (empty when
    it was the lines that found no way). ``used_up``: the search for ways ended before it had tried all.
    """

    def __init__(self, refused: MoreRoom) -> None:
        super().__init__(f"no drawing for steps {refused.steps}")
        self.steps = refused.steps
        self.labels = refused.labels
        self.used_up = refused.used_up


@dataclass(frozen=True, slots=True)
class _Growth:
    """The room that the drawing has asked for so far."""

    rows: dict[int, float] = field(default_factory=dict)
    strip: float = 0.0
    columns: tuple[float, ...] = ()  # least widths of the Pelaksana columns
    before: tuple[float, ...] = ()  # the same the last time, when they fitted
    final: bool = False  # the columns do not grow any more

    def more(self, wanted: MoreRoom, widths: tuple[float, ...]) -> _Growth:
        """This growth and what was asked for now, when the Pelaksana columns had these widths in mm."""
        rows = dict(self.rows)
        for step, height in wanted.row_growth:
            rows[step] = rows.get(step, 0.0) + height
        columns = list(self.columns or (0.0 for _ in widths))
        if not self.final:
            if wanted.columns_wider:
                factor = COLUMNS_MUCH_WIDER if wanted.much else COLUMNS_WIDER
                columns = [width * factor for width in widths]
            for actor, width in wanted.columns:
                columns[actor] = max(columns[actor], width)
        return _Growth(rows, self.strip + wanted.strip_growth, tuple(columns), self.columns, self.final)

    def narrower(self) -> _Growth:
        """This growth with columns that are wider by less, and grow no more."""
        fitted = self.before or tuple(0.0 for _ in self.columns)
        columns = tuple(
            max(width * COLUMNS_LESS_WIDE, before) for width, before in zip(self.columns, fitted, strict=True)
        )
        return _Growth(
            self.rows, self.strip, columns if max(columns) > COLUMNS_NOT_GROWN else (), self.before, final=True
        )


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """Lays out one section with table text of ``size_pt``; ``number`` is the page it begins on.

    ``notes`` are those that stand under the table, ``titles`` the lines above it (text and place in the source).
    """

    sop: Sop
    index: int
    number: int
    measurer: TextMeasurer
    style: Style
    size_pt: float

    @property
    def _section(self) -> Section:
        return self.sop.sections[self.index]

    @property
    def _paper(self) -> tuple[float, float]:
        return page_mm(self.sop.format)

    @property
    def _worded(self) -> list[TableColumn]:
        return [column for column in self.sop.format.form.columns if column.field]

    @property
    def _writer(self) -> BlockWriter:
        return BlockWriter(self.measurer, self.style, self.style.margin_left, self._paper[0] - self.style.margin_right)

    @property
    def _metrics(self) -> CellMetrics:
        return CellMetrics(self.measurer, self.style, self.size_pt)

    def build(self) -> tuple[FlowPage, ...]:
        """The section's pages.

        Raises RowsTooTallError, HeaderTooTallError, ColumnsTooNarrowError or NoDrawingError.
        """
        flow = drawing.printed(build(self._section, self.sop.format))
        growth = _Growth()
        refused, last_tries = MoreRoom(), 0
        for _ in range(LAYOUT_ROUNDS):
            draft, growth = self._fitting(flow, growth)
            drawn = drawing.draw(flow, draft.frames, self.measurer, self.style)
            if not isinstance(drawn, MoreRoom):
                return self._pages(draft, drawn)
            refused, last_tries = drawn, last_tries + growth.final
            if drawn.labels and last_tries >= LABEL_LAST_ROUNDS:
                break
            growth = growth.more(drawn, draft.plan.actors)
        raise NoDrawingError(refused)

    def _fitting(self, flow: Flow, growth: _Growth) -> tuple[_Draft, _Growth]:
        """The table with as much of the growth as its width holds; ColumnsTooNarrowError when it holds none."""
        while True:
            try:
                return self._draft(flow, growth), growth
            except ColumnsTooNarrowError:
                if not growth.columns:
                    raise
                growth = growth.narrower()

    # -- table ------------------------------------------------------------------------------------------------

    def _draft(self, flow: Flow, growth: _Growth) -> _Draft:
        """The table with its page breaks, still without symbols.

        Of the column plans that take the fewest pages the one with the widest Pelaksana columns.
        """
        demands = drawing.column_demands(flow, self.measurer, self.style)
        planner = ColumnPlanner(
            section=self._section,
            format=self.sop.format,
            metrics=self._metrics,
            room=round(self._paper[0] - self.style.margin_left - self.style.margin_right, 2),
            demands=tuple(map(max, demands, growth.columns)) if growth.columns else demands,
            spoken=any(node.text for node in flow.nodes),
        )
        self._refuse_endless(planner.widest_text)
        effort = sum(self._metrics.effort(step.cell(column)) for step in self._section.steps for column in self._worded)
        plans = islice(planner.plans(), 1 if too_much_to_try(effort) else None)
        tries = (self._try(flow, growth, plan) for plan in plans)
        widest = next(tries)
        narrowest = next(tries, widest)
        if isinstance(narrowest, RowsTooTallError) and self.size_pt <= self.style.min_table_pt:
            narrowest = self._try(flow, growth, planner.squeezed())
        if isinstance(narrowest, RowsTooTallError):
            raise narrowest
        if isinstance(widest, _Draft) and len(widest.breaks.pages) <= len(narrowest.breaks.pages):
            return widest
        for draft in tries:
            if isinstance(draft, _Draft) and len(draft.breaks.pages) <= len(narrowest.breaks.pages):
                return draft
        return narrowest

    def _refuse_endless(self, widest: float) -> None:
        """Raise RowsTooTallError for steps whose texts fit on no page in any column, before lines are looked for."""
        room = self._table_bottom - self.style.margin_top
        endless = tuple(
            step.number
            for step in self._section.steps
            if max(self._metrics.least_height(step.cell(column), widest) for column in self._worded) > room
        )
        if endless:
            raise RowsTooTallError(endless)

    def _try(self, flow: Flow, growth: _Growth, columns: ColumnPlan) -> _Draft | RowsTooTallError:
        """The table with these columns, or why it cannot be broken into pages."""
        style, section, metrics = self.style, self._section, self._metrics
        title = self._writer.title(self._titles(), style.margin_top)
        first_top = round(title[-1].bottom + style.title_gap, 2)
        header = HeaderBuilder(section, self.sop.format, columns, self.measurer, style, self.size_pt)
        head_height = header.build(style.margin_left, 0.0).bottom
        if first_top + head_height + style.row_min > self._table_bottom:
            raise HeaderTooTallError
        least = drawing.row_demands(flow, columns.actors, self.measurer, style)
        heights = tuple(
            round_up(metrics.row_height(step, columns.texts, demand) + growth.rows.get(step.number, 0.0))
            for step, demand in zip(section.steps, least, strict=True)
        )
        strips = drawing.Strips.of(flow)
        total = self._total_row(columns)
        tail, spilled = self._tail(total, heights, head_height)
        room = PageRoom(
            self._table_bottom - first_top - head_height, self._table_bottom - style.margin_top - head_height, tail
        )
        try:
            breaks, strip = self._breaks(heights, strips, room, growth.strip)
        except RowsTooTallError as error:
            return error
        return _Draft(title, first_top, columns, header, heights, total, strip, strips, breaks, spilled, self)

    def _breaks(
        self, heights: Sequence[float], strips: drawing.Strips, room: PageRoom, more: float
    ) -> tuple[Breaks, float]:
        """Page breaks and the strips' height in mm, ``more`` than usual; chosen anew when strips must hold notes."""
        strip = round_up(self.style.strip_height + more)
        breaks = choose_breaks(heights, strips.links, room, lambda page: strip * sum(strips.sides(page)))
        needed = round_up(strips.height(breaks.pages, self.style) + more)
        if needed > strip:
            breaks = choose_breaks(heights, strips.links, room, lambda page: needed * sum(strips.sides(page)))
        return breaks, needed

    @property
    def _table_bottom(self) -> float:
        """The lowest place for a table's last rule (its centre line)."""
        return self._paper[1] - self.style.margin_bottom - self.style.page_reserve - rule_mm(self.style) / 2

    def _titles(self) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        titles: list[tuple[str, tuple[str | int, ...]]] = [(self.sop.title, ("judul",))]
        if self._section.judul is not None:
            titles.append((self._section.judul, (*self._section.path[:-1], "judul")))
        return tuple(titles)

    # -- total and notes --------------------------------------------------------------------------------------

    def _total_row(self, columns: ColumnPlan) -> _Total | None:
        """The row with the total time, when the format wants it, some step has a time and a column prints it."""
        text = total_text(self._section) if self.sop.format.jumlah_waktu else ""
        if not text:
            return None
        metrics, label = self._metrics, printable(self.sop.format.istilah.jumlah)
        at = next((place for place, each in enumerate(columns.table) if each[0].field == TIME_FIELD), None)
        if at is None:
            return None
        before, after = columns.widths[:at], columns.widths[at:]
        lines = max(metrics.line_count(text, sum(after)), metrics.line_count(label, sum(before), bold=True))
        cells = (metrics.spanning("jumlah", label, before, label=True), metrics.spanning(TIME_FIELD, text, after))
        return _Total(cells, max(metrics.height(lines), self.style.total_row_min))

    def _notes(self) -> tuple[Note, ...]:
        """The section's notes, and after the last section those of the whole SOP."""
        section, owner = self._section, self._section.path[:-1]
        notes = [Note(text, (*owner, "catatan", index)) for index, text in enumerate(section.catatan)]
        if self.index == len(self.sop.sections) - 1 and (owner or not notes):
            notes.extend(Note(text, ("catatan", index)) for index, text in enumerate(self.sop.catatan))
        return tuple(notes)

    @property
    def _foot(self) -> Foot:
        return Foot.of(self.sop, self.index, self._notes(), self._writer, self.size_pt)

    def _tail(self, total: _Total | None, heights: Sequence[float], head_height: float) -> tuple[float, bool]:
        """Room under the last row for total and foot, and whether the foot needs pages of its own."""
        tail, foot = total.height if total else 0.0, self._foot.height
        if not foot:
            return tail, False
        kept = tail + foot
        room = self._table_bottom - self.style.margin_top - head_height
        lowest = heights[-1] + (heights[-2] if len(heights) > 1 else 0.0)
        if kept + lowest + self.style.strip_height > room:
            return tail, True
        return kept, False

    # -- pages ------------------------------------------------------------------------------------------------

    def _pages(self, draft: _Draft, drawings: Sequence[Drawing]) -> tuple[FlowPage, ...]:
        """Flow pages out of frames and their drawings, and pages for notes that found no room."""
        pages = []
        for place, (frame, drawn) in enumerate(zip(draft.frames, drawings, strict=True)):
            table = draft.tables[place]
            last = place == len(draft.frames) - 1
            here = last and not draft.spilled
            foot = self._foot.below(table.rows[-1].bottom) if here else ((), ())
            pages.append(self._page(frame.number, table, drawn, draft.title if place == 0 else (), foot))
        if draft.spilled:
            pages.extend(self._foot_pages(self.number + len(pages)))
        return tuple(pages)

    def _page(
        self,
        number: int,
        table: _PageTable,
        drawn: Drawing,
        title: tuple[TextBlock, ...],
        foot: tuple[tuple[TextBlock, ...], tuple[TextBlock, ...]],
    ) -> FlowPage:
        width, height = self._paper
        return FlowPage(
            number=number,
            width=width,
            height=height,
            section=None if self._section.judul is None else self.index + 1,
            section_index=self.index,
            title=title,
            columns=table.columns,
            header=table.header,
            rows=table.rows,
            symbols=drawn.symbols,
            edges=drawn.edges,
            labels=drawn.labels,
            notes=foot[0],
            signature=foot[1],
        )

    def _foot_pages(self, number: int) -> list[FlowPage]:
        top = self.style.margin_top
        pages = self._foot.pages(top, self._table_bottom - top)
        empty = Drawing((), (), ())
        table = _PageTable((), Header(top, (), ()), ())
        return [self._page(number + place, table, empty, (), foot) for place, foot in enumerate(pages)]


@dataclass(frozen=True, slots=True)
class _Total:
    """The total row's cells (label and text) and height in mm."""

    cells: tuple[CellText, CellText]
    height: float


@dataclass(frozen=True, slots=True)
class _PageTable:
    """The table on one page."""

    columns: tuple[Column, ...]
    header: Header
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Draft:
    """A section's table, broken into pages."""

    title: tuple[TextBlock, ...]
    first_top: float
    plan: ColumnPlan
    header: HeaderBuilder
    heights: tuple[float, ...]
    total: _Total | None
    strip: float
    strips: drawing.Strips
    breaks: Breaks
    spilled: bool
    owner: SectionLayout

    @cached_property
    def tables(self) -> tuple[_PageTable, ...]:
        """Each page's table."""
        pages = self.breaks.pages
        return tuple(self._table(page, place == 0, place == len(pages) - 1) for place, page in enumerate(pages))

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """What the drawing is given."""
        frames = []
        for place, table in enumerate(self.tables):
            actors = tuple(column for column in table.columns if column.actor is not None)
            frames.append(Frame(self.owner.number + place, actors, table.rows))
        return tuple(frames)

    def _table(self, page: tuple[int, int], first: bool, last: bool) -> _PageTable:
        left = self.owner.style.margin_left
        top = self.first_top if first else self.owner.style.margin_top
        header = self.header.build(left, top)
        return _PageTable(self._columns(left), header, self._rows(page, round(header.bottom, 2), last))

    def _columns(self, left: float) -> tuple[Column, ...]:
        edges = [round(edge, 2) for edge in accumulate(self.plan.widths, initial=left)]
        return tuple(
            Column(of.key, edges[place], edges[place + 1], actor, of.field, of.part, of.centred)
            for place, (of, _, actor) in enumerate(self.plan.table)
        )

    def _rows(self, page: tuple[int, int], top: float, last: bool) -> tuple[Row, ...]:
        rows: list[Row] = []

        def add(kind: RowKind, height: float, step: int | None = None, cells: tuple[CellText, ...] = ()) -> None:
            start = rows[-1].bottom if rows else top
            rows.append(Row(kind, start, round(start + height, 2), step, cells))

        steps = self.owner._section.steps
        above, below = self.strips.sides(page)
        if above:
            add(RowKind.STRIP_TOP, self.strip)
        for step in range(page[0], page[1] + 1):
            cells = self.owner._metrics.cells(steps[step - 1], self.plan.texts)
            add(RowKind.STEP, self.heights[step - 1], step, cells)
        if below:
            add(RowKind.STRIP_BOTTOM, self.strip)
        if last and self.total is not None:
            add(RowKind.TOTAL, self.total.height, cells=self.total.cells)
        return tuple(rows)
