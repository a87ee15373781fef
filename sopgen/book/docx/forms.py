"""Monitoring and evaluation forms in Word, to be filled in there or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from sopgen.book.docx.words import TABLE_PT, cell, head, labelled, landscape, page_footer, paragraph, table_width
from sopgen.book.form_content import (
    ACTION,
    EVALUATION_TITLE,
    FAILS,
    INITIALS,
    JUDGEMENT,
    MONITORING_TITLE,
    NO,
    REMARKS,
    RUNS,
    STATEMENTS,
    YES,
    MonitoringSheet,
    monitored,
)
from sopgen.book.pages.typesetter import Sheet
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, BookRole, Cell, Merge, Paragraph, Row, Table
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties, assemble
from sopgen.render.docx.package.reference import load_reference
from sopgen.render.docx.units import twips
from sopgen.render.templates import template_folders

_ROW_MM = 9.0
_head = partial(head, size=8, margin=0.8)
_SIGNING_INDENT = 175.0


def monitoring_docx(project: Project, sops: Sequence[Sop], day: date) -> bytes:
    """The monitoring form, one page or more for each SOP."""
    sheet = _sheet(project)
    blocks: list[Block] = []
    for each in monitored(sops):
        blocks += _monitoring(each, sheet, first=not blocks)
    return _document(project, sops, MONITORING_TITLE, tuple(blocks), day)


def evaluation_docx(project: Project, sops: Sequence[Sop], day: date) -> bytes:
    """The evaluation form: every statement against every SOP."""
    sheet = _sheet(project)
    blocks: tuple[Block, ...] = (
        _title(EVALUATION_TITLE, first=True),
        *_blanks((("Unit kerja", ""), ("Tahun", ""))),
        _evaluation(sops, sheet),
        *_signing(),
    )
    return _document(project, sops, EVALUATION_TITLE, blocks, day)


def _sheet(project: Project) -> Sheet:
    assert project.institution is not None
    return Sheet.of(project.institution.format.kertas)


def _document(project: Project, sops: Sequence[Sop], title: str, blocks: tuple[Block, ...], day: date) -> bytes:
    assert project.institution is not None
    sheet = _sheet(project)
    section = landscape(sheet, blocks, bands=page_footer(table_width(sheet), title))
    properties = Properties(title, "Monitoring dan evaluasi SOP", project.institution.nama, day, day)
    reference = load_reference(sops[0], project.root)
    content, folders = reference.content, template_folders(project.root)
    return in_memory(lambda target: assemble(target, (section,), content, {}, properties, Ids(), folders))


def _title(text: str, *, first: bool) -> Paragraph:
    line = paragraph(text.upper(), role=BookRole.HEADING, size=13, bold=True, align="center", after=4, outline=0)
    return replace(line, page_break=not first)


def _blanks(fields: Sequence[tuple[str, str]]) -> Iterator[Paragraph]:
    """Lines to fill in, or filled in already."""
    for name, value in fields:
        yield labelled(name, value or "." * 60, 36, 32, size=9, line=1.3, keep_next=True)
    yield paragraph(size=4)


def _monitoring(each: MonitoringSheet, sheet: Sheet, *, first: bool) -> Iterator[Block]:
    sop = each.sop
    yield _title(MONITORING_TITLE, first=first)
    yield from _blanks(
        (("Nomor SOP", sop.nomor), ("Nama SOP", sop.title), ("Unit kerja", sop.unit.nama), ("Periode", ""))
    )
    width = table_width(sheet)
    widths = (10.0, width - 10 - 2 * 20 - 2 * 48 - 16, 20.0, 20.0, 48.0, 48.0, 16.0)
    upper = [("No.", 1), ("Prosedur", 1), (JUDGEMENT, 2), (REMARKS, 1), (ACTION, 1), (INITIALS, 1)]
    lower = ["", "", RUNS, FAILS, "", "", ""]
    rows = [_row((row.number, row.text, *[""] * 5), widths, bold=not row.number, centred=(0,)) for row in each.rows]
    yield _table(f"Monitoring {sop.nomor}", widths, (upper, lower), rows)
    yield from _signing()


def _evaluation(sops: Sequence[Sop], sheet: Sheet) -> Table:
    width = table_width(sheet)
    judgement = 11.0
    widths = (10.0, width - 10 - 2 * judgement * len(STATEMENTS), *[judgement] * (2 * len(STATEMENTS)))
    upper = [("No.", 1), ("SOP", 1), *((statement, 2) for statement in STATEMENTS)]
    lower = ["", "", *[YES, NO] * len(STATEMENTS)]
    blanks = [""] * (2 * len(STATEMENTS))
    rows = [
        _row((str(number), f"{sop.title}\n{sop.nomor}", *blanks), widths, centred=(0,))
        for number, sop in enumerate(sops, 1)
    ]
    return _table(EVALUATION_TITLE, widths, (upper, lower), rows)


def _table(
    caption: str,
    widths: Sequence[float],
    header: tuple[Sequence[tuple[str, int]], Sequence[str]],
    rows: Sequence[Row],
) -> Table:
    """A table whose header has two rows: heads over one column reach down, those over two have heads of their own."""
    grid = tuple(twips(width) for width in widths)
    upper, column = [], 0
    for text, span in header[0]:
        merge = Merge.RESTART if span == 1 else Merge.NONE
        upper.append(_head(text, sum(grid[column : column + span]), span=span, merge=merge))
        column += span
    lower = [
        _head(text, width, merge=Merge.NONE if text else Merge.CONTINUE)
        for text, width in zip(header[1], grid, strict=True)
    ]
    heads = (Row(0, tuple(upper), header=True), Row(0, tuple(lower), header=True))
    *most, last = rows
    return Table(caption, caption, grid, (*heads, *most, _kept(last)))


def _kept(row: Row) -> Row:
    """A row that stays with what follows: nobody signs an empty page."""
    cells = (
        replace(each, paragraphs=tuple(replace(line, keep_next=True) for line in each.paragraphs)) for each in row.cells
    )
    return replace(row, cells=tuple(cells))


def _row(texts: Sequence[str], widths: Sequence[float], *, bold: bool = False, centred: tuple[int, ...] = ()) -> Row:
    cells = [
        Cell(
            twips(width),
            (cell(text, bold=bold, align="center" if column in centred else "", size=TABLE_PT),),
            margin_x=twips(1.2),
        )
        for column, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]
    return Row(twips(_ROW_MM), tuple(cells))


def _signing() -> Iterator[Paragraph]:
    """Place, day and who judged, to be filled in."""
    yield paragraph("." * 30 + ", " + "." * 30, size=9, indent=_SIGNING_INDENT, before=6, keep_next=True)
    yield paragraph("Penilai,", size=9, indent=_SIGNING_INDENT, after=16, keep_next=True)
    yield paragraph("." * 60, size=9, indent=_SIGNING_INDENT, keep_next=True)
    yield paragraph("NIP", size=9, indent=_SIGNING_INDENT)
