"""Indonesian dates, back from how the form prints them to ISO."""

from __future__ import annotations

import re
from datetime import date

from sopgen.model.dates import MONTHS, WEEKDAYS
from sopgen.pull.changes import short

_DATE = re.compile(r"(?:(?P<weekday>[^\W\d]+)'?\s*,\s*)?(?P<day>\d{1,2})\s+(?P<month>[^\W\d]+)\s+(?P<year>\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnclearDateError(ValueError):
    """A text that is no date, or whose weekday is another; the message is an Indonesian clause."""


def read_date(text: str) -> str:
    """``Rabu, 08 November 2017`` (weekday optional, any case) or an ISO date, as ``2017-11-08``.

    Raises UnclearDateError; a weekday that does not belong to the date is unclear, not ignored.
    """
    text = " ".join(text.split())
    if _ISO.fullmatch(text):
        return _iso(int(text[:4]), int(text[5:7]), int(text[8:]), text)
    match = _DATE.fullmatch(text)
    months = [month.casefold() for month in MONTHS]
    if match is None or match["month"].casefold() not in months:
        raise UnclearDateError(f"“{short(text)}” bukan tanggal seperti “Rabu, 08 November 2017”.")
    found = _iso(int(match["year"]), months.index(match["month"].casefold()) + 1, int(match["day"]), text)
    weekday = WEEKDAYS[date.fromisoformat(found).weekday()]
    if match["weekday"] and match["weekday"].casefold() != weekday.casefold():
        raise UnclearDateError(f"“{short(text)}” jatuh pada hari {weekday}; tanggal atau harinya keliru.")
    return found


def _iso(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise UnclearDateError(f"“{short(text)}” tidak ada di kalender.") from error
