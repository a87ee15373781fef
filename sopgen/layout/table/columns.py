"""Widths of the table's columns: balanced for few pelaksana, still legible for twenty.

First the columns with little to say get what their words need (No., Waktu, Ket). Then the Pelaksana columns get a
width that suits their number, no wider than an arrow looks good in and no narrower than the widest word of their
headers. What is left goes to Kegiatan, Kelengkapan and Output, divided so that the rows together are as low as they
can be. When room is short the texts give way before the headers' words do, these shrink to ``Style.min_header_pt``,
and in the end the Pelaksana headers are turned.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
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
    DIVISION_STEP,
    FEW_ACTORS,
    FEW_STEPS,
    KET_NARROW,
    LEAST_SHARE,
    MANY_ACTORS,
    MOST_SHARE,
    NO_NARROW,
    OFF_SHARES,
    TEXT_SHARES,
)
from sopgen.layout.table.cells import CellMetrics, round_up, rule_mm
from sopgen.layout.text.measurer import sizes
from sopgen.model.institution import Terms
from sopgen.model.sop import Actor, Section


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Widths in mm of all columns, and how the Pelaksana headers are written in them.

    ``texts`` are the widths in the order of TEXT_KEYS. ``narrow`` says that texts have given way.
    """

    no: float
    texts: tuple[float, ...]
    actors: tuple[float, ...]
    actor_pt: float
    rotated: bool

    @property
    def widths(self) -> tuple[float, ...]:
        """All widths in mm, left to right."""
        kegiatan, kelengkapan, waktu, output, ket = self.texts
        return (self.no, kegiatan, *self.actors, kelengkapan, waktu, output, ket)

    @property
    def keys(self) -> tuple[str, ...]:
        """The column keys of the scene, left to right."""
        return ("no", "kegiatan", *("actor" for _ in self.actors), "kelengkapan", "waktu", "output", "ket")


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
    terms: Terms
    metrics: CellMetrics
    room: float
    demands: tuple[float, ...]
    spoken: bool = False

    @property
    def _style(self) -> Style:
        return self.metrics.style

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
            yield ColumnPlan(frame.fixed.no, self._split(frame.fixed, actors), actors, size, frame.rotated)

    def squeezed(self) -> ColumnPlan:
        """For a text that fits no page otherwise: everything beside it as narrow as its words allow."""
        frame = self._frame()
        size, needs = self._written_in(self._style.actor_min, frame)
        fixed, actors = self._fixed(narrow=True), _fit(needs, 0.0, frame.room)
        return ColumnPlan(fixed.no, self._split(fixed, actors, squeeze=True), actors, size, frame.rotated)

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
        comfortable = self.room - good.total - sum(self._text_least(good=True))
        tight = self.room - least.total - sum(self._text_least(good=False))
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
        if sum(needs) > self.room - least.total - texts:
            least = self._fixed(narrow=True, header_pt=self._style.min_header_pt)
        missing = sum(needs) + texts + least.total - self.room
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

    def _fixed(self, narrow: bool, header_pt: float = 0.0) -> _Fixed:
        """Widths of No., Waktu and Ket, whose own headings can be written at ``header_pt`` (else at a legible size)."""
        style, steps = self._style, self.section.steps
        legible = max(min(self.metrics.size_pt - style.header_smaller_pt, style.heading_pt), style.min_header_pt)
        header_pt = header_pt or legible
        numbers = self._text_width(str(len(steps)))
        no = max(style.no_width * (NO_NARROW if narrow else 1.0), numbers, self._header_width(self.terms.no, header_pt))
        waktu_word = max(self._word(step.waktu) for step in steps)
        waktu_line = max(self._text_width(step.waktu) for step in steps) + style.waktu_air
        waktu = style.waktu_max if waktu_line > style.waktu_max else max(waktu_line, style.waktu_width)
        if narrow:
            waktu = min(waktu_word, style.waktu_max)
        waktu = max(waktu, min(waktu_word, style.ket_max), self._header_width(self.terms.waktu, header_pt))
        ket = style.ket_width * (KET_NARROW if narrow else 1.0)
        if any(step.ket for step in steps):
            longest = max(self._text_width(step.ket) for step in steps)
            ket = max(ket, min(max(self._word(step.ket) for step in steps), style.ket_max))
            ket = ket if narrow else max(ket, min(longest, style.ket_max))
        return _Fixed(round_up(no), round_up(waktu), round_up(max(ket, self._header_width(self.terms.ket, header_pt))))

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

    def _text_least(self, good: bool) -> tuple[float, float, float]:
        """What Kegiatan, Kelengkapan and Output keep at least, in mm.

        ``good``: what reads well, less and less where there are more than 8 Pelaksana columns.
        """
        style = self._style
        if not good:
            return self._under_terms(style.kegiatan_min, style.mutu_min)
        pressure = min(max((len(self.section.actors) - FEW_ACTORS) / (MANY_ACTORS - FEW_ACTORS), 0.0), 1.0)
        return self._under_terms(
            style.kegiatan_good + pressure * (style.kegiatan_crowded - style.kegiatan_good),
            style.mutu_good + pressure * (style.mutu_crowded - style.mutu_good),
        )

    def _text_most_narrow(self) -> tuple[float, float, float]:
        """What the texts keep when only that makes the Pelaksana columns fit."""
        return self._under_terms(self._style.kegiatan_least, self._style.mutu_least)

    def _under_terms(self, kegiatan: float, mutu: float) -> tuple[float, float, float]:
        """These widths of Kegiatan, and of Kelengkapan and Output, or more where their headings' words need it."""
        terms, size = self.terms, self._style.min_header_pt
        return (
            max(kegiatan, self._header_width(terms.kegiatan, size)),
            max(mutu, self._header_width(terms.kelengkapan, size)),
            max(mutu, self._header_width(terms.output, size)),
        )

    def _split(self, fixed: _Fixed, actors: tuple[float, ...], squeeze: bool = False) -> tuple[float, ...]:
        """Divide the room of the texts so that the rows together are low, and near to balanced shares.

        In long tables a coarse grid of divisions first, then the neighbourhood of the best.
        """
        room = round(self.room - fixed.total - sum(actors), 2)
        good, least = self._text_least(good=True), self._text_least(good=False)
        floors = good if sum(good) <= room and not squeeze else least
        if sum(floors) > room:
            floors = self._text_most_narrow()
        share = 0.0 if squeeze else LEAST_SHARE
        lowest = [round_up(max(floor, share * room)) for floor in floors[1:]]
        rows = _RowHeights(self, fixed)
        best = _Division(math.inf, round(room - floors[1] - floors[2], 2), floors[1], floors[2])
        few = len(self.section.steps) <= FEW_STEPS
        first, second = (_grid(low, MOST_SHARE * room, DIVISION_STEP if few else 2 * DIVISION_STEP) for low in lowest)
        best = rows.best(room, floors[0], itertools.product(first, second), best)
        if few:
            return (best.kegiatan, best.kelengkapan, fixed.waktu, best.output, fixed.ket)
        first, second = (
            tuple(round(width + move, 2) for move in (-DIVISION_STEP, 0.0, DIVISION_STEP) if width + move >= low)
            for width, low in zip((best.kelengkapan, best.output), lowest, strict=True)
        )
        best = rows.best(room, floors[0], itertools.product(first, second), best)
        return (best.kegiatan, best.kelengkapan, fixed.waktu, best.output, fixed.ket)


@dataclass(frozen=True, slots=True)
class _Division:
    """Widths of the three texts, and how low the rows and how balanced the widths are then (less is better)."""

    score: float
    kegiatan: float
    kelengkapan: float
    output: float


@dataclass(frozen=True, slots=True)
class _Fixed:
    """Widths that do not take part in the division."""

    no: float
    waktu: float
    ket: float

    @property
    def total(self) -> float:
        return self.no + self.waktu + self.ket


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is settled before the Pelaksana columns get their width: least widths, their room, the headers' size."""

    fixed: _Fixed
    needs: tuple[float, ...]
    room: float
    size_pt: float
    rotated: bool


class _RowHeights:
    """The sum of all rows' heights for a division; line counts of one column are found once for each width."""

    def __init__(self, planner: ColumnPlanner, fixed: _Fixed) -> None:
        self._metrics, self._steps = planner.metrics, planner.section.steps
        self._counts: dict[tuple[str, float], list[int]] = {}
        waktu, ket = self._count("waktu", fixed.waktu), self._count("ket", fixed.ket)
        self._others = [max(pair) for pair in zip(waktu, ket, strict=True)]
        self._line = self._metrics.height(2) - self._metrics.height(1)
        self._padding = self._metrics.height(0)

    def _count(self, key: str, width: float) -> list[int]:
        found = self._counts.get((key, width))
        if found is None:
            found = [self._metrics.line_count(getattr(step, key), width) for step in self._steps]
            self._counts[key, width] = found
        return found

    def best(self, room: float, floor: float, pairs: Iterable[tuple[float, float]], best: _Division) -> _Division:
        """The best division of ``room`` mm among pairs of widths for Kelengkapan and Output, and ``best``.

        Kegiatan gets the rest, at least ``floor``, and never less than the others.
        """
        for kelengkapan, output in pairs:
            kegiatan = round(room - kelengkapan - output, 2)
            if kegiatan < max(floor, kelengkapan, output):
                continue
            widths = (kegiatan, kelengkapan, output)
            departure = sum([abs(width - share * room) for width, share in zip(widths, TEXT_SHARES, strict=True)])
            score = self._total(widths) + OFF_SHARES * departure
            if score < best.score - 1e-9:
                best = _Division(score, *widths)
        return best

    def _total(self, widths: tuple[float, float, float]) -> float:
        """Sum of the rows' heights in mm."""
        kegiatan, kelengkapan, output = (
            self._count(key, width) for key, width in zip(("kegiatan", "kelengkapan", "output"), widths, strict=True)
        )
        rows = zip(kegiatan, kelengkapan, output, self._others, strict=True)
        least = self._metrics.style.row_min
        return sum([max(max(counts) * self._line + self._padding, least) for counts in rows])


def actor_groups(actors: Sequence[Actor]) -> tuple[tuple[int, ...], ...]:
    """Column indices of neighbours in one ``kelompok``, left to right; an actor without one stands alone."""
    groups: list[list[int]] = []
    for index, actor in enumerate(actors):
        if groups and actor.group is not None and actors[groups[-1][-1]].group == actor.group:
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(tuple(group) for group in groups)


def _grid(first: float, last: float, step: float) -> tuple[float, ...]:
    """Widths from ``first`` on, whole ``step``s apart, so that different divisions meet at the same widths."""
    count = int(max(last - first, 0.0) / step)
    start = round_up(first)
    return tuple(round(start + index * step, 2) for index in range(count + 1))


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
