"""Pango through its public C interface: break points of a text, and lines of texts that need other fonts.

``pango_get_log_attrs`` is the same function that decides the break points inside WeasyPrint. Texts whose glyphs
one face does not have (emoji, Arabic, CJK ...) are laid out whole by a PangoLayout, fallback fonts included.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from sopgen.layout.text.fonts import LANGUAGE, UNITS_PER_POINT, fix_language, load_library
from sopgen.layout.text.lines import Span

_LINE_BREAK = 1  # PangoLogAttr.is_line_break, the lowest bit
_WRAP_WORD_CHAR = 2  # PANGO_WRAP_WORD_CHAR
_WEIGHT_BOLD = 700  # PANGO_WEIGHT_BOLD

_Function = Callable[..., Any]


class _Line(ctypes.Structure):
    """The public head of PangoLayoutLine."""

    _fields_ = (("layout", ctypes.c_void_p), ("start_index", ctypes.c_int), ("length", ctypes.c_int))


class _Rectangle(ctypes.Structure):
    _fields_ = (("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int))


@cache
def _pango() -> ctypes.CDLL:
    fix_language()
    return load_library("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll", "libpango-1.0.so")


@cache
def _pangoft2() -> ctypes.CDLL:
    return load_library(
        "libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll", "libpangoft2-1.0.so"
    )


@cache
def _function(name: str, result: Any, *arguments: Any) -> _Function:
    library = _pangoft2() if name.startswith("pango_ft2") else _pango()
    function: Any = getattr(library, name)
    function.restype, function.argtypes = result, arguments
    return function  # type: ignore[no-any-return]


@cache
def _language() -> int:
    pointer: int = _function("pango_language_from_string", ctypes.c_void_p, ctypes.c_char_p)(LANGUAGE.encode())
    return pointer


@lru_cache(maxsize=4096)
def break_points(text: str) -> tuple[int, ...]:
    """Indices i of one line of text such that a line may break before ``text[i]``."""
    count = len(text) + 1
    encoded = text.encode()
    attributes = (ctypes.c_uint32 * count)()
    pointer, integer = ctypes.c_void_p, ctypes.c_int
    _function("pango_get_log_attrs", None, ctypes.c_char_p, integer, integer, pointer, pointer, integer)(
        encoded, len(encoded), -1, _language(), attributes, count
    )
    return tuple(index for index in range(1, count - 1) if attributes[index] & _LINE_BREAK)


class FallbackLayout:
    """A PangoLayout in one face and size, set up as WeasyPrint sets up its own (kerning and ligatures off)."""

    def __init__(self, family: str, bold: bool, size_pt: float) -> None:
        pointer, integer, double, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_double, ctypes.c_char_p
        font_map = _function("pango_ft2_font_map_new", pointer)()
        context = _function("pango_font_map_create_context", pointer, pointer)(font_map)
        _function("pango_context_set_round_glyph_positions", None, pointer, integer)(context, 0)
        _function("pango_context_set_language", None, pointer, pointer)(context, _language())
        self._layout = _function("pango_layout_new", pointer, pointer)(context)
        description = _function("pango_font_description_new", pointer)()
        _function("pango_font_description_set_family", None, pointer, text)(description, family.encode())
        if bold:
            _function("pango_font_description_set_weight", None, pointer, integer)(description, _WEIGHT_BOLD)
        size = float(int(size_pt * UNITS_PER_POINT))
        _function("pango_font_description_set_absolute_size", None, pointer, double)(description, size)
        _function("pango_layout_set_font_description", None, pointer, pointer)(self._layout, description)
        attributes = _function("pango_attr_list_new", pointer)()
        insert = _function("pango_attr_list_insert", None, pointer, pointer)
        features = b"kern 0,liga 0,clig 0,dlig 0,hlig 0,calt 0"
        insert(attributes, _function("pango_attr_font_features_new", pointer, text)(features))
        insert(attributes, _function("pango_attr_insert_hyphens_new", pointer, integer)(0))
        _function("pango_layout_set_attributes", None, pointer, pointer)(self._layout, attributes)
        _function("pango_layout_set_auto_dir", None, pointer, integer)(self._layout, 0)
        _function("pango_layout_set_wrap", None, pointer, integer)(self._layout, _WRAP_WORD_CHAR)

    def _set(self, text: str, width_units: int) -> None:
        encoded = text.encode()
        _function("pango_layout_set_width", None, ctypes.c_void_p, ctypes.c_int)(self._layout, width_units)
        _function("pango_layout_set_text", None, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)(
            self._layout, encoded, len(encoded)
        )

    def width(self, text: str) -> int:
        """Width of one line of text in Pango units."""
        self._set(text, -1)
        logical = _Rectangle()
        _function("pango_layout_get_extents", None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
            self._layout, None, ctypes.byref(logical)
        )
        return int(logical.width)

    def spans(self, text: str, width_units: int) -> list[Span]:
        """Where the lines of one paragraph stand in it at a width in Pango units."""
        self._set(text, max(width_units, 1))
        count = _function("pango_layout_get_line_count", ctypes.c_int, ctypes.c_void_p)(self._layout)
        get_line = _function("pango_layout_get_line_readonly", ctypes.POINTER(_Line), ctypes.c_void_p, ctypes.c_int)
        encoded = text.encode()
        spans: list[Span] = []
        at, start = 0, 0  # the same place in bytes and in characters
        for index in range(count):
            line = get_line(self._layout, index).contents
            start += len(encoded[at : line.start_index].decode())
            at = line.start_index
            spans.append((start, start + len(encoded[at : at + line.length].decode())))
        return spans

    def lacks(self, text: str) -> bool:
        """True when no installed font has a glyph for some character of ``text``."""
        self._set(text, -1)
        count = _function("pango_layout_get_unknown_glyphs_count", ctypes.c_int, ctypes.c_void_p)(self._layout)
        return bool(count > 0)


@lru_cache(maxsize=64)
def fallback_layout(family: str, bold: bool, size_pt: float) -> FallbackLayout:
    """One shared layout for each face and size in points."""
    return FallbackLayout(family, bold, size_pt)
