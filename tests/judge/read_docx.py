"""Sheets from a DOCX: the native shapes where their anchors put them, in the rows and columns of the file's own tables.

The corner of a table is 0, 0: all gates compare places within one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from zipfile import ZipFile

from lxml import etree

from sopgen.layout.style import MM_PER_POINT
from tests.judge.read_pdf import shape_of
from tests.judge.sheet import Band, Beside, Outline, Point, Shape, Sheet, Stroke, Words
from tests.readback.numbering import numbers

_MM_PER_TWIP, _MM_PER_EMU = 25.4 / 1440, 1 / 36_000
_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_W = f"{{{_NAMES['w']}}}"
_PRESETS = {
    "roundRect": Shape.CAPSULE,
    "flowChartProcess": Shape.BOX,
    "flowChartDecision": Shape.DIAMOND,
    "flowChartOffpageConnector": Shape.PENTAGON_DOWN,
}
#: A text's frame is wider than the text: what the writer leaves so that LibreOffice cuts nothing.
_SPARE = 0.5
_CAPITAL = 0.72
_PITCH = 1.2  # of two lines, in sizes

Element = etree._Element


def read_sheets(docx: bytes, beside: Beside) -> tuple[Sheet, ...]:
    """The flow tables of a document, one to a page, numbered from 1; ``beside`` tells where the flow stands in them."""
    with ZipFile(BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
        counted = numbers(body, etree.fromstring(archive.read("word/numbering.xml")))
    tables = [table for table in body.iter(f"{_W}tbl") if _found(table, ".//wp:anchor")]
    return tuple(_sheet(table, number, beside, _rule(table, styles), counted) for number, table in enumerate(tables, 1))


def _rule(table: Element, styles: Element) -> float:
    """The width in mm of the rules between a table's rows, as its style says in eighths of a point."""
    name = _found(table, "w:tblPr/w:tblStyle")[0].get(f"{_W}val")
    (style,) = (style for style in _found(styles, "w:style") if style.get(f"{_W}styleId") == name)
    return _number(style, "w:tblPr/w:tblBorders/w:insideH", f"{_W}sz") / 8 * MM_PER_POINT


def _found(element: Element, path: str) -> list[Element]:
    return list(element.iterfind(path, _NAMES))


def _number(element: Element, path: str, name: str) -> int:
    """An attribute's whole number; ValueError when there is none."""
    found = element.find(path, _NAMES)
    if found is None:
        raise ValueError(f"no {path}")
    return int(found.get(name) or "")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A native shape with its frame's upper left corner and size in mm."""

    element: Element
    left: float
    top: float
    width: float
    height: float

    @property
    def text(self) -> str:
        """What stands in it, packed."""
        return "".join("".join(part.text or "" for part in _found(self.element, ".//w:t")).split())

    @property
    def is_drawn(self) -> bool:
        """Whether its outline is visible."""
        return bool(_found(self.element, ".//wps:spPr/a:ln/a:solidFill"))

    @property
    def is_filled(self) -> bool:
        """Whether it is an area, not a line."""
        return bool(_found(self.element, ".//wps:spPr/a:solidFill"))

    @property
    def corners(self) -> list[Point]:
        """The corners of its path, rounded ones restored."""
        (path,) = _found(self.element, ".//a:path")
        wide, high = int(path.get("w") or 0) * _MM_PER_EMU, int(path.get("h") or 0) * _MM_PER_EMU
        x_scale, y_scale = self.width / wide if wide else 1.0, self.height / high if high else 1.0
        found: list[Point] = []
        for part in path:
            points = [
                (
                    self.left + int(point.get("x") or 0) * _MM_PER_EMU * x_scale,
                    self.top + int(point.get("y") or 0) * _MM_PER_EMU * y_scale,
                )
                for point in _found(part, "a:pt")
            ]
            if len(points) == 3:
                start, (control, _, end) = found[-1], points
                level = abs(control[1] - start[1]) < abs(control[0] - start[0])
                found += [(end[0], start[1]) if level else (start[0], end[1]), end]
            else:
                found += points
        return _turns(found)


def _turns(points: list[Point]) -> list[Point]:
    """Without repeated points and points on the way."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) < 0.001:
            continue
        if len(kept) > 1 and any(abs(kept[-2][i] - kept[-1][i]) + abs(kept[-1][i] - point[i]) < 0.002 for i in (0, 1)):
            kept.pop()
        kept.append(point)
    return kept


def _sheet(table: Element, number: int, beside: Beside, rule: float, counted: Mapping[Element, str]) -> Sheet:
    grid = [int(column.get(f"{_W}w") or 0) * _MM_PER_TWIP for column in _found(table, "w:tblGrid/w:gridCol")]
    edges = list(accumulate(grid, initial=0.0))
    bands: list[Band] = []
    shapes: list[_Shape] = []
    top = 0.0
    for row in _found(table, "w:tr"):
        cells = _found(row, "w:tc")
        bottom = top + _number(row, "w:trPr/w:trHeight", f"{_W}val") * _MM_PER_TWIP
        if any(_found(cell, "w:p/w:pPr/w:spacing[@w:after]") for cell in cells):
            bottom += rule  # engines add it to what fills a cell
        is_body = row.find("w:trPr/w:tblHeader", _NAMES) is None and len(cells) == len(grid)
        if is_body:
            first = "".join(counted.get(part, "") for part in _found(cells[0], "w:p"))
            bands.append(Band(top, bottom, int(first) if first else None))
            for left, cell in zip(edges, cells, strict=False):
                shapes += _shapes(cell, left, top)
        elif _found(row, ".//wp:anchor"):
            raise ValueError("shapes outside the body's rows")
        top = bottom
    drawn = [shape for shape in shapes if shape.is_drawn]
    return Sheet(
        number,
        beside.within(edges),
        tuple(bands),
        tuple(_outline(shape) for shape in drawn if shape.is_filled),
        tuple(_stroke(shape) for shape in drawn if not shape.is_filled),
        tuple(_words(shape) for shape in shapes if not shape.is_drawn),
    )


def _shapes(cell: Element, left: float, top: float) -> Iterator[_Shape]:
    """The shapes anchored in a cell whose upper left corner is at ``left``, ``top``."""
    for anchor in _found(cell, ".//wp:anchor"):
        offsets = [int(offset.text or "") * _MM_PER_EMU for offset in _found(anchor, ".//wp:posOffset")]
        width = _number(anchor, "wp:extent", "cx") * _MM_PER_EMU
        height = _number(anchor, "wp:extent", "cy") * _MM_PER_EMU
        yield _Shape(anchor, left + offsets[0], top + offsets[1], width, height)


def _outline(shape: _Shape) -> Outline:
    preset = next((found.get("prst") or "" for found in _found(shape.element, ".//a:prstGeom")), "")
    kind = _PRESETS[preset] if preset else shape_of(shape.corners, curved=False)
    middle = (shape.left + shape.width / 2, shape.top + shape.height / 2)
    return Outline(kind, *middle, shape.width, shape.height, shape.text)


def _stroke(shape: _Shape) -> Stroke:
    return Stroke(tuple(shape.corners), bool(_found(shape.element, ".//a:tailEnd")))


def _words(shape: _Shape) -> Words:
    size = _number(shape.element, ".//w:sz", f"{_W}val") / 2 * MM_PER_POINT
    x, y = shape.left + shape.width / 2, shape.top + shape.height / 2
    breaks = len(_found(shape.element, ".//w:br"))
    half_width, half_height = (shape.width - _SPARE) / 2, (_CAPITAL + breaks * _PITCH) * size / 2
    return Words(shape.text, (x - half_width, y - half_height, x + half_width, y + half_height))
