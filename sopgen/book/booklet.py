"""The booklet as one PDF: its own pages set here, the SOPs' finished pages merged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sopgen.book.abbreviations import list_abbreviations
from sopgen.book.contents import BackSection, chapter_key, list_contents
from sopgen.book.merge.labels import page_numbers
from sopgen.book.merge.merge import count_pages, merge
from sopgen.book.merge.part import About, DeadLink, Numerals, Part, Stamp
from sopgen.book.plan import Absent, Plan, PlannedChapter, plan_booklet
from sopgen.book.register import register
from sopgen.book.regulations import index_regulations
from sopgen.book.sheets import letter_sheets
from sopgen.book.typeset import Sheet, Typeset, Typesetter, sop_link, watermark
from sopgen.findings import UserError
from sopgen.model.book import Book
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Status
from sopgen.render.wording import roman

FRONT = "@depan"
BACK = "@belakang"
_LISTED = 14  # SOPs that a chapter's page still lists; it must stay one page
_NUMBER_HEIGHT_FRONT = 13.0  # mm from the page's lower edge to the number's baseline
_NUMBER_HEIGHT = 6.0  # clear of the SOP's own footer
_BACK_TITLES = {"indeks-dasar-hukum": "Indeks Dasar Hukum", "register": "Register SOP"}


@dataclass(frozen=True, slots=True)
class Booklet:
    """The finished booklet. ``plan`` says which SOP stands where, and which are absent and why."""

    pdf: bytes
    pages: int
    front_pages: int
    plan: Plan
    dead_links: tuple[DeadLink, ...]

    @property
    def absent(self) -> tuple[Absent, ...]:
        """SOPs named for the booklet that it does not hold."""
        return self.plan.absent


def build_booklet(project: Project, pdfs: Mapping[str, bytes], *, drafts: bool = False) -> Booklet:
    """Make the booklet out of the SOPs' finished PDFs, which go by nomor.

    SOPs without a PDF, withdrawn ones and (unless ``drafts``) drafts are left out and named in ``absent``.
    Raises ``UserError`` when the project has no booklet, no readable institution, or no SOP for it.
    """
    book, institution = project.book, project.institution
    if book is None or institution is None:
        raise UserError("Buku tidak dapat dibuat: buku.yaml atau instansi.yaml tidak ada atau belum dapat dibaca.")
    counts = {nomor: count_pages(pdf) for nomor, pdf in pdfs.items()}
    plan = plan_booklet(book, {sop.nomor: sop for sop in project.sops}, counts, drafts=drafts)
    if not plan.chapters:
        raise UserError("Buku tidak dapat dibuat: tidak ada SOP yang dapat dimuat.")
    setter = Typesetter(project.root, institution, booklet_date(book, plan))
    parts, front_pages = _parts(setter, book, plan, pdfs)
    merged = merge(parts, About(book.judul, _author(book, institution), setter.day), letter_sheets(setter, parts))
    return Booklet(merged.pdf, merged.pages, front_pages, plan, merged.dead_links)


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


def _author(book: Book, institution: Institution) -> str:
    return book.unit.nama if book.unit else institution.nama


def _parts(setter: Typesetter, book: Book, plan: Plan, pdfs: Mapping[str, bytes]) -> tuple[list[Part], int]:
    """All parts in order, with their stamps, and how many pages the front matter has."""
    back = _set_back(setter, plan)
    front = _set_front(setter, book, plan, _back_sections(back, plan))
    numbers = page_numbers([(Numerals.ROMAN, front.pages), (Numerals.ARABIC, plan.end - 1 + back.pages)])
    sheet = Sheet.of(setter.institution.format.kertas)
    roman_stamps = ((), *((_number(text, sheet.short / 2, _NUMBER_HEIGHT_FRONT),) for text in numbers[0][1:]))
    stamps = [(_number(text, sheet.long / 2, _NUMBER_HEIGHT),) for text in numbers[1]]
    parts = [Part(FRONT, book.judul, front.pdf, 0, numerals=Numerals.ROMAN, stamps=roman_stamps)]
    for chapter in plan.chapters:
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        page = _set_chapter(setter, chapter)
        parts.append(
            Part(chapter_key(chapter.number), title, page.pdf, 1, stamps=tuple(stamps[chapter.page - 1 : chapter.page]))
        )
        for planned in chapter.sops:
            mark = (watermark("KONSEP", sheet),) if planned.sop.status is Status.DRAFT else ()
            own = tuple((*mark, *page_stamps) for page_stamps in stamps[planned.first - 1 : planned.last])
            parts.append(Part(planned.sop.nomor, planned.sop.title, pdfs[planned.sop.nomor], 2, stamps=own))
    parts.append(Part(BACK, "Lampiran Buku", back.pdf, 0, stamps=tuple(stamps[plan.end - 1 :])))
    return parts, front.pages


def _set_front(setter: Typesetter, book: Book, plan: Plan, back: tuple[BackSection, ...]) -> Typeset:
    abbreviations = list_abbreviations((planned.sop for planned in plan.sops), setter.institution.jabatan)
    contents = list_contents(book, plan, back, abbreviations=bool(abbreviations))
    values = {"book": book, "contents": contents, "abbreviations": abbreviations}
    return setter.set("book/front.html.j2", FRONT, book.judul, values)


def _set_chapter(setter: Typesetter, chapter: PlannedChapter) -> Typeset:
    """A chapter's page, with the list of its SOPs when that fits on the page."""
    values = {"chapter": chapter, "number": roman(chapter.number), "listed": len(chapter.sops) <= _LISTED}
    key = chapter_key(chapter.number)
    page = setter.set("book/chapter.html.j2", key, chapter.judul, values)
    if page.pages > 1:
        page = setter.set("book/chapter.html.j2", key, chapter.judul, {**values, "listed": False})
    return page


def _set_back(setter: Typesetter, plan: Plan) -> Typeset:
    values = {
        "regulations": index_regulations(planned.sop for planned in plan.sops),
        "register": register(plan),
        "pages": {planned.sop.nomor: planned.first for planned in plan.sops},
    }
    return setter.set("book/back.html.j2", BACK, "Indeks dan Register", values)


def _back_sections(back: Typeset, plan: Plan) -> tuple[BackSection, ...]:
    found = sorted((page, name) for name, (page, _) in back.anchors.items() if name in _BACK_TITLES)
    return tuple(BackSection(_BACK_TITLES[name], sop_link(f"{BACK}/{name}"), plan.end + page) for page, name in found)


def _number(text: str, x: float, y: float) -> Stamp:
    return Stamp(text, x, y)


__all__ = ["Booklet", "booklet_date", "build_booklet"]
