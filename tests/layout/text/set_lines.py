"""What WeasyPrint makes of texts: the other side of what the measurer plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from sopgen.layout.text.lines import WIDE_BLANKS
from sopgen.layout.text.measurer import printable
from sopgen.render.pdf.weasyprint import CSS, HTML, boxes

LINE_HEIGHT = 1.2
_UNSEEN = " \u00a0" + WIDE_BLANKS


@dataclass(frozen=True, slots=True)
class SetText:
    """The lines of a text, without the blanks at their ends, and how many lines high it is."""

    lines: tuple[str, ...]
    height: float


def visible(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines without the blanks that hang over their ends."""
    return tuple([line.strip(_UNSEEN) for line in lines])


def set_lines(texts: Sequence[tuple[str, float]], size_pt: float, bold: bool) -> list[SetText]:
    """What WeasyPrint makes of each (text, width in mm) in Arial; none of the texts is empty."""
    weight = "bold " if bold else ""
    css = (
        f"@page {{size: 300mm 20000mm; margin: 0}} body {{margin: 0; font: {weight}{size_pt}pt/{LINE_HEIGHT} Arial}}"
        "div {font-kerning: none; font-variant-ligatures: none; overflow-wrap: anywhere; white-space: pre-line;"
        "margin-bottom: 1mm; break-inside: avoid}"
    )
    body = "".join(f'<div style="width: {width}mm">{escape(printable(text))}</div>' for text, width in texts)
    document = HTML(string=f'<html lang="id"><body>{body}</body></html>').render(stylesheets=[CSS(string=css)])
    line_height = size_pt * 96 / 72 * LINE_HEIGHT
    return [
        SetText(visible([_text(line) for line in _lines(block)]), block.height / line_height)
        for page in document.pages
        for block in page._page_box.descendants()
        if isinstance(block, boxes.BlockBox) and block.element_tag == "div"
    ]


def _lines(block: Any) -> Iterator[Any]:
    return (child for child in block.children if isinstance(child, boxes.LineBox))


def _text(line: Any) -> str:
    return "".join([box.text for box in line.descendants() if isinstance(box, boxes.TextBox)])
