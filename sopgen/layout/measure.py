"""How wide and how many lines a text is: the interface that table, form and symbols measure with."""

from __future__ import annotations

from typing import Protocol


class Measurer(Protocol):
    """Measures texts in one font family; sizes in points, lengths in mm."""

    def width(self, text: str, size_pt: float, bold: bool = False) -> float:
        """Width in mm of one line of text."""
        ...

    def lines(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> tuple[str, ...]:
        """The lines into which the renderers break ``text`` at this width; hard breaks kept, empty text is no line."""
        ...
