"""CFF outlines of a subset, and a CFF font of outlines, whose glyphs go by their numbers (ISO 32000-1, 9.7.4.2).

Outlines are drawn anew as charstrings that need nothing beside them, so that subsets with other subroutines,
widths and private dictionaries can be put side by side. Hints were dropped by the renderer already.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from typing import Any

from fontTools.cffLib import (
    CFFFontSet,
    CharStrings,
    FDArrayIndex,
    FDSelect,
    FontDict,
    GlobalSubrsIndex,
    PrivateDict,
    TopDict,
    TopDictIndex,
)
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

_USUAL_UNITS = 1000  # in an em, where the font does not say


def read_outlines(font: TTFont, glyphs: Collection[int]) -> dict[int, bytes]:
    """The charstrings of ``glyphs`` and of the glyph that stands for none, by glyph number."""
    drawings, order = font.getGlyphSet(), font.getGlyphOrder()
    return {glyph: _charstring(drawings, order[glyph]) for glyph in sorted({0, *glyphs})}


def _charstring(drawings: Mapping[str, Any], name: str) -> bytes:
    drawing = drawings[name]
    pen = T2CharStringPen(drawing.width, drawings, roundTolerance=0)
    drawing.draw(pen)
    charstring = pen.getCharString()
    charstring.compile()
    return bytes(charstring.bytecode)


def write_font(outlines: Mapping[int, bytes], units_per_em: int) -> bytes:
    """A bare CFF font of charstrings by glyph number, which are its CIDs."""
    names = {glyph: f"cid{glyph:05d}" if glyph else ".notdef" for glyph in sorted(outlines)}
    private, shared = PrivateDict(), GlobalSubrsIndex()
    one = FontDict()
    one.Private = private
    top = TopDict(GlobalSubrs=shared)
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), max(outlines) + 1
    top.charset = list(names.values())
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect()
    top.FDArray.append(one)
    for _ in names:
        top.FDSelect.append(0)
    if units_per_em != _USUAL_UNITS:
        top.FontMatrix = [1 / units_per_em, 0, 0, 1 / units_per_em, 0, 0]
    top.CharStrings = CharStrings(None, top.charset, shared, private, top.FDSelect, top.FDArray)
    for glyph, name in names.items():
        top.CharStrings[name] = T2CharString(outlines[glyph], private=private, globalSubrs=shared)
    return _file(top, shared)


def _file(top: TopDict, shared: GlobalSubrsIndex) -> bytes:
    fonts = CFFFontSet()
    fonts.major, fonts.minor, fonts.fontNames = 1, 0, ["Subset"]
    fonts.GlobalSubrs, fonts.topDictIndex = shared, TopDictIndex()
    fonts.topDictIndex.append(top)
    stream = io.BytesIO()
    fonts.compile(stream, TTFont(recalcBBoxes=False))
    return stream.getvalue()
