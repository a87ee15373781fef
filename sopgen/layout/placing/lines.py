"""Lines stacked below each other: how far apart they are, and where in a line its letters stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from sopgen.layout.pieces import Broken
from sopgen.layout.scene import Point
from sopgen.layout.style import MM_PER_POINT, Style
from sopgen.layout.text.fonts import UNITS_PER_MM
from sopgen.layout.text.lines import with_blanks
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm
from sopgen.layout.text.pango import fallback_layout


class Anchor(StrEnum):
    """Which part of a line its ``x`` is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


def ended(broken: Broken) -> tuple[str, ...]:
    """The lines of a text as the PDF has them: with the blanks at their ends, which who copies it needs."""
    return tuple(with_blanks(broken.text, broken.spans).split("\n")) if broken.spans else ()


@lru_cache(maxsize=256)
def _own_line(family: str, bold: bool, size_pt: float) -> tuple[float, float]:
    """How high a line of the face's own letters is, and how far below its top the baseline runs, in mm."""
    height, baseline = fallback_layout(family, bold, size_pt).line()
    return height / UNITS_PER_MM, baseline / UNITS_PER_MM


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text: the ``x`` of its start, middle or end, and its baseline, in mm of the page."""

    text: str
    x: float
    baseline: float
    size_pt: float
    bold: bool = False
    anchor: Anchor = Anchor.START


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The lines of one text; empty ones are left out.

    ``path`` is its place in the source (empty: words of the form's own), ``fixed`` how many characters at its start are
    the form's own all the same. Where it is ``turned_about`` a point, it is written upwards: its lines are placed as if
    they lay, and turned a quarter to the left about that point.
    """

    lines: tuple[PlacedLine, ...]
    path: tuple[str | int, ...] = ()
    fixed: int = 0
    turned_about: Point | None = None


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Places lines in one font family, as high as ``style`` has them."""

    family: str
    style: Style

    @property
    def measurer(self) -> TextMeasurer:
        """Measures texts in the family."""
        return TextMeasurer(self.family)

    @property
    def rule(self) -> float:
        """Width in mm of the rules that places are planned with."""
        return self.style.rule_pt * MM_PER_POINT

    def pitch(self, size_pt: float) -> float:
        """From one line to the next, in mm."""
        return line_height_mm(size_pt, self.style.line_height)

    def baseline(self, size_pt: float, bold: bool = False) -> float:
        """From the top of a line that is a pitch high to its baseline, in mm: as much above the letters as below."""
        height, baseline = _own_line(self.family, bold, size_pt)
        return baseline + (self.pitch(size_pt) - height) / 2

    def natural_baseline(self, size_pt: float) -> float:
        """From the top of a line that is as high as its letters to its baseline, in mm."""
        return _own_line(self.family, False, size_pt)[1]

    def stacked(
        self,
        texts: Sequence[str],
        x: float,
        top: float,
        size_pt: float,
        bold: bool = False,
        anchor: Anchor = Anchor.START,
    ) -> tuple[PlacedLine, ...]:
        """Lines from ``top`` (mm) down."""
        first, pitch = top + self.baseline(size_pt, bold), self.pitch(size_pt)
        return tuple(
            PlacedLine(text, x, first + index * pitch, size_pt, bold, anchor)
            for index, text in enumerate(texts)
            if text
        )

    def before_blanks(self, lines: Sequence[PlacedLine], room: float) -> tuple[PlacedLine, ...]:
        """Lines in ``room`` mm further left where they end with a blank: it is unseen, and takes what room is left."""
        return tuple(self._before_blank(line, room) if line.text.endswith(" ") else line for line in lines)

    def _before_blank(self, line: PlacedLine, room: float) -> PlacedLine:
        text = line.text.rstrip(" ")
        width = self.measurer.width(text, line.size_pt, line.bold)
        blank = max(0.0, min(self.measurer.width(" ", line.size_pt, line.bold), room - width))
        aside = {Anchor.START: 0.0, Anchor.MIDDLE: blank / 2, Anchor.END: blank}[line.anchor]
        return replace(line, text=text, x=line.x - aside)

    def in_the_middle(
        self,
        texts: Sequence[str],
        x: float,
        middle: float,
        size_pt: float,
        bold: bool = False,
        anchor: Anchor = Anchor.START,
    ) -> tuple[PlacedLine, ...]:
        """Lines with as much of them above the height ``middle`` (mm) as below."""
        top = middle - len(texts) * self.pitch(size_pt) / 2
        return self.stacked(texts, x, top, size_pt, bold, anchor)
