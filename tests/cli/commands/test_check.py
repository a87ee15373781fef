"""``sopgen check``: repairs that are agreed to, and findings told again when nothing has changed."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from sopgen.cli.codes import later_codes
from sopgen.cli.run import run
from sopgen.rules.registry import all_codes

from ..projects import at_terminal, copy_case, edit

SOP = "sop_sources/sop.yaml"
MAKRO = "sop_sources/arsip/makro.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project in which a date and a number of a step can be mended."""
    project = copy_case("book-and-letter", tmp_path)
    edit(project, SOP, "tanggal_efektif: 2024-02-05", "tanggal_efektif: 5 Februari 2024  # mulai berlaku")
    edit(project, SOP, "    tidak: susun", "    tidak: 1")
    return project


def check(project: Path, *arguments: str) -> int:
    """Run ``sopgen check`` on ``project``."""
    return run(["-C", str(project), "check", *arguments])


def text(project: Path, name: str = SOP) -> str:
    """A source as it is now."""
    return (project / name).read_text(encoding="utf-8")


def test_repairs_are_shown_and_need_consent_where_nobody_can_be_asked(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(office)
    assert check(office, "--fix") == 2
    shown = capsys.readouterr()
    assert "-tanggal_efektif: 5 Februari 2024  # mulai berlaku\n" in shown.out
    assert "+tanggal_efektif: 2024-02-05  # mulai berlaku\n" in shown.out
    assert shown.err == "Kesalahan: tidak ada yang diubah; tambahkan --yes untuk menulis perbaikan di atas.\n"
    assert text(office) == before


def test_repairs_keep_comments_and_the_check_goes_on(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(office, "--fix", "--yes") == 0
    shown = capsys.readouterr().out
    assert "Ditulis: 2 perbaikan dalam 1 berkas.\n" in shown
    assert shown.endswith("Tidak ada temuan.\n")
    assert "tanggal_efektif: 2024-02-05  # mulai berlaku\n" in text(office)
    assert "  - id: menugaskan-penyusunan\n    kegiatan: Menugaskan penyusunan" in text(office)
    assert "    tidak: menugaskan-penyusunan\n" in text(office)


def test_a_source_without_anything_to_mend_is_left_as_it_is(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(office, MAKRO)
    assert check(office, "--fix", "--yes", MAKRO) == 0
    assert "Tidak ada yang dapat diperbaiki otomatis.\n" in capsys.readouterr().out
    assert text(office, MAKRO) == before
    assert "5 Februari 2024" in text(office)


def test_at_a_terminal_the_answer_decides(office: Path) -> None:
    before = text(office)
    status, shown = at_terminal(office, "mungkin\nt\n", "check", "--fix")
    assert "Tulis 2 perbaikan dalam 1 berkas? [y/t]" in shown
    assert "Kesalahan: jawab y (ya) atau t (tidak)." in shown
    assert "Tidak ada yang diubah." in shown
    assert (status, text(office)) == (1, before)
    status, shown = at_terminal(office, "ya\n", "check", "--fix")
    assert "Ditulis: 2 perbaikan dalam 1 berkas." in shown
    assert status == 0
    assert text(office) != before


def test_a_mended_source_keeps_its_permissions_and_its_link(office: Path) -> None:
    real = office / "sop_sources" / "_asli.yaml"
    (office / SOP).rename(real)
    real.chmod(0o640)
    (office / SOP).symlink_to(real)
    assert check(office, "--fix", "--yes") == 0
    assert (office / SOP).is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "tanggal_efektif: 2024-02-05" in real.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--yes"], "--yes hanya dipakai bersama --fix."),
        (["--fix", "--format", "json"], "--fix menunjukkan perubahan kepada orang"),
        (["--explain", "SOP-W201", "--fix", "--yes"], "--explain hanya menjelaskan kode"),
        (["--explain", "SOP-W201", SOP], "--explain hanya menjelaskan kode"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(
    office: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(office, *arguments) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sop_sources/surat/nota.yaml", "sop_sources/instansi.yaml", "sop_sources/buku.yaml"])
def test_every_source_can_be_checked_alone(name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(office, name) == 0
    assert capsys.readouterr().out == "Tidak ada temuan.\n"
    (office / name).write_text(text(office, name) + "keliru: x\n", encoding="utf-8")
    assert check(office, name) == 1
    assert f"{name}:" in capsys.readouterr().out


def test_what_shows_all_findings_of_one_letter_can_be_typed(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["-C", str(office), "check", "--fix", "--yes"])
    letter = office / "sop_sources/surat/nota dinas.yaml"
    (office / "sop_sources/surat/nota.yaml").rename(letter)
    keys = "".join(f"keliru{number}: x\n" for number in range(30))
    letter.write_text(letter.read_text(encoding="utf-8") + keys, encoding="utf-8")
    capsys.readouterr()
    monkeypatch.chdir(office)
    run(["build", "--svg"])
    command = re.search("Selengkapnya: sopgen (.*)", capsys.readouterr().out)
    assert command is not None
    assert run(shlex.split(command[1])) == 1
    assert "30 galat dalam 1 berkas." in capsys.readouterr().out


def test_a_letter_is_mended_alone(office: Path) -> None:
    name, before = "sop_sources/surat/nota.yaml", text(office)
    edit(office, name, "tanggal: 2024-02-05", "tanggal: 5 Februari 2024")
    assert check(office, "--fix", "--yes", name) == 0
    assert "tanggal: 2024-02-05" in text(office, name)
    assert text(office) == before


def test_sarif_describes_every_code_there_is(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(office, "--format", "sarif")
    (run_of_tool,) = json.loads(capsys.readouterr().out)["runs"]
    described = [rule["id"] for rule in run_of_tool["tool"]["driver"]["rules"]]
    assert described == [code.number for code in all_codes(later_codes())]
    assert {result["ruleId"] for result in run_of_tool["results"]} <= set(described)


def test_the_second_check_tells_the_same_without_reading(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(office), capsys.readouterr().out
    monkeypatch.setattr("sopgen.model.load.load", lambda _: pytest.fail("sources were read again"))
    assert (check(office), capsys.readouterr().out) == first
    assert first[0] == 1


def test_a_source_saved_since_is_checked_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(office) == 1
    edit(office, SOP, "5 Februari 2024", "2024-02-05")
    assert check(office) == 0
    capsys.readouterr()
    (office / "sop_sources" / "kosong.yaml").write_text("", encoding="utf-8")
    assert check(office) == 1
    assert "kosong.yaml" in capsys.readouterr().out


def test_check_needs_no_place_to_remember(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "build").write_text("bukan folder", encoding="utf-8")
    assert check(office) == 1
    assert "SOP-E124" in capsys.readouterr().out


def test_a_day_that_is_asked_about_reminds_of_reviews_and_another_check_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_case("book-and-letter", tmp_path)
    edit(project, SOP, "tanggal_efektif:", "tinjau_sebelum: 2099-03-01\ntanggal_efektif:")
    assert check(project, "--per", "2099-01-01") == 0
    assert "SOP ini harus ditinjau sebelum 2099-03-01; per 2099-01-01 sisa 59 hari." in capsys.readouterr().out
    assert check(project) == 0
    assert "ditinjau" not in capsys.readouterr().out
    assert check(project, "--per", "2099-03-02") == 0
    assert "SOP ini seharusnya sudah ditinjau sebelum 2099-03-01." in capsys.readouterr().out
