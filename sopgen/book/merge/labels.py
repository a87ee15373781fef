"""What is printed for a page's number, and the page labels that make viewers show the same (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pikepdf import Array, Dictionary, Name

from sopgen.book.merge.part import Numerals

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number from 1 in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def page_numbers(counts: Iterable[tuple[Numerals, int]]) -> list[list[str]]:
    """Numbers as printed, part by part, of parts with so many pages; counting begins anew when the numerals change."""
    printed: list[list[str]] = []
    current: Numerals | None = None
    last = 0
    for numerals, count in counts:
        last = last if numerals is current else 0
        current = numerals
        numbers = range(last + 1, last + count + 1)
        printed.append([roman(number) if numerals is Numerals.ROMAN else str(number) for number in numbers])
        last += count
    return printed


def page_labels(counts: Sequence[tuple[Numerals, int]]) -> Dictionary:
    """The page labels of parts with so many pages, as a number tree."""
    entries = Array()
    current: Numerals | None = None
    page = 0
    for numerals, count in counts:
        if numerals is not current:
            entries.append(page)
            entries.append(Dictionary(S=Name(f"/{numerals.value}"), St=1))
            current = numerals
        page += count
    return Dictionary(Nums=entries)
