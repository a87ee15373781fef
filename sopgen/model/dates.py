"""Dates: as sources write them (ISO only), meant by who wrote one another way, and in words, without any locale.

The layout and every writer take their words from here, so that PDF, DOCX, booklet and letters say the same.
"""

from __future__ import annotations

import re
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
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(?:[A-Za-z']++(?:\s*+,)?\s++)?(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s,-]+(\d{4})", re.ASCII)
_OTHER_MONTHS = {"may": 5, "aug": 8, "ags": 8, "agt": 8, "oct": 10, "dec": 12, "nop": 11, "peb": 2}
_SHORT_MONTHS = tuple(month[:3].casefold() for month in MONTHS)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
#: Those limits as staff are told them.
YEARS = f"tahun {EARLIEST_YEAR} sampai {LATEST_YEAR}"


def parse_iso(text: str) -> date:
    """Return the date that ``text`` writes as year-month-day; ValueError when it is none."""
    match = _ISO.fullmatch(text)
    found = _date(match[1], match[2], match[3]) if match else None
    if found is None:
        raise ValueError(text)
    return found


def guess(text: str) -> date | None:
    """Return the date meant by ``08 November 2017``, ``Rabu, 8 Nov 2017``, ``8/11/2017`` or ``2017/11/8``, or None."""
    text = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _date(match[3], match[2], match[1])
    if match := _IN_WORDS.fullmatch(text):
        month = _month(match[2])
        return _date(match[3], str(month), match[1]) if month else None
    return None


def form_date(day: date | None) -> str:
    """The date as the form prints it, ``Rabu, 08 November 2017``; empty when there is none."""
    if day is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]}, {day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def letter_date(day: date | None) -> str:
    """The date as letters and covers print it, ``8 November 2017``; empty when there is none."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(word: str) -> int | None:
    start = word.casefold()[:3]
    return _SHORT_MONTHS.index(start) + 1 if start in _SHORT_MONTHS else _OTHER_MONTHS.get(start)


def _date(year: str, month: str, day: str) -> date | None:
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
