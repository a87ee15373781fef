"""An edited document as it was read: what it was made from, and all that it says now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopgen.flow.graph import SymbolKind
from sopgen.render.docx.drawn import Box, DrawnKind, Place
from sopgen.render.docx.package.embedded import Embedded


class Mark(StrEnum):
    """What somebody did to words that still stand in the document, and that are read as no text of it."""

    HIDDEN = "disembunyikan"
    STRUCK = "dicoret"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that are hidden or struck through; ``tag`` is the field that they stand in, empty for none."""

    mark: Mark
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class LooseText:
    """Text that belongs to no field: of a paragraph, or of a whole row added to a table without steps.

    ``after`` and ``before`` are the fields beside a paragraph in its cell, empty where none stands.
    """

    text: str
    row: bool
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMark:
    """What stands in a new row where pelaksana do: in the columns of those numbered ``first`` to ``last`` from 0.

    ``picked`` is who was picked from the list in one of the symbols.
    """

    first: int
    last: int
    text: str
    symbols: tuple[SymbolKind, ...] = ()
    picked: str = ""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a flow table that was not printed: somebody typed or copied it.

    ``shown`` is all that it says. ``section`` is what the names of its part's steps begin with (``bagian/2/``, or
    nothing). ``above`` and ``below`` are the steps whose rows stand beside it, empty at an end of the table, and
    ``like`` the one whose controls it repeats. ``texts`` are those of its columns by field; None where it has other
    cells.
    """

    shown: str
    section: str
    above: str
    below: str
    like: str = ""
    texts: tuple[tuple[str, str], ...] | None = None
    marks: tuple[ColumnMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that somebody left in Word; ``tag`` is the field, list or step it stands at, empty for none."""

    text: str
    author: str
    tag: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Reworded:
    """Fixed words beside the field ``tag`` that read ``now`` what was printed as ``before``."""

    tag: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """A table row that is not shown: its ``step``, empty for none, and what it says."""

    step: str
    text: str


@dataclass(frozen=True, slots=True)
class Displaced:
    """A text that stands at the ``place`` of one field and is that of another, ``tag``."""

    place: str
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell of a flow table that was made of several.

    ``tags`` are those of the texts that stood in them, ``steps`` those in whose rows they stand; none in the heading.
    """

    tags: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether it holds several texts, of which nobody knows any more where one ends."""
        return len(self.tags) > 1


@dataclass(frozen=True, slots=True)
class FoundShape:
    """One shape: its name, what it looks like, and where it stands on the page of the written ``table``.

    ``table`` and ``box`` are None where that cannot be told. ``ends`` are where a line begins and ends, in the
    direction that its head shows; none when it is not a line, or was rotated. ``step`` is the one in whose row it
    hangs. ``turned``: it was rotated, or mirrored so that it shows.
    """

    name: str
    kind: DrawnKind
    table: int | None = None
    box: Box | None = None
    ends: tuple[Place, ...] = ()
    heads: int = 0
    step: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class FoundDrawing:
    """All shapes but those in copied and new rows; ``uneven``: rows have more or fewer cells than were written."""

    shapes: tuple[FoundShape, ...] = ()
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited document: what it was made from (``origin``), and what it says now.

    ``texts`` are a tag's texts at all places where it stands. ``steps`` are the paths of steps in the order of
    their rows, ``copied`` those whose row stands twice (the second one is among ``rows``, those added to the flow
    tables); a row that says nothing any more is none of them. ``lost`` are fixed texts that stand at fewer places than
    they were printed, ``shapes`` is how many symbols, lines and labels there are, ``bands`` what headers and footers
    say, ``drawing`` what the shapes are and where they stand, ``displaced`` are texts at others' places, ``merged``
    the cells that were made of several, ``hidden`` the rows that nobody sees, ``foreign`` the fields or steps beside
    which another file was put in whole (empty where none is), which Word alone can read.

    ``by_place`` is how many fields were known by their place alone, because controls and bookmarks are gone; those
    (or the steps) in ``likely`` may be others. ``rebuilt``: it did not say any more what it was made from, and is
    compared with what would be printed today.
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
    aside: tuple[Aside, ...] = ()
    merged: tuple[Merged, ...] = ()
    by_place: int = 0
    likely: frozenset[str] = frozenset()
    rebuilt: bool = False
    rows: tuple[TypedRow, ...] = ()
    drawing: FoundDrawing = FoundDrawing()
    displaced: tuple[Displaced, ...] = ()
    hidden: tuple[HiddenRow, ...] = ()
    foreign: tuple[str, ...] = ()
