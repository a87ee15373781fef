"""What a browser can ask of a document: small values, each with a kind of its own in JSON.

Paths are those of ``sopgen.edits.operations``; ``docs/contributing/web.md`` says what each change does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeAlias

from sopgen.edits.operations import is_index
from sopgen.source.document import SourcePath

#: The word for the end of a flow where else the path of a step stands.
END_OF_FLOW = "selesai"
#: Where a way leads: to the step at a path, to the end, or (None) to the next step.
Goal: TypeAlias = SourcePath | str | None


@dataclass(frozen=True, slots=True)
class SetText:
    """The text of a field, a cell, an entry of a list; an empty one removes the entry."""

    path: SourcePath
    text: str


@dataclass(frozen=True, slots=True)
class InsertItem:
    """A further entry of the list at ``path``, which will have this index."""

    path: SourcePath
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class DeleteItem:
    """An entry of a list goes."""

    path: SourcePath


@dataclass(frozen=True, slots=True)
class MoveItem:
    """An entry of a list is to have index ``to``."""

    path: SourcePath
    to: int


@dataclass(frozen=True, slots=True)
class InsertStep:
    """An empty step in the list at ``path``, done by whom the step before it is done."""

    path: SourcePath
    index: int


@dataclass(frozen=True, slots=True)
class DeleteStep:
    """A step goes; what led to it leads to the step at ``target``, or, without one, to the step after it."""

    path: SourcePath
    target: SourcePath | None = None


@dataclass(frozen=True, slots=True)
class DuplicateStep:
    """The same step again below it, without its ids."""

    path: SourcePath


@dataclass(frozen=True, slots=True)
class MoveStep:
    """A step is to have index ``to``; ways keep their targets."""

    path: SourcePath
    to: int


@dataclass(frozen=True, slots=True)
class SetActors:
    """Who does a step, or one symbol of it: indices of columns, the first one leads."""

    path: SourcePath
    actors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decide:
    """A step becomes a decision, or its two ways change."""

    path: SourcePath
    yes: Goal
    no: Goal


@dataclass(frozen=True, slots=True)
class Undecide:
    """A step is no decision any more; it goes on where its answer yes led."""

    path: SourcePath


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a step goes on."""

    path: SourcePath
    to: Goal


@dataclass(frozen=True, slots=True)
class InsertActor:
    """A further column, in the list of pelaksana (or of a group's members) at ``path``."""

    path: SourcePath
    index: int
    name: str


@dataclass(frozen=True, slots=True)
class DeleteActor:
    """A column in which nothing stands goes."""

    path: SourcePath


@dataclass(frozen=True, slots=True)
class MoveActor:
    """A column, or a group of them, is to have index ``to`` in its list."""

    path: SourcePath
    to: int


@dataclass(frozen=True, slots=True)
class RenameActor:
    """A pelaksana, or a group of them, is called otherwise, everywhere."""

    path: SourcePath
    name: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What ``check --fix`` would do about the finding with this key."""

    finding: str


Change: TypeAlias = (
    SetText
    | InsertItem
    | DeleteItem
    | MoveItem
    | InsertStep
    | DeleteStep
    | DuplicateStep
    | MoveStep
    | SetActors
    | Decide
    | Undecide
    | Lead
    | InsertActor
    | DeleteActor
    | MoveActor
    | RenameActor
    | Repair
)

#: Kind in JSON -> what it is.
KINDS: dict[str, type[Change]] = {
    "set-text": SetText,
    "insert-item": InsertItem,
    "delete-item": DeleteItem,
    "move-item": MoveItem,
    "insert-step": InsertStep,
    "delete-step": DeleteStep,
    "duplicate-step": DuplicateStep,
    "move-step": MoveStep,
    "set-actors": SetActors,
    "decide": Decide,
    "undecide": Undecide,
    "lead": Lead,
    "insert-actor": InsertActor,
    "delete-actor": DeleteActor,
    "move-actor": MoveActor,
    "rename": RenameActor,
    "repair": Repair,
}


def change_from_json(values: object) -> Change:
    """The change that a browser has asked for. Raises ValueError for everything that is none."""
    kind = KINDS.get(str(values.get("kind", ""))) if isinstance(values, dict) else None
    if kind is None or not isinstance(values, dict):
        raise ValueError("no kind of change")
    return kind(**_members(kind, values))


def _members(kind: type[Change], values: Mapping[str, object]) -> dict[str, Any]:
    """The members of a change, each read as its type says; one with a default may be absent."""
    known = {"kind", *(about.name for about in fields(kind))}
    if odd := values.keys() - known:
        raise ValueError(f"a {kind.__name__} has no {', '.join(sorted(odd))}")
    members = {}
    for about in fields(kind):
        if about.name in values:
            members[about.name] = _READERS[str(about.type)](values[about.name])
        elif about.default is MISSING:
            raise ValueError(f"a {kind.__name__} needs {about.name}")
    return members


def _path(value: object) -> SourcePath:
    if not isinstance(value, list) or not value or not all(isinstance(part, str) or is_index(part) for part in value):
        raise ValueError("no path")
    return tuple(value)


def _path_or_none(value: object) -> SourcePath | None:
    return None if value is None else _path(value)


def _goal(value: object) -> Goal:
    if value == END_OF_FLOW:
        return END_OF_FLOW
    return _path_or_none(value)


def _index(value: object) -> int:
    if not is_index(value):
        raise ValueError("no index")
    return int(value)  # type: ignore[call-overload, no-any-return]


def _indices(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise ValueError("no list of indices")
    return tuple(map(_index, value))


def _text(value: object) -> str:
    """A text, with line ends as sources have them."""
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("no text")
    return value.replace("\r\n", "\n").replace("\r", "\n")


_READERS: dict[str, Callable[[object], object]] = {
    "SourcePath": _path,
    "SourcePath | None": _path_or_none,
    "Goal": _goal,
    "int": _index,
    "tuple[int, ...]": _indices,
    "str": _text,
}
