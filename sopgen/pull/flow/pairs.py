"""Which shape of an edited document is which one that was written: by its name, and the nearest where names repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.pull.edited import FoundShape
from sopgen.render.docx.drawn import Box, DrawnShape, DrawnTable

#: Of one name more than so many pairs are not compared: they are taken as they stand.
_MOST_PAIRS = 2_500


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
    """Pair shapes of one name: first those of one table, the nearest first, then what is left, in order."""
    written = [(table, shape) for table, each in enumerate(drawn) for shape in each.shapes]
    here: dict[tuple[str, int | None], list[int]] = {}
    anywhere: dict[str, list[int]] = {}
    for index, shape in enumerate(found):
        here.setdefault((shape.name, shape.table), []).append(index)
    same: dict[tuple[str, int], list[int]] = {}
    for index, (table, was) in enumerate(written):
        same.setdefault((was.name, table), []).append(index)
    pairs: dict[int, int] = {}
    for key, ones in same.items():
        pairs |= _nearest([(one, written[one][1]) for one in ones], [(at, found[at]) for at in here.get(key, ())])
    taken = set(pairs.values())
    for index, shape in enumerate(found):
        if index not in taken:
            anywhere.setdefault(shape.name, []).append(index)
    for index, (_, was) in enumerate(written):
        if index not in pairs and anywhere.get(was.name):
            pairs[index] = anywhere[was.name].pop(0)
    taken = set(pairs.values())
    return Pairs(
        tuple(Pair(*written[one], found[pairs[one]]) for one in range(len(written)) if one in pairs),
        tuple(written[one] for one in range(len(written)) if one not in pairs),
        tuple(shape for index, shape in enumerate(found) if index not in taken),
    )


def _nearest(ones: Sequence[tuple[int, DrawnShape]], others: Sequence[tuple[int, FoundShape]]) -> dict[int, int]:
    """Numbers of ``ones`` with those of the nearest of ``others``."""
    if len(ones) == len(others) == 1 or len(ones) * len(others) > _MOST_PAIRS:
        return {one: other for (one, _), (other, _) in zip(ones, others, strict=False)}
    ways = sorted((_way(was.box, now.box), one, other) for one, was in ones for other, now in others)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in ways:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _way(box: Box, other: Box | None) -> float:
    """How far two boxes' corners are from each other."""
    return abs(box[0] - other[0]) + abs(box[1] - other[1]) if other else float("inf")
