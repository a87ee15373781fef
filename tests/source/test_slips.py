"""What fingers, Word and git leave in a source: read as it was meant, or said at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.findings import Finding
from sopgen.source.document import Source
from sopgen.source.read import parse
from sopgen.source.slips import WIDE_BLANKS
from tests.conftest import ROOT

CASES = ROOT / "tests/cases"
TEXTS = [(CASES / name / "sop_sources/sop.yaml").read_text(encoding="utf-8") for name in ("one-step", "own-labels")]
HIDDEN_BLANKS = "\u00a0\u2003\u202f\u200b\u3000"
#: A blank that tells YAML something: in an indentation, after a hyphen, after a colon.
TELLING = re.compile(r"^( +)(?=\S)|^ *(?:- )*?-( )(?=\S)|^ *(?:- )*[a-z_]+:( )(?=\S)", re.M)


def read(text: str) -> tuple[Source | None, tuple[Finding, ...]]:
    return parse(text.encode(), Path("/x/sop_sources/a.yaml"), "sop_sources/a.yaml")


@pytest.mark.parametrize("blank", HIDDEN_BLANKS, ids=lambda blank: f"U+{ord(blank):04X}")
@pytest.mark.parametrize("text", TEXTS, ids=["one-step", "own-labels"])
def test_a_blank_that_yaml_does_not_know_is_said_where_it_stands(text: str, blank: str) -> None:
    assert re.fullmatch(f"[{WIDE_BLANKS}]", blank)
    told = 0
    for match in TELLING.finditer(text):
        at = match.end(match.lastindex or 0) - 1
        source, findings = read(f"{text[:at]}{blank}{text[at + 1 :]}")
        if source is not None:
            continue  # a text that goes on, or an item of a list: a blank in it, no other place
        (finding,) = findings
        line = text.count("\n", 0, at) + 1
        assert (finding.code, finding.span.line) == ("SOP-E102", line)
        assert finding.span.column <= at - text.rfind("\n", 0, at) < finding.span.end_column
        assert finding.hint == "Hapus, lalu ketik ulang dengan tombol spasi."
        told += 1
    assert told > 10


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: -\n", {"a": "-"}),
        ("a: -", {"a": "-"}),
        ("a:   -  \nb: c\n", {"a": "-", "b": "c"}),
        ("a: - # tidak ada\nb: c\n", {"a": "-", "b": "c"}),
        ("a:\r\n  - -\r\n  - b\r\n", {"a": ["-", "b"]}),
        ("a:\n  - b: -\n    c: -\n", {"a": [{"b": "-", "c": "-"}]}),
        ("a: -\nb: \ue000 -\n", {"a": "-", "b": "\ue000 -"}),
        ("a: |\n  b: -\n  - -\n", {"a": "b: -\n- -\n"}),
        ('a: "b: -\n  c: -"\n', {"a": "b: - c: -"}),
        ("a: b\n  c - -\n", {"a": "b c - -"}),
        ("a: [-, b]\n", {"a": ["-", "b"]}),
    ],
)
def test_a_hyphen_alone_is_a_text(text: str, plain: object) -> None:
    source, findings = read(text)
    assert source is not None
    assert source.plain() == plain
    assert not findings


def test_a_hyphen_stands_where_it_was_typed() -> None:
    source, _ = read("a: x\nb:  -\n")
    assert source is not None
    assert (source.locate(("b",)).line, source.locate(("b",)).column) == (2, 5)


def test_a_list_begun_behind_its_key_is_still_told() -> None:
    source, findings = read("a: - b\n")
    assert source is None
    assert [finding.code for finding in findings] == ["SOP-E101"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> lain\n",
        "a: b\r\n<<<<<<<\r\nc: d\r\n=======\r\n>>>>>>>",
        'a: "b\n<<<<<<< HEAD\nc\n=======\nd\n>>>>>>> lain\n  "\n',
        "a: b\nc: |\n<<<<<<< HEAD\n  d\n=======\n  e\n>>>>>>> lain\n",
    ],
)
def test_two_versions_that_git_left_are_called_that(text: str) -> None:
    source, (finding,) = read(text)
    assert source is None
    assert (finding.code, finding.excerpt[:7], finding.span.column) == ("SOP-E101", "<<<<<<<", 1)
    assert "dua versi" in finding.message
    mended = re.sub("^(?:<{7}|={7}|>{7}).*\n?", "", text, flags=re.M).replace("c: e\n", "")
    assert read(mended)[1] == ()


@pytest.mark.parametrize("mark", ["–", "•", "*x", "\uf0b7", "-\u00a0", "1.", "2)", "a."])
def test_a_list_typed_with_other_marks_is_told_and_mended_as_the_hint_says(mark: str) -> None:
    text = f"a:\n  {mark.strip('x')} satu\n  {mark.strip('x')} dua\nb: c\n".replace("* satu", "* satu")
    if mark == "*x":
        text = 'a: "x\n  * satu\n  * dua"\nb: c\n'
    _, (finding,) = read(text)
    assert (finding.code, finding.span.line) == ("SOP-W191", 1 if mark == "*x" else 2)
    assert not read(f"a:\n  - {mark.strip('x*')} satu\n  - {mark.strip('x*')} dua\n")[1]
    assert not read(f"a: |\n  {mark.strip('x')} satu\n  {mark.strip('x')} dua\n")[1]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n  -b: c\n   d: e\n", 2, 3),
        ("a:\n  - b: c\n  -d: e\n    f: g\n", 3, 3),
        ("a:\n  - b\n  -c\n", 3, 3),
    ],
)
def test_an_item_without_a_blank_is_told_at_its_hyphen_and_mended_as_the_hint_says(
    text: str, line: int, column: int
) -> None:
    _, (finding,) = read(text)
    assert (finding.span.line, finding.span.column, finding.hint) == (line, column, "Beri spasi sesudah “-”.")
    mended = re.sub(r"^( *)-(?=\w)", r"\1- ", text, flags=re.M).replace("\n   d", "\n    d")
    assert not read(mended)[1]


@pytest.mark.parametrize("value", ["“Rapat: persiapan”", "‘a: b’", "Rapat “a: b” dan “c: d”"])
def test_quotes_of_word_are_told_apart_from_straight_ones(value: str) -> None:
    _, (finding,) = read(f"judul: {value}\nnomor: x\n")
    assert "bukan tanda kutip lurus" in finding.message
    assert finding.hint == 'Apit seluruh teks dengan tanda kutip lurus ("…").'
    source, findings = read(f'judul: "{value}"\nnomor: x\n')
    assert source is not None
    assert (source.plain()["judul"], findings) == (value, ())


@pytest.mark.parametrize("text", ["a: Peraturan\n  1. satu\n", "a: b\n  – c – d\n", "a: satu\n  dua\n"])
def test_lines_that_go_on_are_no_list(text: str) -> None:
    assert not read(text)[1]


@pytest.mark.parametrize("comment", ["#", "#3", "#  "])
@pytest.mark.parametrize("text", ["a: {}\nb: c\n", "b: c\na: {}\n", "b:\n  a: {}", "b:\n  - {}\n  - c\n"])
def test_a_value_that_is_only_a_comment_is_told(text: str, comment: str) -> None:
    _, (finding,) = read(text.format(comment))
    assert finding.code == "SOP-W190"
    assert finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1] == comment.strip()
    assert not read(text.format(f"'{comment.strip()}'"))[1]


def test_a_remark_in_place_of_a_value_is_none() -> None:
    assert not read("a: # diisi nanti\nb: ## nanti\nc: #\n  - d\n")[1]
