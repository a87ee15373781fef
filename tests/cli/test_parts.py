"""Booklets are bound from parts that are kept: a changed SOP is one SOP made, and kept parts show nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import THREE, copy_built, copy_case, edit, outputs

#: Whole booklets, again and again.
pytestmark = pytest.mark.slow

CHANGED = "sop_sources/surat-menyurat.yaml"
PARTS = ("bagian.lembar", "bagian.docx")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs with a booklet, built."""
    return copy_built("book-and-letter", tmp_path)


def build(project: Path, *arguments: str) -> int:
    """Run ``sopgen build`` on ``project``."""
    return run(["-C", str(project), "build", *arguments])


def parts(project: Path) -> dict[str, tuple[bytes, int]]:
    """Every hidden part of an SOP: its bytes, and when it was written."""
    folder = project / "build" / ".bagian"
    own_pages = folder / "buku"  # the booklet's, which change with any SOP
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and own_pages not in path.parents)
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_every_sop_has_its_parts(office: Path) -> None:
    stems = {name.removeprefix("sop_sources/").removesuffix(".yaml") for name in THREE}
    assert {f"{stem}.{ending}" for stem in stems for ending in PARTS} <= set(parts(office))


def test_a_changed_sop_has_only_its_own_parts_made_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = parts(office)
    edit(office, CHANGED, "\nlangkah:", "\ncatatan:\n  - Satu catatan lagi.\nlangkah:")
    capsys.readouterr()
    assert build(office, "--explain") == 0
    shown = capsys.readouterr().out
    after = parts(office)
    remade = {name.partition(".")[0] for name in after if after[name] != before[name]}
    assert remade == {"surat-menyurat"}
    assert "karena sumber berubah" in shown


def test_booklets_of_kept_parts_are_booklets_of_new_ones(office: Path, tmp_path: Path) -> None:
    other = copy_case("book-and-letter", tmp_path / "other")
    for project in (office, other):
        edit(project, CHANGED, "\nlangkah:", "\ncatatan:\n  - Satu catatan lagi.\nlangkah:")
        assert build(project) == 0
    assert outputs(office) == outputs(other)


def test_one_process_and_several_make_the_same_booklet(office: Path, tmp_path: Path) -> None:
    other = copy_case("book-and-letter", tmp_path / "other")
    assert build(other, "-j", "3") == 0
    assert build(office, "--force", "-j", "1") == 0
    assert outputs(office) == outputs(other)


@pytest.mark.parametrize("ending", PARTS)
@pytest.mark.parametrize("damage", [b"", b"rubbish", None], ids=["empty", "rubbish", "one byte"])
def test_a_damaged_part_heals(office: Path, ending: str, damage: bytes | None) -> None:
    sound, booklet = parts(office), outputs(office)
    path = office / "build" / ".bagian" / f"surat-menyurat.{ending}"
    state, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if damage is None else damage)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    (office / "build" / "buku-sop.pdf").unlink()
    (office / "build" / "buku-sop.docx").unlink()
    assert build(office) == 0
    assert outputs(office) == booklet
    assert {name: one for name, (one, _) in parts(office).items()} == {name: one for name, (one, _) in sound.items()}


def test_parts_of_a_source_that_is_gone_are_removed(office: Path) -> None:
    (office / "sop_sources/arsip/makro.yaml").rename(office / "sop_sources/arsip/besar.yaml")
    build(office)
    found = set(parts(office))
    assert not [name for name in found if name.startswith("arsip/makro")]
    assert {f"arsip/besar.{ending}" for ending in PARTS} <= found
