"""From an SOP to its stand-alone diagram: lanes with headers, the whole flow in one drawing, as high as it needs.

The drawing is made as in the table (``drawing.draw``), in a frame of its own measures. There is room without end,
so rows and lanes grow until everything has its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TypeAlias

from sopgen.findings import FindingsError
from sopgen.flow.graph import Flow
from sopgen.layout.drawing import drawing
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.no_drawing import drawable_flows, no_drawing
from sopgen.layout.routing.frame import Frame, MoreRoom
from sopgen.layout.scene import Column, HeaderCell, Row, RowKind, TextBlock
from sopgen.layout.style.looks import HEADER_WORD_MORE, Look, look_of, with_smaller_labels
from sopgen.layout.style.tries import COLUMNS_WIDER, DIAGRAM_ROUNDS, NUMBER_ROW_GROWTH, TITLE_STEP
from sopgen.layout.swimlane.diagram import AROUND, Around, Diagram, Swimlanes
from sopgen.layout.swimlane.legend import legend as legend_of
from sopgen.layout.swimlane.pieces import Range, joined, pieces
from sopgen.layout.swimlane.step_numbers import place_numbers
from sopgen.layout.swimlane.symbol_texts import speak, unspoken
from sopgen.layout.table.actor_widths import actor_groups
from sopgen.layout.table.cells import round_up
from sopgen.layout.table.notes import BlockWriter
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from sopgen.layout.text.missing_glyphs import missing_glyphs
from sopgen.model.sop import Section, Sop


def lay_out_diagram(
    sop: Sop,
    spoken: bool = False,
    parts: tuple[int, ...] = (),
    around: Around = AROUND,
    pages: DrawnPages | None = None,
) -> Diagram:
    """Lay out ``sop`` as swimlanes, its parts (``bagian``) one below the other: geometry in mm, rounded to 0.01.

    ``spoken``: symbols carry the steps' texts. ``parts`` are indices of sections; empty means all of them.
    ``pages``: see :func:`~sopgen.layout.layout.lay_out`.
    Raises FindingsError: E303 (a character without glyph), E304 (no legal drawing, with the steps concerned).
    """
    measurer = TextMeasurer(sop.format.huruf)
    if missing := missing_glyphs(sop, None, measurer):
        raise FindingsError(missing)
    look = look_of(sop.format, spoken)
    chosen = parts or tuple(range(len(sop.sections)))
    sections = [sop.sections[index] for index in chosen]
    pages = DrawnPages() if pages is None else pages
    charts = [
        _Chart(sop, section, flow, measurer, look, pages).build()
        for section, flow in zip(sections, drawable_flows(sop, sections), strict=True)
    ]
    return _stacked(sop, charts, sections, measurer, look, around)


def _stacked(
    sop: Sop, flows: list[Swimlanes], sections: list[Section], measurer: TextMeasurer, look: Look, around: Around
) -> Diagram:
    """Title lines, then the flows from top to bottom, each in the middle, then the legend."""
    width = max(look.narrowest, *(flow.width for flow in flows))
    left, right = look.margin, round(look.margin + width, 2)
    writer = BlockWriter(measurer, look.style, left, right)
    title: tuple[TextBlock, ...] = ()
    top = look.margin
    if around.title:
        title = _title(sop, writer, look)
        top = title[-1].bottom + look.style.title_gap + look.below_title
    placed = _placed(flows, sections, writer, top, look)
    bottom, legend = placed[-1].bottom, None
    if around.legend:
        outer = min(flow.lanes[0].left for flow in placed)
        legend = legend_of(placed, outer, right, round(bottom + look.legend_above, 2), measurer, look)
        bottom = legend.bottom
    height = round_up(bottom + look.margin)
    return Diagram(sop.nomor, round(right + look.margin, 2), height, title, placed, look, legend)


def _title(sop: Sop, writer: BlockWriter, look: Look) -> tuple[TextBlock, ...]:
    """The SOP's title and its number at the top."""
    even = _even(writer, sop.title, look.style.title_pt)
    title = even.title(((sop.title, ("judul",)),), look.margin)
    top = round(title[-1].bottom + look.under_title, 2)
    return (*title, writer.block(f"Nomor {sop.nomor}", top, look.header_pt, path=("nomor",)))


def _even(writer: BlockWriter, text: str, size_pt: float) -> BlockWriter:
    """The writer of the shortest lines that hold a bold ``text`` in no more of them: none of a single word is left."""
    measurer, even = writer.measurer, writer
    count = measurer.line_count(text, writer.right - writer.left, size_pt, bold=True)
    word = measurer.longest_word(text, size_pt, bold=True)
    while count > 1:
        left, right = round(even.left + TITLE_STEP, 2), round(even.right - TITLE_STEP, 2)
        if right - left <= word or measurer.line_count(text, right - left, size_pt, bold=True) > count:
            break
        even = replace(even, left=left, right=right)
    return even


def _placed(
    flows: list[Swimlanes], sections: list[Section], writer: BlockWriter, top: float, look: Look
) -> tuple[Swimlanes, ...]:
    """The flows from ``top`` down, each in the middle under the name of its part."""
    placed: list[Swimlanes] = []
    for flow, section in zip(flows, sections, strict=True):
        named: tuple[TextBlock, ...] = ()
        if section.judul is not None:
            named = writer.title((("", ()), (section.judul, (*section.path[:-1], "judul"))), top)[1:]
            top = named[-1].bottom + look.below_title
        moved = flow.moved(writer.left + (writer.right - writer.left - flow.width) / 2, top)
        placed.append(replace(moved, title=named))
        top = moved.bottom + look.section_gap
    return tuple(placed)


#: Steps or pelaksana, each with a length in mm.
_Lengths: TypeAlias = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """The room that the drawing has asked for so far."""

    rows: dict[int, float] = field(default_factory=dict)
    wider: float = 1.0
    lanes: dict[int, float] = field(default_factory=dict)  # mm, for labels that found no place, by pelaksana

    def more(
        self, rows: tuple[tuple[int, float], ...], wider: bool, lanes: tuple[tuple[int, float], ...] = ()
    ) -> _Room:
        """This room and ``rows`` (step, mm) more, with wider lanes if so asked; ``lanes`` (pelaksana, mm) at least."""
        grown = dict(self.rows)
        for step, height in rows:
            grown[step] = grown.get(step, 0.0) + height
        return _Room(grown, self.wider * COLUMNS_WIDER if wider else self.wider, self.lanes | dict(lanes))


@dataclass(frozen=True, slots=True)
class _Chart:
    """One section with its upper left corner at 0, 0."""

    sop: Sop
    section: Section
    flow: Flow
    measurer: TextMeasurer
    look: Look
    pages: DrawnPages
    for_labels: bool = False  # whether size gives way to labels that found no place

    def build(self) -> Swimlanes:
        """The section's lanes in one piece.

        A flow too tangled for that, however much room it gets, is cut once where the fewest flows cross, with
        connectors on both sides. Where labels found no place even so, they are written smaller, and each lane is made
        as wide as its labels ask. What is refused then is cut into more and more pieces. Raises FindingsError when that
        does not help either.
        """
        smaller = replace(self, look=with_smaller_labels(self.look), for_labels=True)
        one, *cut = pieces(self.flow)
        few, many = (one, *cut[:1]), cut[1:]
        refused = MoreRoom(steps=(1,))
        for chart, divisions in ((self, few), (smaller, few), (smaller, many)):
            if chart is smaller and divisions is few and not refused.labels:
                continue
            for ranges in divisions:
                drawn = chart._drawn(self.flow, ranges)
                if isinstance(drawn, Swimlanes):
                    return drawn
                refused = drawn
        raise FindingsError((no_drawing(self.sop, self.section, refused.steps, refused.labels, refused.used_up),))

    def _drawn(self, flow: Flow, ranges: tuple[Range, ...]) -> Swimlanes | MoreRoom:
        """The section's lanes in pieces of these steps, or what was still asked for in the last try."""
        room, refused = _Room(), MoreRoom()
        for attempt in range(DIAGRAM_ROUNDS):
            lanes = self._lanes(flow, room)
            said = self._said(flow, lanes)
            header = self._header(lanes)
            frames = self._frames(said, lanes, header[-1].bottom, room, ranges)
            drawn = drawing.draw(said, frames, self.measurer, self.look.style, self.pages)
            if isinstance(drawn, MoreRoom):
                refused = drawn
                if drawn.used_up:
                    break
                wider = drawn.columns_wider or bool(drawn.columns)
                room = room.more(drawn.row_growth, wider, drawn.columns if self.for_labels else ())
                continue
            top, bottom = frames[0].rows[0].top, round(frames[-1].rows[-1].bottom + self.look.foot, 2)
            whole = joined(drawn)
            numbers, lost = place_numbers(whole, lanes, header[-1].bottom, bottom, self.measurer, self.look)
            if not lost or attempt == DIAGRAM_ROUNDS - 1:
                return Swimlanes((), header, lanes, 0.0, top, bottom, whole.symbols, whole.edges, whole.labels, numbers)
            room = room.more(tuple((step, NUMBER_ROW_GROWTH) for step in lost), wider=False)
        return refused

    # -- lanes ------------------------------------------------------------------------------------------------

    def _lanes(self, flow: Flow, room: _Room) -> tuple[Column, ...]:
        """Lanes of one width, wider where a header's word or a decision's label needs it."""
        look = self.look
        asked = unspoken(flow) if look.spoken else flow
        demands = drawing.column_demands(asked, self.measurer, look.style)
        count = len(self.section.actors)
        common = max(look.lane, min(look.lane_max, look.narrowest / count)) * room.wider
        widths = []
        for index, (actor, demand) in enumerate(zip(self.section.actors, demands, strict=True)):
            asked_for = room.lanes.get(index, 0.0)
            widths.append(round(max(common, demand * room.wider, self._name_width(actor.name), asked_for), 2))
        for members in actor_groups(self.section.actors):
            missing = self._name_width(self.section.actors[members[0]].group) - sum(widths[each] for each in members)
            for member in members:
                widths[member] = round(widths[member] + max(missing, 0.0) / len(members), 2)
        edges = [round(edge, 2) for edge in accumulate(widths, initial=0.0)]
        return tuple(Column("actor", edges[index], edges[index + 1], index) for index in range(count))

    def _name_width(self, name: str | None) -> float:
        """The width in mm that holds the words of a lane's or a group's name."""
        if name is None:
            return 0.0
        word = self.measurer.longest_word(name, self.look.header_pt, bold=True)
        return min(word, self.look.word_max) + 2 * self.look.header_x + HEADER_WORD_MORE

    def _said(self, flow: Flow, lanes: tuple[Column, ...]) -> Flow:
        if not self.look.spoken:
            return flow
        # Lanes grown for labels leave their symbols as they are: wider ones would take that room again.
        narrowest = self.look.lane if self.for_labels else min(lane.width for lane in lanes)
        return speak(flow, self.section, self.sop.format.istilah, narrowest, self.measurer, self.look)

    def _frames(
        self, flow: Flow, lanes: tuple[Column, ...], top: float, room: _Room, ranges: tuple[Range, ...]
    ) -> tuple[Frame, ...]:
        """One frame for each piece, one below the other, with strips for connectors where the flow is cut."""
        widths = tuple(lane.width for lane in lanes)
        least = drawing.row_demands(flow, widths, self.measurer, self.look.style)
        strips = drawing.Strips.of(flow)
        strip = strips.height(ranges, self.look.style)
        frames: list[Frame] = []
        top = round(top + self.look.foot, 2)
        for number, (first, last) in enumerate(ranges, 1):
            above, below = strips.sides((first, last))
            kinds: list[tuple[RowKind, int | None]] = [(RowKind.STEP, step) for step in range(first, last + 1)]
            kinds = [(RowKind.STRIP_TOP, None)] * above + kinds + [(RowKind.STRIP_BOTTOM, None)] * below
            rows: list[Row] = []
            for kind, step in kinds:
                height = strip if step is None else least[step - 1] + room.rows.get(step, 0.0)
                rows.append(Row(kind, top, round(top + round_up(height), 2), step))
                top = rows[-1].bottom
            frames.append(Frame(number, lanes, tuple(rows)))
        return tuple(frames)

    # -- header -----------------------------------------------------------------------------------------------

    def _header(self, lanes: tuple[Column, ...]) -> tuple[HeaderCell, ...]:
        """One cell for each lane, and above neighbours of one ``kelompok`` its name; the lowest cell stands last."""
        actors = self.section.actors
        groups = [members for members in actor_groups(actors) if actors[members[0]].group is not None]
        spans = [(lanes[members[0]].left, lanes[members[-1]].right) for members in groups]
        names = [printable(actors[members[0]].group or "") for members in groups]
        upper = max((self._height(name, b - a) for name, (a, b) in zip(names, spans, strict=True)), default=0.0)
        grouped = {member for members in groups for member in members}
        lower = max(
            self._height(actor.name, lanes[index].width) - (0.0 if index in grouped else upper)
            for index, actor in enumerate(actors)
        )
        bottom = round_up(upper + lower)
        cells = [
            self._cell(name, a, b, 0.0, upper, 0, members)
            for name, (a, b), members in zip(names, spans, groups, strict=True)
        ]
        for index, actor in enumerate(actors):
            top = upper if index in grouped else 0.0
            lane = lanes[index]
            cells.append(self._cell(actor.name, lane.left, lane.right, top, bottom, 1 if top else 0, (index,)))
        return tuple(cells)

    def _cell(
        self, text: str, left: float, right: float, top: float, bottom: float, row: int, members: tuple[int, ...]
    ) -> HeaderCell:
        size = self.look.header_pt
        spans = self.measurer.spans(text, right - left - 2 * self.look.header_x, size, bold=True)
        return HeaderCell(printable(text), left, right, top, bottom, size, spans, row, 1, members[0], len(members))

    def _height(self, text: str, width: float) -> float:
        spans = self.measurer.spans(text, width - 2 * self.look.header_x, self.look.header_pt, bold=True)
        line = line_height_mm(self.look.header_pt, self.look.style.line_height)
        return round_up(len(spans) * line + 2 * self.look.header_y)
