"""An office made from the guide alone: every file written and every command typed as printed, from the top down."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from sopgen.cli.run import run
from tests.guide.pages import Fence, fences, text_of
from tests.guide.sessions import commands, is_shown

PAGE = "kantor-baru.md"
#: Changes to a file that the page asks for in a sentence.
_CHANGE = re.compile(r"`([\w/.-]+)`, ganti `([^`]+)` menjadi `([^`]+)`\.")
_INSERT = re.compile(r"`([\w/.-]+)`, sisipkan di bawah `([^`]+)`:\n+\Z")


class Terminal:
    """A terminal in an empty folder; ``sopgen`` runs in this process, everything else in a shell."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, screen: pytest.CaptureFixture[str]) -> None:
        self.screen = screen
        self.patch = patch
        patch.chdir(folder)
        patch.setattr(os, "sched_getaffinity", lambda _process: {0}, raising=False)  # one process, which is this one
        for name, value in (("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_NOSYSTEM", "1"), ("COLUMNS", "130")):
            patch.setenv(name, value)

    def type(self, command: str) -> str:
        """What is shown for a command; the next one is typed in the folder that ``cd`` leads to."""
        program, *arguments = shlex.split(command)
        if program == "cd":
            self.patch.chdir(*arguments)
            return ""
        if program == "sopgen":
            self.screen.readouterr()
            run(arguments)
            shown = self.screen.readouterr()
            return shown.out + shown.err
        done = subprocess.run(["bash", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return done.stdout + done.stderr


def do_as_told(fence: Fence, above: str) -> None:
    """Change files as the sentences above a fence say, and write what stands in it when it is one."""
    for name, old, new in _CHANGE.findall(above):
        replace(Path(name), old, new)
    if fence.language != "yaml":
        return
    if inserted := _INSERT.search(above):
        replace(Path(inserted[1]), inserted[2], f"{inserted[2]}\n{fence.text.rstrip()}")
    else:
        assert fence.file, fence
        Path(fence.file).parent.mkdir(parents=True, exist_ok=True)
        Path(fence.file).write_text(fence.text, encoding="utf-8")


def replace(file: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file}: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_office_is_made_from_the_page_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(tmp_path, monkeypatch, capsys)
    lines = text_of(PAGE).splitlines(keepends=True)
    read = 0
    for fence in fences(PAGE):
        do_as_told(fence, "".join(lines[read : fence.line - 1]))
        read = fence.line + fence.text.count("\n") + 1
        for command, printed in commands(fence.text) if not fence.language else ():
            shown = terminal.type(command)
            assert is_shown(printed, shown), f"{fence}: {command}\n{shown}"
            assert bool(printed.strip()) == bool(shown), f"{fence}: {command} shows\n{shown}"
    build = tmp_path / "kantor" / "build"
    assert len(list(build.glob("sop/biro-umum/*.pdf"))) == 3
    assert (build / "buku-sop.pdf").is_file()
    assert (build / "lampiran" / "nota-dinas.pdf").is_file()
