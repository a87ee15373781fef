"""Content's tables in Word: columns, heads over several of them, pages that break where the PDF's do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sopgen.book.content import blocks as content
from sopgen.book.docx.arranging import Where
from sopgen.book.docx.looks import COLUMNS, LINED, UNRULED, Look, look_of
from sopgen.layout.style import STYLE
from sopgen.render.docx.blocks import Block, Cell, Merge, Paragraph, Role, Row, Table
from sopgen.render.docx.units import TWIPS_PER_MM, point_twips, twips

#: Prints what stands in a cell of so many mm, in its look.
PrintCell = Callable[[Sequence[content.Block], Look, float], tuple[Paragraph, ...]]


@dataclass(frozen=True, slots=True)
class TablePrinter:
    """Prints a table; ``title`` says what it is about."""

    block: content.TableBlock
    where: Where
    print_cell: PrintCell
    title: str

    def tables(self) -> Iterator[Block]:
        """The table, cut at the rows that open a page in the PDF."""
        block = self.block
        usual = next((COLUMNS[name] for name in block.names if name in COLUMNS), ())
        grid = tuple(map(twips, _widths(block.widths or (None,), usual, self.where.room)))
        head = tuple(self._rows(block.head, grid, "th"))
        body = tuple(self._rows(block.body, grid, "td"))
        pages = [self.where.places.get(row.place) for row in block.body]
        cuts = [number for number in range(1, len(pages)) if pages[number] != pages[number - 1]]
        lined, ruled = not LINED.isdisjoint(block.names), UNRULED.isdisjoint(block.names)
        for start, end in pairwise([0, *cuts, len(body)]):
            if start:
                yield Paragraph(Role.ANCHOR, page_break=True)
            if head or body:
                yield Table(self.title, self.title, grid, (*head, *body[start:end]), ruled, lined)

    def _rows(self, rows: Sequence[content.Row], grid: tuple[int, ...], kind: str) -> Iterator[Row]:
        covered: dict[int, tuple[content.Cell, int]] = {}  # by column: the cell from above, the rows it has left
        for row in rows:
            look = look_of((*self.where.scopes, *self.block.names, *row.names), kind)
            least = max(0, twips(look.extent) - point_twips(STYLE.rule_pt))  # Word adds the rule to it
            yield Row(least, tuple(self._cells(row, grid, covered, look)), header=kind == "th")

    def _cells(
        self, row: content.Row, grid: tuple[int, ...], covered: dict[int, tuple[content.Cell, int]], look: Look
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
            yield self._cell(cell, look, sum(grid[column : column + across]), merge, across)
            column += across

    def _cell(self, cell: content.Cell, look: Look, width: int, merge: Merge, across: int) -> Cell:
        align = "center" if "angka" in cell.names else look.align
        look, margin = replace(look, bold=look.bold or cell.head, align=align, left=0), twips(look.left)
        blocks = () if merge is Merge.CONTINUE else cell.blocks
        room = (width - 2 * margin) / TWIPS_PER_MM
        printed = self.print_cell(blocks, look, room) or self.print_cell((content.Paragraph(()),), look, room)
        middle = bool(look.shade or look.extent)
        return Cell(width, printed, across, merge, middle=middle, shade=look.shade, margin_x=margin)


def _widths(given: Sequence[float | None], usual: Sequence[float | None], room: float) -> list[float]:
    """The columns' widths: those given, else what the table's class usually has; the others share what is left."""
    wanted = usual if len(usual) == len(given) and not any(given) else given
    fixed = sum(each or 0.0 for each in wanted)
    free = sum(each is None for each in wanted)
    least = 10.0 * free
    scale = 1.0 if free and fixed + least <= room else (room - least) / fixed if fixed else 1.0
    share = (room - fixed * scale) / free if free else 0.0
    return [share if each is None else each * scale for each in wanted]
