"""An office's SOPs as they really are: findings that matter, on one screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.builder.open_project import open_project
from sopgen.cli.run import run
from sopgen.findings import Severity
from sopgen.rules.check import check
from tests.generators.habits import COUNT, write_habits


def test_a_build_of_29_sops_with_hundreds_of_findings_prints_under_60_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = write_habits(tmp_path)
    assert run(["-C", str(office), "build", "--svg"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("dibuat  ") == COUNT
    assert len(printed.splitlines()) < 60


def test_check_tells_them_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = write_habits(tmp_path)
    run(["-C", str(office), "check"])
    found = check(open_project(office), date(2026, 1, 1))
    assert len(found) > 500
    assert capsys.readouterr().out.count("\n  petunjuk: ") == sum(bool(finding.hint) for finding in found)


def test_what_most_real_sops_do_is_no_warning(tmp_path: Path) -> None:
    found = check(open_project(write_habits(tmp_path)), date(2026, 1, 1))
    warned = {code: set[str]() for code in sorted({finding.code for finding in found})}
    for finding in found:
        if finding.severity is not Severity.ADVICE:
            warned[finding.code].add(finding.file)
    assert [code for code, files in warned.items() if len(files) * 3 >= 2 * COUNT] == []
