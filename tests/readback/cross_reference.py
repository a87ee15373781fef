"""An own look at a PDF's cross-reference (ISO 32000-1, 7.5.4 to 7.5.8): readers forgive what a signature cannot."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(rb"(\d+) (\d+) obj\b\s*")
_LENGTH = re.compile(rb"/Length (\d+)")
#: Texts in parentheses and in hexadecimal hold no references, whatever they look like.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|\b(\d+) (\d+) R\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the cross-reference: its kind (0 free, 1 at an offset, 2 in an object stream) and its two fields."""

    kind: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream of the file: its number, its dictionary's text, what it holds."""

    number: int
    entries: bytes
    content: bytes


def faults(pdf: bytes) -> list[str]:
    """What the cross-reference of a PDF says that is not so; nothing for a right one. The last revision comes first."""
    found: list[str] = []
    table: dict[int, _Entry] = {}
    start: int | None = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    while start is not None:
        section = _stream(pdf, start)
        if b"/Type /XRef" not in section.entries:
            return [f"no cross-reference stream at {start}"]
        for number, entry in _rows(section, found):
            table.setdefault(number, entry)
        previous = re.search(rb"/Prev (\d+)", section.entries)
        start = int(previous[1]) if previous else None
    return found + list(_false(pdf, table)) + list(_left_out(pdf, table))


def _stream(pdf: bytes, at: int) -> _Stream:
    """The stream object at an offset."""
    head = _HEAD.match(pdf, at)
    assert head is not None, f"no object at {at}"
    begin = re.compile(rb"stream\r?\n").search(pdf, head.end())
    assert begin is not None
    entries = pdf[head.end() : begin.start()]
    length = _LENGTH.search(entries)
    assert length is not None
    content = pdf[begin.end() : begin.end() + int(length[1])]
    return _Stream(int(head[1]), entries, zlib.decompress(content) if b"/FlateDecode" in entries else content)


def _rows(section: _Stream, found: list[str]) -> Iterator[tuple[int, _Entry]]:
    """The entries of one cross-reference stream; what is wrong with the whole of it goes into ``found``."""
    size = _numbers(rb"/Size (\d+)", section)[0]
    widths = _numbers(rb"/W ?\[([\d ]+)\]", section)
    index = _numbers(rb"/Index ?\[([\d ]+)\]", section) or [0, size]
    numbers = [first + number for first, count in zip(index[::2], index[1::2], strict=True) for number in range(count)]
    if len(section.content) != len(numbers) * sum(widths):
        found.append(f"{len(section.content)} bytes for {len(numbers)} entries of {sum(widths)}")
    if max(numbers) >= size or section.number not in numbers:
        found.append(f"/Size {size}, /Index {index}, own number {section.number}")
    at = 0
    for number in numbers:
        fields = []
        for width in widths:
            fields.append(int.from_bytes(section.content[at : at + width], "big"))
            at += width
        yield number, _Entry(*fields)


def _numbers(pattern: bytes, section: _Stream) -> list[int]:
    match = re.search(pattern, section.entries)
    return [int(number) for number in match[1].split()] if match else []


def _false(pdf: bytes, table: dict[int, _Entry]) -> Iterator[str]:
    """Entries that lie, and references to what is not there."""
    members = {number: _members(pdf, table, number) for number in {e.first for e in table.values() if e.kind == 2}}
    for number, entry in sorted(table.items()):
        if entry.kind == 0:
            if not _is_free(number, entry, table):
                yield f"{number} is free, but not in the list of free entries: {entry}"
            continue
        if entry.kind == 1:
            head = _HEAD.match(pdf, entry.first)
            if head is None or (int(head[1]), int(head[2])) != (number, entry.second):
                yield f"{number} {entry.second} obj is not at {entry.first}"
                continue
            text = pdf[head.end() : pdf.index(b"endobj", head.end())].split(b"stream", 1)[0]
        else:
            inside = members[entry.first]
            if entry.second >= len(inside) or inside[entry.second][0] != number:
                yield f"{number} is not at index {entry.second} of object stream {entry.first}"
                continue
            text = inside[entry.second][1]
        for reference in _REFERENCE.finditer(text):
            if reference[1] is not None and not _is_there(table.get(int(reference[1])), int(reference[2])):
                yield f"{number} refers to {reference[0].decode()}, which is not there"


def _is_free(number: int, entry: _Entry, table: dict[int, _Entry]) -> bool:
    """Whether a free entry is one of the list that begins at 0, or one that is never to be used again."""
    if (entry.first, entry.second) == (0, 0xFFFF):
        return True
    following, listed = 0, set()
    while following not in listed and following in table and table[following].kind == 0:
        listed.add(following)
        following = table[following].first
    return number in listed


def _is_there(entry: _Entry | None, generation: int) -> bool:
    if entry is None or entry.kind == 0:
        return False
    return generation == (entry.second if entry.kind == 1 else 0)


def _members(pdf: bytes, table: dict[int, _Entry], number: int) -> list[tuple[int, bytes]]:
    """The objects of an object stream, in order: number and text."""
    stream = _stream(pdf, table[number].first)
    (count,), (first,) = _numbers(rb"/N (\d+)", stream), _numbers(rb"/First (\d+)", stream)
    heads = [int(value) for value in stream.content[:first].split()]
    assert len(heads) == 2 * count, f"object stream {number} has {len(heads)} numbers for {count} objects"
    ends = [*heads[3::2], len(stream.content) - first]
    return [
        (own, stream.content[first + start : first + end])
        for own, start, end in zip(heads[::2], heads[1::2], ends, strict=True)
    ]


def _left_out(pdf: bytes, table: dict[int, _Entry]) -> Iterator[str]:
    """Objects of the file that have no entry."""
    offsets = {entry.first for entry in table.values() if entry.kind == 1}
    at, end = 0, len(pdf)
    while (head := _HEAD.search(pdf, at, end)) is not None:
        if head.start() not in offsets and int(head[1]) not in table:
            yield f"{head[0].decode().strip()} at {head.start()} has no entry"
        begin = re.compile(rb"stream\r?\n|endobj").search(pdf, head.end())
        assert begin is not None
        at = begin.end()
        if begin[0] != b"endobj":
            length = _LENGTH.search(pdf, head.end(), begin.start())
            assert length is not None
            at += int(length[1])
