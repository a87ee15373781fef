"""How numbers are written in Indonesian, without the machine's locale (dates: ``sopgen.model.dates``).

Used by every writer, so that PDF, DOCX, booklet and letters say the same.
"""

from __future__ import annotations

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


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
