"""Words whose capitals come from a forgotten Caps Lock: "kONSEP", "MEmeriksa", "KONSEP" amid ordinary text.

What was meant is said only where that is one word: "pKLNPRT" may be an abbreviation with a letter too many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from sopgen.rules.texts import Text
from sopgen.rules.words.acronyms import named_in_texts, words_of
from sopgen.rules.words.verbs import is_active
from sopgen.rules.words.vocabulary import OFFICE_WORDS

_CAPITALS = re.compile(r"[A-Z]{2}")
_INVERTED = re.compile(r"[a-z][A-Z]{3,}")
_TWO_CAPITALS = re.compile(r"[A-Z]{2}[a-z]{3,}")
#: Endings that Indonesian hangs on an abbreviation ("SOPnya"), and prefixes of digital things ("eKTP", "mPASPOR").
_SUFFIXES = ("nya", "kan", "lah", "pun")
_DIGITAL = re.compile(r"[eimu][A-Z]{2,5}")
_SHOUT_LENGTH = 5
_VERB_LENGTH = 7


@dataclass(frozen=True, slots=True)
class OddWord:
    """A word, the text it stands in first, where else it stands ("langkah 9"), and the ordinary word it is.

    ``ordinary`` is in small letters, and empty where nobody can tell which word was meant; ``acronym`` is then one
    that it may have been.
    """

    word: str
    first: Text
    ordinary: str = ""
    acronym: str = ""
    also: tuple[str, ...] = ()

    @property
    def meant(self) -> str:
        """What to write in its first place; empty where that is not sure."""
        at = self.first.text.find(self.word)
        return self.written(self.first.text[:at])

    def written(self, before: str) -> str:
        """The ordinary word behind ``before``: with a capital where a text begins, or where it was typed with one."""
        capital = not re.search(r"\w", before) or self.word[0].isupper()
        return self.ordinary.capitalize() if capital else self.ordinary


def odd_words(texts: Iterable[Text], names: Collection[str] = ()) -> list[OddWord]:
    """All oddly capitalised words of one SOP, each once, in the order of their first place.

    ``names`` are words whose capitals are known to be meant.
    """
    return list(_odd_words(tuple(texts), frozenset(names)))


@lru_cache(maxsize=8)  # who tells of them and who mends them ask for the same SOP
def _odd_words(all_texts: tuple[Text, ...], names: frozenset[str]) -> tuple[OddWord, ...]:
    shouting = tuple(text for text in all_texts if _CAPITALS.search(text.text))
    if not shouting:
        return ()
    known = _Known.of(all_texts, names)
    found: dict[str, OddWord] = {}
    for text in shouting:
        mixed = text.text != text.text.upper()
        for word in words_of(text.text):
            if word in found:
                odd = found[word]
                if text.name not in (odd.first.name, *odd.also):
                    found[word] = replace(odd, also=(*odd.also, text.name))
            elif word not in known.names and (is_odd(word) or (mixed and known.is_shouted(word))):
                found[word] = OddWord(word, text, *known.meaning(word))
    return tuple(found.values())


def is_odd(word: str) -> bool:
    """Whether the capitals of one word cannot be meant, whatever stands around it."""
    if _INVERTED.fullmatch(word):
        return not _DIGITAL.fullmatch(word)
    return bool(_TWO_CAPITALS.fullmatch(word)) and word[2:] not in _SUFFIXES


@dataclass(frozen=True, slots=True)
class _Known:
    """What one SOP's texts tell of words: those in small letters, those that are words at all, and names."""

    small: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, texts: tuple[Text, ...], names: Collection[str]) -> _Known:
        seen = frozenset(word for text in texts for word in words_of(text.text))
        small = frozenset(word for word in seen if word.islower())
        words = small | frozenset(word.casefold() for word in seen if word.istitle())
        meant = frozenset(names) | named_in_texts(text.text for text in texts)
        unlike = frozenset(word for word in seen if len(word) > 1 and word.isupper() and word.casefold() not in words)
        return cls(small, words | OFFICE_WORDS, meant, meant | (unlike - {word.upper() for word in OFFICE_WORDS}))

    def is_shouted(self, word: str) -> bool:
        """A long word all in capitals that the same SOP also writes small is a word, not an abbreviation."""
        return len(word) >= _SHOUT_LENGTH and word.isupper() and word.casefold() in self.small

    def meaning(self, word: str) -> tuple[str, str]:
        """The ordinary word that an odd one is, or else nothing and the acronym that it may be."""
        lower = word.casefold()
        near = {lower, lower[1:]} if word[0].islower() else {lower}
        acronym = min((name for name in self.acronyms if name.casefold() in near), default="")
        verb = len(word) >= _VERB_LENGTH and is_active(word)
        return ("", acronym) if acronym or not (verb or lower in self.words) else (lower, "")
