"""Files that sources name (logo, reference document): found inside their folders only, and looked at before use."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from sopgen.bounded_read import read_bounded
from sopgen.findings import Code
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.suggest import did_you_mean
from sopgen.paths import SOURCES, TEMPLATES
from sopgen.source.document import SourcePath

FOLDERS = (SOURCES, TEMPLATES)
IMAGE, DOCUMENT = (".svg", ".png"), (".docx",)
MAX_IMAGE_BYTES = 5 * 1024 * 1024
MAX_IMAGE_SIDE = 8000
_PNG_START = b"\x89PNG\r\n\x1a\n"

# What makes an SVG more than a drawing: entities, scripts, foreign content, and anything fetched from elsewhere.
_SVG_ACTIVE = re.compile(
    rb"<!DOCTYPE[^>]*\[|<!(ENTITY|ATTLIST|ELEMENT|NOTATION)|<\?xml-stylesheet"
    rb"|<(\w+:)?(script|foreignObject|iframe)\b|@import",
    re.I,
)
_SVG_LINK = re.compile(rb"""(?:href|src)\s*=\s*(["'])\s*(?!#|data:image/(?:png|jpeg);base64,)\S""", re.I)
_SVG_URL = re.compile(rb"""url\(\s*["']?\s*(?![#"'\s])""", re.I)


class _UnusableError(Exception):
    """Why a named file is not used; becomes a finding."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def find_file(root: Path, text: str, path: SourcePath, report: Collector, endings: tuple[str, ...]) -> Path | None:
    """Return the checked file that ``text`` names, or None after reporting why it cannot be used.

    ``endings`` are those that it may have: ``IMAGE`` or ``DOCUMENT``.
    """
    try:
        file = _inside(root, text, endings)
        if file.suffix.casefold() == ".svg":
            _check_svg(file, text)
        elif file.suffix.casefold() == ".png":
            _check_png(file, text)
        return file
    except _UnusableError as error:
        report.add(error.code, path, str(error), error.hint)
        return None


def _inside(root: Path, text: str, endings: tuple[str, ...]) -> Path:
    """Return the real file that ``text`` names below one of the folders; links are followed before judging."""
    parts = PurePosixPath(text).parts
    if text.startswith(("/", "~")) or ".." in parts or any(char in text for char in "\\%:\0\n"):
        message = f"“{text}” menunjuk ke luar folder {SOURCES}/ dan {TEMPLATES}/."
        raise _UnusableError(codes.UNSAFE_PATH, message, f"Salin berkasnya ke {SOURCES}/, lalu tulis namanya saja.")
    if not text.casefold().endswith(endings):
        message = f"“{text}” bukan berkas {' atau '.join(endings)}."
        raise _UnusableError(codes.BAD_FILE, message, "Simpan ulang berkasnya dalam bentuk itu.")
    try:
        candidates = [root / folder / text for folder in FOLDERS]
        if parts[0] in FOLDERS:
            candidates.append(root / text)
        file = next((candidate for candidate in candidates if candidate.is_file()), None)
        if file is None:
            raise _missing(root, text, endings)
        real = file.resolve(strict=True)
        if not any(real.is_relative_to((root / folder).resolve()) for folder in FOLDERS):
            message = f"“{text}” adalah tautan ke luar folder {SOURCES}/ dan {TEMPLATES}/."
            raise _UnusableError(codes.UNSAFE_PATH, message, "Salin berkasnya sendiri, bukan tautannya.")
    except (OSError, ValueError):
        message = f"Berkas “{text[:60]}” tidak dapat dibuka."
        raise _UnusableError(codes.BAD_FILE, message, "Periksa nama berkas dan izinnya.") from None
    return real


def _missing(root: Path, text: str, endings: tuple[str, ...]) -> _UnusableError:
    there = sorted(
        file.name
        for folder in FOLDERS
        if (root / folder).is_dir()
        for file in (root / folder).iterdir()
        if file.suffix.casefold() in endings
    )
    message = f"Berkas “{text}” tidak ada di {SOURCES}/ maupun {TEMPLATES}/."
    hint = did_you_mean(text, there) or f"Salin berkasnya ke {SOURCES}/, atau hapus baris ini."
    return _UnusableError(codes.BAD_FILE, message, hint)


def _check_size(file: Path, text: str) -> bytes:
    try:
        content = read_bounded(file, MAX_IMAGE_BYTES)
    except OSError:
        message = f"Gambar “{text}” tidak dapat dibuka."
        raise _UnusableError(codes.BAD_FILE, message, "Periksa izin berkasnya.") from None
    if len(content) > MAX_IMAGE_BYTES:
        message = f"Gambar “{text}” lebih besar dari {MAX_IMAGE_BYTES // 1024 // 1024} MiB."
        raise _UnusableError(codes.BAD_FILE, message, "Perkecil gambarnya.")
    return content


def _check_png(file: Path, text: str) -> None:
    head = _check_size(file, text)[:24]
    if not head.startswith(_PNG_START) or head[12:16] != b"IHDR" or len(head) < 24:
        message = f"Isi “{text}” bukan gambar PNG."
        raise _UnusableError(codes.BAD_FILE, message, "Simpan ulang gambarnya sebagai PNG.")
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if not (0 < width <= MAX_IMAGE_SIDE and 0 < height <= MAX_IMAGE_SIDE):
        message = (
            f"Gambar “{text}” berukuran {width} × {height} titik; paling besar {MAX_IMAGE_SIDE} × {MAX_IMAGE_SIDE}."
        )
        raise _UnusableError(codes.BAD_FILE, message, "Perkecil gambarnya.")


def _check_svg(file: Path, text: str) -> None:
    content = _check_size(file, text)
    if _SVG_ACTIVE.search(content) or _SVG_LINK.search(content) or _SVG_URL.search(content):
        message = f"Gambar “{text}” memuat skrip, entitas, atau rujukan ke berkas lain."
        raise _UnusableError(codes.UNSAFE_PATH, message, "Simpan ulang sebagai SVG biasa (plain SVG) tanpa tautan.")
    try:
        content.decode("utf-8")
        tag = ElementTree.fromstring(content).tag
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        tag = ""
    if tag.rpartition("}")[2] != "svg":
        message = f"Isi “{text}” bukan gambar SVG."
        raise _UnusableError(codes.BAD_FILE, message, "Simpan ulang gambarnya sebagai SVG.")
