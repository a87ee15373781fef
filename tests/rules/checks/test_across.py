"""Warnings across files: makro and mikro, jabatan, regulations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopgen.findings import Finding
from sopgen.rules.words.positions import Likeness, likeness
from sopgen.rules.words.regulations import citation

Findings = Callable[[str], list[Finding]]

STEP = """\
pelaksana: [{0}]
langkah:
  - kegiatan: {1}
    pelaksana: {0}
    kelengkapan: Data
    waktu: 1 Hari
    output: Laporan
"""


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]


def offices(*names: str, kegiatan: str = "Menyusun laporan") -> str:
    """One SOP a name, with that pelaksana."""
    files = (f"# s{i}.yaml\nnomor: A.{i}\n{STEP.format(name, kegiatan)}" for i, name in enumerate(names, 1))
    return "".join(files)


MAKRO = "# makro.yaml\nnomor: A.1\njenis: makro\njudul: Penyusunan Rencana\nketerkaitan: {}\n"
MIKRO = "# mikro.yaml\nnomor: A.2\njenis: mikro\njudul: Penyiapan Bahan\nketerkaitan: {}\n"


def test_a_mikro_that_does_not_name_its_makro_is_found_in_the_mikro(findings: Findings) -> None:
    (finding,) = findings(MAKRO.format("[{sop: A.2}]") + MIKRO.format("SOP Makro Lain"))
    assert finding.code == "SOP-W301"
    assert finding.file == "sop_sources/mikro.yaml"
    assert finding.message == (
        "SOP Makro Penyusunan Rencana (A.1) menyebut SOP ini, tetapi SOP ini tidak menyebutnya kembali."
    )
    assert finding.hint == "Tambahkan “- sop: A.1” pada “keterkaitan”."
    assert marked(finding) == "SOP Makro Lain"


def test_a_makro_that_does_not_name_its_mikro_is_found_in_the_makro(findings: Findings) -> None:
    (finding,) = findings(MAKRO.format("SOP Mikro Lain") + MIKRO.format("SOP Makro Penyusunan Rencana"))
    assert (finding.code, finding.file) == ("SOP-W301", "sop_sources/makro.yaml")


def test_naming_by_title_counts_as_naming(findings: Findings) -> None:
    text = MAKRO.format("SOP Mikro Penyiapan Bahan") + MIKRO.format("SOP makro Penyusunan Rencana.")
    assert findings(text) == []


def test_two_sops_of_one_kind_need_not_name_each_other(findings: Findings) -> None:
    text = MAKRO.format("[{sop: A.2}]") + MIKRO.format("SOP Makro Lain").replace("jenis: mikro", "jenis: makro")
    assert findings(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabag Evapor", "Kabag Evaluasi"),
        ("Kabag Evapor", "Kabag Evaluasi dan Pelaporan"),
        ("Kabag Evapor", "Kepala Bagian Evaluasi dan Pelaporan"),
        ("Kabag Evaluasi", "Kabag Evaluasi dan Pelaporan"),
        ("Kabag Evapor", "Kabag. Evapor"),
        ("Karo PO", "Kepala Biro Perencanaan dan Organisasi"),
        ("Karo PO", "Karo P.O."),
        ("Kasubbag PA II", "Kasubag PA II"),
        ("Kasubbag PA II", "Kasubbag Program dan Anggaran II"),
        ("Kasubbag Umum", "Ka. Sub Bag Umum"),
        ("Kepala Subbagian Umum", "Kepala Sub Bagian Umum"),
        ("Kasubbag Kepegawaian", "Kasubbag Kepeg"),
        ("Kasubbag Pemantauan", "Kasubbag Pemantuan"),
        ("Sesmenko", "sesmenko"),
        ("Menteri", "Mentri"),
        ("Analis Kebijakan", "Analis Kebijkan"),
        ("Sekretaris Menko", "Sesmenko"),
    ],
)
def test_one_jabatan_is_recognised_in_two_ways_of_writing(one: str, other: str) -> None:
    assert likeness(one, other)
    assert likeness(other, one) is likeness(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kasubbag PA I", "Kasubbag PA II"),
        ("Deputi V", "Deputi VI"),
        ("Staf 1", "Staf 2"),
        ("Kabag Evapor", "Kasubbag Evapor"),
        ("Kabag Hukum", "Kabag Humas"),
        ("Kabag Umum", "Kabag Hukum"),
        ("Kabag Perencanaan", "Kabag Perlengkapan"),
        ("Kabag Program", "Kabag Produksi"),
        ("Kasubbag Pengadaan", "Kasubbag Pengaduan"),
        ("Kasubbag Pemantauan", "Kasubbag Pelaporan"),
        ("Sekretaris Deputi", "Sekretariat Deputi"),
        ("Petugas Arsip", "Petugas Agenda"),
        ("Kepala", "Kepala Biro"),
        ("Pelaksana", "Pelaksana (JP/JFT)"),
        ("Karo PO", "Karo Umum"),
        ("Kabag Keuangan", "Kabag Kepegawaian"),
        ("Kabag Organisasi", "Kabag Operasional"),
    ],
)
def test_two_jabatan_are_not_taken_for_one(one: str, other: str) -> None:
    assert not likeness(one, other)
    assert not likeness(other, one)


def test_a_slip_between_two_words_of_the_texts_is_none() -> None:
    assert likeness("Kasubbag Pelatihan", "Kasubbag Pelatihaan") is Likeness.CLOSE
    assert likeness("Petugas Loket", "Petugas Roket") is Likeness.CLOSE
    assert not likeness("Petugas Loket", "Petugas Roket", frozenset({"loket", "roket"}))


def test_the_rarer_way_of_writing_is_found_where_it_stands(findings: Findings) -> None:
    (finding,) = findings(offices("Kabag Evaluasi", "Kabag Evapor", "Kabag Evapor"))
    assert finding.code == "SOP-W302"
    assert finding.file == "sop_sources/s1.yaml"
    assert finding.message == (
        "“Kabag Evaluasi” tampaknya jabatan yang sama dengan “Kabag Evapor” di sop_sources/s2.yaml."
    )
    assert finding.hint == (
        "Tulis “Kabag Evapor” di semua tempat, "
        "atau tambahkan baris “Kabag Evapor: Kabag Evaluasi” di bawah “jabatan” di instansi.yaml."
    )
    assert marked(finding) == "Kabag Evaluasi"


def test_a_name_that_only_says_less_is_found_within_one_unit(findings: Findings) -> None:
    names = ("Kabag Umum", "Kabag Umum dan Kepegawaian")
    assert [finding.code for finding in findings(offices(*names))] == ["SOP-W302"]
    units = "# instansi.yaml\nunit: {biro: {nama: Satu}, lain: {nama: Dua}}\n"
    other = offices(*names).replace("nomor: A.1", "nomor: A.1\nunit: lain")
    assert findings(units + other) == []


def test_names_that_stand_side_by_side_in_one_table_are_two_jabatan(findings: Findings) -> None:
    both = STEP.format("Kabag Evapor", "Menyusun laporan").replace("[Kabag Evapor]", "[Kabag Evapor, Kabag Evaluasi]")
    both += "  - kegiatan: Memeriksa laporan\n    pelaksana: Kabag Evaluasi\n    kelengkapan: Laporan\n"
    both += "    waktu: 1 Hari\n    output: Laporan\n"
    assert findings(f"# s0.yaml\nnomor: A.0\n{both}" + offices("Kabag Evaluasi")) == []


def test_abbreviations_that_instansi_yaml_explains_are_no_findings(findings: Findings) -> None:
    known = "# instansi.yaml\njabatan:\n  Kabag Evapor: Kabag Evaluasi dan Pelaporan\n"
    assert findings(known + offices("Kabag Evapor", "Kabag Evaluasi dan Pelaporan")) == []


def test_a_jabatan_in_a_sentence_is_compared_with_the_columns(findings: Findings) -> None:
    text = "Menyusun laporan lalu menyampaikannya kepada Kabag Evaluasi dan Pelaporan untuk diparaf"
    (finding,) = findings(offices("Kabag Evapor", kegiatan=text))
    assert (finding.code, finding.step) == ("SOP-W302", 1)
    assert finding.message == (
        "“Kabag Evaluasi dan Pelaporan” tampaknya jabatan yang sama dengan kolom pelaksana “Kabag Evapor”."
    )
    assert marked(finding) == "Kabag Evaluasi dan Pelaporan"


@pytest.mark.parametrize("person", ["Kabag", "Kabag Evapor dan Saksi", "Kabag Evapor", "Kabag Umum"])
def test_a_sentence_may_say_less_or_go_on_or_name_another(findings: Findings, person: str) -> None:
    assert findings(offices("Kabag Evapor", kegiatan=f"Menyampaikan laporan kepada {person}")) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Undang-Undang Republik Indonesia Nomor 17 Tahun 2007 tentang X", ("undang undang", "17", "2007")),
        ("UU No. 17 Tahun 2007 tentang X", ("undang undang", "17", "2007")),
        ("UU No 17/2007 tentang X", ("undang undang", "17", "2007")),
        ("Peraturan Presiden Nomor: 2 Tahun 2015 tentang X", ("peraturan presiden", "2", "2015")),
        ("Peraturan Menko Polhukam Nomor 4 Tahun 2015 tentang X", ("peraturan menko polhukam", "4", "2015")),
        ("Permenko Polhukam Nomor 04 Tahun 2015 tentang X", ("peraturan menko polhukam", "4", "2015")),
    ],
)
def test_a_regulation_is_known_however_its_number_is_written(text: str, key: tuple[str, str, str]) -> None:
    found = citation(text)
    assert found is not None
    assert (found.key, found.title) == (key, "X")


@pytest.mark.parametrize("text", ["Pedoman SOP", "UU Nomor 17 Tahun 2007", "Peraturan Presiden tentang X"])
def test_what_lacks_number_year_or_title_is_no_citation(text: str) -> None:
    assert citation(text) is None


def law(number: int, title: str, name: str = "Peraturan Contoh") -> str:
    return f"# s{number}.yaml\nnomor: A.{number}\ndasar_hukum: {name} Nomor 1 Tahun 2020 tentang {title}\n"


def test_the_rarer_title_of_a_regulation_is_found_where_it_stands(findings: Findings) -> None:
    text = law(1, "Tata Naskah") + law(2, "Tata Kearsipan") + law(3, "Tata Kearsipan")
    (finding,) = findings(text)
    assert finding.code == "SOP-W303"
    assert finding.file == "sop_sources/s1.yaml"
    assert finding.message == (
        "Peraturan Contoh Nomor 1 Tahun 2020 di sini berjudul lain daripada di sop_sources/s2.yaml (“Tata Kearsipan”)."
    )
    assert finding.hint == "Samakan judulnya dengan judul resmi peraturan itu."
    assert marked(finding) == "Tata Naskah"


@pytest.mark.parametrize(
    "title",
    ["tata kearsipan", "Tata  Kearsipan.", "Tata Kearsipan (Lembaran Negara Nomor 1)", "Tata Kearsipan RI"],
)
def test_capitals_marks_and_tails_make_no_other_title(findings: Findings, title: str) -> None:
    assert [
        finding.code for finding in findings(law(1, "Tata Kearsipan") + law(2, title)) if finding.code != "SOP-S106"
    ] == []


def test_a_change_of_a_regulation_is_compared_by_its_title_alone(findings: Findings) -> None:
    changed = "Tata Kearsipan sebagaimana telah diubah dengan Peraturan Contoh Nomor 2 Tahun 2021"
    assert findings(law(1, "Tata Kearsipan") + law(2, changed)) == []
