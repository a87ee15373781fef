"""How numbers are written in Indonesian, without the machine's locale (dates: ``sopgen.model.dates``).

Used by every writer, so that PDF, DOCX, booklet and letters say the same.
"""

from __future__ import annotations

_WORTHS = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN = tuple(zip(_WORTHS, ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"], strict=True))


def roman(value: int) -> str:
    """An upper-case Roman numeral; ValueError below 1."""
    if value < 1:
        raise ValueError(f"no Roman numeral for {value}")
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def page_of(page: int, total: int) -> str:
    """The footer's page number: ``Halaman 2 dari 3``."""
    return f"Halaman {page} dari {total}"


_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def in_words(number: int) -> str:
    """A whole number from 1 to 99 in words, a greater one in digits: ``dua puluh satu``."""
    tens, ones = divmod(number, 10)
    if number in (10, 11):
        return "sepuluh" if number == 10 else "sebelas"
    if tens == 1:
        return f"{_ONES[ones]} belas"
    return (
        f"{_ONES[tens]} puluh {_ONES[ones]}".strip() if 1 < tens < 10 else _ONES[ones] if number < 10 else str(number)
    )
