"""Words whose capitals come from a forgotten Caps Lock: "kONSEP", "MEmeriksa", "KONSEP" amid ordinary text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sopgen.rules.texts import Text

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z]{2}")
_INVERTED = re.compile(r"[a-z][A-Z]{3,}")
_TWO_CAPITALS = re.compile(r"[A-Z]{2}[a-z]{3,}")
#: Endings that Indonesian hangs on an abbreviation ("SOPnya"), and prefixes of digital things ("eKTP", "mPASPOR").
_SUFFIXES = ("nya", "kan", "lah", "pun")
_DIGITAL = re.compile(r"[eimu][A-Z]{2,5}")
_SHOUT_LENGTH = 5


@dataclass(frozen=True, slots=True)
class OddWord:
    """A word, what was meant, the text it stands in first, and where else it stands ("langkah 9")."""

    word: str
    meant: str
    first: Text
    also: tuple[str, ...] = ()


def odd_words(texts: Iterable[Text]) -> list[OddWord]:
    """All oddly capitalised words of one SOP, each once, in the order of their first place."""
    all_texts = tuple(texts)
    shouting = tuple(text for text in all_texts if _CAPITALS.search(text.text))
    ordinary = {word for text in all_texts for word in _WORD.findall(text.text) if word.islower()}
    found: dict[str, OddWord] = {}
    for text in shouting:
        mixed = text.text != text.text.upper()
        for match in _WORD.finditer(text.text):
            word = match[0]
            if not _CAPITALS.search(word):
                continue
            if word in found:
                odd = found[word]
                if text.name not in (odd.first.name, *odd.also):
                    found[word] = replace(odd, also=(*odd.also, text.name))
            elif is_odd(word) or (mixed and _is_shouted(word, ordinary)):
                found[word] = OddWord(word, _meant(word, match.start(), text.text), text)
    return list(found.values())


def is_odd(word: str) -> bool:
    """Whether the capitals of one word cannot be meant, whatever stands around it."""
    if _INVERTED.fullmatch(word):
        return not _DIGITAL.fullmatch(word)
    return bool(_TWO_CAPITALS.fullmatch(word)) and word[2:] not in _SUFFIXES


def _is_shouted(word: str, ordinary: set[str]) -> bool:
    """A long word all in capitals that the same SOP also writes small is a word, not an abbreviation."""
    return len(word) >= _SHOUT_LENGTH and word.isupper() and word.casefold() in ordinary


def _meant(word: str, at: int, text: str) -> str:
    """Small letters, with a capital where the word or the text begins with one."""
    lower = word.casefold()
    begins = at <= len(text) - len(text.lstrip())
    return lower.capitalize() if begins or word[0].isupper() else lower
