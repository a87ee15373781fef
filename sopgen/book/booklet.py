"""The booklet as one PDF: its own pages set here, the SOPs' finished pages merged in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sopgen.book.contents import BACK, FRONT, Entry, chapter_key
from sopgen.book.glyphs import require_book_glyphs
from sopgen.book.merge.labels import page_numbers
from sopgen.book.merge.merge import count_pages, merge
from sopgen.book.merge.part import About, DeadLink, Numerals, Part, Stamp
from sopgen.book.own_pages import OwnPages, set_chapter, set_own_pages
from sopgen.book.plan import Absent, Plan, PlannedSop, plan_booklet
from sopgen.book.sheets import letter_sheets
from sopgen.book.typeset import Sheet, Typesetter, watermark
from sopgen.book.typeset_pages import PageCache, Typeset
from sopgen.findings import UserError
from sopgen.model.book import Book
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Status
from sopgen.render.wording import roman

_NUMBER_HEIGHT_FRONT = 13.0  # mm from the page's lower edge to the number's baseline
_NUMBER_HEIGHT = 6.0  # clear of the SOP's own footer


@dataclass(frozen=True, slots=True)
class Booklet:
    """The finished booklet. ``plan`` says which SOP stands where, and which are absent and why.

    ``entries`` are the contents with all numbers; ``entry_breaks`` the entries (from 0) that open a page, and
    ``back_pages`` the pages of each line of the index and of the register: another writer breaks pages there too.
    """

    pdf: bytes
    pages: int
    front_pages: int
    plan: Plan
    dead_links: tuple[DeadLink, ...]
    entries: tuple[Entry, ...]
    entry_breaks: tuple[int, ...]
    back_pages: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def absent(self) -> tuple[Absent, ...]:
        """SOPs named for the booklet that it does not hold."""
        return self.plan.absent


def build_booklet(
    project: Project, pdfs: Mapping[str, bytes], *, drafts: bool = False, cache: PageCache | None = None
) -> Booklet:
    """Make the booklet out of the SOPs' finished PDFs, which go by nomor.

    SOPs without a PDF, withdrawn ones and (unless ``drafts``) drafts are left out and named in ``absent``.
    ``cache`` keeps the booklet's own pages from one build to the next.
    Raises ``UserError`` when the project has no booklet, no readable institution, or no SOP for it,
    ``FindingsError`` for characters in the booklet's texts that cannot be printed.
    """
    book, institution = project.book, project.institution
    if book is None or institution is None:
        raise UserError("Buku tidak dapat dibuat: buku.yaml atau instansi.yaml tidak ada atau belum dapat dibaca.")
    require_book_glyphs(book, institution.format.huruf)
    counts = {nomor: count_pages(pdf) for nomor, pdf in pdfs.items()}
    sops = {sop.nomor: sop for sop in project.sops}
    plan = plan_booklet(book, sops, counts, drafts=drafts)
    if not plan.chapters:
        raise UserError("Buku tidak dapat dibuat: tidak ada SOP yang dapat dimuat.")
    setter = Typesetter(project.root, institution, booklet_date(book, plan), cache)
    chapters = tuple(set_chapter(setter, chapter) for chapter in plan.chapters)
    if any(page.pages > 1 for page in chapters):  # their numbers move everything behind them
        lengths = tuple(page.pages for page in chapters)
        plan = plan_booklet(book, sops, counts, drafts=drafts, chapter_pages=lengths)
        chapters = tuple(set_chapter(setter, chapter) for chapter in plan.chapters)
    own = set_own_pages(setter, book, plan)
    parts = _parts(setter, plan, own, chapters, pdfs)
    about = About(book.judul, booklet_author(book, institution), setter.day)
    merged = merge(parts, about, letter_sheets(setter, parts))
    return Booklet(
        merged.pdf,
        merged.pages,
        own.front.pages,
        plan,
        merged.dead_links,
        own.contents,
        own.entry_breaks,
        own.back_pages,
    )


def booklet_date(book: Book, plan: Plan) -> date:
    """The date the booklet carries: its decision's, else the newest in its SOPs, else its year's first day."""
    if book.keputusan is not None and book.keputusan.tanggal is not None:
        return book.keputusan.tanggal
    dates = [day for planned in plan.sops for day in _dates(planned.sop)]
    year = int(book.tahun) if book.tahun.isdecimal() and 1 <= int(book.tahun) <= 9999 else 2000
    return max(dates, default=date(year, 1, 1))


def _dates(sop: Sop) -> list[date]:
    known = [sop.tanggal_pembuatan, sop.tanggal_efektif, *(revision.tanggal for revision in sop.revisi)]
    return [day for day in known if day is not None]


def booklet_author(book: Book, institution: Institution) -> str:
    """Whose booklet it is."""
    return book.unit.nama if book.unit else institution.nama


def _parts(
    setter: Typesetter, plan: Plan, own: OwnPages, chapters: Sequence[Typeset], pdfs: Mapping[str, bytes]
) -> list[Part]:
    """All parts in order, with their stamps."""
    roman_numbers, numbers = page_numbers(
        [(Numerals.ROMAN, own.front.pages), (Numerals.ARABIC, plan.end - 1 + own.back.pages)]
    )
    sheet = Sheet.of(setter.institution.format.kertas)
    stamps = ((), *_stamps(roman_numbers[1:], sheet.short, _NUMBER_HEIGHT_FRONT))  # the cover has no number
    parts = [Part(FRONT, "Halaman depan", own.front.pdf, 0, contents=True, numerals=Numerals.ROMAN, stamps=stamps)]
    for chapter, page in zip(plan.chapters, chapters, strict=True):
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        stamps = _stamps(numbers[chapter.page - 1 : chapter.sops[0].first - 1], sheet.long, _NUMBER_HEIGHT)
        parts.append(Part(chapter_key(chapter.number), title, page.pdf, 1, contents=True, stamps=stamps))
        parts += [_sop_part(planned, numbers, pdfs[planned.sop.nomor]) for planned in chapter.sops]
    stamps = _stamps(numbers[plan.end - 1 :], sheet.long, _NUMBER_HEIGHT)
    parts.append(Part(BACK, "Lampiran Buku", own.back.pdf, 0, stamps=stamps))
    return parts


def _sop_part(planned: PlannedSop, numbers: Sequence[str], pdf: bytes) -> Part:
    """An SOP's part; its paper may be its own."""
    sop = planned.sop
    sheet = Sheet.of(sop.format.kertas)
    marks = (watermark("KONSEP", sheet),) if sop.status is Status.DRAFT else ()
    stamps = _stamps(numbers[planned.first - 1 : planned.last], sheet.long, _NUMBER_HEIGHT, marks)
    return Part(sop.nomor, planned.title, pdf, 2, stamps=stamps)


def _stamps(
    numbers: Sequence[str], width: float, height: float, marks: tuple[Stamp, ...] = ()
) -> tuple[tuple[Stamp, ...], ...]:
    """For each page its marks and its number, in the middle of its ``width``, ``height`` above its lower edge (mm)."""
    return tuple((*marks, Stamp(number, width / 2, height)) for number in numbers)
