"""Little project folders for the tests of the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
THREE = ("sop_sources/arsip/makro.yaml", "sop_sources/sop.yaml", "sop_sources/surat-menyurat.yaml")


def copy_case(name: str, folder: Path) -> Path:
    """A copy of the case ``name`` in ``folder``, to be changed at will; returns the project folder."""
    project = folder / name
    shutil.copytree(CASES / name, project)
    return project


def start(project: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """``sopgen -C project ARGUMENTS`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sopgen", "-C", str(project), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


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
