"""An SOP's blocks as they stand in a larger document: bookmarked, linked, and not to be read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace

from sopgen.book.docx.bookmarks import listed
from sopgen.book.plan import listed_title
from sopgen.layout.scene import Scene
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block, Cell, Checkbox, Field, Inline, Paragraph, Run, Shape, Text
from sopgen.render.docx.document import blocks_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo

#: The level of an SOP in contents and navigation, below its chapter's.
SOP_LEVEL = 1
_RELATED = re.compile(r"keterkaitan/(\d+)")


def placed(
    sop: Sop, scene: Scene, logo: Logo | None, ids: Ids, bookmark: str, links: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks of one SOP in a larger document.

    ``bookmark`` opens its first page; ``links`` are the bookmarks of other SOPs, by nomor: Keterkaitan that refers to
    one of them leads there. Texts are fixed: those of some hundred SOPs would come near to what Word can hold of
    controls and bookmarks, and who changes an SOP does so in its own document.
    """
    blocks = blocks_of(sop, scene, logo, ids)
    fixed = tuple(_fixed(block, sop, links) for block in blocks)
    entry = (listed_title(sop), sop.nomor)
    return (listed(fixed[0], entry, SOP_LEVEL, bookmark, 1), *_outlined(fixed[1:]))


def _outlined(blocks: Iterable[Block]) -> Iterable[Block]:
    """Titles of an SOP's parts one level below the SOP's own, which its first page has."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.outline is not None:
            yield replace(block, outline=block.outline + SOP_LEVEL)
        else:
            yield block


def _fixed(block: Block, sop: Sop, bookmarks: Mapping[str, str]) -> Block:
    """Fields as plain texts, those of Keterkaitan linked to the SOPs they name."""

    def text(run: Text | Field) -> Text:
        if isinstance(run, Text):
            return run
        kept = {field.name: getattr(run, field.name) for field in fields(Run)}
        return Text(**kept | {"anchor": _related(run, sop, bookmarks)})

    def fixed(inline: Inline) -> Inline:
        match inline:
            case Field():
                return text(inline)
            case Checkbox():
                return replace(inline, sdt_id=0)
            case Shape():
                shown = (run for run in inline.content if not (isinstance(run, Field) and run.choices))
                return replace(inline, content=tuple(map(text, shown)))
            case _:
                return inline

    return _each(block, lambda paragraph: replace(paragraph, content=tuple(map(fixed, paragraph.content))))


def _related(field: Field, sop: Sop, bookmarks: Mapping[str, str]) -> str:
    """The bookmark of the SOP that a text of Keterkaitan names; empty for other texts and SOPs that are not there."""
    found = _RELATED.match(field.tag)
    nomor = sop.keterkaitan[int(found[1]) - 1].nomor if found else None
    return bookmarks.get(nomor, "") if nomor is not None else ""


def _each(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    """A block with every paragraph in it changed."""

    def changed(cell: Cell) -> Cell:
        return replace(cell, paragraphs=tuple(map(change, cell.paragraphs)))

    if isinstance(block, Paragraph):
        return change(block)
    return replace(block, rows=tuple(replace(row, cells=tuple(map(changed, row.cells))) for row in block.rows))
