"""What an operation on an SOP comes to in single values, so that everything goes on meaning what it meant.

Targets name steps by id or by number. Numbers move when a step comes, goes or moves, and follow it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sopgen.edits.operations import Delete, Insert, Move, Operation, Rename, Set, Single
from sopgen.edits.rename_pelaksana import NameTakenError, is_pelaksana, references
from sopgen.edits.steps import mappings, step_at, symbols, targets, texts
from sopgen.findings import UserError
from sopgen.model.resolve.targets import WORDS, step_number
from sopgen.model.visible import visible
from sopgen.source.document import MappingNode, Scalar, SequenceNode, Source, SourcePath, clean


class MeaningError(UserError):
    """What an operation would leave without its meaning, in an Indonesian sentence."""


def single_operations(source: Source, operation: Operation) -> tuple[Single, ...]:
    """The single operations, in order, that ``operation`` comes to in ``source``.

    Raises MeaningError when a target by number would mean another step, or nothing is named at a path; NameTakenError
    when a new name would mean two things.
    """
    if isinstance(operation, Rename):
        return tuple(_renamed(source, operation))
    renumbered = _renumbering(source, operation)
    return (*renumbered, operation)


# -- steps that come, go and move -----------------------------------------------------------------------------------


def _renumbering(source: Source, operation: Single) -> Iterator[Set]:
    """Targets by number as they must read when the numbers of steps have changed by ``operation``."""
    place = step_at(source, operation.path)
    if isinstance(operation, Set) or place is None or len(place) != len(operation.path):
        return
    steps, index = place[:-1], place[-1]
    assert isinstance(index, int)
    node = source.node(steps)
    count = len(node.items) if isinstance(node, SequenceNode) else 1
    number_of = _numbers(operation, index + 1)
    for path, word in targets(source, steps):
        old = step_number(word, count)
        if old is None or (isinstance(operation, Delete) and path[: len(place)] == place):
            continue
        new = number_of(old)
        if new is None:
            by = path[len(steps)]
            assert isinstance(by, int)
            raise MeaningError(f"Langkah {old} tidak dapat dihapus, karena dituju langkah {by + 1}.")
        if new != old:
            yield Set(path, str(new))


def _numbers(operation: Insert | Delete | Move, at: int) -> Callable[[int], int | None]:
    """The number of a step after ``operation`` at step ``at`` by its number before; None for the one that goes."""
    if isinstance(operation, Insert):
        return lambda old: old + (old >= at)
    if isinstance(operation, Delete):
        return lambda old: None if old == at else old - (old > at)
    to = operation.to + 1
    return lambda old: to if old == at else old - (at < old <= to) + (to <= old < at)


# -- new names ------------------------------------------------------------------------------------------------------


def _renamed(source: Source, operation: Rename) -> Iterator[Single]:
    name = clean(operation.name).strip()
    if not visible(name):
        raise MeaningError("Nama baru itu kosong.")
    if is_pelaksana(operation.path) and next(texts(source, operation.path), None) is not None:
        yield Set(operation.path, name)
        yield from (Set(path, text) for path, text in references(source, operation.path, name))
        return
    step, holder = step_at(source, operation.path), operation.path[:-1]
    if step is None or operation.path[-1] != "id" or holder not in symbols(source, step[:-1]):
        raise MeaningError("Yang dapat diganti namanya hanya pelaksana, kelompoknya, dan id langkah.")
    yield from _with_id(source, step, holder, name)


def _with_id(source: Source, step: SourcePath, holder: SourcePath, name: str) -> Iterator[Single]:
    """The step or symbol at ``holder`` called ``name``, with all targets that mean it."""
    steps, index = step[:-1], step[-1]
    assert isinstance(index, int)
    if visible(name).isdecimal() or visible(name) in WORDS:
        raise NameTakenError(f"“{name}” tidak dapat menjadi id langkah")
    ids = {path: visible(_text(source, (*path, "id"))) for path in symbols(source, steps)}
    if visible(name) in (other for path, other in ids.items() if path != holder):
        raise NameTakenError(f"id “{name}” sudah dipakai langkah lain")
    old, number = ids[holder], 0
    if holder in (step, next(mappings(source, (*step, "simbol")), None)):
        number = index + 1  # a number means the step's first symbol
    yield from _id(source, holder, name)
    for path, word in targets(source, steps):
        if (word and word == old and old not in WORDS) or (number and step_number(word, number) == number):
            yield Set(path, name)


def _id(source: Source, holder: SourcePath, name: str) -> Iterator[Single]:
    """The id itself: first of the keys where there is none."""
    node = source.node(holder)
    assert isinstance(node, MappingNode)
    if "id" in node.entries:
        yield Set((*holder, "id"), name)
    else:
        yield Insert((*holder, "id"), name, before=next(iter(node.entries), ""))


def _text(source: Source, path: SourcePath) -> str:
    node = source.node(path)
    return clean(node.text).strip() if isinstance(node, Scalar) else ""
