"""The union of subsets of one face that kept their glyph numbers.

A renderer that subsets a font and retains glyph ids leaves the same outline under the same number in every
part, so the union is made by putting the outlines side by side; the font file they came from is not needed,
and content streams stay as they are. How outlines are read and written is the matter of ``truetype`` and ``cff``.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Collection
from dataclasses import dataclass, field

from fontTools.ttLib import TTFont

from sopgen.book.merge.fonts import cff, truetype

_MAXP_FROM_HERE = 6  # the version and numGlyphs come before the maxima
_MAXP_OF_CFF = b"\0\0\x50\0"  # version 0.5: no maxima, CFF outlines
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

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are CFF's; else they are TrueType's."""
        return self.maxp.startswith(_MAXP_OF_CFF)


@dataclass(slots=True)
class Union:
    """A face being gathered; the first subset gives what does not differ between subsets."""

    first: Subset
    outlines: dict[int, bytes] = field(default_factory=dict)
    metrics: dict[int, tuple[int, int]] = field(default_factory=dict)
    maxima: list[int] = field(default_factory=list)
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    def fits(self, subset: Subset) -> bool:
        """Whether the subset is of this very face: same format and units, and no glyph number with another outline."""
        if (subset.units_per_em, subset.is_cff) != (self.first.units_per_em, self.first.is_cff):
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
        """The union as a font program: bare CFF, or a TrueType file."""
        if self.first.is_cff:
            return cff.write_font(self.outlines, self.first.units_per_em)
        head = bytearray(self.first.head)
        head[_HEAD_BOX] = struct.pack(">4h", *self.box)
        return truetype.write_font(self.outlines, self.metrics, bytes(head), self.first.hhea, self._maxp())

    def _maxp(self) -> bytes:
        return self.first.maxp[:_MAXP_FROM_HERE] + struct.pack(f">{len(self.maxima)}H", *self.maxima)


def read_subset(program: bytes, glyphs: Collection[int]) -> Subset:
    """Cut an OpenType font program into outlines, and the metrics of ``glyphs``.

    Raises ``KeyError`` when a table is missing (a font without outlines).
    """
    font = TTFont(io.BytesIO(program), lazy=True)
    tables = font.reader
    maxp, hhea, hmtx = tables["maxp"], tables["hhea"], tables["hmtx"]
    outlines = (cff if maxp.startswith(_MAXP_OF_CFF) else truetype).read_outlines(font, glyphs)
    full = struct.unpack_from(">H", hhea, 34)[0]
    metrics = {glyph: _metric(hmtx, full, glyph) for glyph in sorted({*glyphs, *outlines})}
    return Subset(tables["head"], hhea, maxp, outlines, metrics)


def _metric(hmtx: bytes, full: int, glyph: int) -> tuple[int, int]:
    """Advance and left side bearing; beyond the ``full`` entries only bearings are stored."""
    if glyph < full:
        advance, bearing = struct.unpack_from(">Hh", hmtx, 4 * glyph)
    else:
        advance = struct.unpack_from(">H", hmtx, 4 * (full - 1))[0]
        bearing = struct.unpack_from(">h", hmtx, 4 * full + 2 * (glyph - full))[0]
    return advance, bearing
