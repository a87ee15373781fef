"""The progress bar and the lines of a build do not disturb each other on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generators.habits import write_habits

#: What begins a line anew on a terminal: line ends, and the erasing of a line.
_ANEW = re.compile(r"[\r\n]+|\x1b\[2K|\x1b\[1A")
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def on_a_terminal(*arguments: str, **settings: str) -> str:
    """What a command prints on a terminal."""
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "sopgen", *arguments]
    environment = {**{name: value for name, value in os.environ.items() if name != "TERM"}, **settings}
    with subprocess.Popen(command, stdout=terminal, stderr=terminal, stdin=terminal, env=environment) as process:
        os.close(terminal)
        printed = b""
        try:
            while piece := os.read(main, 65536):
                printed += piece
        except OSError:  # the terminal is gone with the process
            pass
        os.close(main)
    assert process.returncode == 0, printed
    return printed.decode()


@pytest.mark.parametrize("settings", [{}, {"TERM": "xterm-256color"}, {"TERM": "dumb"}], ids=str)
def test_a_line_about_an_sop_never_shares_its_line_with_the_bar(tmp_path: Path, settings: dict[str, str]) -> None:
    office = write_habits(tmp_path, 6)
    printed = on_a_terminal("-C", str(office), "build", "--svg", "-j", "1", **settings)
    lines = [_COLOURS.sub("", line) for line in _ANEW.split(printed)]
    told = [line for line in lines if "dibuat  " in line]
    assert len(told) == 6
    assert all(line.startswith("dibuat  ") for line in told), told
    assert ("Membuat SOP" in printed) == (settings != {"TERM": "dumb"})
