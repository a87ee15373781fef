"""The second renderer converts every document that it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render_docx import office

#: Copies the files that follow its six options to the folder named sixth, unless there are more than it reads.
LIKE_LIBREOFFICE = """#!/bin/sh
[ $# -gt 253 ] && exit 0
target=$6
shift 6
mkdir -p "$target" && ln "$@" "$target/"
"""


def test_more_documents_are_converted_than_one_call_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(LIKE_LIBREOFFICE)
    program.chmod(0o755)
    monkeypatch.setattr(office, "SOFFICE", str(program))
    documents = {f"{number:03}": str(number).encode() for number in range(300)}
    assert office.converted(documents, "docx") == documents
