"""``sopgen doctor`` marks what is wrong and says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sopgen.builder import doctor
from sopgen.builder.doctor import Mark
from sopgen.cli.run import run
from sopgen.layout.text import substitutes

from ..projects import copy_case, edit


def test_a_complete_machine_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "Mesin ini siap." in shown
    for subject in (
        "Python",
        "weasyprint",
        "Pango",
        "Graphviz",
        "Huruf Arial",
        "Izin menulis",
        "Ruang kosong",
        "aksara",
    ):
        assert subject in shown


def test_the_faces_that_the_project_asks_for_are_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_case("one-step", tmp_path)
    edit(
        project,
        "sop_sources/instansi.yaml",
        "kota: Kota Contoh\n",
        "kota: Kota Contoh\nformat: {huruf: Times New Roman}\n",
    )
    assert run(["-C", str(project), "doctor"]) == 0
    assert "Huruf Times New Roman tebal" in capsys.readouterr().out


def test_a_missing_dot_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/tidak-ada")
    assert run(["doctor"]) == 1
    shown = capsys.readouterr().out
    assert "✗ Graphviz (dot)" in shown
    assert "apt-get install -y graphviz" in shown


@pytest.mark.parametrize("script", ["exit 1", "echo omong kosong", "kill -9 $$"])
def test_a_broken_dot_is_no_graphviz(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    dot = tmp_path / "dot"
    dot.write_text(f"#!/bin/sh\n{script}\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert doctor.check_graphviz().mark is Mark.BAD


def test_a_graphviz_without_neato_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dot = shutil.which("dot")
    assert dot is not None
    (tmp_path / "dot").symlink_to(dot)
    monkeypatch.setenv("PATH", str(tmp_path))
    check = doctor.check_graphviz()
    assert check.mark is Mark.BAD
    assert check.found == "tidak ada: neato"


def test_a_dot_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dot = tmp_path / "dot"
    dot.write_text("#!/bin/sh\nexec sleep 60\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(doctor, "GRAPHVIZ_SECONDS", 0.2)
    assert doctor.check_graphviz().mark is Mark.BAD


def test_a_face_of_other_widths_is_doubtful() -> None:
    check = doctor.check_font("Huruf Yang Tidak Ada", bold=False)
    assert check.mark is Mark.DOUBTFUL
    assert check.remedy == "pasang huruf Huruf Yang Tidak Ada"


@pytest.mark.parametrize(
    ("family", "package"),
    [
        ("Arial", "fonts-liberation"),
        ("Bookman Old Style", "fonts-urw-base35"),
        ("Calibri", "fonts-crosextra-carlito"),
        ("Cambria", "fonts-crosextra-caladea"),
    ],
)
def test_the_package_with_a_face_of_the_same_widths_is_named(
    family: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(substitutes, "face_names", lambda family, bold: ("DejaVu Sans", "Book"))
    check = doctor.check_font(family, bold=False)
    assert check.remedy.startswith(f"pasang huruf {family} atau yang setara, misalnya ")
    assert check.remedy.endswith(f" {package}")


def test_a_face_of_the_same_widths_is_good() -> None:
    assert doctor.check_font("Arial", bold=True).mark is Mark.GOOD


@pytest.mark.parametrize(("lacking", "mark"), [(True, Mark.DOUBTFUL), (False, Mark.GOOD)])
def test_fonts_for_the_country_s_scripts_and_emoji_are_looked_for(
    lacking: bool, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_lacks", lambda family, text: lacking)
    scripts, emoji = doctor.check_scripts("Arial")
    assert (scripts.mark, emoji.mark) == (mark, mark)
    assert ("fonts-noto-core" in scripts.remedy, "fonts-symbola" in emoji.remedy) == (lacking, lacking)


def test_an_old_package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "version", lambda name: "69.0" if name == "weasyprint" else "99")
    bad = [check for check in doctor.check_packages() if check.mark is Mark.BAD]
    assert [check.subject for check in bad] == ["weasyprint"]


def test_too_little_space_is_bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "FREE_SPACE_LOW", 1 << 60)
    assert doctor.check_space(tmp_path).mark is Mark.DOUBTFUL
    monkeypatch.setattr(doctor, "FREE_SPACE_NONE", 1 << 60)
    assert doctor.check_space(tmp_path).mark is Mark.BAD


def test_a_folder_that_cannot_be_written_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(dir: Path) -> None:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    found = doctor.check_writing(tmp_path / "belum" / "ada")
    assert (found.mark, found.found) == (Mark.BAD, f"{tmp_path}: tidak ada izin untuk membukanya")


@pytest.mark.parametrize(
    ("leads_to", "told"),
    [
        (None, "ada berkas di tempat yang seharusnya folder"),
        ("build", "tautannya berputar"),
        ("tidak-ada", "sistem menolak menulis di sana"),
    ],
)
def test_what_is_no_folder_in_the_place_of_the_outputs_is_bad(leads_to: str | None, told: str, tmp_path: Path) -> None:
    place = tmp_path / "build"
    if leads_to is None:
        place.touch()
    else:
        place.symlink_to(tmp_path / leads_to)
    found = doctor.check_writing(place)
    assert (found.mark, found.found) == (Mark.BAD, f"{place}: {told}")
    assert found.remedy == "hapus build atau ganti namanya, atau pakai --output FOLDER"


def test_a_folder_without_sources_is_no_project(tmp_path: Path) -> None:
    assert doctor.check_project(None).mark is Mark.DOUBTFUL
    assert doctor.check_project(tmp_path).mark is Mark.BAD
