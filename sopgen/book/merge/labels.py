"""The page labels that make viewers show the numbers that are printed (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name

from sopgen.book.merge.part import Numerals


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
