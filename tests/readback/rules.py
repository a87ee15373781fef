"""Does any text touch a table rule? Glyphs read from the PDF against the cells of the scene."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sopgen.layout.scene import FlowPage, FormPage
from sopgen.layout.style import MM_PER_POINT
from sopgen.render.svg.strokes import Rect, flow_cells, form_cells
from tests.readback.texts import Glyph, glyphs

#: Least distance in mm of a glyph from the middle of a rule: half a rule, and as much white.
CLEAR = 0.2
_CAPITAL, _DESCENT = 0.72, 0.21  # of the size


def touching(page: Any, planned: FlowPage | FormPage) -> list[str]:
    """Glyphs of a pymupdf page that are nearer to a rule of their cell than CLEAR. Turned texts are left out."""
    cells = flow_cells(planned) if isinstance(planned, FlowPage) else form_cells(planned)
    return [
        f"{glyph.char!r} at {glyph.x:.2f}, {glyph.y:.2f}: {side}"
        for glyph in glyphs(page)
        if not glyph.char.isspace() and not glyph.turned
        for side in _faults(glyph, cells)
    ]


def _faults(glyph: Glyph, cells: Sequence[Rect]) -> Iterable[str]:
    size = glyph.size_pt * MM_PER_POINT
    middle = ((glyph.x + glyph.right) / 2, glyph.y - size * 0.3)
    for cell in cells:
        if cell.left <= middle[0] <= cell.right and cell.top <= middle[1] <= cell.bottom:
            if glyph.x < cell.left + CLEAR:
                yield f"left {cell.left:.2f}"
            if glyph.right > cell.right - CLEAR:
                yield f"right {cell.right:.2f}"
            if glyph.y - _CAPITAL * size < cell.top + CLEAR:
                yield f"top {cell.top:.2f}"
            if glyph.y + _DESCENT * size > cell.bottom - CLEAR:
                yield f"bottom {cell.bottom:.2f}"
