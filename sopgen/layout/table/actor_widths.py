"""Widths of the Pelaksana columns among themselves: alike as far as possible, and wide enough for a ``kelompok``."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.layout.style.tries import HALVINGS
from sopgen.layout.style.widths import ACTOR_ALIKE, ACTOR_GRAIN
from sopgen.layout.table.cells import round_up
from sopgen.model.sop import Actor


def actor_groups(actors: Sequence[Actor]) -> tuple[tuple[int, ...], ...]:
    """Column indices of neighbours in one ``kelompok``, left to right; an actor without one stands alone."""
    groups: list[list[int]] = []
    for index, actor in enumerate(actors):
        if groups and actor.group is not None and actors[groups[-1][-1]].group == actor.group:
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(tuple(group) for group in groups)


def widened(needs: Sequence[float], members: Sequence[int], width: float) -> list[float]:
    """``needs`` with what ``members`` lack to ``width`` mm together spread over them."""
    missing = max(width - sum(needs[member] for member in members), 0.0)
    return [round_up(need + missing / len(members)) if index in members else need for index, need in enumerate(needs)]


def even_widths(needs: tuple[float, ...], wish: float, room: float) -> tuple[float, ...]:
    """Widths of at least ``needs``, alike as far as possible, as near to ``wish`` as ``room`` allows."""
    widest = max(needs)
    if wish < widest <= wish * ACTOR_ALIKE and widest * len(needs) <= room:
        return tuple(widest for _ in needs)
    low, high = 0.0, wish
    if sum(max(need, wish) for need in needs) > room:
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if sum(max(need, middle) for need in needs) > room:
                high = middle
            else:
                low = middle
        wish = low
    return tuple(round(max(need, int(wish * ACTOR_GRAIN) / ACTOR_GRAIN), 2) for need in needs)
