"""Printed numbers and page labels say the same."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.book.merge.labels import page_labels
from sopgen.book.merge.part import Numerals, printed_number

COUNTS = st.lists(st.tuples(st.sampled_from(Numerals), st.integers(1, 30)), max_size=8)


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1999, "mcmxcix")])
def test_front_matter_is_numbered_in_small_roman_numerals(number: int, text: str) -> None:
    assert printed_number(number, Numerals.ROMAN) == text


@given(COUNTS)
def test_labels_begin_where_printed_numbers_begin_anew(counts: list[tuple[Numerals, int]]) -> None:
    runs = [(numerals, sum(count for _, count in run)) for numerals, run in groupby(counts, itemgetter(0))]
    printed = [printed_number(number, numerals) for numerals, count in runs for number in range(1, count + 1)]
    entries = list(page_labels(counts).Nums)
    starts = [int(page) for page in entries[::2]]
    assert starts == [index for index, number in enumerate(printed) if number in ("i", "1")]
