"""Pipes where documents, records and sources are looked for: told, and nobody waits for what never comes."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from sopgen.editing.workspace import Workspace
from tests.cli.projects import start
from tests.life.office import SOURCE, office, sopgen

_SECONDS = 120  # far more than any of this takes


def said(root: Path, *arguments: str) -> tuple[int, str]:
    """What a command says, and its status."""
    with start(root, *arguments) as process:
        try:
            told = process.communicate(timeout=_SECONDS)[0]
        finally:
            process.kill()
        return process.returncode, told


@pytest.fixture(scope="module")
def first_enacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one SOP that was enacted."""
    root = office(tmp_path_factory.mktemp("kantor"))
    assert sopgen(root, "enact", SOURCE) == 0
    return root


@pytest.fixture
def enacted(first_enacted: Path, tmp_path: Path) -> Path:
    """A copy of that office."""
    return shutil.copytree(first_enacted, tmp_path / "kantor")


@pytest.mark.parametrize("name", ["dokumen.pdf", "penetapan.json", "sumber.yaml"])
def test_of_what_was_enacted(name: str, enacted: Path) -> None:
    place = enacted / "sop_sources/surat.ditetapkan/revisi-0" / name
    place.unlink()
    os.mkfifo(place)
    status, told = said(enacted, "check", SOURCE)
    assert status == 1
    assert "tidak lengkap atau tidak dapat dibaca" in told


def test_handed_over_to_be_enacted_or_pulled(tmp_path: Path) -> None:
    root = office(tmp_path / "kantor")
    os.mkfifo(tmp_path / "berkas")
    for arguments in (("enact", SOURCE, "--pdf"), ("pull",)):
        status, told = said(root, *arguments, str(tmp_path / "berkas"))
        assert status == 2
        assert "tidak dapat di" in told


def test_among_the_sources_when_a_new_one_is_made(tmp_path: Path) -> None:
    root = office(tmp_path / "kantor")
    os.mkfifo(root / "sop_sources/lain.yaml")
    names = ("--jenis", "mikro", "--judul", "Baru", "--unit", "biro", "--disahkan-oleh", "kepala", "--pelaksana", "A")
    assert said(root, "new", *names)[0] == 0


def test_among_the_sources_that_are_edited(tmp_path: Path) -> None:
    root = office(tmp_path / "kantor")
    os.mkfifo(root / "sop_sources/lain.yaml")
    workspace = Workspace(root)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(workspace.state, "lain")
        try:
            state = asked.result(_SECONDS)
        finally:
            with suppress(OSError):  # nobody reads from it any more, as it should be
                os.close(os.open(root / "sop_sources/lain.yaml", os.O_WRONLY | os.O_NONBLOCK))
            workspace.close()
    assert [each.severity for each in state.findings] == ["galat"]
