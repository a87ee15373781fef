"""A copy of the program with the change that a guide shows, and what it prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def changed_program(guide: Path, place: Path) -> Path:
    """The program, copied to ``place``, after the change in a guide."""
    for name in ("sopgen", "templates"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    change = re.search(r"```diff\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    assert change is not None
    subprocess.run(["git", "apply", "-"], cwd=place, input=change[1].encode(), check=True)
    return place


def run(program: Path, folder: Path, *arguments: str) -> str:
    """What ``sopgen`` in ``program`` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "-C", str(folder), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
