"""Every command line on the page of commands does its work, in an office that has what the page names."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import webbrowser
import zipfile
from pathlib import Path

import pytest

from sopgen.cli.root import COMMANDS
from sopgen.cli.run import run
from sopgen.web import server
from sopgen.web.server import EditorServer
from tests.cli.projects import as_git_repository
from tests.guide.pages import BASE, INSTITUTION, base_files, fences, whole_files, write
from tests.rules.conftest import overlay

PAGE = "perintah.md"
NOMOR = "OT.01.02-043-097.Set.PO"
LETTER = "sop_sources/surat/nota-dinas.yaml"
SOP = "sop_sources/biro-po/x.yaml"
#: Commands that ask somebody when they are not told everything.
ASKING = {"sopgen new"}


def examples() -> list[str]:
    """The page's command lines in their order, but for those that want another machine."""
    lines = [line for fence in fences(PAGE) if not fence.language for line in fence.text.splitlines()]
    return [line.partition(" #")[0].strip() for line in lines if line.startswith("sopgen ")]


def office(folder: Path) -> None:
    """A project with the SOPs, the letter, the versions and the document that the page's command lines name."""
    base = base_files()
    sop = overlay(base[BASE], f"nomor: {NOMOR}")
    other = overlay(base[BASE], "nomor: CTH.09\njudul: Penataan Arsip")
    letter = overlay(whole_files()["sop_sources/surat/penyampaian.yaml"], f"lampiran:\n  - sop: {NOMOR}")
    write({INSTITUTION: base[INSTITUTION], SOP: sop, "sop_sources/x.yaml": other, LETTER: letter}, folder)
    write({"lama.yaml": sop, "baru.yaml": sop.replace("5 Menit", "15 Menit")}, folder)
    as_git_repository(folder)
    for number in range(3):
        subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", str(number)], cwd=folder, check=True)


def corrected(document: Path, name: Path) -> None:
    """The document of the SOP as somebody sends it back: what is done in its third step was changed."""
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(name, "w") as new:
        for each in old.infolist():
            content = old.read(each)
            if each.filename == "word/document.xml":
                assert b"Menandatangani surat" in content
                content = content.replace(b"Menandatangani surat", b"Menandatangani surat dinas")
            new.writestr(each, content)


def test_every_command_line_of_the_page_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0}, raising=False)  # one process, which is this one
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
    monkeypatch.setattr(webbrowser, "open", lambda _link: True)
    monkeypatch.setattr(EditorServer, "run", lambda _server, _sockets: None)  # it would wait for Ctrl-C
    monkeypatch.setattr(server, "_bind", lambda listener, _ports: listener.bind(("127.0.0.1", 0)))
    office(tmp_path)
    for line in examples():
        if "dari-surel.docx" in line:
            corrected(tmp_path / "build/sop/biro-po/x.docx", tmp_path / "dari-surel.docx")
        if "bertanda-tangan.pdf" in line:
            shutil.copy(tmp_path / "build/sop/biro-po/x.pdf", tmp_path / "bertanda-tangan.pdf")
        status = run(shlex.split(line)[1:])
        shown = b"".join(capsysbinary.readouterr()).decode(errors="replace")  # a picture is among it
        assert status == (2 if line in ASKING else 0), f"{line}\n{shown}"
        for unfilled in tmp_path.glob("sop_sources/biro-umum/*.yaml"):  # what "new" wrote
            unfilled.unlink()
    assert "Menandatangani surat dinas" in (tmp_path / SOP).read_text(encoding="utf-8")
    for name in ("beban.csv", "statistik.csv", "usulan.pdf", "usulan.docx", "build/lampiran/nota-dinas.pdf"):
        assert (tmp_path / name).stat().st_size > 0
    for form in ("monitoring", "evaluasi"):
        assert list((tmp_path / "build/formulir").glob(f"*{form}*.pdf"))


def test_every_command_has_an_example() -> None:
    used = {re.split(r"\s", line)[1] for line in examples()}
    assert used == set(COMMANDS)
