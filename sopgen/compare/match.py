"""Which step of the old version is which step of the new one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sopgen.model.sop import Section, Step

#: From this share of common words on, two sentences are one sentence reworded.
SIMILAR = 0.5


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of step numbers, old to new, and the new numbers of those that changed their place among the others."""

    pairs: Mapping[int, int]
    moved: frozenset[int]

    @property
    def backwards(self) -> dict[int, int]:
        """New to old."""
        return {new: old for old, new in self.pairs.items()}


def match_steps(old: Section, new: Section) -> Matching:
    """Pair the steps of two versions: equal ids first, then equal sentences, then the most similar ones."""
    scores = [
        (score, -abs(one.number - other.number), -one.number, -other.number)
        for one in old.steps
        for other in new.steps
        if (score := _likeness(one, other)) >= SIMILAR
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in sorted(scores, reverse=True):
        if -one not in pairs and -other not in taken:
            pairs[-one] = -other
            taken.add(-other)
    ordered = dict(sorted(pairs.items()))
    return Matching(ordered, frozenset(ordered.values()) - set(_longest_rising(list(ordered.values()))))


def _likeness(one: Step, other: Step) -> float:
    """3 for one id, 2 for one sentence, else the share of common words (0 to 1)."""
    if one.id and one.id == other.id:
        return 3.0
    if one.kegiatan == other.kegiatan:
        return 2.0
    words, others = one.kegiatan.casefold().split(), other.kegiatan.casefold().split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest rising part of a sequence of different numbers: those that kept their order."""
    tails: list[int] = []  # tails[k]: index of the smallest last number of a rising part of length k + 1
    before: dict[int, int | None] = {}
    for index, number in enumerate(numbers):
        place = bisect_left([numbers[tail] for tail in tails], number)
        before[index] = tails[place - 1] if place else None
        tails[place : place + 1] = [index]
    rising: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        rising.append(numbers[at])
        at = before[at]
    return rising[::-1]
