"""Is it the same jabatan, written another way? "Kabag Evapor", "Kepala Bagian Evaluasi dan Pelaporan".

Two names are compared part by part: the rank ("Kabag" is "Kepala Bagian"), the words that say of what, and the
number at the end ("II"), which must be equal. The words may be a typing slip, shortened, initials, syllables of the
long form ("Eva-por"), or cut off before "dan".
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import takewhile

from sopgen.model.suggest import distance
from sopgen.rules.words.vocabulary import NOT_SHORT_FORMS, NOT_SLIPS, pairs

#: Short forms of ranks, as one word without points and blanks.
_RANKS = pairs(
    """
    kaban: kepala badan, kabag: kepala bagian, kabid: kepala bidang, kabiro: kepala biro, kadis: kepala dinas,
    kakan: kepala kantor, kanwil: kantor wilayah, kapus: kepala pusat, karo: kepala biro,
    kasatker: kepala satuan kerja, kasi: kepala seksi, kasie: kepala seksi, kasubag: kepala subbagian,
    kasubbag: kepala subbagian, kasubbid: kepala subbidang, kasubid: kepala subbidang, kasubdit: kepala subdirektorat,
    kaur: kepala urusan, dirjen: direktur jenderal, irjen: inspektur jenderal, sekjen: sekretaris jenderal,
    setjen: sekretariat jenderal, sekda: sekretaris daerah, sesmenko: sekretaris menko, menko: menteri koordinator,
    wamen: wakil menteri
    """
)
_LONG = tuple(sorted(dict.fromkeys(_RANKS.values()), key=len, reverse=True))

#: What a sentence may call a person of rank by.
RANK_WORDS = frozenset({*_RANKS, *_LONG, "direktur", "inspektur", "menteri", "sekretaris"})

_SMALL = frozenset({"dan", "serta", "untuk", "di", "ke", "pada"})
_NUMBER = re.compile(r"[ivx]+|\d+|[a-z]")


@dataclass(frozen=True, slots=True)
class Position:
    """A jabatan taken apart: rank, content words, number at the end. All in small letters, without marks."""

    rank: str
    words: tuple[str, ...]
    number: str

    @property
    def content(self) -> tuple[str, ...]:
        """The words that carry meaning, without "dan"."""
        return tuple(word for word in self.words if word not in _SMALL)


@cache
def position(name: str) -> Position:
    """Take a jabatan apart. Points in abbreviations, joining signs and doubled blanks do not count."""
    text = " ".join(re.findall(r"\w+", re.sub(r"(?<=\w)\.(?=\w)", "", name.casefold().replace("-", ""))))
    text = re.sub(r"\b(sub|kasub) (?=bag|bid|dit)", r"\1", re.sub(r"\bka (?=sub|bag|bid|biro|sie?\b)", "ka", text))
    first, _, rest = text.partition(" ")
    text = f"{_RANKS.get(first, first)} {rest}".strip()
    rank = next((long for long in _LONG if text == long or text.startswith(f"{long} ")), "")
    words = text[len(rank) :].split()
    number = words.pop() if len(words) > 1 and _NUMBER.fullmatch(words[-1]) else ""
    return Position(rank, tuple(words), number)


class Likeness(IntEnum):
    """How surely two names are one jabatan. LOOSE: only if both belong to the same unit."""

    NONE = 0
    LOOSE = 1
    CLOSE = 2


def likeness(left: str, right: str, known_words: Set[str] = frozenset()) -> Likeness:
    """Whether two names are probably one jabatan. A word of ``known_words`` is never taken for a typing slip.

    A name that only says less ("Kabag Umum", "Kabag Umum dan Kepegawaian") is loosely like the other: two units may
    have both.
    """
    one, other = position(left), position(right)
    if one == other:
        return Likeness.CLOSE
    if one.number != other.number or one.rank != other.rank or not one.words or not other.words:
        return Likeness.NONE
    if _same_words(one.words, other.words, known_words):
        return Likeness.CLOSE
    return max(_short_of(one, other), _short_of(other, one)) if one.rank else Likeness.NONE


def _same_words(left: tuple[str, ...], right: tuple[str, ...], known: Set[str]) -> bool:
    """Word by word equal, or a typing slip of one word, or words cut short ("Kepeg" for "Kepegawaian")."""
    if len(left) != len(right):
        return False
    pairs = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    if all(_cut_short(*sorted(pair, key=len)) for pair in pairs):
        return True
    return len(pairs) == 1 and _slip(*pairs[0], known)


def _cut_short(short: str, long: str) -> bool:
    return len(short) >= 3 and long.startswith(short) and short not in NOT_SHORT_FORMS


def _slip(left: str, right: str, known: Set[str]) -> bool:
    """One edit in five letters, two in ten; numbers are never slips, nor two words that both occur elsewhere."""
    if _NUMBER.fullmatch(left) or _NUMBER.fullmatch(right) or {left, right} <= known | NOT_SLIPS:
        return False
    length = min(len(left), len(right))
    most = 2 if length >= 10 else 1 if length >= 5 else 0
    return abs(len(left) - len(right)) <= most and distance(*_unlike(left, right)) <= most


def _unlike(left: str, right: str) -> tuple[str, str]:
    """Two words without the beginning and the end they share: their distance is the same, and sooner found."""
    start = _shared(left, right)
    left, right = left[start:], right[start:]
    end = _shared(left[::-1], right[::-1])
    return left[: len(left) - end], right[: len(right) - end]


def _shared(left: str, right: str) -> int:
    """How many letters two words have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _short_of(short: Position, long: Position) -> Likeness:
    """How surely ``short`` is a shorter way to say ``long``; both have the same rank and number."""
    if len(short.words) < len(long.words) and long.words[: len(short.words)] == short.words:
        return Likeness.LOOSE if long.words[len(short.words)] in _SMALL else Likeness.NONE
    if len(short.words) != 1:
        return Likeness.NONE
    word = short.words[0]
    if len(long.content) > 1:
        initials = "".join(other[0] for other in long.content)
        made = word == initials or _syllables(word, long.content)
        return Likeness.CLOSE if made else Likeness.NONE
    return Likeness.LOOSE if _half_syllables(word, long.content[0]) else Likeness.NONE


def _syllables(word: str, words: tuple[str, ...], begun: bool = False) -> bool:
    """Whether ``word`` is made of pieces of all ``words`` in order, the first from its beginning ("Eva" + "por")."""
    first, *rest = words
    if not rest:
        return len(word) >= 2 and word in first
    return any(
        (word[:size] in first if begun else first.startswith(word[:size]))
        and _syllables(word[size:], tuple(rest), begun=True)
        for size in range(len(word), 1, -1)
    )


def _half_syllables(word: str, long: str) -> bool:
    """ "Evapor" and "Evaluasi": a coined word that begins like the long one and ends like no ordinary word.

    Only short coinages count: at most seven letters, three of them common, and no ending that nouns have.
    """
    if not 5 <= len(word) <= 7 or len(long) <= len(word) or word in NOT_SHORT_FORMS:
        return False
    common = _shared(word, long)
    return 3 <= common < len(word) and not re.search(r"(?:an|as|um|si|ik|is|[aeiou])$", word)
