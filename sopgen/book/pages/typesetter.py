"""Setting the pages that are the booklet's and the letters' own: templates in, tagged PDF out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from jinja2 import Environment

from sopgen.book.content.blocks import Content
from sopgen.book.content.read import read
from sopgen.book.merge.part import Stamp, StampRole
from sopgen.book.packing import pack, unpack
from sopgen.book.pages.cache import PageCache, Typeset
from sopgen.book.pages.typeset_job import Manuscript, Signing, typeset
from sopgen.layout.style import PAPER_MM
from sopgen.model.dates import letter_date
from sopgen.model.institution import Institution, Paper
from sopgen.render.logo import logo_bytes
from sopgen.render.templates import css_string, environment, own_templates_may_be_wrong, template_folders

T = TypeVar("T")

LOGO = "logo"
DOTS = "titik"
STYLE_SHEET = "book/book.css"
#: The logo's address in templates: the PDF writer is handed pictures by name (``render/pdf/url_fetcher.py``).
LOGO_ADDRESS = f"sopgen:{LOGO}"


class NotKeptError(Exception):
    """Pages that the cache does not hold."""


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
class Wording:
    """A template and what it is filled with: what some pages say, in PDF and in Word."""

    template: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets pages for one institution; ``kept_only``: rather than set any, raise ``NotKeptError``.

    ``root`` is the project folder, ``day`` the date documents carry; ``cache`` keeps pages from one build to the next.
    It may be sent to another process, and sets the same pages there.
    """

    root: Path
    institution: Institution
    day: date
    cache: PageCache = field(default_factory=dict[str, bytes])
    kept_only: bool = False

    def set(
        self,
        template: str,
        key: str,
        title: str,
        values: Mapping[str, object],
        signing: Signing | None = None,
        rows: str = "",
    ) -> Typeset:
        """Set a template; ``key`` keeps its structure ids apart from other parts'. ``signing``: where to sign in it.

        ``rows`` as in a manuscript.
        Raises ``UserError`` for a faulty template of the office's own, and for whatever the PDF writer finds amiss.
        """
        with own_templates_may_be_wrong(self.root):
            manuscript = self._manuscript(template, key, title, values, signing, rows)
        found = unpack(Typeset, self.cache.get(manuscript.digest))
        if found is not None:
            return found
        if self.kept_only:
            raise NotKeptError(key)
        found = typeset(manuscript)
        self.cache[manuscript.digest] = pack(found)
        return found

    def content(self, wording: Wording) -> Content:
        """What pages say, as a list that Word prints: read from the HTML that their PDF is set from.

        Raises ``UserError`` for a faulty template of the office's own, and for an element that Word cannot print.
        """
        with own_templates_may_be_wrong(self.root):
            html = self._html(wording.template, "", wording.values)
        return read(html, wording.template)

    def _html(self, template: str, title: str, values: Mapping[str, object]) -> str:
        frame = {
            "title": title,
            "institution": self.institution,
            "paper": Sheet.of(self.institution.format.kertas),
            "family": css_string(self.institution.format.huruf),
        }
        return _environment(template_folders(self.root)).get_template(template).render({**values, **frame})

    def _manuscript(
        self, template: str, key: str, title: str, values: Mapping[str, object], signing: Signing | None, rows: str
    ) -> Manuscript:
        jinja = _environment(template_folders(self.root))
        institution = self.institution
        html = self._html(template, title, values)
        dots = jinja.get_template("book/dots.svg").render().encode()
        style = jinja.get_template(STYLE_SHEET).render()
        pictures = {LOGO: logo_bytes(institution, self.root), DOTS: dots}
        return Manuscript(html, style, pictures, key, title, institution.nama, self.day, signing, rows)


def set_all(setter: Typesetter, works: Iterable[Callable[[Typesetter], T]], executor: Executor | None) -> tuple[T, ...]:
    """What the works come to, in order. Where there is an executor it does, side by side, all but those whose pages are
    kept already: a work and its data may be large.
    """
    if executor is None:
        return tuple(work(setter) for work in works)
    waiting = [_begin(setter, work, executor) for work in works]
    return tuple(wait() for wait in waiting)


def _begin(setter: Typesetter, work: Callable[[Typesetter], T], executor: Executor) -> Callable[[], T]:
    """Have the work done; what is returned waits for it."""
    try:
        found = work(replace(setter, kept_only=True))
    except NotKeptError:
        return executor.submit(work, setter).result
    return lambda: found


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Environment:
    """The environment of these pages' templates, which knows some filters more."""
    jinja = environment(folders).overlay()
    jinja.filters = {**jinja.filters, "letter_date": letter_date, "sop_link": sop_link}
    return jinja


def sop_link(nomor: str) -> str:
    """The address that the merge turns into a jump to an SOP's first page."""
    return "sop:" + quote(nomor, safe="")


def watermark(text: str, sheet: Sheet) -> Stamp:
    """A word across a landscape page, behind what it holds."""
    middle = (sheet.long / 2, sheet.short / 2 - 28)
    return Stamp(text, *middle, 130, bold=True, grey=0.88, angle=30, role=StampRole.WATERMARK)
