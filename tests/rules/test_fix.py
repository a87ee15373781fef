"""What ``check --fix`` mends, and all that it leaves as it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sopgen.edits.operations import Set
from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check
from sopgen.rules.fix import Fix, fixes
from sopgen.rules.repairs import Repair, repairs

Load = Callable[[str], Project]
MENDED = {"SOP-W204", "SOP-S104", "SOP-S106", "SOP-S107", "SOP-E124"}
FOLDERS = [Path(__file__).parents[2], *sorted(Path(__file__).parents[1].glob("cases/*/"))]
TODAY = date(2024, 6, 1)


def fixed(project: Project) -> tuple[Fix, ...]:
    """What is mended in a project on disk."""
    return fixes(project, lambda unsaved: load(project.root, unsaved=unsaved), TODAY)


def mended(project: Project) -> str:
    """The text of the only file that is mended."""
    (fix,) = fixed(project)
    return fix.after.text


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
    assert "    tidak: 'susun'\n" in after
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
    assert fixed(project(table("", "    tidak: 2\n"))) == ()


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
    quote = typed[0] if typed[0] in "'\"" else ""
    after = mended(project(f"tanggal_pembuatan: {typed}   # selesai\n"))
    assert f"tanggal_pembuatan: {quote}2017-11-08{quote}   # selesai\n" in after


def test_dates_of_revisions_book_and_letters_are_mended_too(project: Load) -> None:
    text = (
        "# buku.yaml\njudul: Buku SOP\ntahun: 2018\nkeputusan:\n  nomor: 1\n  tentang: SOP\n  tanggal: 2 Mei 2018\n"
        "  ditetapkan_oleh: kepala\n# sop.yaml\nrevisi:\n  - tanggal: 7 Januari 2019\n"
    )
    made = {fix.before.name: fix.after.text for fix in fixed(project(text))}
    assert "  tanggal: 2018-05-02\n" in made["sop_sources/buku.yaml"]
    assert "  - tanggal: 2019-01-07\n" in made["sop_sources/sop.yaml"]


@pytest.mark.parametrize("typed", ["kemarin", "31/02/2017", "2017"])
def test_a_date_that_nobody_can_guess_is_left(project: Load, typed: str) -> None:
    assert fixed(project(f"tanggal_pembuatan: {typed}\n")) == ()


def test_units_of_time_get_their_letters(project: Load) -> None:
    text = table("").replace("1 Jam", "1,5  jam  # lama")
    assert "    waktu: 1,5  Jam  # lama\n" in mended(project(text))


def test_what_the_office_set_aside_is_not_mended(project: Load) -> None:
    text = table("    ket: kONSEP\n") + "abaikan:\n  - kode: SOP-S104\n    alasan: Kutipan\n"
    assert fixed(project(text)) == ()


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(project: Load, bom: bytes) -> None:
    root = project(table("", "    tidak: 1\n", "")).root
    file = root / "sop_sources" / "sop.yaml"
    before = bom + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    (fix,) = fixed(load(root))
    assert fix.after.raw.count(b"\r\n") == fix.after.raw.count(b"\n") == before.count(b"\n") + 1
    assert fix.after.raw.startswith(bom + b"nomor:")
    assert b"  - id: menyusun-surat\r\n    kegiatan:" in fix.after.raw


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
    for fix in fixed(project):
        fix.before.file.write_bytes(fix.after.raw)
    after = load(tmp_path)
    assert fixed(after) == ()
    kept = sorted((finding.code, finding.message) for finding in before if not is_mended(finding))
    assert sorted((finding.code, finding.message) for finding in check(after, TODAY)) == kept


INSTANSI = """# instansi.yaml
nama: Kementerian Contoh
singkatan: KLNPRT
unit:
  biro:
    nama: Biro SIMAKBMN dan Umum
pejabat:
  kepala:
    jabatan: Kepala Biro PERENCANAAN
    nama: Nama Pejabat
  kuasa:
    jabatan: KEPALA PPKOM
    nama: Nama Pejabat
jabatan:
  Karo UMUM: Kepala Biro Umum
"""


@pytest.mark.parametrize(
    "word", ["KLNPRT", "pKLNPRT", "kLNPRT", "SIMAKBMN", "PERENCANAAN", "UMUM", "PPKOM", "ARSIP", "SEMUA", "SURAT"]
)
def test_an_abbreviation_that_the_office_or_the_sop_knows_is_left_alone(project: Load, word: str) -> None:
    steps = table(f"    ket: Perihal {word} itu\n", "    ket: perencanaan umum arsip semua klnprt ppkom surat\n")
    known = "catatan: [Aplikasi ARSIP, Sistem Elektronik (SEMUA), Portal “SURAT”]\n"
    assert fixed(project(f"{INSTANSI}# sop.yaml\n{known}{steps}")) == ()


def test_a_title_in_capitals_makes_no_abbreviations_of_its_words(project: Load) -> None:
    steps = table("    ket: Perihal KEPALA itu\n", "    ket: surat kepala\n")
    assert "    ket: Perihal Kepala itu\n" in mended(project(f"{INSTANSI}# sop.yaml\n{steps}"))


@pytest.mark.parametrize("word", ["pKLNPRT", "dBAPPEDA", "PPtkdn", "VIseri", "WAgrup", "sASN"])
def test_a_word_that_may_be_an_abbreviation_is_told_of_and_not_mended(project: Load, word: str) -> None:
    given = project(table(f"    ket: Perihal {word} itu\n", ""))
    assert fixed(given) == ()
    (finding,) = [finding for finding in check(given, TODAY) if finding.code == "SOP-S104"]
    assert finding.hint == "Periksa sendiri: “sopgen check --fix” tidak mengubah kata yang maksudnya tidak pasti."


def test_a_word_that_may_be_a_known_abbreviation_is_told_of_with_that(project: Load) -> None:
    steps = table("    ket: Perihal pKLNPRT itu\n", "")
    given = project(f"{INSTANSI}# sop.yaml\n{steps}")
    assert fixed(given) == ()
    (finding,) = [finding for finding in check(given, TODAY) if finding.code == "SOP-S104"]
    assert finding.hint.startswith("Bila maksudnya “KLNPRT”, tulis itu.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("isi kONSEP dan KONSEP", "isi konsep dan Konsep"),
        ("isi aPLIKASI, APLIKASI", "isi aplikasi, Aplikasi"),
        ("KONSEP konsep", "Konsep konsep"),
        ("satu , dua  ;  tiga .", "satu, dua; tiga."),
        ("'satu :  dua'", "'satu: dua'"),
        ("kONSEP ,  kONSEPnya", "Konsep, kONSEPnya"),
    ],
)
def test_what_one_repair_brings_to_light_is_mended_in_the_same_run(project: Load, typed: str, meant: str) -> None:
    given = project(table(f"    ket: {typed}\n", ""))
    after = mended(given)
    assert f"    ket: {meant}\n" in after
    (file,) = (fix.before.file for fix in fixed(given))
    file.write_text(after, encoding="utf-8")
    assert fixed(load(given.root)) == ()


@pytest.mark.parametrize(
    "typed", ["Nomor . . . .", "satu ,  .", "'skala 1 : 100'", "harga 5 , 000", "lihat ...", "a .env"]
)
def test_blanks_before_marks_that_may_be_meant_are_left(project: Load, typed: str) -> None:
    assert fixed(project(table(f"    ket: {typed}\n", ""))) == ()


def test_a_flow_with_a_wrong_target_is_left_to_its_author(project: Load) -> None:
    assert fixed(project(table("", "    tidak: 1\n", "    tidak: menyusun-surat\n", ""))) == ()


@pytest.mark.parametrize("name", ["'3'", "lanjut", "susun"])
def test_a_number_of_a_step_whose_id_means_nothing_or_another_step_stays(project: Load, name: str) -> None:
    assert fixed(project(table("    id: susun\n", f"    id: {name}\n", "    tidak: 2\n", ""))) == ()


@pytest.mark.parametrize("kegiatan", ["Selesai", "Lanjut", "'Null'", "'1234'", "'!'"])
def test_no_word_with_a_meaning_of_its_own_becomes_an_id(project: Load, kegiatan: str) -> None:
    after = mended(project(table("", "    tidak: 1\n", "").replace("Menyusun surat", kegiatan, 1)))
    assert "  - id: langkah-1\n" in after
    assert "    tidak: langkah-1\n" in after


def test_the_first_symbol_of_a_row_keeps_its_id_and_is_named_by_it(project: Load) -> None:
    symbols = "    simbol:\n      - {id: catat, pelaksana: Staf}\n      - {pelaksana: Staf}\n"
    steps = table("", "    tidak: 1\n", "").replace("    pelaksana: Staf\n", symbols, 1)
    after = mended(project(steps))
    assert after.count("id: ") == 1
    assert "    tidak: catat\n" in after


def test_steps_of_two_tables_may_get_the_same_id_and_mean_their_own(project: Load) -> None:
    rows = table("", "    tidak: 1\n", "").partition("langkah:\n")[2].replace("\n", "\n    ")
    sections = "".join(f"  - judul: {name}\n    langkah:\n    {rows.rstrip(' ')}" for name in ("Satu", "Dua"))
    given = project(f"langkah: HAPUS\npelaksana: [Staf]\nbagian:\n{sections}")
    after = mended(given)
    assert after.count("- id: menyusun-surat\n") == after.count("tidak: menyusun-surat\n") == 2


@pytest.mark.parametrize(
    "harm",
    [
        Set(("langkah", 1, "tidak"), "entah"),
        Set(("langkah", 1, "tidak"), "selesai"),
        Set(("langkah", 1, "pelaksana"), "B"),
    ],
    ids=["an error", "another way", "another column"],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_repair_that_does_harm_is_left_out_and_the_others_are_made(
    project: Load, monkeypatch: pytest.MonkeyPatch, harm: Set, at: int
) -> None:
    text = table("    ket: satu  dua\n", "    tidak: 1\n", "    ket: 5 , dua\n    id: akhir\n")
    given = project(text.replace("[Staf]", "[Staf, B]"))

    def with_harm(*arguments: object) -> tuple[Repair, ...]:
        made = list(repairs(*arguments))  # type: ignore[arg-type]
        sops = (*arguments[0].sops, *arguments[0].partial)  # type: ignore[attr-defined]
        made.insert(at, Repair(sops[0].source, harm))
        return tuple(made)

    monkeypatch.setattr("sopgen.rules.fix.repairs", with_harm)
    after = mended(given)
    assert "    ket: satu dua\n" in after
    assert "    ket: 5, dua\n" in after
    assert "    tidak: menyusun-surat\n" in after
    assert "    pelaksana: B\n" not in after


@pytest.mark.parametrize("name", ["sop.yaml", "instansi.yaml"])
def test_wide_blanks_where_yaml_needs_plain_ones_are_mended_once(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDERS[1].parent / "one-step", tmp_path / "project")
    file = folder / "sop_sources" / name
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("^( *(?:- )?)(?=[a-z_]+:)", wide, text, flags=re.M), encoding="utf-8")
    assert {finding.code for finding in load(folder).findings} & {"SOP-E102"}
    (fix,) = fixed(load(folder))
    assert fix.after.text == text
    assert fix.count == 5
    file.write_bytes(fix.after.raw)
    assert fixed(load(folder)) == ()


def wide(match: re.Match[str]) -> str:
    """An indentation, and the hyphen in it, typed with no-break spaces."""
    return match[0].replace(" ", "\u00a0")
