"""What is merged: parts, what is stamped on their pages, and what the whole says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sopgen.render.wording import roman

if TYPE_CHECKING:
    from sopgen.book.merge.prepared_part import Sheaf

POINTS_PER_MM = 72 / 25.4


class Numerals(StrEnum):
    """How pages are counted; the value is the style's name in a PDF's page labels."""

    ROMAN = "r"
    ARABIC = "D"


def printed_number(number: int, numerals: Numerals) -> str:
    """A page number as it is printed."""
    return roman(number).lower() if numerals is Numerals.ROMAN else str(number)


class Align(StrEnum):
    """Which point of a stamp's text its x is."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class StampRole(StrEnum):
    """What a stamp is to a reader: an artifact of the page, or text of the document.

    A watermark stands behind what the page holds; TEXT is known to the structure tree and read aloud.
    """

    HEADER = "Header"
    FOOTER = "Footer"
    WATERMARK = "Watermark"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line of text added to a finished page.

    ``x`` and ``y`` in mm from the page's lower left corner, ``y`` at the baseline; ``size`` in points;
    ``grey`` from 0 (black) to 1; ``angle`` in degrees, counter-clockwise round (x, y).
    """

    text: str
    x: float
    y: float
    size: float = 9.0
    align: Align = Align.CENTRE
    bold: bool = False
    grey: float = 0.0
    angle: float = 0.0
    role: StampRole = StampRole.FOOTER


def characters(stamps: Iterable[Stamp]) -> tuple[str, str]:
    """All characters that stamps need, regular and bold, each sorted: what the sheets must hold."""
    found: tuple[set[str], set[str]] = (set(), set())
    for stamp in stamps:
        found[stamp.bold].update(stamp.text)
    return "".join(sorted(found[False])), "".join(sorted(found[True]))


@dataclass(frozen=True, slots=True)
class Sheets:
    """PDFs that hold the characters which stamps are written with, one in regular and one in bold type."""

    regular: bytes
    bold: bytes


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a part's pages are put on paper of their own size: scaled, then moved by ``x`` and ``y`` mm."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A finished PDF and its place in the whole.

    ``key`` is unique: its destinations become ``key/name``, its first page the destination ``key``; for an SOP
    it is the nomor, which links ``sop:NOMOR`` of all parts lead to. ``level`` is the depth of its entry in the
    outline, from 1; with 0 it has no entry of its own and its bookmarks stand in the outline's top level.
    ``group`` is the title of an entry one level above, which opens with this part (a letter's attachment).
    ``contents``: the lists in it are tables of contents, and are tagged so.
    ``keep_fields``: its signature fields stay. ``sheaf`` gives the PDF taken apart already; then ``pdf`` is not needed,
    and ``contents``, ``keep_fields`` and ``placement`` are what it was taken apart for.
    ``stamps`` holds one tuple a page, and may be shorter than the part.
    """

    key: str
    title: str
    pdf: bytes = b""
    level: int = 1
    group: str = ""
    contents: bool = False
    numerals: Numerals = Numerals.ARABIC
    stamps: tuple[tuple[Stamp, ...], ...] = ()
    placement: Placement | None = None
    keep_fields: bool = False
    sheaf: Callable[[], Sheaf] | None = field(default=None, compare=False)

    def stamps_on(self, page: int) -> tuple[Stamp, ...]:
        """The stamps of a page, counted from 0."""
        return self.stamps[page] if page < len(self.stamps) else ()


@dataclass(frozen=True, slots=True)
class About:
    """What the whole says about itself in its metadata; ``first_page`` is the number of its first page."""

    title: str
    author: str
    date: date
    language: str = "id"
    first_page: int = 1


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link to an SOP that is not among the parts: its text stays, the link is taken away."""

    part: str
    target: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The whole: how many pages it has, and links to SOPs that it does not hold."""

    pages: int
    dead_links: tuple[DeadLink, ...]
