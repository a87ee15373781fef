"""Which face a machine takes for a font family, and whether documents look the same with it."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from sopgen.layout.text.fonts import font_file

#: Faces with the advance widths of the faces that offices ask for: documents look the same with either.
METRIC_COMPATIBLE = {
    "arial": {"arial", "liberation sans", "arimo", "helvetica", "nimbus sans"},
    "times new roman": {"times new roman", "liberation serif", "tinos"},
    "courier new": {"courier new", "liberation mono", "cousine"},
    "calibri": {"calibri", "carlito"},
    "cambria": {"cambria", "caladea"},
    "bookman old style": {"bookman old style", "urw bookman", "bookman"},
}
_LIBERATION = "fonts-liberation"
_PACKAGES = {
    "arial": _LIBERATION,
    "times new roman": _LIBERATION,
    "courier new": _LIBERATION,
    "calibri": "fonts-crosextra-carlito",
    "cambria": "fonts-crosextra-caladea",
    "bookman old style": "fonts-urw-base35",
}


def face_names(family: str, bold: bool = False) -> tuple[str, str]:
    """Family and style of the face that stands for ``family`` here, by the font's own names."""
    file = font_file(family, bold)
    with TTFont(file.path, fontNumber=file.index, lazy=True) as font:
        names = font["name"]
        return str(names.getDebugName(1)), str(names.getDebugName(2))


def stand_in(family: str) -> str:
    """The family that is printed here in place of ``family``; empty where documents look the same."""
    taken, _ = face_names(family)
    return "" if looks_alike(taken, family) else taken


def package_of(family: str) -> str:
    """The Debian package with a face of the widths of ``family``; empty when none is known."""
    return _PACKAGES.get(family.lower(), "")


def looks_alike(name: str, family: str) -> bool:
    """Whether a face called ``name`` has the widths of ``family``."""
    return name.lower() in METRIC_COMPATIBLE.get(family.lower(), {family.lower()})
