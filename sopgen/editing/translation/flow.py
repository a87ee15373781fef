"""Who does a step and where it goes on: decisions, and targets by the ids of steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.editing.changes import END_OF_FLOW, Decide, Goal, Lead, SetActors, Undecide
from sopgen.editing.translation.keys import put, without
from sopgen.edits.operations import Operation, Rename
from sopgen.edits.steps import step_at, texts
from sopgen.findings import UserError
from sopgen.model.form.form import Form
from sopgen.model.resolve.roster import roster_of
from sopgen.model.resolve.targets import step_number
from sopgen.model.schema.fields import flag_of
from sopgen.model.sop import Section, Sop
from sopgen.model.visible import visible
from sopgen.rules.words.identifiers import step_id, suggested_ids
from sopgen.source.document import MappingNode, Plain, Source, SourcePath

_NEXT = "lanjut"
#: What a symbol has only while it is a decision.
_OF_DECISIONS = ("tidak", "ya", "tanya", "label_ya", "label_tidak")


@dataclass(frozen=True, slots=True)
class Table:
    """One flow table, by whose ids and numbers its steps name each other."""

    section: Section

    @classmethod
    def of(cls, sop: Sop, path: SourcePath) -> Table:
        """The table in which the step at ``path`` stands. Raises UserError when there is none."""
        for section in sop.sections:
            if path[: len(section.path)] == section.path:
                return cls(section)
        raise UserError("Langkah itu tidak ada.")

    def means(self, word: str, index: int) -> bool:
        """Whether a target means the step with ``index`` or one of its symbols."""
        step = self.section.steps[index]
        ids = {step.id, *(symbol.id for symbol in step.symbols)} - {None, ""}
        return visible(word) in ids or step_number(word, len(self.section.steps)) == index + 1

    def word(self, goal: Goal, named: Goal = None) -> tuple[tuple[Operation, ...], str]:
        """The word that means ``goal``, and what gives the step there its id if it has none.

        The step at ``named`` has been given one just before, which no other step may have.
        """
        if goal is None:
            return (), _NEXT
        if isinstance(goal, str):
            return (), END_OF_FLOW
        index = goal[-1]
        if goal[:-1] != self.section.path or not isinstance(index, int) or index >= len(self.section.steps):
            raise UserError("Langkah yang dituju tidak ada dalam tabel alur ini.")
        step = self.section.steps[index]
        before = [named[-1] + 1] if isinstance(named, tuple) and isinstance(named[-1], int) else []
        name = suggested_ids(self.section, [*before, index + 1]).get(index + 1)
        if name is None:
            raise UserError(f"Id langkah {index + 1} tidak jelas; beri id lain dahulu.")
        if step_id(step):
            return (), name
        return (Rename((*goal, "id"), name),), name


def set_actors(change: SetActors, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    """Other columns for a symbol; words that mean one of them stay as they were typed."""
    section = Table.of(sop, change.path).section
    path = (*_holder(source, change.path), "pelaksana")
    roster = roster_of(section.actors)
    if any(actor >= len(section.actors) for actor in change.actors):
        raise UserError("Kolom pelaksana itu tidak ada.")
    typed = [word for _, word in texts(source, path)]
    known = {columns[0]: word for word in typed if len(columns := roster.columns(word)) == 1}
    names = [known.get(actor) or roster.full_name(actor) for actor in dict.fromkeys(change.actors)]
    if not names:
        yield from without(source, path)
    elif names != typed:
        value: Plain = names[0] if len(names) == 1 else [*names]
        yield put(source, path, value, form)


def decide(change: Decide, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    """A symbol becomes a decision, or its two ways change; ``lanjut`` means nothing on one."""
    table, holder = Table.of(sop, change.path), _holder(source, change.path)
    yield from _led(table, source, (*holder, "tidak"), change.no, form, next_by_word=True)
    yield from _led(table, source, (*holder, "ya"), change.yes, form, named=change.no)
    yield from without(source, (*holder, "lanjut"))  # last: new keys stand before it
    if change.yes is not None:
        yield from _without_end(source, holder)


def undecide(change: Undecide, source: Source, form: Form) -> Iterator[Operation]:
    """A symbol is no decision any more; it goes on where its answer yes led."""
    holder = _holder(source, change.path)
    onward = [word for _, word in texts(source, (*holder, "ya")) if word]
    if onward and onward != [_NEXT]:
        value: Plain = onward[0] if len(onward) == 1 else [*onward]
        yield put(source, (*holder, "lanjut"), value, form)
    for key in _OF_DECISIONS:
        yield from without(source, (*holder, key))


def lead(change: Lead, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    """Where a symbol goes on: of a decision, its answer yes."""
    table, holder = Table.of(sop, change.path), _holder(source, change.path)
    decision = any(word for _, word in texts(source, (*holder, "tidak")))
    yield from _led(table, source, (*holder, "ya" if decision else "lanjut"), change.to, form)
    if change.to is not None:
        yield from _without_end(source, holder)


def _led(
    table: Table,
    source: Source,
    path: SourcePath,
    goal: Goal,
    form: Form,
    next_by_word: bool = False,
    named: Goal = None,
) -> Iterator[Operation]:
    """The way at ``path`` leads to ``goal``; to the next step by a word only where there has to be one."""
    if goal is None and not next_by_word:
        yield from without(source, path)
        return
    naming, word = table.word(goal, named)
    yield from naming
    if [word] != [each for _, each in texts(source, path)]:
        yield put(source, path, word, form)


def _without_end(source: Source, holder: SourcePath) -> Iterator[Operation]:
    """What goes on somewhere does not end there."""
    if any(flag_of(word) for _, word in texts(source, (*holder, "selesai"))):
        yield from without(source, (*holder, "selesai"))


def _holder(source: Source, path: SourcePath) -> SourcePath:
    """The mapping that holds the flow keys of the step or symbol at ``path``. Raises UserError when there is none."""
    step = step_at(source, path)
    symbol = step is not None and path[len(step) : len(step) + 1] == ("simbol",) and len(path) == len(step) + 2
    if not isinstance(source.node(path), MappingNode) or not (symbol or step == path):
        raise UserError("Langkah itu tidak ada.")
    if step == path and source.node((*path, "simbol")) is not None:
        raise UserError("Langkah ini memuat beberapa lambang; pilih salah satu lambangnya.")
    return path
