"""How wide and how many lines a text is: the interface that table, form and symbols measure with."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from sopgen.layout.text.lines import Span


class Measurer(Hashable, Protocol):
    """Measures texts in one font family; sizes in points, lengths in mm."""

    def width(self, text: str, size_pt: float, bold: bool = False) -> float:
        """Width in mm of one line of text."""
        ...

    def spans(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> tuple[Span, ...]:
        """Where the lines that the renderers make of ``text`` at this width stand in the printable text.

        Hard breaks are kept, an empty text is no line.
        """
        ...
