"""A word across a page, behind its text: KONSEP, DICABUT."""

from __future__ import annotations

from sopgen.render.docx.blocks import Shape, Text
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.units import emu, half_points, point_twips


def watermark(word: str, ids: Ids, paper: tuple[float, float], left: float, top: float) -> Shape:
    """A word across a page of this ``paper`` (width, height), whose header begins at ``left`` and ``top``; all in mm.

    Stands in a header: what does so is drawn behind the pages' content.
    """
    width, height, size = 230.0, 56.0, 120.0  # LibreOffice breaks a word that is wider than its box
    return Shape(
        id=ids.drawing(),
        name=word.capitalize(),
        description="",
        x=emu((paper[0] - width) / 2 - left),
        y=emu((paper[1] - height) / 2 - top),
        width=emu(width),
        height=emu(height),
        z=1,
        preset="rect",
        content=(Text((word,), half_points(size), bold=True, colour="D9D9D9"),),
        text_line=point_twips(size * 1.15),
        rotation=-30,
        behind=True,
    )
