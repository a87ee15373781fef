"""A flow page as Word blocks: title line, table with its drawing, notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from sopgen.layout.scene import BodyCell, FlowPage, HeaderCell, RowKind, TextBlock
from sopgen.layout.scene import Row as SceneRow
from sopgen.layout.style import STYLE, style_of
from sopgen.layout.text.lines import whole_words
from sopgen.layout.text.measurer import printable
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, Cell, Field, Inline, Merge, Paragraph, Role, Row, Table, Text
from sopgen.render.docx.drawn import DrawnTable, Edge
from sopgen.render.docx.headings import SOP_LEVEL
from sopgen.render.docx.ids import Ids, tag_of
from sopgen.render.docx.shapes import Words, draw
from sopgen.render.docx.signing import line_height, signature
from sopgen.render.docx.units import colour, emu, half_points, point_twips, twips
from sopgen.render.header_names import name_places

#: The total's tag: no text of the source, but known when a document is read back. A part (``bagian``) adds its number.
TOTAL_TAG = "jumlah_waktu"
#: What the lists of notes are called among those of the document (see ``NumberedList``); no field has a name like it.
_NOTES = "#catatan"
#: Begins what the numbers of rows are called there.
_NUMBERS = "#langkah"
_ANCHOR_LINE = 20  # twips, of a paragraph that only holds shapes, as its style says


def flow_page(
    page: FlowPage, sop: Sop, ids: Ids, words: Words, lists: dict[str, int], first: bool
) -> tuple[Block, ...]:
    """The blocks of one flow page; ``first`` when it opens the document (no page break before it).

    ``lists`` remembers the numbering of rows, which goes on over pages.
    """
    blocks: list[Block] = [Paragraph(Role.ANCHOR, page_break=not first)]
    cursor = page.title[0].top if page.title else 0.0
    for index, title in enumerate(page.title):
        below = page.header.top - title.bottom if index == len(page.title) - 1 and page.rows else None
        blocks.append(_title(title, sop, ids, title.top - cursor, below))
        cursor = title.bottom
    if page.rows:
        blocks.append(_FlowTable(page, sop, ids, words, lists).table())
        cursor = page.rows[-1].bottom
    elif page.notes and not page.title:
        cursor = page.notes[0].top
    left = style_of(sop.format).margin_left
    blocks += notes(page.notes, ids, cursor, left)
    blocks += signed_below(page, ids, page.notes[-1].bottom if page.notes else cursor, left)
    return tuple(blocks)


def _title(title: TextBlock, sop: Sop, ids: Ids, above: float, below: float | None) -> Paragraph:
    size = half_points(title.size_pt) if title.size_pt != STYLE.title_pt else 0
    content: tuple[Inline, ...] = (Text(tuple(title.text.split("\n")), size=size),)
    judul = printable(sop.judul)
    if title.path == ("judul",) and title.text.endswith(judul) and title.text != judul:
        prefix = title.text[: -len(judul)]
        content = (Text((prefix,), size=size), ids.field("judul", tuple(judul.split("\n")), size=size))
    elif title.path:
        content = (ids.field(tag_of(title.path), tuple(title.text.split("\n")), size=size),)
    return Paragraph(
        Role.TITLE,
        content,
        before=twips(above) if above > 0 else None,
        after=twips(below) if below else None,
        line=line_height(title),
        keep_next=True,
        outline=SOP_LEVEL + 1 if title.path != ("judul",) else None,  # the SOP's heading opens its first page
    )


def notes(blocks: Iterable[TextBlock], ids: Ids, cursor: float, left: float) -> list[Paragraph]:
    """Notes under a table whose foot is at ``cursor`` mm, its side at ``left``; numbered ones are a real list."""
    paragraphs, number = [], None
    for block in blocks:
        if block.number == 1 or (block.number is not None and number is None):
            number = ids.list(_NOTES, block.number)
        content: Inline = Text(tuple(block.text.split("\n")), bold=block.bold)
        if block.path:
            content = ids.field(tag_of(block.path), tuple(block.text.split("\n")), bold=block.bold)
        indent = twips(block.left - left)
        paragraphs.append(
            Paragraph(
                Role.NOTE,
                (content,),
                before=max(0, twips(block.top - cursor)),
                line=line_height(block),
                number=number if block.number is not None else None,
                indent=indent,
                hanging=indent if block.number is not None else 0,
            )
        )
        cursor = block.bottom
    return paragraphs


def signed_below(page: FlowPage, ids: Ids, cursor: float, left: float) -> Iterable[Paragraph]:
    """The lines about who signs below a table or its notes, which end at ``cursor`` mm."""
    for paragraph in signature(page.signature, cursor, ids, sized=True):
        yield replace(paragraph, indent=twips(page.signature[0].left - left))


class _FlowTable:
    """Builds the table of one page."""

    def __init__(self, page: FlowPage, sop: Sop, ids: Ids, words: Words, lists: dict[str, int]) -> None:
        self.page = page
        self.section = sop.sections[page.section_index]
        self.ids = ids
        self.lists = lists
        edges = [twips(column.left) for column in page.columns] + [twips(page.columns[-1].right)]
        self.grid = tuple(right - left for left, right in pairwise(edges))
        self.style = style_of(sop.format)
        self.drawing = draw(page, ids, words, self.style)
        pelaksana = (number for number, column in enumerate(page.columns) if column.actor is not None)
        self.places = {number: place for place, number in enumerate(pelaksana)}
        self.names = {at: tag_of(path) for at, path in name_places(page, sop).items()}

    def table(self) -> Table:
        steps = [row.step for row in self.page.rows if row.step is not None]
        which = f"langkah {steps[0]} sampai {steps[-1]}" if steps else "tanpa langkah"
        body = tuple(self.body_row(index, row) for index, row in enumerate(self.page.rows))
        return Table(
            caption="Bagan alir SOP" if self.section.judul is None else f"Bagan alir {self.section.judul}",
            description=f"Kegiatan, pelaksana, dan mutu baku: {which}",
            grid=self.grid,
            rows=self.header_rows() + body,
            drawn=self.drawn(),
        )

    def drawn(self) -> DrawnTable:
        """The drawing as it is known when the document comes back."""
        names = [self.names.get((2, number)) or self.names.get((1, number), "") for number in range(len(self.grid))]
        steps = ["" if row.step is None else tag_of((*self.section.path, row.step - 1)) for row in self.page.rows]
        return DrawnTable(
            tuple(Edge(emu(column.left), name) for column, name in zip(self.page.columns, names, strict=True)),
            tuple(Edge(emu(row.top), step) for row, step in zip(self.page.rows, steps, strict=True)),
            emu(self.page.columns[-1].right),
            emu(self.page.rows[-1].bottom),
            self.drawing.shapes,
        )

    # -- header -----------------------------------------------------------------------------------------------

    def header_rows(self) -> tuple[Row, ...]:
        header = self.page.header
        rows, top = [], header.top
        for index, height in enumerate(header.row_heights):
            planned = twips(top + height) - twips(top)
            held = planned - point_twips(self.style.pen_pt)
            filling = self.filling(index, held)
            cells = tuple(self.header_cells(index, filling, held))
            rows.append(Row(planned if filling is None else held, cells, header=True))
            top += height
        return tuple(rows)

    def filling(self, row: int, height: int) -> HeaderCell | None:
        """The cell of a header row whose text fills ``height`` twips: in it Word and LibreOffice count alike.

        That of the fewest lines, the form's own words before names; None where every cell spans rows, lies on its side
        or may be broken otherwise.
        """
        own = [
            cell
            for cell in self.page.header.cells
            if (cell.row, cell.row_span, cell.rotated) == (row, 1, False)
            and whole_words(cell.text, cell.spans, but="")
            and len(cell.lines) * _header_line(cell) <= height
        ]
        return min(own, key=lambda cell: ((row, cell.column) in self.names, len(cell.lines), cell.column), default=None)

    def header_cells(self, row: int, filling: HeaderCell | None, height: int) -> Iterable[Cell]:
        """The cells of one header row, ``filling`` as high as ``height``; those that span rows are continued ones."""
        for cell in sorted(self.page.header.cells, key=lambda cell: cell.column):
            if not cell.row <= row < cell.row + cell.row_span:
                continue
            merge = Merge.NONE
            if cell.row_span > 1:
                merge = Merge.RESTART if cell.row == row else Merge.CONTINUE
            spare = height - len(cell.lines) * _header_line(cell) if cell is filling else None
            yield self.header_cell(cell, merge, spare)

    def header_cell(self, cell: HeaderCell, merge: Merge, spare: int | None) -> Cell:
        """A cell of the header; ``spare`` twips stand above and below its text."""
        empty = merge is Merge.CONTINUE
        size, lines = half_points(cell.size_pt), _header_lines(cell)
        tag = self.names.get((cell.row, cell.column), "")
        content: Inline = self.ids.field(tag, lines, size=size) if tag and not empty else Text(lines, size=size)
        text = Paragraph(
            Role.HEADER_CELL,
            () if empty else (content,),
            before=None if spare is None else spare // 2,
            after=None if spare is None else spare - spare // 2,
            line=_header_line(cell),
        )
        return Cell(
            width=self.span_width(cell.column, cell.column_span),
            paragraphs=(text,),
            span=cell.column_span,
            merge=merge,
            rotated=cell.rotated,
            middle=True,
            shade=colour(self.style.header_grey),
            margin_x=twips(STYLE.header_cell_x),
        )

    def span_width(self, column: int, span: int) -> int:
        return sum(self.grid[column : column + span])

    # -- body -------------------------------------------------------------------------------------------------

    def body_row(self, index: int, row: SceneRow) -> Row:
        cells, number = [], 0
        height = twips(row.bottom) - twips(row.top)
        held = height - point_twips(self.style.pen_pt)
        drawn = False
        for cell in self.page.cells(row):
            if cell.columns[0].actor is not None and len(cell.columns) == 1:
                cells.append(self.drawn_cell(index, number, held))
                drawn = True
            else:
                cells.append(self.text_cell(row, number, cell))
            number += len(cell.columns)
        return Row(held if drawn else height, tuple(cells))

    def drawn_cell(self, row: int, number: int, height: int) -> Cell:
        """A pelaksana's cell, whose paragraph fills ``height`` twips.

        Word adds the rule's width to a row's least height, LibreOffice does not; both add it to what a cell holds.
        """
        shapes = tuple(self.drawing.cells.get((row, self.places[number]), ()))
        anchor = Paragraph(Role.ANCHOR, shapes, after=max(0, height - _ANCHOR_LINE))
        return Cell(self.grid[number], (anchor,), bare=True)

    def text_cell(self, row: SceneRow, number: int, cell: BodyCell) -> Cell:
        text, span = cell.text, len(cell.columns)
        lines = tuple(text.text.split("\n")) if text else ("",)
        align = "right" if text and text.label else "center" if span == 1 and cell.columns[0].centred else ""
        content: tuple[Inline, ...] = (Text(lines, bold=text.label),) if text else ()
        number_of_list = self.counted(row, cell)
        if number_of_list is not None:
            content = ()
        elif field := self.field(row, cell, lines):
            # LibreOffice makes a rich control in which a word is broken a line too high.
            broken = text is not None and len(lines) == 1 and not whole_words(text.text, text.spans)
            content = (replace(field, plain=broken),)
        paragraph = Paragraph(Role.CELL, content, align=align, number=number_of_list)
        return Cell(self.span_width(number, span), (paragraph,), span=span, middle=True)

    def counted(self, row: SceneRow, cell: BodyCell) -> int | None:
        """The list that counts the rows in a cell, so that a row added in Word numbers those below anew.

        None where something else stands there than the step's number.
        """
        column = cell.columns[0]
        if row.step is None or column.field or cell.text is None or cell.text.text != str(row.step):
            return None
        name = f"{_NUMBERS}/{column.key}"
        key = f"{name}/{self.page.section_index}"
        if key not in self.lists:
            self.lists[key] = self.ids.list(name, row.step, bare=True)
        return self.lists[key]

    def field(self, row: SceneRow, cell: BodyCell, lines: tuple[str, ...]) -> Field | None:
        """The field in a cell, which stands there even when it is empty; None where nothing can be read back."""
        column = cell.columns[0]
        if row.kind is RowKind.TOTAL and cell.text and not cell.text.label:
            part = () if self.page.section is None else (self.page.section_index,)
            return self.ids.field(tag_of((TOTAL_TAG, *part)), lines)
        if row.step is None or not column.field:
            return None
        return self.ids.field(tag_of((*self.section.path, row.step - 1, column.field)), lines, part=column.part)


def _header_line(cell: HeaderCell) -> int:
    """The exact height of a heading's lines, in twips."""
    return point_twips(cell.size_pt * STYLE.line_height)


def _header_lines(cell: HeaderCell) -> tuple[str, ...]:
    """A heading's lines: those that the scene gave it, unless a word is broken, which must stay whole for editing."""
    return cell.lines if whole_words(cell.text, cell.spans, but="") else tuple(cell.text.split("\n"))
