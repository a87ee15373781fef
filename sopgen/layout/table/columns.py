"""Widths of the table's columns: balanced for few pelaksana, still legible for twenty.

First the columns with little to say get what their words need (No., Waktu, an empty Ket). Then the Pelaksana columns
get a width that suits their number, no wider than an arrow looks good in and no narrower than the widest word of their
headers; narrower ones are tried beside it. What is left goes to Kegiatan, Kelengkapan, Output and a Ket with texts,
divided so that the rows together are low. Which of the plans is taken the pages decide (``section.py``). When room is
short the texts give way before the headers' words do, these shrink to ``Style.min_header_pt``, then a ``kelompok`` over
one column is turned, and in the end the Pelaksana headers are. Which column goes by which of these rules the form says
(``WidthRule``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat

from sopgen.layout.style import STYLE, Style
from sopgen.layout.style.widths import (
    ACTOR_BETWEEN,
    ACTOR_NARROWEST,
    ACTOR_OWN,
    ACTORS_SHARED,
    FEW_ACTORS,
    OFF_SHARES,
    OFF_TIGHT,
    WAKTU_OFF,
)
from sopgen.layout.table.actor_widths import actor_groups, even_widths, widened
from sopgen.layout.table.cells import CellMetrics, Texts, Widths, round_up, rule_mm
from sopgen.layout.table.division import RowHeights
from sopgen.layout.table.text_columns import Narrow, TextColumns
from sopgen.layout.table.turned import turned_width
from sopgen.layout.text.measurer import sizes
from sopgen.model.form.columns import ColumnKind, TableColumn
from sopgen.model.institution import Format
from sopgen.model.sop import Section


@dataclass(frozen=True)
class ColumnPlan:
    """Widths in mm of all columns, and how the Pelaksana headers are written in them.

    ``columns`` are the form's, ``own`` the widths of those that print texts, by key.
    """

    columns: tuple[TableColumn, ...]
    own: Mapping[str, float]
    actors: tuple[float, ...]
    actor_pt: float
    rotated: bool
    off: float = 0.0  # mm that the widths are off the form's
    row_demands: tuple[float, ...] = ()  # mm that the symbols ask of the rows in these columns

    @cached_property
    def table(self) -> tuple[tuple[TableColumn, float, int | None], ...]:
        """The table's columns, left to right: the form's column, the width in mm, whose it is of the pelaksana."""
        found: list[tuple[TableColumn, float, int | None]] = []
        for column in self.columns:
            if column.kind is ColumnKind.ACTORS:
                found += [(column, width, actor) for actor, width in enumerate(self.actors)]
            else:
                found.append((column, self.own[column.key], None))
        return tuple(found)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """All widths in mm, left to right."""
        return tuple(width for _, width, _ in self.table)

    @cached_property
    def texts(self) -> Widths:
        """The columns that print texts, with their widths."""
        return tuple((column, width) for column, width, actor in self.table if actor is None)


class ColumnsTooNarrowError(Exception):
    """The columns do not fit on the page; ``missing`` is by how many mm.

    ``drawn`` is what of the width in mm only the symbols' texts ask for.
    """

    def __init__(self, missing: float, drawn: float) -> None:
        super().__init__(f"{missing:.1f} mm missing")
        self.missing = missing
        self.drawn = drawn


@dataclass(frozen=True)
class ColumnPlanner:
    """Finds column widths for one section.

    ``cell_texts`` are its own, ``room`` is the table's width in mm, ``demands`` the least width of each Pelaksana
    column that the drawing asks for. ``spoken`` says that symbols hold texts, which read better in wider ones.
    ``row_demands`` gives the least heights in mm that the symbols ask of the rows when those columns have some widths.
    ``whole_words``: columns hold their texts' words while there is room.
    """

    section: Section
    format: Format
    metrics: CellMetrics
    cell_texts: Texts
    room: float
    demands: tuple[float, ...]
    spoken: bool = False
    row_demands: Callable[[tuple[float, ...]], tuple[float, ...]] | None = None
    whole_words: bool = False

    @cached_property
    def texts(self) -> TextColumns:
        """The columns that print texts."""
        return TextColumns(self.section, self.format, self.metrics, self.cell_texts, self.whole_words)

    @cached_property
    def _rows(self) -> RowHeights:
        said = {column.key: self.cell_texts[column.key] for column in self._columns if column.field}
        return RowHeights(self.metrics, said)

    @property
    def _style(self) -> Style:
        return self.metrics.style

    @property
    def _columns(self) -> tuple[TableColumn, ...]:
        return self.format.form.columns

    @property
    def widest_text(self) -> float:
        """No column that prints texts is ever wider than this, in mm; the whole table where they do not fit."""
        narrow = self.texts.most_narrow
        spare = self.room - self._style.actor_min * len(self.section.actors) - sum(narrow)
        return spare + min(narrow) if spare >= 0 else self.room

    def plans(self, tight: bool = False) -> Iterator[ColumnPlan]:
        """Plans to choose from, the one with the widest Pelaksana columns and waktu on one line first.

        In all of them the names of the pelaksana are as large as the widest columns let them be. ``tight``: with texts
        in columns narrower than reads well, and smaller names. Each is made only when asked for. Raises
        ColumnsTooNarrowError when even turned headers leave no room for the texts.
        """
        frame = self._frame()
        preferred = self._preferred()
        lowest = min(self._style.actor_good, ACTOR_NARROWEST * min(preferred, frame.room / len(frame.needs)))
        between = (preferred + (lowest - preferred) * share for share in ACTOR_BETWEEN)
        size, needs = self._written_in(preferred, frame)
        seen: list[tuple[float, ...]] = []
        for wish in (preferred, *between, lowest):
            if tight:
                size, needs = self._written_in(wish, frame)
            actors = even_widths(needs, wish, frame.room)
            if actors not in seen:
                seen.append(actors)
                yield self._divided(frame, actors, size, tight)

    def squeezed(self) -> ColumnPlan:
        """For a text that fits no page otherwise: everything beside it as narrow as its words allow."""
        frame = self._frame()
        size, needs = self._written_in(self._style.actor_min, frame)
        narrow = replace(frame, fixed=self.texts.fixed(Narrow.ALL))
        return self._divided(narrow, even_widths(needs, 0.0, frame.room), size, tight=True)

    def _written_in(self, wish: float, frame: _Frame) -> tuple[float, tuple[float, ...]]:
        """The largest header size at which all words fit columns of one width, and the least widths then.

        The smallest comfortable size when there is none.
        """
        if frame.rotated:
            return frame.size_pt, frame.needs
        smallest = min(self._style.min_table_pt, frame.size_pt)
        choices = [(size, self._needs(size, frame.groups_turned)) for size in self._sizes(smallest)]
        fitting = [(size, needs) for size, needs in choices if max(needs) <= wish and wish * len(needs) <= frame.room]
        if not fitting:
            return self._written_in_wider(wish, choices, frame.room)
        usual = max(self.metrics.size_pt - self._style.header_smaller_pt, fitting[-1][0])
        lines = self._name_lines(next(size for size, _ in fitting if size <= usual), repeat(wish))
        return next((size, needs) for size, needs in fitting if self._name_lines(size, repeat(wish)) <= lines)

    def _written_in_wider(
        self, wish: float, choices: Sequence[tuple[float, tuple[float, ...]]], room: float
    ) -> tuple[float, tuple[float, ...]]:
        """The header size where some columns must be wider than ``wish``, and the least widths then.

        The smallest size asks for no more than what is drawn in the columns; a larger one is taken when its words fit
        the very same columns, and its names stand no higher than in the smallest or than one line of the table's text,
        which the headings beside them take anyway.
        """
        smallest, least = choices[-1]
        widths = tuple(max(wish, need) for need in least)
        if sum(widths) > room:
            return smallest, least
        highest = max(self._name_lines(smallest, widths) * smallest, self.metrics.size_pt)
        return next(
            (size, needs)
            for size, needs in choices
            if all(need <= width for need, width in zip(needs, widths, strict=True))
            and self._name_lines(size, widths) * size <= highest
        )

    def _name_lines(self, size: float, widths: Iterable[float]) -> int:
        """The most lines that a pelaksana's name takes in columns of these widths in mm."""
        beside = rule_mm(self._style) + 2 * self._style.header_cell_x
        count = self.metrics.measurer.line_count
        return max(
            count(actor.name, width - beside, size, bold=True)
            for actor, width in zip(self.section.actors, widths, strict=False)
        )

    def _frame(self) -> _Frame:
        """How the Pelaksana headers are written, and what room their columns have."""
        least = self.texts.fixed(Narrow.ALL)
        good = self.texts.fixed(Narrow.NOTHING) if len(self.section.actors) <= FEW_ACTORS else least
        comfortable = self.room - sum(good.values()) - sum(self.texts.good)
        tight = self.room - sum(least.values()) - sum(self.texts.least)
        small = _Upright(least, (comfortable + tight) / 2, self._style.min_header_pt)
        ways = (_Upright(good, comfortable, self._style.min_table_pt), small, replace(small, groups_turned=True))
        for way in ways:
            if (frame := self._upright_frame(way)) is not None:
                return frame
        return self._turned_frame(least, comfortable, tight)

    def _upright_frame(self, way: _Upright) -> _Frame | None:
        """The frame with upright names; None where they do not fit that way."""
        choices = [(size, self._needs(size, way.groups_turned)) for size in self._sizes(way.smallest_pt)]
        alike = [(size, needs) for size, needs in choices if max(needs) * len(needs) <= way.room]
        fitting = [(size, needs) for size, needs in choices if sum(needs) <= way.room]
        if not fitting:
            return None
        legible = [choice for choice in fitting if choice[0] >= self._style.min_table_pt]
        size, needs = alike[0] if alike else legible[-1] if legible else fitting[0]
        return _Frame(way.fixed, needs, way.room, size, False, way.groups_turned)

    def _turned_frame(self, least: Mapping[str, float], comfortable: float, tight: float) -> _Frame:
        """The frame with turned names."""
        names = tuple(self._turned())
        needs = tuple(map(max, self._demands(), names))
        texts = sum(self.texts.most_narrow)
        if sum(needs) > self.room - sum(least.values()) - texts:
            least = self.texts.fixed(Narrow.HEADINGS)
        missing = sum(needs) + texts + sum(least.values()) - self.room
        if missing > 0:
            raise ColumnsTooNarrowError(missing, drawn=sum(needs) - sum(names))
        needs = self._widened_below_groups(needs, tight)
        room = next((room for room in (comfortable, tight) if sum(needs) <= room), sum(needs))
        return _Frame(least, needs, room, self._style.min_table_pt, True, True)

    def _sizes(self, smallest: float) -> list[float]:
        """Sizes for the Pelaksana headers, largest first: the table's own, down to ``smallest``."""
        return sizes(max(self.metrics.size_pt, self._style.min_header_pt), smallest)

    # -- Pelaksana --------------------------------------------------------------------------------------------

    def _demands(self) -> tuple[float, ...]:
        return tuple(round_up(demand) for demand in self.demands)

    def _turned(self) -> Iterator[float]:
        """Least widths of the Pelaksana columns with turned names: a long name's lines keep what they usually have."""
        style = self._style
        for actor in self.section.actors:
            needed = turned_width(actor.name, style.min_table_pt, self.metrics.measurer, style)
            yield max(style.actor_min, min(needed, STYLE.actor_min))

    def _needs(self, size: float, groups_turned: bool) -> tuple[float, ...]:
        """Least widths of the Pelaksana columns with their headers written at ``size``.

        ``groups_turned``: but a ``kelompok`` over one column may be turned.
        """
        actors = self.section.actors
        needs: Sequence[float] = [
            max(self.texts.header_width(actor.name, size), demand, self._style.actor_min)
            for actor, demand in zip(actors, self._demands(), strict=True)
        ]
        for members, name in self._groups:
            width = self._group_width(name, len(members)) if groups_turned else self.texts.header_width(name, size)
            needs = widened(needs, members, width)
        return tuple(needs)

    @property
    def _groups(self) -> Iterator[tuple[tuple[int, ...], str]]:
        """The columns of each ``kelompok`` and its name."""
        for members in actor_groups(self.section.actors):
            name = self.section.actors[members[0]].group
            if name is not None:
                yield members, name

    def _widened_below_groups(self, needs: Sequence[float], room: float) -> tuple[float, ...]:
        """``needs`` of turned names, and of the words of each ``kelompok`` above them while ``room`` mm hold all.

        Those that ask for least come first: one that is too long for the paper takes nothing from the others.
        """
        asked = []
        for members, name in self._groups:
            wider = widened(needs, members, self._group_width(name, len(members)))
            asked.append((sum(wider) - sum(needs), members, wider))
        found = list(needs)
        for more, members, wider in sorted(asked):
            if more <= 0 or sum(found) + more > room:
                continue
            for member in members:
                found[member] = wider[member]
        return tuple(found)

    def _group_width(self, name: str, columns: int) -> float:
        """Least width in mm in which the words of a ``kelompok`` are whole; over one column it may be turned."""
        size = self._style.min_header_pt
        upright = self.texts.header_width(name, size)
        if columns > 1:
            return upright
        return min(upright, turned_width(name, size, self.metrics.measurer, self._style))

    def _preferred(self) -> float:
        """A good width for a Pelaksana column: 24 mm for three, 20 for five, 15.5 for eight."""
        more = self._style.actor_more_for_text if self.spoken else 0.0
        return min(self._style.actor_max, ACTOR_OWN + ACTORS_SHARED / len(self.section.actors)) + more

    # -- the texts --------------------------------------------------------------------------------------------

    def _divided(self, frame: _Frame, actors: tuple[float, ...], size_pt: float, tight: bool) -> ColumnPlan:
        """All widths, with the room of the texts divided so that the rows together are low.

        Waktu stands on one line, unless the rows are much lower when it takes several.
        """
        least = self.row_demands(actors) if self.row_demands else (self._style.row_min,) * len(self.section.steps)
        choices, price = [], OFF_TIGHT if tight else OFF_SHARES
        for fixed in self._waktu_choices(frame):
            room = round(self.room - sum(fixed.values()) - sum(actors), 2)
            parts = self.texts.parts(room, tight)
            division = self._rows.divide(parts, room, fixed, least, price)
            broken = sum(abs(width - frame.fixed[key]) for key, width in fixed.items())
            off = division.off + WAKTU_OFF * broken
            own = {**fixed, **{part.key: width for part, width in zip(parts, division.widths, strict=True)}}
            choices.append((division.height + price * off, off, own))
        _, off, own = min(choices, key=lambda choice: choice[0])
        off += abs(sum(actors) - self._preferred() * len(actors))
        return ColumnPlan(self._columns, own, actors, size_pt, frame.rotated, off, least)

    def _waktu_choices(self, frame: _Frame) -> Iterator[Mapping[str, float]]:
        """The columns of fixed widths, waktu on one line; then on several where that takes less width."""
        remarks = {column.key for column in self.texts.remarks}
        fixed = {key: width for key, width in frame.fixed.items() if key not in remarks}
        yield fixed
        narrow = self.texts.fixed(Narrow.WAKTU)
        several = {key: min(width, narrow[key]) for key, width in fixed.items()}
        if several != fixed:
            yield several


@dataclass(frozen=True, slots=True)
class _Upright:
    """A way to write the Pelaksana headers upright: beside these fixed columns, in this room, no smaller than that."""

    fixed: Mapping[str, float]
    room: float
    smallest_pt: float
    groups_turned: bool = False  # a kelompok over one column may be


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is settled before the Pelaksana columns get their width: least widths, their room, the headers' size."""

    fixed: Mapping[str, float]
    needs: tuple[float, ...]
    room: float
    size_pt: float
    rotated: bool
    groups_turned: bool  # whether a kelompok over one column may be
