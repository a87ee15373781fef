"""Sizes in an office's document as Word reads them: whole numbers, decimals, and lengths with a unit.

Hands and other programs write ``18.0``, ``12pt`` and ``2cm`` where python-docx, and we, know whole numbers only.
"""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from lxml import etree

from sopgen.render.docx.units import EMU_PER_POINT, TWIPS_PER_POINT

_HALF_POINTS = 2
#: How many points a unit is; Word writes a pica as ``pc``, the standard as ``pi``.
_POINTS = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_LENGTH = re.compile(r"\s*+([+-]?[0-9]{0,9}(?:\.[0-9]{0,20})?)\s*+(pt|pc|pi|in|cm|mm)?\s*+", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_LARGEST = 10**9
#: Text of no size and text of 1639 points are no text to Word.
_MOST_HALF_POINTS = 1638 * _HALF_POINTS


def _twips(element: str, *names: str) -> dict[tuple[str, str], int]:
    return {(qn(element), qn(f"w:{name}")): TWIPS_PER_POINT for name in names}


#: The attributes that we or python-docx count with, and how many of their units a point is; 0: they have no unit.
_UNITS = {
    (qn("w:sz"), qn("w:val")): _HALF_POINTS,
    (qn("w:szCs"), qn("w:val")): _HALF_POINTS,
    **_twips("w:pgSz", "w", "h"),
    **_twips("w:pgMar", "top", "right", "bottom", "left", "header", "footer", "gutter"),
    **_twips("w:spacing", "before", "after", "line"),
    **_twips("w:ind", "left", "right", "start", "end", "firstLine", "hanging"),
    **_twips("w:tab", "pos"),
    (qn("wp:extent"), "cx"): EMU_PER_POINT,
    (qn("wp:extent"), "cy"): EMU_PER_POINT,
    (qn("w:abstractNum"), qn("w:abstractNumId")): 0,
    (qn("w:num"), qn("w:numId")): 0,
}
_TAGS = {tag for tag, _ in _UNITS}
_TEXT_SIZES = {qn("w:sz"), qn("w:szCs")}


class LengthError(ValueError):
    """A size that cannot be read; the message is an Indonesian clause that names it."""


def make_whole(root: etree._Element) -> bool:
    """Write the sizes of a part as whole numbers of their units, in place; whether any was not.

    Raises LengthError for what is no size at all.
    """
    changed = False
    for element in root.iter(*_TAGS):
        for name, text in ((str(name), str(text)) for name, text in element.attrib.items()):
            unit = _UNITS.get((element.tag, name))
            if unit is not None and (whole := _read(element, name, text, unit)) != text:
                element.set(name, whole)
                changed = True
    return changed


def _read(element: etree._Element, name: str, text: str, unit: int) -> str:
    whole = text if _WHOLE.fullmatch(text) else _counted(text, unit)
    small = element.tag not in _TEXT_SIZES or element.getparent() is None or _is_text_size(whole)
    if whole is None or not small:
        tag, attribute = (etree.QName(each).localname for each in (element.tag, name))
        raise LengthError(f"“{text[:40]}” pada {tag} ({attribute}) bukan ukuran")
    return whole


def _is_text_size(whole: str | None) -> bool:
    return whole is not None and 0 < int(whole) <= _MOST_HALF_POINTS


def _counted(text: str, unit: int) -> str | None:
    """A decimal or a length with a unit as a whole number of ``unit``s a point; None when it is neither."""
    match = _LENGTH.fullmatch(text)
    if match is None or not any(map(str.isdigit, match[1])) or (match[2] and not unit):
        return None
    value = float(match[1]) * (_POINTS[match[2]] * unit if match[2] else 1)
    return str(round(value)) if abs(value) < _LARGEST else None
