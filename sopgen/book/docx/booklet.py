"""The booklet as one Word document, with the PDF's pages and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import BinaryIO

from sopgen.book.booklet import NUMBER_HEIGHT, NUMBER_HEIGHT_FRONT, Booklet, booklet_author, booklet_date
from sopgen.book.content.blocks import Heading, Pages
from sopgen.book.docx.arranging import begun
from sopgen.book.docx.bookmarks import Bookmarks
from sopgen.book.docx.bound import Bound, Read
from sopgen.book.docx.paper import (
    LYING,
    UPRIGHT,
    Paper,
    band,
    empty_header,
    nomor_line,
    numbered,
    paper_of,
    section_on,
)
from sopgen.book.docx.placing import chapter, cover
from sopgen.book.docx.printer import Printer
from sopgen.book.pages.contents import CONTENTS, chapter_key
from sopgen.book.pages.sections import ChapterPage, Matter
from sopgen.book.pages.typesetter import Sheet, Typesetter, sop_link
from sopgen.book.plan import PlannedChapter, PlannedSop
from sopgen.layout.style import style_of
from sopgen.model.project import Project
from sopgen.model.sop import Status
from sopgen.render.docx.blocks import Bands, Block, BookRole, FieldEnd, FieldStart, Paragraph, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.marks import watermark
from sopgen.render.docx.package.assemble import Properties
from sopgen.render.docx.package.embedded import BOOKLET

_FIELD = FieldStart(r'TOC \o "1-2" \h \z \u \x')  # \x keeps the break before a nomor
_ENTRIES = (BookRole.CONTENTS, BookRole.CONTENTS_SOP)


def write_booklet_docx(project: Project, booklet: Booklet, read: Read, target: BinaryIO) -> None:
    """Write the booklet as DOCX to ``target``: same SOPs, same pages, same numbers as ``booklet``, the PDF.

    ``read`` gives the finished part of every SOP in it, by nomor, whenever it is asked.
    Raises FindingsError when the office's reference document cannot be used.
    """
    book, institution = project.book, booklet.institution
    assert book is not None
    writer = _Writer(project, booklet, read)
    properties = Properties(
        title=book.judul,
        subject=BOOKLET,
        author=booklet_author(book, institution),
        created=booklet_date(book, booklet.plan),
        modified=booklet_date(book, booklet.plan),
    )
    sections = tuple(writer.sections())
    writer.bound.write(target, sections, booklet.plan.sops[0].sop, properties, project.root)


class _Writer:
    """Writes the booklet's sections in order; ids run through the whole document."""

    def __init__(self, project: Project, booklet: Booklet, read: Read) -> None:
        self.booklet, self.institution = booklet, booklet.institution
        self.ids = Ids()
        self.sheet = Sheet.of(self.institution.format.kertas)
        self.bookmarks = Bookmarks.of(booklet.plan, booklet.own.entries)
        setter = Typesetter(project.root, self.institution, booklet.day)
        entries = {self.bookmarks.places[entry.href]: entry.text for entry in booklet.own.entries}
        self.bound = Bound(read, self.bookmarks.sops, self.ids)
        self.printer = Printer(self.ids, setter, self.bookmarks.places, entries=entries, looks=self.bound.looks)
        self.stamped = False  # whether the section before this one has a header

    def sections(self) -> Iterator[Section]:
        """Cover, front matter, chapters with their SOPs, back matter."""
        start: int | None = 1
        for section in self._matter(self.booklet.own.front, UPRIGHT):
            yield replace(section, number_format="lowerRoman", number_start=start)
            start = None
        for planned_chapter, page in zip(self.booklet.plan.chapters, self.booklet.chapters, strict=True):
            start = 1 if planned_chapter.number == 1 else None
            yield replace(self._chapter(planned_chapter, page), number_format="decimal", number_start=start)
            for planned in planned_chapter.sops:
                yield self._sop(planned)
        yield from self._matter(self.booklet.own.back, LYING)

    def _matter(self, matters: Sequence[Matter], usual: Paper) -> Iterator[Section]:
        """The pages of some matters; those on one paper that follow each other are one section."""
        printed = (
            (paper_of(pages.names, usual), self._pages(pages, matter, usual)) for matter, pages in self._said(matters)
        )
        for paper, group in groupby(printed, lambda pair: pair[0]):
            blocks: tuple[Block, ...] = ()
            for _, each in group:
                blocks += begun(each) if blocks and each else each
            section = section_on(paper, self.sheet, blocks, bands=Bands())
            yield self._headless(section if paper.framed else self._numbered(section, paper))

    def _said(self, matters: Sequence[Matter]) -> Iterator[tuple[Matter, Pages]]:
        for matter in matters:
            if matter.pages:
                content = self.printer.setter.content(matter.wording)
                self.printer.name = _Names(self.bookmarks.places, matter)
                yield from ((matter, pages) for pages in content)

    def _pages(self, pages: Pages, matter: Matter, usual: Paper) -> tuple[Block, ...]:
        room = paper_of(pages.names, usual).room(self.sheet)
        if "sampul" in pages.names:
            return cover(pages, self.printer, room)
        blocks = self.printer.pages(pages, room[0], matter.places)
        return _as_table_of_contents(blocks) if matter.key == CONTENTS else blocks

    def _chapter(self, planned: PlannedChapter, page: ChapterPage) -> Section:
        name = self.bookmarks.places[sop_link(chapter_key(planned.number))]
        names = iter((name,))
        self.printer.name = lambda heading: next(names, "")
        blocks: tuple[Block, ...] = ()
        for pages in self.printer.setter.content(page.wording):
            blocks += chapter(pages, self.printer, LYING.room(self.sheet))
        return self._headless(self._numbered(section_on(LYING, self.sheet, blocks), LYING))

    def _numbered(self, section: Section, paper: Paper) -> Section:
        """One of the booklet's own sections with its number, where the PDF has it."""
        width, _ = paper.room(self.sheet)
        return numbered(section, width / 2, NUMBER_HEIGHT if paper.lying else NUMBER_HEIGHT_FRONT)

    def _sop(self, planned: PlannedSop) -> Section:
        sop = planned.sop
        section = replace(self.bound.section(sop, self.institution), number_format="decimal")
        if sop.format.rujukan_docx is not None and sop.status is not Status.DRAFT:
            self.stamped = True
            return section  # the office's own header and footer
        style, sheet = style_of(sop.format), Sheet.of(sop.format.kertas)
        nomor = nomor_line(sop.nomor, section.margins, NUMBER_HEIGHT)
        section = numbered(section, sheet.long / 2 - style.margin_left, NUMBER_HEIGHT, nomor)
        if sop.status is not Status.DRAFT:
            return self._headless(section)
        assert section.bands is not None
        mark = watermark("KONSEP", self.ids, (sheet.long, sheet.short), style.margin_left, style.margin_top / 2)
        self.stamped = True
        return replace(section, bands=replace(section.bands, header=(band(mark, size=1, line=1.45),)))

    def _headless(self, section: Section) -> Section:
        """A section that does not go on with the header of the one before."""
        assert section.bands is not None
        header = empty_header() if self.stamped else ()
        self.stamped = False
        return replace(section, bands=replace(section.bands, header=header))


@dataclass(slots=True)
class _Names:
    """The bookmarks of a matter's headings: of a list the first, of other matter those with a place."""

    places: Mapping[str, str]
    matter: Matter
    given: bool = False

    def __call__(self, heading: Heading) -> str:
        """A heading's bookmark; empty when nothing leads there."""
        whole = self.places.get(sop_link(self.matter.key), "")
        if whole and not self.given:
            self.given = True
            return whole
        return self.places.get(sop_link(f"{self.matter.key}/{heading.place}"), "")


def _as_table_of_contents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The lines as the result of Word's own field, so that "Update page numbers" works on all of them."""
    lines = [index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and block.style in _ENTRIES]
    if not lines:
        return blocks
    found = list(blocks)
    for index, before, behind in ((lines[0], (_FIELD,), ()), (lines[-1], (), (FieldEnd(),))):
        line = found[index]
        assert isinstance(line, Paragraph)
        found[index] = replace(line, content=(*before, *line.content, *behind))
    return tuple(found)
