"""What a browser needs to show one SOP, and the list of all."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from types import NoneType
from typing import Any

from sopgen.editing.changes import Goal
from sopgen.model.institution import FrozenMapping
from sopgen.source.document import SourcePath

#: Members of the JSON that are called otherwise than ours.
_NAMES = {"can_undo": "canUndo", "can_redo": "canRedo", "actors_path": "actorsPath"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``digest`` is that of its ``svg``."""

    number: int
    digest: str
    svg: str


@dataclass(frozen=True, slots=True)
class Told:
    """A finding at its place in the source.

    ``path`` leads to the deepest value there; ``repair`` says that there is one answer, which the change ``repair``
    with this ``key`` types. ``file`` is the source's name, another one's where a mistake there keeps pages from being
    drawn.
    """

    key: str
    code: str
    severity: str
    message: str
    hint: str
    path: SourcePath
    step: int | None
    repair: bool
    file: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field may have, and what it means."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; ``kind`` is ``text``, ``date``, ``choice`` (of ``choices``) or ``list`` (of ``items``)."""

    path: SourcePath
    label: str
    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the flow table that holds texts."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ActorColumn:
    """A Pelaksana column: where its name stands, the name, the group above it."""

    path: SourcePath
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class SymbolOutline:
    """One symbol: who does it (indices of columns), and where it leads as far as the source says so."""

    path: SourcePath
    actors: tuple[int, ...]
    decision: bool
    yes: Goal
    no: Goal
    next: Goal


@dataclass(frozen=True, slots=True)
class StepOutline:
    """One step with its texts by column; of one with several symbols those stand in ``symbols``."""

    path: SourcePath
    number: int
    texts: FrozenMapping[str]
    actors: tuple[int, ...]
    decision: bool
    yes: Goal
    no: Goal
    next: Goal
    symbols: tuple[SymbolOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """One flow table; ``path`` is that of its list of steps."""

    path: SourcePath
    title: str
    actors_path: SourcePath
    actors: tuple[ActorColumn, ...]
    steps: tuple[StepOutline, ...]


@dataclass(frozen=True, slots=True)
class DocumentState:
    """One document as it is shown. ``stale``: the pages are those of an earlier version, this one has none.

    ``notices`` are sentences about what happened to the document itself (its journal), not to its source.
    """

    key: str
    version: int
    dirty: bool
    can_undo: bool
    can_redo: bool
    conflict: bool
    file: str
    nomor: str
    title: str
    stale: bool
    pages: tuple[Page, ...]
    findings: tuple[Told, ...]
    fields: tuple[Field, ...]
    columns: tuple[Column, ...]
    sections: tuple[SectionOutline, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``errors`` and ``warnings`` are None until the SOP has been looked at."""

    key: str
    file: str
    nomor: str
    title: str
    unit: str
    status: str
    kind: str
    errors: int | None
    warnings: int | None
    dirty: bool


def state_json(state: DocumentState, have: Container[str] = ()) -> dict[str, Any]:
    """The state as members of a JSON object; pages whose digest the browser has come without their drawing."""
    told = _members(state)
    told["pages"] = [{**asdict(page), "svg": None if page.digest in have else page.svg} for page in state.pages]
    return told


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as members of a JSON object."""
    return asdict(entry)


def _members(value: Any) -> dict[str, Any]:
    return {name: _plain(getattr(value, own)) for own, name in _names(value.__class__) if own != "pages"}


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """Our names of the members of a class, each with its name in the JSON."""
    return tuple((about.name, _NAMES.get(about.name, about.name)) for about in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, NoneType)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return _members(value) if hasattr(value, "__dataclass_fields__") else value
