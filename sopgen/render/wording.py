"""How dates and numbers are written in Indonesian, without the machine's locale.

Used by every writer, so that PDF, DOCX, booklet and letters say the same.
"""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
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


def form_date(day: date | None) -> str:
    """The date as the form prints it, ``Rabu, 08 November 2017``; empty when there is none."""
    if day is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]}, {day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def letter_date(day: date | None) -> str:
    """The date as letters and covers print it, ``8 November 2017``; empty when there is none."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
