"""Nothing that is to be tried at random falls out unnoticed, and every file has its turn."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


def script() -> ModuleType:
    """``scripts/fuzz.py`` as a module."""
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "scripts" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


FUZZ = script()
LIST = ROOT / "docs" / "contributing" / "fuzz.md"
ROWS = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
#: Words of what must be tried, whatever else is.
PROMISED = (
    *(
        "headers of Pelaksana",
        "as no office writes them",
        "checked and built",
        "20,000 characters",
        "damaged DOCX",
        "edits in Word",
    ),
    *("reference documents", "state files", "logos", "40 edits", "names of files", "without permission"),
    *("signed", "edits in Word"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_every_file_of_the_list_draws_examples(row: str) -> None:
    files = re.findall(r"`(tests/[^`]+)`", row)
    assert files
    assert set(map(Path, files)) <= set(FUZZ.property_tests())
    for file in files:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "@given" in text
        assert "scaled(" in text or "settings(" not in text, "more examples under make fuzz"


def test_the_list_is_whole() -> None:
    assert [what for what in PROMISED if not any(what in row for row in ROWS)] == []


def test_no_property_test_keeps_a_number_of_examples_of_its_own() -> None:
    fixed = re.compile(r"max_examples=\d")
    assert [file for file in FUZZ.property_tests() if fixed.search((ROOT / file).read_text(encoding="utf-8"))] == []


def test_every_round_has_every_file_once_and_draws_twice_as_much() -> None:
    files = [Path(name) for name in "abcde"]
    drawn = list(islice(FUZZ.turns(files, 7), 15))
    for number in range(3):
        its = drawn[5 * number : 5 * number + 5]
        assert sorted(turn.file for turn in its) == files
        assert {(turn.times, turn.seed) for turn in its} == {(2**number, 7 + number)}


def test_no_file_takes_the_time_of_those_that_come_after_it() -> None:
    left = 600.0
    for coming in range(60, 0, -1):
        taken = FUZZ.share(FUZZ.Turn(Path("a"), 1, 1, coming), 1, left)
        assert 0 < taken <= max(left / 2, left * 2 / coming)
        left -= taken * 0.4  # others than the worst


def cut_off_output(text: str, folder: Path, *options: str) -> str:
    """What pytest says of a file with this text that is cut off after some seconds."""
    file = folder / "test_long.py"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", "-p", "no:xdist", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    FUZZ.heed_interrupts()
    process = subprocess.Popen(
        [*command, str(file)], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output, cut_off = FUZZ.communicated(process, 5)
    assert cut_off
    return str(output)


def test_a_file_that_is_cut_off_still_says_what_has_failed(tmp_path: Path) -> None:
    text = "import time\n\ndef test_a():\n    assert 1 == 2\n\ndef test_b():\n    time.sleep(600)\n"
    assert "FAILED test_long.py::test_a" in cut_off_output(text, tmp_path)


def test_a_test_that_is_cut_off_has_not_failed_though_the_program_takes_it_for_a_ctrl_c(tmp_path: Path) -> None:
    heeding = """\
import time
from tests.interrupts import CutOff

def pytest_configure(config):
    config.pluginmanager.register(CutOff())
"""
    text = """\
import time

def test_a():
    try:
        time.sleep(600)
    except KeyboardInterrupt:
        assert "Dihentikan." == ""
"""
    (tmp_path / "conftest.py").write_text(heeding, encoding="utf-8")
    assert "FAILED" not in cut_off_output(text, tmp_path)
