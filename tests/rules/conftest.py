"""Little projects on disk for the rules: a base without findings, and texts laid over it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check

TODAY = date(2024, 6, 1)

INSTITUTION = """\
nama: Kementerian Contoh
unit:
  biro:
    nama: Biro Contoh
pejabat:
  kepala:
    jabatan: Kepala Biro Contoh
    nama: Nama Pejabat
"""

SOP = """\
nomor: CTH.01
judul: Penyusunan Surat Dinas
unit: biro
tanggal_pembuatan: 2017-11-08
tanggal_efektif: 2018-05-02
disahkan_oleh: kepala
dasar_hukum: Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan
kualifikasi_pelaksana: Memahami tata naskah dinas
keterkaitan: SOP Mikro Penataan Arsip
peralatan: Komputer
peringatan: Apabila SOP ini tidak dilaksanakan maka surat terlambat dikirim
pencatatan: Disimpan dalam data elektronik dan manual
pelaksana: [Staf, Kepala]
langkah:
  - kegiatan: Menyusun konsep surat
    pelaksana: Staf
    kelengkapan: Disposisi
    waktu: 1 Jam
    output: Konsep surat
  - kegiatan: Memeriksa konsep surat
    pelaksana: Kepala
    kelengkapan: Konsep surat
    waktu: 10 Menit
    output: Surat
"""


def blocks(text: str) -> list[tuple[str, str]]:
    """A YAML text cut at its top-level keys: (key, lines)."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        match = re.match(r"(\w+):", line)
        if match or not found:
            found.append((match[1] if match else "", line))
        else:
            found[-1] = (found[-1][0], found[-1][1] + line)
    return found


def overlay(base: str, snippet: str) -> str:
    """``base`` with the top-level keys of ``snippet`` in place of its own; ``key: HAPUS`` only takes one out."""
    own = blocks(snippet)
    keys = {key for key, _ in own}
    kept = [lines for key, lines in blocks(base) if key not in keys]
    return "".join([*kept, *(lines for _, lines in own if "HAPUS" not in lines)]).rstrip("\n") + "\n"


def files_of(example: str) -> dict[str, str]:
    """An example's parts by file; what stands before a line "# name.yaml" belongs to sop.yaml."""
    files = {"instansi.yaml": INSTITUTION}
    parts = re.split(r"^# (\S+\.yaml)$\n?", example, flags=re.M)
    named = dict(zip(parts[1::2], parts[2::2], strict=True))
    if parts[0].strip() or not any(name not in ("instansi.yaml", "buku.yaml") and "/" not in name for name in named):
        named = {"sop.yaml": parts[0], **named}
    for name, snippet in named.items():
        base = {"instansi.yaml": INSTITUTION, "buku.yaml": ""}.get(name, "" if name.startswith("surat/") else SOP)
        files[name] = overlay(base, snippet)
    return files


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Project]:
    """Write an example's files into a project folder and load it."""

    def make(example: str) -> Project:
        folder = tmp_path / "sop_sources"
        folder.mkdir(exist_ok=True)
        shutil.rmtree(folder)
        for name, text in files_of(example).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return make


@pytest.fixture
def findings(project: Callable[[str], Project]) -> Callable[[str], list[Finding]]:
    """Everything found in an example laid over the base."""
    return lambda example: list(check(project(example), TODAY))
