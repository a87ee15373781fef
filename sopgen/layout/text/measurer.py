"""Where lines break and how wide they are, exactly as WeasyPrint breaks them.

Widths are sums of advance widths (kerning and ligatures are off in every document), break points come from Pango.
After a break inside a word that is too long for its line the break points of the rest are computed anew, and
spaces, no-break spaces too, hang over the line's end: so does WeasyPrint.

Word and LibreOffice know other break points than Pango: neither breaks after ``/`` or in ``No.|12`` while the word
fits a line of its own, and LibreOffice breaks in ``2015-|2019``. A row must hold what both documents make of its
texts, so :meth:`TextMeasurer.line_count` wraps by the breaks that *all* of them allow, with ``SLACK_MM`` less room.
Measured against LibreOffice 7.4 on 10,000 texts (numbers, slashes, hyphens) at random widths and
four sizes: none too low, where Pango's own count was too low in 10 %; in the two real SOPs' texts 1.5 % are a line
too high.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sopgen.layout.style import MM_PER_POINT, SLACK_MM
from sopgen.layout.style.tries import FALLBACK_EFFORT, LEAST_INDENTED, MOST_INDENTED, SEEN_AT_ONCE, SIZE_STEP
from sopgen.layout.text.fonts import UNITS_PER_MM, face, scaled_advances
from sopgen.layout.text.lines import WIDE_BLANKS, Span, slices, trimmed, words
from sopgen.layout.text.pango import break_points, fallback_layout
from sopgen.work import Work

_HANGING = " \u00a0"
_NOT_EVERYWHERE = "/.,:;!?|"
_BLANKS = re.compile(r"[ \t\r\f\v]+")
#: Characters whose width depends on their neighbours or direction: combining marks, complex scripts, format controls.
_COMPLEX = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f]")


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """``text`` as every document prints it: blanks collapsed, soft hyphens gone, no blank after a line.

    Two blanks or more that a line begins with are kept, as no-break ones: somebody has typed a list behind “|”.
    """
    text = text.replace("\u00ad", "").replace("\r\n", "\n")
    return "\n".join(map(_printed_line, text.strip().split("\n")))


def _printed_line(line: str) -> str:
    line = line.rstrip(_HANGING)
    rest = line.lstrip(" ")
    blanks = len(line) - len(rest)
    indentation = "\u00a0" * min(blanks, MOST_INDENTED) if blanks >= LEAST_INDENTED else ""
    return indentation + _BLANKS.sub(" ", rest).lstrip(" ").rstrip(_HANGING)


@lru_cache(maxsize=4096)
def _known(family: str, bold: bool, text: str) -> bool:
    """True when the face has every glyph of ``text`` and none depends on its neighbours."""
    return not _COMPLEX.search(text) and face(family, bold).advances.keys() >= set(text)


@dataclass(frozen=True, slots=True, eq=False)
class _Font:
    """One face at one size; there is one of each, so that texts are quickly found by it."""

    family: str
    bold: bool
    size_pt: float

    def knows(self, text: str) -> bool:
        """True when the face alone can set ``text``, one glyph after the other."""
        return _known(self.family, self.bold, text)

    def width(self, text: str) -> int:
        """Width of one line in Pango units."""
        if not self.knows(text):
            return fallback_layout(self.family, self.bold, self.size_pt).width(text)
        advances = scaled_advances(self.family, self.bold, self.size_pt)
        return sum(advances[char] for char in text)


@cache
def _font(family: str, bold: bool, size_pt: float) -> _Font:
    return _Font(family, bold, size_pt)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two break points; ``visible`` leaves out the spaces that may hang over the line's end."""

    text: str
    visible: int
    total: int


def _shared_break_points(text: str) -> tuple[int, ...]:
    """Break points that Pango, Word and LibreOffice all allow: after blanks and hyphens, not inside ``No.12/2020``."""
    return tuple(index for index in break_points(text) if text[index - 1] not in _NOT_EVERYWHERE)


@lru_cache(maxsize=4096)
def _pieces(font: _Font, text: str, shared: bool) -> tuple[_Piece, ...]:
    """Cut one paragraph at its break points."""
    advances = scaled_advances(font.family, font.bold, font.size_pt)
    points = _shared_break_points(text) if shared else break_points(text)
    pieces, start = [], 0
    for end in (*points, len(text)):
        piece = text[start:end]
        total = sum([advances[char] for char in piece])
        hanging = piece[len(piece.rstrip(_HANGING if shared else _HANGING + WIDE_BLANKS)) :]
        pieces.append(_Piece(piece, total - sum([advances[char] for char in hanging]), total))
        start = end
    return tuple(pieces)


def _fitting(font: _Font, text: str, limit: int) -> int:
    """How many characters of a word fit in ``limit`` units; at least one. A blank hangs over the line's end."""
    advances, width = scaled_advances(font.family, font.bold, font.size_pt), 0
    for index, char in enumerate(text):
        if width + (0 if char in _HANGING else advances[char]) > limit and index:
            return index
        width += advances[char]
    return len(text)


def _wrap_known(font: _Font, text: str, limit: int) -> list[Span]:
    """Wrap one paragraph whose glyphs the face has."""
    spans: list[Span] = []
    start, size = 0, SEEN_AT_ONCE  # where the line that is being filled begins, and how much is looked at from there
    while start < len(text):
        cut = start + size < len(text)
        pieces = _pieces(font, text[start : start + size], False)
        first, end, used = start, start, 0
        for piece in pieces[:-1] if cut and len(pieces) > 1 else pieces:
            if used + piece.visible > limit:
                if end > start:
                    spans.append((start, end))
                    start, used = end, 0
                if piece.visible > limit:  # an over-long word: break it, and start anew after the break
                    end = start + _fitting(font, text[start : start + size], limit)
                    break
            end += len(piece.text)
            used += piece.total
        else:
            if cut:  # this line may go on in what is not seen yet
                size = SEEN_AT_ONCE if start > first else 2 * size
                continue
        size = SEEN_AT_ONCE
        spans.append((start, end))
        start = end
        while text.startswith(" ", start):
            start += 1
    return spans


@lru_cache(maxsize=16384)
def _wrap(font: _Font, text: str, limit: int) -> tuple[Span, ...]:
    """Wrap a text with hard breaks; ``text`` is printable."""
    spans: list[Span] = []
    at = 0
    for paragraph in text.split("\n"):
        if not paragraph:
            spans.append((at, at))
        else:
            spans.extend([(at + start, at + end) for start, end in _wrap_paragraph(font, paragraph, limit)])
        at += len(paragraph) + 1
    return tuple(spans)


def _wrap_paragraph(font: _Font, text: str, limit: int) -> list[Span]:
    if font.knows(text):
        found = _wrap_known(font, text, limit)
    else:
        found = fallback_layout(font.family, font.bold, font.size_pt).spans(text, limit)
    return [trimmed(text, start, end) for start, end in found]


@lru_cache(maxsize=16384)
def _most_lines(font: _Font, text: str, limit: int, slack: int) -> int:
    """The most lines that any of the three programs makes of a printable text; LibreOffice has ``slack`` less room."""
    count = 0
    for paragraph in text.split("\n"):
        if not font.knows(paragraph):
            count += len(_wrap(font, paragraph, limit))
            continue
        most = _shared_count(font, paragraph, limit - slack) if paragraph else 1
        if _longest_piece(font, paragraph, True) > limit - slack:
            most = max(most, len(_wrap(font, paragraph, limit)))
        count += most
    return count


def _shared_count(font: _Font, text: str, limit: int) -> int:
    """Lines of one paragraph by the breaks that all programs allow.

    A word too long for a line begins a new one (so do Word and LibreOffice), and takes as many lines as the worse of
    two ways to break it: anywhere, or after its slashes and hyphens where these help.
    """
    count, used = 0, 0
    for piece in _pieces(font, text, True):
        if used and used + piece.visible > limit:
            count, used = count + 1, 0
        if piece.visible > limit:
            parts = _parts_of_word(piece.text)
            filled, used = max(_filled(font, (piece.text,), limit), _filled(font, parts, limit))
            count += filled + ("://" in piece.text)  # LibreOffice has rules of its own for addresses
        else:
            used += piece.total
    return count + (1 if used else 0)


def _parts_of_word(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split("(?<=[/-])", text) if part)


def _filled(font: _Font, parts: tuple[str, ...], limit: int) -> tuple[int, int]:
    """Full lines that the parts of a word fill, and how much they use of the next."""
    count, used = 0, 0
    for part in parts:
        width = font.width(part)
        if used and used + width > limit:
            count, used = count + 1, 0
        at = 0
        while width > limit:
            fitting = _fitting(font, part[at : at + SEEN_AT_ONCE], limit)
            width, count = width - font.width(part[at : at + fitting]), count + 1
            at += fitting
        used += width
    return count, used


@lru_cache(maxsize=4096)
def _longest_piece(font: _Font, text: str, shared: bool) -> int:
    widths = [0]
    for paragraph in text.split("\n"):
        if font.knows(paragraph):
            widths.extend(piece.visible for piece in _pieces(font, paragraph, shared))
        else:
            widths.extend(font.width(word) for word in words(paragraph))
    return max(widths)


@dataclass(frozen=True, slots=True)
class TextMeasurer:
    """Measures texts in one font family (a :class:`~sopgen.layout.text.protocol.Measurer`).

    ``work`` counts the characters whose lines are asked for, found anew or kept; WorkUsedUpError when there is none
    left.
    """

    family: str
    work: Work | None = field(default=None, compare=False)

    def _counted(self, text: str) -> str:
        """A text as it is printed; its characters are counted."""
        text = printable(text)
        if self.work is not None:
            self.work.spend(len(text))
        return text

    def width(self, text: str, size_pt: float, bold: bool = False) -> float:
        """Width in mm of one line of text."""
        return _font(self.family, bold, size_pt).width(text) / UNITS_PER_MM

    def spans(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> tuple[Span, ...]:
        """Where the lines that WeasyPrint makes of ``text`` in ``width_mm`` stand in the printable text.

        Hard breaks are kept, an empty text is no line.
        """
        text = self._counted(text)
        return _wrap(_font(self.family, bold, size_pt), text, _limit(width_mm)) if text else ()

    def lines(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> tuple[str, ...]:
        """The lines themselves."""
        return slices(printable(text), self.spans(text, width_mm, size_pt, bold))

    def line_count(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> int:
        """How many lines ``text`` may take in any of the documents: the count that heights are made from."""
        text = self._counted(text)
        return _most_lines(_font(self.family, bold, size_pt), text, _limit(width_mm), _SLACK) if text else 0

    def line_counts(self, texts: Iterable[str], width_mm: float, size_pt: float) -> list[int]:
        """``line_count`` of each of several texts."""
        font, limit = _font(self.family, False, size_pt), _limit(width_mm)
        printed = [printable(text) for text in texts]
        if self.work is not None:
            self.work.spend(sum(map(len, printed)))
        return [_most_lines(font, text, limit, _SLACK) if text else 0 for text in printed]

    def shared_spans(self, text: str, width_mm: float, size_pt: float, bold: bool = False) -> tuple[Span, ...]:
        """The lines of a text whose words all fit, broken only where Pango, Word and LibreOffice all may."""
        font, limit = _font(self.family, bold, size_pt), _limit(width_mm)
        spans: list[Span] = []
        at = 0
        for paragraph in self._counted(text).split("\n"):
            found = _wrap_shared(font, paragraph, limit) if font.knows(paragraph) else _wrap(font, paragraph, limit)
            spans.extend([(at + start, at + end) for start, end in found])
            at += len(paragraph) + 1
        return tuple(spans)

    def longest_word(self, text: str, size_pt: float, bold: bool = False, shared: bool = False) -> float:
        """Width in mm of the widest stretch of ``text`` without a break point (``shared``: one that all may use)."""
        return _longest_piece(_font(self.family, bold, size_pt), printable(text), shared) / UNITS_PER_MM

    def effort(self, text: str, size_pt: float) -> int:
        """What it takes to find the lines of a printable text, in characters that the face has; for budgets."""
        return len(text) * (1 if _font(self.family, False, size_pt).knows(text.replace("\n", "")) else FALLBACK_EFFORT)

    def least_lines(self, text: str, width_mm: float, size_pt: float) -> int:
        """So many lines a text takes at least, however well they are filled; found without looking for them."""
        font, limit = _font(self.family, False, size_pt), _limit(width_mm)
        paragraphs = printable(text).split("\n")
        return sum([max(1, -(-font.width("".join(words(each))) // limit)) for each in paragraphs]) if text else 0

    def missing(self, text: str) -> str:
        """The characters of ``text`` that no installed font has a glyph for, each once, in order."""
        font = _font(self.family, False, 9.0)
        if font.knows(printable(text).replace("\n", "")):
            return ""
        layout = fallback_layout(self.family, False, 9.0)
        chars = dict.fromkeys(char for char in printable(text) if not char.isspace())
        advances = scaled_advances(self.family, False, 9.0)
        return "".join(char for char in chars if char not in advances and layout.lacks(char))


def _wrap_shared(font: _Font, text: str, limit: int) -> list[Span]:
    """Wrap one paragraph whose glyphs the face has at the break points that all programs allow."""
    spans: list[Span] = []
    start, end, used = 0, 0, 0
    for piece in _pieces(font, text, True):
        if end > start and used + piece.visible > limit:
            spans.append(trimmed(text, start, end))
            start, used = end, 0
        end, used = end + len(piece.text), used + piece.total
    return [*spans, trimmed(text, start, end)]


def _limit(width_mm: float) -> int:
    """A width in whole Pango units, cut off as WeasyPrint cuts it."""
    return max(int(width_mm * UNITS_PER_MM), 1)


_SLACK = _limit(SLACK_MM)


def sizes(first: float, least: float) -> list[float]:
    """The sizes of letters to try, in points: ``first`` and smaller ones down to ``least``."""
    found = [first]
    while found[-1] - SIZE_STEP >= least:
        found.append(found[-1] - SIZE_STEP)
    return found


def line_height_mm(size_pt: float, line_height: float) -> float:
    """Height in mm of one line at ``size_pt`` when lines are ``line_height`` times the size."""
    return size_pt * line_height * MM_PER_POINT
