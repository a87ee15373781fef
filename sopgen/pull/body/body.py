"""What a body says beside its texts: where shapes and texts stand now, and what was struck out."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sopgen.pull.body.cells import displaced
from sopgen.pull.body.rows import Tags, rows_of
from sopgen.pull.body.shapes import read_drawing
from sopgen.pull.body.struck import struck
from sopgen.pull.edited import Displaced, FoundDrawing, Struck
from sopgen.pull.row_tags import RowTags
from sopgen.render.docx.package.embedded import Embedded


@dataclass(frozen=True)
class Body:
    """What ``Edited`` takes of these names."""

    drawing: FoundDrawing
    displaced: tuple[Displaced, ...]
    struck: tuple[Struck, ...]


def read_body(root: etree._Element, origin: Embedded, row_tags: RowTags) -> Body:
    """Read the body ``root`` of a document that was made from ``origin``."""
    tags = Tags(origin)
    rows = rows_of(root, tags, row_tags)
    return Body(
        read_drawing(root, rows, origin.drawn), tuple(displaced(rows, tags, row_tags)), tuple(struck(root, tags))
    )
