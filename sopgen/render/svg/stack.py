"""All flow drawings of one SOP in a single SVG, one below the other: for a flow that no single diagram can hold."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from sopgen.layout.scene import FlowPage
from sopgen.render.svg.page_drawing import area, parsed

_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
_GAP_MM = 10.0  # between two pages' drawings


def stack(pages: Sequence[FlowPage], drawings: Sequence[bytes]) -> bytes:
    """The drawings of ``pages`` from top to bottom, each in its own size, as one SVG document (sizes in mm).

    ``drawings`` are what ``svg.finished`` made of those pages that have rows.
    """
    shown = [page for page in pages if page.rows]
    areas = [area(page) for page in shown]
    width = max((place.width for place in areas), default=0.0)
    height = sum(place.height for place in areas) + _GAP_MM * max(len(areas) - 1, 0)
    root = etree.fromstring(_EMPTY)
    size = (("width", f"{width:.2f}mm"), ("height", f"{height:.2f}mm"), ("viewBox", f"0 0 {width:.2f} {height:.2f}"))
    for name, value in size:
        root.set(name, value)
    top = 0.0
    for page, place, drawing in zip(shown, areas, drawings, strict=True):
        root.append(_nested(drawing, page.number, top, place.width, place.height))
        top += place.height + _GAP_MM
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _nested(drawing: bytes, number: int, top: float, width: float, height: float) -> etree._Element:
    """One page's drawing as an element of the whole; ids stay unique by the page's number."""
    element = parsed(drawing)
    for part in element.iter():
        if "id" in part.attrib:
            part.set("id", f"hal-{number}-{part.get('id')}")
    for name, value in (("x", 0.0), ("y", top), ("width", width), ("height", height)):
        element.set(name, f"{value:.2f}")
    element.set("id", f"hal-{number}")
    return element
