"""Table rules as few long strokes, so that they come out even on every screen and printer.

Borders drawn cell by cell are short filled boxes whose edges each fall on their own pixel; one stroke along the
whole table does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from sopgen.layout.scene import FlowPage, FormPage, Identity
from sopgen.render.svg.page_drawing import plain


@dataclass(frozen=True, slots=True)
class Rect:
    """A cell's outline in page mm."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """A horizontal or vertical line in page mm."""

    x1: float
    y1: float
    x2: float
    y2: float


def outline_strokes(rects: Iterable[Rect]) -> tuple[Stroke, ...]:
    """The outlines of all ``rects``, edges shared by neighbours drawn once, collinear ones joined."""
    horizontal: dict[float, list[tuple[float, float]]] = defaultdict(list)
    vertical: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for rect in rects:
        left, right, top, bottom = round(rect.left, 2), round(rect.right, 2), round(rect.top, 2), round(rect.bottom, 2)
        for y in (top, bottom):
            horizontal[y].append((left, right))
        for x in (left, right):
            vertical[x].append((top, bottom))
    strokes = [Stroke(a, y, b, y) for y, spans in horizontal.items() for a, b in _joined(spans)]
    strokes += [Stroke(x, a, x, b) for x, spans in vertical.items() for a, b in _joined(spans)]
    return tuple(sorted(strokes, key=attrgetter("x1", "y1", "x2", "y2")))


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that touch or overlap, made one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def flow_cells(page: FlowPage) -> tuple[Rect, ...]:
    """The cells of a flow page's table, header and body; none on a page that holds notes only."""
    cells = [Rect(cell.left, cell.top, cell.right, cell.bottom) for cell in page.header.cells]
    cells += [Rect(cell.left, row.top, cell.right, row.bottom) for row in page.rows for cell in page.cells(row)]
    return tuple(cells)


def form_cells(page: FormPage) -> tuple[Rect, ...]:
    """The cells of a form page: the identity block's and the boxes."""
    cells = [] if page.identity is None else list(_identity_cells(page.identity))
    cells += [Rect(box.left, box.top, box.right, box.bottom) for box in page.boxes]
    return tuple(cells)


def _identity_cells(identity: Identity) -> Iterable[Rect]:
    yield Rect(identity.left, identity.top, identity.label_left, identity.bottom)
    for field in identity.fields:
        yield Rect(identity.label_left, field.top, identity.value_left, field.bottom)
        yield Rect(identity.value_left, field.top, identity.right, field.bottom)


def path_data(strokes: Iterable[Stroke]) -> str:
    """The strokes as the data of one SVG path, in mm."""
    return "".join(
        f"M{plain(stroke.x1)} {plain(stroke.y1)}"
        + (f"H{plain(stroke.x2)}" if stroke.y1 == stroke.y2 else f"V{plain(stroke.y2)}")
        for stroke in strokes
    )
