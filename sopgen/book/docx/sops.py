"""An SOP's blocks as they stand in a larger document: bookmarked and linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sopgen.book.docx.bookmarks import marked
from sopgen.layout.scene import Scene
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, Cell, Field, Inline, Paragraph
from sopgen.render.docx.document import blocks_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo

_RELATED = re.compile(r"keterkaitan/(\d+)")


def placed(
    sop: Sop, scene: Scene, logo: Logo | None, ids: Ids, bookmark: str, links: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks of one SOP in a larger document.

    ``bookmark`` opens its first page; ``links`` are the bookmarks of other SOPs, by nomor: Keterkaitan that refers to
    one of them leads there.
    """
    blocks = blocks_of(sop, scene, logo, ids)
    linked = tuple(_linked(block, sop, links) for block in blocks)
    return (marked(linked[0], bookmark, ids), *_outlined(linked[1:]))


def _outlined(blocks: Iterable[Block]) -> Iterable[Block]:
    """Titles one level below the chapter's, so that Word's navigation shows the booklet's order."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.outline is not None:
            yield replace(block, outline=block.outline + 1)
        else:
            yield block


def _linked(block: Block, sop: Sop, bookmarks: Mapping[str, str]) -> Block:
    """Fields of Keterkaitan as links to the SOPs they name."""

    def link(inline: Inline) -> Inline:
        if not isinstance(inline, Field) or not (found := _RELATED.match(inline.tag)):
            return inline
        nomor = sop.keterkaitan[int(found[1]) - 1].nomor
        return replace(inline, anchor=bookmarks[nomor]) if nomor is not None and nomor in bookmarks else inline

    return _each(block, lambda paragraph: replace(paragraph, content=tuple(link(each) for each in paragraph.content)))


def _each(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    """A block with every paragraph in it changed."""

    def changed(cell: Cell) -> Cell:
        return replace(cell, paragraphs=tuple(map(change, cell.paragraphs)))

    if isinstance(block, Paragraph):
        return change(block)
    return replace(block, rows=tuple(replace(row, cells=tuple(map(changed, row.cells))) for row in block.rows))
