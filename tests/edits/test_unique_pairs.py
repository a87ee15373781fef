"""Long texts are compared by the words that stand once in both."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sopgen.edits.unique_pairs import unique_pairs

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(WORDS, WORDS)
def test_pairs_are_of_equal_words_and_rise(old: list[str], new: list[str]) -> None:
    pairs = list(unique_pairs(old, new))
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(i < after_i and j < after_j for (i, j), (after_i, after_j) in pairwise(pairs))


@given(WORDS)
def test_equal_texts_are_paired_whole(words: list[str]) -> None:
    assert list(unique_pairs(words, words)) == [(at, at) for at in range(len(words))]


def test_what_lies_between_two_changes_is_paired() -> None:
    old, new = ["x", "a", "a", "b", "a", "a", "c", "a", "y"], ["X", "a", "a", "b", "a", "c", "a", "Y"]
    kept = [old[i] for i, _ in unique_pairs(old, new)]
    assert kept == ["a", "a", "b", "a", "c", "a"]


def test_a_word_that_moved_keeps_no_others_from_being_paired() -> None:
    old, new = ["a", "b", "c", "d", "e"], ["b", "c", "d", "e", "a"]
    assert [old[i] for i, _ in unique_pairs(old, new)] == ["b", "c", "d", "e"]
