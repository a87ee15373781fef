"""The guide's page of commands tells of every command and option, and its examples are commands that there are."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

from sopgen.cli.root import COMMANDS, module_of

PAGE = (Path(__file__).parents[2] / "docs" / "perintah.md").read_text(encoding="utf-8")
UNTOLD = {"--help", "--version"}


def command(name: str) -> click.Command:
    """A command's object."""
    found = importlib.import_module(module_of(name)).command
    assert isinstance(found, click.Command)
    return found


def section(name: str) -> str:
    """The part of the page about a command."""
    parts = [part for part in PAGE.split("\n## ")[1:] if re.match(rf"(\w+ dan )?{name}\b", part)]
    assert len(parts) == 1, name
    return parts[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_guide_tells_of_every_option(name: str) -> None:
    text = PAGE.partition("\n## ")[0] + section(name)
    options = [option for option in command(name).params if isinstance(option, click.Option) and not option.hidden]
    for option in options:
        names = {each for each in option.opts if each not in UNTOLD}
        assert not names or any(re.search(rf"(?<![\w-]){each}\b", text) for each in names), option.name


def examples() -> list[str]:
    """The command lines on the page."""
    lines = [line.split("#")[0].strip() for line in PAGE.splitlines() if line.startswith("sopgen ")]
    return [line for line in lines if line]


@pytest.mark.parametrize("line", examples())
def test_every_example_names_a_command_with_its_options(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    known = {each for option in command(name).params for each in option.opts}
    assert {argument for argument in arguments if argument.startswith("-")} <= known
