"""Steps to graph: which symbols stand in which rows and which arrows join them.

Where the flow starts and ends follows these rules, in this order:

* A start is every symbol with ``mulai``; without any, the first symbol of the first step.
* A symbol that ends the flow and has ``selesai`` has an end capsule of its own, in its row and in the column named.
* In the style ``kegiatan`` a start that is an activity is itself a capsule, and so is an activity that does nothing
  but end. It stays an ordinary symbol beside a separate capsule when it is a decision, when ``mulai`` or ``selesai``
  names a column other than its own, or, for the end, when it is already the start (an SOP of one step) or also
  goes elsewhere.
* Everything else that goes to the end uses the nearest separate end capsule in its own row or at most
  ``NEAR_ROWS`` rows below. When there is none, it gets one in its own row, below its lead's symbol: an arrow that
  follows ten rows down, perhaps over a page, to say "this is over" is harder to read than a second capsule.

An end capsule comes last in its row, so that the row's own flow stays straight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sopgen.flow.graph import Branch, Flow, FlowEdge, FlowNode, SymbolKind
from sopgen.flow.targets import SymbolPosition, Way, places, starts, symbol_at, ways_out
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Section, Step, StepSymbol

#: So many rows an arrow may run down to another step's end capsule: less than half a page of rows.
NEAR_ROWS = 3


def build(section: Section, format: Format) -> Flow:
    """The flow of one section as it is to be drawn; ``format`` gives labels, capsule style and capsule texts.

    The section is expected to be free of findings E2xx; with such findings the result is still a graph, but not
    one to draw. A symbol without a pelaksana is a gap: it has no column to stand in, and no arrow leads to it.
    """
    plan = _Plan.of(section, format)
    nodes = tuple(node for step in section.steps for node in _row(plan, step))
    edges = tuple(edge for place, symbol in _placed(section) for edge in _edges(plan, place, symbol))
    return Flow(nodes, edges, len(section.steps), len(section.actors))


def _placed(section: Section) -> Iterator[tuple[SymbolPosition, StepSymbol]]:
    """The symbols that stand in a column."""
    return ((place, symbol) for place, symbol in places(section) if symbol.actors)


def node_id(section: Section, place: SymbolPosition) -> str:
    """The id of a symbol's node: ``"9"``, or ``"9.2"`` in a row of several symbols."""
    several = len(section.steps[place.step - 1].symbols) > 1
    return f"{place.step}.{place.symbol + 1}" if several else str(place.step)


def symbol_index(symbol: str) -> int | None:
    """Which symbol of its step a drawn one stands for, from 0; None where the step has but one.

    ``symbol`` is the id of a node, or of one of the symbols that are joined to it (``"9.2/3"``).
    """
    node = symbol.partition("/")[0].partition(":")[0]
    _, several, number = node.partition(".")
    return int(number) - 1 if several else None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided before nodes are made: who is a capsule, who has one, and which one an end leads to."""

    section: Section
    format: Format
    ways: Mapping[SymbolPosition, tuple[Way, ...]]
    first: frozenset[SymbolPosition]  # starts that are capsules themselves (style "kegiatan")
    last: frozenset[SymbolPosition]  # ends that are capsules themselves
    start_columns: Mapping[SymbolPosition, int]  # separate start capsules
    end_columns: Mapping[SymbolPosition, int]  # separate end capsules
    end_of: Mapping[SymbolPosition, SymbolPosition]  # whose end capsule a symbol's flow ends in

    @classmethod
    def of(cls, section: Section, format: Format) -> _Plan:
        placed = {place for place, _ in _placed(section)}
        ways = {
            place: tuple(way for way in ways_out(section, place) if way.to is None or way.to in placed)
            for place in placed
        }
        merged = format.terminator is TerminatorStyle.ACTIVITY
        begins = {place: symbol_at(section, place) for place in starts(section) if place in placed}
        first = frozenset(place for place, symbol in begins.items() if merged and _may_be_capsule(symbol, symbol.start))
        last = frozenset(
            place
            for place, symbol in _placed(section)
            if merged
            and place not in first
            and _may_be_capsule(symbol, symbol.end)
            and all(way.to is None for way in ways[place])
        )
        columns = {
            place: symbol.actors[0] if symbol.start is None else symbol.start
            for place, symbol in begins.items()
            if place not in first
        }
        return cls(section, format, ways, first, last, columns, *_ends(section, ways, last))


def _may_be_capsule(symbol: StepSymbol, column: int | None) -> bool:
    """Whether a symbol that starts or ends in ``column`` can itself be the capsule."""
    return not symbol.decision and column in (None, *symbol.actors)


def _ends(
    section: Section, ways: Mapping[SymbolPosition, tuple[Way, ...]], last: frozenset[SymbolPosition]
) -> tuple[dict[SymbolPosition, int], dict[SymbolPosition, SymbolPosition]]:
    """Columns of the separate end capsules, and for every other symbol that ends the one it leads to."""
    ending = [
        (place, symbol)
        for place, symbol in _placed(section)
        if place not in last and any(way.to is None for way in ways[place])
    ]
    columns = {place: symbol.end for place, symbol in ending if symbol.end is not None}
    end_of = {place: place for place in columns}
    # From the last row up, so that a capsule made for one symbol also serves those above it.
    for place, symbol in reversed(ending):
        if place in end_of:
            continue
        near = [other for other in columns if 0 <= other.step - place.step <= NEAR_ROWS]
        if not near:
            columns[place] = symbol.actors[0]
        end_of[place] = min(near, default=place)
    return columns, end_of


def _row(plan: _Plan, step: Step) -> Iterator[FlowNode]:
    """The nodes of one row in flow order: each start capsule before its symbol, end capsules after all symbols."""
    order = 0
    row = [(SymbolPosition(step.number, index), symbol) for index, symbol in enumerate(step.symbols) if symbol.actors]
    for place, symbol in row:
        name = node_id(plan.section, place)
        if place in plan.start_columns:
            yield _capsule(plan, f"{name}:mulai", step.number, order, plan.start_columns[place])
            order += 1
        yield FlowNode(name, _kind(plan, place, symbol), step.number, order, symbol.actors, _text(plan, place, symbol))
        order += 1
    for place, _ in row:
        if place in plan.end_columns:
            name = f"{node_id(plan.section, place)}:selesai"
            yield _capsule(plan, name, step.number, order, plan.end_columns[place])
            order += 1


def _capsule(plan: _Plan, name: str, step: int, order: int, column: int) -> FlowNode:
    terms = plan.format.istilah
    text = (terms.mulai if name.endswith(":mulai") else terms.selesai) if plan.format.teks_terminator else ""
    return FlowNode(name, SymbolKind.TERMINATOR, step, order, (column,), text)


def _kind(plan: _Plan, place: SymbolPosition, symbol: StepSymbol) -> SymbolKind:
    if symbol.decision:
        return SymbolKind.DECISION
    return SymbolKind.TERMINATOR if place in plan.first | plan.last else SymbolKind.PROCESS


def _text(plan: _Plan, place: SymbolPosition, symbol: StepSymbol) -> str:
    """The symbol's own text; a capsule without one says Mulai or Selesai when the format wants that."""
    if symbol.text or not plan.format.teks_terminator:
        return symbol.text
    if place in plan.first:
        return plan.format.istilah.mulai
    return plan.format.istilah.selesai if place in plan.last else ""


def _edges(plan: _Plan, place: SymbolPosition, symbol: StepSymbol) -> Iterator[FlowEdge]:
    """The arrow from the symbol's start capsule, then its ways out; a symbol that is the end capsule has none."""
    name = node_id(plan.section, place)
    if place in plan.start_columns:
        yield FlowEdge(f"{name}:mulai", name)
    for way in plan.ways[place]:
        if way.to is not None:
            yield FlowEdge(name, node_id(plan.section, way.to), way.branch, answer_of(plan.format, symbol, way.branch))
        elif place in plan.end_of:
            capsule = f"{node_id(plan.section, plan.end_of[place])}:selesai"
            yield FlowEdge(name, capsule, way.branch, answer_of(plan.format, symbol, way.branch))


def answer_of(format: Format, symbol: StepSymbol, branch: Branch | None) -> str:
    """The label of an arrow that leaves a symbol: its own, or the format's; nothing where no question is answered."""
    if branch is Branch.YES:
        return format.label_ya if symbol.label_yes is None else symbol.label_yes
    if branch is Branch.NO:
        return format.label_tidak if symbol.label_no is None else symbol.label_no
    return ""
