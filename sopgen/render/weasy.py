"""The one door to WeasyPrint: what the writers use of it, loaded without its search for libraries.

WeasyPrint tries names that Pango and the others have on other systems before the one they have on Linux, and for each
of those cffi runs ``ldconfig``, ``gcc`` and ``ld``: a third of a second. The loader itself finds the right name.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sopgen.layout.fonts import fix_language


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
    from weasyprint import CSS, HTML, Attachment, Document
    from weasyprint.formatting_structure import boxes
    from weasyprint.logger import LOGGER
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

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
