"""Is it a flow? Findings E2xx: steps nobody reaches, steps that never end, branches that do not branch.

One finding a mistake: a step that can only be reached from an unreachable one is not reported again, and a step
with a wrong target is taken to go on as if nothing had been written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sopgen.findings import Code, Finding
from sopgen.flow.codes import ENDLESS, SAME_BRANCHES, SELF_TARGET, TARGET_TWICE, UNREACHABLE
from sopgen.flow.graph import Branch
from sopgen.flow.targets import SymbolPosition, all_ways, places, starts, ways_out
from sopgen.model.sop import Section, Sop
from sopgen.model.visible import visible
from sopgen.source.document import Scalar, SequenceNode, SourcePath

Graph = Mapping[SymbolPosition, frozenset[SymbolPosition | None]]
_Found = tuple[SymbolPosition, Finding]


def check(sop: Sop) -> tuple[Finding, ...]:
    """All E2xx findings of one SOP, section by section, by place; a flow that was guessed at is not judged."""
    return tuple(finding for section in sop.sections if section.sound for finding in _Checker(sop, section).findings())


@dataclass(frozen=True, slots=True)
class _Checker:
    """The checks of one section; ``sop`` is only asked for places in the source."""

    sop: Sop
    section: Section

    def findings(self) -> list[Finding]:
        local = [*self._branches(), *self._selves(), *self._twice()]
        mistaken = {place for place, _ in local}
        endless = list(self._endless(self._graph(mistaken)))
        lost = self._unreachable(self._graph(mistaken | {place for place, _ in endless}))
        return sorted((finding for _, finding in (*local, *endless, *lost)), key=lambda finding: finding.sort_key)

    # One symbol at a time.

    def _branches(self) -> Iterator[_Found]:
        for place, symbol in places(self.section):
            ways = ways_out(self.section, place)
            yes, no = (frozenset(way.to for way in ways if way.branch is branch) for branch in Branch)
            if symbol.decision and yes == no:
                goals = " dan ".join(self._goal(goal) for goal in sorted(yes, key=_last_is_end))
                yield self._finding(
                    SAME_BRANCHES,
                    place,
                    "tidak",
                    f"{self._name(place)}: cabang Y dan T menuju langkah yang sama ({goals}).",
                    self._other_branch(place),
                )

    def _other_branch(self, place: SymbolPosition) -> str:
        """What to do about two branches that lead to the same place."""
        if self.sop.source.node((*symbol_path(self.sop, self.section, place), "ya")) is None:
            return "Arahkan “tidak” ke langkah yang harus diulang, atau hapus “tidak” bila ini bukan keputusan."
        return "Arahkan salah satunya ke langkah lain, atau hapus “ya” dan “tidak” bila ini bukan keputusan."

    def _selves(self) -> Iterator[_Found]:
        for way in all_ways(self.section):
            if way.to == way.place:
                yield self._finding(
                    SELF_TARGET,
                    way.place,
                    way.key,
                    f"{self._name(way.place)} menunjuk dirinya sendiri pada “{way.key}”.",
                    f"Tulis pada “{way.key}” id langkah lain, misalnya langkah yang diperbaiki.",
                    way.index,
                )

    def _twice(self) -> Iterator[_Found]:
        for place, _ in places(self.section):
            path = symbol_path(self.sop, self.section, place)
            for key in ("lanjut", "ya", "tidak"):
                index = _repeated(texts_at(self.sop, (*path, key)))
                if index is not None:
                    message = f"{self._name(place)} menyebut tujuan yang sama dua kali pada “{key}”."
                    yield self._finding(TARGET_TWICE, place, key, message, f"Hapus salah satunya dari “{key}”.", index)

    # The flow as a whole.

    def _graph(self, mistaken: set[SymbolPosition]) -> Graph:
        """Successors of every symbol; a mistaken one also goes on and ends, so that it causes no second finding."""
        graph: dict[SymbolPosition, frozenset[SymbolPosition | None]] = {}
        order = [place for place, _ in places(self.section)]
        for place, following in zip(order, [*order, None][1:], strict=True):
            goals = {way.to for way in ways_out(self.section, place)}
            graph[place] = frozenset(goals | {following, None} if place in mistaken else goals)
        return graph

    def _unreachable(self, graph: Graph) -> Iterator[_Found]:
        reached = _reach(graph, starts(self.section))
        lost = [place for place in graph if place not in reached]
        if not lost:
            return  # as in a section without steps, which has no first one
        begun = any(symbol.start is not None for _, symbol in places(self.section))
        # Where no step is said to begin, the first one does; once another is, it has to be said of both.
        also = "di sini" if begun else f"di sini dan pada langkah {self.section.steps[0].number}"
        for place in _heads(graph, lost):
            yield self._finding(
                UNREACHABLE,
                place,
                "",
                f"{self._name(place)} tidak pernah dicapai: tidak ada alur yang menuju ke sini.",
                f"Arahkan “lanjut”, “ya” atau “tidak” suatu langkah ke sini, atau tulis “mulai: true” {also} "
                "bila alur juga dimulai di sini.",
            )

    def _endless(self, graph: Graph) -> Iterator[_Found]:
        """Places that are reached but lead to no end: the last of each circle, where the flow should have gone on."""
        reached = _reach(graph, starts(self.section))
        back: dict[SymbolPosition | None, set[SymbolPosition]] = {None: set(), **{place: set() for place in graph}}
        for place, goals in graph.items():
            for goal in goals:
                back[goal].add(place)
        backwards: Graph = {place: frozenset(back[place]) for place in graph}
        ending = _reach(backwards, back[None])
        stuck = [place for place in reversed(tuple(graph)) if place in reached - ending]
        for place in _heads(backwards, stuck):
            yield self._finding(
                ENDLESS,
                place,
                "",
                f"{self._name(place)} tidak pernah sampai ke akhir: alurnya terus kembali.",
                "Tulis “selesai: true” pada langkah tempat alur berakhir, atau arahkan salah satu cabangnya "
                "ke langkah sesudahnya.",
            )

    # Words and places.

    def _name(self, place: SymbolPosition) -> str:
        several = len(self.section.steps[place.step - 1].symbols) > 1
        return f"Langkah {place.step} simbol {place.symbol + 1}" if several else f"Langkah {place.step}"

    def _goal(self, goal: SymbolPosition | None) -> str:
        return "akhir alur" if goal is None else self._name(goal).lower()

    def _finding(self, code: Code, place: SymbolPosition, key: str, message: str, hint: str, index: int = 0) -> _Found:
        path = symbol_path(self.sop, self.section, place)
        if key:
            path = (*path, key, index)  # a text that is no list is found as its nearest ancestor
        return place, self.sop.source.finding(code.number, code.severity, path, message, hint, step=place.step)


def symbol_path(sop: Sop, section: Section, place: SymbolPosition) -> tuple[str | int, ...]:
    """Where a symbol is written: the step itself, or its entry under ``simbol``."""
    path = (*section.path, place.step - 1)
    symbol = (*path, "simbol", place.symbol)
    return symbol if sop.source.node(symbol) is not None else path


def texts_at(sop: Sop, path: SourcePath) -> tuple[str, ...]:
    """The words typed at ``path``, as the eye sees them: the items of a list, or the one text."""
    node = sop.source.node(path)
    nodes = node.items if isinstance(node, SequenceNode) else (node,)
    return tuple(visible(node.text) for node in nodes if isinstance(node, Scalar))


def _repeated(words: tuple[str, ...]) -> int | None:
    """Index of the first word that stands earlier in the list too."""
    return next((index for index, word in enumerate(words) if word in words[:index]), None)


def _last_is_end(goal: SymbolPosition | None) -> tuple[bool, SymbolPosition]:
    return (goal is None, goal or SymbolPosition(0, 0))


def _reach(graph: Graph, origins: Iterable[SymbolPosition]) -> frozenset[SymbolPosition]:
    """All places that can be reached from ``origins``, these included."""
    reached: set[SymbolPosition] = set()
    waiting = list(origins)
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting.extend(goal for goal in graph[place] if goal is not None)
    return frozenset(reached)


def _heads(graph: Graph, lost: list[SymbolPosition]) -> Iterator[SymbolPosition]:
    """One place for each group of ``lost`` ones that no other lost place outside the group leads to.

    The first of a group, in the order of ``lost``, speaks for it: mending that one mends what follows from it.
    """
    reach = {place: _reach(graph, [place]) for place in lost}
    told: set[SymbolPosition] = set()
    for place in lost:
        leading = [other for other in lost if place in reach[other]]
        if place not in told and all(other in reach[place] for other in leading):
            told.update(leading)
            yield place
