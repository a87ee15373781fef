"""A letter and its attachments as one Word document, with the PDF's pages and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor

from sopgen.book.attachment_page import HEADING_LINE, HEADING_PT, HEADING_TOP, AttachmentPage, HeadingBlock
from sopgen.book.docx.arranging import begun
from sopgen.book.docx.bound import Bound, Read
from sopgen.book.docx.paper import PAPERS, band, empty_header, paper_of, section_on
from sopgen.book.docx.printer import Printer
from sopgen.book.letter import STATUS_MARKS, AttachedSop, LetterPdf, PlannedAttachment, heading_lines, letter_day
from sopgen.book.pages.typesetter import Sheet, Typesetter
from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    Inline,
    Margins,
    PageField,
    Paragraph,
    Section,
    Tab,
    TabStop,
    Text,
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.marks import watermark
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties
from sopgen.render.docx.units import TWIPS_PER_MM, half_points, twips

_LINE = HEADING_LINE / (HEADING_PT * MM_PER_POINT)
#: Under a line's baseline there is room for what letters reach down.
_HEADER_TOP = HEADING_TOP - HEADING_LINE + 0.21 * HEADING_PT * MM_PER_POINT
#: Printers leave the paper's edge blank: the footer keeps so many mm from it.
_FOOTER_LEAST = 3.5
#: A line that ends where its room does may be broken: it gets so many mm more.
_SPARE = 3.0


def build_letter_docx(letter: Letter, project: Project, made: LetterPdf, read: Read) -> bytes:
    """The letter as DOCX: the covering letter if there is one, then the SOPs, on pages and with numbers as in ``made``.

    ``read`` gives the finished part of every SOP in it, by nomor, whenever it is asked.
    Raises FindingsError when the office's reference document or logo cannot be used.
    """
    institution = project.institution
    assert institution is not None
    institution = institution.at(letter.tanggal)
    first = made.attachments[0].sops[0].finished.sop
    writer = _Writer(letter, Typesetter(project.root, institution, letter_day(letter)), made, read)
    sections = tuple(writer.sections())
    properties = Properties(
        title=letter.hal,
        subject=f"{letter.jenis} {letter.nomor}",
        author=letter.dari.jabatan,
        created=letter_day(letter),
        modified=letter_day(letter),
    )
    return in_memory(lambda target: writer.bound.write(target, sections, first, properties, project.root))


class _Writer:
    """Writes the letter's sections in order; ids run through the whole document."""

    def __init__(self, letter: Letter, setter: Typesetter, made: LetterPdf, read: Read) -> None:
        self.letter, self.institution, self.made = letter, setter.institution, made
        self.ids = Ids()
        self.sheet = Sheet.of(self.institution.format.kertas)
        attached = [each for attachment in made.attachments for each in attachment.sops]
        nomors = dict.fromkeys(each.finished.sop.nomor for each in attached)
        self.bookmarks = {nomor: f"SOP_{number}" for number, nomor in enumerate(nomors, 1)}
        self.bound = Bound(read, self.bookmarks, self.ids)
        self.printer = Printer(self.ids, setter)
        self.measurer = TextMeasurer(self.institution.format.huruf)

    def sections(self) -> Iterator[Section]:
        """The covering letter, then every SOP; the first SOP of an attachment has its heading block."""
        if self.made.cover_pages:
            yield self._cover()
        start = None if self.made.cover_pages else 2
        for attachment in self.made.attachments:
            for index, attached in enumerate(attachment.sops):
                section = self._sop(attachment, attached, heading=index == 0)
                yield replace(section, number_start=start)
                start = None

    def _cover(self) -> Section:
        paper = paper_of(self.made.cover[0].names if self.made.cover else (), PAPERS["surat"])
        width, _ = paper.room(self.sheet)
        blocks: tuple[Block, ...] = ()
        for pages in self.made.cover:
            printed = self.printer.pages(pages, width, {})
            blocks += begun(printed) if blocks and printed else printed
        bands = Bands(header=_header(self.sheet.short / 2 - paper.left), first=empty_header())
        section = section_on(paper, self.sheet, blocks, bands=bands, number_format="decimal")
        return replace(section, margins=replace(section.margins, header=twips(_HEADER_TOP)))

    def _sop(self, attachment: PlannedAttachment, attached: AttachedSop, *, heading: bool) -> Section:
        sop = attached.finished.sop
        section, page = self.bound.section(sop, self.institution), AttachmentPage.of(sop)
        middle = page.sheet.long / 2 - page.left
        first: tuple[Paragraph, ...] = ()
        if heading:
            lines = heading_lines(self.letter, attachment.number)
            first = _header(middle, page.heading(lines, self.measurer), page.left)
        size, scale = page.style.footer_pt, page.place.scale
        footer = band(sop.nomor, size=floor(size * scale * 2) / 2, line=1.15, role=BookRole.FOOTER)
        header = self._marked(sop, page, _header(middle))
        bands = Bands(header, self._marked(sop, page, first), (footer,))
        return replace(section, bands=bands, margins=_margins(section.margins, page), number_format="decimal")

    def _marked(self, sop: Sop, page: AttachmentPage, header: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """A header that also says, across the page, that the SOP is not in force."""
        if not header or sop.status not in STATUS_MARKS:
            return header
        paper = page.sheet.long, page.sheet.short
        mark = watermark(STATUS_MARKS[sop.status], self.ids, paper, page.left, _HEADER_TOP)
        return (replace(header[0], content=(mark, *header[0].content)), *header[1:])


def _margins(own: Margins, page: AttachmentPage) -> Margins:
    """The margins round an SOP's page on a letter's page; ``own`` are those round the SOP's page alone."""
    anchor = twips(page.style.margin_top) - own.top  # the paragraph that opens every page is taken off the top
    foot = page.from_foot(own.footer / TWIPS_PER_MM)
    return Margins(
        top=twips(page.top) - anchor,
        right=twips(page.right),
        bottom=twips(page.from_foot(page.style.margin_bottom)),
        left=twips(page.left),
        header=twips(_HEADER_TOP),
        footer=twips(max(foot, _FOOTER_LEAST)),
    )


def _header(middle: float, heading: HeadingBlock | None = None, margin: float = 0.0) -> tuple[Paragraph, ...]:
    """The running number ``- 2 -`` round ``middle`` mm from the left margin, beside it the heading block.

    ``margin`` is that left margin, in mm from the paper's edge.
    """
    size = floor(heading.size * 2) / 2 if heading else HEADING_PT
    stops: tuple[TabStop, ...] = (TabStop(twips(middle), "center"),)
    if heading:
        stops += (TabStop(twips(heading.left - margin), "left"),)
    number: tuple[Inline | str, ...] = (Tab(), "- ", PageField("PAGE", "2", half_points(HEADING_PT)), " -")
    found = []
    for index, line in enumerate(heading.lines if heading else ("", "")):
        before: tuple[Inline | str, ...] = number if index == 1 else (Tab(),) if line else ()
        said = (Tab(), Text((line,), half_points(size))) if line else ()
        whole = band(*before, *said, size=HEADING_PT, line=_LINE, tabs=stops)
        found.append(replace(whole, indent_right=-twips(_SPARE)))
    return tuple(found)
