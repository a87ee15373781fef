"""The line of the guide that makes a shell complete ``sopgen``'s commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.guide.pages import text_of

TYPED = 'COMP_WORDS=(sopgen ch); COMP_CWORD=1; _sopgen_completion sopgen; echo "${COMPREPLY[@]}"'


def test_the_line_for_completion_works_in_bash(tmp_path: Path) -> None:
    (line,) = re.findall(r"^eval .*_SOPGEN_COMPLETE.*$", text_of("panduan.md"), re.MULTILINE)
    program = tmp_path / "sopgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sopgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    names = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        ["bash", "-c", f"{line}\n{TYPED}"], env=os.environ | names, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["check"]
