"""Texts: each line where the layout has placed it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from sopgen.layout.placing.lines import Anchor, PlacedLine, PlacedText
from sopgen.layout.style import MM_PER_POINT
from sopgen.render.page.elements import add, group, number
from sopgen.render.svg.page_drawing import Line


def write(parent: etree._Element, text: PlacedText) -> None:
    """A text as a group that says its place in the source; without lines too: somebody may want to fill it."""
    if not text.path and not text.lines:
        return
    turn = None
    if text.turned_about is not None:
        x, y = text.turned_about
        turn = f"rotate(-90 {number(x)} {number(y)})"
    holder = group(parent, text.path, data_fixed=str(text.fixed) if text.fixed else None, transform=turn)
    write_lines(holder, text)


def write_lines(parent: etree._Element, text: PlacedText) -> None:
    """A text straight into the element that already says where it stands in the source."""
    for line in text.lines:
        _line(parent, line)


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
