"""Font files and advance widths: which face a family name stands for, and how wide its glyphs are.

Fontconfig decides which file a family means, as it does for Pango inside WeasyPrint, so that "Arial" is measured
with the metric-compatible face that will be printed. Kerning and ligatures are off in every document we write,
so the advance widths of the ``hmtx`` table are the whole truth for text whose glyphs the face has.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from sopgen.findings import LibraryMissingError

_WEIGHT_REGULAR = 80  # FC_WEIGHT_REGULAR
_WEIGHT_BOLD = 200  # FC_WEIGHT_BOLD
_MATCH_PATTERN = 0  # FcMatchPattern
_INSTANCES = 0x7FFF  # the upper half of an index: a named instance; its highest bit stands for a font as a whole

#: The language of every document.
LANGUAGE = "id"

#: Pango's unit: 1/1024 of a CSS pixel (1/96 inch).
UNITS_PER_PIXEL = 1024
UNITS_PER_MM = UNITS_PER_PIXEL * 96 / 25.4
UNITS_PER_POINT = UNITS_PER_PIXEL * 96 / 72


class Pointer(ctypes.c_void_p):
    """What a C function returns: unlike ``c_void_p`` it stays a pointer, and is passed on as one, not as an int."""


def load_library(*names: str) -> ctypes.CDLL:
    """Open the first shared library of ``names`` that is there.

    Raises LibraryMissingError if none is."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise LibraryMissingError(names[0])


def fix_language() -> None:
    """Make Pango choose faces as for an Indonesian reader; to be called before Pango is used for the first time.

    For scripts that the document's language is not written in (Chinese signs have one face in Japan, another in
    China) it goes by the languages of whoever runs the program, and a document would depend on that.
    """
    os.environ["PANGO_LANGUAGE"] = LANGUAGE


@dataclass(frozen=True, slots=True)
class FontFile:
    """Where a face is: the file, the face's index in a collection; which of a variable font's faces it is.

    ``instance`` is the number of a named instance, from 1; ``variations`` are axes' values ("wght=700,wdth=100") where
    none has them. Fontconfig tells Pango the same.
    """

    path: str
    index: int
    instance: int = 0
    variations: str = ""


@cache
def _fontconfig() -> ctypes.CDLL:
    library = load_library("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "libfontconfig.so")
    for create in (library.FcPatternCreate, library.FcFontMatch, library.FcCharSetCreate):
        create.restype = Pointer
    library.FcInit()
    return library


@cache
def font_file(family: str, bold: bool = False) -> FontFile:
    """The file that fontconfig takes for ``family``, or for the font most like it when it is not installed.

    Raises LibraryMissingError when fontconfig finds no font at all.
    """
    fc = _fontconfig()
    pattern = fc.FcPatternCreate()
    fc.FcPatternAddString(pattern, b"family", family.encode())
    fc.FcPatternAddString(pattern, b"lang", LANGUAGE.encode())  # else that of the machine
    fc.FcPatternAddInteger(pattern, b"weight", _WEIGHT_BOLD if bold else _WEIGHT_REGULAR)
    fc.FcConfigSubstitute(None, pattern, _MATCH_PATTERN)
    fc.FcDefaultSubstitute(pattern)
    result, path, index, variations = ctypes.c_int(), ctypes.c_char_p(), ctypes.c_int(), ctypes.c_char_p()
    match = fc.FcFontMatch(None, pattern, ctypes.byref(result))
    fc.FcPatternDestroy(pattern)
    if not match:
        raise LibraryMissingError(f"fontconfig: {family}")
    fc.FcPatternGetString(match, b"file", 0, ctypes.byref(path))
    fc.FcPatternGetInteger(match, b"index", 0, ctypes.byref(index))
    fc.FcPatternGetString(match, b"fontvariations", 0, ctypes.byref(variations))
    instance = index.value >> 16 & _INSTANCES
    found = FontFile(_text(path), index.value & 0xFFFF, instance, _text(variations))
    fc.FcPatternDestroy(match)
    return found


@cache
def family_with(char: str, family: str) -> str:
    """The family that fontconfig takes for a character that the face of ``family`` lacks; empty when it finds none."""
    fc = _fontconfig()
    pattern, chars = fc.FcPatternCreate(), fc.FcCharSetCreate()
    fc.FcCharSetAddChar(chars, ord(char))
    fc.FcPatternAddString(pattern, b"family", family.encode())
    fc.FcPatternAddCharSet(pattern, b"charset", chars)
    fc.FcConfigSubstitute(None, pattern, _MATCH_PATTERN)
    fc.FcDefaultSubstitute(pattern)
    result, name = ctypes.c_int(), ctypes.c_char_p()
    match = fc.FcFontMatch(None, pattern, ctypes.byref(result))
    fc.FcCharSetDestroy(chars)
    fc.FcPatternDestroy(pattern)
    if not match:
        return ""
    fc.FcPatternGetString(match, b"family", 0, ctypes.byref(name))
    found = _text(name)
    fc.FcPatternDestroy(match)
    return found


def _text(found: ctypes.c_char_p) -> str:
    return (found.value or b"").decode()


@dataclass(frozen=True, slots=True)
class Face:
    """Advance widths of one face in font units, by character."""

    file: FontFile
    units_per_em: int
    advances: Mapping[str, int]


@cache
def face(family: str, bold: bool = False) -> Face:
    """Read the face that ``family`` stands for on this machine."""
    file = font_file(family, bold)
    with TTFont(file.path, fontNumber=file.index, lazy=True) as font:
        units, characters = font["head"].unitsPerEm, font.getBestCmap()
        widths = _varied(font, file, set(characters.values())) if "fvar" in font else _fixed(font)
        advances = {chr(code): widths[glyph] for code, glyph in characters.items()}
    return Face(file, units, advances)


def _fixed(font: TTFont) -> Mapping[str, int]:
    return {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}


def _varied(font: TTFont, file: FontFile, names: Iterable[str]) -> Mapping[str, int]:
    """Advance widths of a variable font's glyphs in the face that was found, rounded as HarfBuzz rounds them."""
    location = dict(font["fvar"].instances[file.instance - 1].coordinates) if file.instance else {}
    pairs = (pair.split("=") for pair in file.variations.split(",") if pair)
    glyphs = font.getGlyphSet(location=location | {axis: float(value) for axis, value in pairs})
    return {name: round(glyphs[name].width) for name in names}


@lru_cache(maxsize=64)
def scaled_advances(family: str, bold: bool, size_pt: float) -> Mapping[str, int]:
    """Advance of each character of the face in Pango units at ``size_pt``, rounded as HarfBuzz rounds them."""
    face_ = face(family, bold)
    scale = (int(size_pt * UNITS_PER_POINT) << 16) // face_.units_per_em
    return {char: (advance * scale + (1 << 15)) >> 16 for char, advance in face_.advances.items()}
