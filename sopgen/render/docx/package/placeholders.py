"""Words in braces in a header or footer, ``{nomor}``, filled in for each SOP; Word may have cut them into runs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docx.oxml.ns import qn
from lxml import etree

_WORD = re.compile(r"\{([a-z_]+)\}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill(part: etree._Element, words: Mapping[str, str]) -> None:
    """Replace every known ``{word}`` in the paragraphs of ``part``; unknown ones stay as they are."""
    for paragraph in part.iter(qn("w:p")):
        _fill_paragraph(list(paragraph.iter(qn("w:t"))), words)


def _fill_paragraph(texts: list[etree._Element], words: Mapping[str, str]) -> None:
    """Fill from the right, so that places found before stay right."""
    whole = "".join(text.text or "" for text in texts)
    for match in reversed(list(_WORD.finditer(whole))):
        if match[1] in words:
            _replace(texts, match.start(), match.end(), words[match[1]])


def _replace(texts: list[etree._Element], start: int, end: int, new: str) -> None:
    """Replace characters ``start`` to ``end`` of the texts taken together; the new ones go where the first stood."""
    at = 0
    for text in texts:
        old = text.text or ""
        left, right = max(start - at, 0), min(end - at, len(old))
        if left < right:
            text.text = old[:left] + new + old[right:]
            text.set(_SPACE, "preserve")
            new = ""
        at += len(old)
