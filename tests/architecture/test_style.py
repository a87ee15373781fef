"""Numbers that decide how a page looks stand in ``sopgen/layout/style``, and nowhere else in layout."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYOUT = Path(__file__).parents[2] / "sopgen" / "layout"
MODULES = sorted(path for path in LAYOUT.rglob("*.py") if LAYOUT / "style" not in path.parents)

#: Numbers that are no matter of style: of foreign libraries and their units, marks in the grid, directions.
OTHERS = {
    "fonts.py": {
        "_WEIGHT_REGULAR",
        "_WEIGHT_BOLD",
        "_MATCH_PATTERN",
        "_INSTANCES",
        "UNITS_PER_PIXEL",
        "UNITS_PER_MM",
        "UNITS_PER_POINT",
    },
    "pango.py": {
        "_LINE_BREAK",
        "_WRAP_WORD",
        "_WRAP_CHAR",
        "_LEFT_TO_RIGHT",
        "_WEIGHT_BOLD",
        "_NO_LIMIT",
        "_NARROWEST",
    },
    "grid.py": {"FAR", "BLOCKED", "HEADED", "JOIN"},
    "astar.py": {"SHIFT", "MASK"},
    "ports.py": {"OUTWARD"},
}
NOTHING = {0, 1}  # defaults that say: none, once


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Every name that a module or a class in it gives a value, and the value."""
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    for node in (node for body in bodies for node in body):
        if isinstance(node, ast.Assign):
            yield from ((ast.unparse(target), node.value) for target in node.targets)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield ast.unparse(node.target), node.value


def numbers(value: ast.expr) -> set[float]:
    """The numbers in a value, however deep."""
    found = (node.value for node in ast.walk(value) if isinstance(node, ast.Constant))
    return {number for number in found if isinstance(number, int | float) and not isinstance(number, bool)}


def of_style(tree: ast.Module) -> set[str]:
    """The names of a module, and of classes in it, whose values hold numbers."""
    return {name for name, value in constants(tree) if numbers(value) - (set() if name.isupper() else NOTHING)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_of_layout_holds_no_number_of_style(path: Path) -> None:
    assert of_style(ast.parse(path.read_text(encoding="utf-8"))) == OTHERS.get(path.name, set())


def test_a_number_is_found_wherever_it_hides() -> None:
    module = """
GAP = 1
_SHARES: tuple[float, ...] = (0.4, 0.6)
sizes = [number * 2.5 for number in range(7)]
NAME = "12"

class Board:
    MIXED = 1200
    room: float = 0.0
    pitch: float = 1.4
"""
    assert of_style(ast.parse(module)) == {"GAP", "_SHARES", "sizes", "MIXED", "pitch"}
