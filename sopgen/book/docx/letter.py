"""A letter and its attachments as one Word document, with the PDF's pages and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sopgen.book.docx.bound import Bound, Read
from sopgen.book.docx.front import signature
from sopgen.book.docx.words import body, labelled, paragraph, text, watermark
from sopgen.book.letter import (
    STATUS_MARKS,
    AttachedSop,
    LetterPdf,
    PlannedAttachment,
    enclosed_words,
    heading_lines,
    is_memo,
    letter_day,
    letterhead_unit,
)
from sopgen.book.pages.typesetter import Sheet
from sopgen.layout.style import STYLE
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.dates import letter_date
from sopgen.model.institution import Institution
from sopgen.model.letter import Letter
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    Cell,
    Inline,
    Margins,
    PageField,
    Paragraph,
    Row,
    Section,
    Tab,
    Table,
    TabStop,
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo, office_logo
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties
from sopgen.render.docx.units import half_points, twips

_LOGO_MM = 24.0
_MARGINS = (30.0, 25.0, 15.0, 25.0)  # left, right, top, bottom of the covering letter
_SIGNATURE_INDENT = 80.0
#: The heading block's three lines need more room above the SOP's pages, which are moved down by so many mm.
_HEADING_PT, _HEADING_LINE, _HEADING_TOP, _MOVED_DOWN = 9.0, 1.15, 4.0, 4.5
#: mm that the letterhead keeps left of its words, and right of them; its height.
_KOP_LOGO, _KOP_MARGIN, _KOP_HEIGHT = 30.0, 4.0, 27.5


def build_letter_docx(letter: Letter, project: Project, made: LetterPdf, read: Read) -> bytes:
    """The letter as DOCX: the covering letter if there is one, then the SOPs unscaled, numbered as in ``made``.

    ``read`` gives the finished part of every SOP in it, by nomor, whenever it is asked.
    Raises FindingsError when the office's reference document or logo cannot be used.
    """
    institution = project.institution
    assert institution is not None
    first = made.attachments[0].sops[0].finished.sop
    writer = _Writer(letter, institution, made, read, office_logo(institution, project.root))
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

    def __init__(self, letter: Letter, institution: Institution, made: LetterPdf, read: Read, logo: Logo) -> None:
        self.letter, self.institution, self.made = letter, institution, made
        self.ids = Ids()
        self.logo = logo
        self.sheet = Sheet.of(institution.format.kertas)
        attached = [each for attachment in made.attachments for each in attachment.sops]
        nomors = dict.fromkeys(each.finished.sop.nomor for each in attached)
        self.bookmarks = {nomor: f"SOP_{number}" for number, nomor in enumerate(nomors, 1)}
        self.bound = Bound(read, self.bookmarks, self.ids)

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
        left, right, top, bottom = (twips(edge) for edge in _MARGINS)
        width = self.sheet.short - _MARGINS[0] - _MARGINS[1]
        number = Bands(header=(_number(width),), first=(paragraph(size=1),))
        margins = Margins(top, right, bottom, left, header=twips(8), footer=twips(8))
        blocks = (*self._letterhead(width), *self._address(width), *body(self.letter.isi), *self._signature())
        return Section(
            blocks, twips(self.sheet.short), twips(self.sheet.long), margins, bands=number, number_format="decimal"
        )

    def _letterhead(self, width: float) -> Iterator[Block]:
        institution = self.institution
        picture = self.logo.picture(self.ids.drawing(), f"Logo {institution.nama}", _KOP_LOGO - 2, _LOGO_MM)
        words = [paragraph(institution.nama.upper(), size=12.5, bold=True, align="center", line=1.25)]
        unit = letterhead_unit(institution, self.letter)
        if unit:
            words.append(paragraph(unit.upper(), size=12, align="center", before=0.8, line=1.25))
        if institution.alamat:
            words.append(paragraph(institution.alamat, size=9, align="center", before=1, line=1.25))
        words = [replace(each, indent_right=twips(_KOP_MARGIN)) for each in words]
        left, whole = twips(_KOP_LOGO), twips(width)
        logo = Cell(left, (replace(paragraph(picture), line=0),), margin_x=0)
        cells = (logo, Cell(whole - left, tuple(words), margin_x=0))
        yield Table(
            "Kop", f"Kop {institution.nama}", (left, whole - left), (Row(twips(_KOP_HEIGHT), cells),), ruled=False
        )
        yield replace(paragraph(size=1, after=9), letterhead_rule=True)

    def _address(self, width: float) -> Iterator[Block]:
        letter = self.letter
        day = letter_date(letter.tanggal)
        enclosed = enclosed_words(letter)
        if is_memo(letter):
            yield paragraph(letter.jenis.upper(), role=BookRole.HEADING, size=13, bold=True, align="center", outline=0)
            yield paragraph(f"NOMOR {letter.nomor.upper()}", align="center", after=7)
            pairs = [("Yth.", letter.kepada), ("Dari", letter.dari.jabatan), ("Hal", letter.hal)]
            yield from _fields([*pairs, ("Lampiran", enclosed), *([("Tanggal", day)] if day else [])])
            yield replace(paragraph(size=4, before=2, after=5), rule_below=6)
            return
        place = f"{self.institution.kota}, {day}" if self.institution.kota and day else day
        pairs = [("Nomor", letter.nomor), ("Lampiran", enclosed), ("Hal", letter.hal)]
        stop = TabStop(twips(width), "right")
        head, *rest = _fields(pairs)
        yield replace(head, tabs=(*head.tabs, stop), content=(*head.content, Tab(), text(place)))
        yield from rest
        yield paragraph(f"Yth. {letter.kepada}", role=BookRole.BODY, before=6, after=7)

    def _signature(self) -> Iterator[Block]:
        anchor = self.institution.format.jangkar_ttd or ""
        first, *rest = signature(self.letter.dari, indent=_SIGNATURE_INDENT, room=26.0, anchor=anchor)
        yield replace(first, before=twips(9)) if isinstance(first, Paragraph) else first
        yield from rest

    def _sop(self, attachment: PlannedAttachment, attached: AttachedSop, *, heading: bool) -> Section:
        sop = attached.finished.sop
        section = self.bound.section(sop, self.institution)
        width = self.sheet.long - STYLE.margin_left - STYLE.margin_right
        lines = heading_lines(self.letter, attachment.number) if heading else ()
        footer = (paragraph(sop.nomor, role=BookRole.FOOTER, size=STYLE.footer_pt),)
        first = _heading(lines, width, TextMeasurer(sop.format.huruf)) if lines else ()
        bands = Bands(self._marked(sop, (_number(width),)), self._marked(sop, first), footer)
        margins = _moved_down(section.margins)
        return replace(section, bands=bands, margins=margins, number_format="decimal")

    def _marked(self, sop: Sop, header: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """A header that also says, across the page, that the SOP is not in force."""
        if not header or sop.status not in STATUS_MARKS:
            return header
        mark = watermark(STATUS_MARKS[sop.status], self.ids, self.sheet, STYLE.margin_left, _HEADING_TOP)
        return (replace(header[0], content=(mark, *header[0].content)), *header[1:])


def _fields(pairs: list[tuple[str, str]]) -> Iterator[Paragraph]:
    return (labelled(name, value, 26, 22, after=0.5) for name, value in pairs)


def _number(width: float) -> Paragraph:
    """The running number ``- 2 -``, centred."""
    return paragraph(*_numbered(), size=_HEADING_PT, line=_HEADING_LINE, tabs=(TabStop(twips(width / 2), "center"),))


def _numbered() -> tuple[Inline | str, ...]:
    return (Tab(), "- ", PageField("PAGE", "2", half_points(_HEADING_PT)), " -")


def _moved_down(margins: Margins) -> Margins:
    """Margins with room for the heading block; the pages stay as high as they are."""
    down = twips(_MOVED_DOWN)
    return replace(
        margins,
        top=margins.top + down,
        bottom=margins.bottom - down,
        header=twips(_HEADING_TOP),
        footer=margins.footer - down,
    )


def _heading(lines: tuple[str, ...], width: float, measurer: TextMeasurer) -> tuple[Paragraph, ...]:
    """The running number, and at the right the heading block: its widest line ends where the table does."""
    widest = max(measurer.width(line, _HEADING_PT) for line in lines)
    start = max(width - widest - 0.3, width / 2 + 12)
    stops = (TabStop(twips(width / 2), "center"), TabStop(twips(start), "left"))
    first, *rest = lines
    number = paragraph(*_numbered(), Tab(), first, size=_HEADING_PT, line=_HEADING_LINE, tabs=stops)
    others = (paragraph(Tab(), Tab(), each, size=_HEADING_PT, line=_HEADING_LINE, tabs=stops) for each in rest)
    return (number, *others)
