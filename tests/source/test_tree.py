"""Trees are kept for the sources asked last, and made again for the others: nobody can tell the difference."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from sopgen.model.load import load
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.rules.check import check
from sopgen.source import document
from sopgen.source.document import Source, kept
from sopgen.source.read import parse
from tests.conftest import ROOT

EXAMPLES = [ROOT, *(case for case in sorted((ROOT / "tests" / "cases").iterdir()) if (case / "sop_sources").is_dir())]


def source(text: str) -> Source:
    found, findings = parse(text.encode(), Path("/p/sop_sources/a.yaml"), "sop_sources/a.yaml")
    assert found is not None
    assert not findings
    return found


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_findings_are_the_same_when_no_tree_was_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check(load(root), date(2024, 1, 1))
    monkeypatch.setattr(document, "kept", kept.__wrapped__)
    assert check(load(root), date(2024, 1, 1)) == found


def test_a_tree_is_kept_until_all_are_forgotten() -> None:
    found = source("a: b\n")
    tree = found.tree
    assert found.tree is tree
    kept.cache_clear()
    assert found.tree is not tree
    assert found.tree == tree


def test_a_source_that_travels_takes_its_text_and_no_tree() -> None:
    found = source("a: " + "panjang " * 1000 + "\nb:\n" + "  - x\n" * 500)
    packed = pickle.dumps(found)
    assert len(packed) < 2 * len(found.text) + 1000
    assert pickle.loads(packed).tree == found.tree


def test_entries_left_out_stay_out_when_the_tree_is_made_again() -> None:
    dense = without_blank_entries(source('dasar_hukum:\n  - Satu\n  - ""\n  - Dua\n'))
    kept.cache_clear()
    assert dense.locate(("dasar_hukum", 1)).line == 4
