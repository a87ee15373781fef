"""Headings of the table that are turned and read upwards: their lines stand side by side."""

from __future__ import annotations

from math import inf

from sopgen.layout.style import SLACK_MM, Style
from sopgen.layout.table.cells import round_up, rule_mm
from sopgen.layout.text.lines import Span
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm


def heading_spans(text: str, room: float, size_pt: float, measurer: TextMeasurer) -> tuple[Span, ...]:
    """A heading's lines of ``room`` mm, broken at blanks and hyphens only when that is possible."""
    if measurer.longest_word(text, size_pt, bold=True, shared=True) <= room:
        return measurer.shared_spans(text, room, size_pt, bold=True)
    return measurer.spans(text, room, size_pt, bold=True)


def turned_width(text: str, size_pt: float, measurer: TextMeasurer, style: Style) -> float:
    """Least width in mm of a column over which a heading stands turned with its words whole; inf when none is."""
    beside = 2 * style.header_cell_x + rule_mm(style)
    room = style.rotated_max - beside - SLACK_MM
    if measurer.longest_word(text, size_pt, bold=True, shared=True) > room:
        return inf
    lines = len(heading_spans(text, room, size_pt, measurer))
    return round_up(lines * line_height_mm(size_pt, style.line_height) + SLACK_MM + beside)
