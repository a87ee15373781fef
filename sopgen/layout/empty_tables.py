"""Tables that nothing can be drawn in: only an SOP in which errors were found has them."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.findings import Finding, FindingsError
from sopgen.layout.codes import NO_DRAWING
from sopgen.model.sop import Section, Sop


def require_tables(sop: Sop, sections: Iterable[Section]) -> None:
    """Raise FindingsError, with a finding E304 for each, when some of the SOP's tables have no columns or no rows."""
    if found := tuple(_finding(sop, each) for each in sections if not (each.actors and each.steps)):
        raise FindingsError(found)


def _finding(sop: Sop, section: Section) -> Finding:
    lacking = "langkah" if section.actors else "pelaksana"
    message = f"Alur {sop.nomor} tidak dapat digambar: belum ada {lacking}."
    hint = f"Tambahkan “{lacking}:” beserta isinya."
    return sop.source.finding(NO_DRAWING.number, NO_DRAWING.severity, section.path[:-1], message, hint)
