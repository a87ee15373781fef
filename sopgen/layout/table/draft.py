"""A table broken into pages, still without symbols: what its pages and the frames for the drawing are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sopgen.layout.drawing import drawing
from sopgen.layout.routing.frame import Frame
from sopgen.layout.scene import CellText, Column, Header, Row, RowKind, TextBlock
from sopgen.layout.table.cells import CellMetrics, Texts
from sopgen.layout.table.columns import ColumnPlan
from sopgen.layout.table.header import HeaderBuilder
from sopgen.layout.table.page_breaks import Breaks


@dataclass(frozen=True, slots=True)
class Total:
    """The total row's cells (label and text) and height in mm."""

    cells: tuple[CellText, CellText]
    height: float


@dataclass(frozen=True, slots=True)
class PageTable:
    """The table on one page."""

    columns: tuple[Column, ...]
    header: Header
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Draft:
    """The table of one section; ``number`` is the page it begins on, ``first_top`` where its first header begins.

    ``apart`` are mm by step, as in ``Growth``.
    """

    number: int
    texts: Texts
    metrics: CellMetrics
    title: tuple[TextBlock, ...]
    first_top: float
    plan: ColumnPlan
    header: HeaderBuilder
    heights: tuple[float, ...]
    apart: Mapping[int, float]
    total: Total | None
    strip: float
    strips: drawing.Strips
    breaks: Breaks
    spilled: bool

    @cached_property
    def height(self) -> float:
        """Height in mm of the table on all pages together."""
        heads = self.header.height * len(self.breaks.pages)
        strips = self.strip * sum(sum(self.strips.sides(page)) for page in self.breaks.pages)
        return sum(self.heights) + heads + strips

    @cached_property
    def tables(self) -> tuple[PageTable, ...]:
        """Each page's table."""
        pages = self.breaks.pages
        return tuple(self._table(page, place == 0, place == len(pages) - 1) for place, page in enumerate(pages))

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """What the drawing is given."""
        frames = []
        for place, (table, (first, last)) in enumerate(zip(self.tables, self.breaks.pages, strict=True)):
            actors = tuple(column for column in table.columns if column.actor is not None)
            apart = tuple((step, more) for step, more in sorted(self.apart.items()) if first <= step <= last)
            frames.append(Frame(self.number + place, actors, table.rows, apart))
        return tuple(frames)

    def _table(self, page: tuple[int, int], first: bool, last: bool) -> PageTable:
        header = self._first_header if first else self._other_header
        return PageTable(self._columns, header, self._rows(page, round(header.bottom, 2), last))

    @cached_property
    def _first_header(self) -> Header:
        return self.header.build(self.metrics.style.margin_left, self.first_top)

    @cached_property
    def _other_header(self) -> Header:
        return self.header.build(self.metrics.style.margin_left, self.metrics.style.margin_top)

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        left = self.metrics.style.margin_left
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

        above, below = self.strips.sides(page)
        if above:
            add(RowKind.STRIP_TOP, self.strip)
        for step in range(page[0], page[1] + 1):
            cells = self.metrics.cells(self.texts, step - 1, self.plan.texts)
            add(RowKind.STEP, self.heights[step - 1], step, cells)
        if below:
            add(RowKind.STRIP_BOTTOM, self.strip)
        if last and self.total is not None:
            add(RowKind.TOTAL, self.total.height, cells=self.total.cells)
        return tuple(rows)
