"""Indonesian verbs at the head of a kegiatan: is it active, and which active verb was probably meant?

The prefix rules are those of Tata Bahasa Baku Bahasa Indonesia (meN-: p, t, k, s melt, clusters of borrowed words
do not). ``vocabulary`` holds what the rules get wrong in the language of offices.
"""

from __future__ import annotations

import re

from sopgen.rules.words.vocabulary import BARE_VERBS, LOOK_ALIKES, MEANT_VERBS, NOT_PASSIVE

_VOWELS = "aiueo"
#: meN- by the first letter of the stem; it is meng- before all others.
_PREFIXES = {
    letter: prefix
    for prefix, letters in (("mem", "pbfv"), ("men", "tdcjz"), ("meny", "s"), ("me", "lmnrwy"))
    for letter in letters
}
_PER_STEMS = ("periksa", "perintah", "peroleh", "peras", "percik", "permalukan", "pernis")
#: What is passed over is never given back (``++``): a text of marks and blanks alone takes no longer than any other.
_FIRST_WORD = re.compile(r"\W*+(?:(?:\d++|[a-z])\s*+[.)]\W*+)*([^\W\d_]+)", re.IGNORECASE)
_KEEP_P = ("pelajari", "punyai")


def first_word(text: str) -> str:
    """The first word of a text; bullets, numbers and letters of a list before it are passed over."""
    match = _FIRST_WORD.match(text)
    return match[1] if match else ""


def is_active(word: str) -> bool:
    """Whether a word is an active verb: me- or ber-, or one of the few without prefix."""
    lower = word.casefold()
    if lower in BARE_VERBS:
        return True
    return len(lower) > 4 and lower.startswith(("me", "ber")) and lower not in LOOK_ALIKES


def is_passive(word: str) -> bool:
    """Whether a word is a verb in di-."""
    lower = word.casefold()
    return len(lower) > 4 and lower.startswith("di") and lower not in NOT_PASSIVE


def active_form(word: str) -> str | None:
    """The active verb that a passive verb, a noun or a bare stem stands for; None when no good guess is known."""
    lower = word.casefold()
    if lower in MEANT_VERBS:
        return MEANT_VERBS[lower]
    if is_passive(lower):
        return with_me(lower[2:]).capitalize()
    if re.fullmatch(r"pe(m|n|ng|ny)[a-z]{3,}an", lower):
        return f"Me{lower[2:-2]}"
    return None


def with_me(stem: str) -> str:
    """A stem with the prefix meN-: ``periksa`` gives ``memeriksa``, ``proses`` gives ``memproses``."""
    if len(stem) <= 4 and sum(letter in _VOWELS for letter in stem) == 1:
        return f"menge{stem}"
    first, second = stem[:1], stem[1:2]
    prefix = _PREFIXES.get(first, "meng")
    if first in "ptks" and second and second not in _VOWELS:
        return ("men" if first == "s" else prefix) + stem
    kept = stem.startswith(_KEEP_P) or (stem.startswith("per") and not stem.startswith(_PER_STEMS))
    return prefix + (stem[1:] if first in "ptks" and not kept else stem)
