"""An SOP's blocks put smaller on their paper, as a PDF's pages are (``merge/transform.py``): all that has a length.

Word knows sizes of half points only: texts take the next smaller one, whose letters are made as wide as they are to be,
so that lines end where they did. What cannot be told of a paragraph or a cell, the style of its document tells: its
lengths are those of the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import floor
from typing import TypeVar

from sopgen.layout.style import STYLE
from sopgen.render.docx.blocks import Block, Cell, Inline, Paragraph, Picture, Role, Run, Shape, Table
from sopgen.render.docx.package.styles import Measure
from sopgen.render.docx.units import twips

R = TypeVar("R", bound=Run)

_ANCHOR_LINE = 20  # twips, of a paragraph that only holds shapes: its style says so, whatever the scale


def smaller(blocks: Iterable[Block], scale: float) -> tuple[Block, ...]:
    """The blocks with all lengths times ``scale``; as they are with 1."""
    return tuple(map(_Smaller(scale).block, blocks)) if scale != 1 else tuple(blocks)


def smaller_measures(measures: Mapping[Role, Measure], scale: float) -> dict[Role, Measure]:
    """What the styles of such blocks measure."""
    if scale == 1:
        return dict(measures)
    made = _Smaller(scale)
    return {
        role: Measure(
            made.size(round(each.size_pt * 2)) / 2,
            made.length(each.before),
            made.length(each.after),
            made.length(each.line),
            made.stretch(round(each.size_pt * 2)),
        )
        for role, each in measures.items()
    }


class _Smaller:
    """Knows the scale."""

    def __init__(self, scale: float) -> None:
        self.scale = scale

    def length(self, length: int) -> int:
        return round(length * self.scale)

    def size(self, half_points: int) -> int:
        """A size of text; what is to be read stays to be read. 0 stays the style's."""
        return max(1, floor(half_points * self.scale + 0.001)) if half_points else 0

    def stretch(self, half_points: int) -> int:
        """How wide the letters of such a text are, in percent of their width in the size that they get."""
        return floor(100 * half_points * self.scale / self.size(half_points)) if half_points else 0

    def run(self, run: R) -> R:
        return replace(run, size=self.size(run.size), stretch=self.stretch(run.size))

    def lengths(self, lengths: Sequence[int]) -> tuple[int, ...]:
        """Lengths that stand in a row: their sum is as much smaller, too."""
        places = [self.length(place) for place in accumulate(lengths, initial=0)]
        return tuple(end - start for start, end in pairwise(places))

    def block(self, block: Block) -> Block:
        return self.paragraph(block) if isinstance(block, Paragraph) else self.table(block)

    # -- paragraphs -------------------------------------------------------------------------------------------------

    def paragraph(self, block: Paragraph) -> Paragraph:
        after, line = block.after, block.line
        if after is not None:
            own = _ANCHOR_LINE if block.style is Role.ANCHOR and line is None else 0
            after = max(0, self.length(after + own) - own)
        return replace(
            block,
            content=tuple(map(self.inline, block.content)),
            before=None if block.before is None else self.length(block.before),
            after=after,
            line=None if line is None else self.length(line),
            indent=self.length(block.indent),
            hanging=self.length(block.hanging),
            first_line=self.length(block.first_line),
            indent_right=self.length(block.indent_right),
            tabs=tuple(replace(stop, at=self.length(stop.at)) for stop in block.tabs),
        )

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Run():
                return self.run(inline)
            case Picture():
                return replace(inline, width=self.length(inline.width), height=self.length(inline.height))
            case Shape():
                return self.shape(inline)
            case _:
                return inline

    def shape(self, shape: Shape) -> Shape:
        return replace(
            shape,
            x=self.length(shape.x),
            y=self.length(shape.y),
            width=self.length(shape.width),
            height=self.length(shape.height),
            path=tuple(
                replace(part, points=tuple((self.length(x), self.length(y)) for x, y in part.points))
                for part in shape.path
            ),
            line=self.length(shape.line),
            content=tuple(map(self.run, shape.content)),
            text_line=self.length(shape.text_line),
            inset_top=self.length(shape.inset_top),
        )

    # -- tables -----------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> Table:
        grid = self.lengths(table.grid)
        heights = self.lengths([row.height for row in table.rows])
        rows = (
            replace(row, height=height, cells=tuple(self.cells(row.cells, grid)))
            for row, height in zip(table.rows, heights, strict=True)
        )
        return replace(table, grid=grid, rows=tuple(rows))

    def cells(self, cells: Iterable[Cell], grid: Sequence[int]) -> Iterator[Cell]:
        column = 0
        for cell in cells:
            margin = twips(STYLE.cell_x) if cell.margin_x is None else cell.margin_x
            yield replace(
                cell,
                width=sum(grid[column : column + cell.span]),
                paragraphs=tuple(map(self.paragraph, cell.paragraphs)),
                margin_x=cell.margin_x if cell.bare else self.length(margin),
            )
            column += cell.span
