"""A PDF that is handed over to be enacted is of that SOP, as it is now; of one from elsewhere nobody can tell."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from sopgen.builder.events import Failed
from tests.life.office import SOURCE, build, edit, kept, letter, office, sopgen
from tests.readback.signing import signed

ENACT = ("enact", SOURCE, "--tanggal", "2024-02-05", "--pdf")
OTHER = "sop_sources/arsip.yaml"


@pytest.fixture(autouse=True)
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: a power cut is not what is asked about."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture(scope="module")
def first_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with everything that sopgen makes of it; the letter attaches one SOP alone."""
    root = office(tmp_path_factory.mktemp("kantor"))
    edit(root, "status: konsep", "status: berlaku")
    letter(root, "nota", "2024-03-01")
    assert not [event for event in build(root) if isinstance(event, Failed)]
    assert sopgen(root, "diff", SOURCE, str(root / OTHER), "--pdf", str(root / "build/usulan.pdf")) == 0
    return root


@pytest.fixture
def built(first_built: Path, tmp_path: Path) -> Path:
    """A copy of that office."""
    return shutil.copytree(first_built, tmp_path / "kantor")


def refused(root: Path, pdf: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a PDF that is not enacted; nothing is kept of it."""
    assert sopgen(root, *ENACT, str(root / pdf)) == 2
    assert not list(root.rglob("*.ditetapkan"))
    return capsys.readouterr().err


def test_the_document_of_another_sop_is_refused(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(built, "build/sop/arsip.pdf", capsys)
    assert "dokumen itu SOP nomor CTH.HIDUP.2, bukan CTH.HIDUP.1" in said


@pytest.mark.parametrize("pdf", ["build/buku-sop.pdf", "build/lampiran/nota.pdf", "build/usulan.pdf"])
def test_what_is_no_document_of_one_sop_is_refused(built: Path, pdf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "bukan dokumen satu SOP" in refused(built, pdf, capsys)


def test_a_document_of_what_the_source_said_before_is_refused_also_when_signed(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = built / "build/sop/surat.pdf"
    edit(built, "5 Menit", "9 Menit")
    assert f"isinya tidak sama dengan {SOURCE} yang sekarang" in refused(built, "build/sop/surat.pdf", capsys)
    pdf.write_bytes(signed(pdf.read_bytes(), "Tanda"))
    assert "mintakan tanda tangan pada PDF yang baru" in refused(built, "build/sop/surat.pdf", capsys)


def test_a_signed_document_is_taken_though_a_comment_has_changed(built: Path) -> None:
    pdf = built / "build/sop/surat.pdf"
    pdf.write_bytes(signed(pdf.read_bytes(), "Tanda"))
    edit(built, "# Catatan penyusun", "# Catatan lain")
    assert sopgen(built, *ENACT, str(pdf)) == 0
    assert kept(built).read_bytes() == pdf.read_bytes()


def test_a_document_that_lost_its_source_or_the_name_of_its_program_is_taken(built: Path, tmp_path: Path) -> None:
    edit(built, "5 Menit", "9 Menit")
    with pikepdf.open(built / "build/sop/surat.pdf") as opened:
        for name in list(opened.attachments):
            del opened.attachments[name]
        opened.save(tmp_path / "tanpa-sumber.pdf")
    with pikepdf.open(built / "build/sop/arsip.pdf") as opened:
        opened.docinfo["/Creator"] = "Pemindai"
        opened.save(tmp_path / "pindai.pdf")
    for name in ("tanpa-sumber.pdf", "pindai.pdf"):
        root = shutil.copytree(built, tmp_path / name.removesuffix(".pdf"))
        assert sopgen(root, *ENACT, str(tmp_path / name)) == 0
