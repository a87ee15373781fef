"""Chromium as the program that shows pages: what it prints of an HTML document."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.conftest import HANGS

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
#: Letters as wide as the font says, whatever screen the machine has.
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--font-render-hinting=none")

needs_browser = pytest.mark.skipif(
    CHROMIUM is None,
    reason="Chromium is not installed: the pages drawn for browsers were NOT compared with the PDF; "
    "apt-get install chromium",
)


def printed(html: bytes) -> Any:
    """The document that Chromium prints, opened with pymupdf."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_bytes(html)
        own = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri())
        subprocess.run([CHROMIUM, *_OPTIONS, *own], capture_output=True, check=True, timeout=HANGS)
        return pymupdf.open(stream=made.read_bytes())
