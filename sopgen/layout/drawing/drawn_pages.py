"""Pages drawn before: whoever lays an SOP out again and again has only those pages routed anew that have changed.

A page's drawing depends on its frame, its symbols and flows with their texts, the measures and the font family, and on
nothing else: not on the texts of the table beside it. All of these are frozen values, so a page that is equal to one
drawn before has its very drawing. Whoever has none of these objects gets the same drawings, later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from sopgen.layout.drawing.draw_page import Failure
from sopgen.layout.routing.connectors import PageFlow
from sopgen.layout.routing.frame import Drawing
from sopgen.layout.style import Style
from sopgen.layout.style.tries import DRAWN_PAGES
from sopgen.layout.text.protocol import Measurer

Drawn: TypeAlias = Drawing | Failure
_Key: TypeAlias = tuple[PageFlow, Measurer, Style]


class DrawnPages:
    """The drawings of the pages drawn last, at most ``most`` of them, and why others could not be drawn."""

    def __init__(self, most: int = DRAWN_PAGES) -> None:
        self.most = most
        self._drawn: dict[_Key, Drawn] = {}  # the page used last stands last

    def __len__(self) -> int:
        return len(self._drawn)

    def drawn(
        self, plan: PageFlow, measurer: Measurer, style: Style, draw: Callable[[PageFlow, Measurer, Style], Drawn]
    ) -> Drawn:
        """What ``draw`` makes of a page, or made of it before."""
        plan = _without_texts(plan)
        key = (plan, measurer, style)
        result = self._drawn.pop(key, None)
        if result is None:
            result = draw(plan, measurer, style)
        self._drawn[key] = result
        if len(self._drawn) > self.most:
            del self._drawn[next(iter(self._drawn))]
        return result


def _without_texts(plan: PageFlow) -> PageFlow:
    """The page without its table's texts, which no drawing knows."""
    rows = tuple(replace(row, cells=()) for row in plan.frame.rows)
    return replace(plan, frame=replace(plan.frame, rows=rows))
