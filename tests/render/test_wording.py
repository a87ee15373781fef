"""Page numbers in Indonesian."""

from __future__ import annotations

import pytest

from sopgen.render.wording import page_of, roman


@pytest.mark.parametrize(("value", "printed"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1999, "MCMXCIX")])
def test_roman_numerals(value: int, printed: str) -> None:
    assert roman(value) == printed


def test_there_is_no_roman_zero() -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(0)


def test_the_footer_counts_pages() -> None:
    assert page_of(2, 3) == "Halaman 2 dari 3"
