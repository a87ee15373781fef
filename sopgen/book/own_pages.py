"""The booklet's own pages: front matter, chapters' pages, back matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sopgen.book.abbreviations import list_abbreviations
from sopgen.book.contents import BACK, FRONT, BackSection, Entry, chapter_key, list_contents
from sopgen.book.merge.labels import printed_number
from sopgen.book.merge.part import Numerals
from sopgen.book.plan import Plan, PlannedChapter
from sopgen.book.register import register
from sopgen.book.regulations import index_regulations, index_rows
from sopgen.book.typeset import Typesetter, sop_link
from sopgen.book.typeset_pages import Box, Typeset
from sopgen.model.book import Book
from sopgen.render.wording import roman

_LONG = 120  # characters of a chapter's title that is set smaller
LISTED = 14  # SOPs that a chapter's page still lists; it must stay one page
_BACK_TITLES = {"indeks-dasar-hukum": "Indeks Dasar Hukum", "register": "Register SOP"}


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Front and back matter, and the contents that the front matter prints, now with all numbers."""

    front: Typeset
    back: Typeset
    contents: tuple[Entry, ...]

    @property
    def entry_breaks(self) -> tuple[int, ...]:
        """The entries of the contents (from 0) that open a page, but for the first."""
        pages = _pages(self.front.anchors, "isi")
        return tuple(number for number in range(1, len(pages)) if pages[number] != pages[number - 1])

    @property
    def back_pages(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The page of each line of the index, and of each line of the register."""
        return _pages(self.back.anchors, "dasar-hukum"), _pages(self.back.anchors, "register")


def set_own_pages(setter: Typesetter, book: Book, plan: Plan) -> OwnPages:
    """Set front and back matter: the back first, because the contents name its pages."""
    back = _set_back(setter, plan)
    abbreviations = list_abbreviations((planned.sop for planned in plan.sops), setter.institution.jabatan)
    contents = list_contents(book, plan, _back_sections(back, plan), abbreviations=bool(abbreviations))
    values = {"book": book, "contents": contents, "abbreviations": abbreviations}
    front = setter.set("book/front.html.j2", FRONT, book.judul, values)
    return OwnPages(front, back, tuple(_numbered(entry, front) for entry in contents))


def set_chapter(setter: Typesetter, chapter: PlannedChapter) -> Typeset:
    """A chapter's page, with the list of its SOPs when that fits on one page."""
    values = {
        "chapter": chapter,
        "number": roman(chapter.number),
        "listed": len(chapter.sops) <= LISTED,
        "span": chapter_span(chapter),
        "long": len(chapter.judul) > _LONG,
    }
    key = chapter_key(chapter.number)
    page = setter.set("book/chapter.html.j2", key, chapter.judul, values)
    if page.pages > 1:
        page = setter.set("book/chapter.html.j2", key, chapter.judul, {**values, "listed": False})
    return page


def chapter_span(chapter: PlannedChapter) -> str:
    """What a chapter's page says when it cannot list its SOPs."""
    return f"{len(chapter.sops)} SOP, halaman {chapter.sops[0].first} sampai dengan {chapter.sops[-1].last}"


def _numbered(entry: Entry, front: Typeset) -> Entry:
    """An entry of the front matter with its page, now that it is known."""
    if entry.page is not None:
        return entry
    page, _ = front.anchors[entry.href.removeprefix("#")]
    return replace(entry, page=printed_number(page + 1, Numerals.ROMAN))


def _pages(anchors: Mapping[str, tuple[int, Box]], name: str) -> tuple[int, ...]:
    """The pages of ``name-1``, ``name-2`` ..."""
    found = {
        int(anchor.rpartition("-")[2]): page
        for anchor, (page, _) in anchors.items()
        if re.fullmatch(rf"{name}-\d+", anchor)
    }
    return tuple(found[number] for number in sorted(found))


def _set_back(setter: Typesetter, plan: Plan) -> Typeset:
    values = {
        "regulations": index_rows(index_regulations(planned.sop for planned in plan.sops)),
        "register": register(plan),
        "pages": {planned.sop.nomor: planned.first for planned in plan.sops},
    }
    return setter.set("book/back.html.j2", BACK, "Indeks dan Register", values)


def _back_sections(back: Typeset, plan: Plan) -> tuple[BackSection, ...]:
    found = sorted((page, name) for name, (page, _) in back.anchors.items() if name in _BACK_TITLES)
    return tuple(BackSection(_BACK_TITLES[name], sop_link(f"{BACK}/{name}"), plan.end + page) for page, name in found)
