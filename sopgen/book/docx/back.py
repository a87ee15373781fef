"""The booklet's back matter in Word: the index of regulations and the register, page by page as in the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sopgen.book.docx.bookmarks import Bookmarks, marked
from sopgen.book.docx.words import TABLE_PT, cell, landscape, page_footer, paragraph, table, table_width, text
from sopgen.book.pages.contents import INDEX, REGISTER
from sopgen.book.pages.register import RegisterLine, register
from sopgen.book.pages.regulations import IndexRow, index_regulations, index_rows
from sopgen.book.pages.typesetter import Sheet, sop_link
from sopgen.book.plan import Plan
from sopgen.model.dates import letter_date
from sopgen.render.docx.blocks import Block, BookRole, Inline, PageReference, Paragraph, Role, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.units import half_points

INDEX_HEADER = ("No.", "Dasar hukum", "Dirujuk oleh SOP")
REGISTER_HEADER = (
    "No.",
    "Nomor SOP",
    "Judul",
    "Jenis",
    "Tanggal efektif",
    "Revisi",
    "Langkah",
    "Pelaksana",
    "Total waktu",
    "Halaman",
)
#: In mm, as in templates/book/register.html.j2; the title takes what is left.
REGISTER_WIDTHS = (10.0, 43.0, 0.0, 15.0, 30.0, 14.0, 18.0, 20.0, 38.0, 18.0)
NOTE = (
    "Total waktu dihitung menurut alur tanpa pengulangan, dengan 1 Hari = 7,5 jam kerja. "
    "Tanda *: waktu satu atau beberapa langkah tidak dapat dijumlahkan."
)


def back_section(
    plan: Plan, sheet: Sheet, bookmarks: Bookmarks, ids: Ids, pages: tuple[Sequence[int], Sequence[int]]
) -> Section:
    """Index and register; ``pages`` say on which page (any count) each line of the one and of the other stands."""
    index = index_rows(index_regulations(planned.sop for planned in plan.sops))
    blocks: list[Block] = []
    width = table_width(sheet)
    if index:
        blocks.append(_heading("Indeks Dasar Hukum", INDEX, bookmarks, ids, page_break=False))
        rows = [_regulation(each, plan, bookmarks) for each in index]
        blocks += _tables("Indeks dasar hukum", (10, width - 128, 118), INDEX_HEADER, rows, pages[0])
    blocks.append(_heading("Register SOP", REGISTER, bookmarks, ids, page_break=bool(index)))
    lines = [_line(number, each, bookmarks) for number, each in enumerate(register(plan), 1)]
    widths = [each or width - sum(REGISTER_WIDTHS) for each in REGISTER_WIDTHS]
    blocks += _tables("Register SOP", widths, REGISTER_HEADER, lines, pages[1])
    blocks.append(paragraph(NOTE, role=Role.NOTE, size=TABLE_PT, before=3))
    return landscape(sheet, tuple(blocks), bands=page_footer(width))


def _heading(title: str, place: str, bookmarks: Bookmarks, ids: Ids, *, page_break: bool) -> Block:
    heading = paragraph(title.upper(), role=BookRole.HEADING, size=14, bold=True, after=5, line=1.3, keep_next=True)
    return marked(replace(heading, page_break=page_break), bookmarks.at(sop_link(place)), ids)


def _tables(
    caption: str,
    widths: Sequence[float],
    header: Sequence[str],
    rows: Sequence[Sequence[Paragraph]],
    pages: Sequence[int],
) -> Iterator[Block]:
    """One table a page, so that pages break where the PDF's do."""
    starts = [number for number, page in enumerate(pages) if number == 0 or page != pages[number - 1]]
    for start, end in pairwise([*starts, len(rows)]):
        if start:
            yield Paragraph(Role.ANCHOR, page_break=True)
        yield table(caption, widths, header, rows[start:end])


def _regulation(row: IndexRow, plan: Plan, bookmarks: Bookmarks) -> tuple[Paragraph, ...]:
    firsts = {planned.sop.nomor: planned.first for planned in plan.sops}
    citing: list[Inline | str] = []
    for position, nomor in enumerate(row.nomor):
        name = bookmarks.sops[nomor]
        citing += ["; "] if position else []
        citing += [text(nomor, size=TABLE_PT, anchor=name), " (hal. "]
        citing += [PageReference(name, str(firsts[nomor]), half_points(TABLE_PT)), ")"]
    return cell(row.number, align="center"), cell(row.text), cell(*citing)


def _line(number: int, line: RegisterLine, bookmarks: Bookmarks) -> tuple[Paragraph, ...]:
    name = bookmarks.sops.get(line.nomor, "")
    page: Inline | str = PageReference(name, str(line.page), half_points(TABLE_PT)) if name else line.absence
    middle: tuple[Inline | str, ...] = (
        line.jenis.value.capitalize() if line.jenis else "–",
        letter_date(line.efektif) or "–",
        str(line.revisi or "–"),
        str(line.langkah),
        str(line.pelaksana),
        line.waktu or "–",
        page,
    )
    return (
        cell(str(number), align="center"),
        cell(text(line.nomor, size=TABLE_PT, anchor=name)),
        cell(line.judul),
        *(cell(each, align="center") for each in middle),
    )
