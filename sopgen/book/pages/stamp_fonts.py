"""The sheets of characters that stamps are written with, set in the institution's own face."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial

from sopgen.book.merge.part import Part, Sheets, characters
from sopgen.book.pages.cache import Typeset
from sopgen.book.pages.typesetter import Typesetter, set_all


def letter_sheets(setter: Typesetter, parts: Iterable[Part], executor: Executor | None = None) -> Sheets:
    """Sheets that hold every character of the parts' stamps; set by ``executor`` where there is one."""
    regular, bold = characters(stamp for part in parts for page in part.stamps for stamp in page)
    sheets = set_all(setter, (partial(_sheet, regular, False), partial(_sheet, bold, True)), executor)
    return Sheets(*(sheet.pdf for sheet in sheets))


def _sheet(text: str, bold: bool, setter: Typesetter) -> Typeset:
    values = {"characters": text or "0", "bold": bold}
    return setter.set("book/letters.html.j2", "@huruf", "Huruf", values)
