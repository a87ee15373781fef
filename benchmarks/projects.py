"""Projects of any number of varied SOPs from a fixed seed, so that two runs measure the same work."""

from __future__ import annotations

import random
from pathlib import Path

SEED = 20180502
ACTORS = (
    "Sekretaris", "Kepala Biro", "Kabag Arsip", "Kabag Umum", "Kasubbag Arsip", "Kasubbag Tata Usaha", "Arsiparis",
    "Pranata Komputer", "Unit Pengolah", "Petugas Agenda",
)  # fmt: skip
VERBS = ("Menyusun", "Memeriksa", "Mengumpulkan", "Menelaah", "Menyampaikan", "Membahas", "Mencatat", "Menyiapkan")
THINGS = (
    "daftar arsip aktif", "rencana kerja tahunan kearsipan beserta anggarannya", "konsep nota dinas", "bahan rapat",
    "laporan kinerja program, kegiatan, dan anggaran", "surat tugas", "hasil evaluasi", "berita acara serah terima",
)  # fmt: skip
TAILS = (
    "", " dengan memperhatikan ketentuan yang berlaku", " kemudian menyampaikannya kepada atasan langsung",
    " bersama dengan unit organisasi terkait (perwakilan bidang, narasumber, dan sebagainya)",
)  # fmt: skip
TIMES = ("5 Menit", "10 Menit", "30 Menit", "1 Jam", "1 Hari", "3 Hari")

INSTITUTION = """\
nama: Kementerian Contoh Urusan Kearsipan Republik Contoh
singkatan: Kemencontoh
alamat: Jalan Contoh Nomor 1, Kota Contoh
kota: Kota Contoh
unit:
  biro-contoh:
    nama: Biro Umum Contoh
    induk: Sekretariat Jenderal Contoh
pejabat:
  kepala:
    jabatan: Kepala Biro Umum Contoh
    nama: Nama Pejabat
"""
BOOK = """\
judul: Standar Operasional Prosedur Administrasi Pemerintahan Contoh
unit: biro-contoh
tahun: 2024
kata_pengantar: Buku ini memuat seluruh SOP Biro Umum Contoh.
"""
IDENTITY = """\
nomor: CTH.{number:04}
jenis: mikro
judul: {title} Nomor {number}
unit: biro-contoh
tanggal_pembuatan: 2024-01-08
tanggal_efektif: 2024-02-05
disahkan_oleh: kepala
peringatan: Apabila SOP ini tidak dilaksanakan maka kegiatan terhambat
pencatatan: Disimpan dalam data elektronik dan manual
"""
LISTS = ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan")


def write_project(folder: Path, count: int) -> Path:
    """Write a project of ``count`` SOPs into ``folder``; sizes as offices have them: median 6 steps, at most 30."""
    sources = folder / "sop_sources"
    sources.mkdir(parents=True)
    (sources / "instansi.yaml").write_text(INSTITUTION, encoding="utf-8")
    (sources / "buku.yaml").write_text(BOOK, encoding="utf-8")
    chance = random.Random(SEED)
    for number in range(1, count + 1):
        path = sources / f"bagian-{number % 7}" / f"sop-{number:04}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(sop(number, chance), encoding="utf-8")
    return folder


def sop(number: int, chance: random.Random) -> str:
    """The source of one SOP."""
    actors = chance.sample(ACTORS, chance.choice((2, 3, 3, 4, 5, 6)))
    title = f"{chance.choice(('Penyusunan', 'Pengelolaan', 'Pelaporan'))} {chance.choice(THINGS).title()}"
    lines = [IDENTITY.format(number=number, title=title).rstrip()]
    for name in LISTS:
        lines.append(f"{name}:")
        lines += [f"  - {phrase(chance)}" for _ in range(chance.randint(1, 5))]
    lines.append(f"pelaksana: [{', '.join(actors)}]")
    lines.append("langkah:")
    steps = min(30, max(2, round(chance.lognormvariate(1.8, 0.55))))
    for step in range(1, steps + 1):
        lines += step_lines(step, actors, chance)
    return "\n".join(lines) + "\n"


def step_lines(step: int, actors: list[str], chance: random.Random) -> list[str]:
    """The lines of one step; about every fourth one is a decision that goes back."""
    lines = [
        f"  - id: l{step}",
        f"    kegiatan: {phrase(chance)}",
        f"    pelaksana: {actors[0] if step == 1 else chance.choice(actors)}",
        f"    kelengkapan: {chance.choice(THINGS).capitalize()}",
        f"    waktu: {chance.choice(TIMES)}",
        f"    output: {chance.choice(THINGS).capitalize()}",
    ]
    if step > 1 and chance.random() < 0.25:
        lines.append(f"    tidak: l{max(1, step - chance.randint(1, 5))}")
    return lines


def phrase(chance: random.Random) -> str:
    """A sentence as the form has them."""
    return f"{chance.choice(VERBS)} {chance.choice(THINGS)}{chance.choice(TAILS)}"
