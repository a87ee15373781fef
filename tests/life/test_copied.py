"""A copied SOP, with or without what was enacted of it: the hint of E401, done literally, ends the finding."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.builder import pipeline
from sopgen.findings import Finding
from tests.life.office import SOURCE, edit, office, sopgen

COPY = "sop_sources/salinan.yaml"
FOLDER, COPIED_FOLDER = (Path(name).with_suffix(".ditetapkan") for name in (SOURCE, COPY))
NOMOR = "nomor: CTH.HIDUP.1"
#: What a hint asks for, and how it is done: with the project and the finding, in this order.
DEEDS = (
    (r"eri nomor yang lain pada salah satunya", lambda root, file, found: renumber(root, file)),
    (r"eri nomor yang lain di sini", lambda root, file, found: renumber(root, file)),
    (r"eri nomor yang lain di sana", lambda root, file, found: renumber(root, SOURCE if file == COPY else COPY)),
    (r"eri nomor yang lain pada (\S+\.yaml)\.", lambda root, file, found: renumber(root, found[1])),
    (r"apus folder (\S+\.ditetapkan)", lambda root, file, found: shutil.rmtree(root / found[1])),
)


@pytest.fixture(scope="module")
def enacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has enacted an SOP."""
    root = office(tmp_path_factory.mktemp("kantor"))
    assert sopgen(root, "enact", SOURCE, "--tanggal", "2024-02-05") == 0
    return root


@pytest.fixture
def root(enacted: Path, tmp_path: Path) -> Path:
    """A copy of that office, in which the SOP's file was copied."""
    root = shutil.copytree(enacted, tmp_path / "kantor")
    shutil.copy(root / SOURCE, root / COPY)
    return root


def renumber(root: Path, name: str) -> None:
    """Another nomor in a file."""
    file = root / name
    file.write_text(re.sub(r"^nomor: .*$", "nomor: CTH.HIDUP.77", file.read_text("utf-8"), flags=re.M), "utf-8")


def told(root: Path) -> list[Finding]:
    return [found for found in pipeline.check(root) if found.code == "SOP-E401"]


def ways(hint: str) -> list[str]:
    """The ways that a hint offers."""
    return hint.split("; ")


def also_its_folder(root: Path) -> None:
    shutil.copytree(root / FOLDER, root / COPIED_FOLDER)


def folder_and_another_nomor(root: Path) -> None:
    also_its_folder(root)
    edit(root, NOMOR, "nomor: CTH.HIDUP.7", COPY)


def folder_and_another_nomor_of_the_original(root: Path) -> None:
    also_its_folder(root)
    edit(root, NOMOR, "nomor: CTH.HIDUP.7")


def folder_and_another_nomor_of_both(root: Path) -> None:
    folder_and_another_nomor(root)
    edit(root, NOMOR, "nomor: CTH.HIDUP.8")


def another_nomor_of_the_original(root: Path) -> None:
    edit(root, NOMOR, "nomor: CTH.HIDUP.7")


def nothing_enacted(root: Path) -> None:
    shutil.rmtree(root / FOLDER)


def only_the_file(root: Path) -> None:
    """As it is."""


@pytest.mark.parametrize(
    ("made", "files"),
    [
        (nothing_enacted, [COPY, SOURCE]),
        (only_the_file, [COPY, SOURCE]),
        (also_its_folder, [COPY, SOURCE]),
        (folder_and_another_nomor, [SOURCE]),
        (folder_and_another_nomor_of_the_original, [COPY]),
        (folder_and_another_nomor_of_both, [COPY, SOURCE]),
        (another_nomor_of_the_original, [COPY]),
    ],
)
def test_every_way_that_the_hint_names_ends_the_finding(
    made: Callable[[Path], None], files: list[str], root: Path, tmp_path: Path
) -> None:
    made(root)
    findings = told(root)
    assert [found.file for found in findings] == files
    for finding in findings:
        for number, way in enumerate(ways(finding.hint)):
            other = shutil.copytree(root, tmp_path / f"{Path(finding.file).stem}-{number}")
            done = [deed(other, finding.file, found) for asked, deed in DEEDS if (found := re.search(asked, way))]
            assert done, way
            assert told(other) == [], finding.hint


def test_a_copy_whose_folder_was_copied_too_is_told_which_one(root: Path) -> None:
    also_its_folder(root)
    copied, _ = told(root)
    assert copied.hint == (
        f"Bila berkas ini salinan, beri nomor yang lain di sini dan hapus folder {COPIED_FOLDER}; "
        f"bila {SOURCE} salinannya, beri nomor yang lain di sana dan hapus folder {FOLDER}."
    )
