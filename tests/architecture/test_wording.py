"""One term a thing in all that staff read: the table in ``docs/contributing/wording.md``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sopgen.cli.root import COMMANDS
from tests.conftest import ROOT

TABLE = ROOT / "docs" / "contributing" / "wording.md"
_ROW = re.compile(r"^\| (?P<wanted>.+?) \| `(?P<unwanted>.+)` \|", re.MULTILINE)
#: What staff read besides the program's own texts; templates with their comments, which are English.
PAGES = (
    "README.md",
    "Makefile",
    "docs/format.md",
    "docs/format-alur.md",
    "docs/format-kantor.md",
    "docs/galat-yang-sering.md",
    "docs/kantor-baru.md",
    "docs/masa-berlaku.md",
    "docs/menyunting-di-word.md",
    "docs/panduan.md",
    "docs/perintah.md",
    "docs/templat.md",
    "docs/temuan.md",
    "scripts/setup.sh",
    "sopgen/cli/locale/id/LC_MESSAGES/messages.po",
)
#: Functions whose docstring is a command's help.
COMMAND = re.compile(r"\b(command|group)\b")


def table() -> dict[str, str]:
    """What is not written, as a regular expression, and what is instead."""
    text = TABLE.read_text(encoding="utf-8")
    return {row["unwanted"].replace("\\|", "|"): row["wanted"] for row in _ROW.finditer(text)}


def texts_of(file: Path) -> Iterator[tuple[int, str]]:
    """The texts in a module with their lines, its docstrings only where they are a command's help."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and not _is_command(node) and ast.get_docstring(node) is not None:
            node.body[0] = ast.Pass()
    whole = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in whole:
            yield node.lineno, node.value


def _is_command(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        COMMAND.search(ast.unparse(decorator)) for decorator in node.decorator_list
    )


#: A command that is there to be copied, and a mark of the sentence that would be copied with it. A semicolon does no
#: harm: it ends a command for a shell too.
CLINGING = re.compile(rf": (sopgen ({'|'.join(COMMANDS)})|make|sudo|pip|\.venv/)\b[^;“”]*[,.)](\s|$)")


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every text that staff may read, and where it stands."""
    found: list[tuple[str, str]] = []
    for file in sorted((ROOT / "sopgen").rglob("*.py")):
        found += ((f"{file.relative_to(ROOT)}:{line}", text) for line, text in texts_of(file))
    pages = [ROOT / page for page in PAGES]
    pages += sorted(file for file in (ROOT / "templates").rglob("*") if file.suffix in {".j2", ".yaml", ".md"})
    for file in pages:
        lines = file.read_text(encoding="utf-8").splitlines()
        found += ((f"{file.relative_to(ROOT)}:{number}", line) for number, line in enumerate(lines, 1))
    return tuple(found)


@pytest.mark.parametrize("unwanted", table())
def test_one_term_is_used_for_a_thing(unwanted: str) -> None:
    flags = re.IGNORECASE if unwanted == unwanted.lower() else 0
    pattern = re.compile(unwanted, flags)
    found = [f"{place}: {text.strip()[:100]!r}" for place, text in texts() if pattern.search(text)]
    assert found == [], f"write: {table()[unwanted]}"


def test_no_mark_of_a_sentence_clings_to_a_command_that_is_copied() -> None:
    own = [(place, text) for place, text in texts() if place.startswith("sopgen/")]
    assert [f"{place}: {text!r}" for place, text in own if CLINGING.search(text)] == []


def test_the_table_is_read_whole_and_the_texts_are_those_of_the_program() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(table()) == len(rows) - 2
    said = {text for _, text in texts()}
    assert "Langkah tujuan tidak ada" in said
    assert any(text.startswith("Membandingkan DOCX yang telah disunting") for text in said)
    assert not any(text.startswith("Every text that staff may read") for text in said)
