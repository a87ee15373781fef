"""Where ``instansi.yaml`` cannot be used, every command that needs it tells why, whatever was named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import copy_case

COMMANDS = (
    ("attach", "sop_sources/surat/nota.yaml"),
    ("diagram", "sop_sources/sop.yaml", "-o", "alur.svg"),
    ("preview", "sop_sources/sop.yaml"),
    ("inspect", "sop_sources/sop.yaml"),
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a letter, where the user stands."""
    project = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
@pytest.mark.parametrize("mistake", ["logo", "colour", "missing"])
def test_what_is_wrong_with_the_institution_is_told_and_nothing_else(
    office: Path, capsys: pytest.CaptureFixture[str], mistake: str, command: tuple[str, ...]
) -> None:
    institution, logo = office / "sop_sources/instansi.yaml", office / "templates/logo.svg"
    if mistake == "logo":
        logo.parent.mkdir()
        logo.write_text("bukan gambar", encoding="utf-8")
    elif mistake == "colour":
        institution.write_text(institution.read_text(encoding="utf-8") + 'format: {warna_kepala: "000000"}\n', "utf-8")
    else:
        institution.unlink()
    assert run(command) == 1
    said = "".join(capsys.readouterr())
    assert "sop_sources/instansi.yaml:" in said
    assert "bukan berkas" not in said
    assert "bukan satu SOP" not in said
