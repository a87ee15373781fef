"""Small projects to edit, and what their documents say."""

from __future__ import annotations

from pathlib import Path

from sopgen.editing.state import DocumentState
from sopgen.editing.workspace import Workspace

OFFICE = """\
nama: Kementerian Contoh
unit:
  umum: {nama: Biro Umum}
pejabat:
  kepala: {jabatan: Kepala Biro Umum, nama: Budi, nip: "1970"}
"""
SOP = """\
# Contoh untuk disunting.
nomor: A.1
judul: Penyusunan Laporan Kinerja
unit: umum
tanggal_pembuatan: 2024-01-08
disahkan_oleh: kepala
status: konsep

dasar_hukum:
  - Undang-Undang Nomor 1   # yang utama
  - Peraturan Nomor 2
pelaksana:
  - Staf
  - Kepala
  - kelompok: Arsip
    anggota: [Arsiparis, Petugas]
langkah:
  - kegiatan: Menyusun konsep
    pelaksana: Staf
    kelengkapan: Disposisi
    waktu: 1 Jam
    output: Konsep
  # Keputusan pertama.
  - kegiatan: Memeriksa konsep
    pelaksana: Kepala
    waktu: 2 Jam
    output: Konsep
    tidak: 1
  - id: kirim
    kegiatan: Mengirim laporan
    pelaksana: [Staf, Arsiparis]
    waktu: 1 Hari
    output: Laporan
  - kegiatan: Menyimpan laporan
    pelaksana: Arsiparis
    waktu: 1 Jam
    output: Arsip
"""
KEY = "satu"


def project(root: Path, sop: str = SOP, office: str = OFFICE, **others: str) -> Path:
    """A project folder with one SOP, and others by their names."""
    folder = root / "sop_sources"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "instansi.yaml").write_text(office, encoding="utf-8")
    for name, text in {KEY: sop, **others}.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    return root


def file_of(workspace: Workspace, key: str = KEY) -> Path:
    """The file of an SOP."""
    return workspace.root / "sop_sources" / f"{key}.yaml"


def saved_text(workspace: Workspace, key: str = KEY) -> str:
    """What a document says, once it is saved."""
    workspace.save(key, workspace.state(key).version)
    return file_of(workspace, key).read_bytes().decode()


def field(state: DocumentState, *path: str | int) -> tuple[str, ...] | str:
    """What a field of the form holds."""
    found = next(each for each in state.fields if each.path == path)
    return found.items if found.kind == "list" else found.text


def texts(state: DocumentState, column: str = "kegiatan") -> list[str]:
    """A column of the first flow table."""
    return [step.texts[column] for step in state.sections[0].steps]
