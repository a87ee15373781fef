"""What a body says beside its texts: where shapes and texts stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from sopgen.pull.document.edited import Displaced, FoundDrawing
from sopgen.pull.document.places.cells import displaced
from sopgen.pull.document.places.rows import Tags, rows_of
from sopgen.pull.document.places.shapes import read_drawing
from sopgen.pull.document.row_tags import RowTags
from sopgen.render.docx.package.embedded import Embedded


@dataclass(frozen=True)
class Placed:
    """What ``Edited`` takes of these names."""

    drawing: FoundDrawing
    displaced: tuple[Displaced, ...]


def read_places(
    root: etree._Element, origin: Embedded, row_tags: RowTags, steps: Mapping[etree._Element, str]
) -> Placed:
    """Read the body ``root`` of a document that was made from ``origin``; ``steps`` are whose the rows are."""
    tags = Tags(origin)
    rows = rows_of(root, tags, steps)
    return Placed(read_drawing(root, rows, origin.drawn), tuple(displaced(rows, tags, row_tags)))
