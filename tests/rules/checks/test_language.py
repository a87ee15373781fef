"""Advice about the language: where it points, what it says, and when it keeps quiet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.rules.check import check
from sopgen.rules.checks.language import title_problem
from sopgen.rules.words.capitals import is_odd
from sopgen.rules.words.verbs import active_form, first_word, is_active, with_me

Findings = Callable[[str], list[Finding]]
HELP = "Awali dengan kata kerja aktif, misalnya “{}”."


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]


def step(kegiatan: str, **fields: str) -> str:
    keys = {"kegiatan": kegiatan, "pelaksana": "Kabag Umum", "kelengkapan": "Disposisi", "waktu": "1 Jam"}
    lines = [f"    {key}: {value}" for key, value in (keys | {"output": "Surat"} | fields).items()]
    return "pelaksana: [Kabag Umum]\nlangkah:\n  - " + "\n".join(lines).lstrip()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Menyusun surat", "Menyusun"),
        ("1. Menyusun surat", "Menyusun"),
        ("a) Menyusun surat", "Menyusun"),
        ("- Menyusun surat", "Menyusun"),
        ("“Menyusun” surat", "Menyusun"),
        ("Menerima/mencatat surat", "Menerima"),
        ("123", ""),
        ("", ""),
    ],
)
def test_the_first_word_is_found_behind_bullets_and_numbers(text: str, word: str) -> None:
    assert first_word(text) == word


@pytest.mark.parametrize(
    "word", ["Menyusun", "memeriksa", "Berkoordinasi", "Melakukan", "Mem-paraf", "Mengikuti", "Bekerja", "Ikut"]
)
def test_verbs_in_me_and_ber_are_active(word: str) -> None:
    assert is_active(word)


@pytest.mark.parametrize("word", ["Disusun", "Pemeriksaan", "Rapat", "Memo", "Berkas", "Menteri", "Susun", "Me"])
def test_passive_verbs_nouns_and_look_alikes_are_not(word: str) -> None:
    assert not is_active(word)


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("Diperiksa", "Memeriksa"),
        ("Disusun", "Menyusun"),
        ("Ditulis", "Menulis"),
        ("Dikirim", "Mengirim"),
        ("Dibuat", "Membuat"),
        ("Dicatat", "Mencatat"),
        ("Diarsipkan", "Mengarsipkan"),
        ("Diproses", "Memproses"),
        ("Diperbaiki", "Memperbaiki"),
        ("Dipelajari", "Mempelajari"),
        ("Dilaksanakan", "Melaksanakan"),
        ("Dicek", "Mengecek"),
        ("Pemeriksaan", "Memeriksa"),
        ("Penyusunan", "Menyusun"),
        ("Pembuatan", "Membuat"),
        ("Pengiriman", "Mengirim"),
        ("Penyampaian", "Menyampaikan"),
        ("Koordinasi", "Mengoordinasikan"),
        ("Kirim", "Mengirim"),
        ("Surat", None),
        ("Direktur", None),
    ],
)
def test_the_active_verb_is_guessed_from_what_was_typed(word: str, verb: str | None) -> None:
    assert active_form(word) == verb


@pytest.mark.parametrize(
    ("stem", "verb"),
    [
        ("transfer", "mentransfer"),
        ("khususkan", "mengkhususkan"),
        ("bor", "mengebor"),
        ("syaratkan", "mensyaratkan"),
        ("ubah", "mengubah"),
    ],
)
def test_the_prefix_follows_the_first_sound(stem: str, verb: str) -> None:
    assert with_me(stem) == verb


def test_a_kegiatan_that_begins_with_a_noun_is_found_at_that_word(findings: Findings) -> None:
    (finding,) = findings(step("Pemeriksaan surat"))
    assert finding.code == "SOP-S101"
    assert finding.message == "Kegiatan langkah 1 diawali “Pemeriksaan”, bukan kata kerja aktif."
    assert finding.hint == HELP.format("Memeriksa")
    assert (finding.step, marked(finding)) == (1, "Pemeriksaan")


def test_a_passive_kegiatan_is_called_passive(findings: Findings) -> None:
    (finding,) = findings(step("Diarsipkan sebagai dokumen"))
    assert finding.message == "Kegiatan langkah 1 diawali “Diarsipkan”, kata kerja pasif."
    assert finding.hint == HELP.format("Mengarsipkan")


@pytest.mark.parametrize(
    ("kegiatan", "subject"),
    [
        ("Kabag Umum memeriksa surat", "Kabag Umum"),
        ("KABAG UMUM memeriksa surat", "KABAG UMUM"),
        ("Petugas loket menerima berkas", "Petugas loket"),
        ("Kepala Biro Umum menandatangani surat", "Kepala Biro Umum"),
        ("Memeriksa surat oleh Kabag Umum", "oleh Kabag Umum"),
    ],
)
def test_a_repeated_subject_is_one_finding_at_the_subject(findings: Findings, kegiatan: str, subject: str) -> None:
    (finding,) = findings(step(kegiatan))
    assert finding.code == "SOP-S102"
    assert finding.message == f"Kegiatan langkah 1 menyebut lagi pelaksananya, “{subject}”."
    assert finding.hint == f"Hapus “{subject}” dan awali kalimat dengan kata kerjanya."
    assert marked(finding) == subject


@pytest.mark.parametrize(
    "kegiatan",
    [
        "Menyampaikan surat kepada Kabag Umum",
        "Memeriksa surat yang disusun oleh Kabag Umum",
        "Menerima surat yang telah diparaf oleh Kabag Umum",
        "Mengarsipkan Kabag Umum",
    ],
)
def test_naming_somebody_else_is_no_repeated_subject(findings: Findings, kegiatan: str) -> None:
    assert findings(step(kegiatan)) == []


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("Penyusunan Laporan Kinerja", ""),
        ("Pelayanan Tamu", ""),
        ("Kenaikan Pangkat Pegawai", ""),
        ("Evaluasi Rencana Kinerja", ""),
        ("Monitoring dan Evaluasi Program", ""),
        ("Koreksi Konsep", ""),
        ("Rapat Pimpinan", ""),
        ("", ""),
        ("Laporan Kinerja", "tidak diawali aspek (“Laporan” bukan nama pekerjaan)"),
        ("Menyusun Laporan", "diawali kata kerja “Menyusun”, bukan kata benda aspek"),
        ("SOP Penyusunan Laporan", "mengulang kata “SOP”, yang sudah tercetak di depannya"),
        ("Prosedur Penyusunan Laporan", "mengulang kata “Prosedur”, yang sudah tercetak di depannya"),
        ("Penyusunan", "hanya menyebut aspek, tanpa output"),
    ],
)
def test_a_title_is_aspect_and_output(title: str, problem: str) -> None:
    assert title_problem(title) == problem


def test_a_title_without_aspect_is_found_at_the_title(findings: Findings) -> None:
    (finding,) = findings("judul: Laporan Kinerja")
    assert finding.code == "SOP-S103"
    assert finding.message == "Judul SOP tidak diawali aspek (“Laporan” bukan nama pekerjaan)."
    assert finding.hint == "Tulis aspek lalu output, misalnya “Penyusunan Laporan Kinerja”."
    assert marked(finding) == "Laporan Kinerja"


@pytest.mark.parametrize("word", ["kONSEP", "sURAT", "MEmeriksa", "SUrat"])
def test_a_forgotten_caps_lock_is_odd(word: str) -> None:
    assert is_odd(word)


@pytest.mark.parametrize(
    "word",
    ["Konsep", "KONSEP", "KemenPAN", "PermenPAN", "eKTP", "eSPBE", "SOPnya", "kWh", "kVA", "pH", "iOS", "McDonald"],
)
def test_abbreviations_and_names_are_not_odd(word: str) -> None:
    assert not is_odd(word)


def test_one_odd_word_is_one_finding_that_names_its_other_places(findings: Findings) -> None:
    text = step("Menyusun surat", output="kONSEP surat") + (
        "\n  - kegiatan: Memeriksa kONSEP surat\n    pelaksana: Kabag Umum\n    kelengkapan: kONSEP surat\n"
        "    waktu: 1 Jam\n    output: Surat"
    )
    (finding,) = findings(text)
    assert finding.code == "SOP-S104"
    assert finding.message == "Huruf besar pada “kONSEP” janggal (juga di langkah 2)."
    assert finding.hint == "Tulis “Konsep”."
    assert (finding.step, marked(finding)) == (1, "kONSEP")


def test_a_shouted_word_is_odd_only_beside_its_small_form(findings: Findings) -> None:
    assert findings(step("Menyusun KONSEP surat")) == []
    (finding,) = findings(step("Menyusun KONSEP surat", output="konsep surat"))
    assert finding.message == "Huruf besar pada “KONSEP” janggal."
    assert findings(step("Menyusun surat", output="KONSEP SURAT", ket="konsep surat")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Apabila SOP ini tidak dilaksanakan maka surat terlambat",
        "Bila SOP ini tidak dilaksanakan, maka surat terlambat",
        "Surat harus cepat; jika tidak, maka terlambat",
    ],
)
def test_a_warning_with_condition_and_consequence_is_fine(findings: Findings, text: str) -> None:
    assert findings(f"peringatan: {text}") == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("SOP ini wajib dilaksanakan", "“apabila ...” (keadaannya)"),
        ("Apabila SOP ini tidak dilaksanakan, surat terlambat", "“maka ...” (akibatnya)"),
        ("Hendaknya cepat maka lancar", "“apabila ...” (keadaannya)"),
    ],
)
def test_a_warning_without_one_of_them_is_found(findings: Findings, text: str, missing: str) -> None:
    (finding,) = findings(f"peringatan:\n  - {text}")
    assert finding.code == "SOP-S105"
    assert finding.message == f"Peringatan ini tidak memuat {missing}."
    assert finding.hint == (
        "Tulis “Apabila ... maka ...”, misalnya “Apabila SOP ini tidak dilaksanakan maka laporan terlambat”."
    )
    assert marked(finding) == text


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("Menyusun  surat", "Spasi ganda", "  "),
        ("Menyusun surat , lalu", "Spasi sebelum tanda baca", " ,"),
        ("Menyusun surat .", "Spasi sebelum tanda baca", " ."),
    ],
)
def test_stray_blanks_are_found_where_they_stand(findings: Findings, text: str, what: str, where: str) -> None:
    (finding,) = findings(step(f'"{text}"'))
    assert finding.code == "SOP-S106"
    assert finding.message == f"{what} pada langkah 1."
    assert finding.hint == "Hapus spasi yang berlebih."
    assert marked(finding) == where


@pytest.mark.parametrize("text", ["Menyusun surat ... dan seterusnya", "Menyusun berkas .env", "Menyusun surat: dua"])
def test_dots_that_belong_to_a_word_are_no_stray_blanks(findings: Findings, text: str) -> None:
    assert findings(step(f'"{text}"')) == []


def test_a_unit_in_other_letters_is_found_at_the_unit(findings: Findings) -> None:
    (finding,) = findings(step("Menyusun surat", waktu="2 hari Kerja"))
    assert finding.code == "SOP-S107"
    assert finding.message == "Satuan waktu langkah 1 ditulis “hari Kerja”, bukan “Hari kerja”."
    assert finding.hint == "Tulis “2 Hari kerja”."
    assert marked(finding) == "hari Kerja"


def test_the_shipped_sources_have_only_the_slips_of_the_real_texts() -> None:
    found = check(load(Path(__file__).parents[3]), date(2024, 6, 1))
    assert [(finding.code, marked(finding)) for finding in found] == [
        ("SOP-W302", "Kabag Evaluasi dan Pelaporan"),
        ("SOP-S104", "kONSEP"),
        ("SOP-S104", "KONSEP"),
    ]
