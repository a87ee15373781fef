"""What the sheet about a proposal to change an SOP says: what it said, what it is to say. PDF and Word print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopgen.model.institution import Official, Unit

_LONG = 600  # characters of a cell


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``changed`` when the other version does not have it."""

    text: str
    changed: bool = False


class Fate(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that holds both versions: the old one is all that is not new, the new one all not gone."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One change. ``where`` as the form names it, ``action`` a word such as ``diubah``; no pieces, no text.

    ``redline`` are both texts in one, what is gone and what is new beside each other.
    """

    where: str
    action: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    redline: tuple[Stretch, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether the row may be broken over pages: kept whole, it would leave half a page empty."""
        return max(len(joined(self.before)), len(joined(self.after))) > _LONG


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Changes in one part of the form."""

    heading: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions: what to call it, what is said about it, and its source, which the PDF carries."""

    name: str
    about: str
    source: bytes


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that the sheet says. ``day`` is the date that the document carries; the clock is not asked."""

    nomor: str
    title: str
    unit: Unit
    signer: Official
    summary: str
    old: Version
    new: Version
    groups: tuple[MatrixGroup, ...]
    day: date | None


def joined(pieces: Sequence[Piece]) -> str:
    """The text of all pieces."""
    return "".join(piece.text for piece in pieces)
