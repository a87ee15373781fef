"""The flow table's cells: what room a text has in a cell and how high a row must be.

Geometry of rules, the same for every writer: **a column's ``left`` and ``right`` and a row's ``top`` and ``bottom``
are the centre lines of the rules** around it; a rule of ``Style.rule_pt`` reaches half its width to either side, so
the table's ink is one rule width wider and higher than the sum of its columns and rows. A text cell's clear width is
the column's width less one rule and ``cell_x`` on either side; its height is lines, ``cell_y`` above and below, and
one rule.

For the PDF (``border-collapse: separate``, top and left borders on cells, right and bottom border on the table)
this means: place the table half a rule above and left of the header's ``top`` and the first column's ``left``, give
``<col>`` and ``<tr>`` the widths and heights as they are (``box-sizing: border-box``); a row's anchor then stands
half a rule above its ``top``. Word centres cell rules on the grid, so widths and heights go into the DOCX as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sopgen.layout.scene import CellText
from sopgen.layout.style import MM_PER_POINT, SLACK_MM, Style
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from sopgen.model.form.columns import TableColumn
from sopgen.model.sop import Step

#: Columns that print texts, each with its width in mm, left to right.
Widths = Sequence[tuple[TableColumn, float]]
#: What each column says, row by row, by the column's key.
Texts = Mapping[str, Sequence[str]]


def texts_of(columns: Sequence[TableColumn], steps: Sequence[Step]) -> Texts:
    """What these columns say about the steps."""
    return {column.key: [step.cell(column) for step in steps] for column in columns}


def rule_mm(style: Style) -> float:
    """Width in mm of the table's rules."""
    return style.rule_pt * MM_PER_POINT


def round_up(length: float) -> float:
    """``length`` in mm rounded up to 0.01, as all lengths of a scene are."""
    return math.ceil(length * 100 - 1e-6) / 100


@dataclass(frozen=True, slots=True)
class CellMetrics:
    """How texts of one size sit in the cells of the table's body."""

    measurer: TextMeasurer
    style: Style
    size_pt: float

    def clear_width(self, column_width: float) -> float:
        """Room in mm for the text of a cell in a column of this width."""
        return column_width - rule_mm(self.style) - 2 * self.style.cell_x

    def column_width(self, clear_width: float) -> float:
        """The width in mm of a column whose texts need ``clear_width``."""
        return round_up(clear_width + SLACK_MM + rule_mm(self.style) + 2 * self.style.cell_x)

    def height(self, line_count: int) -> float:
        """Height in mm of a row whose highest cell has so many lines."""
        lines = line_count * line_height_mm(self.size_pt, self.style.line_height)
        return round_up(lines + 2 * self.style.cell_y + rule_mm(self.style))

    def line_count(self, text: str, column_width: float, bold: bool = False) -> int:
        """Lines that ``text`` may take in a column of this width in mm, in any of the documents."""
        return self.measurer.line_count(text, self.clear_width(column_width), self.size_pt, bold)

    def line_counts(self, texts: Iterable[str], column_width: float) -> list[int]:
        """The same of each of several texts."""
        return self.measurer.line_counts(texts, self.clear_width(column_width), self.size_pt)

    def effort(self, text: str) -> int:
        """What it takes to find the lines of a text once, in characters (see ``TextMeasurer.effort``)."""
        return self.measurer.effort(printable(text), self.size_pt)

    def least_height(self, text: str, column_width: float) -> float:
        """Height in mm that a row with this text has at least in a column of this width; takes one look at it."""
        return self.height(self.measurer.least_lines(text, self.clear_width(column_width), self.size_pt))

    def cell(self, key: str, text: str, column_width: float, bold: bool = False) -> CellText:
        """A printable text as it stands in a column of this width in mm."""
        return CellText(key, text, self.measurer.spans(text, self.clear_width(column_width), self.size_pt, bold))

    def spanning(self, key: str, text: str, columns: Sequence[float], label: bool = False) -> CellText:
        """A printable text as it stands in a cell that spans columns of these widths in mm; a ``label`` is bold."""
        return replace(self.cell(key, text, sum(columns), bold=label), columns=len(columns), label=label)

    def cells(self, texts: Texts, row: int, widths: Widths) -> tuple[CellText, ...]:
        """The printed texts of a row (counted from 0), empty ones left out."""
        printed = ((column.key, printable(texts[column.key][row]), width) for column, width in widths)
        return tuple(self.cell(key, text, width) for key, text, width in printed if text)

    def row_heights(self, texts: Texts, widths: Widths, least: Sequence[float]) -> list[float]:
        """Heights in mm of all rows: their texts, at least ``Style.row_min`` and what each asks for."""
        counts = zip(*(self.line_counts(texts[column.key], width) for column, width in widths), strict=True)
        lowest = self.style.row_min
        return [max(self.height(max(lines)), lowest, round_up(low)) for lines, low in zip(counts, least, strict=True)]
