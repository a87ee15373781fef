"""What a typeface is called where it is not Fontconfig that looks for it: in a browser, and in a font file."""

from __future__ import annotations

from functools import lru_cache

from sopgen.layout.text.fonts import font_file

#: Families for machines without the SOP's own: metric-compatible ones first.
_SUBSTITUTES = "'Liberation Sans', Arimo, Helvetica, sans-serif"


def with_substitutes(family: str) -> str:
    """The font families, in CSS, of a drawing that stands alone, for machines that may not have the first."""
    return f"{_quoted(family)}, {_SUBSTITUTES}"


def measured_first(family: str) -> str:
    """The same, before them the face that texts are measured with: Fontconfig's choice where ``family`` is lacking."""
    return f"{_quoted(name_in_file(font_file(family).path))}, {with_substitutes(family)}"


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


@lru_cache(maxsize=64)
def name_in_file(path: str) -> str:
    """The family name that a font file bears itself: resvg knows no substitutes for "Arial"."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return str(font["name"].getBestFamilyName())
