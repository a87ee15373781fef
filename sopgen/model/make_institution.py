"""From ``instansi.yaml`` to the institution, and looking things up in it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.documents import FormatDocument, InstitutionDocument
from sopgen.model.door import enter
from sopgen.model.files import find_document, find_image
from sopgen.model.ignored import make_ignored
from sopgen.model.institution import Format, Institution, Official, Table, Terms, Unit
from sopgen.model.report import Report
from sopgen.model.suggest import did_you_mean, listing
from sopgen.paths import INSTITUTION_FILE
from sopgen.source.document import Source, SourcePath

# The form's default settings are documented with ``null``, which is a text like any other elsewhere.
_NOTHING = {"", "null", "~"}


def make_institution(source: Source) -> tuple[Institution | None, tuple[Finding, ...]]:
    """Return the institution that ``source`` says, as far as it can be read, and everything wrong in it."""
    report = Report(source)
    document = enter(InstitutionDocument, source, report)
    if document is None:
        return None, report.findings
    logo = find_image(source.root, document.logo, ("logo",), report) if document.logo else None
    institution = Institution(
        nama=document.nama,
        singkatan=document.singkatan,
        logo=logo,
        alamat=document.alamat,
        kota=document.kota,
        unit=Table({key: Unit(key, unit.nama, unit.induk) for key, unit in document.unit.items()}),
        pejabat=Table(
            {key: Official(key, each.jabatan, each.nama, each.nip) for key, each in document.pejabat.items()}
        ),
        jabatan=Table(dict(document.jabatan)),
        format=merge_format(Format(), document.format, source.root, report),
        abaikan=make_ignored(document.abaikan, report),
        source=source,
    )
    return replace(institution, sound=not report.has_errors), report.findings


def merge_format(base: Format, document: FormatDocument, root: Path, report: Report) -> Format:
    """Return ``base`` with the keys that ``document`` gives, ``istilah`` key by key.

    ``rujukan_docx`` becomes the absolute path of a checked file.
    """
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
        file = find_document(root, given["rujukan_docx"], ("format", "rujukan_docx"), report)
        given["rujukan_docx"] = str(file) if file else None
    return replace(base, **given, istilah=_merge_terms(base.istilah, terms) if terms else base.istilah)


def _merge_terms(base: Terms, document: Any) -> Terms:
    given = {field.name: getattr(document, field.name) for field in fields(Terms)}
    return replace(base, **{name: text for name, text in given.items() if text is not None})


def find_unit(institution: Institution, key: str, path: SourcePath, report: Report) -> Unit | None:
    """Return the unit named ``key``, or None after reporting that there is none (an empty key: at the door)."""
    if not key:
        return None
    unit = institution.unit.get(key)
    if unit is None and institution.sound and not report.knows(path):
        message = f"Unit “{key}” tidak ada di {INSTITUTION_FILE}."
        report.add(codes.UNKNOWN_UNIT, path, message, _hint(key, tuple(institution.unit), "unit"))
    return unit


def find_official(institution: Institution, key: str, path: SourcePath, report: Report) -> Official | None:
    """Return the official named ``key``, or None after reporting that there is none (an empty key: at the door)."""
    if not key:
        return None
    official = institution.pejabat.get(key)
    if official is None and institution.sound and not report.knows(path):
        message = f"Pejabat “{key}” tidak ada di {INSTITUTION_FILE}."
        report.add(codes.UNKNOWN_OFFICIAL, path, message, _hint(key, tuple(institution.pejabat), "pejabat"))
    return official


def _hint(key: str, known: tuple[str, ...], name: str) -> str:
    if not known:
        return f"Tambahkan “{key}” di bawah “{name}:” di {INSTITUTION_FILE}."
    return did_you_mean(key, known) or f"Pilih salah satu: {listing(known)}; atau tambahkan di {INSTITUTION_FILE}."
