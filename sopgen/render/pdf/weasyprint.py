"""The one door to WeasyPrint: what the writers use of it, loaded without its search for libraries.

WeasyPrint tries names that Pango and the others have on other systems before the one they have on Linux, and for each
of those cffi runs ``ldconfig``, ``gcc`` and ``ld``: a third of a second. The loader itself finds the right name.
"""

from __future__ import annotations

import ctypes.util
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sopgen.layout.text.fonts import fix_language


@contextmanager
def _no_search() -> Iterator[None]:
    """Libraries are found by their full names alone, where the system has such names."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


fix_language()
with _no_search():
    from weasyprint import CSS, HTML, Attachment, Document, svg
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.logger import LOGGER
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse


class _OneLetter(str):
    """A text of a drawing that is set in one piece: WeasyPrint sets drawings letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


_set_text = svg.text


def _set_joined(drawing: Any, node: Any, font_size: float) -> None:
    """Draw a text whose letters depend on their neighbours (vowel signs, Arabic, flags) as what it is."""
    text = node.text or ""
    if not text.isascii() and any(_is_joined(char) for char in text):
        node._etree_node.text = _OneLetter(text)
    _set_text(drawing, node, font_size)


def _is_joined(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in ("Mn", "Mc", "Me") or unicodedata.bidirectional(char) in ("R", "AL") or char in _JOINING


#: The joiner of emoji, their shades, and the letters that flags are made of.
_JOINING = frozenset("\u200d") | {chr(code) for code in (*range(0x1F3FB, 0x1F400), *range(0x1F1E6, 0x1F200))}
svg.TAGS.update({tag: _set_joined for tag, set_it in svg.TAGS.items() if set_it is _set_text})
svg.text = _set_joined

_split_text = inline.split_text_box


def _split_at_own_height(context: Any, box: Any, *args: Any, **options: Any) -> Any:
    """Set a line of text at the height and the baseline of its own face, whichever faces some of its signs come from.

    So CSS has it where ``line-height`` is a length or a number, and so the scene plans rows and boxes; WeasyPrint lets
    a sign of another face (emoji, Javanese) move the line's baseline, and the line grow.
    """
    line, *rest = _split_text(context, box, *args, **options)
    if line is not None and line.style["line_height"] != "normal":
        _, line.baseline = inline.strut(line.style)
    return line, *rest


inline.split_text_box = _split_at_own_height

__all__ = [
    "CSS",
    "HTML",
    "LOGGER",
    "Attachment",
    "Document",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
]
