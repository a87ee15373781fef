"""Long texts compared in steps by their lengths alone: "patience" diff, after Bram Cohen."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

#: Places in the one and in the other sequence.
_Pair: TypeAlias = tuple[int, int]


def unique_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Pair]:
    """Pairs of equal items, both places rising: items that stand once in both, and what stands beside those.

    The beginning and the end, as far as they are alike, are paired too.
    """
    old_at = new_at = 0
    for old_next, new_next in (*_rising(_once_in_both(old, new)), (len(old), len(new))):
        while old_at < old_next and new_at < new_next and old[old_at] == new[new_at]:
            yield old_at, new_at
            old_at, new_at = old_at + 1, new_at + 1
        shorter = min(old_next - old_at, new_next - new_at)
        back = next((by for by in range(shorter) if old[old_next - 1 - by] != new[new_next - 1 - by]), shorter)
        yield from ((old_next - by, new_next - by) for by in range(back, 0, -1))
        if old_next < len(old):
            yield old_next, new_next
        old_at, new_at = old_next + 1, new_next + 1


def _once_in_both(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Pair]:
    """Where items stand that are only once in each, in the order of the first."""
    in_old, in_new = Counter(old), Counter(new)
    places = {item: at for at, item in enumerate(new) if in_new[item] == 1}
    return [(at, places[item]) for at, item in enumerate(old) if in_old[item] == 1 and item in places]


def _rising(pairs: Sequence[_Pair]) -> list[_Pair]:
    """As many of the pairs as can be had with the second place rising too (Schensted)."""
    lowest: list[int] = []  # of all rising rows of so many pairs, the lowest last second place
    last: list[int] = []  # and the pair it belongs to
    before: list[int | None] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place)
        before.append(last[length - 1] if length else None)
        lowest[length : length + 1] = [place]
        last[length : length + 1] = [index]
    chosen: list[_Pair] = []
    at = last[-1] if last else None
    while at is not None:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]
