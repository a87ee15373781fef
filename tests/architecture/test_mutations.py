"""``make mutate`` changes one thing at a time, and what it changes is still Python."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

MODULE = Path("sopgen/layout/table/page_breaks.py")


@pytest.fixture
def mutate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts" / "mutate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "mutate", module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_each_change_is_another_program(mutate: ModuleType, tmp_path: Path) -> None:
    before = (ROOT / MODULE).read_text(encoding="utf-8")
    file = tmp_path / MODULE
    file.parent.mkdir(parents=True)
    made = set()
    for change in mutate.changes(MODULE):
        shutil.copy(ROOT / MODULE, file)
        change.apply(tmp_path)
        after = file.read_text(encoding="utf-8")
        assert ast.dump(ast.parse(after)) != ast.dump(ast.parse(before)), change
        made.add(after)
    assert len(made) > 20


def test_every_operator_has_another_one_for_it(mutate: ModuleType) -> None:
    assert set(mutate.SWAPS) == set(mutate.SIGNS.values())
    assert all(sign != other for sign, other in mutate.SWAPS.items())
