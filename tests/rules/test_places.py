"""Where every finding points: file, line, column and the words under the mark, for the example of each code.

``places.txt`` was looked through by eye; write it anew with ``python -m tests.rules.test_places`` and look again.
"""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from sopgen.findings import Code, Finding
from sopgen.model.load import load
from sopgen.rules.check import check
from sopgen.rules.registry import all_codes

from .conftest import TODAY, files_of

PLACES = Path(__file__).with_name("places.txt")
WITH_EXAMPLE = [code for code in all_codes() if code.bad]


def places(code: Code, folder: Path, today: date = TODAY) -> list[str]:
    """The places of the findings in a code's example, like ``SOP-E101 sop.yaml:3:8 Penyusunan``: one, or one a file."""
    for name, text in files_of(code.bad).items():
        file = folder / "sop_sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found = check(load(folder), today)
    assert len({finding.file for finding in found}) == len(found)
    return [_told(finding) for finding in found]


def _told(finding: Finding) -> str:
    marked = finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]
    return f"{finding.code} {finding.file}:{finding.span.line}:{finding.span.column} {marked}".rstrip()


def known() -> dict[str, list[str]]:
    """The places that are right, by code."""
    lines = PLACES.read_text(encoding="utf-8").splitlines()
    return {code: list(told) for code, told in groupby(lines, key=lambda line: line.split()[0])}


@pytest.mark.parametrize("code", WITH_EXAMPLE, ids=lambda code: code.number)
def test_a_finding_points_at_the_words_that_are_wrong(code: Code, tmp_path: Path) -> None:
    assert places(code, tmp_path) == known()[code.number]


def test_no_place_is_known_of_a_code_that_is_gone() -> None:
    assert set(known()) == {code.number for code in WITH_EXAMPLE}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for code in WITH_EXAMPLE for line in places(code, Path(folder) / code.number)]
    PLACES.write_text("\n".join(lines) + "\n", encoding="utf-8")
