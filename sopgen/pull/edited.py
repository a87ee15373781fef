"""An edited document as it was read: what it was made from, and all that it says now."""

from __future__ import annotations

from dataclasses import dataclass

from sopgen.render.docx.drawn import Box, DrawnKind, Place
from sopgen.render.docx.package.embedded import Embedded


@dataclass(frozen=True, slots=True)
class LooseText:
    """Text that belongs to no field: of a paragraph, or of a whole row that somebody added.

    ``after`` and ``before`` are the fields beside a paragraph in its cell, empty where none stands.
    """

    text: str
    row: bool
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that somebody left in Word; ``tag`` is the field it stands at, empty when it stands at none."""

    text: str
    author: str
    tag: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """Fixed words beside the field ``tag`` that read ``now`` what was printed as ``before``."""

    tag: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Displaced:
    """A text that stands at the ``place`` of one field and is that of another, ``tag``."""

    place: str
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A text that somebody struck out; ``tag`` is its field, empty for text of none."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundShape:
    """One shape: its name, what it looks like, and where it stands on the page of the written ``table``.

    ``table`` and ``box`` are None where that cannot be told. ``ends`` are where a line begins and ends, in the
    direction that its head shows; none when it is not a line, or was turned. ``step`` is the one in whose row it hangs.
    """

    name: str
    kind: DrawnKind
    table: int | None = None
    box: Box | None = None
    ends: tuple[Place, ...] = ()
    heads: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True)
class FoundDrawing:
    """All shapes but those in copies of rows; ``uneven``: rows have more or fewer cells than were written."""

    shapes: tuple[FoundShape, ...] = ()
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited document: what it was made from (``origin``), and what it says now.

    ``texts`` are a tag's texts at all places where it stands. ``steps`` are the paths of steps in the order of
    their rows, ``copied`` those whose row stands twice (the second one is among ``loose``). ``lost`` are fixed texts
    that stand at fewer places than they were printed, ``shapes`` is how many symbols, lines and labels there are,
    ``bands`` what headers and footers say; ``drawing`` is what they are and where they stand.
    """

    origin: Embedded
    texts: dict[str, tuple[str, ...]]
    checkboxes: dict[str, bool]
    loose: tuple[LooseText, ...]
    steps: tuple[str, ...]
    copied: frozenset[str]
    reworded: tuple[Reworded, ...] = ()
    comments: tuple[Comment, ...] = ()
    lost: tuple[str, ...] = ()
    shapes: int = 0
    bands: tuple[str, ...] = ()
    drawing: FoundDrawing = FoundDrawing()
    displaced: tuple[Displaced, ...] = ()
    struck: tuple[Struck, ...] = ()
