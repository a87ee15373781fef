"""The same sources give the same bytes: in one process, in another, whatever its hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from sopgen.render.docx.document import render
from tests.render_docx.documents import ROOT, makro

PROGRAM = """
import hashlib
from tests.render_docx.documents import made
for document in made("notes-and-extra-boxes") + made("sop_sources"):
    print(hashlib.sha256(document.docx).hexdigest())
"""


def test_a_second_writing_gives_the_same_bytes() -> None:
    document = makro()
    again = render(document.sop, document.institution, document.scene, document.root)
    assert hashlib.sha256(again).digest() == hashlib.sha256(document.docx).digest()


@pytest.mark.slow
def test_processes_with_different_hash_seeds_write_the_same_bytes() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_no_member_tells_when_it_was_written() -> None:
    with zipfile.ZipFile(BytesIO(makro().docx)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml")
    assert b"2017-11-08T00:00:00Z" in properties
    assert b"2018-05-02T00:00:00Z" in properties
