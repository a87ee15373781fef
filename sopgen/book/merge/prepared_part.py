"""A finished PDF as the merge takes it in: its objects as texts with open numbers, and what the whole needs to know.

A sheaf depends on its PDF alone, so it is made once, with the PDF, and kept; merging is then filling in numbers and
writing. Nothing of the PDF has to be parsed again. Objects are numbered from 0 within the sheaf.

Example: the line ``<< /K [ 5 ] /P %d 0 R /S /P >>`` with the slot 17 is filled from ``numbers[17]``, 4711.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sopgen.book.merge.fonts.subset import Subset

#: What a metadata packet says of standards that a document meets (PDF/A-3a, PDF/UA-1).
CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts, one a line, with a slot for each ``%d``: objects, then faces, shared streams, structure keys."""

    template: bytes = field(repr=False)
    slots: tuple[int, ...] = field(repr=False)

    def fill(self, numbers: Sequence[int]) -> list[bytes]:
        """The texts, with ``numbers`` by slot."""
        return (self.template % tuple(map(numbers.__getitem__, self.slots))).split(b"\n")


@dataclass(frozen=True, slots=True)
class StreamObject:
    """A stream: the line that holds its dictionary's entries, and its bytes as they are written."""

    line: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheafPage:
    """A page: its number, the line of its entries, its content streams and annotations, structure key, height."""

    number: int
    line: int
    contents: tuple[int, ...]
    annotations: tuple[int, ...]
    key: int
    top: float


@dataclass(frozen=True, slots=True)
class Parent:
    """An entry of the parent tree: its key, its line, and of a page how many marked contents it has (else None)."""

    key: int
    line: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to an SOP: page, annotation, structure element, its key, the element's line without the link."""

    target: str
    page: int
    annotation: int
    element: int
    key: int
    bare: int


@dataclass(frozen=True, slots=True)
class Widget:
    """A signature field: its number, the line of its entries but for its name, that name."""

    number: int
    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Top:
    """An element at the top of the structure: its number, the lines of its entries and of its kids."""

    number: int
    line: int
    kids: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its title, the page (from 0) and the rest of its destination, what stands below."""

    title: str
    page: int
    place: str
    children: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class FaceUse:
    """A font of the part: its name, what its descriptor says, its glyphs, the text of each (UTF-16BE)."""

    name: str
    flags: int
    ascent: int
    descent: int
    italic_angle: float
    subset: Subset = field(repr=False)
    text: Mapping[int, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shared:
    """A stream that other parts may bring as well, known by its digest."""

    digest: str
    stream: StreamObject


@dataclass(frozen=True, slots=True)
class Words:
    """What a part says about itself: XMP packet, language, output intent, programs; ``profile`` among the shared."""

    xmp: bytes = field(repr=False)
    language: str
    condition: str
    info: str
    creator: str
    producer: str
    profile: int

    @property
    def archival(self) -> bool:
        """Whether it says that it meets the standards of archives."""
        return CLAIMS[0].encode() in self.xmp


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One part. ``objects`` are numbers and lines; ``fonts`` the same of font resources, without their brackets.

    ``names`` are its destinations, ``used`` those that its own links lead to, ``files`` its attachments, ``ids`` its
    elements with an id; ``roles`` are its role and class maps.
    """

    count: int
    keys: int
    lines: Lines
    objects: tuple[tuple[int, int], ...]
    streams: Mapping[int, StreamObject]
    pages: tuple[SheafPage, ...]
    tops: tuple[Top, ...]
    parents: tuple[Parent, ...]
    references: tuple[Reference, ...]
    widgets: tuple[Widget, ...]
    names: tuple[tuple[bytes, int, str], ...]
    used: tuple[bytes, ...]
    files: tuple[tuple[bytes, int], ...]
    ids: tuple[tuple[bytes, int], ...]
    roles: Mapping[str, Mapping[str, str]]
    outline: tuple[Bookmark, ...]
    fonts: tuple[tuple[int, int], ...]
    faces: tuple[FaceUse, ...]
    shared: tuple[Shared, ...]
    words: Words
