"""Numbers in Indonesian."""

from decimal import Decimal

import pytest

from sopgen.render.wording import number, page_of, roman


@pytest.mark.parametrize(
    ("value", "printed"),
    [("0", "0"), ("7", "7"), ("1.50", "1,5"), ("1250.5", "1.250,5"), ("-3000000", "-3.000.000"), ("1E+3", "1.000")],
)
def test_numbers_have_a_decimal_comma(value: str, printed: str) -> None:
    assert number(Decimal(value)) == printed


@pytest.mark.parametrize(("value", "printed"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1999, "MCMXCIX")])
def test_roman_numerals(value: int, printed: str) -> None:
    assert roman(value) == printed


def test_there_is_no_roman_zero() -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(0)


def test_the_footer_counts_pages() -> None:
    assert page_of(2, 3) == "Halaman 2 dari 3"
