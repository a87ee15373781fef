"""A finished PDF as the merge takes it in: its objects as texts with open numbers, and what the whole needs to know.

A sheaf depends on its PDF alone, so it is made once, with the PDF, and kept; merging is then filling in numbers and
writing. Nothing of the PDF has to be parsed again. Objects are numbered from 0 within the sheaf.

Example: the line ``<< /K [ 5 ] /P %d 0 R /S /P >>`` with the slot 17 is filled from ``numbers[17]``, 4711.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sopgen.book.merge.fonts.subset import Subset

_VERSION = 2
_DIGEST, _PAGES = 32, 4  # bytes of a packed sheaf: its digest, how many pages it has


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


def pack(sheaf: Sheaf) -> bytes:
    """A sheaf as bytes: a digest, the number of its pages, a line of JSON, then what is long."""
    blobs: list[bytes] = []

    def blob(content: bytes) -> int:
        blobs.append(content)
        return len(blobs) - 1

    def stream(one: StreamObject) -> list[int]:
        return [one.line, blob(one.data)]

    words = sheaf.words
    said = (words.language, words.condition, words.info, words.creator, words.producer, words.profile)
    head: dict[str, Any] = {
        "version": _VERSION,
        "numbers": [sheaf.count, sheaf.keys],
        "lines": [
            blob(sheaf.lines.template),
            blob(struct.pack(f"<{len(sheaf.lines.slots)}I", *sheaf.lines.slots)),
        ],
        "objects": sheaf.objects,
        "streams": [[number, *stream(one)] for number, one in sheaf.streams.items()],
        "pages": [[p.number, p.line, p.contents, p.annotations, p.key, p.top] for p in sheaf.pages],
        "tops": [[top.number, top.line, top.kids] for top in sheaf.tops],
        "parents": [[parent.key, parent.line, parent.count] for parent in sheaf.parents],
        "references": [[r.target, r.page, r.annotation, r.element, r.key, r.bare] for r in sheaf.references],
        "widgets": [[widget.number, widget.line, widget.name] for widget in sheaf.widgets],
        "names": [[name.decode("latin-1"), page, place] for name, page, place in sheaf.names],
        "used": [name.decode("latin-1") for name in sheaf.used],
        "files": [[name.decode("latin-1"), number] for name, number in sheaf.files],
        "ids": [[name.decode("latin-1"), number] for name, number in sheaf.ids],
        "roles": sheaf.roles,
        "outline": [_bookmark_out(each) for each in sheaf.outline],
        "fonts": sheaf.fonts,
        "faces": [_face_out(face, blob(b"".join(face.subset.outlines.values()))) for face in sheaf.faces],
        "shared": [[one.digest, *stream(one.stream)] for one in sheaf.shared],
        "words": [blob(words.xmp), *said],
    }
    head["sizes"] = [len(each) for each in blobs]
    pages = len(sheaf.pages).to_bytes(_PAGES, "big")
    content = b"".join((pages, json.dumps(head).encode(), b"\n", *blobs))
    return hashlib.sha256(content).digest() + content


def count_pages(kept: bytes | None) -> int | None:
    """How many pages a packed sheaf has; None for anything else."""
    if kept is None or hashlib.sha256(memoryview(kept)[_DIGEST:]).digest() != kept[:_DIGEST]:
        return None
    return int.from_bytes(kept[_DIGEST : _DIGEST + _PAGES], "big")


def unpack(kept: bytes | None) -> Sheaf | None:
    """What ``pack`` packed; None for anything else."""
    if kept is None or count_pages(kept) is None:
        return None
    line, _, rest = kept[_DIGEST + _PAGES :].partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    ends = [0]
    for size in head["sizes"]:
        ends.append(ends[-1] + size)
    blobs = [rest[start:end] for start, end in pairwise(ends)]
    template, slots = (blobs[index] for index in head["lines"])
    xmp, *said = head["words"]
    count, keys = head["numbers"]
    return Sheaf(
        count=count,
        keys=keys,
        lines=Lines(template, struct.unpack(f"<{len(slots) // 4}I", slots)),
        objects=tuple((number, at) for number, at in head["objects"]),
        streams={number: StreamObject(at, blobs[data]) for number, at, data in head["streams"]},
        pages=tuple(
            SheafPage(number, at, tuple(contents), tuple(annotations), key, top)
            for number, at, contents, annotations, key, top in head["pages"]
        ),
        tops=tuple(Top(*each) for each in head["tops"]),
        parents=tuple(Parent(*each) for each in head["parents"]),
        references=tuple(Reference(*each) for each in head["references"]),
        widgets=tuple(Widget(*each) for each in head["widgets"]),
        names=tuple((name.encode("latin-1"), page, place) for name, page, place in head["names"]),
        used=tuple(name.encode("latin-1") for name in head["used"]),
        files=tuple((name.encode("latin-1"), number) for name, number in head["files"]),
        ids=tuple((name.encode("latin-1"), number) for name, number in head["ids"]),
        roles=head["roles"],
        outline=tuple(_bookmark_in(each) for each in head["outline"]),
        fonts=tuple((number, at) for number, at in head["fonts"]),
        faces=tuple(_face_in(each, blobs) for each in head["faces"]),
        shared=tuple(Shared(digest, StreamObject(at, blobs[data])) for digest, at, data in head["shared"]),
        words=Words(blobs[xmp], *said),
    )


def _bookmark_out(bookmark: Bookmark) -> list[Any]:
    return [bookmark.title, bookmark.page, bookmark.place, [_bookmark_out(child) for child in bookmark.children]]


def _bookmark_in(values: list[Any]) -> Bookmark:
    title, page, place, children = values
    return Bookmark(title, page, place, tuple(_bookmark_in(child) for child in children))


def _face_out(face: FaceUse, outlines: int) -> list[Any]:
    subset = face.subset
    return [
        [face.name, face.flags, face.ascent, face.descent, face.italic_angle],
        [table.hex() for table in (subset.head, subset.hhea, subset.maxp)],
        [outlines, [[glyph, len(outline)] for glyph, outline in subset.outlines.items()]],
        [[glyph, *metric] for glyph, metric in subset.metrics.items()],
        [[glyph, text.hex()] for glyph, text in face.text.items()],
    ]


def _face_in(values: list[Any], blobs: Sequence[bytes]) -> FaceUse:
    said, tables, (outlines, lengths), metrics, text = values
    found, at = {}, 0
    for glyph, length in lengths:
        found[glyph] = blobs[outlines][at : at + length]
        at += length
    head, hhea, maxp = (bytes.fromhex(table) for table in tables)
    measured = {glyph: (advance, bearing) for glyph, advance, bearing in metrics}
    name, flags, ascent, descent, angle = said
    return FaceUse(
        name,
        flags,
        ascent,
        descent,
        angle,
        Subset(head, hhea, maxp, found, measured),
        {glyph: bytes.fromhex(characters) for glyph, characters in text},
    )
