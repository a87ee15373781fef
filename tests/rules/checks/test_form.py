"""Warnings about the form: where they point and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopgen.findings import Finding
from sopgen.model.project import Project
from sopgen.rules.check import check
from sopgen.rules.checks.form import nip_problem
from tests.rules.conftest import TODAY

Findings = Callable[[str], list[Finding]]


def marked(finding: Finding) -> str:
    return finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]


def step(**fields: str) -> str:
    """A one-step SOP with those fields; an empty text leaves the key out."""
    keys = {"kegiatan": "Menyusun surat", "pelaksana": "Staf", "kelengkapan": "Disposisi", "waktu": "1 Jam"}
    lines = [f"    {key}: {value}" for key, value in (keys | {"output": "Surat"} | fields).items() if value]
    return "pelaksana: [Staf]\nlangkah:\n  - " + "\n".join(lines).lstrip()


def test_an_effective_date_before_the_making_names_both(findings: Findings) -> None:
    (finding,) = findings("tanggal_pembuatan: 2018-05-02\ntanggal_efektif: 2017-11-08")
    assert finding.code == "SOP-W101"
    assert finding.message == "Tanggal efektif 2017-11-08 lebih awal daripada tanggal pembuatan 2018-05-02."
    assert finding.hint == "Tulis tanggal_efektif pada atau sesudah 2018-05-02, atau perbaiki tanggal_pembuatan."
    assert marked(finding) == "2017-11-08"


def test_a_revision_before_the_one_before_it_is_found_at_its_date(findings: Findings) -> None:
    (finding,) = findings("revisi:\n  - tanggal: 2020-03-02\n  - tanggal: 2019-01-07")
    assert finding.message == "Revisi ke-2 bertanggal 2019-01-07, lebih awal daripada revisi ke-1 (2020-03-02)."
    assert finding.hint == "Perbaiki tanggalnya, atau urutkan revisi dari yang terlama."
    assert marked(finding) == "2019-01-07"


def test_a_revision_before_the_making_of_the_sop_is_found(findings: Findings) -> None:
    (finding,) = findings("revisi:\n  - tanggal: 2017-01-07")
    assert finding.message == "Revisi ke-1 bertanggal 2017-01-07, lebih awal daripada tanggal pembuatan (2017-11-08)."


def test_a_revision_to_come_of_an_sop_in_force_is_found_at_its_date(findings: Findings) -> None:
    (finding,) = findings("revisi:\n  - tanggal: 2019-01-07\n  - tanggal: 2098-01-07")
    assert finding.message == "Revisi ke-2 bertanggal 2098-01-07, padahal SOP ini berlaku sejak 2018-05-02."
    assert finding.hint == "Perbaiki tanggalnya, atau tulis tanggal_efektif pada atau sesudah 2098-01-07."
    assert (finding.code, marked(finding)) == ("SOP-W112", "2098-01-07")


@pytest.mark.parametrize(
    "dates",
    [
        "revisi:\n  - tanggal: 2019-01-07",  # in force since, then revised
        "revisi:\n  - tanggal: 2098-01-07\ntanggal_efektif: 2099-01-01",
        "status: konsep\nrevisi:\n  - tanggal: 2098-01-07",
    ],
)
def test_a_revision_that_may_be_right_is_not_found(findings: Findings, dates: str) -> None:
    assert findings(dates) == []


@pytest.mark.parametrize(
    ("typed", "at"), [("", "tanggal_efektif"), ("status: berlaku\n", "berlaku"), ("status: Berlaku\n", "Berlaku")]
)
def test_an_sop_in_force_without_any_date_is_found(findings: Findings, typed: str, at: str) -> None:
    (finding,) = findings(f"{typed}tanggal_pembuatan:\ntanggal_efektif:")
    assert (finding.code, marked(finding)) == ("SOP-W111", at)


@pytest.mark.parametrize("more", ["status: konsep", "status: dicabut", "revisi:\n  - tanggal: 2019-01-07"])
def test_a_draft_a_withdrawn_sop_and_one_with_a_date_are_not_found(findings: Findings, more: str) -> None:
    assert findings(f"{more}\ntanggal_pembuatan:\ntanggal_efektif:") == []


def test_revision_numbers_that_do_not_count_on_are_found_at_the_number(findings: Findings) -> None:
    (finding,) = findings("revisi:\n  - ke: 2\n    tanggal: 2019-01-07\n  - ke: 1\n    tanggal: 2020-03-02")
    assert finding.message == "Revisi ke-1 ditulis sesudah revisi ke-2."
    assert finding.hint == "Tulis ke: 3, atau hapus “ke” supaya dihitung sendiri."
    assert (finding.code, marked(finding)) == ("SOP-W102", "1")


@pytest.mark.parametrize(
    ("nip", "problem"),
    [
        ("195910081983031001", ""),
        ("19591008 198303 1 001", ""),
        ("195910081983", "berisi 12 angka, bukan 18"),
        ("19591008198303100A", "memuat tanda selain angka"),
        ("195913081983031001", "memuat tanggal lahir yang tidak sah (19591308)"),
        ("195902301983031001", "memuat tanggal lahir yang tidak sah (19590230)"),
        ("095910081983031001", "memuat tanggal lahir yang tidak sah (09591008)"),
        ("195910081983131001", "memuat bulan pengangkatan yang tidak sah (198313)"),
        ("198310081959031001", "memuat tahun pengangkatan sebelum tahun lahir"),
        ("195910081983033001", "memuat angka jenis kelamin 3, bukan 1 atau 2"),
    ],
)
def test_a_nip_is_18_digits_that_can_be_a_life(nip: str, problem: str) -> None:
    assert nip_problem(nip) == problem


def test_an_impossible_nip_is_found_in_instansi_yaml(findings: Findings) -> None:
    text = '# instansi.yaml\npejabat:\n  kepala:\n    jabatan: Kepala\n    nama: Nama Pejabat\n    nip: "1959"'
    (finding,) = findings(text)
    assert finding.message == "NIP pejabat “kepala” berisi 4 angka, bukan 18."
    assert finding.hint == (
        "Tulis 18 angka NIP di antara tanda kutip, atau hapus baris nip bila pejabat ini tidak ber-NIP."
    )
    assert (finding.code, finding.file, marked(finding)) == ("SOP-W103", "sop_sources/instansi.yaml", '"1959"')


def test_missing_standards_of_a_step_are_one_finding_at_its_kegiatan(findings: Findings) -> None:
    (finding,) = findings(step(waktu="", output=""))
    assert finding.message == "Langkah 1 belum menyebut waktu dan output."
    assert finding.hint == "Isi “waktu” dan “output” pada langkah ini."
    assert (finding.code, finding.step, marked(finding)) == ("SOP-W104", 1, "Menyusun surat")


def test_a_standard_typed_empty_is_found_where_it_stands(findings: Findings) -> None:
    (finding,) = findings(step(output='""'))
    assert finding.message == "Langkah 1 belum menyebut output."
    assert marked(finding) == '""'


def test_a_time_in_words_is_found(findings: Findings) -> None:
    (finding,) = findings(step(waktu="secepatnya"))
    assert finding.message == "Waktu langkah 1 bukan angka dan satuan, jadi tidak ikut dijumlahkan."
    assert finding.hint == (
        "Tulis angka dan satuan, misalnya “30 Menit”; satuannya Menit, Jam, Hari, Hari kerja, Minggu, atau Bulan."
    )
    assert (finding.code, marked(finding)) == ("SOP-W105", "secepatnya")


def test_a_review_date_in_the_past_is_found(findings: Findings) -> None:
    (finding,) = findings("tinjau_sebelum: 2024-05-31")
    assert finding.message == "SOP ini seharusnya sudah ditinjau sebelum 2024-05-31."
    assert finding.hint == (
        "Tinjau SOP ini, catat hasilnya pada “revisi” bila ada yang berubah, lalu tulis tanggal peninjauan baru."
    )
    assert finding.code == "SOP-W106"


@pytest.mark.parametrize("text", ["tinjau_sebelum: 2024-06-01", "tinjau_sebelum: 2024-05-31\nstatus: dicabut"])
def test_a_review_date_today_or_of_a_withdrawn_sop_is_fine(findings: Findings, text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(("due", "left"), [("2024-06-01", 0), ("2024-08-30", 90)])
def test_a_review_is_reminded_of_90_days_before_where_somebody_asks_about_a_day(
    project: Callable[[str], Project], due: str, left: int
) -> None:
    asked = project(f"tinjau_sebelum: {due}")
    assert check(asked, TODAY) == ()
    (finding,) = check(asked, TODAY, reminds=True)
    assert finding.message == f"SOP ini harus ditinjau sebelum {due}; per 2024-06-01 sisa {left} hari."
    assert (finding.code, marked(finding)) == ("SOP-W106", due)


@pytest.mark.parametrize("text", ["tinjau_sebelum: 2024-08-31", "tinjau_sebelum: 2024-06-02\nstatus: dicabut"])
def test_a_later_review_or_a_withdrawn_sop_is_not_reminded_of(project: Callable[[str], Project], text: str) -> None:
    assert check(project(text), TODAY, reminds=True) == ()


BOOK = "# buku.yaml\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bagian Umum\n    sop: [CTH.01]\n# sop.yaml\n"


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (
            "konsep",
            "Tulis status: berlaku bila sudah disahkan; bila belum, hapus CTH.01 dari “susunan” di buku.yaml.",
        ),
        ("dicabut", "Hapus CTH.01 dari “susunan” di buku.yaml."),
    ],
)
def test_a_draft_in_the_book_is_found_at_its_status(findings: Findings, status: str, hint: str) -> None:
    (finding,) = findings(f"{BOOK}status: {status}")
    assert finding.message == (
        f"SOP ini berstatus {status}, tetapi masih tercantum dalam “susunan” buku SOP (bab Bagian Umum)."
    )
    assert finding.hint == hint
    assert (finding.code, marked(finding)) == ("SOP-W107", status)


@pytest.mark.parametrize("word", ["CTH.01", "sop.yaml", "sop_sources/sop.yaml", "CTH.\u00ad01"])
def test_the_hint_names_what_is_to_be_removed_as_it_stands_in_the_book(findings: Findings, word: str) -> None:
    for status in ("konsep", "dicabut"):
        (finding,) = findings(f"{BOOK.replace('CTH.01', word)}status: {status}")
        assert finding.code == "SOP-W107"
        assert f"apus {word} dari “susunan” di buku.yaml." in finding.hint


def test_nothing_is_to_be_removed_where_the_book_takes_whatever_is_in_a_folder(findings: Findings) -> None:
    book = BOOK.replace("CTH.01", "'s*.yaml'")
    (finding,) = findings(f"{book}status: konsep")
    assert finding.message == "SOP ini berstatus konsep, jadi tidak dimuat dalam buku SOP."
    assert finding.hint.endswith("bila belum, hanya buku yang dibuat dengan --konsep memuatnya.")
    assert not findings(f"{book}status: dicabut")


UNNAMED = "# buku.yaml\njudul: Buku SOP\ntahun: 2018\n{}# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2\nstatus: {}"
ORDER = "susunan:\n  - judul: Bagian Umum\n    sop: [satu.yaml]\n"


def test_a_draft_that_a_book_without_an_order_leaves_out_is_told_as_the_build_tells_it(findings: Findings) -> None:
    (finding,) = findings("# buku.yaml\njudul: Buku SOP\ntahun: 2018\n# sop.yaml\nstatus: konsep")
    assert finding.message == "SOP ini berstatus konsep, jadi tidak dimuat dalam buku SOP."
    assert finding.hint == (
        "Tulis status: berlaku bila sudah disahkan; bila belum, hanya buku yang dibuat dengan --konsep memuatnya."
    )
    assert (finding.code, marked(finding)) == ("SOP-W107", "konsep")


def test_a_draft_is_to_be_enacted_where_the_book_holds_only_what_was_enacted(findings: Findings) -> None:
    enacted_only = "# buku.yaml\njudul: Buku SOP\ntahun: 2018\nhanya_ditetapkan: true\n"
    (finding,) = findings(f"{enacted_only}# sop.yaml\nstatus: konsep")
    assert (finding.code, marked(finding)) == ("SOP-W107", "konsep")
    assert finding.hint == (
        "Bila sudah disahkan, jalankan: sopgen enact sop_sources/sop.yaml; "
        "bila belum, hanya buku yang dibuat dengan --konsep memuatnya."
    )


def test_an_sop_in_force_that_the_books_order_forgets_is_found_at_its_nomor(findings: Findings) -> None:
    (finding,) = findings(UNNAMED.format(ORDER, "berlaku"))
    assert finding.message == (
        "SOP ini berlaku, tetapi tidak dimuat dalam buku SOP: “susunan” di buku.yaml tidak menyebutnya."
    )
    assert finding.hint == "Tambahkan A.2 pada salah satu bab di “susunan”."
    assert (finding.code, marked(finding)) == ("SOP-W110", "A.2")


@pytest.mark.parametrize("text", [UNNAMED.format(ORDER, "konsep"), UNNAMED.format("", "berlaku")])
def test_a_draft_may_be_left_out_and_a_book_without_an_order_forgets_nothing(findings: Findings, text: str) -> None:
    assert findings(text) == []


def test_a_book_of_one_unit_need_not_hold_the_sops_of_others(findings: Findings) -> None:
    other = "# instansi.yaml\nunit:\n  biro: {nama: Biro}\n  lain: {nama: Lain}\n"
    text = UNNAMED.format(f"unit: lain\n{ORDER}", "berlaku")
    assert [finding.code for finding in findings(other + text) if finding.code == "SOP-W110"] == []


def test_boxes_that_nobody_wrote_are_one_finding_and_an_empty_one_its_own(findings: Findings) -> None:
    second, first = findings("peralatan: HAPUS\npencatatan: HAPUS\nperingatan: []")
    assert first.message == "Kotak “Peringatan” kosong."
    assert first.hint == "Isi “peringatan”, atau tulis tanda hubung bila memang tidak ada."
    assert second.message == "Kotak “Peralatan/perlengkapan” dan “Pencatatan dan pendataan” kosong."


def test_a_review_on_the_day_it_takes_effect_is_found(findings: Findings) -> None:
    (finding,) = findings("tanggal_pembuatan: 2018-05-02\ntanggal_efektif: 2020-02-29\ntinjau_sebelum: 2020-02-29")
    assert finding.message == "Batas peninjauan 2020-02-29 tidak sesudah tanggal efektif 2020-02-29."
    assert finding.hint == "Tulis tinjau_sebelum sesudah 2020-02-29, misalnya 2021-02-28."
    assert finding.code == "SOP-W109"


def test_what_could_not_be_read_is_not_called_empty_as_well(findings: Findings) -> None:
    found = findings(step(waktu="[1, 2]") + "\nperalatan:\n  isi: Komputer")
    assert [finding.code for finding in found] == ["SOP-E122", "SOP-E122"]
