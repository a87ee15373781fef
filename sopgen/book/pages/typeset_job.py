"""What is to be set, whole, and the setting of it: a pure function, for this process or another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sopgen.book.pages.cache import Box, Typeset, cache_key
from sopgen.findings import UserError
from sopgen.render.garbage import collected_at_end
from sopgen.render.own_templates import AmissError
from sopgen.render.pdf.signature import SignatureField

if TYPE_CHECKING:
    from sopgen.render.pdf.weasyprint import Document

_MM_PER_PIXEL = 25.4 / 96
_IDS = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Signing:
    """Where a document is signed: in the box of the element whose id is ``anchor``."""

    anchor: str
    name: str
    label: str

    def field(self, page: int, box: Box) -> SignatureField:
        """The field, now that its place is known."""
        return SignatureField(page, box.left, box.top, box.right, box.bottom, self.name, self.label)


@dataclass(frozen=True)
class Manuscript:
    """Pages to set: HTML, style sheet, pictures by name; what their PDF says about itself; where it is signed.

    ``rows``: these are not all rows of a list; their ids are this and a number each. Pages that rows to come might
    still change are left out, so the next manuscript begins with the first row that is missing.
    """

    html: str
    style: str
    pictures: Mapping[str, bytes]
    key: str
    title: str
    author: str
    day: date
    signing: Signing | None = None
    rows: str = ""

    @cached_property
    def digest(self) -> str:
        """What tells it from all others."""
        said = (self.key, self.title, self.author, self.day.isoformat(), repr(self.signing), self.rows)
        return cache_key(self.html, self.style, *self.pictures.values(), *said)


def typeset(
    manuscript: Manuscript, own: AbstractContextManager[None] | None = None, shipped: Manuscript | None = None
) -> Typeset:
    """Set the pages. Raises ``UserError`` for whatever the PDF writer finds amiss.

    ``own`` is what the office's own templates are used in, ``shipped`` the same pages without them: what these name in
    their HTML must have a place.
    """
    from sopgen.render.pdf import engine  # late: WeasyPrint takes half a second to import

    try:
        with own or nullcontext(), collected_at_end():
            found = _typeset(manuscript)
            if shipped is not None:
                require_places(manuscript, shipped, found)
            return found
    except engine.LoggedError as error:
        raise UserError(f"Halaman “{manuscript.title}” tidak dapat dibuat dengan lengkap: {error.lines[0]}") from error


def require_places(manuscript: Manuscript, shipped: Manuscript, found: Typeset) -> None:
    """Raise AmissError when pages lack a place that the shipped templates give them."""
    wanted = dict.fromkeys(_IDS.findall(shipped.html))
    there = set(_IDS.findall(manuscript.html))
    if not manuscript.rows:
        there &= set(found.anchors)
    missing = next((name for name in wanted if name not in there), None)
    if missing is not None:
        raise AmissError(f"tidak mencetak bagian dengan id=“{missing}”")
    if manuscript.rows and found.pages and not any(name.startswith(manuscript.rows) for name in found.anchors):
        raise AmissError("membuat halaman tanpa baris daftar")


def _typeset(manuscript: Manuscript) -> Typeset:
    from sopgen.render.pdf import engine

    document = engine.typeset(engine.Markup(manuscript.html, manuscript.style, manuscript.pictures))
    if manuscript.rows:
        document = document.copy(document.pages[: full_pages(document, manuscript.rows)])
    return _written(document, manuscript)


def full_pages(document: Document, rows: str) -> int:
    """How many pages stay as they are whatever rows follow: those before the last page that begins with a new row."""
    found = [_rows(page.anchors, rows) for page in document.pages]
    for number in range(len(found) - 1, 0, -1):
        if found[number] and found[number][0] not in found[number - 1]:
            return number
    return 0


def _rows(anchors: Mapping[str, object], rows: str) -> Sequence[int]:
    numbers = (name.removeprefix(rows) for name in anchors if name.startswith(rows))
    return sorted(int(number) for number in numbers if number.isdecimal())


def _written(document: Document, manuscript: Manuscript) -> Typeset:
    from sopgen.render.pdf import engine

    if not document.pages:
        return Typeset(b"", 0, {})
    anchors: dict[str, tuple[int, Box]] = {}
    for number, page in enumerate(document.pages):
        for name, edges in page.anchors.items():
            anchors.setdefault(name, (number, Box(*(edge * _MM_PER_PIXEL for edge in edges))))
    day, signing = manuscript.day, manuscript.signing
    about = engine.About(manuscript.key, manuscript.title, manuscript.author, created=day, modified=day)
    field = signing.field(*anchors[signing.anchor]) if signing else None
    return Typeset(engine.write(document, about, signature=field), len(document.pages), anchors)
