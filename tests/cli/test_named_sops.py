"""An SOP is named by its nomor also when its source has errors: then most of all somebody asks about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import copy_case, edit

SOURCE, NOMOR = "sop_sources/sop.yaml", "CTH.27.01"
WRONG: dict[str, Callable[[Path], object]] = {
    "a value": lambda root: edit(root, SOURCE, "2024-01-08", "8 Januari 2024"),
    "what its enactment kept": lambda root: (root / "sop_sources/sop.ditetapkan/revisi-0").mkdir(parents=True),
    "the syntax": lambda root: edit(root, SOURCE, "judul: Penyimpanan", "judul: [Penyimpanan"),
}
COMMANDS = (
    ("build", "--svg"),
    ("check",),
    ("preview",),
    ("diagram",),
    ("enact",),
    ("withdraw", "--dengan", "Keputusan Contoh", "--tanggal", "2025-01-01"),
    ("revise", "--uraian", "Penyesuaian", "--tanggal", "2025-01-01"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_an_sop_with_errors_is_known_by_its_nomor(
    wrong: Callable[[Path], object],
    words: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(root)
    edit(root, "sop_sources/surat-menyurat.yaml", "2024-01-08", "9 Januari 2024")
    wrong(root)
    status = run((*words, NOMOR))
    told = capsys.readouterr()
    assert f"{SOURCE}:" in told.out
    assert "galat SOP-" in told.out
    assert "surat-menyurat" not in told.out
    assert (status, told.err) == (1, "")


@pytest.mark.parametrize("wrong", ["a value", "the syntax"])
def test_a_version_with_errors_is_compared_by_its_nomor(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(root)
    WRONG[wrong](root)
    assert run(("diff", NOMOR, SOURCE)) == 1
    assert "galat SOP-" in capsys.readouterr().out


def test_a_nomor_that_is_nearly_that_of_an_sop_with_errors_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(root)
    WRONG["the syntax"](root)
    assert run(("check", "CTH.27.02")) == 2
    assert f"Mungkin maksudnya “{NOMOR}”?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sop.yaml", "./sop.yaml", ".", "../arsip", "sop_sources/arsip"])
def test_what_is_named_is_what_is_called_so_where_the_user_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("book-and-letter", tmp_path)
    here, other = root / "sop_sources/arsip/sop.yaml", root / SOURCE
    edit(root, SOURCE, "30 Menit", "30 menit")
    before = other.read_bytes()
    here.write_bytes(before.replace(NOMOR.encode(), b"CTH.27.09"))
    monkeypatch.chdir(here.parent)
    assert run(("check", "--fix", "--yes", name)) == 0
    assert b"30 Menit" in here.read_bytes()
    assert other.read_bytes() == before


@pytest.mark.parametrize("name", [".", "sop_sources", "../kantor", "arsip/makro.yaml", "sop_sources/arsip/makro.yaml"])
def test_a_folder_of_that_name_outside_the_sources_hides_none_in_them(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("book-and-letter", tmp_path).rename(tmp_path / "kantor")
    (root / "arsip").mkdir()
    (root / "arsip/makro.yaml").touch()
    edit(root, "sop_sources/arsip/makro.yaml", "30 Menit", "30 menit")
    monkeypatch.chdir(root)
    assert run(("check", "--fix", "--yes", name)) == 0
    assert "30 Menit" in (root / "sop_sources/arsip/makro.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_link_that_leads_to_itself_is_no_sop(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_case("book-and-letter", tmp_path)
    (root / "kait").symlink_to("kait")
    monkeypatch.chdir(root)
    assert run((*words, "kait")) == 2
    assert "“kait” bukan nomor SOP" in capsys.readouterr().err
