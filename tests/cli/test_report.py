"""Findings on the terminal, whole texts."""

from __future__ import annotations

import click
import pytest

from sopgen.cli.report import findings_text, shown, underlined
from sopgen.findings import Finding, Severity, Span

LATE = Finding(
    "SOP-W101",
    Severity.WARNING,
    "sop_sources/a.yaml",
    Span(5, 18, 28),
    "tanggal_efektif: 2017-11-08",
    "Tanggal efektif lebih awal.",
    "Perbaiki tanggalnya.",
)
LOST = Finding(
    "SOP-E201",
    Severity.ERROR,
    "sop_sources/b c,d.yaml",
    Span(12, 5, 13),
    "  - kegiatan: Menyusun",
    "Langkah 2 tidak pernah dicapai: 100%.",
    "",
    2,
)
FILE = Finding("SOP-E110", Severity.ERROR, "sop_sources/c.yaml", Span(1, 1, 1), "", "Berkas tidak dapat dibuka.")


def test_text_shows_the_line_and_underlines_the_place() -> None:
    assert findings_text([LATE, LOST, FILE]) == (
        "sop_sources/a.yaml:5:18: peringatan SOP-W101: Tanggal efektif lebih awal.\n"
        "  5 | tanggal_efektif: 2017-11-08\n"
        "    |                  ^^^^^^^^^^\n"
        "  petunjuk: Perbaiki tanggalnya.\n"
        "\n"
        "sop_sources/b c,d.yaml:12:5: galat SOP-E201: Langkah 2 tidak pernah dicapai: 100%.\n"
        "  12 |   - kegiatan: Menyusun\n"
        "     |     ^^^^^^^^\n"
        "\n"
        "sop_sources/c.yaml:1:1: galat SOP-E110: Berkas tidak dapat dibuka.\n"
        "\n"
        "2 galat dan 1 peringatan dalam 3 berkas.\n"
    )


def test_without_findings_the_text_says_so() -> None:
    assert findings_text([]) == "Tidak ada temuan.\n"


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = findings_text([LATE], color=True)
    assert "\x1b[33m\x1b[1mperingatan SOP-W101\x1b[0m" in coloured
    assert click.unstyle(coloured) == findings_text([LATE])


def finding(line: str, start: int, end: int) -> Finding:
    return Finding("SOP-W101", Severity.WARNING, "a.yaml", Span(1, start, end), line, "m")


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "kegiatan: " + "a" * 50 + "HERE" + "b" * 50
    excerpt, mark = underlined(finding(line, 61, 65), 40)
    assert excerpt == "…aaaaaaaaaHERE" + "b" * 25 + "…"
    assert mark == " " * 10 + "^^^^"
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "HERE"


def test_a_place_near_the_start_keeps_the_start() -> None:
    excerpt, mark = underlined(finding("kegiatan: HERE" + "b" * 90, 11, 15), 40)
    assert excerpt == "kegiatan: HERE" + "b" * 24 + "…"
    assert mark == " " * 10 + "^^^^"


def test_a_place_longer_than_the_line_is_marked_as_far_as_it_shows() -> None:
    excerpt, mark = underlined(finding("kegiatan: " + "b" * 200, 11, 211), 40)
    assert len(excerpt) <= 40
    assert mark == " " * excerpt.index("b") + "^" * excerpt.count("b")


def test_wide_characters_are_underlined_in_their_whole_width() -> None:
    assert underlined(finding("a: 日本 b", 4, 6), 80) == ("a: 日本 b", "   ^^^^")


def test_a_place_behind_the_end_of_the_line_gets_one_mark() -> None:
    assert underlined(finding("judul:", 7, 7), 80) == ("judul:", "      ^")


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a\tb", "a b"), ("a\x1b[31mb", "a?[31mb"), ("a\nb", "a b"), ("a\u202eb", "a?b"), ("é — “”", "é — “”")],
)
def test_what_would_steer_a_terminal_is_not_sent_to_it(text: str, safe: str) -> None:
    assert shown(text) == safe
