"""Everything the program prints is Indonesian, click's own words too."""

from __future__ import annotations

import ast
import importlib
import inspect

import pytest

from sopgen.cli import indonesian
from sopgen.cli.root import COMMANDS
from sopgen.cli.run import run

# What only programmers of commands could bring up, or kinds of question that sopgen does not ask.
NEVER_SHOWN = {
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Confirm the action without prompting.",
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Error: The two entered values do not match.",
    "Error: invalid input",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "Press any key to continue...",
    "Repeat for confirmation",
    "Unknown color {colour!r}",
    "Value must be an iterable.",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{len_type} values are required, but {len_value} was given.",
    "{len_type} values are required, but {len_value} were given.",
}
ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Error",
    "Show",
    "Try ",
    "No such",
    "Missing",
    "Invalid",
    "required",
    "default",
    "INTEGER",
    "RANGE",
    "TEXT",
    "PATH",
    "FILE",
)


def messages_of_click() -> set[str]:
    """Every text that the installed click hands to gettext, in the modules whose texts are translated."""
    found: set[str] = set()
    for name in indonesian._MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(importlib.import_module(f"click.{name}")))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                texts = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
                found |= {text for text in texts if isinstance(text, str)}
    return {text for text in found if not text.startswith("No options defined")}


def test_every_message_of_click_has_its_translation() -> None:
    assert messages_of_click() - set(indonesian.PHRASES) - NEVER_SHOWN == set()


@pytest.mark.parametrize("arguments", [[], ["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_holds_no_english(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(arguments)
    shown = capsys.readouterr()
    text = shown.out + shown.err
    assert "Cara pakai: sopgen" in text
    assert not [word for word in ENGLISH if word in text]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["bild"], "Perintah 'bild' tidak dikenal. Mungkin maksudnya 'build'?"),
        (["qqq"], "Perintah 'qqq' tidak dikenal. Daftarnya: sopgen --help"),
        (["--salah", "build"], "Opsi '--salah' tidak dikenal."),
        (["check", "--format", "xml"], "'xml' bukan salah satu dari"),
        (["inspect"], "Argumen belum diisi"),
        (["-C", "tidak-ada", "check"], "Folder 'tidak-ada' tidak ada."),
    ],
)
def test_wrong_use_is_one_indonesian_sentence_and_status_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr().err
    assert sentence in shown
    assert "Traceback" not in shown
    assert not [word for word in ENGLISH if word in shown]
