"""The flow tables of an SOP as a page edits them: columns, steps, and where each step leads."""

from __future__ import annotations

from sopgen.editing.changes import END_OF_FLOW, Goal
from sopgen.editing.state import ActorColumn, Column, SectionOutline, StepOutline, SymbolOutline
from sopgen.model.form.columns import by_field
from sopgen.model.institution import FrozenMapping
from sopgen.model.resolve.column_places import column_places, list_path
from sopgen.model.sop import Section, Sop, Step, StepSymbol, Target, TargetKind
from sopgen.source.document import Scalar, Source, SourcePath, clean


def columns(sop: Sop) -> tuple[Column, ...]:
    """The columns of the form's flow table that hold texts, left to right."""
    terms = sop.format.istilah
    return tuple(Column(field, terms.heading(column)) for field, column in by_field(sop.format.form.columns).items())


def sections(sop: Sop) -> tuple[SectionOutline, ...]:
    """All flow tables."""
    return tuple(_section(sop, section) for section in sop.sections)


def _section(sop: Sop, section: Section) -> SectionOutline:
    places = column_places(sop.source, section.path)
    known = [place.actor for place in places] == list(section.actors)
    path = list_path(sop.source, section.path)
    return SectionOutline(
        path=section.path,
        title=section.judul or "",
        actors_path=path,
        actors=tuple(
            ActorColumn(places[index].name if known else path, actor.name, actor.group or "")
            for index, actor in enumerate(section.actors)
        ),
        steps=tuple(_step(sop, section, step) for step in section.steps),
    )


def _step(sop: Sop, section: Section, step: Step) -> StepOutline:
    path = (*section.path, step.number - 1)
    fields = by_field(sop.format.form.columns)
    symbols = [_symbol(section, symbol, path, index) for index, symbol in enumerate(step.symbols)]
    several = sop.source.node((*path, "simbol")) is not None
    last = symbols[-1]
    return StepOutline(
        path=path,
        number=step.number,
        texts=FrozenMapping({field: typed_text(sop.source, (*path, field)) for field in fields}),
        actors=tuple(dict.fromkeys(actor for symbol in symbols for actor in symbol.actors)),
        decision=last.decision,
        yes=last.yes,
        no=last.no,
        next=last.next,
        symbols=tuple(symbols) if several else (),
    )


def _symbol(section: Section, symbol: StepSymbol, step: SourcePath, index: int) -> SymbolOutline:
    return SymbolOutline(
        path=(*step, "simbol", index),
        actors=symbol.actors,
        decision=symbol.decision,
        yes=_goal(section, symbol.yes),
        no=_goal(section, symbol.no),
        next=_goal(section, symbol.next),
    )


def _goal(section: Section, targets: tuple[Target, ...]) -> Goal:
    """Where the first of several ways leads."""
    first = next(iter(targets), None)
    if first is None or first.kind is TargetKind.NEXT:
        return None
    return END_OF_FLOW if first.kind is TargetKind.END else (*section.path, (first.step or 1) - 1)


def typed_text(source: Source, path: SourcePath) -> str:
    """The text at ``path`` as it was typed; empty when there is none."""
    node = source.node(path)
    return clean(node.text).rstrip("\n") if isinstance(node, Scalar) else ""
