"""What the form's fields and boxes are called, and which there are, stands in the catalogue and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.model.form.fields import BOXES, IDENTITY

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "sopgen" / "model" / "form"
#: The booklet's own tables, which are no form and have headings of their own.
BOOKLET = ROOT / "sopgen" / "book"
MODULES = sorted(path for path in (ROOT / "sopgen").rglob("*.py") if not {CATALOGUE, BOOKLET} & set(path.parents))
TEMPLATES = [
    *sorted((ROOT / "templates" / "pdf").glob("[ps]*.j2")),
    *sorted((ROOT / "templates" / "docx").glob("*.j2")),
]
LABELS = {*(field.label for field in IDENTITY), *(box.title for box in BOXES)}
KEYS = {*(field.key for field in IDENTITY), *(box.key for box in BOXES)}
MOST_KEYS = 2  # side by side in one literal; more is a list of the form's keys


def labels(tree: ast.AST) -> set[str]:
    """The labels and headings that a module spells."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in LABELS}


def entries(node: ast.AST) -> Iterator[object]:
    """The entries of a literal: keys of a mapping, members of a list, first members of a list of tuples."""
    members = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
    for member in members:
        first = member.elts[0] if isinstance(member, ast.Tuple | ast.List) and member.elts else member
        if isinstance(first, ast.Constant):
            yield first.value


def lists_of_keys(tree: ast.AST) -> list[list[str]]:
    """The literals of a module that list keys of the form."""
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set))
    found = (sorted(str(entry) for entry in entries(node) if entry in KEYS) for node in literals)
    return [keys for keys in found if len(keys) > MOST_KEYS]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_labels_and_lists_of_keys_stand_in_the_catalogue_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert labels(tree) == set()
    assert lists_of_keys(tree) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_asks_which_field_it_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [label for label in sorted(LABELS) if label in text] == []
    assert "field.key ==" not in text


def test_a_label_and_a_list_are_found_wherever_they_hide() -> None:
    module = """
ROWS = (("nomor", f(1)), ("judul", 2), ("revisi", 3))
heading = f"{1}" + "Dasar Hukum"
two = {"nomor", "judul"}
"""
    assert labels(ast.parse(module)) == {"Dasar Hukum"}
    assert lists_of_keys(ast.parse(module)) == [["judul", "nomor", "revisi"]]
