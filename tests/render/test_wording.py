"""Dates and page numbers in Indonesian."""

from datetime import date

import pytest

from sopgen.render.wording import MONTHS, WEEKDAYS, form_date, letter_date, page_of, roman


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


@pytest.mark.parametrize(("value", "printed"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1999, "MCMXCIX")])
def test_roman_numerals(value: int, printed: str) -> None:
    assert roman(value) == printed


def test_there_is_no_roman_zero() -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(0)


def test_the_footer_counts_pages() -> None:
    assert page_of(2, 3) == "Halaman 2 dari 3"
