"""Ten years of one SOP: at each moment booklet, letters, register and stamps are as an archivist wants them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sopgen.builder.events import Failed
from sopgen.builder.state import fingerprint
from tests.life.office import SOURCE, build, edit, kept, letter, office, sopgen, words


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


class Archive:
    """What there is to be seen in an office's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.alone = root / "build/sop/surat.pdf"

    def made(self) -> None:
        """Build, and find that nothing failed."""
        failed = [event for event in build(self.root) if isinstance(event, Failed)]
        assert failed == []

    @property
    def book(self) -> str:
        """What the booklet says."""
        return words(self.root / "build/buku-sop.pdf")

    def letter(self, name: str) -> str:
        """What a letter's attachment says."""
        return words(self.root / f"build/lampiran/{name}.pdf")

    def source(self) -> str:
        """The SOP's source."""
        return (self.root / SOURCE).read_text(encoding="utf-8")


def upgraded(root: Path, patch: pytest.MonkeyPatch, version: str) -> None:
    """Another program and another look: whatever is drawn is drawn anew, and otherwise."""
    patch.setattr(fingerprint, "program", lambda: version)
    with (root / "sop_sources/instansi.yaml").open("a", encoding="utf-8") as file:
        file.write('format:\n  warna_kepala: "#ddeeff"\n')


def test_what_was_signed_stays_as_signed_for_ten_years(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = office(tmp_path)
    archive = Archive(root)

    archive.made()  # 2024: a draft, which booklet and letters do without
    assert "Pencatatan Surat" in words(archive.alone)
    assert "tercatat" in archive.book
    assert "Halaman 1 dari 2 CTH.HIDUP.1" not in archive.book

    assert sopgen(root, "enact", SOURCE, "--tanggal", "2024-02-05") == 0
    signed = digest(kept(root))
    assert "status: berlaku" in archive.source()
    assert "# Catatan penyusun: jangan dihapus." in archive.source()
    letter(root, "nota-2024", "2024-03-01")
    archive.made()
    assert digest(archive.alone) == signed
    assert "Mencatat surat ke dalam agenda" in archive.letter("nota-2024")
    assert archive.book.count("Pencatatan Surat") > 1
    sent = (root / "build/lampiran/nota-2024.pdf").read_bytes()

    then, now = "Kementerian Contoh Urusan Kearsipan", "Badan Contoh Arsip Nasional"
    renamed = f"{now}\nsejak: 2027-01-04\nriwayat:\n  - nama: {then}"
    edit(root, then, renamed, "sop_sources/instansi.yaml")
    upgraded(root, monkeypatch, "2027")  # 2027: another name, another program
    archive.made()
    assert digest(archive.alone) == signed == digest(kept(root))
    assert "KEMENTERIAN CONTOH URUSAN KEARSIPAN" in archive.letter("nota-2024").upper()
    assert then.upper() in words(root / "build/sop/arsip.pdf").upper()  # of 2024, enacted or not
    assert words(sent) == archive.letter("nota-2024")

    edit(root, "Mencatat surat ke dalam agenda", "Mencatat surat ke dalam aplikasi")  # 2028: written by hand
    capsys.readouterr()
    assert sopgen(root, "check", SOURCE) == 0
    assert "SOP-W113" in (told := capsys.readouterr().out)
    assert "sopgen revise sop_sources/surat.yaml" in told
    archive.made()
    assert digest(archive.alone) == signed
    assert "aplikasi" not in archive.book

    changed = ("--tanggal", "2028-05-02", "--efektif", "2028-06-01", "--uraian", "Pencatatan dengan aplikasi")
    assert sopgen(root, "revise", SOURCE, *changed) == 0
    assert "status: konsep" in archive.source()
    assert "Mencatat surat ke dalam" in words(root / "build/perubahan/surat-revisi-1.pdf")
    assert sopgen(root, "check", SOURCE) == 0
    assert "SOP-W113" not in capsys.readouterr().out
    archive.made()  # the draft of the revision stands alone, what is in force in the booklet
    assert "aplikasi" in words(archive.alone)
    assert "aplikasi" not in archive.book
    assert "Mencatat surat ke dalam agenda" in archive.book

    assert sopgen(root, "enact", SOURCE, "--tanggal", "2028-06-01") == 0
    revised = digest(kept(root, 1))
    letter(root, "nota-2028", "2028-07-01")
    archive.made()
    assert (digest(archive.alone), digest(kept(root))) == (revised, signed)
    assert now.upper() in words(archive.alone).upper()
    assert then.upper() not in words(archive.alone).upper()
    assert "Mencatat surat ke dalam aplikasi" in archive.book
    assert "agenda" not in archive.book
    assert "aplikasi" in archive.letter("nota-2028")
    assert "aplikasi" not in archive.letter("nota-2024")  # which attached what was in force then

    ended = ("--dengan", "Keputusan Contoh Nomor 7 Tahun 2033", "--tanggal", "2034-01-02")
    assert sopgen(root, "withdraw", SOURCE, *ended) == 0
    letter(root, "nota-2034", "2034-02-01")
    archive.made()
    assert (digest(kept(root)), digest(kept(root, 1))) == (signed, revised)
    assert "DICABUT" in words(archive.alone)
    assert "aplikasi" in words(archive.alone)
    assert "CTH.HIDUP.1" not in archive.book
    assert "aplikasi" not in archive.book
    assert "aplikasi" in archive.letter("nota-2028")
    assert "DICABUT" not in archive.letter("nota-2028")
    assert "agenda" in archive.letter("nota-2024")
    assert not (root / "build/lampiran/nota-2034.pdf").exists()  # it would attach what is in force no more
    capsys.readouterr()
    assert sopgen(root, "withdraw", "--daftar") == 0
    told = capsys.readouterr().out
    assert "CTH.HIDUP.1" in told
    assert "2034-01-02: Keputusan Contoh Nomor 7 Tahun 2033" in told
