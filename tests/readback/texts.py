"""A PDF's texts in the order they are written, and found again whatever the lines they were broken into."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from tests.readback.paths import MM_PER_POINT

_UNSEEN = "\u00ad\u200b\u2060"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: where its baseline begins and how large it is, in mm and points."""

    char: str
    x: float
    y: float
    right: float
    size_pt: float
    font: str
    turned: bool = False


def glyphs(page: Any) -> tuple[Glyph, ...]:
    """All characters of a pymupdf page in content order."""
    found = []
    for span in page.get_texttrace():
        for code, _, origin, box in span["chars"]:
            found.append(
                Glyph(
                    chr(code),
                    origin[0] * MM_PER_POINT,
                    origin[1] * MM_PER_POINT,
                    box[2] * MM_PER_POINT,
                    span["size"],
                    span["font"],
                    abs(span["dir"][1]) > 0.5,
                )
            )
    return tuple(found)


def packed(text: str) -> str:
    """A text without white space and invisible characters, composed: what line breaks cannot change."""
    text = unicodedata.normalize("NFC", text)
    return "".join(char for char in text if not char.isspace() and char not in _UNSEEN)


def packed_page(page: Any) -> str:
    """All texts of a page, packed, in content order."""
    return packed("".join(glyph.char for glyph in glyphs(page)))
