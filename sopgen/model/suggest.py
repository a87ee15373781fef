"""“Maksud Anda …?”: the known word nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from sopgen.work import Work, WorkUsedUpError


def distance(left: str, right: str) -> int:
    """Return how many letters of the longer word have no counterpart in the other one, read in the same order.

    A letter too many, missing, wrong or swapped with its neighbour counts one.
    """
    first, second = sorted((left, right))
    shared = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return max(len(left), len(right)) - sum(block.size for block in shared)


def nearest(word: str, known: Collection[str], work: Work | None = None) -> str | None:
    """Return the word of ``known`` that ``word`` was probably meant to be, or None when none is near.

    Near is one letter in three that differs (none in a word of two), blind to capitals, blanks and joining signs;
    ties go to the first. ``work`` counts the words of lists that people write; when it is used up, none is near.
    """
    try:
        if work is not None:
            work.spend(len(known))
    except WorkUsedUpError:
        return None
    plain = _plain(word)
    best, least = None, len(plain) // 3 + 1
    for candidate in known:
        other = _plain(candidate)
        if abs(len(other) - len(plain)) >= least:
            continue
        steps = distance(plain[:60], other[:60])
        if steps < least:
            best, least = candidate, steps
    return best


def did_you_mean(word: str, known: Collection[str], work: Work | None = None) -> str:
    """Return the sentence “Maksud Anda “…”?” for a misspelt ``word`` (see ``nearest``), or an empty text."""
    found = nearest(word, known, work)
    return f"Maksud Anda “{found}”?" if found else ""


def listing(words: Iterable[str], most: int = 8) -> str:
    """Return “a”, “b”, “c” for a hint, cut after ``most`` words."""
    quoted = [f"“{word}”" for word in words]
    return ", ".join(quoted[:most]) + (", …" if len(quoted) > most else "")


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())
