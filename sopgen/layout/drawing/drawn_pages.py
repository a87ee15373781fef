"""Pages drawn before: whoever lays an SOP out again and again has only those pages routed anew that have changed.

A page's drawing depends on its frame, its symbols and flows with their texts, the measures and the font family, and on
nothing else: not on the texts of the table beside it. All of these are frozen values, so a page that is equal to one
drawn before has its very drawing. Whoever has none of these objects gets the same drawings, later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from sopgen.layout.drawing.draw_page import Failure
from sopgen.layout.routing.connectors import PageFlow
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.style import Style
from sopgen.layout.style.tries import DRAWN_PAGES
from sopgen.layout.text.protocol import Measurer

Drawn: TypeAlias = Drawing | Failure
_Draw: TypeAlias = Callable[[PageFlow, Measurer, Style], Drawn]


class DrawnPages:
    """The drawings of the pages drawn last, at most ``most`` of them, and why others could not be drawn."""

    def __init__(self, most: int = DRAWN_PAGES) -> None:
        self._drawn = lru_cache(most)(_drawn)

    def __len__(self) -> int:
        return self._drawn.cache_info().currsize

    def drawn(self, plan: PageFlow, measurer: Measurer, style: Style, draw: _Draw) -> Drawn:
        """What ``draw`` makes of a page, or made of it before."""
        return self._drawn(draw, _without_texts(plan), measurer, style)


def _drawn(draw: _Draw, plan: PageFlow, measurer: Measurer, style: Style) -> Drawn:
    return draw(plan, measurer, style)


def _without_texts(plan: PageFlow) -> PageFlow:
    """The page without its table's texts, which no drawing knows."""
    rows = tuple(replace(row, cells=()) for row in plan.frame.rows)
    return replace(plan, frame=replace(plan.frame, rows=rows))
