"""The office's logo as a PNG, which every Word can show; an SVG is rasterised once, always to the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import resvg_py
from PIL import Image

from sopgen.render.docx.blocks import Picture
from sopgen.render.docx.units import EMU_PER_MM

#: Sharp at the size that forms print it (24 mm at 400 dpi), small enough for every document to carry.
_PIXELS = 380
_MAX_PIXELS = 1200


class LogoError(ValueError):
    """A logo that is no picture; the message is English, for a log."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG and its size in pixels."""

    png: bytes
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size with the picture's own proportions inside ``width`` x ``height`` (any unit)."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def picture(self, id: int, description: str, width: float, height: float) -> Picture:
        """The logo as it stands in a paragraph, ``fitted`` into a room in mm; ``id`` is a ``docPr`` id."""
        across, up = self.fitted(width, height)
        return Picture(id, "Logo", description, self.png, round(across * EMU_PER_MM), round(up * EMU_PER_MM))


@lru_cache(maxsize=16)
def load_logo(content: bytes) -> Logo:
    """The logo in a file's ``content``, SVG or PNG; LogoError when it is neither or is broken."""
    png = content if content.startswith(b"\x89PNG\r\n\x1a\n") else _rasterised(content)
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            if max(image.size) <= _MAX_PIXELS:
                return Logo(png, *image.size)
            image.thumbnail((_MAX_PIXELS, _MAX_PIXELS))
            smaller = io.BytesIO()
            image.save(smaller, "PNG")
            return Logo(smaller.getvalue(), *image.size)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoError(f"the logo is no sound PNG: {error}") from error


def _rasterised(svg: bytes) -> bytes:
    try:
        return resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8-sig"), height=_PIXELS)
    except ValueError as error:
        raise LogoError(f"the logo is no sound SVG: {error}") from error
