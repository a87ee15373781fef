"""Every number that decides how a page looks, in one place.

- ``measures``: sizes of the form, the table, the symbols and their texts (``Style``), and paper.
- ``clearances``: the distances that lanes, ports, arrow heads, labels, connector strips and gates share.
- ``prices``: what the router pays for a bend, a crossing, a side.
- ``tries``: how often something is tried, and by how much it grows each time.
- ``widths``: how the table's width is divided.
- ``looks``: measures and colours of the stand-alone diagrams.

Numbers that must change together stand together, or are computed from each other.
"""

from sopgen.layout.style.measures import (
    BOLD_MORE,
    CAPSULE_ENDS,
    CAPSULE_SHAPE,
    DATE_GAP,
    MM_PER_POINT,
    NARROW_BELOW,
    NOTE_HEIGHT,
    PAPER_MM,
    SLACK_MM,
    STYLE,
    SYMBOL_TEXT_ABOVE,
    TEXT_HEIGHT,
    TICK_AFTER,
    TICK_BEFORE,
    Style,
    page_mm,
    style_of,
    wider_papers,
    with_least_letters,
    with_narrowest_columns,
)

__all__ = [
    "BOLD_MORE",
    "CAPSULE_ENDS",
    "CAPSULE_SHAPE",
    "DATE_GAP",
    "MM_PER_POINT",
    "NARROW_BELOW",
    "NOTE_HEIGHT",
    "PAPER_MM",
    "SLACK_MM",
    "STYLE",
    "SYMBOL_TEXT_ABOVE",
    "TEXT_HEIGHT",
    "TICK_AFTER",
    "TICK_BEFORE",
    "Style",
    "page_mm",
    "style_of",
    "wider_papers",
    "with_least_letters",
    "with_narrowest_columns",
]
