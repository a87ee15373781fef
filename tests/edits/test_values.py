"""New values are typed as people of this project type them, and read back as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from sopgen.edits.meant import cleaned, same
from sopgen.edits.values import block_lines, entry_lines, flow_text, item_lines, line_end
from sopgen.source.document import Plain
from sopgen.source.read import parse
from tests.generators.operations import values


def read(text: str) -> Plain:
    """What a source's text says."""
    source, findings = parse(text.encode(), Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert not findings
    return source.plain()


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("Mencatat surat", "Mencatat surat"),
        ("null", "null"),
        ("2026-11-29", "2026-11-29"),
        ("Kemenko (RI), 10:30", "Kemenko (RI), 10:30"),
        ("lihat “dua”", "lihat “dua”"),
        ("", '""'),
        ("ya: benar", '"ya: benar"'),
        ("nomor #3", '"nomor #3"'),
        ("- butir", '"- butir"'),
        ('"dikutip": ya', "'\"dikutip\": ya'"),
        (" rapat ", '" rapat "'),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_a_value_is_quoted_only_where_it_must_be(value: Plain, typed: str) -> None:
    assert block_lines(value, 0) == [typed]


def test_values_in_values_stand_below_each_other() -> None:
    value: Plain = {"kegiatan": "Mencatat", "output": ["Surat", {"a": "1", "b": ["2", "3"]}], "ket": "satu\ndua"}
    assert item_lines(value, 2) == [
        "- kegiatan: Mencatat",
        "    output:",
        "      - Surat",
        "      - a: 1",
        "        b:",
        "          - 2",
        "          - 3",
        "    ket: |",
        "      satu",
        "      dua",
    ]
    assert flow_text(value) == '{kegiatan: Mencatat, output: [Surat, {a: 1, b: [2, 3]}], ket: "satu\\ndua"}'


@given(value=values)
def test_every_value_reads_back(value: Plain) -> None:
    meant = {"a": {"b": cleaned(value)}, "c": "d"}
    lines = ["a:", "  " + "\n".join(entry_lines("b", value, 2)), "c: d"]
    assert same(read("\n".join(lines)), meant)
    assert same(read(f"a: {{b: {flow_text(value)}}}\nc: d"), meant)
    listed = ["a:", "  " + "\n".join(item_lines(value, 2)), "  - x"]
    assert same(read("\n".join(listed)), {"a": [cleaned(value), "x"]})


def test_lines_end_as_the_first_does() -> None:
    assert [line_end(text) for text in ("a: b", "a\r\nb\n", "a\rb\n", "a\nb\r\n")] == ["\n", "\r\n", "\r", "\n"]
