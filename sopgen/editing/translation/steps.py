"""Steps that come, go, move and are copied; what led to one that goes leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.editing.changes import END_OF_FLOW, DeleteStep, DuplicateStep, Goal, InsertStep, MoveStep
from sopgen.editing.translation.flow import Table
from sopgen.editing.translation.keys import inserted, without
from sopgen.editing.translation.texts import entry_count
from sopgen.edits.operations import Delete, Insert, Move, Operation, Set
from sopgen.edits.steps import symbols, texts
from sopgen.findings import UserError
from sopgen.model.form.form import Form
from sopgen.model.resolve.targets import step_number
from sopgen.model.sop import Sop
from sopgen.source.document import Plain, Source, SourcePath, plain

_TARGETS = ("lanjut", "ya", "tidak")
_NEXT = "lanjut"


def insert_step(change: InsertStep, source: Source, form: Form) -> Iterator[Operation]:
    """An empty step, done by whom the step before it (of the first: after it) is done."""
    neighbour = (*change.path, max(change.index - 1, 0))
    doers = source.node((*neighbour, "pelaksana")) or source.node((*neighbour, "simbol", 0, "pelaksana"))
    value: Plain = {"kegiatan": ""} if doers is None or not plain(doers) else {"pelaksana": plain(doers)}
    yield inserted(source, change.path, change.index, value, form)


def duplicate_step(change: DuplicateStep, source: Source) -> Iterator[Operation]:
    """The same step below itself; its targets by number follow the steps that move down."""
    node, index = source.node(change.path), change.path[-1]
    if node is None or not isinstance(index, int):
        raise UserError("Langkah itu tidak ada.")
    yield Insert((*change.path[:-1], index + 1), _copied(plain(node), index + 1))


def _copied(value: Plain, number: int) -> Plain:
    """What a copy of step ``number`` says: without ids, with targets counted as they are below it."""
    if not isinstance(value, dict):
        return value
    copy: dict[str, Plain] = {}
    for key, below in value.items():
        if key == "simbol":
            copy[key] = [_copied(each, number) for each in below] if isinstance(below, list) else _copied(below, number)
        elif key in _TARGETS:
            words = below if isinstance(below, list) else [below]
            moved = [_moved_down(word, number) for word in words]
            copy[key] = moved if isinstance(below, list) else moved[0]
        elif key != "id":
            copy[key] = below
    return copy


def _moved_down(word: Plain, number: int) -> Plain:
    target = step_number(word, 9999) if isinstance(word, str) else None
    return word if target is None or target <= number else str(target + 1)


def move_step(change: MoveStep, source: Source) -> Iterator[Operation]:
    """A step at another place of its list."""
    if source.node(change.path) is None or change.to >= entry_count(source, change.path[:-1]):
        raise UserError("Langkah itu tidak ada.")
    if change.path[-1] != change.to:
        yield Move(change.path, change.to)


def delete_step(change: DeleteStep, source: Source, sop: Sop, form: Form) -> Iterator[Operation]:
    """A step goes, and every word that means it, or a symbol of it, means another step."""
    table, (*above, index) = Table.of(sop, change.path), change.path
    steps = tuple(above)
    count = entry_count(source, steps)
    if not isinstance(index, int) or source.node(change.path) is None:
        raise UserError("Langkah itu tidak ada.")
    if count == 1:
        raise UserError("Langkah satu-satunya tidak dapat dihapus: tabel alur memerlukan paling sedikit satu langkah.")
    if change.target == change.path:
        raise UserError("Langkah yang dihapus tidak dapat menjadi tujuan.")
    named: dict[SourcePath, list[str]] = {}
    for holder in symbols(source, steps):
        if holder[: len(change.path)] != change.path:
            for key in _TARGETS:
                words = [word for _, word in texts(source, (*holder, key))]
                if any(table.means(word, index) for word in words):
                    named[*holder, key] = words
    if named:
        yield from _led_elsewhere(named, table, change, index, source, form)
    yield Delete(change.path)


def _led_elsewhere(
    named: dict[SourcePath, list[str]], table: Table, change: DeleteStep, index: int, source: Source, form: Form
) -> Iterator[Operation]:
    """The words at these places with another one for the step that goes."""
    after = index + 1 if index + 1 < len(table.section.steps) else None
    goal: Goal = change.target
    if goal is None:
        goal = END_OF_FLOW if after is None else (*change.path[:-1], after)
    naming, word = table.word(goal)
    for path, words in named.items():
        before = path[len(change.path) - 1] == index - 1  # its next step will be the one that follows
        if change.target is None and before and after is not None:
            if words == [word for word in words if table.means(word, index)] and path[-1] != "tidak":
                yield from without(source, path)
                continue
            instead = _NEXT
        else:
            yield from naming
            naming, instead = (), word
        kept = list(dict.fromkeys(instead if table.means(each, index) else each for each in words))
        yield Set(path, kept[0] if len(kept) == 1 else [*kept])
