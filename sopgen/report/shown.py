"""Texts that others wrote, as they may stand on a terminal or in a log."""

from __future__ import annotations

import unicodedata


def shown(text: str) -> str:
    """Text that is safe on a terminal: one line, tabs as blanks, control and direction marks as question marks."""
    return text if text.isprintable() else "".join(map(_shown_character, text))


def _shown_character(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return "?" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character
