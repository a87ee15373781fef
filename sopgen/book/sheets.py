"""The sheets of characters that stamps are written with, set in the institution's own face."""

from __future__ import annotations

from collections.abc import Iterable

from sopgen.book.merge.part import Part
from sopgen.book.merge.stamps import Sheets, characters
from sopgen.book.side_by_side import Work, side_by_side
from sopgen.book.typeset import Typesetter
from sopgen.book.typeset_pages import Typeset


def letter_sheets(setter: Typesetter, parts: Iterable[Part]) -> Sheets:
    """Sheets that hold every character of the parts' stamps."""
    regular, bold = characters(stamp for part in parts for page in part.stamps for stamp in page)
    sheets = side_by_side([_sheet(setter, regular, bold=False), _sheet(setter, bold, bold=True)])
    return Sheets(*(sheet.pdf for sheet in sheets))


def _sheet(setter: Typesetter, text: str, *, bold: bool) -> Work[Typeset]:
    values = {"characters": text or "0", "bold": bold}
    return setter.page("book/letters.html.j2", "@huruf", "Huruf", values)
