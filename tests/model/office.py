"""A small office for the model's tests: an institution, one valid SOP, and what is told about changes to them."""

from __future__ import annotations

from pathlib import Path

from sopgen.findings import Finding
from sopgen.model.institution import Institution
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.model.sop import Sop
from sopgen.source.document import Source
from sopgen.source.read import parse

ROOT = Path("/kantor")

INSTITUTION = """nama: Kementerian Contoh
unit:
  biro-umum:
    nama: Biro Umum
    induk: Sekretariat
pejabat:
  kepala:
    jabatan: Kepala Biro
    nama: Nama Pejabat
"""

BASE = """nomor: A.01
judul: Pelayanan Tamu
unit: biro-umum
disahkan_oleh: kepala
pelaksana: [Staf, Kasubbag, Kepala]
langkah:
  - kegiatan: Mencatat tamu
    pelaksana: Staf
  - id: antar
    kegiatan: Mengantar tamu
    pelaksana: Kasubbag
  - kegiatan: Menerima tamu
    pelaksana: Kepala
"""


def source_of(text: str, name: str = "sop_sources/x.yaml") -> Source:
    """A source that could be read."""
    source, _ = parse(text.encode(), ROOT / name, name)
    assert source is not None
    return source


def institution() -> Institution:
    """The office's institution."""
    made, findings = make_institution(source_of(INSTITUTION, "sop_sources/instansi.yaml"))
    assert made is not None
    assert findings == ()
    return made


def sop_of(text: str) -> Sop:
    """A SOP without any finding, alone in its project."""
    made, findings = make_sop(source_of(text), institution())
    assert findings == ()
    assert made is not None
    linked, more = link(made, Register([registered(made)]))
    assert more == ()
    return linked


def told_of_sop(text: str) -> list[tuple[str, int, int, int, int | None, str, str]]:
    """What is told about a SOP that is alone in its project."""
    source, findings = parse(text.encode(), ROOT / "sop_sources/x.yaml", "sop_sources/x.yaml")
    if source is None:
        return facts(findings)
    made, more = make_sop(source, institution())
    assert made is not None
    _, links = link(made, Register([registered(made)]))
    return facts((*findings, *more, *links))


def facts(findings: tuple[Finding, ...]) -> list[tuple[str, int, int, int, int | None, str, str]]:
    """Findings as tables write them."""
    return [
        (each.code, each.span.line, each.span.column, each.span.end_column, each.step, each.message, each.hint)
        for each in findings
    ]
