"""What a typeface is called where it is not Fontconfig that looks for it: in a browser, and in a font file."""

from __future__ import annotations

#: Families for machines without the SOP's own: metric-compatible ones first.
_SUBSTITUTES = "'Liberation Sans', Arimo, Helvetica, sans-serif"


def with_substitutes(family: str) -> str:
    """The font families, in CSS, of a drawing that stands alone, for machines that may not have the first."""
    name = family.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{name}', {_SUBSTITUTES}"


def name_in_file(path: str) -> str:
    """The family name that a font file bears itself: resvg knows no substitutes for "Arial"."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return str(font["name"].getBestFamilyName())
