"""Lines are told by where they stand in their text: nothing is lost, added or found in the wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sopgen.flow.graph import SymbolKind
from sopgen.layout.drawing.labels import halves
from sopgen.layout.routing.symbols import column_width, size_symbol
from sopgen.layout.style import STYLE
from sopgen.layout.text.lines import Span, divided, slices, whole_words, with_blanks, word_gaps, words
from sopgen.layout.text.measurer import TextMeasurer, printable
from tests.conftest import scaled
from tests.generators.odd_texts import odd_texts

ARIAL = TextMeasurer("Arial")
WIDTHS = st.floats(4, 60)
#: All that may stand between two lines and is not printed.
UNSEEN = frozenset(" \n\u2003\u2009\u3000")


def between(text: str, spans: Sequence[Span]) -> list[str]:
    """What stands before, between and after the lines."""
    edges = [(0, 0), *spans, (len(text), len(text))]
    return [text[end:start] for (_, end), (start, _) in pairwise(edges)]


@given(odd_texts(12), WIDTHS, st.sampled_from((5.0, 7.0, 9.0)), st.booleans())
def test_lines_and_what_stands_between_them_are_the_text(text: str, width: float, size: float, bold: bool) -> None:
    whole = printable(text)
    for spans in (ARIAL.spans(text, width, size, bold), ARIAL.shared_spans(text, width, size, bold)):
        edges = [0, *(edge for span in spans for edge in span), len(whole)]
        assert edges == sorted(edges)
        gaps, lines = between(whole, spans), slices(whole, spans)
        assert gaps[0] + "".join(line + gap for line, gap in zip(lines, gaps[1:], strict=True)) == whole
        assert set("".join(gaps)) <= UNSEEN
        assert all(gap.count("\n") <= 1 for gap in gaps)
        assert not any("\n" in line for line in lines)


@given(odd_texts(12), WIDTHS)
def test_a_line_ends_at_every_line_break_of_the_text_and_with_no_blank(text: str, width: float) -> None:
    whole = printable(text)
    spans = ARIAL.spans(text, width, 9)
    assert "".join(between(whole, spans)).count("\n") == whole.count("\n")
    assert all(line == line.strip(" ") for line in slices(whole, spans))
    assert all(not line.endswith(("\u2003", "\u3000")) for line in slices(whole, spans)[:-1])


@given(odd_texts(12), WIDTHS)
def test_heights_are_made_for_as_many_lines_as_are_printed(text: str, width: float) -> None:
    assert ARIAL.line_count(text, width, 9) >= len(ARIAL.spans(text, width, 9))


@given(odd_texts(12), WIDTHS, st.integers(0, 9))
def test_a_divided_text_has_the_lines_it_had(text: str, width: float, count: int) -> None:
    whole = printable(text)
    spans = ARIAL.spans(text, width, 9)
    (first, before), (rest, after) = divided(whole, spans, count)
    printed = slices(first, before) + slices(rest, after)
    assert len(before) == min(count, len(spans))
    assert [line.rstrip("\u00a0") for line in printed] == [line.rstrip("\u00a0") for line in slices(whole, spans)]
    assert whole.startswith(first)
    assert whole.endswith(rest)
    assert set(whole[len(first) : len(whole) - len(rest)]) <= UNSEEN


@example("a Lengkap\xa0Lengkap\u2003\u2003Lengkap\u2007Lengkap a", 27.0)  # a line of one wide blank
@given(odd_texts(12), WIDTHS)
def test_words_are_whole_unless_a_line_ends_within_one(text: str, width: float) -> None:
    whole = printable(text)
    spans = ARIAL.spans(text, width, 9)
    together = words("\n".join(slices(whole, spans))) == words(whole)
    assert whole_words(whole, spans, but="\u200b") is together


@given(odd_texts(8), WIDTHS)
def test_a_line_to_copy_ends_with_a_blank_where_the_text_has_one(text: str, width: float) -> None:
    whole = printable(text)
    spans = ARIAL.spans(text, width, 9)
    ends = [" " if gap.strip("\n") else "" for gap in between(whole, spans)[1:]]
    wanted = [line + end for line, end in zip(slices(whole, spans), ends, strict=True)]
    assert with_blanks(whole, spans) == "\n".join(wanted)


@settings(max_examples=scaled(30))
@given(
    st.sampled_from((SymbolKind.PROCESS, SymbolKind.DECISION, SymbolKind.TERMINATOR)), odd_texts(5), st.floats(14, 40)
)
def test_any_text_finds_its_lines_in_a_symbol(kind: SymbolKind, text: str, width: float) -> None:
    asked = column_width([(kind, text)], ARIAL, STYLE)
    size = size_symbol(kind, text, max(width, asked), ARIAL, STYLE)
    assert words("\n".join(size.lines)) == words(printable(text)) or any(mark in text for mark in "-/")


@given(odd_texts(5, breaks=False))
def test_an_answer_is_halved_between_words_and_never_at_a_no_break_space(text: str) -> None:
    whole = printable(text)
    lines = halves(whole, ARIAL)
    assert bool(lines) is bool(word_gaps(whole))
    if lines:
        first, second = lines
        assert whole.startswith(first)
        assert whole.endswith(second)
        assert set(whole[len(first) : len(whole) - len(second)]) <= UNSEEN | {"\u200b"}


@pytest.mark.parametrize(
    "text",
    [
        "Sudah\u00a0lengkap?",
        "Sudah\u00a0\u00a0lengkap?",
        "Sudah lengkap\u00a0?",
        "Sudah\u2003lengkap?",
        "leng\u00adkap?",
    ],
)
@pytest.mark.parametrize("kind", [SymbolKind.DECISION, SymbolKind.PROCESS, SymbolKind.TERMINATOR])
def test_a_question_with_an_odd_blank_stands_in_its_symbol(kind: SymbolKind, text: str) -> None:
    size = size_symbol(kind, text, 30.0, ARIAL, STYLE)
    assert size.fits
    assert "".join(size.lines).replace(" ", "") == text.replace("\u00ad", "").replace("\u2003", "").replace(" ", "")


def test_a_symbol_whose_text_is_a_soft_hyphen_alone_is_drawn_without_text() -> None:
    assert size_symbol(SymbolKind.DECISION, "\u00ad", 20.0, ARIAL, STYLE).lines == ()
    assert column_width([(SymbolKind.DECISION, "\u00ad")], ARIAL, STYLE) < 20


def test_a_wide_blank_at_the_end_of_a_line_is_not_printed() -> None:
    text = "Sudah\u2003lengkap"
    assert ARIAL.lines(text, ARIAL.width("lengkap", 9) + 0.1, 9) == ("Sudah", "lengkap")
    assert with_blanks(text, ((0, 5), (6, 13))) == "Sudah \nlengkap"
