"""An SVG in a frame of its own: whoever prints it shows the same part of it, in the same proportions."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import resvg_py
from PIL import Image

from sopgen.render.svg_size import NoDrawingError, size_of, with_size

_SVG = "{http://www.w3.org/2000/svg}svg"
_OVERFLOW = re.compile(r"(?:^|(?<=;))\s*overflow\s*:[^;]*;?", re.IGNORECASE)
#: px of a drawing's longer side when it is looked at for what stands outside it, and of what is no more than its edge.
_LOOKED_AT, _EDGE = 100, 1


def needs_frame(svg: bytes) -> bool:
    """Whether readers show it differently: browsers stretch it, or what stands outside its page is printed by some."""
    root = _parsed(svg)
    if "viewBox" not in root.attrib:
        return True
    fitted = root.get("preserveAspectRatio", "").split()
    return "none" in fitted or "slice" in fitted or _draws_outside(root)


def framed(svg: bytes) -> bytes:
    """The drawing inside another as large, which shows nothing outside it; NoDrawingError when it is broken."""
    size = size_of(_parsed(svg).attrib)
    if size is None:
        raise NoDrawingError("no size")
    inner = ElementTree.fromstring(with_size(svg, *size))
    inner.attrib.pop("overflow", None)
    inner.set("style", _OVERFLOW.sub("", inner.get("style", "")))
    inner.set("x", "0")
    inner.set("y", "0")
    width, height = inner.attrib["width"], inner.attrib["height"]
    outer = ElementTree.Element(_SVG, {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"})
    outer.append(inner)
    return ElementTree.tostring(outer)


def _parsed(svg: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NoDrawingError(str(error)) from error


def _draws_outside(root: ElementTree.Element) -> bool:
    """Whether anything is seen on a page three times as wide and high that is not seen on the drawing's own.

    ``root`` has a sound viewBox, and is changed.
    """
    left, top, width, height = (float(part) for part in re.split(r"[\s,]+", root.attrib["viewBox"].strip()))
    across, down = (max(1, round(_LOOKED_AT * side / max(width, height))) for side in (width, height))
    root.set("viewBox", f"{left - width} {top - height} {3 * width} {3 * height}")
    root.set("width", str(3 * across))
    root.set("height", str(3 * down))
    root.set("preserveAspectRatio", "none")
    try:
        picture = resvg_py.svg_to_bytes(svg_string=ElementTree.tostring(root, "unicode"), skip_system_fonts=True)
    except ValueError:
        return False
    with Image.open(io.BytesIO(picture)) as image:
        seen = image.convert("RGBA").getchannel("A").getbbox()
    if seen is None:
        return False
    return min(seen[0] - across, seen[1] - down) < -_EDGE or max(seen[2] - 2 * across, seen[3] - 2 * down) > _EDGE
