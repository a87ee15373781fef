"""“Maksud Anda …?”: the known word nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str) -> int:
    """Return the number of single edits (insert, delete, replace, swap of neighbours) that make one word the other.

    Optimal string alignment (Damerau 1964 with each part edited once).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of ``known`` that ``word`` was probably meant to be, or None when none is near.

    Near is one edit in three letters (none in a word of two), blind to capitals, blanks and joining signs; ties go
    to the first.
    """
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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the sentence “Maksud Anda “…”?” for a misspelt ``word``, or an empty text."""
    found = nearest(word, known)
    return f"Maksud Anda “{found}”?" if found else ""


def listing(words: Iterable[str], most: int = 8) -> str:
    """Return “a”, “b”, “c” for a hint, cut after ``most`` words."""
    quoted = [f"“{word}”" for word in words]
    return ", ".join(quoted[:most]) + (", …" if len(quoted) > most else "")


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())
