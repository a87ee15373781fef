"""TrueType outlines of a subset, and a TrueType file of outlines: only what a PDF viewer reads (ISO 32000-1, 9.9).

head, hhea, maxp, hmtx, loca, glyf.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Collection, Mapping
from itertools import pairwise

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter


def read_outlines(font: TTFont, glyphs: Collection[int]) -> dict[int, bytes]:
    """The outlines of a subset by glyph number, those that ``glyphs`` are composed of too."""
    tables = font.reader
    long_offsets = bool(struct.unpack_from(">h", tables["head"], 50)[0])
    unit, code = (1, "I") if long_offsets else (2, "H")
    glyf, loca = tables["glyf"], tables["loca"]
    offsets = [offset * unit for offset in struct.unpack(f">{len(loca) // struct.calcsize(code)}{code}", loca)]
    pieces = enumerate(pairwise(offsets))
    return {glyph: glyf[start:end] for glyph, (start, end) in pieces if end > start}


def write_font(
    outlines: Mapping[int, bytes], metrics: Mapping[int, tuple[int, int]], head: bytes, hhea: bytes, maxp: bytes
) -> bytes:
    """A TrueType file; ``head``, ``hhea`` and ``maxp`` say what depends neither on the glyphs' number nor place."""
    count = max(metrics) + 1
    offsets, glyphs = [0], bytearray()
    for glyph in range(count):
        glyphs += outlines.get(glyph, b"")
        glyphs += b"\0" * (-len(glyphs) % 4)
        offsets.append(len(glyphs))
    long_offsets = bytearray(head)
    struct.pack_into(">h", long_offsets, 50, 1)  # indexToLocFormat
    tables = {
        "head": bytes(long_offsets),
        "hhea": hhea[:34] + struct.pack(">H", count),
        "maxp": maxp[:4] + struct.pack(">H", count) + maxp[6:],
        "hmtx": b"".join(struct.pack(">Hh", *metrics.get(glyph, (0, 0))) for glyph in range(count)),
        "loca": struct.pack(f">{count + 1}I", *offsets),
        "glyf": bytes(glyphs),
    }
    stream = io.BytesIO()
    writer = SFNTWriter(stream, len(tables))
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return stream.getvalue()
