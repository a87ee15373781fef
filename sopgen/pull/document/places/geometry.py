"""A Word shape's geometry: what it looks like, and where a line begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sopgen.render.docx.drawn import LINES, Box, DrawnKind, Place

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_KINDS = {
    "flowChartTerminator": DrawnKind.TERMINATOR,
    "roundRect": DrawnKind.TERMINATOR,
    "flowChartAlternateProcess": DrawnKind.TERMINATOR,
    "flowChartProcess": DrawnKind.PROCESS,
    "rect": DrawnKind.PROCESS,
    "flowChartDecision": DrawnKind.DECISION,
    "diamond": DrawnKind.DECISION,
    "flowChartOffpageConnector": DrawnKind.CONNECTOR,
}
_LINES = ("line", "straightConnector", "bentConnector", "curvedConnector")
#: The corners of the outlines that are drawn point by point, in parts of width and height.
_DIAMOND = {(0, 2), (2, 0), (4, 2), (2, 4)}
_PENTAGON_CORNERS = 5
#: EMU: LibreOffice rounds to hundredths of a millimetre, also the width of a line straight down.
_ROUNDED = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """A shape of an anchor, alone or in a group: its name, its XML, and its box from the anchor's corner.

    ``swung``: a group that it is in was rotated or mirrored.
    """

    name: str
    shape: etree._Element | None
    box: Box
    swung: bool = False

    @property
    def kind(self) -> DrawnKind:
        """What it looks like."""
        if self.shape is None:
            return DrawnKind.OTHER
        preset = self.shape.find(f"{_WPS}spPr/{_A}prstGeom")
        if preset is not None:
            name = preset.get("prst", "")
            if name.startswith(_LINES):
                return DrawnKind.ARROW if self.heads else DrawnKind.JOIN
            bare = self.shape.find(f"{_WPS}spPr/{_A}ln/{_A}noFill") is not None
            return DrawnKind.LABEL if bare else _KINDS.get(name, DrawnKind.OTHER)
        return self._outline()

    def _outline(self) -> DrawnKind:
        assert self.shape is not None
        paths = self.shape.findall(f"{_WPS}spPr/{_A}custGeom/{_A}pathLst/{_A}path")
        if not paths:
            return DrawnKind.OTHER
        if paths[-1].find(f"{_A}close") is None:
            return DrawnKind.ARROW if self.heads else DrawnKind.JOIN
        corners = list(self.corners((0, 0, 4, 4)))
        if set(corners) == _DIAMOND:
            return DrawnKind.DECISION
        return DrawnKind.CONNECTOR if len(set(corners)) == _PENTAGON_CORNERS else DrawnKind.OTHER

    @property
    def heads(self) -> int:
        """At how many ends it has an arrow's head."""
        return len(self._heads())

    def _heads(self) -> list[str]:
        """The names of the ends that have one."""
        line = self.shape.find(f"{_WPS}spPr/{_A}ln") if self.shape is not None else None
        ends = [line.find(f"{_A}{name}") for name in ("headEnd", "tailEnd")] if line is not None else []
        return [str(end.tag) for end in ends if end is not None and end.get("type", "none") != "none"]

    def corners(self, box: Box) -> Iterator[Place]:
        """The points of an outline or line that was drawn point by point, in ``box``; those unreadable are left out."""
        paths = self.shape.iterfind(f"{_WPS}spPr/{_A}custGeom/{_A}pathLst/{_A}path") if self.shape is not None else ()
        for path in paths:
            across, down = (_length(path.get(name)) or 0 for name in ("w", "h"))
            for point in path.iter(f"{_A}pt"):
                x, y = _length(point.get("x")), _length(point.get("y"))
                if x is not None and y is not None:
                    yield box[0] + _scaled(x, box[2], across), box[1] + _scaled(y, box[3], down)

    def ends(self, box: Box) -> tuple[Place, ...]:
        """Where a line begins and ends that stands in ``box``, its head last; none of a line that was rotated."""
        if self.shape is None or self.kind not in LINES:
            return ()
        points = list(self.corners(box)) or [(box[0], box[1]), (box[0] + box[2], box[1] + box[3])]
        if self.swung or _is_rotated(self._frame) or len(points) < 2:
            return ()
        start, end = (_flipped(point, box, self._frame) for point in (points[0], points[-1]))
        return (end, start) if self._heads() == [f"{_A}headEnd"] else (start, end)

    @property
    def turned(self) -> bool:
        """Whether it was rotated, or mirrored so that it shows: a symbol's text stands on its head then."""
        if self.swung or _is_rotated(self._frame):
            return True
        if self.kind in LINES:
            return any(_apart(point, _flipped(point, self.box, self._frame)) for point in self.corners(self.box))
        return _is_set(self._frame, "flipV")

    @property
    def _frame(self) -> etree._Element | None:
        return self.shape.find(f"{_WPS}spPr/{_A}xfrm") if self.shape is not None else None


def parts_of(anchor: etree._Element) -> Iterator[Part]:
    """Every shape that hangs at an anchor: one, or those of a group."""
    named, extent = anchor.find(f"{_WP}docPr"), anchor.find(f"{_WP}extent")
    name = named.get("name", "") if named is not None else ""
    width, height = (_length(extent.get(key)) or 0 for key in ("cx", "cy")) if extent is not None else (0, 0)
    group = next(anchor.iter(f"{_WPG}wgp"), None)
    if group is not None:
        yield from _grouped(group, (0, 0, width, height))
    else:
        yield Part(name, next(anchor.iter(f"{_WPS}wsp"), None), (0, 0, width, height))


def _grouped(group: etree._Element, box: Box, swung: bool = False) -> Iterator[Part]:
    """The shapes of a group that fills ``box``; ``swung``: one that it is in was rotated or mirrored."""
    frame = group.find(f"{_WPG}grpSpPr/{_A}xfrm")
    swung = swung or _is_rotated(frame) or _is_set(frame, "flipH") or _is_set(frame, "flipV")
    left, top, across, down = _frame(frame, "chOff", "chExt")
    for child in group:
        inner = child.find(f"{_WPG}grpSpPr/{_A}xfrm" if child.tag == f"{_WPG}grpSp" else f"{_WPS}spPr/{_A}xfrm")
        x, y, width, height = _frame(inner, "off", "ext")
        placed = (
            box[0] + _scaled(x - left, box[2], across),
            box[1] + _scaled(y - top, box[3], down),
            _scaled(width, box[2], across),
            _scaled(height, box[3], down),
        )
        if child.tag == f"{_WPG}grpSp":
            yield from _grouped(child, placed, swung)
        elif child.tag == f"{_WPS}wsp":
            named = child.find(f"{_WPS}cNvPr")
            yield Part(named.get("name", "") if named is not None else "", child, placed, swung)


def _frame(frame: etree._Element | None, corner: str, size: str) -> Box:
    at, extent = (frame.find(f"{_A}{name}") if frame is not None else None for name in (corner, size))
    x, y = (_length(at.get(key)) or 0 for key in ("x", "y")) if at is not None else (0, 0)
    width, height = (_length(extent.get(key)) or 0 for key in ("cx", "cy")) if extent is not None else (0, 0)
    return x, y, width, height


def _flipped(point: Place, box: Box, frame: etree._Element | None) -> Place:
    x, y = point
    if _is_set(frame, "flipH"):
        x = 2 * box[0] + box[2] - x
    if _is_set(frame, "flipV"):
        y = 2 * box[1] + box[3] - y
    return x, y


def _apart(one: Place, other: Place) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) > _ROUNDED


def _is_set(frame: etree._Element | None, name: str) -> bool:
    return frame is not None and frame.get(name) in ("1", "true")


def _is_rotated(frame: etree._Element | None) -> bool:
    return frame is not None and frame.get("rot", "0") != "0"


def _scaled(length: int, size: int, whole: int) -> int:
    """A length in ``whole`` as one in ``size``; the same when there is nothing to be scaled by."""
    return round(length * size / whole) if whole > 0 else length


def _length(text: str | None) -> int | None:
    """A whole number of EMU; None when it is none that a page has room for."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isdecimal() and digits.isascii() and len(digits) < 10 else None
