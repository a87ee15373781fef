"""Names of files are anybody's: whatever is in them, they do not steer the terminal that shows them."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import copy_case

ODD = "a\x1b[31m\x1b]0;judul\x07\u202eb\x08\x9b2J.yaml"
CLI = Path(__file__).parents[2] / "sopgen" / "cli"
#: Print finished texts: JSON, CSV, drawings and the like, or lines whose colours are our own.
FINISHED = {
    *(
        "commands/check.py",
        "commands/drawing/diagram.py",
        "commands/diff.py",
        "commands/doctor.py",
        "commands/inspect.py",
    ),
    *("commands/pull.py", "commands/schema.py", "commands/stats.py", "fix_output.py", "report.py", "run.py", "say.py"),
    "commands/withdraw.py",
}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A project whose SOP is called so, and has something to repair and something wrong."""
    project = copy_case("one-step", tmp_path)
    source = project / "sop_sources" / "sop.yaml"
    text = source.read_text(encoding="utf-8").replace("kegiatan: ", "kegiatan: bErkas ")
    (project / "sop_sources" / ODD).write_text(text, encoding="utf-8")
    source.unlink()
    return project


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        *(["check", "--format", style] for style in ("github", "json", "sarif")),
        ["check", "--fix", "--yes"],
        ["build", "--svg", "--explain", "--verbose"],
        ["stats"],
        ["diff", f"sop_sources/{ODD}", f"sop_sources/{ODD}"],
        ["diagram", f"sop_sources/{ODD}", "-o", ODD.replace("yaml", "svg")],
        ["new", "--judul", "Contoh", ODD],
        ["pull", f"sop_sources/{ODD}"],
    ],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_a_name_with_commands_to_the_terminal_commands_nothing(
    arguments: list[str], odd: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(odd)
    run(arguments)
    shown = "".join(capsys.readouterr())
    assert "Traceback" not in shown
    assert {char for char in shown if unicodedata.category(char) in ("Cc", "Cf")} <= {"\n"}


def tree(path: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_sentences_are_printed_in_one_way() -> None:
    others = {
        path.relative_to(CLI).as_posix()
        for path in CLI.rglob("*.py")
        if any(isinstance(node, ast.Attribute) and node.attr == "echo" for node in ast.walk(tree(path)))
    }
    assert others <= FINISHED
