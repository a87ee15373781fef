"""A small office whose SOPs live: two of them, a booklet, and letters that attach one."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from sopgen.builder.events import Event
from sopgen.builder.request import Kind, Request
from sopgen.cli.run import run
from tests.builder.building import happened

SOURCE = "sop_sources/surat.yaml"
_INSTITUTION = """\
nama: Kementerian Contoh Urusan Kearsipan
unit:
  biro: {nama: Biro Umum Contoh, induk: Sekretariat Jenderal Contoh}
pejabat:
  kepala: {jabatan: Kepala Biro Umum Contoh, nama: Nama Pejabat}
"""
_SOP = """\
# Catatan penyusun: jangan dihapus.
nomor: {nomor}
jenis: mikro
judul: {judul}
unit: biro
status: {status}
tanggal_pembuatan: 2024-01-08
tanggal_efektif: 2024-02-05   # ditetapkan pimpinan
disahkan_oleh: kepala
dasar_hukum: Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan Contoh
kualifikasi_pelaksana: Memahami tata kearsipan
keterkaitan: {related}
peralatan: Komputer
peringatan: Apabila SOP ini tidak dilaksanakan maka arsip tidak ditemukan
pencatatan: Disimpan dalam data elektronik
pelaksana: [Petugas Arsip]
langkah:
  - kegiatan: Mencatat surat ke dalam agenda
    pelaksana: Petugas Arsip
    kelengkapan: Surat masuk
    waktu: 5 Menit
    output: Surat tercatat
"""
_BOOK = "judul: Buku SOP Contoh\nunit: biro\ntahun: 2024\n"
_LETTER = """\
jenis: Nota Dinas
nomor: {name}
tanggal: {day}
dari: kepala
kepada: Sekretaris Jenderal
hal: Penyampaian SOP
lampiran:
  - sop: [CTH.HIDUP.1]
"""


def office(root: Path) -> Path:
    """The office's folder, with two drafts in it."""
    sources = root / "sop_sources"
    (sources / "surat").mkdir(parents=True)
    (sources / "instansi.yaml").write_text(_INSTITUTION, encoding="utf-8")
    (sources / "buku.yaml").write_text(_BOOK, encoding="utf-8")
    first = _SOP.format(nomor="CTH.HIDUP.1", judul="Pencatatan Surat", status="konsep", related="SOP Mikro Contoh")
    other = _SOP.format(nomor="CTH.HIDUP.2", judul="Penataan Arsip", status="berlaku", related="[{sop: CTH.HIDUP.1}]")
    other = other.replace("Mencatat surat ke dalam agenda", "Menata arsip ke dalam boks")
    (root / SOURCE).write_text(first, encoding="utf-8")
    (sources / "arsip.yaml").write_text(other, encoding="utf-8")
    return root


def letter(root: Path, name: str, day: str) -> None:
    """One more letter that attaches the first SOP."""
    (root / f"sop_sources/surat/{name}.yaml").write_text(_LETTER.format(name=name, day=day), encoding="utf-8")


def build(root: Path, *book: Kind, kinds: tuple[Kind, ...] = (Kind.PDF,)) -> list[Event]:
    """What happens when everything is built; the booklet in these kinds."""
    return happened(Request(root, root / "build", kinds=kinds, book=book or (Kind.PDF,)))


def sopgen(root: Path, *arguments: str) -> int:
    """The exit status of a command."""
    return run(["-C", str(root), *arguments])


def edit(root: Path, before: str, after: str, name: str = SOURCE) -> None:
    """Change a text in a file as somebody would in an editor."""
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def words(pdf: Path | bytes) -> str:
    """Everything that a PDF says, blanks as one."""
    with pymupdf.open(stream=pdf if isinstance(pdf, bytes) else pdf.read_bytes(), filetype="pdf") as opened:
        return " ".join(" ".join(page.get_text() for page in opened).split())


def kept(root: Path, revisi: int = 0, source: str = SOURCE) -> Path:
    """Where the document of a revision of an SOP, else the first one, is kept."""
    return root / f"{source.removesuffix('.yaml')}.ditetapkan/revisi-{revisi}/dokumen.pdf"
