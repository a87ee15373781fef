"""A PDF written object by object while it grows (ISO 32000-1, 7.5.7 and 7.5.8): what is written is kept no longer."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

#: Objects in one object stream: enough to compress well, few enough to be found soon.
_TOGETHER = 200
_LEVEL = 6
_COMPRESSED = 1  # lowest bit of a place: in an object stream
_INDEX_BITS = 16


class Writer:
    """The file so far. Numbers are reserved first; objects may be put in any order. ``file``: an empty one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._places = array("Q", [0])  # of every object: an offset, or an object stream and an index in it
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")

    def reserve(self, count: int = 1) -> int:
        """The first of ``count`` new object numbers, which follow each other."""
        first = len(self._places)
        self._places.extend([0] * count)
        return first

    def put(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, text))
        if len(self._waiting) == _TOGETHER:
            self._flush()

    def add(self, text: bytes) -> int:
        """Write an object under a new number, and return that."""
        number = self.reserve()
        self.put(number, text)
        return number

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream; ``entries`` is the inside of its dictionary, without ``/Length``, ``data`` as it is."""
        self._places[number] = self._file.tell() << 1
        self._write(b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def add_stream(self, entries: bytes, data: bytes, *, compress: bool = True) -> int:
        """Write a stream under a new number, and return that."""
        number = self.reserve()
        if compress:
            self.put_stream(number, entries + b" /Filter /FlateDecode", zlib.compress(data, _LEVEL))
        else:
            self.put_stream(number, entries, data)
        return number

    def finish(self, root: int, info: int) -> None:
        """Write the rest; ``root`` is the file's catalogue, ``info`` its information dictionary."""
        for number in range(1, len(self._places)):
            if not self._places[number] and not any(number == waiting for waiting, _ in self._waiting):
                self.put(number, b"null")
        self._flush()
        start = self._file.tell()
        number = self.reserve()
        self._places[number] = start << 1
        rows = bytearray()
        for place in self._places:  # joined, they would all be in memory at once, six times as large
            rows += _row(place)
        name = self._digest.hexdigest()[:32].encode()
        entries = b"/Type /XRef /Size %d /W [ 1 4 2 ] /Root %d 0 R /Info %d 0 R /ID [ <%s> <%s> ] /Filter /FlateDecode"
        self.put_stream(number, entries % (len(self._places), root, info, name, name), zlib.compress(rows, _LEVEL))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flush(self) -> None:
        """Write what waits as an object stream."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        stream = self.reserve()
        heads, at = [], 0
        for index, (number, text) in enumerate(waiting):
            heads.append(b"%d %d" % (number, at))
            at += len(text) + 1
            self._places[number] = (stream << _INDEX_BITS | index) << 1 | _COMPRESSED
        head = b" ".join(heads) + b"\n"
        body = zlib.compress(head + b"\n".join(text for _, text in waiting), _LEVEL)
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode"
        self.put_stream(stream, entries % (len(waiting), len(head)), body)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._file.write(data)


def _row(place: int) -> bytes:
    """An entry of the cross-reference stream; object 0 alone is free."""
    if not place:
        return b"\0\0\0\0\0\xff\xff"
    where = place >> 1
    if place & _COMPRESSED:
        return b"\2%b%b" % ((where >> _INDEX_BITS).to_bytes(4, "big"), (where % 2**_INDEX_BITS).to_bytes(2, "big"))
    return b"\1%b\0\0" % where.to_bytes(4, "big")
