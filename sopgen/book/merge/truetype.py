"""The union of TrueType subsets of one face that kept their glyph numbers.

A renderer that subsets a font and retains glyph ids leaves the same outline under the same number in every
part, so the union is made by putting the outlines side by side; the font file they came from is not needed,
and content streams stay as they are. Only what a PDF viewer reads goes into the union (ISO 32000-1, 9.9):
head, hhea, maxp, hmtx, loca, glyf.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

_MAXP_FROM_HERE = 6  # the version and numGlyphs come before the maxima
_HEAD_BOX = slice(36, 44)  # xMin, yMin, xMax, yMax


@dataclass(frozen=True, slots=True)
class Subset:
    """One embedded font program, cut into what a union needs; metrics are (advance, left side bearing)."""

    head: bytes
    hhea: bytes
    maxp: bytes
    outlines: dict[int, bytes]
    metrics: dict[int, tuple[int, int]]

    @property
    def units_per_em(self) -> int:
        """Font units in one em."""
        return int(struct.unpack_from(">H", self.head, 18)[0])


@dataclass(slots=True)
class Union:
    """A face being gathered; the first subset gives what does not differ between subsets."""

    first: Subset
    outlines: dict[int, bytes] = field(default_factory=dict)
    metrics: dict[int, tuple[int, int]] = field(default_factory=dict)
    maxima: list[int] = field(default_factory=list)
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    def fits(self, subset: Subset) -> bool:
        """Whether the subset is of this very face: same units, and no glyph number with another outline."""
        if subset.units_per_em != self.first.units_per_em:
            return False
        return all(self.outlines.get(glyph, outline) == outline for glyph, outline in subset.outlines.items())

    def add(self, subset: Subset) -> None:
        """Take over the subset's glyphs."""
        self.outlines.update(subset.outlines)
        self.metrics.update(subset.metrics)
        maxima = list(struct.unpack(f">{(len(subset.maxp) - _MAXP_FROM_HERE) // 2}H", subset.maxp[_MAXP_FROM_HERE:]))
        self.maxima = [max(pair) for pair in zip(maxima, self.maxima or maxima, strict=True)]
        box = struct.unpack(">4h", subset.head[_HEAD_BOX])
        self.box = (
            min(box[0], self.box[0]),
            min(box[1], self.box[1]),
            max(box[2], self.box[2]),
            max(box[3], self.box[3]),
        )

    def per_mille(self, glyph: int) -> int:
        """The glyph's advance width in thousandths of an em."""
        return round(self.metrics.get(glyph, (0, 0))[0] * 1000 / self.first.units_per_em)

    def program(self) -> bytes:
        """The union as a TrueType file."""
        count = max(self.metrics) + 1
        offsets, glyphs = [0], bytearray()
        for glyph in range(count):
            glyphs += self.outlines.get(glyph, b"")
            glyphs += b"\0" * (-len(glyphs) % 4)
            offsets.append(len(glyphs))
        metrics = b"".join(struct.pack(">Hh", *self.metrics.get(glyph, (0, 0))) for glyph in range(count))
        head = bytearray(self.first.head)
        head[_HEAD_BOX] = struct.pack(">4h", *self.box)
        struct.pack_into(">h", head, 50, 1)  # indexToLocFormat: long offsets
        tables = {
            "head": bytes(head),
            "hhea": self.first.hhea[:34] + struct.pack(">H", count),
            "maxp": self.first.maxp[:4] + struct.pack(f">{1 + len(self.maxima)}H", count, *self.maxima),
            "hmtx": metrics,
            "loca": struct.pack(f">{count + 1}I", *offsets),
            "glyf": bytes(glyphs),
        }
        return _file(tables)


def read_subset(program: bytes, glyphs: Collection[int]) -> Subset:
    """Cut a TrueType font program into outlines, and the metrics of ``glyphs``.

    Raises ``KeyError`` when a table is missing (a font with other than TrueType outlines).
    """
    reader = SFNTReader(io.BytesIO(program))
    head, hhea, maxp = reader["head"], reader["hhea"], reader["maxp"]
    outlines = _outlines(reader["glyf"], reader["loca"], long_offsets=bool(struct.unpack_from(">h", head, 50)[0]))
    full = struct.unpack_from(">H", hhea, 34)[0]
    hmtx = reader["hmtx"]
    metrics = {glyph: _metric(hmtx, full, glyph) for glyph in sorted({*glyphs, *outlines})}
    return Subset(head, hhea, maxp, outlines, metrics)


def _outlines(glyf: bytes, loca: bytes, *, long_offsets: bool) -> dict[int, bytes]:
    unit, code = (1, "I") if long_offsets else (2, "H")
    offsets = [offset * unit for offset in struct.unpack(f">{len(loca) // struct.calcsize(code)}{code}", loca)]
    pieces = enumerate(pairwise(offsets))
    return {glyph: glyf[start:end] for glyph, (start, end) in pieces if end > start}


def _metric(hmtx: bytes, full: int, glyph: int) -> tuple[int, int]:
    """Advance and left side bearing; beyond the ``full`` entries only bearings are stored."""
    if glyph < full:
        advance, bearing = struct.unpack_from(">Hh", hmtx, 4 * glyph)
    else:
        advance = struct.unpack_from(">H", hmtx, 4 * (full - 1))[0]
        bearing = struct.unpack_from(">h", hmtx, 4 * full + 2 * (glyph - full))[0]
    return advance, bearing


def _file(tables: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    writer = SFNTWriter(stream, len(tables))
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return stream.getvalue()
