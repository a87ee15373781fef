"""What is printed for a page's number, and the page labels that make viewers show the same (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pikepdf import Array, Dictionary, Name

from sopgen.book.merge.part import Numerals
from sopgen.render.wording import roman


def page_numbers(counts: Iterable[tuple[Numerals, int]]) -> list[list[str]]:
    """Numbers as printed, part by part, of parts with so many pages; counting begins anew when the numerals change."""
    printed: list[list[str]] = []
    current: Numerals | None = None
    last = 0
    for numerals, count in counts:
        last = last if numerals is current else 0
        current = numerals
        numbers = range(last + 1, last + count + 1)
        printed.append([printed_number(number, numerals) for number in numbers])
        last += count
    return printed


def printed_number(number: int, numerals: Numerals) -> str:
    """A page number as it is printed."""
    return roman(number).lower() if numerals is Numerals.ROMAN else str(number)


def page_labels(counts: Sequence[tuple[Numerals, int]], first: int = 1) -> Dictionary:
    """The page labels of parts with so many pages, as a number tree; ``first`` is the very first page's number."""
    entries = Array()
    current: Numerals | None = None
    page = 0
    for numerals, count in counts:
        if numerals is not current:
            entries.append(page)
            entries.append(Dictionary(S=Name(f"/{numerals.value}"), St=1 if page else first))
            current = numerals
        page += count
    return Dictionary(Nums=entries)
