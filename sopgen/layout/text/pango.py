"""Pango through its public C interface: break points of a text, and lines of texts that need other fonts.

``pango_get_log_attrs`` is the same function that decides the break points inside WeasyPrint. Texts whose glyphs
one face does not have (emoji, Arabic, CJK ...) are laid out whole by a PangoLayout, fallback fonts included.
"""

from __future__ import annotations

import ctypes
from functools import cache, lru_cache

from sopgen.layout.text.fonts import LANGUAGE, UNITS_PER_POINT, Pointer, fix_language, load_library
from sopgen.layout.text.lines import Span

_LINE_BREAK = 1  # PangoLogAttr.is_line_break, the lowest bit
_WRAP_WORD_CHAR = 2  # PANGO_WRAP_WORD_CHAR
_WEIGHT_BOLD = 700  # PANGO_WEIGHT_BOLD


class _Line(ctypes.Structure):
    """The public head of PangoLayoutLine."""

    _fields_ = (("layout", ctypes.c_void_p), ("start_index", ctypes.c_int), ("length", ctypes.c_int))


class _Rectangle(ctypes.Structure):
    _fields_ = (("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int))


@cache
def _pango() -> ctypes.CDLL:
    fix_language()
    library = load_library("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll", "libpango-1.0.so")
    for create in (
        library.pango_attr_font_features_new,
        library.pango_attr_insert_hyphens_new,
        library.pango_attr_list_new,
        library.pango_font_description_new,
        library.pango_font_map_create_context,
        library.pango_language_from_string,
        library.pango_layout_new,
    ):
        create.restype = Pointer
    library.pango_layout_get_line_readonly.restype = ctypes.POINTER(_Line)
    return library


@cache
def _pangoft2() -> ctypes.CDLL:
    library = load_library(
        "libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll", "libpangoft2-1.0.so"
    )
    library.pango_ft2_font_map_new.restype = Pointer
    return library


@cache
def _language() -> Pointer:
    pointer: Pointer = _pango().pango_language_from_string(LANGUAGE.encode())
    return pointer


@lru_cache(maxsize=4096)
def break_points(text: str) -> tuple[int, ...]:
    """Indices i of one line of text such that a line may break before ``text[i]``."""
    count = len(text) + 1
    encoded = text.encode()
    attributes = (ctypes.c_uint32 * count)()
    _pango().pango_get_log_attrs(encoded, len(encoded), -1, _language(), attributes, count)
    return tuple(index for index in range(1, count - 1) if attributes[index] & _LINE_BREAK)


class FallbackLayout:
    """A PangoLayout in one face and size, set up as WeasyPrint sets up its own (kerning and ligatures off)."""

    def __init__(self, family: str, bold: bool, size_pt: float) -> None:
        pango = _pango()
        context = pango.pango_font_map_create_context(_pangoft2().pango_ft2_font_map_new())
        pango.pango_context_set_round_glyph_positions(context, 0)
        pango.pango_context_set_language(context, _language())
        self._layout = pango.pango_layout_new(context)
        description = pango.pango_font_description_new()
        pango.pango_font_description_set_family(description, family.encode())
        if bold:
            pango.pango_font_description_set_weight(description, _WEIGHT_BOLD)
        size = ctypes.c_double(int(size_pt * UNITS_PER_POINT))
        pango.pango_font_description_set_absolute_size(description, size)
        pango.pango_layout_set_font_description(self._layout, description)
        attributes = pango.pango_attr_list_new()
        features = b"kern 0,liga 0,clig 0,dlig 0,hlig 0,calt 0"
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
        pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(0))
        pango.pango_layout_set_attributes(self._layout, attributes)
        pango.pango_layout_set_auto_dir(self._layout, 0)
        pango.pango_layout_set_wrap(self._layout, _WRAP_WORD_CHAR)

    def _set(self, text: str, width_units: int) -> None:
        encoded = text.encode()
        _pango().pango_layout_set_width(self._layout, width_units)
        _pango().pango_layout_set_text(self._layout, encoded, len(encoded))

    def width(self, text: str) -> int:
        """Width of one line of text in Pango units."""
        self._set(text, -1)
        logical = _Rectangle()
        _pango().pango_layout_get_extents(self._layout, None, ctypes.byref(logical))
        return int(logical.width)

    def spans(self, text: str, width_units: int) -> list[Span]:
        """Where the lines of one paragraph stand in it at a width in Pango units."""
        self._set(text, max(width_units, 1))
        count = _pango().pango_layout_get_line_count(self._layout)
        encoded = text.encode()
        spans: list[Span] = []
        at, start = 0, 0  # the same place in bytes and in characters
        for index in range(count):
            line = _pango().pango_layout_get_line_readonly(self._layout, index).contents
            start += len(encoded[at : line.start_index].decode())
            at = line.start_index
            spans.append((start, start + len(encoded[at : at + line.length].decode())))
        return spans

    def lacks(self, text: str) -> bool:
        """True when no installed font has a glyph for some character of ``text``."""
        self._set(text, -1)
        return bool(_pango().pango_layout_get_unknown_glyphs_count(self._layout))


@lru_cache(maxsize=64)
def fallback_layout(family: str, bold: bool, size_pt: float) -> FallbackLayout:
    """One shared layout for each face and size in points."""
    return FallbackLayout(family, bold, size_pt)
