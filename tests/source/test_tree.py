"""Trees are kept for the sources asked last, and made again for the others: nobody can tell the difference."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from sopgen.model.load import load
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.rules.check import check
from sopgen.source.document import Source, Tree
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
    kept = check(load(root), date(2024, 1, 1))
    monkeypatch.setattr(Tree, "_KEPT", 1)
    assert check(load(root), date(2024, 1, 1)) == kept


def test_no_more_trees_are_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tree, "_KEPT", 3)
    sources = [source(f"a: {number}\n") for number in range(9)]
    assert [each.plain() for each in sources] == [{"a": str(number)} for number in range(9)]
    sources[6].tree  # noqa: B018  (asked last, so kept longest)
    another = source("a: b\n")
    assert [each for each in sources if each.reading in Tree._recent] == [sources[6], sources[8]]
    assert another.reading in Tree._recent


def test_a_source_that_travels_takes_its_text_and_no_tree() -> None:
    found = source("a: " + "panjang " * 1000 + "\nb:\n" + "  - x\n" * 500)
    packed = pickle.dumps(found)
    assert len(packed) < 2 * len(found.text) + 1000
    assert pickle.loads(packed).tree == found.tree


def test_entries_left_out_stay_out_when_the_tree_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tree, "_KEPT", 1)
    dense = without_blank_entries(source('dasar_hukum:\n  - Satu\n  - ""\n  - Dua\n'))
    source("b: c\n")
    assert dense.locate(("dasar_hukum", 1)).line == 4
