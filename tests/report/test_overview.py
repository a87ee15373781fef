"""Findings of a build fit on a screen, and none is left uncounted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.cli.report import BUILD_LINES, overview_text
from sopgen.findings import Finding, Severity, Span
from sopgen.report.overview import overview

_LETTERS = {"E": Severity.ERROR, "W": Severity.WARNING, "S": Severity.ADVICE}


def finding(code: str, file: str, line: int = 1) -> Finding:
    return Finding(f"SOP-{code}", _LETTERS[code[0]], file, Span(line, 1, 5), "judul: Contoh", "Kalimat.", "Petunjuk.")


findings = st.lists(
    st.builds(finding, st.sampled_from(["E120", "E134", "W108", "W204", "S101"]), st.sampled_from("abcdef")),
    max_size=80,
)


@given(findings, st.integers(6, 60))
def test_every_finding_is_shown_or_counted_once(given: list[Finding], room: int) -> None:
    found = overview(given, room, lambda _: 5)
    left = len(given) - len(found.examples)
    counted = sum(count for remainder in found.remainders for _, count in remainder.counts)
    assert counted == left or (found.unnamed and counted < left)
    assert len({id(example.finding) for example in found.examples}) == len(found.examples)
    for example in found.examples:
        same = [other for other in given if other.code == example.finding.code]
        assert example.others in (0, len(same) - sum(e.finding.code == example.finding.code for e in found.examples))


@given(findings, st.integers(12, 60))
def test_it_fits_and_errors_come_first(given: list[Finding], room: int) -> None:
    found = overview(given, room, lambda _: 5)
    whole = len(found.examples) == len(given)
    assert sum(5 if whole else 6 for _ in found.examples) + len(found.remainders) <= room
    if any(each.severity is Severity.ERROR for each in given) and not whole:
        assert found.examples[0].finding.severity is Severity.ERROR
        assert Severity.ADVICE not in {example.finding.severity for example in found.examples}


def test_few_are_shown_whole_advice_too() -> None:
    few = [finding("W108", "a"), finding("S101", "a"), finding("S101", "b")]
    assert [example.finding for example in overview(few, 20, lambda _: 5).examples] == few


def test_many_of_a_rule_are_one_and_a_count() -> None:
    many = [finding("W204", file, line) for file in "abcdefghijkl" for line in range(1, 6)]
    text = overview_text(many, BUILD_LINES)
    assert text.count("Petunjuk.") == 1
    assert "  dan 59 lagi seperti ini di 12 berkas\n" in text
    assert "  a: 4 peringatan\n  b: 5 peringatan\n" in text
    assert "  … dan 4 berkas lain\n" in text
    assert text.endswith("\n60 peringatan dalam 12 berkas. Selengkapnya: sopgen check\n")
    assert len(text.splitlines()) <= BUILD_LINES


def test_of_one_file_the_command_that_shows_the_rest_names_it() -> None:
    text = overview_text([finding("E134", "a", line) for line in range(1, 30)], BUILD_LINES)
    assert text.endswith("\n29 galat dalam 1 berkas. Selengkapnya: sopgen check a\n")


def test_long_sentences_on_a_narrow_terminal_count_as_the_lines_they_take() -> None:
    many = [Finding("SOP-W204", Severity.WARNING, f, Span(1, 1, 2), "", "kata " * 100, "") for f in "abcdefgh"]
    lines = overview_text(many, BUILD_LINES, width=40).splitlines()
    assert sum(-(-max(1, len(line)) // 40) for line in lines) <= BUILD_LINES + 2
