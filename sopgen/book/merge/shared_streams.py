"""Streams that every part brings along and that the whole needs once: the colour profile, logos, pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Object, Stream

from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.prepared_part import Shared


class SharedStreams:
    """The new document's one copy of each."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._numbers: dict[str, int] = {}
        self._fresh: list[tuple[int, Shared]] = []

    def take(self, shared: Shared) -> int:
        """The number of a part's stream, which is written with the first part that brings it."""
        if shared.digest not in self._numbers:
            self._numbers[shared.digest] = self._writer.reserve()
            self._fresh.append((self._numbers[shared.digest], shared))
        return self._numbers[shared.digest]

    def write(self, lines: Sequence[bytes]) -> None:
        """Write what a part brought for the first time; ``lines`` are the part's."""
        for number, shared in self._fresh:
            self._writer.put_stream(number, lines[shared.stream.line], shared.stream.data)
        self._fresh.clear()


def digest(value: object) -> bytes:
    """A hash of a stream's bytes and of everything its dictionary holds or refers to."""
    if isinstance(value, Array):
        return _hash(b"array", *(digest(item) for item in value))
    if isinstance(value, Stream):
        entries = [(key, item) for key, item in sorted(value.items()) if key != "/Length"]
        return _hash(b"stream", value.read_raw_bytes(), *(_entry(key, item) for key, item in entries))
    if isinstance(value, Dictionary):
        return _hash(b"dictionary", *(_entry(key, item) for key, item in sorted(value.items())))
    return _hash(b"scalar", value.unparse() if isinstance(value, Object) else repr(value).encode())


def _entry(key: str, value: object) -> bytes:
    return _hash(key.encode(), digest(value))


def _hash(*pieces: bytes) -> bytes:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(len(piece).to_bytes(8, "big") + piece)
    return found.digest()
