"""The guide's page on the life of an SOP: every command typed as printed, from the top down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guide.pages import BASE, INSTITUTION, base_files, fences, text_of, write
from tests.guide.sessions import commands, is_shown
from tests.guide.test_new_office import Terminal, do_as_told
from tests.rules.conftest import overlay

PAGE = "masa-berlaku.md"


def test_an_sop_lives_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    base = base_files()
    write({INSTITUTION: base[INSTITUTION], BASE: overlay(base[BASE], "status: konsep")}, tmp_path)
    terminal = Terminal(tmp_path, monkeypatch, capsys)
    lines = text_of(PAGE).splitlines(keepends=True)
    read = typed = 0
    for fence in fences(PAGE):
        do_as_told(fence, "".join(lines[read : fence.line - 1]))
        read = fence.line + fence.text.count("\n") + 1
        for command, printed in commands(fence.text):
            shown = terminal.type(command)
            assert is_shown(printed, shown), f"{fence}: {command}\n{shown}"
            typed += 1
    assert typed == 6
    kept = sorted(path.name for path in (tmp_path / "sop_sources/surat-dinas.ditetapkan").rglob("*.*"))
    assert kept == sorted(["dokumen.pdf", "penetapan.json", "sumber.yaml"] * 2)
