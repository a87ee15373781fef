"""What is printed may go nowhere, or to a full disk: the work is done all the same, and no number is taken from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.projects import copy_case, outputs

COMMANDS = (["check"], ["build", "--svg"], ["stats"], ["schema", "sop"], ["--help"])


def shell(project: Path, arguments: list[str], redirected: str) -> subprocess.CompletedProcess[str]:
    """``sopgen`` as a shell runs it with these redirections."""
    words = [sys.executable, "-m", "sopgen", "-C", str(project), *arguments]
    return subprocess.run(["sh", "-c", f'"$@" {redirected}', "sh", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_closed_streams_are_no_mistake(arguments: list[str], tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    for redirected in (">&-", ">&- 2>&-", ">&- 2>&- <&-"):
        done = shell(project, arguments, redirected)
        assert (done.returncode, done.stderr) == (0, "")
    if "build" in arguments:
        assert outputs(project)["sop/sop.svg"].startswith(b"<")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_is_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    done = shell(project, arguments, ">/dev/full")
    assert (done.returncode, done.stderr) == (
        2,
        "Kesalahan: keluaran tidak dapat ditulis: ruang penyimpanan penuh.\n",
    )
    assert shell(project, arguments, ">/dev/full 2>/dev/full").returncode == 2


def test_names_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    project = copy_case("one-step", tmp_path)
    (project / "sop_sources/sop.yaml").rename(project / "sop_sources/surat-é.yaml")
    command = [sys.executable, "-m", "sopgen", "-C", str(project), "build", "--svg"]
    for locale in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONUTF8": "1"}):
        environment = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "PYTHONUTF8")}
        subprocess.run(command, env={**environment, **locale}, check=True, capture_output=True)
        assert "sop/surat-é.svg" in outputs(project)
