"""A letter and its attachments as one Word document, with the PDF's pages and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sopgen.book.docx.arranging import begun
from sopgen.book.docx.bound import Bound, Read
from sopgen.book.docx.paper import PAPERS, band, empty_header, paper_of, section_on, watermark
from sopgen.book.docx.printer import Printer
from sopgen.book.letter import STATUS_MARKS, AttachedSop, LetterPdf, PlannedAttachment, heading_lines, letter_day
from sopgen.book.pages.typesetter import Sheet, Typesetter
from sopgen.layout.style import STYLE, Style, style_of
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
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties
from sopgen.render.docx.units import half_points, twips

#: The heading block's three lines need more room above the SOP's pages, which are moved down by so many mm.
_HEADING_PT, _HEADING_LINE, _HEADING_TOP, _MOVED_DOWN = 9.0, 1.15, 4.0, 4.5
#: Printers leave the paper's edge blank: the footer keeps so many mm from it.
_FOOTER_LEAST = 3.5


def build_letter_docx(letter: Letter, project: Project, made: LetterPdf, read: Read) -> bytes:
    """The letter as DOCX: the covering letter if there is one, then the SOPs unscaled, numbered as in ``made``.

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
        bands = Bands(header=(_number(width / 2),), first=empty_header())
        return section_on(paper, self.sheet, blocks, bands=bands, number_format="decimal")

    def _sop(self, attachment: PlannedAttachment, attached: AttachedSop, *, heading: bool) -> Section:
        sop = attached.finished.sop
        section = self.bound.section(sop, self.institution)
        style = style_of(sop.format)
        middle = self.sheet.long / 2 - style.margin_left
        width = self.sheet.long - style.margin_left - style.margin_right
        lines = heading_lines(self.letter, attachment.number) if heading else ()
        footer = (band(sop.nomor, size=style.footer_pt, line=1.45, role=BookRole.FOOTER),)
        first = _heading(lines, width, middle, TextMeasurer(sop.format.huruf)) if lines else ()
        bands = Bands(self._marked(sop, (_number(middle),)), self._marked(sop, first), footer)
        margins = _moved_down(section.margins, style)
        return replace(section, bands=bands, margins=margins, number_format="decimal")

    def _marked(self, sop: Sop, header: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """A header that also says, across the page, that the SOP is not in force."""
        if not header or sop.status not in STATUS_MARKS:
            return header
        mark = watermark(STATUS_MARKS[sop.status], self.ids, self.sheet, style_of(sop.format).margin_left, _HEADING_TOP)
        return (replace(header[0], content=(mark, *header[0].content)), *header[1:])


def _number(middle: float) -> Paragraph:
    """The running number ``- 2 -``, round ``middle`` mm from the left margin."""
    return band(*_numbered(), size=_HEADING_PT, line=_HEADING_LINE, tabs=(TabStop(twips(middle), "center"),))


def _numbered() -> tuple[Inline | str, ...]:
    return (Tab(), "- ", PageField("PAGE", "2", half_points(_HEADING_PT)), " -")


def _moved_down(margins: Margins, style: Style) -> Margins:
    """Margins with room for the heading block, as far as they have none; the pages stay as high as they are."""
    down = twips(max(0.0, _MOVED_DOWN - (style.margin_top - STYLE.margin_top)))
    return replace(
        margins,
        top=margins.top + down,
        bottom=margins.bottom - down,
        header=twips(_HEADING_TOP),
        footer=max(margins.footer - down, twips(_FOOTER_LEAST)),
    )


def _heading(lines: tuple[str, ...], width: float, middle: float, measurer: TextMeasurer) -> tuple[Paragraph, ...]:
    """The running number round ``middle``, and the heading block: its widest line ends where the table does."""
    widest = max(measurer.width(line, _HEADING_PT) for line in lines)
    start = max(width - widest - 0.3, middle + 12)
    stops = (TabStop(twips(middle), "center"), TabStop(twips(start), "left"))
    first, *rest = lines
    number = band(*_numbered(), Tab(), first, size=_HEADING_PT, line=_HEADING_LINE, tabs=stops)
    others = (band(Tab(), Tab(), each, size=_HEADING_PT, line=_HEADING_LINE, tabs=stops) for each in rest)
    return (number, *others)
