"""A draft with gaps is made with them, told as a warning each; booklet and letters do without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from sopgen.book.letter import attached_sops
from sopgen.builder.events import Event, Failed, Found, Made
from sopgen.builder.request import Kind, Request
from sopgen.findings import Severity, UserError
from sopgen.model.load import load
from sopgen.rules.check import check
from tests.cli.projects import copy_case, edit

from .building import happened

NAME = "sop_sources/surat-menyurat.yaml"
KEYS = ("judul: Pengelolaan Surat Masuk", "unit: biro-contoh", "disahkan_oleh: kepala")
KEGIATAN, DOER = "kegiatan: Menugaskan penyusunan laporan kearsipan", "    pelaksana: Arsiparis\n"


def office(folder: Path, lines: Iterable[str], status: str = "konsep") -> Path:
    """A project in whose second SOP these lines say nothing."""
    project = copy_case("book-and-letter", folder)
    edit(project, NAME, "nomor:", f"status: {status}\nnomor:")
    for line in lines:
        edit(project, NAME, line, "" if line.endswith("\n") else f"{line.partition(':')[0]}:")
    return project


def codes(project: Path) -> list[str]:
    """What is told of a missing value."""
    return [found.code for found in check(load(project), date(2024, 3, 1)) if found.code in {"SOP-W121", "SOP-E121"}]


@pytest.mark.parametrize("line", [*KEYS, KEGIATAN, DOER, "    pelaksana: Kasubbag Arsip\n"])
def test_what_a_draft_lacks_is_a_warning_and_what_one_in_force_lacks_an_error(line: str, tmp_path: Path) -> None:
    assert codes(office(tmp_path / "konsep", [line])) == ["SOP-W121"]
    assert codes(office(tmp_path / "berlaku", [line], "berlaku")) == ["SOP-E121"]


@pytest.mark.parametrize("line", ["nomor: CTH.BUKU.2", "pelaksana: [Sekretaris, Kasubbag Arsip, Arsiparis]\n"])
def test_without_its_nomor_or_any_column_no_draft_is_made(line: str, tmp_path: Path) -> None:
    project = load(office(tmp_path, [line]))
    assert NAME in project.failed
    assert "SOP-E121" in [found.code for found in project.findings if found.file == NAME]


def test_a_draft_with_another_mistake_is_refused(tmp_path: Path) -> None:
    project = office(tmp_path, [KEGIATAN])
    edit(project, NAME, "tidak: susun", "tidak: susunan-lain")
    assert NAME in load(project).failed


def test_more_gaps_than_are_ever_told_hide_no_error(tmp_path: Path) -> None:
    project = office(tmp_path, [])
    edit(project, NAME, "langkah:\n", "langkah:\n" + "  - kegiatan:\n" * 150)
    edit(project, NAME, "tidak: susun", "tidak: zzzz")
    assert NAME in load(project).failed
    edit(project, NAME, "langkah:\n", "langkah:\n" + "  - kegiatan:\n" * 150)
    found = load(project)
    assert NAME in found.failed
    assert any(each.severity is Severity.ERROR for each in found.findings)


def made(events: list[Event]) -> set[str]:
    """The documents that were written."""
    assert not [event for event in events if isinstance(event, Failed)]
    return {path.path.name for event in events if isinstance(event, Made) for path in event.written}


def test_every_document_of_a_draft_is_made_with_its_gaps_and_the_booklet_without_it(tmp_path: Path) -> None:
    project = office(tmp_path, [*KEYS, KEGIATAN, DOER])
    events = happened(Request(project, project / "build", book=(Kind.PDF,), drafts=True))
    names = made(events)
    assert {"surat-menyurat.pdf", "surat-menyurat.docx", "surat-menyurat.svg", "buku-sop.pdf"} <= names
    assert "nota.pdf" not in names
    [found] = [event for event in events if isinstance(event, Found)]
    assert [each.code for each in found.findings].count("SOP-W121") == 5
    with pymupdf.open(project / "build/sop/surat-menyurat.pdf") as pdf:
        text = " ".join("".join(page.get_text() for page in pdf).split())
    assert "Menyusun laporan kearsipan" in text
    assert "Menugaskan" not in text
    remarks = [remark for event in events if isinstance(event, Made) for remark in event.remarks]
    assert "CTH.BUKU.2 tidak dimuat dalam buku (konsep, belum lengkap)" in remarks


def test_a_draft_in_which_nobody_does_anything_is_drawn(tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    name = "sop_sources/sop.yaml"
    text = (project / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("    pelaksana:")]
    (project / name).write_text("\n".join(["status: konsep", *lines, ""]), encoding="utf-8")
    names = made(happened(Request(project, project / "build", kinds=(Kind.PDF, Kind.SVG), book=())))
    assert {"sop.pdf", "sop.svg"} <= names


def test_no_letter_attaches_it_even_where_drafts_are_asked_for(tmp_path: Path) -> None:
    project = load(office(tmp_path, [KEGIATAN]))
    [letter] = project.letters
    with pytest.raises(UserError, match="belum lengkap"):
        attached_sops(letter, project, drafts=True)
    whole = replace(project, sops=tuple(replace(sop, has_gaps=False) for sop in project.sops))
    assert attached_sops(letter, whole, drafts=True)
