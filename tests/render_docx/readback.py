"""What LibreOffice drew on a page, against what the scene planned: row tops, symbols, lines with their tips, texts.

LibreOffice moves everything that is anchored in a cell by half a rule, so places are compared with a tolerance.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from sopgen.layout.scene import Edge, FlowPage, FormPage
from tests.readback import texts
from tests.readback.paths import Path, Point, paths_of

ROW_TOLERANCE = 1.0  # mm
DRAWING_TOLERANCE = 0.4
_FLOW_PT = 0.75
_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The strokes of a page: horizontal rules (their heights), outlines, open lines, filled triangles."""

    rules: tuple[float, ...]
    outlines: tuple[Path, ...]
    lines: tuple[Path, ...]
    heads: tuple[Path, ...]


def read_page(page: Any) -> DrawnPage:
    """Read a pymupdf page that LibreOffice printed."""
    paths = [path for drawing in page.get_drawings() for path in paths_of(drawing)]
    flow = [path for path in paths if abs(path.stroke_pt - _FLOW_PT) < _WEIGHT]
    rules = [path for path in paths if 0 < path.stroke_pt < _FLOW_PT - _WEIGHT and _level(path)]
    return DrawnPage(
        rules=tuple(sorted(path.points[0][1] for path in rules)),
        outlines=tuple(path for path in flow if path.closed),
        lines=tuple(path for path in flow if not path.closed),
        heads=tuple(path for path in paths if path.filled and path.closed and len(path.points) == 3),
    )


def _level(path: Path) -> bool:
    return len(path.points) == 2 and abs(path.points[0][1] - path.points[1][1]) < 0.01


def row_differences(drawn: DrawnPage, planned: FlowPage | FormPage) -> Iterator[str]:
    """Rows whose top or bottom no rule marks."""
    for height in sorted(set(planned_heights(planned))):
        if not any(abs(rule - height) <= ROW_TOLERANCE for rule in drawn.rules):
            yield f"page {planned.number}: no rule at {height:.2f} mm"


def planned_heights(planned: FlowPage | FormPage) -> Iterator[float]:
    """The heights in mm at which a page has rules: tops and bottoms of its rows."""
    if isinstance(planned, FormPage):
        for box in planned.boxes:
            yield from (box.top, box.bottom)
        for field in planned.identity.fields if planned.identity else ():
            yield from (field.top, field.bottom)
        return
    if planned.rows:
        yield from (planned.header.top, planned.header.bottom)
    for row in planned.rows:
        yield from (row.top, row.bottom)


def drawing_differences(drawn: DrawnPage, planned: FlowPage) -> Iterator[str]:
    """Symbols and edges that are not drawn where they were planned, and those that were not planned."""
    outlines = list(drawn.outlines)
    for symbol in planned.symbols:
        wanted = (symbol.x, symbol.y, symbol.width, symbol.height)
        match = next((path for path in outlines if _near(_box(path), wanted)), None)
        if match is None:
            yield f"page {planned.number}: symbol {symbol.id} is not at {symbol.x}, {symbol.y}"
        else:
            outlines.remove(match)
    lines = [(path.points, None) for path in drawn.lines]
    lines = [_led_on(points, drawn.heads) for points, _ in lines]
    for edge in planned.edges:
        found = next((line for line in lines if _same_line(line, edge)), None)
        if found is None:
            yield f"page {planned.number}: edge {edge.source} -> {edge.target} is not drawn as {edge.points}"
        else:
            lines.remove(found)
    yield from (f"page {planned.number}: an unplanned symbol at {_box(path)}" for path in outlines)
    yield from (f"page {planned.number}: an unplanned line {points}" for points, _ in lines)


def _box(path: Path) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in path.points], [y for _, y in path.points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return (left + right) / 2, (top + bottom) / 2, right - left, bottom - top


def _near(found: Sequence[float], wanted: Sequence[float]) -> bool:
    return all(abs(a - b) <= DRAWING_TOLERANCE for a, b in zip(found, wanted, strict=True))


Line = tuple[tuple[Point, ...], Path | None]


def _led_on(points: tuple[Point, ...], heads: Sequence[Path]) -> Line:
    """A line led on to the tip of the head at its end: the stroke stops short of it."""
    end = points[-1]
    for head in heads:
        for index, tip in enumerate(head.points):
            others = [point for at, point in enumerate(head.points) if at != index]
            base = ((others[0][0] + others[1][0]) / 2, (others[0][1] + others[1][1]) / 2)
            length = hypot(tip[0] - base[0], tip[1] - base[1])
            along = ((tip[0] - base[0]) / length, (tip[1] - base[1]) / length)
            behind = (tip[0] - end[0]) * along[0] + (tip[1] - end[1]) * along[1]
            aside = abs((tip[0] - end[0]) * along[1] - (tip[1] - end[1]) * along[0])
            square = max(abs(along[0]), abs(along[1])) > 0.999
            if square and aside < 0.05 and -0.05 <= behind <= length + 0.05:
                return (*points[:-1], tip), head
    return points, None


def _same_line(line: Line, edge: Edge) -> bool:
    points, head = line
    wanted = _corners(edge.points)
    if (head is None) is not edge.join or len(points) != len(wanted):
        return False
    return all(_near(a, b) for a, b in zip(points, wanted, strict=True))


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points at which a polyline turns, and its ends."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept


def packed(text: str) -> str:
    """A text without white space and invisible characters, ligatures taken apart: what breaks and fonts keep."""
    return texts.packed(unicodedata.normalize("NFKC", text))
