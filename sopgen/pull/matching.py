"""Which item of a list then is which item of it now, and whether that is certain.

Equal items first, then equal ids, equal main texts, the same place between neighbours, and at last the most alike.
Certain is only what nothing else could be: of two as good ones, and of a text that became another, nobody knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sopgen.source.document import SourcePath
from sopgen.work import MATCHING, Work, WorkUsedUpError

#: From this share of common words on, two texts may be one text reworded ...
_ALIKE = 0.5
#: ... and from this one on they are, where nothing else comes near.
_VERY_ALIKE = 0.7
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: ``main`` is the text that it is known by, ``others`` what else it says.

    ``words`` are what alike items have in common. ``group`` tells apart lists that are matched together: a list and the
    one that it became have the same.
    """

    path: SourcePath
    main: str
    id: str = ""
    others: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    group: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """The index of the item now; not ``certain`` where it is only the likely one."""

    index: int
    certain: bool


_Key = Callable[[Item], Hashable]


def match(base: Sequence[Item], today: Sequence[Item]) -> Mapping[int, Match]:
    """Index in ``base`` -> item of ``today``; what is nothing that is there now is missing."""
    return _Matcher(base, today).matched()


@dataclass
class _Matcher:
    base: Sequence[Item]
    today: Sequence[Item]
    found: dict[int, Match] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def matched(self) -> Mapping[int, Match]:
        self.alone(lambda item: (item.id, item.main, item.others) if item.id else None, lambda _one, _other: True)
        self.equal()
        self.named(lambda item: (item.group, item.id) if item.id else None)
        self.named(lambda item: item.id or None)
        self.alone(lambda item: (item.group, item.main) if item.main else None, self.of_one_text)
        self.alone(lambda item: item.main or None, self.of_one_text)
        self.between()
        self.alike()
        self.between()
        return self.found

    # -- ways to match ----------------------------------------------------------------------------------------

    def alone(self, key: _Key, certain: Callable[[int, int], bool | None]) -> None:
        """Match free items that are the only ones with their key; ``certain`` says None for those that are none."""
        now = _by(key, self.today, self.taken)
        for value, ones in _by(key, self.base, self.found).items():
            others = now.get(value, ())
            if len(ones) == len(others) == 1:
                sure = certain(ones[0], others[0])
                if sure is not None:
                    self.pair(ones[0], others[0], sure)

    def equal(self) -> None:
        """Match items that say the same: between the same neighbours, or where as many of one text are as were."""

        def as_many(one: int, other: int) -> bool | None:
            then, now = self.counts(one)
            return None if self.contradicted(one, other) else then == now

        self.alone(lambda item: (item.group, _said(item)), lambda one, other: as_many(one, other) or None)
        after, before = self.standing(-1), self.standing(1)
        for one, other in after.items():
            if before.get(one) == other and not self.contradicted(one, other):
                self.pair(one, other, True)
        self.alone(_said, as_many)

    def standing(self, side: int) -> dict[int, int]:
        """For free items: the equal item of today that stands at what their neighbour on this side became."""
        places: dict[int, int] = {}
        for one in range(len(self.base))[::-side]:
            other = None if one in self.found else self.beside(one, side, places)
            if other is not None and _said(self.base[one]) == _said(self.today[other]):
                places[one] = other
        return places

    def named(self, key: _Key) -> None:
        """Match items of one id; where their texts differ, no other item may have one of the texts."""
        then = {item.main for index, item in enumerate(self.base) if index not in self.found}
        now = {item.main for index, item in enumerate(self.today) if index not in self.taken}

        def certain(one: int, other: int) -> bool | None:
            before, after = self.base[one].main, self.today[other].main
            if before == after:
                return True
            if before in now:
                return None
            return after not in then and self.reworded(one, other)

        self.alone(key, certain)

    def between(self) -> None:
        """Match what stands alone between the same two neighbours as before."""
        for one in range(len(self.base)):
            other = None if one in self.found else self.beside(one, -1)
            if other is not None and other == self.beside(one, 1):
                self.pair(one, other, self.reworded(one, other) and not self.rivalled(one, other))

    def alike(self) -> None:
        """Match what is left by common words, the most alike first."""
        ones = [index for index in range(len(self.base)) if index not in self.found]
        others = [index for index in range(len(self.today)) if index not in self.taken]
        try:
            Work(MATCHING).spend(len(ones) * len(others))
        except WorkUsedUpError:
            return  # too many to tell which is which
        scores = {(one, other): score for one in ones for other in others if (score := self.likeness(one, other)) > 0}
        rivals = _Rivals(scores)
        for pair in sorted(scores, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair)):
            one, other = pair
            if scores[pair] >= _ALIKE and one not in self.found and other not in self.taken:
                clear = scores[pair] >= _VERY_ALIKE and scores[pair] - rivals.best(pair) >= _NEAR
                self.pair(one, other, clear and self.supported(one, other))

    def pair(self, one: int, other: int, certain: bool) -> None:
        """Match two items."""
        self.found[one] = Match(other, certain)
        self.taken.add(other)

    # -- what speaks for a match ------------------------------------------------------------------------------

    def of_one_text(self, one: int, other: int) -> bool:
        """Whether two items of one text are the same: no third has it, then or now, and more speaks for it."""
        return self.counts(one) == (1, 1) and self.supported(one, other)

    def counts(self, one: int) -> tuple[int, int]:
        """How many items had the text of ``one``, and how many have it now."""
        then, now = self.mains
        return then[self.base[one].main], now[self.base[one].main]

    @cached_property
    def mains(self) -> tuple[Counter[str], Counter[str]]:
        """How many items had, and have, each text."""
        return Counter(item.main for item in self.base), Counter(item.main for item in self.today)

    def supported(self, one: int, other: int) -> bool:
        """Whether more than its text says that an item is another, and no id says otherwise."""
        then, now = self.base[one], self.today[other]
        more = not (then.others or now.others) or set(then.others) & set(now.others)
        return bool(more) and not self.contradicted(one, other)

    def reworded(self, one: int, other: int) -> bool:
        """Whether an item is another whose text was changed: much of the text has stayed, or all but it."""
        then, now = self.base[one], self.today[other]
        stayed = then.main == now.main or self.likeness(one, other) >= _ALIKE
        return (stayed or (len(then.others) > 1 and then.others == now.others)) and not self.contradicted(one, other)

    def contradicted(self, one: int, other: int) -> bool:
        """Whether an id says that they are not the same: one of them has the id of a third."""
        then, now = self.base[one].id, self.today[other].id
        return then != now and (then in self.ids_now or now in self.ids_then)

    def rivalled(self, one: int, other: int) -> bool:
        """Whether another free item of today is nearly as alike, or more."""
        least = self.likeness(one, other) - _NEAR
        free = (index for index in range(len(self.today)) if index not in self.taken and index != other)
        return any(self.likeness(one, index) > max(least, 0) for index in free)

    def likeness(self, one: int, other: int) -> float:
        """The share of common words (0 to 1)."""
        words, others = self.base[one].words, self.today[other].words
        return 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0

    @cached_property
    def ids_then(self) -> frozenset[str]:
        """Every id that an item had."""
        return frozenset(item.id for item in self.base if item.id)

    @cached_property
    def ids_now(self) -> frozenset[str]:
        """Every id that an item has."""
        return frozenset(item.id for item in self.today if item.id)

    # -- neighbours -------------------------------------------------------------------------------------------

    def beside(self, one: int, side: int, places: Mapping[int, int] | None = None) -> int | None:
        """The free item of today beside what the neighbour of ``one`` became, or at the same end of its list.

        ``places`` says of neighbours that are not matched yet where they may be.
        """
        group, neighbour = self.base[one].group, one + side
        if _inside(self.base, neighbour, group):
            match = self.found.get(neighbour)
            at = match.index if match and match.certain else (places or {}).get(neighbour)
            other = None if at is None else at - side
        else:
            other = self.ends.get((group, side))
        return other if other is not None and _inside(self.today, other, group) and other not in self.taken else None

    @cached_property
    def ends(self) -> Mapping[tuple[int, int], int]:
        """The first (-1) and the last item (1) of each list now."""
        last = {(item.group, 1): index for index, item in enumerate(self.today)}
        first = {(item.group, -1): index for index, item in reversed(list(enumerate(self.today)))}
        return first | last


class _Rivals:
    """The second-best likeness of each item."""

    def __init__(self, scores: Mapping[tuple[int, int], float]) -> None:
        self._best: tuple[dict[int, list[float]], ...] = ({}, {})
        self._scores = scores
        for pair, score in scores.items():
            for index, best in zip(pair, self._best, strict=True):
                best[index] = sorted((*best.get(index, ()), score), reverse=True)[:2]

    def best(self, pair: tuple[int, int]) -> float:
        """How alike the next likely one is, seen from either side; 0 when there is none."""
        others = (best[index] for index, best in zip(pair, self._best, strict=True))
        return max((scores[1] for scores in others if len(scores) > 1), default=0.0)


def _said(item: Item) -> Hashable:
    """All that an item says but its id."""
    return item.main, item.others


def _by(key: _Key, items: Sequence[Item], known: Collection[int]) -> dict[Hashable, list[int]]:
    """Indices of the items that are not ``known``, by their key; None is no key."""
    found: dict[Hashable, list[int]] = {}
    for index, item in enumerate(items):
        if index not in known and (value := key(item)) is not None:
            found.setdefault(value, []).append(index)
    return found


def _inside(items: Sequence[Item], index: int, group: int) -> bool:
    return 0 <= index < len(items) and items[index].group == group
