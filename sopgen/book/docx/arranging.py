"""Where Word blocks stand, and how they hold together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sopgen.render.docx.blocks import Block, Paragraph, Role, Tab, Table
from sopgen.render.docx.units import twips


@dataclass(frozen=True, slots=True)
class Where:
    """The room that is printed in, in mm, and the classes of the pages and groups around (``scopes``).

    ``left`` and ``right`` are kept free at its sides. ``places`` are the PDF's pages of rows and lines, by id.
    """

    width: float
    scopes: tuple[str, ...] = ()
    left: float = 0.0
    right: float = 0.0
    places: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def room(self) -> float:
        """What is left between both sides."""
        return self.width - self.left - self.right


def begun(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the first of them on a new page."""
    first, *rest = blocks
    if isinstance(first, Paragraph):
        return (replace(first, page_break=True), *rest)
    return (Paragraph(Role.ANCHOR, page_break=True), *blocks)


def moved(block: Block, down: float) -> Block:
    """A block so many mm further down than it would stand; tables stay."""
    return replace(block, before=(block.before or 0) + twips(down)) if isinstance(block, Paragraph) else block


def kept(block: Block) -> Block:
    """A block that stays with what follows; of a table, its last row."""
    if isinstance(block, Paragraph):
        return replace(block, keep_next=True)
    *most, last = block.rows
    cells = (
        replace(each, paragraphs=tuple(replace(line, keep_next=True) for line in each.paragraphs))
        for each in last.cells
    )
    return replace(block, rows=(*most, replace(last, cells=tuple(cells))))


def in_lines(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Blocks where only paragraphs may stand: a table's rows become lines, its cells with tabs between them."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += _lines(block)
    return tuple(found)


def _lines(table: Table) -> Iterable[Paragraph]:
    for row in table.rows:
        first, *rest = (line for cell in row.cells for line in cell.paragraphs)
        yield replace(
            first, align="", content=(*first.content, *(part for each in rest for part in (Tab(), *each.content)))
        )
