"""How large an SVG says it is. Readers differ over everything but plain numbers and units, so it is read here, once."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from xml.etree import ElementTree

#: Units of length in px (1/96 inch); text is 16 px high where an SVG stands alone, its small letters half of that.
_PX = {"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72, "pc": 16.0}
_PX |= {"em": 16.0, "rem": 16.0, "ex": 8.0}
_NUMBER = r"\+?(?:\d++(?:\.\d*+)?|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*([a-z]*)\s*", re.IGNORECASE)
_PLAIN_LENGTH = re.compile(rf"{_NUMBER}(?:px|in|cm|mm|pt|pc|em)?")


class NoDrawingError(ValueError):
    """What is no XML is no SVG; the message is English, for a log."""


def root_attributes(svg: bytes) -> Mapping[str, str]:
    """The attributes of the outermost element; NoDrawingError when there is none."""
    try:
        _, root = next(ElementTree.iterparse(io.BytesIO(svg), events=("start",)))
    except (ElementTree.ParseError, ValueError, LookupError, StopIteration) as error:
        raise NoDrawingError(str(error)) from error
    attributes: dict[str, str] = root.attrib
    return attributes


def size_of(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    """Width and height in px by the ``attributes`` of an SVG's root, or by its viewBox; None when they do not say."""
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    box = _view_box(attributes)
    if box is not None:
        if width is None and height is None:
            width, height = box
        elif width is None and height is not None:
            width = height * box[0] / box[1]
        elif height is None and width is not None:
            height = width * box[1] / box[0]
    if width is None or height is None or not (0 < width < math.inf and 0 < height < math.inf):
        return None
    return width, height


def with_size(svg: bytes, width: float, height: float) -> bytes:
    """The whole drawing, which says how large it is, as ``width`` x ``height`` px; NoDrawingError when it is broken."""
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NoDrawingError(str(error)) from error
    own = size_of(root.attrib)
    if _view_box(root.attrib) is None and own is not None:
        root.set("viewBox", f"0 0 {own[0]:.6f} {own[1]:.6f}")
    root.set("width", f"{width:.6f}")
    root.set("height", f"{height:.6f}")
    return ElementTree.tostring(root)


def is_read_alike(attributes: Mapping[str, str]) -> bool:
    """Whether every reader finds that size: it is written in plain numbers, or left to a sound viewBox."""
    if "viewBox" in attributes and _view_box(attributes) is None:
        return False
    given = [attributes[name] for name in ("width", "height") if name in attributes]
    if all(length == "100%" for length in given):
        return True
    return all(_PLAIN_LENGTH.fullmatch(length) for length in given)


def _length(text: str) -> float | None:
    """A length in px; None for a share of something, and for what is no length."""
    found = _LENGTH.fullmatch(text)
    if found is None or found[2].lower() not in _PX:
        return None
    return float(found[1]) * _PX[found[2].lower()]


def _view_box(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    """Width and height of the viewBox."""
    try:
        _, _, width, height = (float(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < math.inf and 0 < height < math.inf else None
