"""Widths of the table's columns: balanced for few pelaksana, still legible for twenty.

First the columns with little to say get what their words need (No., Waktu, Ket). Then the Pelaksana columns get a
width that suits their number, no wider than an arrow looks good in and no narrower than the widest word of their
headers. What is left goes to those that share it (Kegiatan, Kelengkapan, Output), divided so that the rows together are
as low as they can be. When room is short the texts give way before the headers' words do, these shrink to
``Style.min_header_pt``, and in the end the Pelaksana headers are turned. Which column goes by which of these rules the
form says (``WidthRule``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sopgen.layout.style import SLACK_MM, Style
from sopgen.layout.style.tries import HALVINGS
from sopgen.layout.style.widths import (
    ACTOR_ALIKE,
    ACTOR_BETWEEN,
    ACTOR_GRAIN,
    ACTOR_NARROWEST,
    ACTOR_OWN,
    ACTORS_SHARED,
    FEW_ACTORS,
    KET_NARROW,
    LEAST_SHARE,
    MANY_ACTORS,
    NO_NARROW,
)
from sopgen.layout.table.cells import CellMetrics, Widths, round_up, rule_mm
from sopgen.layout.table.division import RowHeights
from sopgen.layout.text.measurer import sizes
from sopgen.model.form.columns import ColumnKind, TableColumn, WidthRule, headings, shared
from sopgen.model.institution import Format
from sopgen.model.sop import Actor, Section


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Widths in mm of all columns, and how the Pelaksana headers are written in them.

    ``columns`` are the form's, ``own`` the widths of those that print texts, by key.
    """

    columns: tuple[TableColumn, ...]
    own: Mapping[str, float]
    actors: tuple[float, ...]
    actor_pt: float
    rotated: bool

    @property
    def table(self) -> tuple[tuple[TableColumn, float, int | None], ...]:
        """The table's columns, left to right: the form's column, the width in mm, whose it is of the pelaksana."""
        found: list[tuple[TableColumn, float, int | None]] = []
        for column in self.columns:
            if column.kind is ColumnKind.ACTORS:
                found += [(column, width, actor) for actor, width in enumerate(self.actors)]
            else:
                found.append((column, self.own[column.key], None))
        return tuple(found)

    @property
    def widths(self) -> tuple[float, ...]:
        """All widths in mm, left to right."""
        return tuple(width for _, width, _ in self.table)

    @property
    def texts(self) -> Widths:
        """The columns that print texts, with their widths."""
        return tuple((column, width) for column, width, actor in self.table if actor is None)


class ColumnsTooNarrowError(Exception):
    """The columns do not fit on the page; ``missing`` is by how many mm."""

    def __init__(self, missing: float) -> None:
        super().__init__(f"{missing:.1f} mm missing")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ColumnPlanner:
    """Finds column widths for one section.

    ``room`` is the table's width in mm, ``demands`` the least width of each Pelaksana column that the drawing asks
    for. ``spoken`` says that symbols hold texts, which read better in wider ones.
    """

    section: Section
    format: Format
    metrics: CellMetrics
    room: float
    demands: tuple[float, ...]
    spoken: bool = False

    @property
    def _style(self) -> Style:
        return self.metrics.style

    @property
    def _columns(self) -> tuple[TableColumn, ...]:
        return self.format.form.columns

    @property
    def _shared(self) -> tuple[TableColumn, ...]:
        return shared(self._columns)

    @property
    def widest_text(self) -> float:
        """No column that prints texts is ever wider than this, in mm; the whole table where they do not fit."""
        narrow = self._text_most_narrow()
        spare = self.room - self._style.actor_min * len(self.section.actors) - sum(narrow)
        return spare + min(narrow) if spare >= 0 else self.room

    def plans(self) -> Iterator[ColumnPlan]:
        """Good plans, the one with the widest Pelaksana columns first, then the narrowest, then those between.

        Each is made only when asked for. Raises ColumnsTooNarrowError when even turned headers leave no room for
        the texts.
        """
        frame = self._frame()
        preferred = self._preferred()
        lowest = min(self._style.actor_good, ACTOR_NARROWEST * min(preferred, frame.room / len(frame.needs)))
        between = (lowest + (preferred - lowest) * share for share in ACTOR_BETWEEN)
        for wish in dict.fromkeys((preferred, lowest, *between)):
            size, needs = self._written_in(wish, frame)
            actors = _fit(needs, wish, frame.room)
            yield ColumnPlan(self._columns, self._split(frame.fixed, actors), actors, size, frame.rotated)

    def squeezed(self) -> ColumnPlan:
        """For a text that fits no page otherwise: everything beside it as narrow as its words allow."""
        frame = self._frame()
        size, needs = self._written_in(self._style.actor_min, frame)
        fixed, actors = self._fixed(narrow=True), _fit(needs, 0.0, frame.room)
        return ColumnPlan(self._columns, self._split(fixed, actors, squeeze=True), actors, size, frame.rotated)

    def _written_in(self, wish: float, frame: _Frame) -> tuple[float, tuple[float, ...]]:
        """The largest header size at which all words fit columns of one width, and the least widths then.

        The smallest comfortable size when there is none.
        """
        if frame.rotated:
            return frame.size_pt, frame.needs
        size, needs = frame.size_pt, frame.needs
        for size in self._sizes(min(self._style.min_table_pt, frame.size_pt)):
            needs = self._needs(size)
            if max(needs) <= wish and wish * len(needs) <= frame.room:
                break
        return size, needs

    def _frame(self) -> _Frame:
        """How the Pelaksana headers are written, and what room their columns have."""
        least = self._fixed(narrow=True)
        good = self._fixed(narrow=False) if len(self.section.actors) <= FEW_ACTORS else least
        comfortable = self.room - sum(good.values()) - sum(self._text_least(good=True))
        tight = self.room - sum(least.values()) - sum(self._text_least(good=False))
        for fixed, room, smallest in (
            (good, comfortable, self._style.min_table_pt),
            (least, (comfortable + tight) / 2, self._style.min_header_pt),
        ):
            choices = [(size, self._needs(size)) for size in self._sizes(smallest)]
            alike = [(size, needs) for size, needs in choices if max(needs) * len(needs) <= room]
            fitting = [(size, needs) for size, needs in choices if sum(needs) <= room]
            if fitting:
                legible = [choice for choice in fitting if choice[0] >= self._style.min_table_pt]
                size, needs = alike[0] if alike else legible[-1] if legible else fitting[0]
                return _Frame(fixed, needs, room, size, rotated=False)
        needs = tuple(max(demand, self._style.actor_min) for demand in self._demands())
        texts = sum(self._text_most_narrow())
        if sum(needs) > self.room - sum(least.values()) - texts:
            least = self._fixed(narrow=True, header_pt=self._style.min_header_pt)
        missing = sum(needs) + texts + sum(least.values()) - self.room
        if missing > 0:
            raise ColumnsTooNarrowError(missing)
        room = next((room for room in (comfortable, tight) if sum(needs) <= room), sum(needs))
        return _Frame(least, needs, room, self._style.min_table_pt, rotated=True)

    def _sizes(self, smallest: float) -> list[float]:
        """Sizes for the Pelaksana headers, largest first: a point below the table's, down to ``smallest``."""
        legible = min(self._style.min_table_pt, self.metrics.size_pt)
        largest = max(self.metrics.size_pt - self._style.header_smaller_pt, legible, self._style.min_header_pt)
        return sizes(largest, smallest)

    # -- columns with little to say ---------------------------------------------------------------------------

    def _fixed(self, narrow: bool, header_pt: float = 0.0) -> dict[str, float]:
        """Widths of the columns that do not take part in the division, whose own headings can be written at
        ``header_pt`` (else at a legible size)."""
        style, terms = self._style, self.format.istilah
        legible = max(min(self.metrics.size_pt - style.header_smaller_pt, style.heading_pt), style.min_header_pt)
        widths = {
            column.key: self._by_rule(column, narrow)
            for column in self._columns
            if column.width not in (WidthRule.SHARED, WidthRule.ACTORS)
        }
        for run in headings(self._columns):
            members = [self._columns[index] for index in run]
            if all(member.key in widths for member in members):
                heading = self._header_width(terms.heading(members[0]), header_pt or legible)
                missing = heading - sum(widths[member.key] for member in members)
                for member in members:
                    widths[member.key] += max(missing, 0.0) / len(members)
        return {key: round_up(width) for key, width in widths.items()}

    def _by_rule(self, column: TableColumn, narrow: bool) -> float:
        """The width of a column that goes by its own words."""
        texts = [step.cell(column) for step in self.section.steps]
        usual = self._measure(column, "width")
        if column.width is WidthRule.NUMBERS:
            return max(usual * (NO_NARROW if narrow else 1.0), *map(self._text_width, texts))
        widest = self._measure(column, "max")
        word, line = max(map(self._word, texts)), max(map(self._text_width, texts))
        if column.width is WidthRule.LINES:
            line += self._style.waktu_air
            width = widest if line > widest else max(line, usual)
            return max(min(word, widest) if narrow else width, min(word, self._style.ket_max))
        width = usual * (KET_NARROW if narrow else 1.0)
        if any(texts):
            width = max(width, min(word, widest))
            width = width if narrow else max(width, min(line, widest))
        return width

    def _measure(self, column: TableColumn, name: str) -> float:
        """The measure of style ``name`` that this column's width goes by, in mm."""
        return float(getattr(self._style, f"{column.measure}_{name}"))

    def _text_width(self, text: str) -> float:
        lines = text.split("\n")
        return self.metrics.column_width(max(self.metrics.measurer.width(line, self.metrics.size_pt) for line in lines))

    def _word(self, text: str) -> float:
        return self.metrics.column_width(self.metrics.measurer.longest_word(text, self.metrics.size_pt))

    def _header_width(self, text: str, size: float) -> float:
        word = self.metrics.measurer.longest_word(text, size, bold=True)
        return round_up(word + SLACK_MM + 2 * self._style.header_cell_x + rule_mm(self._style))

    # -- Pelaksana --------------------------------------------------------------------------------------------

    def _demands(self) -> tuple[float, ...]:
        return tuple(round_up(demand) for demand in self.demands)

    def _needs(self, size: float) -> tuple[float, ...]:
        """Least widths of the Pelaksana columns with their headers written at ``size``."""
        actors = self.section.actors
        needs = [
            max(self._header_width(actor.name, size), demand, self._style.actor_min)
            for actor, demand in zip(actors, self._demands(), strict=True)
        ]
        for members in actor_groups(actors):
            name = actors[members[0]].group
            if name is not None:
                missing = self._header_width(name, size) - sum(needs[member] for member in members)
                for member in members:
                    needs[member] = round_up(needs[member] + max(missing, 0.0) / len(members))
        return tuple(needs)

    def _preferred(self) -> float:
        """A good width for a Pelaksana column: 24 mm for three, 20 for five, 15.5 for eight."""
        more = self._style.actor_more_for_text if self.spoken else 0.0
        return min(self._style.actor_max, ACTOR_OWN + ACTORS_SHARED / len(self.section.actors)) + more

    # -- the texts --------------------------------------------------------------------------------------------

    def _text_least(self, good: bool) -> tuple[float, ...]:
        """What the columns that share keep at least, in mm.

        ``good``: what reads well, less and less where there are more than 8 Pelaksana columns.
        """
        if not good:
            return self._under_terms([self._measure(column, "min") for column in self._shared])
        pressure = min(max((len(self.section.actors) - FEW_ACTORS) / (MANY_ACTORS - FEW_ACTORS), 0.0), 1.0)
        pairs = [(self._measure(column, "good"), self._measure(column, "crowded")) for column in self._shared]
        return self._under_terms([good + pressure * (crowded - good) for good, crowded in pairs])

    def _text_most_narrow(self) -> tuple[float, ...]:
        """What the texts keep when only that makes the Pelaksana columns fit."""
        return self._under_terms([self._measure(column, "least") for column in self._shared])

    def _under_terms(self, widths: Sequence[float]) -> tuple[float, ...]:
        """These widths of the columns that share, or more where their headings' words need it."""
        terms, size = self.format.istilah, self._style.min_header_pt
        return tuple(
            max(width, self._header_width(terms.heading(column), size))
            for column, width in zip(self._shared, widths, strict=True)
        )

    def _split(
        self, fixed: Mapping[str, float], actors: tuple[float, ...], squeeze: bool = False
    ) -> Mapping[str, float]:
        """All widths but the Pelaksana columns': the room of the texts divided so that the rows together are low."""
        room = round(self.room - sum(fixed.values()) - sum(actors), 2)
        good, least = self._text_least(good=True), self._text_least(good=False)
        floors = good if sum(good) <= room and not squeeze else least
        if sum(floors) > room:
            floors = self._text_most_narrow()
        rows = RowHeights(self.metrics, self._columns, self.section.steps, fixed)
        widths = rows.divide(room, floors, 0.0 if squeeze else LEAST_SHARE)
        return {**fixed, **{column.key: width for column, width in zip(self._shared, widths, strict=True)}}


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is settled before the Pelaksana columns get their width: least widths, their room, the headers' size."""

    fixed: Mapping[str, float]
    needs: tuple[float, ...]
    room: float
    size_pt: float
    rotated: bool


def actor_groups(actors: Sequence[Actor]) -> tuple[tuple[int, ...], ...]:
    """Column indices of neighbours in one ``kelompok``, left to right; an actor without one stands alone."""
    groups: list[list[int]] = []
    for index, actor in enumerate(actors):
        if groups and actor.group is not None and actors[groups[-1][-1]].group == actor.group:
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(tuple(group) for group in groups)


def _fit(needs: tuple[float, ...], wish: float, room: float) -> tuple[float, ...]:
    """Widths of at least ``needs``, alike as far as possible, as near to ``wish`` as ``room`` allows."""
    widest = max(needs)
    if wish < widest <= wish * ACTOR_ALIKE and widest * len(needs) <= room:
        return tuple(widest for _ in needs)
    low, high = 0.0, wish
    if sum(max(need, wish) for need in needs) > room:
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if sum(max(need, middle) for need in needs) > room:
                high = middle
            else:
                low = middle
        wish = low
    return tuple(round(max(need, int(wish * ACTOR_GRAIN) / ACTOR_GRAIN), 2) for need in needs)
