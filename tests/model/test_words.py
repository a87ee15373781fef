"""Dates meant, and words meant."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.dates import MONTHS, WEEKDAYS, form_date, guess, letter_date, parse_iso
from sopgen.model.resolve.sop_register import natural_key
from sopgen.model.suggest import did_you_mean, distance, listing, nearest


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2017, 11, 8), "Rabu, 08 November 2017"),
        (date(2017, 11, 1), "Rabu, 01 November 2017"),
        (date(2018, 5, 2), "Rabu, 02 Mei 2018"),
        (date(2024, 2, 29), "Kamis, 29 Februari 2024"),
        (None, ""),
    ],
)
def test_the_form_prints_weekday_and_two_digit_day(day: date | None, printed: str) -> None:
    assert form_date(day) == printed


def test_letters_print_the_day_without_zero_and_weekday() -> None:
    assert letter_date(date(2018, 5, 2)) == "2 Mei 2018"
    assert letter_date(None) == ""


def test_there_are_seven_weekdays_and_twelve_months() -> None:
    assert (len(set(WEEKDAYS)), len(set(MONTHS))) == (7, 12)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_iso_dates_are_read(day: date) -> None:
    assert parse_iso(day.isoformat()) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_in_figures_are_understood(day: date) -> None:
    assert guess(f"{day.day}/{day.month}/{day.year}") == day
    assert guess(f"{day.year}.{day.month:02}.{day.day:02}") == day


@pytest.mark.parametrize(
    "text",
    [
        "08 November 2017",
        "8 november 2017",
        "Rabu, 08 November 2017",
        "Rabu 8 Nov 2017",
        "Jum'at, 8 Nop 2017",
        "8-Nov-2017",
        "8/11/2017",
        "08-11-2017",
        "8.11.2017",
        "2017/11/08",
        "2017-11-8",
        " 8  November,  2017 ",
    ],
)
def test_dates_in_words_are_understood(text: str) -> None:
    assert guess(text) == date(2017, 11, 8)


@pytest.mark.parametrize("month", ["Agustus", "Agu", "Ags", "Agt", "August"])
def test_months_have_several_names(month: str) -> None:
    assert guess(f"17 {month} 1945") == date(1945, 8, 17)


@pytest.mark.parametrize("text", ["", "besok", "31/2/2017", "8/11/17", "8/13/2017", "8 Foo 2017", "2017", "99999999"])
def test_other_texts_are_no_date(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize(
    "text", ["2017-1-8", "17-01-08", "2017-01-08T00:00", "1899-12-31", "2200-01-01", "２０１７-01-08"]
)
def test_only_whole_iso_dates_of_our_times_are_read(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_iso(text)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("", "", 0),
        ("judul", "judul", 0),
        ("judl", "judul", 1),
        ("jduul", "judul", 1),
        ("jidul", "judul", 1),
        ("abc", "xyz", 3),
        ("", "abc", 3),
    ],
)
def test_letters_that_differ_are_counted_with_swaps_as_one(left: str, right: str, edits: int) -> None:
    assert distance(left, right) == distance(right, left) == edits


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_distance_is_zero_only_for_the_same_word(left: str, right: str) -> None:
    assert (distance(left, right) == 0) == (left == right)
    assert distance(left, right) <= max(len(left), len(right))


def test_the_nearest_word_is_blind_to_capitals_and_blanks() -> None:
    assert nearest("kasubag tu", ["Kabag Umum", "Kasubbag TU"]) == "Kasubbag TU"
    assert nearest("mutu-baku", ["mutu_baku"]) == "mutu_baku"


def test_of_two_words_as_near_the_first_counts() -> None:
    assert nearest("kabas", ["kabag", "kabar"]) == "kabag"


@pytest.mark.parametrize("word", ["x", "zz", "", "sekretaris"])
def test_nothing_is_suggested_for_a_word_unlike_any(word: str) -> None:
    assert did_you_mean(word, ["ya", "id", "pelaksana"]) == ""


def test_a_long_list_is_cut() -> None:
    assert listing("abc", 2) == "“a”, “b”, …"


def test_numbers_inside_texts_sort_by_value() -> None:
    assert sorted(["A-10", "A-9", "A", "B-1", "10", "9"], key=natural_key) == ["9", "10", "A", "A-9", "A-10", "B-1"]
