"""Content's tables in Word: columns, heads over several of them, pages that break where the PDF's do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sopgen.book.content import blocks as content
from sopgen.book.docx.arranging import Where
from sopgen.book.docx.looks import ROWS, TABLES, Look, TableLook, found_in
from sopgen.render.docx.blocks import Block, Cell, Merge, Paragraph, Role, Row, Table
from sopgen.render.docx.units import TWIPS_PER_MM, twips

_HEADER_GREY = "E6E6E6"
#: Prints what stands in a cell of so many mm, in its look.
PrintCell = Callable[[Sequence[content.Block], Look, float], tuple[Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class TablePrinter:
    """Prints one table; ``title`` says what it is about."""

    look: TableLook
    print_cell: PrintCell
    title: str

    def tables(self, block: content.TableBlock, where: Where) -> Iterator[Block]:
        """The table, cut at the rows that open a page in the PDF."""
        grid = tuple(map(twips, _widths(block.widths or (None,), self.look.widths, where.room)))
        head = tuple(self._rows(block.head, grid, head=True))
        body = tuple(self._rows(block.body, grid, head=False))
        pages = [where.places.get(row.place) for row in block.body]
        cuts = [number for number in range(1, len(pages)) if pages[number] != pages[number - 1]]
        for start, end in pairwise([0, *cuts, len(body)]):
            if start:
                yield Paragraph(Role.ANCHOR, page_break=True)
            if head or body:
                yield Table(self.title, self.title, grid, (*head, *body[start:end]))

    def _rows(self, rows: Sequence[content.Row], grid: tuple[int, ...], *, head: bool) -> Iterator[Row]:
        covered: dict[
            int, tuple[content.Cell, int]
        ] = {}  # by column: the cell from above, and how many rows it has left
        for row in rows:
            cells = tuple(self._cells(row, grid, covered, head=head))
            yield Row(0 if head else twips(self.look.row), cells, header=head)

    def _cells(
        self, row: content.Row, grid: tuple[int, ...], covered: dict[int, tuple[content.Cell, int]], *, head: bool
    ) -> Iterator[Cell]:
        given = iter(row.cells)
        column = 0
        while column < len(grid):
            above, left = covered.pop(column, (None, 0))
            cell = above or next(given, content.Cell(()))
            across = min(cell.across, len(grid) - column)
            merge = Merge.CONTINUE if above else Merge.RESTART if cell.down > 1 else Merge.NONE
            left = left - 1 if above else cell.down - 1
            if left > 0:
                covered[column] = (cell, left)
            yield self._cell(cell, row, sum(grid[column : column + across]), across, merge, head=head)
            column += across

    def _cell(self, cell: content.Cell, row: content.Row, width: int, across: int, merge: Merge, *, head: bool) -> Cell:
        look, shade = self.look.head if head else self.look.cell, _HEADER_GREY if head else ""
        for name in () if head else row.names:
            bold, italic, shade = ROWS.get(name, (False, False, shade))
            look = replace(look, bold=look.bold or bold, italic=look.italic or italic)
        if not head:
            look = replace(look, bold=look.bold or cell.head, align="center" if "angka" in cell.names else look.align)
        blocks = () if merge is Merge.CONTINUE else cell.blocks
        margin = twips(self.look.margin)
        inner = (width - 2 * margin) / TWIPS_PER_MM
        printed = self.print_cell(blocks, look, inner) or self.print_cell((content.Paragraph(()),), look, inner)
        middle = head or self.look.middle
        return Cell(width, printed, across, merge, middle=middle, shade=shade, margin_x=margin)


def table_look(block: content.TableBlock, scopes: Sequence[str]) -> TableLook:
    """The look of a table."""
    return found_in(TABLES, scopes, "table", block.names)


def _widths(given: Sequence[float | None], usual: Sequence[float | None], room: float) -> list[float]:
    """The columns' widths: those given, else what the table's class usually has; the others share what is left."""
    wanted = usual if len(usual) == len(given) and not any(given) else given
    fixed = sum(each or 0.0 for each in wanted)
    free = sum(each is None for each in wanted)
    least = 10.0 * free
    scale = 1.0 if free and fixed + least <= room else (room - least) / fixed if fixed else 1.0
    share = (room - fixed * scale) / free if free else 0.0
    return [share if each is None else each * scale for each in wanted]
