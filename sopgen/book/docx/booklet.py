"""The booklet as one Word document, with the PDF's pages and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from sopgen.book.booklet import Booklet, booklet_author, booklet_date
from sopgen.book.docx.back import back_section
from sopgen.book.docx.bookmarks import Bookmarks, marked
from sopgen.book.docx.bound import Bound, Read
from sopgen.book.docx.front import FrontMatter, contents_lines, front_sections
from sopgen.book.docx.words import (
    LANDSCAPE,
    LINE_HEIGHT,
    landscape,
    page_footer,
    paragraph,
    rule,
    table_width,
    watermark,
)
from sopgen.book.pages.abbreviations import list_abbreviations
from sopgen.book.pages.contents import ContentsEntry, EntryKind, chapter_key
from sopgen.book.pages.sections import chapter_span
from sopgen.book.pages.typesetter import Sheet, sop_link
from sopgen.book.plan import PlannedChapter, PlannedSop
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.project import Project
from sopgen.model.sop import Status
from sopgen.render.docx.blocks import Block, BookRole, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo, office_logo
from sopgen.render.docx.package.assemble import Properties
from sopgen.render.wording import roman

_LIST_WIDTH = 190.0  # mm


def write_booklet_docx(project: Project, booklet: Booklet, read: Read, target: BinaryIO) -> None:
    """Write the booklet as DOCX to ``target``: same SOPs, same pages, same numbers as ``booklet``, the PDF.

    ``read`` gives the finished part of every SOP in it, by nomor, whenever it is asked.
    Raises FindingsError when the office's reference document cannot be used.
    """
    book, institution = project.book, project.institution
    assert book is not None
    assert institution is not None
    writer = _Writer(project, booklet, read)
    properties = Properties(
        title=book.judul,
        subject="Buku SOP",
        author=booklet_author(book, institution),
        created=booklet_date(book, booklet.plan),
        modified=booklet_date(book, booklet.plan),
    )
    sections = tuple(writer.sections())
    writer.bound.write(target, sections, booklet.plan.sops[0].sop, properties, project.root)


class _Writer:
    """Writes the booklet's sections in order; ids run through the whole document."""

    def __init__(self, project: Project, booklet: Booklet, read: Read) -> None:
        assert project.book is not None
        assert project.institution is not None
        self.book, self.institution = project.book, project.institution
        self.booklet, self.plan = booklet, booklet.plan
        self.ids = Ids()
        self.sheet = Sheet.of(self.institution.format.kertas)
        self.logo: Logo = office_logo(self.institution, project.root)
        self.bookmarks = Bookmarks.of(self.plan)
        self.bound = Bound(read, self.bookmarks.sops, self.ids)

    def sections(self) -> Iterator[Section]:
        """Cover, front matter, chapters with their SOPs, back matter."""
        yield from front_sections(self._front(), self.sheet, self.bookmarks, self.logo, self.ids)
        for chapter in self.plan.chapters:
            yield self._chapter(chapter)
            for planned in chapter.sops:
                yield self._sop(planned)
        yield back_section(self.plan, self.sheet, self.bookmarks, self.ids, self.booklet.own.back_pages)

    def _front(self) -> FrontMatter:
        abbreviations = list_abbreviations((planned.sop for planned in self.plan.sops), self.institution.jabatan)
        own = self.booklet.own
        return FrontMatter(self.book, self.institution, own.entries, frozenset(own.entry_breaks), abbreviations)

    def _chapter(self, chapter: PlannedChapter) -> Section:
        room = self.sheet.short - LANDSCAPE[2] - LANDSCAPE[3]
        height = self._height(chapter)
        listed = height < 0.95 * room
        # Room above instead of vertical centring, which LibreOffice does not know.
        above = 0.45 * (room - height) if listed else 0.36 * room
        number = paragraph(f"BAB {roman(chapter.number)}", size=13, align="center", before=above)
        title = paragraph(
            chapter.judul,
            role=BookRole.HEADING,
            size=26,
            bold=True,
            align="center",
            before=4,
            after=8,
            line=1.25,
            outline=0,
        )
        name = self.bookmarks.at(sop_link(chapter_key(chapter.number)))
        sops = self._list(chapter) if listed else (paragraph(chapter_span(chapter), size=12, align="center"),)
        blocks: tuple[Block, ...] = (
            number,
            marked(title, name, self.ids),
            rule(60, table_width(self.sheet), after=10),
            *sops,
        )
        first = {"number_format": "decimal", "number_start": 1} if chapter.number == 1 else {"number_format": "decimal"}
        return landscape(self.sheet, blocks, bands=page_footer(table_width(self.sheet)), **first)

    def _height(self, chapter: PlannedChapter) -> float:
        """The height in mm that a chapter's page with its list takes."""
        measurer = TextMeasurer(self.institution.format.huruf)
        title = measurer.line_count(chapter.judul, table_width(self.sheet), 26, True) * 26 * 1.25
        lines = sum(measurer.line_count(planned.title, _LIST_WIDTH - 14, 10.5) for planned in chapter.sops)
        texts = 13 * LINE_HEIGHT + title + lines * 10.5 * LINE_HEIGHT + len(chapter.sops) * 9 * 1.25
        return texts * MM_PER_POINT + 23 + 1.4 * len(chapter.sops)

    def _list(self, chapter: PlannedChapter) -> Iterator[Block]:
        """The chapter's SOPs with their pages, in the middle of the page."""
        aside = (table_width(self.sheet) - _LIST_WIDTH) / 2
        for planned in chapter.sops:
            entry = ContentsEntry(
                EntryKind.SOP, planned.title, sop_link(planned.sop.nomor), str(planned.first), planned.sop.nomor
            )
            yield from contents_lines(entry, self.bookmarks, aside, aside + _LIST_WIDTH)

    def _sop(self, planned: PlannedSop) -> Section:
        sop = planned.sop
        section = self.bound.section(sop, self.institution)
        width = self.sheet.long - STYLE.margin_left - STYLE.margin_right
        if sop.format.rujukan_docx is not None and sop.status is not Status.DRAFT:
            return replace(section, number_format="decimal")  # the office's own header and footer
        bands = page_footer(width, sop.nomor)
        if sop.status is Status.DRAFT:
            mark = watermark("KONSEP", self.ids, self.sheet, STYLE.margin_left, STYLE.margin_top / 2)
            bands = replace(bands, header=(paragraph(mark, size=1),))
        return replace(section, bands=bands, number_format="decimal")
