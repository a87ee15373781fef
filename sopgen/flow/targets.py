"""Where each symbol's flow goes: the source format's defaults and words made explicit, still without nodes.

Both the builder of the graph and the checks read it, so that what is checked is what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.flow.graph import Branch
from sopgen.model.sop import Section, StepSymbol, Target, TargetKind


@dataclass(frozen=True, slots=True, order=True)
class SymbolPosition:
    """One symbol of a section: its step's number (from 1) and its index in that row (from 0)."""

    step: int
    symbol: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of ``place``: to another symbol, or to the end (``to`` is None).

    ``key`` and ``index`` say where it was written (``("tidak", 0)``); ``key`` is empty for a way nobody wrote.
    """

    place: SymbolPosition
    to: SymbolPosition | None
    branch: Branch | None = None
    key: str = ""
    index: int = 0


def places(section: Section) -> Iterator[tuple[SymbolPosition, StepSymbol]]:
    """All symbols of the section in the order of its rows."""
    for step in section.steps:
        for index, symbol in enumerate(step.symbols):
            yield SymbolPosition(step.number, index), symbol


def symbol_at(section: Section, place: SymbolPosition) -> StepSymbol:
    """The symbol at ``place``; IndexError when the section has no such row or symbol."""
    return section.steps[place.step - 1].symbols[place.symbol]


def starts(section: Section) -> tuple[SymbolPosition, ...]:
    """Where the flow begins: every symbol with ``mulai``, or else the first symbol of the first step."""
    named = tuple(place for place, symbol in places(section) if symbol.start is not None)
    if named or not section.steps:
        return named
    return (SymbolPosition(section.steps[0].number, 0),)


def ways_out(section: Section, place: SymbolPosition) -> tuple[Way, ...]:
    """Every way out of one symbol, Y before T, each once.

    A way nobody wrote goes to the row's next symbol, else to the next step, else to the end. A symbol with
    ``selesai`` ends there: the way nobody wrote goes to the end, unless one that is written does so already
    (``tidak: selesai`` with ``selesai: true``: T ends in this row, Y goes on).
    """
    symbol = symbol_at(section, place)
    written = [("tidak", symbol.no), ("ya", symbol.yes)] if symbol.decision else [("lanjut", symbol.next)]
    ends = any(_goal(section, place, target) is None for _, targets in written for target in targets)
    default = None if symbol.end is not None and not ends else following(section, place)
    if not symbol.decision:
        return _ways(section, place, None, "lanjut", symbol.next, default)
    return (
        *_ways(section, place, Branch.YES, "ya", symbol.yes, default),
        *_ways(section, place, Branch.NO, "tidak", symbol.no, default),
    )


def all_ways(section: Section) -> tuple[Way, ...]:
    """Every way out of every symbol, in row order."""
    return tuple(way for place, _ in places(section) for way in ways_out(section, place))


def _ways(
    section: Section,
    place: SymbolPosition,
    branch: Branch | None,
    key: str,
    targets: tuple[Target, ...],
    default: SymbolPosition | None,
) -> tuple[Way, ...]:
    """One branch's ways; a target written twice counts once (the checks report it)."""
    if not targets:
        return (Way(place, default, branch),)
    ways: dict[SymbolPosition | None, Way] = {}
    for index, target in enumerate(targets):
        goal = _goal(section, place, target)
        ways.setdefault(goal, Way(place, goal, branch, key, index))
    return tuple(ways.values())


def _goal(section: Section, place: SymbolPosition, target: Target) -> SymbolPosition | None:
    if target.kind is TargetKind.SYMBOL and target.step is not None:
        return SymbolPosition(target.step, target.symbol or 0)
    return _next_step(section, place) if target.kind is TargetKind.NEXT else None


def following(section: Section, place: SymbolPosition) -> SymbolPosition | None:
    """The row's next symbol, else the first of the next row; None behind the last."""
    if place.symbol + 1 < len(section.steps[place.step - 1].symbols):
        return SymbolPosition(place.step, place.symbol + 1)
    return _next_step(section, place)


def _next_step(section: Section, place: SymbolPosition) -> SymbolPosition | None:
    return SymbolPosition(place.step + 1, 0) if place.step < len(section.steps) else None
