"""Which shape of an edited document is which one that was written: by its name, and the nearest where names repeat."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sopgen.pull.document.edited import FoundShape
from sopgen.render.docx.drawn import Box, DrawnShape, DrawnTable
from sopgen.work import MATCHING, Work, WorkUsedUpError

#: EMU: a nudge, of a millimetre, changes nothing.
TOLERANCE = 36_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A shape of the written table ``table``, as it was and as it is."""

    table: int
    was: DrawnShape
    now: FoundShape


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is still there, what is gone (with its table), and what is new."""

    both: tuple[Pair, ...]
    gone: tuple[tuple[int, DrawnShape], ...]
    new: tuple[FoundShape, ...]


def pair(drawn: Sequence[DrawnTable], found: Sequence[FoundShape]) -> Pairs:
    """Pair shapes of one name in one table, then of one name anywhere, then what stands where one of its kind stood."""
    matcher = _Matcher([(table, shape) for table, each in enumerate(drawn) for shape in each.shapes], found)
    matcher.alike(lambda table, was: (was.name, table), lambda now: (now.name, now.table))
    matcher.alike(lambda _table, was: was.name, lambda now: now.name)
    matcher.alike(lambda table, was: (was.kind, table), lambda now: (now.kind, now.table), stayed=True)
    pairs, taken = matcher.pairs, matcher.taken
    written = matcher.written
    return Pairs(
        tuple(Pair(*written[one], found[pairs[one]]) for one in range(len(written)) if one in pairs),
        tuple(written[one] for one in range(len(written)) if one not in pairs),
        tuple(shape for index, shape in enumerate(found) if index not in taken),
    )


@dataclass
class _Matcher:
    """Shapes that were written, shapes that were found, and which is which so far."""

    written: Sequence[tuple[int, DrawnShape]]
    found: Sequence[FoundShape]
    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    work: Work = field(default_factory=partial(Work, MATCHING))

    def alike(
        self,
        key: Callable[[int, DrawnShape], Hashable],
        now_key: Callable[[FoundShape], Hashable],
        stayed: bool = False,
    ) -> None:
        """Pair what is left of one key, the nearest first; only what ``stayed`` where it was, if that is asked."""
        ones: dict[Hashable, list[int]] = {}
        others: dict[Hashable, list[int]] = {}
        for index, (table, was) in enumerate(self.written):
            if index not in self.pairs:
                ones.setdefault(key(table, was), []).append(index)
        for index, now in enumerate(self.found):
            if index not in self.taken:
                others.setdefault(now_key(now), []).append(index)
        for name, mine in ones.items():
            for one, other in self.nearest(mine, others.get(name, []), stayed):
                self.pairs[one] = other
                self.taken.add(other)

    def nearest(self, ones: list[int], others: list[int], stayed: bool) -> Iterator[tuple[int, int]]:
        """Pairs of the two lists, the nearest first."""
        try:
            self.work.spend(len(ones) * len(others))
        except WorkUsedUpError:  # they are taken as they stand
            yield from () if stayed else zip(ones, others, strict=False)
            return
        boxes = [(self.written[one][1].box, self.found[other].box, one, other) for one in ones for other in others]
        ways = sorted(
            (_way(was, now), one, other) for was, now, one, other in boxes if not (stayed and _left(was, now))
        )
        used: set[tuple[bool, int]] = set()
        for _, one, other in ways:
            if (True, one) not in used and (False, other) not in used:
                used |= {(True, one), (False, other)}
                yield one, other


def is_moved(box: Box, other: Box) -> bool:
    """Whether an edge of a box is elsewhere than a nudge away."""
    was = (box[0], box[1], box[0] + box[2], box[1] + box[3])
    now = (other[0], other[1], other[0] + other[2], other[1] + other[3])
    return any(abs(one - two) > TOLERANCE for one, two in zip(was, now, strict=True))


def _left(box: Box, other: Box | None) -> bool:
    return other is None or is_moved(box, other)


def _way(box: Box, other: Box | None) -> float:
    """How far two boxes' corners are from each other."""
    return abs(box[0] - other[0]) + abs(box[1] - other[1]) if other else float("inf")
