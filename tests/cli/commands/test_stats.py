"""``sopgen stats``: numbers for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from sopgen.cli.commands.stats import stats_text
from sopgen.cli.run import run
from sopgen.flow.ways import Span
from sopgen.report.stats import Load, SopStats, Stats

from ..projects import copy_case, edit


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs."""
    return copy_case("book-and-letter", tmp_path)


def stats(project: Path, *arguments: str) -> int:
    """Run ``sopgen stats`` on ``project``."""
    return run(["-C", str(project), "stats", *arguments])


def test_the_table_shows_every_sop_their_sum_and_the_loads(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(office) == 0
    shown = capsys.readouterr().out
    for word in ("CTH.27.01", "CTH.BUKU.1", "CTH.BUKU.2", "Jumlah", "Beban pelaksana", "Kasubbag Arsip"):
        assert word in shown


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_narrow_terminal_cuts_nothing_off(
    office: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    edit(office, "sop_sources/sop.yaml", "nomor: CTH.27.01", "nomor: OT.01.02-043-097.Set.PO")
    edit(
        office,
        "sop_sources/sop.yaml",
        "judul: Penyimpanan",
        "judul: Penyusunan Laporan Kinerja Program dan Penyimpanan",
    )
    stats(office)
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.startswith(("│", "┃"))]
    assert rows
    assert all(line.endswith(("│", "┃")) for line in rows)


def test_csv_names_every_sop_and_the_sum(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(office, "--format", "csv") == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [row["nomor"] for row in rows] == ["CTH.BUKU.1", "CTH.27.01", "CTH.BUKU.2", ""]
    assert rows[-1]["langkah"] == str(sum(int(row["langkah"]) for row in rows[:-1]))


def test_loads_are_a_csv_of_their_own(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(office, "--format", "csv", "--beban") == 0
    assert {row["pelaksana"] for row in csv.DictReader(StringIO(capsys.readouterr().out))} >= {"Arsiparis"}
    assert stats(office, "--beban") == 2
    assert "--beban hanya untuk --format csv" in capsys.readouterr().err


def test_only_the_sops_that_are_named_are_counted(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stats(office, "--format", "json", "CTH.27.01") == 0
    content = json.loads(capsys.readouterr().out)
    assert [entry["nomor"] for entry in content["sop"]] == ["CTH.27.01"]
    assert content["jumlah"]["langkah"] == 4


def test_a_csv_file_is_one_that_excel_reads(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hasil" / "beban.csv"
    assert stats(office, "--format", "csv", "-o", str(file)) == 0
    assert capsys.readouterr().out == f"Ditulis: {file}\n"
    assert file.read_bytes().startswith(b"\xef\xbb\xbfnomor,judul,")


@pytest.mark.parametrize(("name", "begin"), [("a.csv", "\ufeffnomor"), ("a.JSON", "{"), ("a.txt", "SOP\n┏")])
def test_the_outputs_name_chooses_the_format(office: Path, tmp_path: Path, name: str, begin: str) -> None:
    assert stats(office, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


@pytest.mark.parametrize("asked", ["tabel", "csv"])
def test_another_format_than_the_outputs_name_says_is_refused(
    asked: str, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats(office, "--format", asked, "-o", str(tmp_path / "angka.json")) == 2
    assert "meminta format yang berbeda; hapus --format" in capsys.readouterr().err
    assert not (tmp_path / "angka.json").exists()


@pytest.mark.parametrize(
    ("old", "new"), [("    tidak: susun\n", "    tidak: susunan\n"), ("    tidak: susun\n", "    lanjut: susun\n")]
)
def test_an_sop_with_errors_is_left_out_and_named(
    office: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "sop_sources/sop.yaml", old, new)
    assert stats(office, "--format", "csv") == 1
    shown = capsys.readouterr()
    assert "CTH.27.01" not in shown.out
    assert "CTH.BUKU.1" in shown.out
    assert shown.err == "sop_sources/sop.yaml tidak diikutkan karena memuat galat; lihat: sopgen check\n"


def test_the_table_names_times_in_words() -> None:
    time = Span(Decimal("61.5"), Decimal("511.5"))
    sop = SopStats("A.1", "Penyusunan Surat", "makro", "Biro Contoh", "a.yaml", 4, 2, 1, time, 1)
    text = stats_text(Stats((sop,), (Load("Kepala", 2, 2, 1, Decimal("31.5")),)), width=160)
    assert "│ A.1 " in text
    assert "1 Jam 1,5 Menit sampai 1 Hari 1 Jam 1,5 Menit (tanpa 1 langkah) │" in text
    assert "│ Kepala " in text
    assert "\x1b" not in text


def test_without_sops_the_table_has_only_headings_and_a_sum() -> None:
    assert "Jumlah" in stats_text(Stats((), ()), width=100)


def test_reviews_are_a_table_of_their_own_and_a_file_for_spreadsheets(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats(office) == 0
    assert "Peninjauan" not in capsys.readouterr().out
    edit(office, "sop_sources/sop.yaml", "tanggal_efektif:", "tinjau_sebelum: 2025-01-31\ntanggal_efektif:")
    edit(office, "sop_sources/surat-menyurat.yaml", "tanggal_efektif:", "tinjau_sebelum: 2024-12-31\ntanggal_efektif:")
    assert stats(office, "--per", "2025-01-01") == 0
    told = capsys.readouterr().out
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in told[told.index("Peninjauan") :].splitlines()]
    assert [row for row in rows if row] == [
        ["2024-12-31", "CTH.BUKU.2", "Pengelolaan Surat Masuk", "terlewati"],
        ["2025-01-31", "CTH.27.01", "Penyimpanan Arsip", "30"],
    ]
    assert stats(office, "--format", "csv", "--peninjauan") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("2024-12-31,CTH.BUKU.2,")


def test_reviews_alone_are_for_spreadsheets_and_a_day_is_a_day(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stats(office, "--peninjauan") == 2
    assert "--peninjauan hanya untuk --format csv" in capsys.readouterr().err
    assert stats(office, "--per", "31 Februari") == 2
    assert "“31 Februari” bukan tanggal; tulis tahun-bulan-tanggal, mis. 2024-06-01 (tahun " in capsys.readouterr().err
