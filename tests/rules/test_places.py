"""Where every finding points: file, line, column and the words under the mark, for the example of each code.

``places.txt`` was looked through by eye; write it anew with ``python -m tests.rules.test_places`` and look again.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest

from sopgen.findings import Code
from sopgen.model.load import load
from sopgen.rules.check import check
from sopgen.rules.registry import all_codes

from .conftest import TODAY, files_of

PLACES = Path(__file__).with_name("places.txt")
WITH_EXAMPLE = [code for code in all_codes() if code.bad]


def place(code: Code, folder: Path, today: date = TODAY) -> str:
    """The place of a code's finding in its example: ``SOP-E101 sop.yaml:3:8 Penyusunan``."""
    (folder / "sop_sources").mkdir(parents=True)
    for name, text in files_of(code.bad).items():
        (folder / "sop_sources" / name).write_text(text, encoding="utf-8")
    (found,) = check(load(folder), today)
    marked = found.excerpt[found.span.column - 1 : found.span.end_column - 1]
    return f"{found.code} {found.file}:{found.span.line}:{found.span.column} {marked}".rstrip()


def known() -> dict[str, str]:
    """The places that are right, by code."""
    return {line.split()[0]: line for line in PLACES.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_a_finding_points_at_the_words_that_are_wrong(code: Code, tmp_path: Path) -> None:
    assert place(code, tmp_path) == known()[code.number]


def test_no_place_is_known_of_a_code_that_is_gone() -> None:
    assert set(known()) == {code.number for code in WITH_EXAMPLE}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        lines = [place(code, Path(folder) / code.number) for code in WITH_EXAMPLE]
    PLACES.write_text("\n".join(lines) + "\n", encoding="utf-8")
