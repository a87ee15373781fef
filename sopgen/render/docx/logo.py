"""The office's logo as a PNG, which every Word can show; an SVG is rasterised once, always to the same bytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import resvg_py
from PIL import Image, ImageFile

from sopgen.model.institution import Institution
from sopgen.render.docx.blocks import Picture
from sopgen.render.docx.units import EMU_PER_MM
from sopgen.render.logo import PNG_START, LogoError, logo_bytes, unreadable
from sopgen.render.svg_size import root_attributes, size_of, with_size

#: Sharp at the size that forms print it (24 mm at 400 dpi), small enough for every document to carry.
_PIXELS = 380
_MAX_PIXELS = 1200
#: What SVGs' millimetres and points are measured by, as in CSS; without it resvg knows px only.
_DPI = 96.0
#: What a picture may have: unpacked, each takes four bytes in every process that prints it.
_MOST_POINTS = 4000 * 4000
_VISIBLE = 0.01  # of a side
#: Pictures that PDF and Word can carry, in Pillow's words; grey of 16 bits is the only other one in PNG.
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


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


def office_logo(institution: Institution, root: Path | None) -> Logo:
    """The logo of an office's documents; FindingsError when it cannot be used in PDF and Word."""
    try:
        return load_logo(logo_bytes(institution, root))
    except LogoError as error:
        raise unreadable(institution, error) from error


@lru_cache(maxsize=16)
def load_logo(content: bytes) -> Logo:
    """The logo in a file's ``content``, SVG or PNG; LogoError when it is neither or is broken."""
    png = content if content.startswith(PNG_START) else _rasterised(content)
    try:
        with _nothing_missing(), _open(png) as image:
            if image.width * image.height > _MOST_POINTS:
                hint = "Kecilkan gambarnya menjadi paling besar 4000 × 4000 titik."
                raise LogoError(f"berukuran {image.width} × {image.height} titik, terlalu besar", hint)
            image.load()
            _open(png).verify()  # to the end, which other readers miss when it is not there
            if image.mode not in _MODES:
                raise LogoError("memakai 16 bit untuk setiap titik", "Simpan ulang logonya sebagai PNG 8 bit.")
            if max(image.size) <= _MAX_PIXELS:
                return Logo(png, *image.size)
            image.thumbnail((_MAX_PIXELS, _MAX_PIXELS))
            smaller = io.BytesIO()
            image.save(smaller, "PNG")
            return Logo(smaller.getvalue(), *image.size)
    except LogoError:
        raise
    except _DAMAGE as error:
        raise LogoError("rusak atau terpotong", "Salin ulang berkasnya, atau simpan ulang sebagai PNG.") from error


def _open(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png), formats=("PNG",))


@contextmanager
def _nothing_missing() -> Iterator[None]:
    """Let Pillow refuse pictures that end too early: WeasyPrint, once loaded, tells it to fill them up."""
    forgiving = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = forgiving


def _rasterised(svg: bytes) -> bytes:
    try:
        svg = _not_rounded(svg)
        return resvg_py.svg_to_bytes(
            svg_string=svg.decode("utf-8-sig"),
            height=_PIXELS,
            dpi=_DPI,
            skip_system_fonts=b"text" not in svg,  # to look through them takes longer than to draw
        )
    except ValueError as error:
        raise LogoError("tidak dapat dibaca sebagai gambar") from error


def _not_rounded(svg: bytes) -> bytes:
    """The drawing, enlarged where resvg, which first takes its size in whole px, would give it a visible margin."""
    size = size_of(root_attributes(svg))
    if size is None:
        return svg
    width, height = size
    if abs(max(round(width), 1) / max(round(height), 1) * height / width - 1) < _VISIBLE:
        return svg
    return with_size(svg, _PIXELS * width / height, _PIXELS)
