"""Data flows one way, and so do imports; commands import what they need when they run."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "sopgen"

#: Each stage and what it may import, itself aside.
STAGES = {
    "findings": set(),
    "work": set(),
    "interruption": set(),
    "bounded_read": set(),
    "system_errors": set(),
    "paths": {"findings"},
    "source": {"findings", "bounded_read", "work", "paths"},
    "model": {"findings", "bounded_read", "work", "paths", "source"},
    "flow": {"findings", "paths", "source", "model"},
    "compare": {"findings", "bounded_read", "work", "paths", "source", "model", "flow"},
    "edits": {"findings", "work", "paths", "source", "model"},
    "rules": {"findings", "work", "paths", "source", "model", "flow", "edits"},
    "report": {"findings", "paths", "source", "model", "flow", "compare"},
    "layout": {"findings", "work", "paths", "source", "model", "flow"},
    "render": {"findings", "bounded_read", "work", "system_errors", "paths", "source", "model", "flow", "layout"},
    "pull": {"findings", "bounded_read", "work", "paths", "source", "model", "flow", "edits", "layout", "render"},
    "book": {"findings", "paths", "source", "model", "flow", "layout", "render"},
    "builder": {
        "findings",
        "bounded_read",
        "work",
        "interruption",
        "system_errors",
        "paths",
        "source",
        "model",
        "flow",
        "compare",
        "edits",
        "rules",
        "report",
        "layout",
        "render",
        "book",
        "pull",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
STAGES["editing"] = {*STAGES["builder"], "builder"}  # all but what is above it
STAGES["web"] = {*STAGES["editing"], "editing"}
STAGES["cli"] = {*STAGES["web"], "web"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    """The stage that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_stages(path: Path) -> Iterator[str]:
    """Names of the stages that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name the whole path"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "sopgen" and len(parts) > 1 and is_module(parts[1]):
                yield parts[1]


def is_module(name: str) -> bool:
    """Whether ``sopgen.<name>`` is a module, not a name in the package itself."""
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_earlier_stages(path: Path) -> None:
    stage = stage_of(path)
    assert stage in STAGES, f"{stage} is no stage: give it a place in the order"
    later = set(imported_stages(path)) - STAGES[stage] - {stage}
    assert not later


#: Import name -> package, where they differ; and what comes with a package that is named.
PACKAGE_OF = {
    "docx": "python-docx",
    "yaml": "pyyaml",
    "PIL": "pillow",
    "resvg_py": "resvg-py",
    "fontTools": "fonttools",
}
BROUGHT_BY = {
    "pydyf": "weasyprint",
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
    "dask": "distributed",
    "h11": "uvicorn",
}


def test_every_imported_package_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    dependencies = [*project["dependencies"], *extras["dask"], *extras["web"]]
    named = {re.split(r"[<>=]", text)[0] for text in dependencies}
    imported = (
        {name for path in MODULES for name in top_level_imports(path)} - set(sys.stdlib_module_names) - {"sopgen"}
    )
    wanted = {BROUGHT_BY.get(name, PACKAGE_OF.get(name, name)) for name in imported}
    assert wanted == named


def top_level_imports(path: Path) -> Iterator[str]:
    """First parts of everything that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)


def loaded_by(*arguments: str) -> set[str]:
    """Top-level packages that one run of the command line loads."""
    program = (
        "import sys; from sopgen.cli.run import run; run(sys.argv[1:]);"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(result.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["check"], ["schema", "sop"], ["build", "--help"]], ids=" ".join)
def test_light_commands_load_no_writer(arguments: list[str]) -> None:
    assert not loaded_by(*arguments) & {"weasyprint", "docx", "pikepdf", "fontTools", "lxml", "starlette", "uvicorn"}


def test_http_is_known_to_one_stage_only() -> None:
    http = {"starlette", "uvicorn", "h11", "anyio"}
    users = {path.relative_to(PACKAGE).as_posix() for path in MODULES if http & set(top_level_imports(path))}
    assert users
    assert not [name for name in users if not name.startswith("web/")]


def test_only_the_command_line_prints() -> None:
    printing = {
        path.relative_to(PACKAGE).as_posix() for path in MODULES if {"click", "rich"} & set(top_level_imports(path))
    }
    assert not [name for name in printing if not name.startswith("cli/")]


def test_every_command_opens_the_project_by_the_one_door() -> None:
    """Whoever loads it without the typefaces of reference documents measures other letters than the build."""
    users = {path.relative_to(PACKAGE).as_posix() for path in MODULES if imports(path, "sopgen.model.load.load")}
    assert users == {"builder/open_project.py"}


def imports(path: Path, name: str) -> bool:
    """Whether a module imports ``name``, wherever in it the import stands."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return any(
        f"{node.module}.{alias.name}" == name
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )


def test_weasyprint_has_one_door() -> None:
    users = {path.relative_to(PACKAGE).as_posix() for path in MODULES if "weasyprint" in set(top_level_imports(path))}
    assert users == {"render/pdf/weasyprint.py"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries have to be searched for")
def test_loading_weasyprint_starts_no_program() -> None:
    program = (
        "import sys; sys.addaudithook(lambda event, about: print(event) if event == 'subprocess.Popen' else None);"
        "import sopgen.render.pdf.weasyprint as weasy; print(weasy.HTML.__name__)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.split() == ["HTML"]


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("benchmarks/*.py"), *ROOT.glob("scripts/*.py")]), ids=lambda path: path.stem
)
def test_measures_and_scripts_import_what_is_there(path: Path) -> None:
    """No other test runs them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in {"sopgen", "benchmarks", "tests"}:
            module = importlib.import_module(str(node.module))
            for alias in node.names:
                assert hasattr(module, alias.name) or importlib.util.find_spec(f"{node.module}.{alias.name}")
