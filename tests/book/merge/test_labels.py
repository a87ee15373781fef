"""Printed numbers and page labels say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.book.merge.labels import page_labels, page_numbers, printed_number
from sopgen.book.merge.part import Numerals

COUNTS = st.lists(st.tuples(st.sampled_from(Numerals), st.integers(1, 30)), max_size=8)


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1999, "mcmxcix")])
def test_front_matter_is_numbered_in_small_roman_numerals(number: int, text: str) -> None:
    assert printed_number(number, Numerals.ROMAN) == text


def test_counting_goes_on_in_the_next_part_and_begins_anew_with_other_numerals() -> None:
    counts = [(Numerals.ROMAN, 2), (Numerals.ARABIC, 1), (Numerals.ARABIC, 2)]
    assert page_numbers(counts) == [["i", "ii"], ["1"], ["2", "3"]]


@given(COUNTS)
def test_labels_begin_where_printed_numbers_begin_anew(counts: list[tuple[Numerals, int]]) -> None:
    printed = [number for part in page_numbers(counts) for number in part]
    entries = list(page_labels(counts).Nums)
    starts = [int(page) for page in entries[::2]]
    assert starts == [index for index, number in enumerate(printed) if number in ("i", "1")]
