"""LibreOffice as the second renderer: documents to PDF or back to DOCX, many in one call, its own profile."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import HANGS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: Starting takes a second or two, a document about one; hung programs must not hang the tests.
_SECONDS_A_FILE = 30
#: So many files go to one LibreOffice: of a command it reads 254 words, and leaves out all others in silence.
_FILES_A_CALL = 200

needs_office = pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice (soffice) is not installed: the DOCX was NOT checked with a second program; "
    "apt-get install libreoffice-writer",
)


def converted(documents: Mapping[str, bytes], kind: str = "pdf") -> dict[str, bytes]:
    """Convert DOCX files by name, many in one LibreOffice; ``kind`` is "pdf" or "docx"."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for name, content in documents.items():
            (source / f"{name}.docx").write_bytes(content)
        wanted = {"pdf": "pdf", "docx": "docx:MS Word 2007 XML"}[kind]
        command = [SOFFICE, "--headless", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"]
        command += ["--convert-to", wanted, "--outdir", str(target)]
        files = sorted(map(str, source.iterdir()))
        for first in range(0, len(files), _FILES_A_CALL):
            some = files[first : first + _FILES_A_CALL]
            time = HANGS + _SECONDS_A_FILE * len(some)
            subprocess.run([*command, *some], capture_output=True, check=True, timeout=time)
        return {name: (target / f"{name}.{kind}").read_bytes() for name in documents}
