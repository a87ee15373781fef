"""Imports go one way inside each stage too: between its rooms, and between all modules; late imports count."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sopgen"
MOST_MODULES = 15  # in one folder
Module = tuple[str, ...]


def name_of(path: Path) -> Module:
    """A module's name below the package, in parts; a package stands for its ``__init__``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """All statements of a module, those within others too; expressions hold no imports and are most of it."""
    for part in ("body", "orelse", "handlers", "finalbody", "cases"):
        inner = getattr(tree, part, ())
        for node in inner if isinstance(inner, list) else ():
            if isinstance(node, ast.stmt):
                yield node
            yield from statements(node)


def imports_of(path: Path) -> Iterator[Module]:
    """The package's own modules that a module imports, wherever in it the import stands."""
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "sopgen":
            folder = tuple(str(node.module).split(".")[1:])
            for alias in node.names:
                name = (*folder, alias.name)
                yield name if name in MODULES else folder


GRAPH = {name: set(imports_of(path)) - {name, ()} for name, path in MODULES.items() if name}
PLACES = sorted({name[:depth] for name in GRAPH for depth in range(len(name))})


def rooms_of(place: Module) -> dict[str, set[str]]:
    """What stands directly in a folder (modules and folders), and what of that each of them imports."""
    rooms: dict[str, set[str]] = {}
    for name, imported in GRAPH.items():
        if name[: len(place)] == place and len(name) > len(place):
            room = name[len(place)]
            inside = {
                other[len(place)] for other in imported if other[: len(place)] == place and len(other) > len(place)
            }
            rooms.setdefault(room, set()).update(inside - {room})
    return rooms


def circle(graph: Mapping[object, set[object]]) -> object:
    """A circle in a graph; None when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return None


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle(GRAPH) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(("sopgen", *place)))
def test_rooms_of_a_folder_import_one_way(place: Module) -> None:
    assert circle(rooms_of(place)) is None  # type: ignore[arg-type]


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) is not None


@pytest.mark.parametrize("place", PLACES, ids=lambda place: "/".join(("sopgen", *place)))
def test_a_folder_can_be_taken_in_at_a_glance(place: Module) -> None:
    modules = [name for name in GRAPH if name[:-1] == place and MODULES[name].name != "__init__.py"]
    assert len(modules) <= MOST_MODULES
