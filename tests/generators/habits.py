"""An office's 29 SOPs as offices really write them, all texts invented: ``python -m tests.generators.habits FOLDER``.

The habits and how often they come are those counted in some 350 published SOPs: two to six pelaksana, mostly three;
steps begun by any of them; empty cells; times such as "Sesuai kebutuhan" or "5-10 menit"; nouns and passives for
activities; a T that leads on; capitals in the middle of sentences; one post written in several ways; dates without
a day, which are left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

COUNT = 29
_POSTS = (
    "Kepala Kantor Contoh",
    "Kabag Umum",
    "Kepala Bagian Umum",
    "Kasubbag Arsip",
    "Kasubag Arsip",
    "Ketua Tim Arsip",
    "Arsiparis",
    "Petugas Agenda",
    "Pelaksana",
    "Tim Teknis",
)
_ACTIVITIES = (
    "Menerima berkas {0}",
    "Penyusunan konsep {0}",
    "Memeriksa {0}; bila belum lengkap dikembalikan",
    "Persetujuan {0}",
    "{0} dicatat dalam buku agenda",
    "Kepala Kantor Contoh menandatangani {0}",
    "Pengarsipan  {0}",
    "Mengirim {0} kepada Unit terkait",
    "Melakukan Rapat pembahasan {0}",
    "Rekapitulasi {0}",
)
_THINGS = ("surat masuk", "Laporan Bulanan", "daftar arsip", "nota dinas", "data peserta", "bahan rapat", "kuesioner")
_PAPERS = ("Berkas", "Konsep", "Disposisi", "Dokumen lengkap", "ATK", "Laporan", "Komputer, Printer", "-", "")
_TIMES = ("10 Menit", "30 menit", "1 Jam", "1 hari", "15 mnt", "Sesuai kebutuhan", "5-10 menit", "2 menit/berkas", "")
_TIME_WEIGHTS = (30, 25, 12, 12, 3, 8, 4, 2, 4)
_LAWS = (
    "Undang-Undang Nomor 1 Tahun 2001 tentang Contoh Kearsipan",
    "UU No. 1 Tahun 2001 tentang Kearsipan Contoh",
    "Peraturan Kepala Kantor Contoh Nomor 5 Tahun 2010 tentang Tata Naskah Contoh",
)
_COLUMNS = (3, 3, 3, 3, 3, 3, 2, 2, 4, 4, 4, 5, 6)
_OFFICE = """\
nama: Kantor Contoh
kota: Kota Contoh
unit:
  umum:
    nama: Bagian Umum Contoh
pejabat:
  kepala:
    jabatan: Kepala Kantor Contoh
    nama: Nama Pejabat
"""


def write_habits(folder: Path, count: int = COUNT) -> Path:
    """Write the office's sources into ``folder``; the same ones every time."""
    sources = folder / "sop_sources"
    sources.mkdir(parents=True)
    (sources / "instansi.yaml").write_text(_OFFICE, encoding="utf-8")
    for number in range(1, count + 1):
        lines = _sop(number, random.Random(number))
        (sources / f"sop-{number:02}.yaml").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def _sop(number: int, chance: random.Random) -> Iterator[str]:
    """The lines of one SOP."""
    thing = chance.choice(_THINGS)
    columns = [_POSTS[index] for index in sorted(chance.sample(range(len(_POSTS)), chance.choice(_COLUMNS)))]
    yield f'nomor: "SOP-{number:03}/17000/2025"'
    yield f"judul: {thing}"
    yield from ("unit: umum", "disahkan_oleh: kepala")
    if chance.random() < 0.8:
        yield from ("tanggal_pembuatan: 2025-01-06", "tanggal_efektif: 2025-02-03")
    yield from ("dasar_hukum:", *(f"  - {law}" for law in chance.sample(_LAWS, chance.randint(1, 2))))
    yield from ("kualifikasi_pelaksana:", "  - Mampu mengoperasikan komputer")
    yield from ("keterkaitan: []" if chance.random() < 0.4 else "keterkaitan: SOP Tata Naskah Contoh",)
    yield "peralatan: Komputer, printer,  ATK"
    yield f"peringatan: {chance.choice(('Jika tidak dilaksanakan, layanan terganggu', 'Harus teliti', '-'))}"
    yield f"pencatatan: {chance.choice(('Disimpan sebagai data elektronik', 'Buku agenda', '-'))}"
    yield f"pelaksana: [{', '.join(columns)}]"
    yield "langkah:"
    steps = chance.randint(4, 11)
    for step in range(1, steps + 1):
        yield from _step(step, steps, columns, thing, chance)


def _step(step: int, steps: int, columns: list[str], thing: str, chance: random.Random) -> Iterator[str]:
    """The lines of one step."""
    yield f'  - kegiatan: "{chance.choice(_ACTIVITIES).format(thing)}"'
    yield f"    pelaksana: {chance.choice(columns)}"
    for key, texts in (("kelengkapan", _PAPERS), ("output", _PAPERS)):
        if text := chance.choice(texts):
            yield f'    {key}: "{text}"'
    if time := chance.choices(_TIMES, _TIME_WEIGHTS)[0]:
        yield f"    waktu: {time}"
    if 1 < step < steps - 1 and chance.random() < 0.13:
        yield f"    tidak: {step + 2 if chance.random() < 0.3 else step - 1}"


if __name__ == "__main__":
    write_habits(Path(sys.argv[1]))
