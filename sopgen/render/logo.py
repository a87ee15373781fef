"""The logo that every document prints: the office's own, or the placeholder among the templates."""

from __future__ import annotations

import io
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from sopgen.findings import Finding, FindingsError, Span
from sopgen.model.institution import Institution
from sopgen.render.codes import LOGO_UNREADABLE
from sopgen.render.svg.frame import framed, needs_frame
from sopgen.render.svg_size import NoDrawingError, is_read_alike, root_attributes, size_of, with_size
from sopgen.render.svg_work import HeavyError, check_work

PLACEHOLDER = "logo.svg"
PNG_START = b"\x89PNG\r\n\x1a\n"
#: How many times its shorter side a logo's longer one may be: a picture of it has to fit into memory.
_LONGEST = 50
_MOST_BYTES = 20 * 2**20
#: What a picture that is turned may have; larger ones are refused by who prints them.
_MOST_POINTS = 4000 * 4000
#: The number of the entry beside a picture that says how its camera was held.
_ORIENTATION = 0x0112


class LogoError(ValueError):
    """A logo that cannot be printed: an Indonesian clause about it, and what to do."""

    def __init__(self, message: str, hint: str = "Simpan ulang logonya sebagai SVG biasa atau PNG.") -> None:
        super().__init__(message)
        self.hint = hint


def logo_bytes(institution: Institution, root: Path | None) -> bytes:
    """The logo's content, PNG or SVG; without a logo of its own the project's or the shipped ``logo.svg``.

    An SVG says its size so that all writers read it alike. Raises FindingsError when that is impossible.
    """
    try:
        content = _content(institution.logo) if institution.logo is not None else _placeholder(root)
        return _as_held(content) if content.startswith(PNG_START) else _sized(content)
    except OSError as error:
        raise unreadable(institution, LogoError("tidak dapat dibuka", "Periksa izin berkasnya.")) from error
    except LogoError as error:
        raise unreadable(institution, error) from error


def _content(file: Path) -> bytes:
    size = file.stat().st_size
    if size > _MOST_BYTES:
        raise LogoError(f"berukuran {size // 2**20} MB, terlalu besar", "Kecilkan gambarnya, lalu simpan ulang.")
    return file.read_bytes()


def unreadable(institution: Institution, error: LogoError | None = None) -> FindingsError:
    """What to tell the staff when a writer cannot make a picture of the logo."""
    error = error or LogoError("tidak dapat dibaca sebagai gambar")
    name = institution.logo.name if institution.logo else PLACEHOLDER
    message, code = f"Logo “{name}” {error}.", LOGO_UNREADABLE
    if institution.source is None:
        return FindingsError((Finding(code.number, code.severity, name, Span(1, 1, 1), "", message, error.hint),))
    return FindingsError((institution.source.finding(code.number, code.severity, ("logo",), message, error.hint),))


def _placeholder(root: Path | None) -> bytes:
    from sopgen.render.templates import template_folders

    files = (folder / PLACEHOLDER for folder in template_folders(root))
    return next(file for file in files if file.is_file()).read_bytes()


def _refuse_strip(width: float, height: float) -> None:
    """Raise LogoError for a drawing that is far too wide for its height, or too high for its width."""
    if max(width, height) <= _LONGEST * min(width, height):
        return
    much, side, other = ("lebar", "lebarnya", "tingginya") if width > height else ("tinggi", "tingginya", "lebarnya")
    raise LogoError(
        f"berukuran {width:g} × {height:g}: terlalu {much} dibandingkan {other}",
        f"Pakai logo yang {side} paling banyak {_LONGEST} kali {other}.",
    )


@lru_cache(maxsize=16)
def _as_held(png: bytes) -> bytes:
    """The picture as its camera means it to be held: some readers turn it by what stands beside it, others do not."""
    if b"eXIf" not in png:
        return png
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            if image.width * image.height > _MOST_POINTS or image.getexif().get(_ORIENTATION, 1) == 1:
                return png
            turned = io.BytesIO()
            ImageOps.exif_transpose(image).save(turned, "PNG")
            return turned.getvalue()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError):
        return png  # what is broken is told by who prints it


@lru_cache(maxsize=16)
def _sized(svg: bytes) -> bytes:
    """The drawing with a size that every reader takes for the same; mostly it has one."""
    try:
        check_work(svg)
        attributes = root_attributes(svg)
        size = size_of(attributes)
        if size is None:
            hint = "Simpan ulang logonya sebagai SVG biasa yang menyebut lebar dan tinggi, atau sebagai PNG."
            raise LogoError("tidak menyebut ukurannya", hint)
        width, height = size
        _refuse_strip(width, height)
        svg = svg if is_read_alike(attributes) else with_size(svg, width, height)
        return framed(svg) if needs_frame(svg) else svg
    except LogoError:
        raise
    except HeavyError as error:
        hint = "Sederhanakan gambarnya di program gambar, atau simpan ulang logonya sebagai PNG."
        raise LogoError(str(error), hint) from error
    except (NoDrawingError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise LogoError("tidak dapat dibaca sebagai gambar") from error
