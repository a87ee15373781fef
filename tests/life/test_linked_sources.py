"""Sources that offices share are links out of the project: each is called as it stands there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.paths import find_root, project_of
from tests.life.office import SOURCE, edit, kept, letter, office, sopgen


def _file(root: Path) -> None:
    shared = root.parent / "bersama.yaml"
    (root / SOURCE).rename(shared)
    (root / SOURCE).symlink_to(Path("../..") / shared.name)


def _folder(root: Path) -> None:
    shared = root.parent / "bersama"
    (root / "sop_sources").rename(shared)
    (root / "sop_sources").symlink_to(shared, target_is_directory=True)


def _file_and_folder(root: Path) -> None:
    _folder(root)
    shared = root.parent / "bersama.yaml"
    (root / SOURCE).rename(shared)
    (root / SOURCE).symlink_to(shared)


@pytest.fixture(params=[_file, _folder, _file_and_folder])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of whose sources one, all, or both are links to outside."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    project = office(tmp_path / "kantor")
    letter(project, "nota", "2024-03-01")
    link: Callable[[Path], None] = request.param
    link(project)
    return project


def test_a_linked_source_is_enacted_and_revised_by_its_name_or_its_nomor(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sopgen(root, "enact", SOURCE, "--tanggal", "2024-02-05") == 0
    assert kept(root).is_file()
    assert sopgen(root, "revise", SOURCE, "--tanggal", "2024-03-05", "--uraian", "Batas waktu") == 0
    assert (root / "build/perubahan/surat-revisi-1.pdf").is_file()
    assert sopgen(root, "enact", "CTH.HIDUP.1", "--tanggal", "2024-03-06") == 0
    assert "Kesalahan" not in capsys.readouterr().err


@pytest.mark.parametrize("name", [SOURCE, "surat.yaml", "sop_sources/sur*.yaml"])
def test_a_linked_source_is_built_by_its_name(root: Path, name: str) -> None:
    assert sopgen(root, "build", "--pdf", name) == 0
    assert (root / "build/sop/surat.pdf").is_file()


def test_a_linked_source_is_found_from_the_folder_that_the_user_stands_in(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root.parent)
    place = Path("kantor") / SOURCE
    assert find_root(project_of(place)) == root
    assert sopgen(root, "inspect", str(place)) == 0
    assert sopgen(root, "check", str(root / "sop_sources")) == 0
    assert "galat" not in capsys.readouterr().out


def test_errors_in_a_linked_letter_are_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "kepada: ", "kepda: ", "sop_sources/surat/nota.yaml")
    wrong = root / "sop_sources/surat/nota.yaml"
    wrong.rename(root.parent / "nota.yaml")
    wrong.symlink_to(root.parent / "nota.yaml")
    assert sopgen(root, "attach", str(wrong)) == 1
    assert "kepda" in capsys.readouterr().out


def test_a_document_is_compared_with_the_linked_source_that_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sopgen(root, "build", "--docx", "CTH.HIDUP.1") == 0
    assert sopgen(root, "pull", str(root / "build/sop/surat.docx"), "--source", str(root / SOURCE)) == 0
    assert f"terhadap {SOURCE}" in capsys.readouterr().out


def test_a_new_source_goes_into_a_linked_folder(root: Path) -> None:
    told = ("--jenis", "mikro", "--judul", "Peminjaman Arsip", "--unit", "biro", "--nomor", "CTH.HIDUP.3")
    more = ("--disahkan-oleh", "kepala", "--pelaksana", "Petugas Arsip", "--langkah", "2")
    assert sopgen(root, "new", str(root / "sop_sources/pinjam.yaml"), *told, *more) == 0
    assert (root / "sop_sources/pinjam.yaml").is_file()
