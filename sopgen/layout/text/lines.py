"""Lines of a text, told by where they stand in it.

Who breaks a text says where each line begins and ends (:data:`Span`, offsets into the printable text); whoever needs
to know more (what stands between two lines, what is left after the third) asks the offsets. Nobody searches a text
for its lines: what is printed may look other than the text (blanks at a line's end), or stand in it twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

#: Where a line stands in its text: the offsets of its first character and of the one after its last.
Span = tuple[int, int]

_Part = tuple[str, tuple[Span, ...]]

#: Blanks other than the plain one after which a line may end: they are not seen at a line's end.
WIDE_BLANKS = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
#: Where a line may end although nothing is seen there.
ZERO_WIDTH = "\u200b"
_AT_EDGES = " " + WIDE_BLANKS
_BLANK = frozenset(_AT_EDGES)
_BETWEEN_WORDS = re.compile(f"[ \n{WIDE_BLANKS}{ZERO_WIDTH}]+")
#: A word may be broken after these and is still read as one.
_WORD_BREAKS = "-/\N{EN DASH}" + ZERO_WIDTH


def slices(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The lines themselves."""
    return tuple([text[start:end] for start, end in spans])


def trimmed(text: str, start: int, end: int) -> Span:
    """A line without the blanks at its edges that are not seen."""
    line = text[start:end]
    start += len(line) - len(line.lstrip(_AT_EDGES))
    return start, max(start, end - len(line) + len(line.rstrip(_AT_EDGES)))


def word_gaps(text: str) -> tuple[Span, ...]:
    """The stretches between the words of a printable text; a no-break space keeps its words together."""
    return tuple(
        [match.span() for match in _BETWEEN_WORDS.finditer(text) if 0 < match.start() < match.end() < len(text)]
    )


def words(text: str) -> tuple[str, ...]:
    """What stands between :func:`word_gaps`."""
    return tuple([word for word in _BETWEEN_WORDS.split(text) if word])


def whole_words(text: str, spans: Sequence[Span], but: str = _WORD_BREAKS) -> bool:
    """Whether no word is broken, other than after one of the characters in ``but``.

    A line may be nothing but blanks that are not seen, and end where the next one begins.
    """
    may_end = _BLANK.union(but, ("",))
    return all(end < start or text[end - 1 : end] in may_end for (_, end), (start, _) in pairwise(spans))


def with_blanks(text: str, spans: Sequence[Span]) -> str:
    """The lines under each other, a blank kept at the end of a line where the text has one.

    The blank is not seen, but whoever copies the text or has it read aloud gets whole words.
    """
    return "\n".join([text[start:end] + (" " if text[end : end + 1] in _BLANK else "") for start, end in spans])


def divided(text: str, spans: Sequence[Span], count: int) -> tuple[_Part, _Part]:
    """The text with its first ``count`` lines, and the rest with the others; no blank is added inside a broken word."""
    before, after = spans[:count], spans[count:]
    first = text[: before[-1][1] if before else 0].rstrip(_AT_EDGES + "\n")
    rest = text[after[0][0] if after else len(text) :].lstrip(" \n")
    cut = len(text) - len(rest)
    return (
        (first, tuple([(min(start, len(first)), min(end, len(first))) for start, end in before])),
        (rest, tuple([(max(start - cut, 0), max(end - cut, 0)) for start, end in after])),
    )
