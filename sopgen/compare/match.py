"""Which step of the old version is which step of the new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sopgen.model.sop import Section, Step
from sopgen.work import VERSIONS, Work, WorkUsedUpError

#: The order of words is compared in sentences of up to so many: it takes time by the square of their number.
_MOST_WORDS = 200
#: From this share of common words on, two sentences are one sentence reworded.
SIMILAR = 0.5


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of step numbers, old to new, and the new numbers of those that changed their place among the others."""

    pairs: Mapping[int, int]
    moved: frozenset[int]


def match_steps(old: Section, new: Section) -> Matching:
    """Pair the steps of two versions: equal ids first, then equal sentences, then the most similar ones."""
    work = Work(VERSIONS)
    scores = [
        (score, -abs(one.number - other.number), -one.number, -other.number)
        for one in old.steps
        for other in new.steps
        if (score := _likeness(one, other, work)) >= SIMILAR
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in sorted(scores, reverse=True):
        if -one not in pairs and -other not in taken:
            pairs[-one] = -other
            taken.add(-other)
    ordered = dict(sorted(pairs.items()))
    return Matching(ordered, frozenset(ordered.values()) - set(_longest_rising(list(ordered.values()))))


def _likeness(one: Step, other: Step, work: Work) -> float:
    """3 for one id, 2 for one sentence, else the share of common words (0 to 1).

    Of long sentences, and when the work is used up, in whichever order the words stand.
    """
    if one.id and one.id == other.id:
        return 3.0
    if one.kegiatan == other.kegiatan:
        return 2.0
    words, others = one.kegiatan.casefold().split(), other.kegiatan.casefold().split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    rough = matcher.quick_ratio()
    if rough < SIMILAR or max(len(words), len(others)) > _MOST_WORDS:
        return rough
    try:
        work.spend(len(words) * len(others))
    except WorkUsedUpError:
        return rough
    return matcher.ratio()


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest rising part of a sequence of different numbers: those that kept their order.

    Of two that are as long, the one that ends with the smaller number.
    """

    def merit(run: list[int]) -> tuple[int, int]:
        return len(run), -run[-1]

    runs: list[list[int]] = []  # for each number, the best run that ends with it
    for number in numbers:
        best = max((run for run in runs if run[-1] < number), key=merit, default=[])
        runs.append([*best, number])
    return max(runs, key=merit, default=[])
