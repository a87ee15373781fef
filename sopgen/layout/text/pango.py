"""Pango through its public C interface: break points of a text, and lines of texts that need other fonts.

``pango_get_log_attrs`` is the same function that decides the break points inside WeasyPrint. Texts whose glyphs
one face does not have (emoji, Arabic, CJK ...) are laid out by a PangoLayout, fallback fonts included, one line after
the other as WeasyPrint does it: which face a sign at a line's beginning gets, and where a long word is broken, depend
on what Pango is given to see.
"""

from __future__ import annotations

import ctypes
from contextlib import closing
from functools import cache, lru_cache

from sopgen.layout.style.tries import SEEN_AT_ONCE
from sopgen.layout.text.fonts import LANGUAGE, UNITS_PER_POINT, Pointer, fix_language, load_library
from sopgen.layout.text.lines import Span

_LINE_BREAK = 1  # PangoLogAttr.is_line_break, the lowest bit
_WRAP_WORD = 0  # PANGO_WRAP_WORD
_WRAP_CHAR = 1  # PANGO_WRAP_CHAR
_LEFT_TO_RIGHT = 0  # PANGO_DIRECTION_LTR
_WEIGHT_BOLD = 700  # PANGO_WEIGHT_BOLD
_PARAGRAPH_END = "\u2029"  # Pango begins a line behind it, which it does not count to any
_NO_LIMIT = -1  # the width of a layout that does not break lines

#: WeasyPrint shows Pango first as many characters as fit if each were so many times narrower than high.
_NARROWEST = 4


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
def _gobject() -> ctypes.CDLL:
    return load_library(
        "libgobject-2.0.so.0",
        "libgobject-2.0.0.dylib",
        "libgobject-2.0-0.dll",
        "gobject-2.0-0.dll",
        "libgobject-2.0.so",
    )


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
        self._face = (family, bold, size_pt)
        self._broke_a_word = False
        font_map = _pangoft2().pango_ft2_font_map_new()
        context = pango.pango_font_map_create_context(font_map)
        pango.pango_context_set_round_glyph_positions(context, 0)
        pango.pango_context_set_base_dir(context, _LEFT_TO_RIGHT)
        pango.pango_context_set_language(context, _language())
        self._layout = pango.pango_layout_new(context)
        self._owned = (self._layout, context, font_map)
        description = pango.pango_font_description_new()
        pango.pango_font_description_set_family(description, family.encode())
        if bold:
            pango.pango_font_description_set_weight(description, _WEIGHT_BOLD)
        self._size = size_pt * UNITS_PER_POINT
        pango.pango_font_description_set_absolute_size(description, ctypes.c_double(int(self._size)))
        pango.pango_layout_set_font_description(self._layout, description)
        pango.pango_font_description_free(description)
        attributes = pango.pango_attr_list_new()
        features = b"kern 0,liga 0,clig 0,dlig 0,hlig 0,calt 0"
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
        pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(0))
        pango.pango_layout_set_attributes(self._layout, attributes)
        pango.pango_attr_list_unref(attributes)
        pango.pango_layout_set_auto_dir(self._layout, 0)

    def close(self) -> None:
        """Let go of the fonts that it has opened."""
        for each in self._owned:
            _gobject().g_object_unref(each)

    def _lay_out(self, text: str, limit: int = _NO_LIMIT, wrap: int = _WRAP_WORD) -> int:
        """Lay out one paragraph; where its second line begins, or its end when it has one line."""
        pango, encoded = _pango(), text.encode()
        pango.pango_layout_set_width(self._layout, limit)
        pango.pango_layout_set_wrap(self._layout, wrap)
        pango.pango_layout_set_text(self._layout, encoded, len(encoded))
        if pango.pango_layout_get_line_count(self._layout) == 1:
            return len(text)
        second = pango.pango_layout_get_line_readonly(self._layout, 1).contents
        return len(encoded[: second.start_index].decode())

    def _width_of_first(self) -> int:
        """Width of the first line that was laid out."""
        logical = _Rectangle()
        line = _pango().pango_layout_get_line_readonly(self._layout, 0)
        _pango().pango_layout_line_get_extents(line, None, ctypes.byref(logical))
        return int(logical.width)

    def width(self, text: str) -> int:
        """Width of one line of text in Pango units."""
        self._lay_out(text)
        logical = _Rectangle()
        _pango().pango_layout_get_extents(self._layout, None, ctypes.byref(logical))
        return int(logical.width)

    def spans(self, text: str, width_units: int) -> list[Span]:
        """Where the lines of one paragraph stand in it at a width in Pango units.

        Where Pango breaks a word whose signs are written as one depends on what its fonts were used for before, and the
        lines of a text must not: one with such words is broken with fonts that were used for nothing.
        """
        self._broke_a_word = False
        spans = self._spans(text, width_units)
        if not self._broke_a_word:
            return spans
        with closing(FallbackLayout(*self._face)) as unused:
            return unused._spans(text, width_units)

    def _spans(self, text: str, width_units: int) -> list[Span]:
        spans: list[Span] = []
        start, limit = 0, max(width_units, 1)
        while start < len(text):
            end = start + self._line_at(text, start, limit)
            spans.append((start, start + len(text[start:end].removesuffix(_PARAGRAPH_END))))
            start = end
            while text.startswith(" ", start):
                start += 1
        return spans

    def _line_at(self, text: str, start: int, limit: int) -> int:
        """How many characters stand on the line that begins at ``start``; no more is looked at than it needs.

        The rest of a long text decides nothing as long as the line ends well before the end of what was looked at.
        """
        size = SEEN_AT_ONCE
        while True:
            found = self._first_line(text[start : start + size], limit)
            if start + size >= len(text) or found <= size // 2:
                return found
            size *= 2

    def _first_line(self, text: str, limit: int) -> int:
        """How many characters stand on the first line: the steps of ``split_first_line`` in WeasyPrint."""
        seen = self._beginning(text, limit)
        second = self._lay_out(seen, limit)
        if second == len(seen) < len(text):
            seen = text
            second = self._lay_out(seen, limit)
        fits = self._width_of_first() <= limit
        if fits and second == len(seen):
            return second
        breaks = break_points(seen)
        if any(index > second for index in breaks):
            text = seen
        start = second if fits else 0
        after_word = next((index for index in breaks if index > start), 0)
        word = seen[start:after_word].rstrip(" ")
        if word and seen[after_word - 1] == " ":  # Pango may have left it to the next line for the blank behind it
            second = self._lay_out(seen[:start] + word, limit)
            if fits and second == start + len(word):
                return second
        if self._width_of_first() <= limit:
            return second
        self._broke_a_word = True
        return self._lay_out(text, limit, _WRAP_CHAR)

    def _beginning(self, text: str, limit: int) -> str:
        """What WeasyPrint lets Pango see first: so much as surely fills a line, and a little of the next."""
        if self._size * _NARROWEST <= limit:
            return text[: int(limit / self._size * _NARROWEST)]
        blank = text.find(" ")
        return text if blank < 0 else text[: blank + 2]

    def line(self) -> tuple[int, int]:
        """How high a line of the face's own letters is, and how far below its top the baseline runs, in Pango units."""
        self._lay_out(" ")
        logical = _Rectangle()
        _pango().pango_layout_get_extents(self._layout, None, ctypes.byref(logical))
        return int(logical.height), int(_pango().pango_layout_get_baseline(self._layout))

    def lacks(self, text: str) -> bool:
        """True when no installed font has a glyph for some character of ``text``."""
        self._lay_out(text)
        return bool(_pango().pango_layout_get_unknown_glyphs_count(self._layout))


@lru_cache(maxsize=64)
def fallback_layout(family: str, bold: bool, size_pt: float) -> FallbackLayout:
    """One shared layout for each face and size in points."""
    return FallbackLayout(family, bold, size_pt)
