"""The booklet's front matter in Word: cover, decision, foreword, contents, explanations, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sopgen.book.docx.bookmarks import Bookmarks, marked
from sopgen.book.docx.words import (
    LINE_HEIGHT,
    TEXT_PT,
    body,
    cell,
    page_footer,
    paragraph,
    portrait,
    rule,
    table,
    text,
    text_width,
)
from sopgen.book.pages.abbreviations import Abbreviation
from sopgen.book.pages.contents import (
    ABBREVIATIONS,
    CONTENTS,
    DECISION,
    EXPLANATION,
    FRONT,
    NOTES,
    PREFACE,
    ContentsEntry,
    EntryKind,
)
from sopgen.book.pages.typesetter import Sheet, sop_link
from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.book import Book
from sopgen.model.dates import letter_date
from sopgen.model.institution import Institution, Official
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    FieldEnd,
    FieldStart,
    PageReference,
    Paragraph,
    Section,
    Tab,
    Table,
    TabStop,
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo
from sopgen.render.docx.units import half_points, twips

_CONTENTS = FieldStart(r'TOC \o "1-2" \h \z \u')
_LOGO_MM, _RULE_MM = 36.0, 46.0
#: The cover's margins, inside which the frame stands; the sizes that its title may have.
_COVER_EDGE, _TITLE_SIZES = 28.0, (26.0, 17.0, 9.0)
#: Room in mm above the cover's year when the title takes two lines.
_ABOVE_YEAR, _LONGEST_TITLE = 64.0, 60.0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter is made from; ``entries`` carry printed page numbers, ``breaks`` those that open a page."""

    book: Book
    institution: Institution
    entries: tuple[ContentsEntry, ...]
    breaks: frozenset[int]
    abbreviations: tuple[Abbreviation, ...]


def front_sections(front: FrontMatter, sheet: Sheet, bookmarks: Bookmarks, logo: Logo, ids: Ids) -> tuple[Section, ...]:
    """The cover, unnumbered and framed, and the numbered pages behind it."""
    cover = portrait(
        sheet,
        tuple(_cover(front, sheet, logo, ids)),
        bands=Bands(),
        framed=True,
        number_format="lowerRoman",
        number_start=1,
    )
    edge = twips(_COVER_EDGE)
    cover = replace(cover, margins=replace(cover.margins, top=edge, right=edge, bottom=edge, left=edge))
    pages = tuple(_pages(front, sheet, bookmarks, ids))
    footer = page_footer(text_width(sheet))
    return cover, portrait(sheet, (_flush(pages[0]), *pages[1:]), bands=footer, number_format="lowerRoman")


def _flush(block: Block) -> Block:
    """The first block of a section needs no page break before it."""
    return replace(block, page_break=False) if isinstance(block, Paragraph) else block


def _cover(front: FrontMatter, sheet: Sheet, logo: Logo, ids: Ids) -> Iterator[Block]:
    book, institution = front.book, front.institution
    picture = logo.picture(ids.drawing(), f"Logo {institution.nama}", 80, _LOGO_MM)
    yield replace(paragraph(picture, align="center", before=10, after=9), line=0)
    yield paragraph(institution.nama.upper(), size=14, bold=True, align="center", after=3, line=1.35)
    if book.unit:
        for name in filter(None, (book.unit.induk, book.unit.nama)):
            yield paragraph(name, size=12, align="center")
    room = sheet.short - 2 * _COVER_EDGE
    size, height = _title(book.judul, room, institution.format.huruf)
    yield replace(rule(_RULE_MM, room), before=twips(16))
    yield paragraph(book.judul, size=size, bold=True, align="center", before=10, after=10, line=1.25)
    yield rule(_RULE_MM, room, after=9)
    left = _ABOVE_YEAR + 2 * _TITLE_SIZES[0] * 1.25 * MM_PER_POINT - height
    if book.keputusan:
        left -= 2 * TEXT_PT * LINE_HEIGHT * MM_PER_POINT
        signed = f"Keputusan {book.keputusan.ditetapkan_oleh.jabatan}\nNomor {book.keputusan.nomor}"
        yield paragraph(signed, align="center")
    yield paragraph(book.tahun, size=18, bold=True, align="center", before=max(left, 6.0))
    if institution.alamat:
        yield paragraph(institution.alamat, size=10, align="center", before=4)


def _title(judul: str, room: float, family: str) -> tuple[float, float]:
    """The size in points at which the cover's title takes no more than half of the page, and its height in mm."""
    measurer = TextMeasurer(family)
    heights = [
        (size, measurer.line_count(judul, room, size, True) * size * 1.25 * MM_PER_POINT) for size in _TITLE_SIZES
    ]
    return next(((size, height) for size, height in heights if height < _LONGEST_TITLE), heights[-1])


def _pages(front: FrontMatter, sheet: Sheet, bookmarks: Bookmarks, ids: Ids) -> Iterator[Block]:
    book = front.book
    if book.keputusan:
        yield from _decision(front, bookmarks, ids)
    if book.kata_pengantar:
        yield _heading("Kata Pengantar", f"{FRONT}/{PREFACE}", bookmarks, ids)
        yield from body(book.kata_pengantar)
    yield _heading("Daftar Isi", CONTENTS, bookmarks, ids)
    yield from _as_table_of_contents(list(_contents(front, sheet, bookmarks)))
    if book.ruang_lingkup or book.ringkasan or book.definisi:
        yield _heading("Penjelasan Singkat Penggunaan", f"{NOTES}/{EXPLANATION}", bookmarks, ids)
        yield from _explanations(book, sheet)
    if front.abbreviations:
        yield _heading("Daftar Singkatan Jabatan", f"{NOTES}/{ABBREVIATIONS}", bookmarks, ids)
        rows = [(entry.short, entry.full) for entry in front.abbreviations]
        yield _pairs("Daftar singkatan jabatan", ("Singkatan", "Jabatan"), rows, sheet)


def _heading(title: str, place: str, bookmarks: Bookmarks, ids: Ids) -> Block:
    heading = paragraph(
        title.upper(), role=BookRole.HEADING, size=15, bold=True, align="center", after=10, line=1.3, keep_next=True
    )
    return marked(replace(heading, page_break=True), bookmarks.at(sop_link(place)), ids)


def _decision(front: FrontMatter, bookmarks: Bookmarks, ids: Ids) -> Iterator[Block]:
    decision = front.book.keputusan
    assert decision is not None
    signer = decision.ditetapkan_oleh
    yield _heading(f"Keputusan\n{signer.jabatan}", f"{FRONT}/{DECISION}", bookmarks, ids)
    yield paragraph(f"NOMOR {decision.nomor.upper()}", bold=True, align="center", after=8)
    yield paragraph(f"TENTANG\n{decision.tentang.upper()}", bold=True, align="center", after=12)
    day = f" tanggal {letter_date(decision.tanggal)}" if decision.tanggal else ""
    sentence = (
        "Standar operasional prosedur yang dimuat dalam buku ini ditetapkan dan diberlakukan dengan Keputusan "
        f"{signer.jabatan} Nomor {decision.nomor}{day} tentang {decision.tentang}."
    )
    yield from body((sentence,))
    place = f" di {front.institution.kota}" if front.institution.kota else ""
    on = f"\npada tanggal {letter_date(decision.tanggal)}" if decision.tanggal else ""
    yield paragraph(f"Ditetapkan{place}{on}", indent=80, before=12)
    yield from signature(signer, indent=80)


def signature(official: Official, *, indent: float, room: float = 24.0, anchor: str = "") -> Iterator[Block]:
    """Title, room to sign (with the text an electronic signature is placed at), name and NIP."""
    yield paragraph(f"{official.jabatan},", indent=indent, keep_next=True)
    if anchor:
        yield paragraph(anchor, indent=indent, size=9, before=room / 2 - 2, after=room / 2 - 2.6, keep_next=True)
    above = 0.0 if anchor else room
    yield paragraph(official.nama, indent=indent, bold=True, before=above, keep_next=bool(official.nip))
    if official.nip:
        yield paragraph(f"NIP {official.nip}", indent=indent)


def _as_table_of_contents(lines: list[Paragraph]) -> list[Paragraph]:
    """The lines as the result of Word's own field, so that "Update page numbers" works on all of them."""
    lines[0] = replace(lines[0], content=(_CONTENTS, *lines[0].content))
    lines[-1] = replace(lines[-1], content=(*lines[-1].content, FieldEnd()))
    return lines


def _contents(front: FrontMatter, sheet: Sheet, bookmarks: Bookmarks) -> Iterator[Paragraph]:
    for number, entry in enumerate(front.entries):
        indent = 8.0 if entry.kind is EntryKind.SOP else 0.0
        first, *rest = contents_lines(entry, bookmarks, indent, text_width(sheet))
        if entry.kind is EntryKind.OUTSIDE and number and front.entries[number - 1].kind is EntryKind.SOP:
            first = replace(first, before=twips(4))
        yield replace(first, page_break=True, before=0) if number in front.breaks else first
        yield from rest


def contents_lines(entry: ContentsEntry, bookmarks: Bookmarks, left: float, right: float) -> Iterator[Paragraph]:
    """An entry of the contents between ``left`` and ``right`` mm: its line with dots and number, its nomor below."""
    role = BookRole.CONTENTS_SOP if entry.kind is EntryKind.SOP else BookRole.CONTENTS
    size = 10.5 if entry.kind is EntryKind.SOP else TEXT_PT
    bold = entry.kind is EntryKind.CHAPTER
    name = bookmarks.at(entry.href)
    yield paragraph(
        text(entry.text, size=size, bold=bold, anchor=name),
        Tab(),
        PageReference(name, entry.page or "", half_points(size), bold),
        role=role,
        size=size,
        before={EntryKind.SOP: 1.4, EntryKind.CHAPTER: 4.0, EntryKind.OUTSIDE: 1.2}[entry.kind],
        indent=left,
        tabs=(TabStop(twips(right), "right", dotted=True),),
        keep_next=bool(entry.nomor),
    )
    if entry.nomor:
        yield paragraph(entry.nomor, role=role, size=9, indent=left, line=1.25)


def _explanations(book: Book, sheet: Sheet) -> Iterator[Block]:
    for title, paragraphs in (("Ruang Lingkup", book.ruang_lingkup), ("Ringkasan", book.ringkasan)):
        if paragraphs:
            yield _subheading(title)
            yield from body(paragraphs)
    if book.definisi:
        yield _subheading("Definisi")
        rows = [(definition.istilah, definition.arti) for definition in book.definisi]
        yield _pairs("Definisi", ("Istilah", "Arti"), rows, sheet)


def _subheading(title: str) -> Paragraph:
    return paragraph(title, role=BookRole.SUBHEADING, size=11.5, bold=True, before=7, after=2, keep_next=True)


def _pairs(caption: str, header: Sequence[str], rows: Sequence[tuple[str, str]], sheet: Sheet) -> Table:
    lines = [(cell(left, bold=True, size=10), cell(right, size=10)) for left, right in rows]
    return table(caption, (45, text_width(sheet) - 45), header, lines)
