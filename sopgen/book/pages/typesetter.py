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
from sopgen.render.own_templates import Folders, hold_to_length, own_files, own_templates_may_be_wrong
from sopgen.render.templates import css_string, environment, template_folders

T = TypeVar("T")

LOGO = "logo"
DOTS = "titik"
STYLE_SHEET = "book/book.css"
#: Names of the templates that make these pages begin so.
KINDS = ("book/", "letter/")
#: Pages that nobody sees: characters for stamps. An office's templates do not touch them.
TECHNICAL = frozenset({"book/letters.html.j2"})
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
        Raises ``OwnTemplateError`` for a faulty template of the office's own, ``UserError`` for whatever else the PDF
        writer finds amiss.
        """
        folders = template_folders(None if template in TECHNICAL else self.root)
        own = own_files(folders, *KINDS)

        def made(from_folders: Folders) -> Manuscript:
            return self._manuscript(from_folders, template, key, title, values, signing, rows)

        with own_templates_may_be_wrong(folders, *KINDS, without=lambda: made(folders[-1:])):
            manuscript = made(folders)
        found = unpack(Typeset, self.cache.get(manuscript.digest))
        if found is not None:
            return found
        if self.kept_only:
            raise NotKeptError(key)
        found = self._typeset_own(manuscript, made(folders[-1:]), template, own) if own else typeset(manuscript)
        self.cache[manuscript.digest] = pack(found)
        return found

    def _typeset_own(self, manuscript: Manuscript, shipped: Manuscript, template: str, own: tuple[str, ...]) -> Typeset:
        """Set pages that templates of the office's own made; ``shipped`` is the same without them."""
        folders = template_folders(self.root)
        hold_to_length(folders, own, STYLE_SHEET, manuscript.style, shipped.style)
        hold_to_length(folders, own, template, manuscript.html, shipped.html)
        checked = own_templates_may_be_wrong(folders, *KINDS, without=lambda: typeset(shipped))
        return typeset(manuscript, checked, shipped)

    def content(self, wording: Wording) -> Content:
        """What pages say, as a list that Word prints: read from the HTML that their PDF is set from.

        Raises ``OwnTemplateError`` for a faulty template of the office's own, or one with what Word cannot print.
        """
        folders = template_folders(self.root)

        def made(from_folders: Folders) -> Content:
            return read(self._html(from_folders, wording.template, "", wording.values), wording.template)

        with own_templates_may_be_wrong(folders, *KINDS, without=lambda: made(folders[-1:])):
            return made(folders)

    def _html(self, folders: Folders, template: str, title: str, values: Mapping[str, object]) -> str:
        frame = {
            "title": title,
            "institution": self.institution,
            "paper": Sheet.of(self.institution.format.kertas),
            "family": css_string(self.institution.format.huruf),
        }
        return _environment(folders).get_template(template).render({**values, **frame})

    def _manuscript(
        self,
        folders: Folders,
        template: str,
        key: str,
        title: str,
        values: Mapping[str, object],
        signing: Signing | None,
        rows: str,
    ) -> Manuscript:
        jinja = _environment(folders)
        institution = self.institution
        html = self._html(folders, template, title, values)
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
