"""One flow table: columns, rows and page breaks, then the drawing; with more room when the drawing asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from sopgen.flow.graph import Flow
from sopgen.flow.ways import total_text
from sopgen.layout.drawing import drawing
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.routing.frame import Drawing, MoreRoom
from sopgen.layout.scene import FlowPage, Header, TextBlock
from sopgen.layout.style import Style, page_mm, with_least_letters, with_narrowest_columns
from sopgen.layout.style.tries import LABEL_LAST_ROUNDS, LAYOUT_ROUNDS
from sopgen.layout.style.widths import OFF_SHARES, SAVED_BY_TIGHT
from sopgen.layout.table.cells import CellMetrics, Texts, round_up, rule_mm, texts_of
from sopgen.layout.table.columns import ColumnPlan, ColumnPlanner, ColumnsTooNarrowError
from sopgen.layout.table.division import too_much_to_try
from sopgen.layout.table.draft import Draft, PageTable, Total
from sopgen.layout.table.foot import Foot
from sopgen.layout.table.growth import Growth
from sopgen.layout.table.header import HeaderBuilder, least_header
from sopgen.layout.table.needs import FlowNeeds
from sopgen.layout.table.notes import BlockWriter, Note
from sopgen.layout.table.page_breaks import Breaks, HeaderTooTallError, PageRoom, RowsTooTallError, choose_breaks
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from sopgen.model.form.columns import TIME_FIELD
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


class WordsBrokenError(Exception):
    """Larger text than usual would break words that are whole in the usual size."""


@dataclass(frozen=True)
class SectionLayout:
    """Lays out one section with table text of ``size_pt``; ``flow`` is its own, ``number`` the page it begins on.

    ``pages`` are those drawn before. ``unbroken_at_pt``: larger text must not break a word that this size would keep
    whole; ``labels_smaller``: labels without a place may have least letters; ``whole_words``: columns are as wide as
    their words while there is room.
    """

    sop: Sop
    index: int
    flow: Flow
    number: int
    measurer: TextMeasurer
    style: Style
    size_pt: float
    pages: DrawnPages
    unbroken_at_pt: float | None = None
    labels_smaller: bool = True
    whole_words: bool = False

    @property
    def _section(self) -> Section:
        return self.sop.sections[self.index]

    @property
    def _paper(self) -> tuple[float, float]:
        return page_mm(self.sop.format)

    @cached_property
    def _cell_texts(self) -> Texts:
        return texts_of(self.sop.format.form.columns, self._section.steps)

    @property
    def _typed_texts(self) -> list[Sequence[str]]:
        """What is said in the columns that print a field."""
        return [self._cell_texts[column.key] for column in self.sop.format.form.columns if column.field]

    @cached_property
    def _writer(self) -> BlockWriter:
        return BlockWriter(self.measurer, self.style, self.style.margin_left, self._paper[0] - self.style.margin_right)

    @cached_property
    def _metrics(self) -> CellMetrics:
        return CellMetrics(self.measurer, self.style, self.size_pt)

    def build(self) -> tuple[FlowPage, ...]:
        """The section's pages, where a word would be broken that must not be with columns as wide as their words.

        Raises RowsTooTallError, HeaderTooTallError, ColumnsTooNarrowError, NoDrawingError or WordsBrokenError.
        """
        try:
            return self._built()
        except WordsBrokenError:
            return replace(self, whole_words=True)._built()

    def _built(self) -> tuple[FlowPage, ...]:
        """The section's pages; where labels find no place even in the smallest table, least letters, then columns."""
        try:
            return self._drawn(widest=False)
        except NoDrawingError as error:
            if error.used_up:
                raise
        try:
            return self._drawn(widest=True)
        except NoDrawingError as error:
            if not (error.labels and self.labels_smaller and self.size_pt <= self.style.min_table_pt):
                raise
        try:
            return replace(self, style=with_least_letters(self.style))._drawn(widest=False)
        except NoDrawingError as error:
            if not error.labels:
                raise
        return replace(self, style=with_narrowest_columns(self.style))._drawn(widest=False)

    def _drawn(self, widest: bool) -> tuple[FlowPage, ...]:
        """The section's pages; ``widest``: with Pelaksana columns as wide as the form would have them."""
        growth, needs = Growth(), FlowNeeds(self.flow, self.measurer, self.style)
        refused, last_tries = MoreRoom(), 0
        for _ in range(LAYOUT_ROUNDS):
            draft, growth = self._fitting(needs, growth, widest)
            self._refuse_broken(draft.plan, needs)
            drawn = drawing.draw(self.flow, draft.frames, self.measurer, self.style, self.pages)
            if not isinstance(drawn, MoreRoom):
                return self._pages(draft, drawn)
            refused, last_tries = drawn, last_tries + growth.final
            if drawn.labels and last_tries >= LABEL_LAST_ROUNDS:
                break
            growth = growth.more(drawn, draft.plan.actors)
        raise NoDrawingError(refused)

    def _fitting(self, needs: FlowNeeds, growth: Growth, widest: bool) -> tuple[Draft, Growth]:
        """The table with as much of the growth as its width holds; ColumnsTooNarrowError when it holds none."""
        while True:
            try:
                return self._draft(needs, growth, widest), growth
            except ColumnsTooNarrowError:
                if not growth.columns:
                    raise
                growth = growth.narrower()

    def _refuse_broken(self, plan: ColumnPlan, needs: FlowNeeds) -> None:
        """Raise WordsBrokenError for a word that the usual size keeps whole."""
        if self.unbroken_at_pt is None or self.size_pt <= self.unbroken_at_pt:
            return
        broken = self._broken(plan)
        if broken and broken - replace(self, size_pt=self.unbroken_at_pt, whole_words=False)._broken_anyway(needs):
            raise WordsBrokenError

    def _broken_anyway(self, needs: FlowNeeds) -> set[str]:
        """Texts with a word broken in a table of this size whose drawing asks for no more room."""
        try:
            return self._broken(self._draft(needs, Growth(), widest=False).plan)
        except (RowsTooTallError, HeaderTooTallError, ColumnsTooNarrowError):
            return set()

    def _broken(self, plan: ColumnPlan) -> set[str]:
        """Texts with a word wider than its column."""
        cells = ((text, width) for column, width in plan.texts for text in self._cell_texts[column.key])
        word, clear = self.measurer.longest_word, self._metrics.clear_width
        return {text for text, width in cells if word(text, self.size_pt) > clear(width)}

    # -- table ------------------------------------------------------------------------------------------------

    def _draft(self, needs: FlowNeeds, growth: Growth, widest: bool) -> Draft:
        """The table with its page breaks, still without symbols.

        Texts in columns narrower than reads well are tried where that may save a page, and taken when it does.
        """
        planner = self._planner(needs, growth)
        self._refuse_endless(planner.widest_text)
        effort = sum(self._metrics.effort(text) for texts in self._typed_texts for text in texts)
        most = 1 if widest or too_much_to_try(effort) else None

        def tries(plans: Iterable[ColumnPlan], below: int | None = None) -> list[Draft | RowsTooTallError | None]:
            return [self._try(needs, growth, plan, below) for plan in plans]

        tried = tries(islice(planner.plans(), most))
        best = _best(tried)
        if best is None or self._may_save_a_page(best):
            below = None if best is None else len(best.breaks.pages)
            tight = _best(tries(islice(planner.plans(tight=True), most), below))
            if best is None or (tight is not None and len(tight.breaks.pages) < len(best.breaks.pages)):
                best = tight
        if best is None and self.size_pt <= self.style.min_table_pt:
            tried = tries([planner.squeezed()])
            best = _best(tried)
        if best is None:
            raise next(each for each in reversed(tried) if isinstance(each, RowsTooTallError))
        return best

    def _may_save_a_page(self, draft: Draft) -> bool:
        """Whether its rows, somewhat lower, would fit a page less."""
        others = len(draft.breaks.pages) - 1
        room = self._table_bottom - self.style.margin_top - draft.header.height
        lower = 0 < sum(draft.heights) <= (others * room - (draft.first_top - self.style.margin_top)) * SAVED_BY_TIGHT
        return lower and len(draft.heights) <= self._most_rows(others, draft.first_top)

    def _most_rows(self, pages: int, first_top: float) -> int:
        """So many rows fit at most on ``pages`` pages, the first table at ``first_top`` mm: all the lowest ever."""
        header = least_header(self.style)
        first, other = (self._table_bottom - top - header for top in (first_top, self.style.margin_top))
        return sum(int((room + 1e-6) / self.style.row_min) for room in (first, *(other,) * (pages - 1)))

    def _planner(self, needs: FlowNeeds, growth: Growth) -> ColumnPlanner:
        demands = needs.columns
        return ColumnPlanner(
            section=self._section,
            format=self.sop.format,
            metrics=self._metrics,
            cell_texts=self._cell_texts,
            room=round(self._paper[0] - self.style.margin_left - self.style.margin_right, 2),
            demands=tuple(map(max, demands, growth.columns)) if growth.columns else demands,
            spoken=any(node.text for node in needs.flow.nodes),
            row_demands=needs.rows,
            whole_words=self.whole_words,
        )

    def _refuse_endless(self, widest: float) -> None:
        """Raise RowsTooTallError for steps whose texts fit on no page in any column, before lines are looked for."""
        room = self._table_bottom - self.style.margin_top
        lines = int(room / line_height_mm(self.size_pt, self.style.line_height))  # a text has no more than characters
        endless = tuple(
            step.number
            for step, *texts in zip(self._section.steps, *self._typed_texts, strict=True)
            if any(len(text) > lines and self._metrics.least_height(text, widest) > room for text in texts)
        )
        if endless:
            raise RowsTooTallError(endless)

    def _try(
        self, needs: FlowNeeds, growth: Growth, columns: ColumnPlan, below: int | None
    ) -> Draft | RowsTooTallError | None:
        """The table with these columns, or why it cannot be broken into pages.

        None where its rows are too high for less than ``below`` pages.
        """
        style, section, metrics = self.style, self._section, self._metrics
        title = self._title
        first_top = round(title[-1].bottom + style.title_gap, 2)
        header = HeaderBuilder(section, self.sop.format, columns, self.measurer, style, self.size_pt)
        head_height = header.height
        if first_top + head_height + style.row_min > self._table_bottom:
            raise HeaderTooTallError
        lowest = metrics.row_heights(self._cell_texts, columns.texts, columns.row_demands)
        heights = tuple(
            round_up(height + growth.rows.get(step.number, 0.0))
            for step, height in zip(section.steps, lowest, strict=True)
        )
        strips = needs.strips
        total = self._total_row(columns)
        tail, spilled = self._tail(total, heights, head_height)
        room = PageRoom(
            self._table_bottom - first_top - head_height, self._table_bottom - style.margin_top - head_height, tail
        )
        if below is not None and sum(heights) > room.first + (below - 2) * room.other:
            return None
        try:
            breaks, strip = self._breaks(heights, strips, room, growth.strip)
        except RowsTooTallError as error:
            return error
        return Draft(
            *(self.number, self._cell_texts, metrics, title, first_top, columns, header),
            *(heights, growth.apart, total, strip, strips, breaks, spilled),
        )

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

    @cached_property
    def _title(self) -> tuple[TextBlock, ...]:
        return self._writer.title(self._titles(), self.style.margin_top)

    def _titles(self) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        titles: list[tuple[str, tuple[str | int, ...]]] = [(self.sop.title, ("judul",))]
        if self._section.judul is not None:
            titles.append((self._section.judul, (*self._section.path[:-1], "judul")))
        return tuple(titles)

    # -- total and notes --------------------------------------------------------------------------------------

    def _total_row(self, columns: ColumnPlan) -> Total | None:
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
        return Total(cells, max(metrics.height(lines), self.style.total_row_min))

    def _notes(self) -> tuple[Note, ...]:
        """The section's notes, and after the last section those of the whole SOP."""
        section, owner = self._section, self._section.path[:-1]
        notes = [Note(text, (*owner, "catatan", index)) for index, text in enumerate(section.catatan)]
        if self.index == len(self.sop.sections) - 1 and (owner or not notes):
            notes.extend(Note(text, ("catatan", index)) for index, text in enumerate(self.sop.catatan))
        return tuple(notes)

    @cached_property
    def _foot(self) -> Foot:
        return Foot.of(self.sop, self.index, self._notes(), self._writer, self.size_pt)

    def _tail(self, total: Total | None, heights: Sequence[float], head_height: float) -> tuple[float, bool]:
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

    def _pages(self, draft: Draft, drawings: Sequence[Drawing]) -> tuple[FlowPage, ...]:
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
        table: PageTable,
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
        table = PageTable((), Header(top, (), ()), ())
        return [self._page(number + place, table, empty, (), foot) for place, foot in enumerate(pages)]


def _best(tries: Sequence[Draft | RowsTooTallError | None]) -> Draft | None:
    """The draft with the fewest pages, of these the lowest, as far as its columns are not too far off the form's."""
    drafts = [draft for draft in tries if isinstance(draft, Draft)]
    key = [(len(draft.breaks.pages), draft.height + OFF_SHARES * draft.plan.off) for draft in drafts]
    return drafts[key.index(min(key))] if drafts else None
