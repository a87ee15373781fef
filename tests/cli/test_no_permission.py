"""Folders and files that the system refuses: a sentence each, and everything else is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.conftest import FUZZING

from .projects import copy_case, outputs, start
from .test_survival import TEMPLATES, without_all_rights

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="gives up the rights of root as Linux knows them")
#: What is closed, and what is said of it by ``check`` and by ``build``; an empty text: nothing.
CLOSED = [
    ("sop_sources", "Folder sop_sources/ tidak dapat dibuka", "Folder sop_sources/ tidak dapat dibuka"),
    ("sop_sources/instansi.yaml", "tidak ada izin untuk membacanya", "tidak ada izin untuk membacanya"),
    ("sop_sources/sop.yaml", "tidak ada izin untuk membacanya", "tidak ada izin untuk membacanya"),
    ("sop_sources/bagian", "Folder ini tidak dapat dibuka", "Folder ini tidak dapat dibuka"),
    ("templates", "tidak dapat dibuka", "tidak dapat dibuka"),
    ("templates/pdf", "tidak dapat dibuka", "tidak dapat dibuka"),
    ("templates/pdf/sop.css.j2", "tidak dapat dibuka", "tidak dapat dibuka"),
    ("build", "", "tidak ada izin"),
    ("build/sop", "", "tidak ada izin menulis di folder itu"),
    ("build/.sopgen-catatan.jsonl", "", ""),
]


def refused(project: Path, *arguments: str) -> tuple[int, str]:
    """Run the program as one whom permissions bind; its status and all that it said."""
    command = [sys.executable, "-m", "sopgen", "-C", str(project), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=without_all_rights)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def office_with_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an SOP in a folder of its own, and outputs."""
    project = copy_case("one-step", tmp_path_factory.mktemp("built"))
    other = project / "sop_sources" / "bagian" / "lain.yaml"
    other.parent.mkdir()
    text = (project / "sop_sources" / "sop.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("nomor: ", "nomor: LAIN.", 1), encoding="utf-8")
    with start(project, "build", "--pdf") as process:
        process.communicate()
    return project


@pytest.fixture
def plain_office(office_with_outputs: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return shutil.copytree(office_with_outputs, tmp_path / "kantor")


@pytest.fixture
def office(plain_office: Path) -> Path:
    """Such a copy with templates of its own, which every command reads and tries."""
    shutil.copytree(TEMPLATES / "pdf", plain_office / "templates" / "pdf")
    return plain_office


def modes() -> Iterator[ParameterSet]:
    """Each of them closed wholly; folders also halfway, of each kind one."""
    for closed, checked, built in CLOSED:
        yield pytest.param(closed, checked, built, 0o000, id=f"{closed}-nothing")
        if FUZZING or closed in ("sop_sources/bagian", "templates/pdf", "build/sop"):
            yield pytest.param(closed, checked, built, 0o444, id=f"{closed}-only listing")
            yield pytest.param(closed, checked, built, 0o111, id=f"{closed}-only entering")


@pytest.mark.slow
@pytest.mark.parametrize(("closed", "checked", "built", "mode"), list(modes()))
def test_what_may_not_be_opened_is_one_sentence(
    closed: str, checked: str, built: str, mode: int, request: pytest.FixtureRequest
) -> None:
    office: Path = request.getfixturevalue("office" if closed.startswith("templates") else "plain_office")
    before, place = outputs(office), office / closed
    keep = place.stat().st_mode
    place.chmod(mode)
    told = [(checked, refused(office, "check")), (built, refused(office, "build", "--pdf", "--force"))]
    place.chmod(keep)
    for words, (status, said) in told:
        assert status in (0, 1, 2), said
        assert "Traceback" not in said
        assert "Errno" not in said
        assert mode != 0 or words in said
    assert outputs(office).keys() == before.keys()


def test_a_folder_of_templates_elsewhere_is_refused(office: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain"
    shutil.move(office / "templates", elsewhere)
    (office / "templates").symlink_to(elsewhere)
    status, said = refused(office, "build", "--pdf", "--force")
    assert status == 2
    assert (
        said == "Kesalahan: Folder templates/ adalah tautan ke luar folder proyek; salin templatnya ke dalam proyek.\n"
    )


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_template_that_is_no_file_of_the_project_is_a_finding(kind: str, office: Path, tmp_path: Path) -> None:
    template = office / "templates" / "pdf" / "sop.css.j2"
    if kind == "link":
        shutil.move(template, tmp_path / "lain.css.j2")
        template.symlink_to(tmp_path / "lain.css.j2")
    else:
        template.unlink()
        os.mkfifo(template)
    status, said = refused(office, "build", "--pdf", "--force")
    assert status == 1
    assert "templates/pdf/sop.css.j2:1:1: galat SOP-E353" in said
    assert ("adalah tautan ke luar folder templat" if kind == "link" else "bukan berkas biasa") in said


@pytest.mark.parametrize("name", [".sopgen-catatan.jsonl", ".sopgen-kunci"])
def test_a_folder_in_the_place_of_a_file_of_ours_is_one_sentence_at_most(name: str, plain_office: Path) -> None:
    place = plain_office / "build" / name
    place.unlink(missing_ok=True)
    (place / "isi").mkdir(parents=True)
    status, said = refused(plain_office, "build", "--pdf", "--force")
    assert status in (0, 1, 2)
    assert "Traceback" not in said
    assert "Errno" not in said


#: The user of files that somebody else has left.
STRANGER = 54321


@pytest.mark.parametrize("name", [".sopgen-catatan.jsonl", ".sopgen-kunci", "sop/bagian"])
@pytest.mark.parametrize("stranger", [True, False], ids=["of another user", "of one's own"])
def test_what_a_build_has_left_and_the_next_may_not_write_is_told_by_doctor(
    name: str, stranger: bool, plain_office: Path
) -> None:
    build = plain_office / "build"
    assert "✓ Izin menulis" in refused(plain_office, "doctor")[1]
    if not stranger:
        (build / name).chmod(0o555)
    elif os.geteuid() == 0:
        os.chown(build / name, STRANGER, STRANGER)
    else:
        pytest.skip("only root gives files to others")
    status, said = refused(plain_office, "doctor")
    (build / name).chmod(0o755)
    assert status == 1
    line, remedy = said[said.index("✗ Izin menulis") :].splitlines()[:2]
    told = "milik pengguna lain, mungkin karena sudo" if stranger else "tidak dapat ditulisi"
    command = 'sudo chown -R "$(id -un)"' if stranger else "chmod -R u+w"
    assert line.endswith(f"{build / name}: {told}")
    assert remedy.strip() == f"→ jalankan: {command} {build}"
