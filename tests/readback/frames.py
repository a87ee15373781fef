"""A page's header cells and form boxes compared with the scene: each text stands within its frame, in its middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sopgen.layout.scene import FlowPage, FormPage, HeaderCell, Identity
from sopgen.layout.style import STYLE
from tests.readback.paths import MM_PER_POINT
from tests.readback.texts import Glyph, glyphs, packed

TOLERANCE = 0.1  # mm
#: From a baseline up to the top of capitals, and down to the lowest descender, of the size; no face asks for more.
_ABOVE, _BELOW = 0.66, 0.25


def header_differences(page: Any, planned: FlowPage) -> list[str]:
    """What of the table's header a pymupdf page shows otherwise than ``planned``; turned texts by place only."""
    found = glyphs(page)
    shifts: list[tuple[float, str]] = []
    told = []
    for cell in planned.header.cells:
        inside = [glyph for glyph in found if _within(glyph, cell.left, cell.top, cell.right, cell.bottom)]
        if packed("".join(glyph.char for glyph in inside)) != packed(cell.text):
            told.append(f"{cell.text!r} does not stand in its cell")
        elif not cell.rotated:
            told += [f"{cell.text!r} is cut by its cell" for glyph in inside if _cut(glyph, cell.top, cell.bottom)][:1]
            shifts.append((_shift(cell, inside), cell.text))
    return [*told, *_uneven(shifts)]


def box_differences(page: Any, planned: FormPage) -> list[str]:
    """Boxes whose heading and texts a pymupdf page does not show, whole and in their order, within their frames."""
    found = glyphs(page)
    told = []
    for box in planned.boxes:
        inside = [glyph for glyph in found if _within(glyph, box.left, box.top, box.right, box.bottom)]
        texts = [text for entry in box.texts for text in (f"{entry.number}." if entry.number else "", entry.text)]
        if packed("".join(glyph.char for glyph in inside)) != packed("".join((box.title, *texts))):
            told.append(f"{box.title!r} and its texts do not stand in their box")
        told += [f"{box.title!r} is cut by its box" for glyph in inside if _cut(glyph, box.top, box.bottom)][:1]
    return told


def identity_differences(page: Any, planned: Identity) -> list[str]:
    """Texts of the identity block that a pymupdf page does not show, whole and alone, within their frames."""
    found = glyphs(page)
    frames = [
        (text.text, text.left, text.top, text.right, text.bottom) for text in (*planned.office, *planned.signature)
    ]
    for field in planned.fields:
        frames.append((field.label, planned.label_left, field.top, planned.value_left, field.bottom))
        if text := field.text + (field.revised.text if field.revised else ""):
            frames.append((text, planned.value_left, field.top, planned.right, field.bottom))
    told = [*_beyond(page, found, planned)]
    for text, *frame in frames:
        inside = [glyph for glyph in found if _within(glyph, *frame)]
        if packed("".join(glyph.char for glyph in inside)) != packed(text):
            told.append(f"{text!r} does not stand in its frame")
        told += [f"{text!r} is cut by its frame" for glyph in inside if _cut(glyph, frame[1], frame[3])][:1]
    return told


def _beyond(page: Any, found: Sequence[Glyph], planned: Identity) -> Iterable[str]:
    """Letters and tick boxes of the identity block that stand in its right padding or beyond it.

    Blanks at a line's end may: they are not seen.
    """
    right = planned.right - STYLE.form_x + TOLERANCE
    for glyph in found:
        beside = planned.top <= glyph.y <= planned.bottom and not glyph.char.isspace()
        if beside and glyph.right > right:
            yield f"{glyph.char!r} stands too far right in the identity block"
    ticks = [drawn["rect"] * MM_PER_POINT for drawn in page.get_drawings() if _is_tick(drawn["rect"])]
    rows = [field for field in planned.fields if field.ticked is not None]
    for field in rows:
        beside = [tick for tick in ticks if field.top <= tick.y0 and tick.y1 <= field.bottom]
        if not any(planned.value_left <= tick.x0 and tick.x1 <= right for tick in beside):
            yield f"the tick box of {field.label!r} does not stand in its row"


def _is_tick(rect: Any) -> bool:
    """Whether a drawing is the frame of a tick box (``STYLE.form_tick`` is its outside)."""
    sides = (rect.width * MM_PER_POINT, rect.height * MM_PER_POINT)
    return all(0.8 * STYLE.form_tick < side <= STYLE.form_tick for side in sides)


def _within(glyph: Glyph, left: float, top: float, right: float, bottom: float) -> bool:
    return left - TOLERANCE <= glyph.x <= right and top <= glyph.y <= bottom


def _cut(glyph: Glyph, top: float, bottom: float) -> bool:
    size = glyph.size_pt * MM_PER_POINT
    return glyph.y - _ABOVE * size < top - TOLERANCE or glyph.y + _BELOW * size > bottom + TOLERANCE


def _shift(cell: HeaderCell, inside: Sequence[Glyph]) -> float:
    """How far below its cell's middle a text's middle baseline is, as a share of its size: the same for all texts."""
    baselines = [glyph.y for glyph in inside]
    middle = (min(baselines) + max(baselines)) / 2
    return (middle - (cell.top + cell.bottom) / 2) / (cell.size_pt * MM_PER_POINT)


def _uneven(shifts: Sequence[tuple[float, str]]) -> Iterable[str]:
    usual = sorted(shift for shift, _ in shifts)[len(shifts) // 2]
    for shift, text in shifts:
        if abs(shift - usual) > TOLERANCE:
            yield f"{text!r} does not stand in the middle of its cell"
