"""The list of all SOPs: one line each, of what their heads say."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.editing.document import Document
from sopgen.editing.office import Office
from sopgen.editing.state import Entry
from sopgen.findings import Finding, Severity
from sopgen.paths import SOURCES

_ENDING = ".yaml"


def key_of(name: str) -> str:
    """The key of the SOP in the file called ``name``."""
    return name.removeprefix(f"{SOURCES}/").removesuffix(_ENDING)


def counted(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many errors and warnings there are."""
    severities = [finding.severity for finding in findings]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def entry_of(name: str, office: Office, document: Document | None, counts: tuple[int, int] | None) -> Entry:
    """The line of the SOP in the file called ``name``; ``document`` is what is open of it, ``counts`` if known."""
    head = office.heads.get(name)
    unit = office.institution.unit.get(head.unit) if office.institution and head else None
    errors, warnings = counts or (None, None)
    return Entry(
        key=key_of(name),
        file=name,
        nomor=head.nomor if head else "",
        title=head.judul if head else "",
        unit=unit.nama if unit else head.unit if head else "",
        status=head.status.value if head else "",
        kind=head.jenis.value if head and head.jenis else "",
        errors=errors,
        warnings=warnings,
        dirty=document is not None and document.dirty,
    )
