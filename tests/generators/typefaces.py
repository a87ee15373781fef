"""Small fonts made for a test, and a fontconfig file that makes them known to a process of its own."""

from __future__ import annotations

from pathlib import Path
from string import printable

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
</fontconfig>
"""
CHARACTERS = "".join(sorted(set(printable) - set("\t\n\r\x0b\x0c"))) + "\u00a0\u2013\u2014"


def cff_font(file: Path, family: str, style: str, units_per_em: int) -> None:
    """Write a font with CFF outlines: every character is a bar, of another width and height than all others."""
    names = {character: f"u{ord(character):04X}" for character in CHARACTERS}
    builder = FontBuilder(units_per_em, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    widths = {".notdef": units_per_em // 2}
    widths |= {name: units_per_em * (450 + index) // 1000 for index, name in enumerate(names.values())}
    outlines = {}
    for index, (name, width) in enumerate(widths.items()):
        pen = T2CharStringPen(width, None)
        if name not in (".notdef", names[" "], names["\u00a0"]):
            _bar(pen, width, units_per_em * (300 + 4 * index) // 1000)
        outlines[name] = pen.getCharString()
    builder.setupCFF(f"{family}-{style}".replace(" ", ""), {"FamilyName": family}, outlines, {})
    builder.setupHorizontalMetrics({name: (width, width // 10) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=units_per_em * 9 // 10, descent=-units_per_em // 5)
    builder.setupNameTable({"familyName": family, "styleName": style})
    builder.setupOS2(
        sTypoAscender=units_per_em * 9 // 10,
        sTypoDescender=-units_per_em // 5,
        usWinAscent=units_per_em * 9 // 10,
        usWinDescent=units_per_em // 5,
        usWeightClass=700 if style == "Bold" else 400,
        fsSelection=0x20 if style == "Bold" else 0x40,
    )
    builder.setupPost()
    builder.font["head"].macStyle = 1 if style == "Bold" else 0
    builder.save(file)


def _bar(pen: T2CharStringPen, width: int, height: int) -> None:
    left, right = width // 10, width - width // 10
    pen.moveTo((left, 0))
    pen.lineTo((left, height))
    pen.curveTo((left, height + 20), (right, height + 20), (right, height))
    pen.lineTo((right, 0))
    pen.closePath()


def known_fonts(folder: Path) -> Path:
    """A fontconfig file: the machine's fonts and those of ``folder``."""
    file = folder / "fonts.conf"
    file.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    return file


def variable_font(file: Path, family: str) -> None:
    """Write a font of one letter, "M": 500 units wide in regular (wght 400), 800 in bold (wght 700)."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "M"])
    builder.setupCharacterMap({ord("M"): "M"})
    builder.setupGlyf({name: _square() for name in (".notdef", "M")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "M": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    instances = [
        {"location": {"wght": weight}, "stylename": name} for weight, name in ((400, "Regular"), (700, "Bold"))
    ]
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], instances)
    wider = [None, None, None, None, (0, 0), (300, 0), (0, 0), (0, 0)]
    builder.setupGvar({"M": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    builder.setupPost()
    builder.save(file)


def tall_font(file: Path, family: str, sign: str) -> None:
    """Write a font of one sign (and the blank), which reaches twice its size above the line and little below it."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "sign"])
    builder.setupCharacterMap({ord(" "): "space", ord(sign): "sign"})
    builder.setupGlyf({".notdef": _square(), "space": TTGlyphPen(None).glyph(), "sign": _square()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "space": (400, 0), "sign": (1300, 0)})
    builder.setupHorizontalHeader(ascent=2000, descent=-100)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=2000, sTypoDescender=-100, usWinAscent=2000, usWinDescent=100)
    builder.setupPost()
    builder.save(file)


def _square() -> object:
    pen = TTGlyphPen(None)
    for draw, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 700)), (pen.lineTo, (400, 700)), (pen.lineTo, (400, 0))):
        draw(point)
    pen.closePath()
    return pen.glyph()
