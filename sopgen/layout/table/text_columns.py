"""Widths of the columns that print texts: what their words and headings need, and what the form would give them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from sopgen.layout.style import SLACK_MM, Style
from sopgen.layout.style.widths import FEW_ACTORS, MANY_ACTORS, NO_NARROW
from sopgen.layout.table.cells import CellMetrics, Texts, round_up, rule_mm
from sopgen.layout.table.division import Part
from sopgen.model.form.columns import TableColumn, WidthRule, headings, shared
from sopgen.model.institution import Format
from sopgen.model.sop import Section


class Narrow(Enum):
    """Which of the columns that go by their own words are as narrow as these allow."""

    NOTHING = "each has what reads well"
    WAKTU = "waktu takes several lines"
    ALL = "all of them, and their headings are written smaller"
    HEADINGS = "all of them, and their headings are written as small as may be"


@dataclass(frozen=True)
class TextColumns:
    """Finds least and wished widths for one section's texts, ``cell_texts``.

    ``whole_words``: no word is broken that the room would hold.
    """

    section: Section
    format: Format
    metrics: CellMetrics
    cell_texts: Texts
    whole_words: bool = False
    _fixed: dict[Narrow, Mapping[str, float]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def _style(self) -> Style:
        return self.metrics.style

    @property
    def _columns(self) -> tuple[TableColumn, ...]:
        return self.format.form.columns

    @cached_property
    def _shared(self) -> tuple[TableColumn, ...]:
        return shared(self._columns)

    @cached_property
    def _own_width(self) -> tuple[TableColumn, ...]:
        """The columns whose width goes by their own words."""
        return tuple(c for c in self._columns if c.width not in (WidthRule.SHARED, WidthRule.ACTORS))

    @cached_property
    def _words(self) -> dict[str, float]:
        """Width in mm of a column that holds the widest word of its texts."""
        return {key: max(map(self._word, texts)) for key, texts in self.cell_texts.items()}

    @cached_property
    def _lines(self) -> dict[str, float]:
        """Width in mm of a column that holds each line of its texts."""
        return {column.key: max(map(self._text_width, self.cell_texts[column.key])) for column in self._own_width}

    # -- columns with little to say ---------------------------------------------------------------------------

    def fixed(self, narrow: Narrow) -> Mapping[str, float]:
        """Widths of the columns that do not share what the others leave, by key."""
        if narrow not in self._fixed:
            self._fixed[narrow] = self._found(narrow)
        return self._fixed[narrow]

    def _found(self, narrow: Narrow) -> dict[str, float]:
        widths = {column.key: self._by_rule(column, narrow) for column in self._own_width}
        for run in headings(self._columns):
            members = [self._columns[index] for index in run]
            if all(member.key in widths for member in members):
                heading = self.header_width(self.format.istilah.heading(members[0]), self._heading_pt(narrow))
                missing = heading - sum(widths[member.key] for member in members)
                for member in members:
                    widths[member.key] += max(missing, 0.0) / len(members)
        number = 0.0 if narrow is Narrow.HEADINGS else self._number_width
        return {key: round_up(max(width, number)) for key, width in widths.items()}

    @cached_property
    def _number_width(self) -> float:
        """Width in mm of a column that holds the last column's number, where columns are numbered."""
        if not self.format.nomor_kolom:
            return 0.0
        count = len(self._columns) - 1 + len(self.section.actors)
        size = max(self.metrics.size_pt - self._style.header_smaller_pt, self._style.min_header_pt)
        return self.header_width(f"({count})", size)

    def _heading_pt(self, narrow: Narrow) -> float:
        """The size in which the headings of these columns can be written at least."""
        style, size = self._style, self.metrics.size_pt
        if narrow is Narrow.HEADINGS:
            return style.min_header_pt
        if narrow is Narrow.ALL:
            return max(min(size - style.header_smaller_pt, style.heading_pt), style.min_header_pt)
        return size

    def _by_rule(self, column: TableColumn, narrow: Narrow) -> float:
        """The width of a column that goes by its own words."""
        usual = self._measure(column, "width")
        every = narrow in (Narrow.ALL, Narrow.HEADINGS)
        word, line = self._words[column.key], self._lines[column.key]
        if column.width is WidthRule.NUMBERS:
            return max(usual * (NO_NARROW if every else 1.0), line)
        widest = self._measure(column, "max")
        if column.width is WidthRule.LINES:
            line += self._style.waktu_air
            width = widest if line > widest else max(line, usual)
            return max(width if narrow is Narrow.NOTHING else min(word, widest), min(word, self._style.ket_max))
        if not any(self.cell_texts[column.key]):
            return usual
        width = max(usual, min(word, widest))
        return width if every else max(width, min(line, widest))

    @cached_property
    def remarks(self) -> tuple[TableColumn, ...]:
        """Columns of remarks in which something is written; an empty one is as narrow as its heading."""
        return tuple(
            column for column in self._columns if column.width is WidthRule.REMARKS and any(self.cell_texts[column.key])
        )

    def _measure(self, column: TableColumn, name: str) -> float:
        """The measure of style ``name`` that this column's width goes by, in mm."""
        return float(getattr(self._style, f"{column.measure}_{name}"))

    def _text_width(self, text: str) -> float:
        lines = text.split("\n")
        return self.metrics.column_width(max(self.metrics.measurer.width(line, self.metrics.size_pt) for line in lines))

    def _word(self, text: str) -> float:
        return self.metrics.column_width(self.metrics.measurer.longest_word(text, self.metrics.size_pt))

    def header_width(self, text: str, size: float) -> float:
        """Width in mm of a column whose heading's words all fit in it at this size."""
        word = self.metrics.measurer.longest_word(text, size, bold=True)
        return round_up(word + SLACK_MM + 2 * self._style.header_cell_x + rule_mm(self._style))

    # -- columns that share what the others leave -------------------------------------------------------------

    @cached_property
    def good(self) -> tuple[float, ...]:
        """What reads well, in mm; less and less where there are more than 8 Pelaksana columns."""
        pressure = min(max((len(self.section.actors) - FEW_ACTORS) / (MANY_ACTORS - FEW_ACTORS), 0.0), 1.0)
        pairs = [(self._measure(column, "good"), self._measure(column, "crowded")) for column in self._shared]
        return self._under_terms([good + pressure * (crowded - good) for good, crowded in pairs])

    @cached_property
    def least(self) -> tuple[float, ...]:
        """What these columns keep at least."""
        return self._under_terms([self._measure(column, "min") for column in self._shared])

    @cached_property
    def most_narrow(self) -> tuple[float, ...]:
        """What the texts keep when only that makes the Pelaksana columns fit."""
        return self._under_terms([self._measure(column, "least") for column in self._shared])

    def _under_terms(self, widths: Sequence[float]) -> tuple[float, ...]:
        """These widths of the columns that share, or more where their headings' words need it."""
        terms, size = self.format.istilah, self._style.min_header_pt
        return tuple(
            max(width, self.header_width(terms.heading(column), size))
            for column, width in zip(self._shared, widths, strict=True)
        )

    # -- dividing ---------------------------------------------------------------------------------------------

    def parts(self, room: float, tight: bool) -> tuple[Part, ...]:
        """The columns that divide ``room`` mm among them: those that share, and remarks that say something.

        ``tight``: they may be narrower than reads well.
        """
        wishes = [self.fixed(Narrow.NOTHING)[column.key] for column in self.remarks]
        rest, shares = room - sum(wishes), [column.share for column in self._shared]
        shared_wishes = [rest * share / sum(shares) for share in shares]
        remarks = [self.fixed(Narrow.ALL)[column.key] for column in self.remarks]
        least: list[float] = []
        words = tuple(max(low, self._words[column.key]) for column, low in zip(self._shared, self.least, strict=True))
        others = (self._readable(shared_wishes), self.least, self.most_narrow)[tight:]
        for floors in (words, *others) if self.whole_words else others:
            least = [*floors, *remarks]
            whole = [float(math.ceil(width)) for width in least]
            if sum(whole) <= room:
                least = whole
                break
        columns = (*self._shared, *self.remarks)
        found = zip(columns, least, [*shared_wishes, *wishes], strict=True)
        return tuple(Part(column.key, low, wish) for column, low, wish in found)

    def _readable(self, wishes: Sequence[float]) -> tuple[float, ...]:
        """Least widths with headings of a good size and no word broken that the form's shares would hold."""
        terms = self.format.istilah
        narrow = Narrow.NOTHING if len(self.section.actors) <= FEW_ACTORS else Narrow.ALL
        return tuple(
            max(
                low,
                self.header_width(terms.heading(column), self._heading_pt(narrow)),
                min(self._words[column.key], wish),
            )
            for column, low, wish in zip(self._shared, self.least, wishes, strict=True)
        )
