"""What can be asked of a source: small values that can be kept as JSON.

Paths are those of ``Source.node`` in a tree without blank entries (``without_blank_entries``), their indices count from
0: ``("langkah", 2, "waktu")`` is the time of the third step.

Examples:
    ``Set(("langkah", 2, "waktu"), "2 Jam")`` makes the third step's time two hours, whether it had one or not.
    ``Insert(("dasar_hukum", 1), "Undang-Undang Nomor 1")`` makes it the second entry.
    ``Rename(("langkah", 0, "id"), "susun")`` gives the first step this id, and every target that meant it names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TypeAlias

from sopgen.findings import UserError
from sopgen.source.document import Plain, SourcePath
from sopgen.source.read import MAX_DEPTH


class EditError(UserError):
    """An operation that cannot be made faithfully; nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Set:
    """The value at ``path`` is to be ``value``; a key that its mapping has not is added."""

    path: SourcePath
    value: Plain


@dataclass(frozen=True, slots=True)
class Insert:
    """A new item of a list, which will have the index that ``path`` ends with, or a new key of a mapping.

    ``before`` is the key that a new key is to stand before; at the end of its mapping where there is none.
    """

    path: SourcePath
    value: Plain
    before: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """The item or the key at ``path`` goes, with the comment directly above it."""

    path: SourcePath


@dataclass(frozen=True, slots=True)
class Move:
    """The item at ``path`` is to have index ``to`` in its list; the comment directly above it travels with it."""

    path: SourcePath
    to: int


@dataclass(frozen=True, slots=True)
class Rename:
    """What is named at ``path`` (a pelaksana, a group of them, the id of a step or symbol) is to be called ``name``.

    So is everything that means it: words in the steps, targets by id, targets by a step's number.
    """

    path: SourcePath
    name: str


#: What is made at one place of the text.
Single: TypeAlias = Set | Insert | Delete | Move
Operation: TypeAlias = Single | Rename

_KINDS: dict[str, type[Set | Insert | Delete | Move | Rename]] = {
    "set": Set,
    "insert": Insert,
    "delete": Delete,
    "move": Move,
    "rename": Rename,
}


def to_json(operation: Operation) -> str:
    """``operation`` on one line of JSON, which ``from_json`` reads."""
    kind = next(name for name, type_ in _KINDS.items() if isinstance(operation, type_))
    values = {about.name: getattr(operation, about.name) for about in fields(operation)}
    return json.dumps({"operation": kind, **values}, ensure_ascii=False)


def from_json(text: str) -> Operation:
    """The operation that ``to_json`` wrote. Raises ValueError for everything else."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no operation: {error}") from error
    kind = _KINDS.get(str(values.pop("operation", ""))) if isinstance(values, dict) else None
    if kind is None:
        raise ValueError(f"no operation: {text[:80]}")
    wanted = {about.name for about in fields(kind)}
    missing = wanted - values.keys() - {"before"}
    odd = sorted([*missing, *(name for name, value in values.items() if name not in wanted or not _fits(name, value))])
    if odd:
        raise ValueError(f"no operation {kind.__name__}, because of: {', '.join(odd)}")
    return kind(**{**values, "path": tuple(values["path"])})


def _fits(name: str, value: object) -> bool:
    """Whether ``value`` can be what an operation calls ``name``."""
    if name == "path":
        return isinstance(value, list) and all(isinstance(part, str) or is_index(part) for part in value)
    if name == "to":
        return is_index(value)
    return _is_plain(value, MAX_DEPTH) if name == "value" else isinstance(value, str)


def is_index(value: object) -> bool:
    """Whether a value from JSON can be an index."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_plain(value: object, depth: int) -> bool:
    """Whether ``value`` is a text, or lists and mappings of texts no deeper than a source may be."""
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(item, depth - 1) for item in value)
    if isinstance(value, dict):
        return depth > 0 and all(_is_plain(below, depth - 1) for below in value.values())
    return isinstance(value, str)
