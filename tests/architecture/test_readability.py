"""Limits that keep the code readable, and words that may not appear in it."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "sopgen").rglob("*.py"))
LONGEST_FUNCTION = 50
LONGEST_FILE = 420
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "common", "misc"}


def tracked_files() -> list[Path]:
    """Every text file of the repository, as git knows them."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listing.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".docx", ".pdf", ".ttf", ".jar"}]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_the_mind(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_FILE
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: length for node in functions if (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_public_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(is_rule(decorator) for decorator in node.decorator_list)
    ]
    assert ast.get_docstring(tree), "the module says nothing about itself"
    assert not silent


def is_rule(decorator: ast.expr) -> bool:
    """Whether a decorator is that of a rule, which says what it is for by its title, reason and examples."""
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("_rule")


#: What only ``sopgen/paths.py`` may spell: names in a project folder.
PATHS = re.compile(r"sop_sources|instansi\.yaml|buku\.yaml|surat/|\bbuild/|^templates$|\btemplates/")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_in_a_project_folder_are_spelt_in_one_module(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told}
    spelt = sorted(text for text in texts if isinstance(text, str) and PATHS.search(text))
    assert not spelt or path == ROOT / "sopgen" / "paths.py"


def test_nothing_names_an_address_to_download_from() -> None:
    hosts = re.compile(
        r"(pypi|files\.pythonhosted|pythonhosted|deb\.debian|registry\.npmjs|githubusercontent)\.(org|com)"
    )
    named = [str(path.relative_to(ROOT)) for path in tracked_files() if hosts.search(read(path))]
    assert named == []


def test_lists_of_pinned_packages_hold_names_and_versions_only() -> None:
    for name in ("requirements.lock", "requirements-dask.lock", "requirements-web.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if not line.startswith("#")]
        assert pins
        assert all(re.fullmatch(r"[\w.-]+==[\w.!+-]+", line) for line in pins)


def test_no_name_of_a_workplace_stands_in_the_repository() -> None:
    words = re.compile("/work" + "/|/tmp" + "/team")
    named = [str(path.relative_to(ROOT)) for path in tracked_files() if words.search(read(path))]
    assert named == []


def read(path: Path) -> str:
    """A file as text, whatever stands in it."""
    return path.read_text(encoding="utf-8", errors="replace")


def test_every_sop_of_the_cases_has_a_nomor_of_its_own() -> None:
    """Tests bind all of them into one booklet."""
    sources = ROOT.glob("tests/cases/*/sop_sources/**/*.yaml")
    numbers = [line for path in sources for line in read(path).splitlines() if line.startswith("nomor:")]
    assert len(numbers) > 40
    assert sorted(set(numbers)) == sorted(numbers)
