"""Little project folders for the tests of the command line."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.conftest import HANGS

CASES = Path(__file__).parents[1] / "cases"
THREE = ("sop_sources/arsip/makro.yaml", "sop_sources/sop.yaml", "sop_sources/surat-menyurat.yaml")


def copy_case(name: str, folder: Path) -> Path:
    """A copy of the case ``name`` in ``folder``, to be changed at will; returns the project folder."""
    project = folder / name
    shutil.copytree(CASES / name, project, ignore=shutil.ignore_patterns("build"))
    return project


def copy_built(name: str, folder: Path, *options: str) -> Path:
    """As :func:`copy_case`, with what ``sopgen build OPTIONS`` makes of it; it is built once for all who ask for it."""
    project = folder / name
    shutil.copytree(Path(_built(name, options).name) / name, project)
    return project


@cache
def _built(name: str, options: tuple[str, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder, removed when Python ends, that holds the case with its outputs."""
    folder = tempfile.TemporaryDirectory()
    with start(copy_case(name, Path(folder.name)), "build", *options) as process:
        said, _ = process.communicate()
    assert process.returncode == 0, said
    return folder


def start(project: Path, *arguments: str, group: bool = False, **environment: str) -> subprocess.Popen[str]:
    """``sopgen -C project ARGUMENTS`` in a process of its own; ``group``: at the head of a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sopgen", "-C", str(project), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=group,
        preexec_fn=_hear_ctrl_c,
    )


def said_to_its_end(process: subprocess.Popen[str]) -> str:
    """All that a program prints until it ends; one that hangs is killed, and the test fails."""
    try:
        return process.communicate(timeout=HANGS)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def _hear_ctrl_c() -> None:
    """Undo what a shell does to programs in the background, and they to those that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def outputs(project: Path) -> dict[str, bytes]:
    """Every file of ``build/`` that people see, by its name relative to it."""
    build = project / "build"
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(build).parts)
    }


def edit(project: Path, name: str, old: str, new: str) -> None:
    """Replace a text in one source."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def at_terminal(project: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """``sopgen -C project ARGUMENTS`` at a terminal where ``answers`` are typed; its status and the whole screen."""
    screen, keyboard = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sopgen", "-C", str(project), *arguments],
        env={**os.environ, "TERM": "dumb"},
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
    )
    os.close(keyboard)
    os.write(screen, answers.encode())
    shown = b""
    while True:
        try:
            part = os.read(screen, 4096)
        except OSError:  # the other side is closed: the program has ended
            break
        if not part:
            break
        shown += part
    os.close(screen)
    return process.wait(), shown.decode(errors="replace")


def as_git_repository(project: Path) -> None:
    """Make ``project`` a git repository with its sources as the only commit, of a fixed day."""
    day = "2024-03-05T10:00:00+07:00"
    names = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": day,
    }
    names |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": day}
    for arguments in (["init", "-q"], ["add", "sop_sources"], ["commit", "-q", "-m", "awal"]):
        subprocess.run(["git", "-C", str(project), *arguments], env={**os.environ, **names}, check=True)
