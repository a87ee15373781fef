"""Every regular expression takes steps by the length of its text, never by the square: 20,000 blanks are no trap."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.generators.long_texts import FILLINGS
from tests.generators.pattern_work import MOST_STEPS, example, steps

MODULES = sorted((ROOT / "sopgen").rglob("*.py"))
SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}
SHORT = 20
#: By how much more steps may grow than the text does: where it is doubled, and one step of the pattern's own.
SLACK = 3.0


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every pattern of the program: where it stands, what it is, and whether it is looked for (or only matched)."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if not re.search(r"^\s*import re$", text, re.MULTILINE):  # most have none, and parsing them takes long
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(text)
        module = importlib.import_module(name)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
        searched = {ast.unparse(call.func.value) for call in calls if call.func.attr in SEARCHING}
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern) and key in {
                target.id
                for node in tree.body
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }:
                pattern = value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
                flags = value.flags if isinstance(value.pattern, str) else value.flags & ~re.ASCII
                yield f"{name}.{key}", re.compile(pattern, flags), key in searched or not key.startswith("_")
        for call in calls:
            asked = ast.unparse(call.func.value) == "re" and call.func.attr in SEARCHING | {"match", "fullmatch"}
            if asked and isinstance(call.args[0], ast.Constant):
                flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(call) else 0
                yield f"{name}:{call.lineno}", re.compile(call.args[0].value, flags), call.func.attr in SEARCHING


FOUND = list(patterns())


@pytest.mark.parametrize(("pattern", "search"), [each[1:] for each in FOUND], ids=[each[0] for each in FOUND])
def test_steps_grow_no_faster_than_the_text(pattern: re.Pattern[str], search: bool) -> None:
    sample = example(pattern)[:24]
    begun = dict.fromkeys(sample[:end] for end in range(len(sample) + 1))
    for start in begun:
        for character in dict.fromkeys([*(filling[0] for filling in FILLINGS.values()), *sample]):
            short, long = (steps(pattern, f"{start}{character * count}\n\x00", search) for count in (SHORT, 2 * SHORT))
            assert long <= min(SLACK * short + 50, MOST_STEPS), (
                f"{start!r} + {character!r} * n: {short}, then {long} steps"
            )


def test_a_pattern_that_goes_back_again_and_again_is_found() -> None:
    for trap in (r"\W*(?:\d\s*)*\W*(\w+)", r"\s*,?\s+x", r"(a+)+b"):
        short, long = (steps(re.compile(trap), " a"[trap[1] == "a"] * count, search=False) for count in (12, 24))
        assert long > SLACK * short


def test_a_pattern_that_never_ends_is_found_where_the_count_runs_out() -> None:
    trap = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
    assert steps(trap, "#" * SHORT + "\n\x00", search=False) > MOST_STEPS
