"""The sheets of characters that stamps are written with, set in the institution's own face."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.book.merge.part import Part
from sopgen.book.merge.stamps import Sheets, characters
from sopgen.book.typeset import Typesetter


def letter_sheets(setter: Typesetter, parts: Iterable[Part]) -> Sheets:
    """Sheets that hold every character of the parts' stamps."""
    regular, bold = characters(stamp for part in parts for page in part.stamps for stamp in page)
    return Sheets(_sheet(setter, regular, bold=False), _sheet(setter, bold, bold=True))


def _sheet(setter: Typesetter, text: str, *, bold: bool) -> bytes:
    values = {"characters": text or "0", "bold": bold}
    return setter.set("book/letters.html.j2", "@huruf", "Huruf", values).pdf
