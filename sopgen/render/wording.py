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
