"""The guide shows all that a further column needs: with its change, a copy of the program knows the column."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pymupdf
import pytest

from tests.conftest import ROOT
from tests.forms.columns import RISIKO
from tests.forms.guides import changed_program, run
from tests.readback.texts import packed_page

GUIDE = ROOT / "docs" / "contributing" / "table-column.md"


@pytest.mark.slow
def test_the_change_in_the_guide_is_all_that_a_further_column_needs(tmp_path: Path) -> None:
    program = changed_program(GUIDE, tmp_path / "program")
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "cases" / "one-step" / "sop_sources", folder / "sop_sources")
    (source,) = (file for file in folder.rglob("*.yaml") if "langkah:" in file.read_text(encoding="utf-8"))
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("    output:", "    risiko: Data terlambat\n    output:", 1), encoding="utf-8")
    run(program, folder, "build", "-j", "1")
    with pymupdf.open(next(folder.glob("build/sop/**/*.pdf"))) as printed:
        shown = "".join(map(packed_page, printed))
    assert "Risiko" in shown
    assert "Dataterlambat" in shown
    schema = json.loads((folder / "build" / "schema" / "sop.json").read_text(encoding="utf-8"))
    about = schema["$defs"]["StepDocument"]["properties"]["risiko"]["description"]
    assert about == f"{RISIKO.about} Contoh: {'; '.join(RISIKO.examples)}"
    name = source.relative_to(folder).as_posix()
    assert "Data terlambat" in run(program, folder, "inspect", name)
