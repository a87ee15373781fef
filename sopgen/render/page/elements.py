"""Elements of an SVG: lengths as they are written, places in the source as attributes, shapes.

Who calls gives millimetres of the page; the SVG counts in hundredths of them, as the scene does: its numbers are short,
and browsers, which round the size of letters to hundredths of a unit, write them as large as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from lxml import etree

from sopgen.layout.scene import Point

NAMESPACE = "http://www.w3.org/2000/svg"
_OPEN = f"{{{NAMESPACE}}}"
SourcePath = Sequence[str | int]
Value = str | float | None


_UNITS_PER_MM = 100


@lru_cache(maxsize=4096)  # the edges of columns and rows stand in many cells
def number(value: float) -> str:
    """A length in mm as the SVG counts it: one decimal at most, no minus zero."""
    text = f"{value * _UNITS_PER_MM:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def add(parent: etree._Element, tag: str, text: str = "", /, **attributes: Value) -> etree._Element:
    """A new last child of ``parent``.

    Attributes that are None are left out; ``_`` in their names is ``-`` in the SVG, ``class_`` is ``class``.
    """
    written = {
        _attribute(name): value if isinstance(value, str) else number(value)
        for name, value in attributes.items()
        if value is not None
    }
    element = etree.SubElement(parent, _OPEN + tag, written)
    if text:
        element.text = text
    return element


@cache
def _attribute(name: str) -> str:
    """What an argument's name is in the SVG."""
    return name.rstrip("_").replace("_", "-")


def group(parent: etree._Element, path: SourcePath = (), /, **attributes: Value) -> etree._Element:
    """A group that says which place of the source it shows: ``data-path``, with ``/`` between the parts."""
    return add(parent, "g", data_path=_told(path), **attributes)


def _told(path: SourcePath) -> str | None:
    return "/".join(map(str, path)) or None


def area(
    parent: etree._Element, left: float, top: float, right: float, bottom: float, **attributes: Value
) -> etree._Element:
    """A rectangle that shows nothing, so that a cell can be clicked also where it is empty."""
    place: dict[str, Value] = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return add(parent, "rect", **place, fill="none", pointer_events="all", **attributes)


def polyline(points: Sequence[Point], closed: bool = False) -> str:
    """Straight lines from point to point, as the data of a path."""
    return "M" + "L".join(map(_pair, points)) + ("Z" if closed else "")


def curves(points: Sequence[Point], closed: bool = False) -> str:
    """Cubic Bézier curves (a start, then groups of two control points and an end), as the data of a path."""
    parts = (" ".join(map(_pair, points[at : at + 3])) for at in range(1, len(points), 3))
    return "M" + _pair(points[0]) + "".join(f"C{part}" for part in parts) + ("Z" if closed else "")


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
