"""The nomor that a new SOP is likely to get, read off those that the unit has given already."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

#: What is proposed where there is nothing to read off.
FIRST = "SOP-001"
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(19|20)\d\d")


def next_nomor(own: Sequence[str], taken: Collection[str]) -> str:
    """The next nomor after ``own`` (those of the unit), written as most of them are; one that is not in ``taken``.

    The number that counts is the one that differs most among them, a year only when nothing else does; where the year
    differs, its last one goes on. It is a proposal: a single nomor does not tell which of its numbers counts.
    """
    alike = _most_alike([nomor for nomor in own if _NUMBER.search(nomor)])
    if not alike:
        return _free(FIRST, 0, taken)
    rows = [_NUMBER.findall(nomor) for nomor in alike]
    column = _counting(rows)
    for year in _years(rows):
        if year != column:
            last = max(row[year] for row in rows)
            alike = [nomor for nomor, row in zip(alike, rows, strict=True) if row[year] == last]
            rows = [row for row in rows if row[year] == last]
    highest = max(zip(alike, rows, strict=True), key=lambda pair: int(pair[1][column]))
    return _free(_raised(highest[0], column), column, taken)


def _most_alike(nomors: Sequence[str]) -> list[str]:
    """Those written in the way that most are: the same but for their digits."""
    shapes = [_NUMBER.sub("0", nomor) for nomor in nomors]
    usual = max(shapes, key=shapes.count, default="")
    return [nomor for nomor, shape in zip(nomors, shapes, strict=True) if shape == usual]


def _counting(rows: Sequence[Sequence[str]]) -> int:
    """The column that counts: of most different values; if nothing differs, the last of the longest that is no year."""
    years = set(_years(rows))
    columns = [column for column in range(len(rows[0])) if column not in years] or list(range(len(rows[0])))
    differing = {column: len({row[column] for row in rows}) for column in columns}
    if max(differing.values()) > 1:
        return max(columns, key=lambda column: differing[column])
    return max(columns, key=lambda column: (len(rows[0][column]), column))


def _years(rows: Sequence[Sequence[str]]) -> list[int]:
    return [column for column in range(len(rows[0])) if all(_YEAR.fullmatch(row[column]) for row in rows)]


def _free(nomor: str, column: int, taken: Collection[str]) -> str:
    while nomor in taken:
        nomor = _raised(nomor, column)
    return nomor


def _raised(nomor: str, column: int) -> str:
    """The nomor with its ``column``-th number raised by one, leading zeros kept."""
    match = list(_NUMBER.finditer(nomor))[column]
    number = str(int(match[0]) + 1).zfill(len(match[0]))
    return f"{nomor[: match.start()]}{number}{nomor[match.end() :]}"
