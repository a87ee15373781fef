"""Texts: each line where the layout has placed it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from sopgen.layout.placing.lines import Anchor, PlacedLine, PlacedText
from sopgen.layout.style import MM_PER_POINT
from sopgen.render.page.elements import SourcePath, add, group, number
from sopgen.render.svg.page_drawing import Line


def write(parent: etree._Element, text: PlacedText, path: SourcePath = ()) -> None:
    """A text as a group that says its place in the source: ``path``, where the text does not know it itself.

    A text without lines is a group all the same: somebody may want to fill it.
    """
    own = text.path or path
    if not own and not text.lines:
        return
    turn = None
    if text.turned_about is not None:
        x, y = text.turned_about
        turn = f"rotate(-90 {number(x)} {number(y)})"
    holder = group(parent, own, data_fixed=str(text.fixed) if text.fixed else None, transform=turn)
    for line in text.lines:
        _line(holder, line)


def write_drawn(parent: etree._Element, lines: Iterable[Line]) -> None:
    """Lines of a flow drawing, which stand around the middle of their baselines."""
    for line in lines:
        _line(parent, PlacedLine(line.text, line.x, line.baseline, line.size_pt, line.bold, Anchor.MIDDLE))


def _line(parent: etree._Element, line: PlacedLine) -> None:
    add(
        parent,
        "text",
        line.text,
        x=line.x,
        y=line.baseline,
        font_size=line.size_pt * MM_PER_POINT,
        font_weight="bold" if line.bold else None,
        text_anchor=None if line.anchor is Anchor.START else line.anchor.value,
    )
