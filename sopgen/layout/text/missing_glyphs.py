"""Characters that no installed font can print: found before anything is drawn, so that nothing is left out silently."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sopgen.findings import Finding
from sopgen.layout.codes import MISSING_GLYPH
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.form.columns import by_field
from sopgen.model.form.fields import NOTES, TEXTS
from sopgen.model.institution import Institution
from sopgen.model.scripts import SCRIPTS_PACKAGE
from sopgen.model.sop import Section, Sop
from sopgen.source.document import Source

_EAST_ASIAN = ("CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL ", "BOPOMOFO ", "IDEOGRAPHIC ")
_Path = tuple[str | int, ...]


def missing_glyphs(sop: Sop, institution: Institution | None, measurer: TextMeasurer) -> tuple[Finding, ...]:
    """One finding for each text of ``sop``, and of its office, that holds characters no installed font has."""
    findings = []
    for path, text, step in _texts(sop):
        if missing := measurer.missing(text):
            findings.append(glyph_finding(sop.source, path, missing, step))
    for path, text in _office_texts(sop, institution):
        if missing := measurer.missing(text):
            source = institution.source if institution is not None else None
            findings.append(glyph_finding(source or sop.source, path if source else path[:1], missing, None))
    return tuple(findings)


def glyph_finding(source: Source, path: _Path, missing: str, step: int | None) -> Finding:
    """What to tell about a text with characters that no installed font has."""
    names = ", ".join(f"“{char}” ({_name(char)})" for char in missing[:5])
    message = f"Tidak ada huruf terpasang yang memiliki karakter {names}."
    packages = " ".join(dict.fromkeys(filter(None, map(_package, missing))))
    hint = "Ganti karakter itu."
    if packages:
        hint = f"Ganti karakter itu, atau jalankan: sudo apt-get install -y {packages}"
        hint += " (komputer yang membuka DOCX juga memerlukan huruf itu)."
    elif any(unicodedata.category(char) == "Co" for char in missing):
        hint = (
            "Hapus karakter itu: ia gambar dari huruf lain (biasanya butir dari Word), dan butir ditulis dengan “- ”."
        )
    return source.finding(MISSING_GLYPH.number, MISSING_GLYPH.severity, path, message, hint, step)


def _package(char: str) -> str:
    """Debian's package of a face that has ``char``; empty for characters that mean nothing outside one font."""
    kind, name = unicodedata.category(char), unicodedata.name(char, "")
    if kind in ("Co", "Cn", "Cs"):
        return ""
    if name.startswith(_EAST_ASIAN):
        return "fonts-noto-cjk"
    # Outlines, as archives want them, and in one colour, as forms do.
    return "fonts-symbola" if kind in ("So", "Sk", "Sm", "Me") else SCRIPTS_PACKAGE


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}")


def _office_texts(sop: Sop, institution: Institution | None) -> Iterator[tuple[_Path, str]]:
    """Texts of the identity block that stand in ``instansi.yaml``."""
    if institution is not None:
        yield ("nama",), institution.at(sop.newest_day).nama
    for key in ("nama", "induk"):
        yield ("unit", sop.unit.key, key), getattr(sop.unit, key)
    for key in ("jabatan", "nama", "nip"):
        yield ("pejabat", sop.disahkan_oleh.key, key), getattr(sop.disahkan_oleh, key)


def _texts(sop: Sop) -> Iterator[tuple[_Path, str, int | None]]:
    """Every text that is printed: its place in the source, the text, its step."""
    form = sop.format.form
    for field in form.identity:
        if field.kind in TEXTS:
            yield (field.key,), sop.text(field.key), None
    for box in (*form.boxes, NOTES):
        for index, text in enumerate(sop.texts(box)):
            yield (box.key, index), text, None
    for index, extra in enumerate(sop.tambahan):
        yield ("tambahan", index, "judul"), extra.judul, None
        for item, text in enumerate(extra.isi):
            yield ("tambahan", index, "isi", item), text, None
    for section in sop.sections:
        yield from _section_texts(section, tuple(by_field(sop.format.form.columns)))


def _section_texts(section: Section, fields: tuple[str, ...]) -> Iterator[tuple[_Path, str, int | None]]:
    owner = section.path[:-1]
    if section.judul is not None:
        yield (*owner, "judul"), section.judul, None
    for index, actor in enumerate(section.actors):
        yield (*owner, "pelaksana", index), f"{actor.group or ''} {actor.name}", None
    for index, text in enumerate(section.catatan):
        yield (*owner, "catatan", index), text, None
    for index, step in enumerate(section.steps):
        for field in fields:
            yield (*section.path, index, field), step.text(field), step.number
        for symbol in step.symbols:
            shown = f"{symbol.text} {symbol.label_yes or ''} {symbol.label_no or ''}"
            yield (*section.path, index), shown, step.number
