"""Trees of names and numbers are found again as they were put in, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Object, Pdf

from sopgen.book.merge.names import name_tree, number_tree, read_names, read_numbers


@given(st.dictionaries(st.binary(max_size=8), st.integers(0, 9), max_size=200))
def test_names_come_back_sorted(entries: dict[bytes, int]) -> None:
    pdf = Pdf.new()
    tree = name_tree(pdf, entries.items())  # type: ignore[arg-type]
    assert list(read_names(tree)) == sorted(entries.items())


@given(st.dictionaries(st.integers(0, 10_000), st.integers(0, 9), max_size=200))
def test_numbers_come_back_sorted(entries: dict[int, int]) -> None:
    pdf = Pdf.new()
    tree = number_tree(pdf, entries.items())  # type: ignore[arg-type]
    assert list(read_numbers(tree)) == sorted(entries.items())


def test_leaves_say_from_where_to_where_they_reach() -> None:
    pdf = Pdf.new()  # owns the tree
    tree = number_tree(pdf, [(number, Object.parse(b"null")) for number in range(150)])
    assert [[int(limit) for limit in kid.Limits] for kid in tree.Kids] == [[0, 63], [64, 127], [128, 149]]
