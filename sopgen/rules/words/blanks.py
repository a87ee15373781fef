"""Blanks that were typed once too often: which are told of, and which can be taken out without asking."""

from __future__ import annotations

import re

#: Two blanks or more inside a line, or blanks before a mark that ends a word ("..." and ".env" are left alone).
#: What stands before them is asked behind the first blank: a search that begins with a blank is six times as quick.
STRAY_BLANK = re.compile(r" (?<=\S ) *(?P<mark>[,;:?!.])(?=\s|$)| (?<=\S ) +(?=[^\s,;:?!.]|[,;:?!.]\S)")
#: What a mark has behind it in a row of marks, and between numbers.
_NEXT_MARK, _NEXT_NUMBER = re.compile(r"\s+[,;:?!.]"), re.compile(r"\s*\d")


def without_stray_blanks(text: str) -> str:
    """``text`` with one blank between words and none before marks.

    Left are marks in a row ("Nomor . . ."), which are there to be filled in, and a mark between numbers ("1 : 100").
    """
    while (mended := STRAY_BLANK.sub(_mended, text)) != text:
        text = mended
    return text


def _mended(match: re.Match[str]) -> str:
    mark, before, after = match["mark"], match.string[match.start() - 1], match.string[match.end() :]
    if mark is None:
        return " "
    in_row = before in ",;:?!." or _NEXT_MARK.match(after)
    in_number = before.isdigit() and _NEXT_NUMBER.match(after)
    return match[0] if in_row or in_number else mark
