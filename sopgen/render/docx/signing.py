"""Placed texts of which a part can be read back, and the lines about who signs that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sopgen.layout.scene import TextBlock
from sopgen.layout.style import STYLE
from sopgen.render.docx.blocks import Field, Inline, Paragraph, Role, Text
from sopgen.render.docx.ids import Ids, tag_of
from sopgen.render.docx.units import half_points, point_twips, twips

_SIGNING_GREY = "666666"


def line_height(block: TextBlock) -> int:
    """Exact line height of a block in twips."""
    return point_twips(block.size_pt * STYLE.line_height)


def worded(text: str, path: tuple[str | int, ...], fixed: int, ids: Ids, size: int = 0) -> tuple[Inline, ...]:
    """A text that can be read back, after the words at its start that are the form's own; ``size`` in half-points."""
    if not path:
        return (Text(tuple(text.split("\n")), size=size),)
    field = ids.field(tag_of(path), tuple(text[fixed:].split("\n")), size=size)
    return (Text((text[:fixed],), size=size), field) if fixed else (field,)


def signature(blocks: Iterable[TextBlock], cursor: float, ids: Ids, sized: bool = False) -> Iterator[Paragraph]:
    """The lines about who signs, below ``cursor`` mm: the official's own words can be read back.

    ``sized``: where texts are of another size than the form's.
    """
    for text in blocks:
        above = max(0, twips(text.top - cursor))
        style = Role.FORM_LABEL if text.bold else Role.FORM
        content = worded(text.text, text.path, text.fixed, ids, half_points(text.size_pt) if sized else 0)
        if text.mark:
            content = tuple(replace(part, colour=_SIGNING_GREY) for part in content if isinstance(part, Field))
        yield Paragraph(style, content, align="center", before=above, line=line_height(text))
        cursor = text.bottom
