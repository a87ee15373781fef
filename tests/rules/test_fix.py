"""What ``check --fix`` mends, and all that it leaves as it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check
from sopgen.rules.fix import fixes

Load = Callable[[str], Project]
MENDED = {"SOP-W204", "SOP-S104", "SOP-S106", "SOP-S107", "SOP-E124"}
FOLDERS = [Path(__file__).parents[2], *sorted(Path(__file__).parents[1].glob("cases/*/"))]
TODAY = date(2024, 6, 1)


def mended(project: Project) -> str:
    """The text of the only file that is mended."""
    (fix,) = fixes(project)
    return fix.after


def table(*rows: str) -> str:
    return "pelaksana: [Staf]\nlangkah:\n" + "".join(
        f"  - kegiatan: Menyusun surat\n    pelaksana: Staf\n    kelengkapan: Surat\n    waktu: 1 Jam\n"
        f"    output: Surat\n{row}"
        for row in rows
    )


def test_a_numbered_step_gets_an_id_and_the_number_becomes_it(project: Load) -> None:
    after = mended(project(table("", "    tidak: 1 # kembali\n", "")))
    assert "  - id: menyusun-surat\n    kegiatan: Menyusun surat\n" in after
    assert after.count("id: menyusun-surat\n") == 1
    assert "    tidak: menyusun-surat # kembali\n" in after


def test_an_id_that_is_there_is_used(project: Load) -> None:
    after = mended(project(table("    id: susun\n", "    tidak: '1'\n", "")))
    assert "    tidak: susun\n" in after
    assert after.count("id:") == 1


def test_two_numbers_to_one_step_give_it_one_id(project: Load) -> None:
    after = mended(project(table("", "    tidak: 1\n", "    lanjut: [1, selesai]\n", "    mulai: true\n")))
    assert after.count("id: menyusun-surat\n") == 1
    assert "    lanjut: [menyusun-surat, selesai]\n" in after


def test_steps_of_the_same_words_get_different_ids(project: Load) -> None:
    after = mended(project(table("    id: menyusun-surat\n", "", "    tidak: 2\n", "")))
    assert "  - id: menyusun-surat-2\n" in after
    assert "    tidak: menyusun-surat-2\n" in after


def test_a_step_in_braces_gets_its_id_inside_them(project: Load) -> None:
    step = "{kegiatan: Menyusun surat, pelaksana: Staf, kelengkapan: Surat, waktu: 1 Jam, output: Surat"
    after = mended(project(f"pelaksana: [Staf]\nlangkah:\n  - {step}}}\n  - {step}, tidak: 1}}\n  - {step}}}\n"))
    assert "  - {id: menyusun-surat, kegiatan: Menyusun surat" in after
    assert "tidak: menyusun-surat}" in after


def test_a_number_that_points_at_the_step_itself_is_left_to_its_author(project: Load) -> None:
    assert fixes(project(table("", "    tidak: 2\n"))) == ()


def test_odd_capitals_are_mended_everywhere_and_only_there(project: Load) -> None:
    text = table("    ket: kONSEP # kONSEP dari kantor\n", "    ket: revisi kONSEP, kONSEPnya\n")
    after = mended(project(text))
    assert "    ket: Konsep # kONSEP dari kantor\n" in after
    assert "    ket: revisi konsep, kONSEPnya\n" in after


def test_stray_blanks_are_mended_inside_quotes_too(project: Load) -> None:
    text = table("    ket: satu  dua , tiga .\n", "    ket: 'satu  dua .'\n", '    ket: "satu\\t  dua"\n')
    after = mended(project(text))
    assert "    ket: satu dua, tiga.\n" in after
    assert "    ket: 'satu dua.'\n" in after
    assert '    ket: "satu\\t  dua"\n' in after


@pytest.mark.parametrize(
    "typed", ["8 November 2017", "Rabu, 08 November 2017", "8/11/2017", "'08-11-2017'", '"2017/11/8"', "8 Nop 2017"]
)
def test_a_date_typed_otherwise_becomes_an_iso_date(project: Load, typed: str) -> None:
    after = mended(project(f"tanggal_pembuatan: {typed}   # selesai\n"))
    assert "tanggal_pembuatan: 2017-11-08   # selesai\n" in after


def test_dates_of_revisions_book_and_letters_are_mended_too(project: Load) -> None:
    text = (
        "# buku.yaml\njudul: Buku SOP\ntahun: 2018\nkeputusan:\n  nomor: 1\n  tentang: SOP\n  tanggal: 2 Mei 2018\n"
        "  ditetapkan_oleh: kepala\n# sop.yaml\nrevisi:\n  - tanggal: 7 Januari 2019\n"
    )
    made = {fix.source.name: fix.after for fix in fixes(project(text))}
    assert "  tanggal: 2018-05-02\n" in made["sop_sources/buku.yaml"]
    assert "  - tanggal: 2019-01-07\n" in made["sop_sources/sop.yaml"]


@pytest.mark.parametrize("typed", ["kemarin", "31/02/2017", "2017"])
def test_a_date_that_nobody_can_guess_is_left(project: Load, typed: str) -> None:
    assert fixes(project(f"tanggal_pembuatan: {typed}\n")) == ()


def test_units_of_time_get_their_letters(project: Load) -> None:
    text = table("").replace("1 Jam", "1,5  jam  # lama")
    assert "    waktu: 1,5  Jam  # lama\n" in mended(project(text))


def test_what_the_office_set_aside_is_not_mended(project: Load) -> None:
    text = table("    ket: kONSEP\n") + "abaikan:\n  - kode: SOP-S104\n    alasan: Kutipan\n"
    assert fixes(project(text)) == ()


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(project: Load, bom: bytes) -> None:
    root = project(table("", "    tidak: 1\n", "")).root
    file = root / "sop_sources" / "sop.yaml"
    before = bom + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    (fix,) = fixes(load(root))
    assert fix.raw.count(b"\r\n") == fix.raw.count(b"\n") == before.count(b"\n") + 1
    assert fix.raw.startswith(bom + b"nomor:")
    assert b"  - id: menyusun-surat\r\n    kegiatan:" in fix.raw


def is_mended(finding: Finding) -> bool:
    """Whether a finding has one answer; blanks in a text with escapes (\\u00a0) may be meant and stay."""
    return finding.code in MENDED and "\\" not in finding.excerpt


def test_two_steps_with_the_same_words_get_two_ids(project: Load) -> None:
    steps = table("", "", "    tidak: 1\n", "    tidak: 2\n")
    after = mended(project(steps))
    assert after.count("id: menyusun-surat\n") == after.count("id: menyusun-surat-2\n") == 1
    assert "tidak: menyusun-surat\n" in after
    assert "tidak: menyusun-surat-2\n" in after


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_mending_removes_its_findings_makes_none_and_has_nothing_left_to_do(folder: Path, tmp_path: Path) -> None:
    for part in ("sop_sources", "templates"):
        if (folder / part).is_dir():
            shutil.copytree(folder / part, tmp_path / part)
    project = load(tmp_path)
    before = check(project, TODAY)
    for fix in fixes(project):
        fix.source.file.write_bytes(fix.raw)
    after = load(tmp_path)
    assert fixes(after) == ()
    kept = sorted((finding.code, finding.message) for finding in before if not is_mended(finding))
    assert sorted((finding.code, finding.message) for finding in check(after, TODAY)) == kept
