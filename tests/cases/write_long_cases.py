"""Writes the cases that are too long to type: run it after a change, and commit what it wrote.

    python tests/cases/write_long_cases.py

The folders on disk are the cases; this file only spares typing. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent

VERBS = ("Menyusun", "Memeriksa", "Mengumpulkan", "Menelaah", "Menyampaikan", "Membahas", "Mencatat")
OBJECTS = (
    "daftar arsip aktif pada unit pengolah",
    "rencana kerja tahunan kearsipan beserta anggaran yang diusulkan oleh setiap bagian",
    "konsep nota dinas",
    "bahan rapat koordinasi kearsipan, meliputi undangan, daftar hadir, paparan, dan risalah rapat sebelumnya",
    "hasil evaluasi",
)
TAILS = (
    "",
    " dengan memperhatikan ketentuan peraturan yang berlaku serta arahan pimpinan",
    " kemudian menyampaikannya kepada atasan langsung untuk diperiksa dan diparaf",
)
TIMES = ("10 Menit", "30 Menit", "1 Jam", "1 Hari", "3 Hari")

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

IDENTITY = """\
nomor: {nomor}
jenis: makro
judul: {judul}
unit: biro-contoh
tanggal_pembuatan: 2024-01-08
tanggal_efektif: 2024-02-05
disahkan_oleh: kepala
"""

FORM = """\
dasar_hukum: Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan Contoh
kualifikasi_pelaksana: Memahami tata kearsipan
keterkaitan: SOP Mikro Pemeliharaan Arsip Contoh
peralatan: Komputer dan pemindai
peringatan: Apabila SOP ini tidak dilaksanakan maka arsip tidak dapat ditemukan kembali
pencatatan: Disimpan dalam data elektronik dan manual
"""


def sentence(number: int) -> str:
    """A kegiatan of varying length, the same for the same number."""
    verb, thing, tail = VERBS[number % 7], OBJECTS[number % 5], TAILS[number % 3]
    return f"{verb} {thing}{tail}"


def step(number: int, actors: list[str], **keys: object) -> Iterator[str]:
    """The YAML lines of one step; ``keys`` are its flow keys."""
    yield f"  - id: l{number}"
    yield f"    kegiatan: {sentence(number)}"
    yield f"    pelaksana: {actors[0] if len(actors) == 1 else '[' + ', '.join(actors) + ']'}"
    for key, value in keys.items():
        yield f"    {key}: {value}"
    yield f"    kelengkapan: Hasil langkah {number - 1}" if number > 1 else "    kelengkapan: Rencana kerja"
    yield f"    waktu: {TIMES[number % 5]}"
    yield f"    output: Hasil langkah {number}"


def write(name: str, comment: str, nomor: str, judul: str, body: str, institution: str = "", form: str = FORM) -> None:
    """Write the project folder of one case."""
    folder = CASES / name / "sop_sources"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "instansi.yaml").write_text(INSTITUTION + institution, encoding="utf-8")
    text = f"# {comment}\n" + IDENTITY.format(nomor=nomor, judul=judul) + form + body
    (folder / "sop.yaml").write_text(text, encoding="utf-8")


def actor_list(actors: list[str]) -> str:
    """The ``pelaksana`` key."""
    return "pelaksana:\n" + "".join(f"  - {actor}\n" for actor in actors)


def forty_five_steps() -> None:
    """45 steps, 10 pelaksana, 15 decisions with T branches of many spans, some joined rows."""
    actors = [
        "Sekretaris", "Kepala Biro", "Kabag Arsip", "Kabag Umum", "Kasubbag Arsip",
        "Kasubbag Tata Usaha", "Arsiparis", "Pranata Komputer", "Unit Pengolah", "Petugas Agenda",
    ]  # fmt: skip
    lines = ["langkah:"]
    for number in range(1, 46):
        who = [actors[(number * 3 + number // 4) % 10]] if number > 1 else [actors[0]]
        keys: dict[str, object] = {}
        if number % 3 == 0:
            keys["tidak"] = f"l{max(1, number - 1 - (number * 5) % 8)}"
        elif number % 11 == 0:
            who += [actors[(number + 4) % 10], actors[(number + 8) % 10]]
        lines += step(number, list(dict.fromkeys(who)), **keys)
    comment = "45 steps, 10 pelaksana, 15 decisions."
    body = actor_list(actors) + "\n".join(lines) + "\n"
    write("45-steps", comment, "CTH.90.01", "Pengelolaan Arsip Terpadu", body)


def twenty_rows_up() -> None:
    """A T that goes up 20 rows, over two page breaks."""
    actors = ["Kepala Biro", "Kabag Arsip", "Kasubbag Arsip", "Arsiparis"]
    lines = ["langkah:"]
    for number in range(1, 27):
        keys = {"tidak": "l4"} if number == 24 else {}
        lines += step(number, [actors[(0, 1, 2, 3, 2, 1)[(number - 1) % 6]]], **keys)
    comment = "A T branch that goes up 20 rows over two page breaks."
    body = actor_list(actors) + "\n".join(lines) + "\n"
    write("no-goes-up-20-rows", comment, "CTH.90.02", "Evaluasi Kearsipan Internal", body)


def many_actors(count: int, name: str, nomor: str, institution: str) -> None:
    """As many columns as the software allows; the flow visits each of them."""
    actors = [f"Seksi {chr(65 + index)}" for index in range(count)]
    lines = ["langkah:"]
    for number in range(1, count + 1):
        who = [actors[number - 1]]
        keys: dict[str, object] = {"tidak": f"l{number - 3}"} if number % 5 == 4 else {}
        if number == count // 2:
            who += [actors[0], actors[-1]]
        lines += step(number, who, **keys)
    body = actor_list(actors) + "\n".join(lines) + "\n"
    write(name, f"{count} pelaksana.", nomor, f"Koordinasi {count} Seksi", body, institution)


def long_form() -> None:
    """Lists of the form that need a second page."""
    law = "Peraturan Contoh Nomor {} Tahun 20{:02} tentang Pedoman Penyelenggaraan Kearsipan Contoh Bagian {}"
    lists = {
        "dasar_hukum": [law.format(n, n, n) + (" beserta perubahannya" * (n % 4)) for n in range(1, 25)],
        "kualifikasi_pelaksana": [f"Mampu {sentence(n).lower()}" for n in range(1, 15)],
        "keterkaitan": [f"SOP Mikro Urusan Contoh {n}" for n in range(1, 8)],
        "peralatan": [f"Perangkat contoh nomor {n}" for n in range(1, 13)],
        "peringatan": [f"Apabila langkah {n} tidak dilaksanakan maka hasil tidak sah" for n in range(1, 6)],
        "pencatatan": ["Disimpan dalam data elektronik dan manual"],
    }
    form = "".join(f"{key}:\n" + "".join(f"  - {text}\n" for text in texts) for key, texts in lists.items())
    actors = ["Kabag Arsip", "Arsiparis"]
    lines = ["langkah:"]
    for number in range(1, 4):
        lines += step(number, [actors[number % 2]], **({"tidak": "l2"} if number == 3 else {}))
    body = actor_list(actors) + "\n".join(lines) + "\n"
    comment = "Long lists: the form runs to a second page."
    write("form-on-two-pages", comment, "CTH.90.05", "Akreditasi Kearsipan", body, form=form)


def main() -> None:
    """Write them all."""
    forty_five_steps()
    twenty_rows_up()
    many_actors(15, "15-actors", "CTH.90.03", "")
    many_actors(20, "20-actors", "CTH.90.04", "format:\n  kertas: Legal\n")
    long_form()


if __name__ == "__main__":
    main()
