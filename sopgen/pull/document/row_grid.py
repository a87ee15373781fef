"""Which columns the cells of a row stand in, seen from a row that was printed, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from lxml import etree

from sopgen.flow.graph import SymbolKind
from sopgen.layout.text.measurer import printable
from sopgen.pull.changes import NO_TEXT
from sopgen.pull.document.row_tags import is_choice
from sopgen.pull.document.wordml import DRAWN, SDT, TBL, TC, VAL, P, W, anchors, is_numbered, nearest, own_text

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_EMU_PER_TWIP = 635
#: What stands for a sign of a typeface that nobody knows, or a picture.
_SIGN = "✓"
#: The preset shapes that somebody may take for an activity, and for a decision; others are arrows and the like.
_ACTIVITIES = frozenset(
    {"rect", "roundRect", "ellipse", "flowChartProcess", "flowChartAlternateProcess", "flowChartTerminator"}
)
_DECISIONS = frozenset({"diamond", "flowChartDecision"})

Range = tuple[int, int]


def columns_of(row: etree._Element, printed: etree._Element) -> tuple[Range, ...] | None:
    """The first and the last cell of ``printed`` that each cell of ``row`` stands below, both from 0.

    None where a border stands where ``printed`` has none.
    """
    own, edges = _edges(row), _edges(printed)
    if len(own) == len(edges):
        return tuple((index, index) for index in range(len(own) - 1))
    at = {edge: index for index, edge in enumerate(edges)}
    if not set(own) <= at.keys():
        return None
    return tuple((at[start], at[end] - 1) for start, end in pairwise(own))


def cells_of(row: etree._Element) -> tuple[etree._Element, ...]:
    """The cells of a row, those within content controls too."""
    return tuple(nearest(row, TC))


def text_of(cell: etree._Element) -> str:
    """What is written in a cell, without what its shapes say, behind what stands for numbers that Word writes."""
    lines = []
    for paragraph in nearest(cell, P, closed={*DRAWN, TBL}):
        text = own_text(paragraph)
        lines.append(NO_TEXT + text if text.strip() and is_numbered(paragraph) else text)
    return printable("\n".join(lines).strip())


def mark_in(cell: etree._Element) -> str:
    """What is written in a cell of a pelaksana; what is no text is a sign as a tick is."""
    lines = map(own_text, nearest(cell, P, closed={*DRAWN, TBL}))
    return printable("\n".join(lines).strip()).replace(NO_TEXT, _SIGN)


def symbols_in(cells: Sequence[etree._Element]) -> Iterator[tuple[int, SymbolKind, str]]:
    """The symbols anchored in a row, each with the cell that it is seen in and who was picked in it."""
    lefts = tuple(accumulate((_width(cell) for cell in cells), initial=0))
    for index, cell in enumerate(cells):
        for anchor in anchors(cell):
            kind = _kind(anchor)
            if kind is not None:
                yield _seen_in(anchor, index, lefts), kind, _picked(anchor)


def _edges(row: etree._Element) -> list[int]:
    """Where the cells of a row begin and end, in columns of its table's grid."""
    spans = [max(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1) for cell in cells_of(row)]
    return list(accumulate(spans, initial=_number(row.find(f"{W}trPr/{W}gridBefore"), 0)))


def _width(cell: etree._Element) -> int:
    """A cell's width in EMU; 0 when it does not say, or only its share of the table."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type", "dxa") != "dxa":
        return 0
    return _whole(width.get(f"{W}w", "")) * _EMU_PER_TWIP


def _number(element: etree._Element | None, otherwise: int) -> int:
    return (_whole(element.get(VAL, "")) or otherwise) if element is not None else otherwise


def _whole(text: str) -> int:
    """A whole number of a document, 0 for what is none."""
    digits = text.removeprefix("-")
    number = int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else 0
    return -number if text.startswith("-") else number


def _seen_in(anchor: etree._Element, index: int, lefts: Sequence[int]) -> int:
    """The cell in which the middle of a shape lies that is anchored in cell ``index``."""
    place = anchor.find(f"{_WP}positionH")
    size = anchor.find(f"{_WP}extent")
    offset = place.find(f"{_WP}posOffset") if place is not None else None
    if place is None or place.get("relativeFrom") != "column" or offset is None or size is None:
        return index
    middle = lefts[index] + _whole((offset.text or "").strip()) + _whole(size.get("cx", "")) // 2
    return next((at for at in range(len(lefts) - 1) if lefts[at] <= middle < lefts[at + 1]), index)


def _picked(anchor: etree._Element) -> str:
    """The pelaksana that was picked from the list in a symbol; empty for none."""
    for control in anchor.iter(SDT):
        names = (control.find(f"{W}sdtPr/{W}{kind}") for kind in ("tag", "alias"))
        if any(name is not None and is_choice(name.get(VAL, "")) for name in names):
            return printable(own_text(control).strip())
    return ""


def _kind(anchor: etree._Element) -> SymbolKind | None:
    """What a floating shape stands for in the flow; None for lines, labels, connectors and what is unknown."""
    shape = next(anchor.iter(f"{_WPS}spPr"), None)
    if shape is None or shape.find(f"{_A}noFill") is not None:
        return None
    preset = shape.find(f"{_A}prstGeom")
    name = preset.get("prst", "") if preset is not None else ""
    if name in _ACTIVITIES:
        return SymbolKind.PROCESS
    drawn = shape.find(f"{_A}custGeom") is not None and not _is_pentagon(shape)
    return SymbolKind.DECISION if name in _DECISIONS or drawn else None


def _is_pentagon(shape: etree._Element) -> bool:
    """Whether a path has the five corners of a connector."""
    return sum(1 for _ in shape.iter(f"{_A}pt")) > 4
