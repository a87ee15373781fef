"""The booklet's own pages: front matter, chapters' pages, back matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from sopgen.book.merge.labels import printed_number
from sopgen.book.merge.part import Numerals
from sopgen.book.pages.abbreviations import list_abbreviations
from sopgen.book.pages.cache import Typeset
from sopgen.book.pages.contents import (
    ABBREVIATIONS,
    CONTENTS,
    DECISION,
    EXPLANATION,
    FRONT,
    INDEX,
    NOTES,
    PREFACE,
    REGISTER,
    ContentsEntry,
    chapter_key,
    list_contents,
)
from sopgen.book.pages.register import register
from sopgen.book.pages.regulations import index_regulations, index_rows
from sopgen.book.pages.typesetter import Typesetter, set_all
from sopgen.book.plan import Plan, PlannedChapter
from sopgen.model.book import Book
from sopgen.render.wording import roman

_LONG = 120  # characters of a chapter's title that is set smaller
LISTED = 14  # SOPs that a chapter's page still lists; it must stay one page


@dataclass(frozen=True, slots=True)
class _List:
    """A list of any length: its template, what its rows' ids begin with, how many of them are set at once.

    WeasyPrint's memory grows with the pages that it sets at once.
    """

    template: str
    name: str
    together: int


_CONTENTS = _List("book/contents.html.j2", "isi", 100)
_INDEX = _List("book/regulations.html.j2", "dasar-hukum", 40)
_REGISTER = _List("book/register.html.j2", "register", 100)


@dataclass(frozen=True, slots=True)
class Matter:
    """Pages of the booklet's own that belong together, set in one piece or in several."""

    key: str
    title: str
    pieces: tuple[Typeset, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(piece.pages for piece in self.pieces)

    @property
    def places(self) -> Mapping[str, int]:
        """The page of each place, from 0."""
        firsts = accumulate((piece.pages for piece in self.pieces), initial=0)
        pairs = zip(self.pieces, firsts, strict=False)
        return {name: first + page for piece, first in pairs for name, (page, _) in piece.anchors.items()}

    def rows(self, name: str) -> tuple[int, ...]:
        """The pages of ``name-1``, ``name-2`` ..."""
        found = {
            int(place.rpartition("-")[2]): page
            for place, page in self.places.items()
            if re.fullmatch(rf"{name}-\d+", place)
        }
        return tuple(found[number] for number in sorted(found))

    def key_of(self, piece: int) -> str:
        """The key of a piece among the parts; the first one's is the matter's."""
        return f"{self.key}-{piece + 1}" if piece else self.key


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Front and back matter in the order of the pages, and the contents with all numbers. ``index`` may be empty."""

    front: tuple[Matter, ...]
    contents: Matter
    index: Matter
    register: Matter
    entries: tuple[ContentsEntry, ...]

    @property
    def back(self) -> tuple[Matter, ...]:
        """What stands behind the SOPs."""
        return self.index, self.register

    @property
    def entry_breaks(self) -> tuple[int, ...]:
        """The entries of the contents (from 0) that open a page, but for the first."""
        pages = self.contents.rows("isi")
        return tuple(number for number in range(1, len(pages)) if pages[number] != pages[number - 1])

    @property
    def back_pages(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The page of each line of the index, and of each line of the register."""
        return self.index.rows("dasar-hukum"), self.register.rows("register")


def set_own_pages(setter: Typesetter, book: Book, plan: Plan, executor: Executor | None = None) -> OwnPages:
    """Set front and back matter, side by side where there is an executor.

    Numbers take no room from the contents' texts, so these are set before all numbers are known; then what lacked
    some once more.
    """
    abbreviations = list_abbreviations((planned.sop for planned in plan.sops), setter.institution.jabatan)
    regulations = index_rows(index_regulations(planned.sop for planned in plan.sops))
    sections = _sections(book, bool(abbreviations), bool(regulations))
    numbers = {planned.sop.nomor: planned.first for planned in plan.sops}
    works = (
        partial(_one, Matter(FRONT, "Halaman Depan"), "book/front.html.j2", {"book": book}),
        partial(_one, Matter(NOTES, "Penjelasan"), "book/notes.html.j2", _notes(book, abbreviations)),
        partial(_contents, list_contents(book, plan, {}, sections=sections)),
        partial(_rows, Matter(INDEX, "Indeks Dasar Hukum"), _INDEX, regulations, numbers),
        partial(_rows, Matter(REGISTER, "Register SOP"), _REGISTER, register(plan), numbers),
    )
    front, notes, contents, index, lines = set_all(setter, works, executor)
    pages = _numbers((front, contents, notes), plan.end, (index, lines))
    entries = list_contents(book, plan, pages, sections=sections)
    (contents,) = set_all(setter, (partial(_contents, entries),), executor)
    return OwnPages((front, contents, notes), contents, index, lines, entries)


def set_chapters(
    setter: Typesetter, chapters: Sequence[PlannedChapter], executor: Executor | None = None
) -> tuple[Typeset, ...]:
    """The chapters' pages, each with the list of its SOPs when that fits on one page."""
    return set_all(setter, [partial(_chapter, chapter) for chapter in chapters], executor)


def chapter_span(chapter: PlannedChapter) -> str:
    """What a chapter's page says when it cannot list its SOPs."""
    return f"{len(chapter.sops)} SOP, halaman {chapter.sops[0].first} sampai dengan {chapter.sops[-1].last}"


def _chapter(chapter: PlannedChapter, setter: Typesetter) -> Typeset:
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


def _sections(book: Book, abbreviations: bool, index: bool) -> frozenset[str]:
    """The addresses of what there is before and behind the SOPs."""
    present = {
        f"{FRONT}/{DECISION}": book.keputusan is not None,
        f"{FRONT}/{PREFACE}": bool(book.kata_pengantar),
        CONTENTS: True,
        f"{NOTES}/{EXPLANATION}": bool(book.ruang_lingkup or book.ringkasan or book.definisi),
        f"{NOTES}/{ABBREVIATIONS}": abbreviations,
        INDEX: index,
        REGISTER: True,
    }
    return frozenset(address for address, there in present.items() if there)


def _notes(book: Book, abbreviations: Sequence[object]) -> dict[str, object]:
    there = book.ruang_lingkup or book.ringkasan or book.definisi or abbreviations
    return {"book": book, "abbreviations": abbreviations} if there else {}


def _one(matter: Matter, template: str, values: Mapping[str, object], setter: Typesetter) -> Matter:
    """Matter of few pages, in one piece; without values there is none."""
    if not values:
        return matter
    return replace(matter, pieces=(setter.set(template, matter.key, matter.title, values),))


def _contents(entries: Sequence[ContentsEntry], setter: Typesetter) -> Matter:
    return _rows(Matter(CONTENTS, "Daftar Isi"), _CONTENTS, entries, {}, setter)


def _rows(
    matter: Matter, kind: _List, rows: Sequence[object], numbers: Mapping[str, int], setter: Typesetter
) -> Matter:
    """Set a list piece by piece; ``numbers`` are those of the SOPs' first pages, for the rows that name them.

    A piece gives up its last page, which the next one begins with: so pages break as if all were set at once.
    """
    pieces: list[Typeset] = []
    start, count = 0, kind.together
    while start < len(rows):
        last = start + count >= len(rows)
        values = {"rows": rows[start : start + count], "start": start, "last": last, "pages": numbers}
        key = matter.key_of(len(pieces))
        page = setter.set(kind.template, key, matter.title, values, rows="" if last else f"{kind.name}-")
        if not page.pages:  # rows so long that no page is sure yet
            count *= 2
            continue
        pieces.append(page)
        start, count = start + len(Matter(key, "", (page,)).rows(kind.name)), kind.together
    return replace(matter, pieces=tuple(pieces))


def _numbers(front: Sequence[Matter], end: int, back: Sequence[Matter]) -> dict[str, str]:
    """The printed numbers of matter and of all places in it, by address; behind the SOPs, the first page is ``end``."""
    found: dict[str, str] = {}
    for numerals, first, matters in ((Numerals.ROMAN, 1, front), (Numerals.ARABIC, end, back)):
        for matter in matters:
            places = {matter.key: 0, **{f"{matter.key}/{name}": page for name, page in matter.places.items()}}
            found |= {address: printed_number(first + page, numerals) for address, page in places.items()}
            first += matter.pages
    return found
