"""``sopgen diff``: two versions of an SOP, from files and from git."""

from __future__ import annotations

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pymupdf
import pytest

from sopgen.cli.run import run

from ..projects import as_git_repository, copy_case, edit

SOP = "sop_sources/sop.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project under git, in which one SOP was changed since."""
    project = copy_case("book-and-letter", tmp_path)
    as_git_repository(project)
    edit(project, SOP, "waktu: 30 Menit", "waktu: 45 Menit")
    edit(project, SOP, "    tidak: susun\n", "")
    return project


def diff(project: Path, *arguments: str) -> int:
    """Run ``sopgen diff`` on ``project``."""
    return run(["-C", str(project), "diff", *arguments])


def test_without_a_revision_the_last_commit_is_meant(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(office, str(office / SOP)) == 0
    assert (
        capsys.readouterr().out
        == """\
Perubahan CTH.27.01 Penyimpanan Arsip
2 perubahan: 2 diubah.

Langkah
  ~ Langkah 3, Waktu diubah
      semula : 30 Menit
      menjadi: 45 Menit

Alur
  ~ Langkah 3 diubah
      semula : ya ke langkah 4; tidak ke langkah 2
      menjadi: ke langkah 4
"""
    )


def test_an_sop_may_be_named_by_its_nomor(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(office, "CTH.27.01") == 0
    assert "2 perubahan: 2 diubah." in capsys.readouterr().out
    assert diff(office, "CTH.27.02") == 2
    assert "“CTH.27.02” bukan nomor SOP" in capsys.readouterr().err
    assert diff(office, "sop_sources") == 2
    assert "sop_sources bukan satu SOP." in capsys.readouterr().err


def test_two_files_are_compared_the_first_as_the_older(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = office / "sop_sources" / "_usulan.yaml"
    shutil.copy(office / SOP, newer)
    edit(office, "sop_sources/_usulan.yaml", "waktu: 45 Menit", "waktu: 1 Jam")
    assert diff(office, str(office / SOP), str(newer), "--format", "json") == 0
    (change,) = json.loads(capsys.readouterr().out)["perubahan"]
    assert (change["semula"], change["menjadi"]) == ("45 Menit", "1 Jam")


@pytest.mark.parametrize("other", ["instansi.yaml", "buku.yaml", "surat/nota.yaml"])
def test_a_source_of_another_kind_is_no_version_of_an_sop(
    office: Path, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "sop_sources/surat").mkdir(exist_ok=True)
    name = f"sop_sources/{other}"
    (office / name).touch()
    for words in ([name], [name, SOP], [SOP, name]):
        assert diff(office, *(str(office / word) for word in words)) == 2
        out, err = capsys.readouterr()
        assert (out, err) == ("", f"Kesalahan: “{name}” bukan berkas SOP.\n")


def test_csv_is_a_matrix_of_before_and_after(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(office, str(office / SOP), "HEAD", "--format", "csv") == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert next((row["semula"], row["menjadi"]) for row in rows) == ("30 Menit", "45 Menit")


@pytest.mark.parametrize("revision", ["tidak-ada", "--output=x", "HEAD:sop.yaml"])
def test_a_revision_that_is_none_is_wrong_use(office: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(office, "--", str(office / SOP), revision) == 2
    assert "git" in capsys.readouterr().err


def test_git_s_answers_are_told_in_words(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    shutil.copy(office / SOP, office / "sop_sources" / "_salinan.yaml")
    assert diff(office, str(office / "sop_sources" / "_salinan.yaml")) == 2
    assert capsys.readouterr().err == "Kesalahan: _salinan.yaml belum ada pada revisi “HEAD”.\n"
    shutil.rmtree(office / ".git")
    assert diff(office, str(office / SOP)) == 2
    assert "sop.yaml tidak di dalam repositori git" in capsys.readouterr().err


def test_a_version_with_errors_is_told_as_findings(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, SOP, "unit: biro-contoh", "unit: biro")
    assert diff(office, str(office / SOP)) == 1
    assert "SOP-E130" in capsys.readouterr().out


def test_the_sheet_is_one_page_that_names_both_versions(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "usulan.pdf"
    assert diff(office, str(office / SOP), "--pdf", str(file)) == 0
    assert capsys.readouterr().err == f"Ditulis: {file}\n"
    with pymupdf.open(file) as document:
        assert len(document) == 1
        text = " ".join(document[0].get_text().split())
    for words in ("SOP Mikro Penyimpanan Arsip", "versi 5 Maret 2024 (git ", "30 Menit", "45 Menit", "Nama Pejabat"):
        assert words in text


def test_files_are_looked_for_in_the_project_too(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(office / SOP, office / "sop_sources" / "_lama.yaml")
    assert diff(office, "sop_sources/_lama.yaml", SOP) == 0
    assert "Tidak ada perubahan" in capsys.readouterr().out


def test_a_folder_of_somebody_else_is_called_that(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("LANGUAGE", "id")
    assert diff(office, SOP) == 2
    said = capsys.readouterr().err
    assert "pemiliknya pengguna lain" in said
    assert "git config --global --add safe.directory" in said
