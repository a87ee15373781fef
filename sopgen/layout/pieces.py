"""The pieces that a value of the identity block is printed in, one after the other: writers look at their kind only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sopgen.layout.text.lines import Span, slices


class Broken:
    """What has a text and spans that say how it breaks."""

    __slots__ = ()
    text: str
    spans: tuple[Span, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are printed."""
        return slices(self.text, self.spans)


@dataclass(frozen=True, slots=True)
class TextPiece(Broken):
    """A text in a row of the identity block.

    ``path`` is its place in the source (empty: words of the form's own), ``fixed`` how many characters at its start
    are the form's own all the same. A ``heading`` is bold, and the document's heading.
    """

    kind: ClassVar[str] = "text"
    text: str
    spans: tuple[Span, ...]
    path: tuple[str | int, ...] = ()
    fixed: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class DatePiece(Broken):
    """A date as it is printed, empty while there is none; ``path`` is its place in the source."""

    kind: ClassVar[str] = "date"
    text: str
    spans: tuple[Span, ...]
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TickPiece:
    """A tick box; ``key`` is the source's key that it tells about."""

    kind: ClassVar[str] = "tick"
    key: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class GapPiece:
    """Room between two pieces of a line: ``width`` mm in the PDF, ``blanks`` where a document is typed."""

    kind: ClassVar[str] = "gap"
    width: float
    blanks: str


@dataclass(frozen=True, slots=True)
class BreakPiece:
    """What follows stands on lines of its own."""

    kind: ClassVar[str] = "break"
