"""Libraries are used by their public names; the few others are listed, here and in docs/dependencies.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from sopgen.render.pdf.weasyprint import HTML

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "sopgen").rglob("*.py"))
#: Public in spite of its name, and the only name of the type that lxml's functions return.
#: ``_replace`` is what every named tuple has for all to use.
PUBLIC = {"os._exit", "etree._Element", "made._replace", "failed._replace"}
ALLOWED = {
    "sopgen/render/pdf/weasyprint.py": {"node._etree_node"},
    "sopgen/render/pdf/tagging.py": {"page._page_box"},
}


def is_private(name: str) -> bool:
    """Whether a name is meant for its own module or class."""
    return name.startswith("_") and not name.startswith("__")


def is_own(value: ast.expr) -> bool:
    """Whether an attribute is asked of the object or the class itself."""
    return isinstance(value, ast.Name) and value.id in {"self", "cls"}


def defined_here(tree: ast.Module) -> set[str]:
    """Names that a module gives to functions, classes and attributes of its own."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    kept = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    return names | {node.attr for node in kept if is_own(node.value)}


def foreign_private_names(tree: ast.Module) -> Iterator[str]:
    """Private attributes asked of anything but the module's own objects, and private names that are imported."""
    own = defined_here(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and not is_own(node.value):
            above = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "super"
            if above or node.attr not in own:
                yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            parts = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            yield from (f"{node.module}: {part}" for part in parts if is_private(part))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "setattr", "hasattr", "delattr"}:
            named = node.args[1]
            if isinstance(named, ast.Constant) and is_private(str(named.value)) and not is_own(node.args[0]):
                yield f"{ast.unparse(node.args[0])}.{named.value}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_are_used_by_their_public_names(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), set())
    assert set(foreign_private_names(tree)) - PUBLIC == allowed


@pytest.mark.parametrize(
    "program",
    [
        "part._blob = b''",
        "getattr(part, '_blob')",
        "from yaml._yaml import CParser",
        "class A(B):\n def _x(self): super()._x()",
    ],
)
def test_a_private_name_of_a_library_is_found(program: str) -> None:
    assert list(foreign_private_names(ast.parse(program)))


def test_private_names_that_are_used_are_still_there() -> None:
    """Where this fails after an upgrade, docs/dependencies.md says what they are used for."""
    assert hasattr(HTML(string="<p>a").render().pages[0], "_page_box")
    assert isinstance(etree.Element("a"), etree._Element)


def test_private_names_that_are_used_are_told_of() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = {name.rpartition(".")[2] for names in ALLOWED.values() for name in names}
    assert all(name in page for name in names)
