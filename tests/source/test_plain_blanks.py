"""Blanks that YAML does not know, mended: the same tree as with plain ones, and texts keep theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.source.plain_blanks import with_blanks_mended
from sopgen.source.read import read
from tests.conftest import ROOT
from tests.source.test_slips import TELLING, TEXTS

WIDE = ("\u00a0", "\u2003", "\u202f", "\u3000")


def mended(folder: Path, typed: str) -> tuple[object, str, int] | None:
    """The tree and the text that a source typed so is mended to, and how many lines are others."""
    file = folder / "a.yaml"
    file.write_bytes(typed.encode())
    found = with_blanks_mended(file, folder)
    if found is None:
        return None
    before, after, count = found
    assert before.raw == typed.encode()
    assert after.raw.decode("utf-8-sig") == after.text
    return after.plain(), after.text, count


def plain(folder: Path, text: str) -> object:
    """The tree of a text."""
    file = folder / "plain.yaml"
    file.write_bytes(text.encode())
    source, _ = read(file, folder)
    assert source is not None
    return source.plain()


@pytest.mark.parametrize("blank", WIDE, ids=lambda blank: f"U+{ord(blank):04X}")
@pytest.mark.parametrize("text", TEXTS, ids=["one-step", "own-labels"])
def test_wide_blanks_wherever_yaml_needs_plain_ones_give_the_same_tree(text: str, blank: str, tmp_path: Path) -> None:
    every = TELLING.sub(lambda match: match[0].replace(" ", blank), text)
    assert read_fails(tmp_path, every)
    found = mended(tmp_path, every)
    assert found is not None
    assert found[0] == plain(tmp_path, text)


@pytest.mark.parametrize("text", TEXTS, ids=["one-step", "own-labels"])
def test_one_wide_blank_gives_the_same_tree_where_it_stands(text: str, tmp_path: Path) -> None:
    for match in TELLING.finditer(text):
        at = match.end(match.lastindex or 0) - 1
        typed = f"{text[:at]}\u00a0{text[at + 1 :]}"
        if read_fails(tmp_path, typed):
            assert mended(tmp_path, typed) == (plain(tmp_path, text), text, 1)


def read_fails(folder: Path, typed: str) -> bool:
    """Whether a source typed so cannot be read."""
    (folder / "broken.yaml").write_bytes(typed.encode())
    return read(folder / "broken.yaml", folder)[0] is None


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("a:\u00a0b\n", "a: b\n"),
        ("a:\n\u00a0\u00a0-\u00a0b\n\u00a0\u00a0-\u00a0c:\u00a0d\n", "a:\n  - b\n  - c: d\n"),
        ("a:\n  -\u00a0b\n  - c\n", "a:\n  - b\n  - c\n"),
        ("a:\u200bb\n\u200bc: d\n", "a: b\nc: d\n"),
        ("a:\u00a0b\r\nc: d\r\n", "a: b\r\nc: d\r\n"),
        ("\ufeffa:\u00a0b\n", "a: b\n"),
        ("a:\u00a0|\n  b\n  \u00a0c\n", "a: |\n  b\n  \u00a0c\n"),
        ("a:\u00a0|\n\u00a0\u00a0b\n", "a: |\n  b\n"),
        ("a:\u00a0'b\n  \u00a0c'\n", "a: 'b\n  \u00a0c'\n"),
        ("a:\u00a0b\u00a0c\n", "a: b\u00a0c\n"),
    ],
)
def test_only_blanks_that_yaml_needs_become_plain(typed: str, right: str, tmp_path: Path) -> None:
    found = mended(tmp_path, typed)
    assert found is not None
    assert found[1] == right


@pytest.mark.parametrize("typed", ["a: b\u00a0c\n", "a: '\n", "a:\u00a0'\n", "\tb: c\n", "a: |\n  b\n  \u00a0c\n"])
def test_nothing_to_mend_or_not_enough_to_read_is_left_alone(typed: str, tmp_path: Path) -> None:
    assert mended(tmp_path, typed) is None


@pytest.mark.parametrize(
    ("typed", "line", "columns"),
    [
        ("a:\n\u00a0\u00a0b: c\n", 2, (1, 3)),
        ("a: b\n\u2003c: d\n", 2, (1, 2)),
        ("a:\n-\u00a0b: c\n", 2, (2, 3)),
        ("a:\n  \u00a0b: c\n", 2, (3, 4)),
    ],
)
def test_wide_blanks_as_indentation_are_told_alone_where_they_stand(
    typed: str, line: int, columns: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(typed, encoding="utf-8")
    source, (finding,) = read(tmp_path / "a.yaml", tmp_path)
    assert source is None
    assert (finding.code, finding.span.line) == ("SOP-E102", line)
    assert (finding.span.column, finding.span.end_column) == columns


def test_a_hyphen_before_a_wide_blank_is_told_where_the_blank_stands(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a:\n  -\u00a0b\n  - c\n", encoding="utf-8")
    _, (finding,) = read(tmp_path / "a.yaml", tmp_path)
    assert (finding.code, finding.span.line, finding.span.column) == ("SOP-W191", 2, 4)


def test_the_shipped_sources_have_nothing_to_mend() -> None:
    for file in sorted((ROOT / "sop_sources").rglob("*.yaml")):
        assert with_blanks_mended(file, ROOT) is None
        assert not re.search("\u00a0", file.read_text(encoding="utf-8"))
