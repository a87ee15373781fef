"""Setting the pages that are the booklet's and the letters' own: templates in, tagged PDF out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sopgen.book.merge.part import Stamp, StampRole
from sopgen.book.typeset_pages import Box, PageCache, Typeset, cache_key, pack, unpack
from sopgen.findings import UserError
from sopgen.layout.style import PAPER_MM
from sopgen.model.institution import Institution, Paper
from sopgen.render.logo import logo_bytes
from sopgen.render.signature import SignatureField
from sopgen.render.templates import css_string, environment, own_templates_may_be_wrong, template_folders
from sopgen.render.wording import letter_date

if TYPE_CHECKING:
    from sopgen.render.weasy import Document

LOGO = "logo"
_MM_PER_PIXEL = 25.4 / 96
DOTS = "titik"
STYLE_SHEET = "book/book.css"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper by its edges, in mm."""

    short: float
    long: float

    @classmethod
    def of(cls, paper: Paper) -> Sheet:
        """The edges of a paper size."""
        long, short = PAPER_MM[paper]
        return cls(short, long)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets pages for one institution.

    ``root`` is the project folder, ``day`` the date documents carry; ``cache`` keeps pages from one build to the next.
    """

    root: Path
    institution: Institution
    day: date
    cache: PageCache | None = None

    def set(
        self, template: str, key: str, title: str, values: Mapping[str, object], signing: Signing | None = None
    ) -> Typeset:
        """Set a template; ``key`` keeps its structure ids apart from other parts'. ``signing``: where to sign in it.

        Raises ``UserError`` for a faulty template of the office's own, and for whatever the PDF writer finds amiss.
        """
        with own_templates_may_be_wrong(self.root):
            page = self._page(template, title, values)
        if self.cache is None:
            return self._write(page, key, title, signing)
        kept = cache_key(
            page.html, page.style, *page.pictures.values(), key, title, self.day.isoformat(), repr(signing)
        )
        found = unpack(self.cache.get(kept))
        if found is None:
            found = self._write(page, key, title, signing)
            self.cache.put(kept, pack(found))
        return found

    def _page(self, template: str, title: str, values: Mapping[str, object]) -> _Page:
        jinja = environment(template_folders(self.root)).overlay()
        jinja.filters = {**jinja.filters, "letter_date": letter_date, "sop_link": sop_link}
        institution = self.institution
        frame = {
            "title": title,
            "institution": institution,
            "paper": Sheet.of(institution.format.kertas),
            "family": css_string(institution.format.huruf),
        }
        html = jinja.get_template(template).render({**values, **frame})
        dots = jinja.get_template("book/dots.svg").render().encode()
        style = jinja.get_template(STYLE_SHEET).render()
        return _Page(html, style, {LOGO: logo_bytes(institution, self.root), DOTS: dots})

    def _write(self, page: _Page, key: str, title: str, signing: Signing | None) -> Typeset:
        from sopgen.render import engine  # late: WeasyPrint takes half a second to import

        try:
            document = engine.typeset(engine.Markup(page.html, page.style, page.pictures))
            return self._written(document, key, title, signing)
        except engine.LoggedError as error:
            raise UserError(f"Halaman “{title}” tidak dapat dibuat dengan utuh: {error.lines[0]}") from error

    def _written(self, document: Document, key: str, title: str, signing: Signing | None) -> Typeset:
        from sopgen.render import engine

        anchors = {
            name: (number, Box(*(edge * _MM_PER_PIXEL for edge in edges)))
            for number, laid_out in enumerate(document.pages)
            for name, edges in laid_out.anchors.items()
        }
        about = engine.About(key, title, self.institution.nama, created=self.day, modified=self.day)
        field = signing.field(*anchors[signing.anchor]) if signing else None
        return Typeset(engine.write(document, about, signature=field), len(document.pages), anchors)


@dataclass(frozen=True, slots=True)
class Signing:
    """Where a document is signed: in the box of the element whose id is ``anchor``."""

    anchor: str
    name: str
    label: str

    def field(self, page: int, box: Box) -> SignatureField:
        """The field, now that its place is known."""
        return SignatureField(page, box.left, box.top, box.right, box.bottom, self.name, self.label)


@dataclass(frozen=True, slots=True)
class _Page:
    """Pages to set: HTML, style sheet, pictures by name."""

    html: str
    style: str
    pictures: Mapping[str, bytes]


def sop_link(nomor: str) -> str:
    """The address that the merge turns into a jump to an SOP's first page."""
    return "sop:" + quote(nomor, safe="")


def watermark(text: str, sheet: Sheet) -> Stamp:
    """A word across a landscape page, behind what it holds."""
    middle = (sheet.long / 2, sheet.short / 2 - 28)
    return Stamp(text, *middle, 130, bold=True, grey=0.88, angle=30, role=StampRole.WATERMARK)
