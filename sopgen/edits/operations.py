"""What can be asked of a source: small values that can be kept as JSON.

Paths are those of ``Source.node`` in a tree without blank entries (``without_blank_entries``), their indices count from
0: ``("langkah", 2, "waktu")`` is the time of the third step.

Examples:
    ``Set(("langkah", 2, "waktu"), "2 Jam")`` makes the third step's time two hours, whether it had one or not.
    ``Insert(("dasar_hukum", 1), "Undang-Undang Nomor 1")`` makes it the second entry.
    ``Rename(("langkah", 0, "id"), "susun")`` gives the first step this id, and every target that meant it names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sopgen.source.document import Plain, SourcePath


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


Operation: TypeAlias = Set | Insert | Delete | Move | Rename
