"""The names of folders of what was enacted or sent are made, and read, in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.paths import enacted_folder, sent_folder, source_beside

PACKAGE = Path(__file__).parents[2] / "sopgen"
#: A name and such an ending put together, or taken apart.
COMPOSED = re.compile(r"[\w)}]\{(SENT|ENACTED)\}|[+] (SENT|ENACTED)\b|remove(suffix|prefix)\((SENT|ENACTED)\)")


@pytest.mark.parametrize("name", ["sop_sources/surat/nota.yaml", "sop_sources/sop.1.2.yaml"])
def test_a_folder_leads_back_to_the_source_that_it_stands_beside(name: str) -> None:
    source = Path(name)
    assert [source_beside(folder) for folder in (enacted_folder(source), sent_folder(source))] == [source, source]


def test_no_module_besides_makes_or_reads_such_a_name() -> None:
    modules = (file for file in PACKAGE.rglob("*.py") if file.name != "paths.py")
    assert [file.name for file in modules if COMPOSED.search(file.read_text(encoding="utf-8"))] == []
