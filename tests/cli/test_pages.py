"""What stands on disk because a program wrote it is what the program writes today."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

from sopgen.cli.codes import later_codes
from sopgen.rules.catalogue import catalogue

ROOT = Path(__file__).parents[2]


def test_the_list_of_findings_is_today_s() -> None:
    page = (ROOT / "docs" / "temuan.md").read_text(encoding="utf-8")
    assert page == catalogue(later_codes()), "run: make pages"


def test_the_long_cases_are_what_their_script_writes(tmp_path: Path) -> None:
    script = ROOT / "tests" / "cases" / "write_long_cases.py"
    shutil.copy(script, tmp_path / script.name)
    runpy.run_path(str(tmp_path / script.name), run_name="__main__")
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*.yaml")]
    assert len(written) == 10
    for path in written:
        assert (tmp_path / path).read_bytes() == (script.parent / path).read_bytes(), f"run: python {script}"


def test_documents_point_at_files_that_are_there() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for part in text.split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            assert not target or (page.parent / target).exists(), f"{page.name} points at {target}"
