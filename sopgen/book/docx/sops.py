"""An SOP's blocks as they stand in a larger document: bookmarked, linked, sized like the document's other SOPs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sopgen.book.docx.bookmarks import marked
from sopgen.layout.scene import Scene
from sopgen.model.sop import Sop
from sopgen.render.docx import styles
from sopgen.render.docx.blocks import Block, Cell, Field, Inline, Paragraph, Role, Row, Text
from sopgen.render.docx.document import blocks_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import Logo
from sopgen.render.docx.units import half_points

Measures = Mapping[Role, styles.Measure]
Change = Callable[[Paragraph], Paragraph]
_RELATED = re.compile(r"keterkaitan/(\d+)")


def common_measures(scenes: Iterable[Scene]) -> dict[Role, styles.Measure]:
    """The measures that most SOPs have: what the document's styles carry. The first of equally common ones."""
    found = [styles.measures(scene) for scene in scenes]
    counts = Counter(tuple(sorted(measures.items(), key=str)) for measures in found)
    return dict(counts.most_common(1)[0][0])


def placed(
    sop: Sop, scene: Scene, logo: Logo | None, ids: Ids, common: Measures, bookmarks: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks of one SOP in a document whose styles measure ``common``.

    ``bookmarks`` are those of the document's SOPs, by nomor: the SOP's own opens its first page, and Keterkaitan
    that refers to one of them leads there. Bookmarks of fields are kept apart by the SOP's own as prefix.
    """
    ids.prefix = bookmarks[sop.nomor]
    blocks = blocks_of(sop, scene, logo, ids)
    sizes = _Sizes(styles.measures(scene), common)
    linked = tuple(sizes.block(_linked(block, sop, bookmarks)) for block in blocks)
    return (marked(linked[0], bookmarks[sop.nomor], ids), *_outlined(linked[1:]))


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


class _Sizes:
    """Sets sizes and spacings of one SOP on its paragraphs where the document's styles have others."""

    def __init__(self, own: Measures, common: Measures) -> None:
        self._different = {role: measure for role, measure in own.items() if common.get(role) != measure}

    def block(self, block: Block) -> Block:
        """The block with its own measures."""
        return _each(block, self._paragraph) if self._different else block

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        measure = self._different.get(paragraph.style) if isinstance(paragraph.style, Role) else None
        if measure is None:
            return paragraph
        size = half_points(measure.size_pt)
        return replace(
            paragraph,
            before=measure.before if paragraph.before is None else paragraph.before,
            after=measure.after if paragraph.after is None else paragraph.after,
            line=measure.line if paragraph.line is None else paragraph.line,
            content=tuple(
                replace(each, size=each.size or size) if isinstance(each, Text | Field) else each
                for each in paragraph.content
            ),
        )


def _each(block: Block, change: Change) -> Block:
    """A block with every paragraph in it changed."""
    if isinstance(block, Paragraph):
        return change(block)
    return replace(block, rows=tuple(_row(row, change) for row in block.rows))


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(_cell(cell, change) for cell in row.cells))


def _cell(cell: Cell, change: Change) -> Cell:
    return replace(cell, paragraphs=tuple(change(paragraph) for paragraph in cell.paragraphs))
