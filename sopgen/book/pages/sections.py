"""The booklet's own pages: front matter, chapters' pages, back matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate

from sopgen.book.content.blocks import headings
from sopgen.book.merge.part import Numerals, printed_number
from sopgen.book.pages.abbreviations import list_abbreviations
from sopgen.book.pages.cache import Typeset
from sopgen.book.pages.contents import (
    CONTENTS,
    FRONT,
    INDEX,
    NOTES,
    REGISTER,
    ContentsEntry,
    Place,
    chapter_key,
    list_contents,
)
from sopgen.book.pages.decision import decision_page
from sopgen.book.pages.register import register
from sopgen.book.pages.regulations import index_regulations, index_rows
from sopgen.book.pages.typesetter import Typesetter, Wording, set_all
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

    def wording(
        self, rows: Sequence[object], numbers: Mapping[str, int], start: int = 0, end: int | None = None
    ) -> Wording:
        """The list, or the piece of it from row ``start`` on; ``numbers`` are those of the SOPs' first pages."""
        last = end is None or end >= len(rows)
        return Wording(self.template, {"rows": rows[start:end], "start": start, "last": last, "pages": numbers})


_CONTENTS = _List("book/contents.html.j2", "isi", 100)
_INDEX = _List("book/regulations.html.j2", "dasar-hukum", 40)
_REGISTER = _List("book/register.html.j2", "register", 100)


@dataclass(frozen=True, slots=True)
class Matter:
    """Pages of the booklet's own that belong together, set in one piece or in several; ``wording`` is all they say."""

    key: str
    title: str
    wording: Wording = field(default=Wording("", {}), repr=False)
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
    """Front and back matter in the order of the pages, and the contents' lines with all numbers."""

    front: tuple[Matter, ...]
    back: tuple[Matter, ...]
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A chapter's page as it is set."""

    wording: Wording
    typeset: Typeset

    @property
    def pages(self) -> int:
        """How many pages it has: more than one when its title is that long."""
        return self.typeset.pages


def set_own_pages(setter: Typesetter, book: Book, plan: Plan, executor: Executor | None = None) -> OwnPages:
    """Set front and back matter, side by side where there is an executor.

    Numbers take no room from the contents' texts, so these are set before all numbers are known; then what lacked
    some once more.
    """
    numbers = {planned.sop.nomor: planned.first for planned in plan.sops}
    sops = [planned.sop for planned in plan.sops]
    explained = {"book": book, "abbreviations": list_abbreviations(sops, setter.institution.jabatan)}
    front = Matter(FRONT, "Halaman Depan", Wording("book/front.html.j2", _front_values(book)))
    notes = Matter(NOTES, "Penjelasan", Wording("book/notes.html.j2", explained))
    regulations, lines = index_rows(index_regulations(sops)), register(plan)
    before = (*_places(front, setter), *_listed(CONTENTS, _CONTENTS, setter), *_places(notes, setter))
    behind = (*(_listed(INDEX, _INDEX, setter) if regulations else ()), *_listed(REGISTER, _REGISTER, setter))
    entries = partial(list_contents, plan, front=before, back=behind)
    works = (
        partial(_one, front),
        partial(_one, notes),
        partial(_contents, entries({})),
        partial(_rows, Matter(INDEX, "Indeks Dasar Hukum"), _INDEX, regulations, numbers),
        partial(_rows, Matter(REGISTER, "Register SOP"), _REGISTER, lines, numbers),
    )
    front, notes, contents, *back = set_all(setter, works, executor)
    numbered = entries(_numbers((front, contents, notes), plan.end, back))
    (contents,) = set_all(setter, (partial(_contents, numbered),), executor)
    return OwnPages((front, contents, notes), tuple(back), numbered)


def _front_values(book: Book) -> dict[str, object]:
    """What the front matter's template is filled with."""
    return {"book": book, "page": decision_page(book.keputusan) if book.keputusan else None}


def set_chapters(
    setter: Typesetter, chapters: Sequence[PlannedChapter], executor: Executor | None = None
) -> tuple[ChapterPage, ...]:
    """The chapters' pages, each with the list of its SOPs when that fits on one page."""
    made = set_all(setter, [partial(_chapter, chapter) for chapter in chapters], executor)
    pairs = zip(chapters, made, strict=True)
    return tuple(ChapterPage(_chapter_wording(chapter, listed), page) for chapter, (listed, page) in pairs)


def chapter_span(chapter: PlannedChapter) -> str:
    """What a chapter's page says when it cannot list its SOPs."""
    if not chapter.sops:
        return "Bab ini belum memuat SOP; sebabnya tercatat dalam Register SOP."
    return f"{len(chapter.sops)} SOP, halaman {chapter.sops[0].first} sampai dengan {chapter.sops[-1].last}"


def _chapter(chapter: PlannedChapter, setter: Typesetter) -> tuple[bool, Typeset]:
    """Whether a chapter's page lists its SOPs, and the page."""
    listed = 0 < len(chapter.sops) <= LISTED
    page = _chapter_page(chapter, listed, setter)
    return (False, _chapter_page(chapter, False, setter)) if page.pages > 1 else (listed, page)


def _chapter_page(chapter: PlannedChapter, listed: bool, setter: Typesetter) -> Typeset:
    wording = _chapter_wording(chapter, listed)
    return setter.set(wording.template, chapter_key(chapter.number), chapter.judul, wording.values)


def _chapter_wording(chapter: PlannedChapter, listed: bool) -> Wording:
    values = {
        "chapter": chapter,
        "number": roman(chapter.number),
        "listed": listed,
        "span": chapter_span(chapter),
        "long": len(chapter.judul) > _LONG,
    }
    return Wording("book/chapter.html.j2", values)


def _places(matter: Matter, setter: Typesetter) -> Iterator[Place]:
    """The headings in a matter that the contents list: those that a link can lead to."""
    for heading in headings(setter.content(matter.wording)):
        if heading.level == 1 and heading.place:
            yield Place(heading.title, f"{matter.key}/{heading.place}")


def _listed(key: str, kind: _List, setter: Typesetter) -> Iterator[Place]:
    """A list as the contents name it: by its first heading."""
    for heading in headings(setter.content(kind.wording((), {})))[:1]:
        yield Place(heading.title, key)


def _one(matter: Matter, setter: Typesetter) -> Matter:
    """Matter of few pages, in one piece; where there is nothing to say there is none."""
    if not any(pages.blocks for pages in setter.content(matter.wording)):
        return matter
    wording = matter.wording
    return replace(matter, pieces=(setter.set(wording.template, matter.key, matter.title, wording.values),))


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
        piece = kind.wording(rows, numbers, start, start + count)
        key = matter.key_of(len(pieces))
        unsure = "" if piece.values["last"] else f"{kind.name}-"
        page = setter.set(piece.template, key, matter.title, piece.values, rows=unsure)
        if not page.pages:  # rows so long that no page is sure yet
            count *= 2
            continue
        pieces.append(page)
        start, count = start + len(Matter(key, "", pieces=(page,)).rows(kind.name)), kind.together
    return replace(matter, wording=kind.wording(rows, numbers), pieces=tuple(pieces))


def _numbers(front: Sequence[Matter], end: int, back: Sequence[Matter]) -> dict[str, str]:
    """The printed numbers of matter and of all places in it, by address; behind the SOPs, the first page is ``end``."""
    found: dict[str, str] = {}
    for numerals, first, matters in ((Numerals.ROMAN, 1, front), (Numerals.ARABIC, end, back)):
        for matter in matters:
            places = {matter.key: 0, **{f"{matter.key}/{name}": page for name, page in matter.places.items()}}
            found |= {address: printed_number(first + page, numerals) for address, page in places.items()}
            first += matter.pages
    return found
