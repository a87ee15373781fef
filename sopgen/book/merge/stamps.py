"""Text put on finished pages: running numbers, watermarks, heading blocks.

Stamps are written with glyphs of fonts that the document holds (see ``fonts``): a sheet with the characters,
set by the same renderer as the parts, brings them. Page numbers and watermarks are artifacts (ISO 32000-1,
14.8.2.2), other text is content that the structure tree knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from math import cos, radians, sin

from pikepdf import Name

from sopgen.book.merge.font_union import Letter
from sopgen.book.merge.part import POINTS_PER_MM, Align, Stamp

_SHIFT = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
#: How grey the edges of letters are where only these are drawn: from 0 (black) to 1.
_EDGE_GREY = 0.6


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters that can be stamped."""

    regular: Mapping[str, Letter]
    bold: Mapping[str, Letter]

    def spell(self, stamp: Stamp) -> list[Letter]:
        """The stamp's text, letter by letter. Raises ``KeyError`` for a character that the sheets do not hold."""
        letters = self.bold if stamp.bold else self.regular
        return [letters[character] for character in stamp.text]


def content(stamp: Stamp, letters: Letters, mcid: int | None, outlined: bool = False) -> bytes:
    """The operators that draw a stamp; with ``mcid`` it is tagged text, else an artifact.

    ``outlined``: only the edges of its letters, which leave what is below them readable.
    """
    spelled = letters.spell(stamp)
    width = sum(letter.width for letter in spelled) * stamp.size / 1000
    matrix = b" ".join(_number(value) for value in _matrix(stamp, width))
    runs = (_run(font, list(run), stamp.size) for font, run in groupby(spelled, key=lambda letter: letter.font))
    edges = b"%s G 2 w 1 Tr " % _number(_EDGE_GREY) if outlined else b""
    return b"%s BDC\nq %s g BT %s%s Tm %s ET Q\nEMC\n" % (
        _mark(stamp, mcid),
        _number(stamp.grey),
        edges,
        matrix,
        b" ".join(runs),
    )


def resource(font: str) -> bytes:
    """The name under which a stamp's font stands in the page's resources."""
    return Name(f"/Cap-{font}").unparse()


def _run(font: str, letters: list[Letter], size: float) -> bytes:
    codes = b"".join(b"%04x" % letter.glyph for letter in letters)
    return b"%s %s Tf <%s> Tj" % (resource(font), _number(size), codes)


def _mark(stamp: Stamp, mcid: int | None) -> bytes:
    if mcid is not None:
        return b"/P <</MCID %d>>" % mcid
    return b"/Artifact <</Type /Pagination /Subtype /%s>>" % stamp.role.encode()


def _matrix(stamp: Stamp, width: float) -> tuple[float, ...]:
    """Text matrix in points; ``width`` is the text's width in points."""
    across, up = cos(radians(stamp.angle)), sin(radians(stamp.angle))
    shift = width * _SHIFT[stamp.align]
    left, bottom = stamp.x * POINTS_PER_MM - shift * across, stamp.y * POINTS_PER_MM - shift * up
    return (across, up, -up, across, left, bottom)


def _number(value: float) -> bytes:
    """A number as content streams want it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return (text if text not in ("", "-0") else "0").encode()
