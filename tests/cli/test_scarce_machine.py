"""A machine that gives too little: what it refused is told in a sentence, and never called a fault of the program."""

from __future__ import annotations

import errno
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.builder import job
from sopgen.cli.run import run
from sopgen.cli.status import Status
from sopgen.paths import MANIFEST_NAME

from .projects import copy_case

#: From too few for the sources to enough for all: what lacks first depends on what the test run itself has open.
OPEN_FILES = range(6, 16, 3)


def build_with(most: int, project: Path) -> tuple[int, str]:
    """The status of a build that may open so many files at a time, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "-C", str(project), "build", "-j", "1"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_too_few_open_files_are_told(tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    ended = [build_with(most, project) for most in OPEN_FILES]
    assert {status for status, _ in ended} <= {Status.FINE, Status.FINDINGS, Status.WRONG_USE}, ended
    failed = [said for status, said in ended if status != Status.FINE]
    assert any("terlalu banyak berkas yang terbuka" in said for said in failed)
    assert not [said for said in failed if "kesalahan program" in said.lower() or "Errno" in said]


MEMORY = 1_500_000_000  # bytes: ample for one SOP
MORE = 1_600_000_000  # bytes: none of it may be in memory at once
#: The file, what the office says of it, what is told, and the kind of document that it is read for.
HUGE = {
    "a source": ("sop_sources/huge.yaml", "", "Berkas ini lebih besar dari 1 MiB.", "--svg"),
    "a logo": ("sop_sources/logo.png", "logo: logo.png\n", "Gambar “logo.png” lebih besar dari 5 MiB.", "--pdf"),
    "a reference document": ("sop_sources/r.docx", "format: {rujukan_docx: r.docx}\n", "terlalu besar", "--docx"),
    "a template": ("templates/pdf/sop.css.j2", "", "terlalu besar", "--pdf"),
    "the memory of the last build": (f"build/{MANIFEST_NAME}", "", "dibuat  ", "--svg"),
}


@pytest.mark.parametrize(("name", "office", "told", "kind"), HUGE.values(), ids=HUGE)
def test_a_huge_file_is_told_and_never_read_whole(name: str, office: str, told: str, kind: str, tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    place = project / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        file.truncate(MORE)
    with (project / "sop_sources/instansi.yaml").open("a", encoding="utf-8") as file:
        file.write(office)
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "-C", str(project), "build", "-j", "1", kind],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert told in said
    assert "kesalahan program" not in said.lower()
    assert "memori" not in said


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (MemoryError(), "memori komputer habis."),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "memori komputer habis."),
        (OSError(errno.EAGAIN, "Resource temporarily unavailable"), "sistem tidak dapat menjalankan proses lagi."),
        (OSError(errno.EIO, "Input/output error", "/x/y"), "/x/y: penyimpanannya rusak atau terputus."),
        (
            FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
            "folder sementara tidak dapat ditulisi: ruang penyimpanan penuh, atau TMPDIR menunjuk tempat yang salah.",
        ),
    ],
    ids=["memory", "memory for a process", "processes", "drive", "temporary files"],
)
def test_what_the_machine_refuses_while_an_sop_is_made_is_told_of_that_sop(
    raised: Exception, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise raised

    project = copy_case("one-step", tmp_path)
    monkeypatch.setattr(job, "lay_out", refuse)
    assert run(["-C", str(project), "build", "-j", "1"]) == Status.FINDINGS
    assert f"GAGAL   sop_sources/sop.yaml: {told}" in capsys.readouterr().out
    assert not list(project.rglob("*.galat-program.txt"))


def test_a_command_that_gets_no_memory_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MemoryError

    project = copy_case("one-step", tmp_path)
    monkeypatch.setattr("sopgen.rules.check.check", refuse)
    assert run(["-C", str(project), "check"]) == Status.WRONG_USE
    assert "Kesalahan: memori komputer habis." in capsys.readouterr().err


def test_a_booklet_for_which_there_is_no_memory_is_told_and_the_rest_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise MemoryError

    project = copy_case("book-and-letter", tmp_path)
    monkeypatch.setattr("sopgen.builder.collections._bind", refuse)
    assert run(["-C", str(project), "build", "--book", "-j", "1"]) == Status.FINDINGS
    assert "GAGAL   sop_sources/buku.yaml: memori komputer habis." in capsys.readouterr().out
    assert (project / "build/buku-sop.docx").is_file()
    assert not list(project.rglob("*.galat-program.txt"))
