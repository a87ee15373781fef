"""The booklet as one PDF: its own pages set here, the SOPs' finished pages merged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from sopgen.book.merge.part import About, Merged, Numerals, Part, Sheets, Stamp, printed_number
from sopgen.book.missing_glyphs import require_book_glyphs
from sopgen.book.pages.cache import PageCache
from sopgen.book.pages.contents import CONTENTS, chapter_key
from sopgen.book.pages.sections import ChapterPage, Matter, OwnPages, set_chapters, set_own_pages
from sopgen.book.pages.stamp_fonts import letter_sheets
from sopgen.book.pages.typesetter import Sheet, Typesetter, watermark
from sopgen.book.plan import Plan, PlannedSop, plan_booklet
from sopgen.findings import UserError
from sopgen.model.book import Book
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.sop import Status
from sopgen.paths import BOOK_FILE, INSTITUTION_FILE
from sopgen.render.wording import roman

if TYPE_CHECKING:
    from sopgen.book.merge.prepared_part import Sheaf

NUMBER_HEIGHT_FRONT = 13.0  # mm from the page's lower edge to the number's baseline
NUMBER_HEIGHT = 6.0  # clear of the SOP's own footer


@dataclass(frozen=True, slots=True)
class Booklet:
    """The booklet set in type, but for its SOPs.

    ``plan`` says which SOP stands where, and which are absent and why; their steps are not in it.
    """

    plan: Plan
    own: OwnPages
    chapters: tuple[ChapterPage, ...]
    institution: Institution
    day: date
    sheets: Sheets  # the characters of numbers and marks

    @property
    def front_pages(self) -> int:
        """How many pages come before the first chapter."""
        return sum(matter.pages for matter in self.own.front)


def set_booklet(
    project: Project,
    counts: Mapping[str, int],
    *,
    drafts: bool = False,
    cache: PageCache | None = None,
    executor: Executor | None = None,
) -> Booklet:
    """Plan the booklet and set its own pages; ``counts`` are the pages of the finished SOPs, by nomor.

    SOPs that are not among these, those with errors, withdrawn ones and (unless ``drafts``) drafts are left out:
    ``plan.absent``.
    ``cache`` keeps the booklet's own pages from one build to the next, ``executor`` sets them.
    Raises ``UserError`` when the project has no booklet, no readable institution, or no SOP for it,
    ``FindingsError`` for characters in the booklet's texts that cannot be printed.
    """
    book, institution = project.book, project.institution
    if book is None or institution is None:
        raise UserError(
            f"Buku tidak dapat dibuat: {BOOK_FILE} atau {INSTITUTION_FILE} tidak ada atau belum dapat dibaca."
        )
    require_book_glyphs(book, institution.format.huruf)
    institution = institution.at(book.keputusan.tanggal if book.keputusan else None)
    sops = {sop.nomor: sop for sop in project.sops}
    planned = partial(plan_booklet, book, sops, counts, drafts=drafts, failed=project.failed_sops)
    plan = planned()
    if not plan.sops:
        raise UserError("Buku tidak dapat dibuat: tidak ada SOP yang dapat dimuat.")
    setter = Typesetter(project.root, institution, booklet_date(book, plan), {} if cache is None else cache)
    chapters = set_chapters(setter, plan.without_flows().chapters, executor)
    if any(page.pages > 1 for page in chapters):  # their numbers move everything behind them
        lengths = tuple(page.pages for page in chapters)
        plan = planned(chapter_pages=lengths)
        chapters = set_chapters(setter, plan.without_flows().chapters, executor)
    own = set_own_pages(setter, book, plan, executor)
    booklet = Booklet(plan.without_flows(), own, chapters, institution, setter.day, Sheets(b"", b""))
    return replace(booklet, sheets=letter_sheets(setter, _parts(booklet), executor))


def bind_booklet(project: Project, booklet: Booklet, sheaf: Callable[[str], Sheaf], into: BinaryIO) -> Merged:
    """Write the booklet as one PDF to ``into``, an empty file: booklets are larger than what else is in memory.

    ``sheaf`` gives an SOP's finished PDF, taken apart, by nomor when its turn comes.
    """
    from sopgen.book.merge.merge import merge  # with what only merging needs

    book = project.book
    assert book is not None
    about = About(book.judul, booklet_author(book, booklet.institution), booklet.day)
    return merge(_parts(booklet, sheaf), about, booklet.sheets, into)


def booklet_date(book: Book, plan: Plan) -> date:
    """The date the booklet carries: its decision's, else the newest in its SOPs, else its year's first day."""
    if book.keputusan is not None and book.keputusan.tanggal is not None:
        return book.keputusan.tanggal
    dates = [day for planned in plan.sops for day in planned.sop.days]
    year = int(book.tahun) if book.tahun.isdecimal() and 1 <= int(book.tahun) <= 9999 else 2000
    return max(dates, default=date(year, 1, 1))


def booklet_author(book: Book, institution: Institution) -> str:
    """Whose booklet it is."""
    return book.unit.nama if book.unit else institution.nama


def _parts(booklet: Booklet, sheaf: Callable[[str], Sheaf] | None = None) -> list[Part]:
    """All parts in order, with their stamps; without ``sheaf`` the SOPs' own pages are not in them."""
    plan, own = booklet.plan, booklet.own
    last = plan.end - 1 + sum(matter.pages for matter in own.back)
    roman_numbers = [printed_number(page, Numerals.ROMAN) for page in range(2, booklet.front_pages + 1)]
    numbers = [str(page) for page in range(1, last + 1)]
    sheet = Sheet.of(booklet.institution.format.kertas)
    stamps = ((), *_stamps(roman_numbers, _front_middle(sheet), NUMBER_HEIGHT_FRONT))  # the cover has no number
    parts = list(_matter(own.front, stamps, Numerals.ROMAN))
    for chapter, page in zip(plan.chapters, booklet.chapters, strict=True):
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        stamps = _stamps(numbers[chapter.page - 1 : chapter.page - 1 + page.pages], sheet.long / 2, NUMBER_HEIGHT)
        parts.append(Part(chapter_key(chapter.number), title, page.typeset.pdf, 1, contents=True, stamps=stamps))
        parts += [_sop_part(planned, numbers, sheaf) for planned in chapter.sops]
    stamps = _stamps(numbers[plan.end - 1 :], sheet.long / 2, NUMBER_HEIGHT)
    parts += _matter(own.back, stamps)
    return parts


def _matter(
    matters: Sequence[Matter], stamps: Sequence[tuple[Stamp, ...]], numerals: Numerals = Numerals.ARABIC
) -> Iterator[Part]:
    """The parts of the booklet's own pages; ``stamps`` are those of all their pages."""
    page = 0
    for matter in matters:
        for number, piece in enumerate(matter.pieces):
            marks = tuple(stamps[page : page + piece.pages])
            key, lists = matter.key_of(number), matter.key == CONTENTS
            yield Part(key, matter.title, piece.pdf, 0, contents=lists, numerals=numerals, stamps=marks)
            page += piece.pages


def _front_middle(sheet: Sheet) -> float:
    """The middle of the front matter's text, which keeps room for the binding (``@page depan`` in book.css)."""
    left, right = 30.0, 25.0
    return (left + sheet.short - right) / 2


def _sop_part(planned: PlannedSop, numbers: Sequence[str], sheaf: Callable[[str], Sheaf] | None) -> Part:
    """An SOP's part; its paper may be its own."""
    sop = planned.sop
    sheet = Sheet.of(sop.format.kertas)
    marks = (watermark("KONSEP", sheet),) if sop.status is Status.DRAFT else ()
    stamps = _stamps(numbers[planned.first - 1 : planned.last], sheet.long / 2, NUMBER_HEIGHT, marks)
    finished = partial(sheaf, sop.nomor) if sheaf is not None else None
    return Part(sop.nomor, planned.title, level=2, stamps=stamps, sheaf=finished)


def _stamps(
    numbers: Sequence[str], middle: float, height: float, marks: tuple[Stamp, ...] = ()
) -> tuple[tuple[Stamp, ...], ...]:
    """For each page its marks and its number, round ``middle``, ``height`` above its lower edge (mm)."""
    return tuple((*marks, Stamp(number, middle, height)) for number in numbers)
