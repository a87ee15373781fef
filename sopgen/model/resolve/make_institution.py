"""From ``instansi.yaml`` to the institution, and looking things up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.institution import Format, FrozenMapping, Institution, OfficeNames, Official, Terms, Unit
from sopgen.model.names_by_date import Dated
from sopgen.model.resolve.files import DOCUMENT, IMAGE, find_file
from sopgen.model.resolve.periods import in_order
from sopgen.model.resolve.suppressions import make_ignored
from sopgen.model.schema.documents import FormatDocument
from sopgen.model.schema.fields import NO_COLOUR
from sopgen.model.schema.institution_documents import InstitutionDocument, OfficialDocument, UnitDocument
from sopgen.model.schema.validate import enter
from sopgen.model.suggest import did_you_mean, listing
from sopgen.model.visible import visible
from sopgen.paths import INSTITUTION_FILE
from sopgen.source import codes as source_codes
from sopgen.source.document import Scalar, Source, SourcePath

_COLOURS = ("warna_kepala", "warna_garis", "warna_alur")
# The form's default settings are documented with ``null``, which is a text like any other elsewhere.
_NOTHING = {"", "null", "~"}

V = TypeVar("V")


def make_institution(source: Source) -> tuple[Institution | None, tuple[Finding, ...]]:
    """Return the institution that ``source`` says, as far as it can be read, and everything wrong in it."""
    report = Collector(source)
    document = enter(InstitutionDocument, source, report)
    if document is None:
        return None, report.findings
    for name in ("unit", "pejabat", "jabatan"):
        _require_distinct(name, getattr(document, name), report)
    logo = find_file(source.root, document.logo, ("logo",), report, IMAGE) if document.logo else None
    institution = Institution(
        nama=document.nama,
        singkatan=document.singkatan,
        logo=logo,
        alamat=document.alamat,
        kota=document.kota,
        unit=FrozenMapping({key: _unit(key, each, report) for key, each in document.unit.items()}),
        pejabat=FrozenMapping({key: _official(key, each, report) for key, each in document.pejabat.items()}),
        jabatan=FrozenMapping(dict(document.jabatan)),
        format=merge_format(Format(), document.format, source.root, report),
        abaikan=make_ignored(document.abaikan, report),
        source=source,
        names=_office_names(document, report),
    )
    return replace(institution, sound=not report.has_errors), report.findings


def _require_distinct(name: str, keys: Iterable[str], report: Collector) -> None:
    """Report the keys below ``name`` of which nothing is to be seen, or that nobody can tell from one before them."""
    seen: dict[str, str] = {}
    for key in keys:
        place = (name, key)
        if not visible(key):
            message = f"Ada kunci di bawah “{name}” yang hanya berisi karakter yang tidak kelihatan."
            report.add(source_codes.COMPLEX_KEY, place, message, "Ketik ulang kuncinya.", key=True)
        elif (first := seen.setdefault(visible(key), key)) != key:
            line = report.source.locate((name, first), key=True).line
            message = f"Kunci “{key}” tampak sama dengan kunci di baris {line}."
            report.add(
                source_codes.DUPLICATE_KEY, place, message, "Hapus salah satunya, atau bedakan namanya.", key=True
            )


def _unit(key: str, document: UnitDocument, report: Collector) -> Unit:
    now = Unit(key, document.nama, document.induk, document.alamat)
    before = [
        (Unit(key, each.nama, each.induk or now.induk, each.alamat or now.alamat), each) for each in document.riwayat
    ]
    return replace(now, names=in_order(now, document.sejak, before, ("unit", key), report))


def _official(key: str, document: OfficialDocument, report: Collector) -> Official:
    now = Official(key, document.jabatan, document.nama, document.nip)
    before = [(Official(key, each.jabatan or now.jabatan, each.nama, each.nip), each) for each in document.riwayat]
    return replace(now, names=in_order(now, document.sejak, before, ("pejabat", key), report))


def _office_names(document: InstitutionDocument, report: Collector) -> tuple[Dated[OfficeNames], ...]:
    now = OfficeNames(document.nama, document.singkatan, document.alamat, document.kota)
    before = [
        (OfficeNames(each.nama, each.singkatan, each.alamat or now.alamat, each.kota or now.kota), each)
        for each in document.riwayat
    ]
    return in_order(now, document.sejak, before, (), report)


def merge_format(base: Format, document: FormatDocument, root: Path, report: Collector) -> Format:
    """Return ``base`` with the keys that ``document`` gives, ``istilah`` key by key.

    ``rujukan_docx`` becomes the absolute path of a checked file.
    """
    for path in (("format", key) for key in _COLOURS):
        node = report.source.node(path)
        if isinstance(node, Scalar) and node.absent:  # “warna_garis: #1f3a5f” is a key and a comment to YAML
            report.add(codes.WRONG_VALUE, path, *NO_COLOUR, key=True)
    if not document.model_fields_set:
        return base
    given: dict[str, Any] = {
        name: value for name in document.model_fields_set if (value := getattr(document, name)) is not None
    }
    terms = given.pop("istilah", None)
    for name in ("rujukan_docx", "jangkar_ttd"):
        if given.get(name, "x") in _NOTHING:
            given[name] = None
    if given.get("rujukan_docx"):
        file = find_file(root, given["rujukan_docx"], ("format", "rujukan_docx"), report, DOCUMENT)
        given["rujukan_docx"] = str(file) if file else None
    return replace(base, **given, istilah=_merge_terms(base.istilah, terms) if terms else base.istilah)


def _merge_terms(base: Terms, document: Any) -> Terms:
    given = {field.name: getattr(document, field.name) for field in fields(Terms)}
    return replace(base, **{name: text for name, text in given.items() if text is not None})


def find_unit(institution: Institution | None, key: str, path: SourcePath, report: Collector) -> Unit:
    """Return the unit named ``key``; where there is none, one of that name after reporting it."""
    found = _find(institution, institution.unit, "unit", key, path, report) if institution else None
    return found or Unit(key, key)


def find_official(institution: Institution | None, key: str, path: SourcePath, report: Collector) -> Official:
    """Return the official named ``key``; where there is none, one of that title after reporting it."""
    found = _find(institution, institution.pejabat, "pejabat", key, path, report) if institution else None
    return found or Official(key, key, "")


def _find(
    institution: Institution, known: Mapping[str, V], name: str, key: str, path: SourcePath, report: Collector
) -> V | None:
    """Return the entry ``key`` of what ``name`` is in instansi.yaml, or None (an empty key is told at the door)."""
    seen = visible(key)
    found = next((each for each in known if visible(each) == seen), None)
    if key and found is None and institution.sound and not report.knows(path):
        code = codes.UNKNOWN_UNIT if name == "unit" else codes.UNKNOWN_OFFICIAL
        message = f"{name.capitalize()} “{key}” tidak ada di {INSTITUTION_FILE}."
        report.add(code, path, message, _hint(key, tuple(known), name, report))
    return None if found is None else known[found]


def _hint(key: str, known: tuple[str, ...], name: str, report: Collector) -> str:
    if not known:
        return f"Tambahkan “{key}” di bawah “{name}:” di {INSTITUTION_FILE}."
    return (
        did_you_mean(key, known, report.guessing)
        or f"Pilih salah satu: {listing(known)}; atau tambahkan di {INSTITUTION_FILE}."
    )
