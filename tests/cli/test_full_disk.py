"""A disk without room for a single byte: every command that writes says so in one sentence and changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from .projects import copy_case, edit

SOP = "sop_sources/sop.yaml"
DOCUMENT = "build/sop/sop.docx"
COMMANDS = {
    "build": ["build", "--svg", "--force", "-j", "1"],
    "build --book": ["build", "--book", "--force", "-j", "1"],
    "check --fix": ["check", "--fix", "--yes"],
    "pull --write": ["pull", "--write", DOCUMENT],
    "new": ["new", "--judul", "Penyusunan Laporan", "--pelaksana", "Kepala"],
    "forms": ["forms", "monitoring"],
    "diagram": ["diagram", SOP, "-o", "alur.svg"],
    "preview": ["preview", SOP],
    "diff --pdf": ["diff", SOP, "sop_sources/surat-menyurat.yaml", "--pdf", "usulan.pdf"],
    "attach": ["attach", "sop_sources/surat/nota.yaml"],
    "stats": ["stats", "--format", "csv", "-o", "angka.csv"],
}
#: Runs every command without room for a byte, one after the other, and tells how each ended and what it said.
WITHOUT_ROOM = """
import contextlib, io, json, os, resource, sys
from sopgen.cli.run import run

os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # no pool of processes: its locks are files, too
ended = {}
for name, words in json.loads(sys.argv[1]).items():
    said = io.StringIO()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
        status = run(words)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    ended[name] = (status, said.getvalue())
json.dump(ended, sys.stdout)
"""


def files(project: Path) -> dict[str, bytes]:
    """Every file of the project but those that remember what was checked and locked."""
    found = (path for path in sorted(project.rglob("*")) if path.is_file() and not path.name.startswith(".sopgen-"))
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in found}


def edited_in_word(document: Path, old: str, new: str) -> None:
    """Replace a text in a finished DOCX."""
    with ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"]
    assert old.encode() in body
    parts["word/document.xml"] = body.replace(old.encode(), new.encode())
    with ZipFile(document, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.slow
def test_every_command_that_writes_says_in_a_sentence_that_it_cannot_and_changes_nothing(tmp_path: Path) -> None:
    project = copy_case("book-and-letter", tmp_path)
    python = [sys.executable, "-c"]
    run = "import sys; from sopgen.cli.run import run; sys.exit(run(sys.argv[1:]))"
    subprocess.run([*python, run, "build", "--docx", SOP, "-j", "1"], cwd=project, check=True, capture_output=True)
    edited_in_word(project / DOCUMENT, "Agenda kerja", "Agenda rapat")
    edit(project, SOP, "Agenda kerja", "Agenda  kerja")  # two blanks: something to mend
    before = files(project)
    done = subprocess.run(
        [*python, WITHOUT_ROOM, json.dumps(COMMANDS)], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ended: dict[str, tuple[int, str]] = json.loads(done.stdout)
    assert {name: status for name, (status, _) in ended.items()} == dict.fromkeys(COMMANDS, 2)
    for name, (_, said) in ended.items():
        assert "tidak dapat ditulis: " in said.splitlines()[-1], (name, said)
        assert "Traceback" not in said
    assert files(project) == before
