"""The guide shows all that a further field needs: with its change, a copy of the program knows the field everywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pymupdf
import pytest

from tests.conftest import ROOT
from tests.forms.guides import changed_program, run
from tests.readback.texts import packed_page

GUIDE = ROOT / "docs" / "contributing" / "form-field.md"
PRINTED = "TanggalPengesahanJumat,20April2018"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the guide's change."""
    return changed_program(GUIDE, tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose only SOP has the further field, built before it had."""
    place = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "tests" / "cases" / "revisions-and-draft" / "sop_sources", place / "sop_sources")
    return place


@pytest.mark.slow
def test_the_change_in_the_guide_is_all_that_a_further_field_needs(program: Path, folder: Path) -> None:
    source = folder / "sop_sources" / "sop.yaml"
    source.write_text(source.read_text(encoding="utf-8") + "tanggal_pengesahan: 2018-04-20\n", encoding="utf-8")
    run(program, folder, "build", "-j", "1")
    with pymupdf.open(next(folder.glob("build/**/*.pdf"))) as printed:
        assert PRINTED in "".join(map(packed_page, printed))
    schema = json.loads((folder / "build" / "schema" / "sop.json").read_text(encoding="utf-8"))
    assert schema["properties"]["tanggal_pengesahan"]["description"] == "Tanggal SOP disahkan."
    assert "tanggal_pengesahan" in run(program, folder, "inspect", "sop_sources/sop.yaml")
