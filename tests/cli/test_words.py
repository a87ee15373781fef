"""Everything the program prints is Indonesian, click's own words too."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sopgen.cli.click_messages import LOCALE
from sopgen.cli.root import COMMANDS
from sopgen.cli.run import run

CATALOGUE = LOCALE / "id" / "LC_MESSAGES" / "messages.po"

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
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
    "Windows error: {error}",
    "d",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} does not match the format {format}.",
    "{len_type} values are required, but {len_value} was given.",
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
    """Every text that the installed click hands to gettext; of texts for one and for many, the one for one."""
    found: set[str] = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return {text for text in found if not text.startswith("No options defined")}


def test_every_message_of_click_has_its_translation() -> None:
    with CATALOGUE.open("rb") as file:
        known = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    assert messages_of_click() - known - NEVER_SHOWN == set()


def test_the_catalogue_that_is_read_is_the_one_that_is_written() -> None:
    content = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(content, read_po(file, locale="id", abort_invalid=True))
    assert CATALOGUE.with_suffix(".mo").read_bytes() == content.getvalue(), "run: make pages"


@pytest.mark.parametrize(
    "settings",
    [{"LC_ALL": "C"}, {"LANG": "en_US.UTF-8", "LANGUAGE": "en:de"}, {"LC_ALL": "id_ID.UTF-8", "LANGUAGE": ""}],
    ids=str,
)
def test_the_users_language_changes_nothing(settings: dict[str, str]) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"LANG", "LANGUAGE", "LC_ALL"}}
    command = [sys.executable, "-m", "sopgen", "inspect"]
    done = subprocess.run(command, env={**plain, **settings}, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "Kesalahan: Argumen belum diisi “BERKAS”."


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
        (["bild"], "Perintah “bild” tidak dikenal. Mungkin maksudnya “build”?"),
        (["qqq"], "Perintah “qqq” tidak dikenal. Daftarnya: sopgen --help"),
        (["--salah", "build"], "Opsi “--salah” tidak dikenal."),
        (["check", "--format", "xml"], "“xml” bukan salah satu dari"),
        (["inspect"], "Argumen belum diisi"),
        (["doctor", "a", "b"], "Argumen berlebih (a b)"),
        (["diagram", "A.1", "--dpi", "banyak"], "“banyak” bukan bilangan yang sah."),
        (["-C", "tidak-ada", "check"], "Folder “tidak-ada” tidak ada."),
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
