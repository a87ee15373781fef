"""Measures of the form and the drawing, in one place that every writer reads.

Lengths in mm, sizes and line weights in points, as the names say. Sources: the two SOPs of Kemenko Polhukam, the
sizes seen in 348 signed SOPs, and PermenPAN-RB 35/2012 for the symbols.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import Any

from sopgen.layout.style import clearances
from sopgen.model.institution import Format, Paper

MM_PER_POINT = 25.4 / 72

#: Landscape width and height in mm. F4 is the Indonesian folio, 215 x 330.
PAPER_MM: dict[Paper, tuple[float, float]] = {
    Paper.A4: (297.0, 210.0),
    Paper.F4: (330.0, 215.0),
    Paper.LETTER: (279.4, 215.9),
    Paper.LEGAL: (355.6, 215.9),
}


def page_mm(settings: Format) -> tuple[float, float]:
    """Width and height in mm of an SOP's pages."""
    long, short = PAPER_MM[settings.kertas]
    return (short, long) if settings.form.portrait else (long, short)


def wider_papers(settings: Format, more: float) -> tuple[Paper, ...]:
    """The papers on which an SOP's pages are at least ``more`` mm wider, and wider at all."""
    here = page_mm(settings)[0]
    found = ((paper, page_mm(replace(settings, kertas=paper))[0] - here) for paper in PAPER_MM)
    return tuple(paper for paper, gain in found if gain > 0 and gain >= more)


@dataclass(frozen=True, slots=True)
class Style:
    """Every measure that the layout and the writers share."""

    margin_left: float = 12.0
    margin_right: float = 12.0
    margin_top: float = 12.0
    margin_bottom: float = 15.0
    page_reserve: float = 3.0  # left free at the foot: Word adds the rules' width to rows
    footer_pt: float = 7.0
    footer_gap: float = 2.2  # from where the bottom margin begins to the footer

    rule_pt: float = 0.5  # table rules
    line_pt: float = 0.75  # arrows and symbols' outlines
    pen_pt: float = (
        rule_pt  # what table rules are drawn with: places are planned with rule_pt, whatever an office wants
    )
    rule_colour: str = "#000"
    line_colour: str = "black"
    line_height: float = 1.2  # of the font size
    cell_x: float = 1.4  # padding left and right of a text cell
    cell_y: float = 1.2  # padding above and below
    header_cell_x: float = 0.9
    header_cell_y: float = 0.9
    header_grey: str = "#e6e6e6"
    title_pt: float = 11.0
    title_smaller_pt: float = 1.0  # than title_pt: the further title lines
    title_gap: float = 2.5  # under the title line

    min_table_pt: float = 7.0
    min_header_pt: float = 6.0
    header_smaller_pt: float = 1.0  # than the table's text: headings, and numbers of columns below them
    group_pt: float = 7.0  # a kelompok's name is no larger, unless its members' names are
    heading_pt: float = 8.0  # of No., Waktu and Ket where columns are narrow
    min_symbol_pt: float = 5.0
    least_symbol_pt: float = 4.0  # where labels find no place on this paper otherwise

    row_min: float = 14.0  # a symbol with clearances.ROW_CLEAR above and below it
    symbol_share: float = 0.57  # of the column's width
    symbol_max_width: float = 16.0
    symbol_alike: float = inf  # mm: as wide as symbols are in the narrowest of a table's Pelaksana columns
    symbol_gutter: float = clearances.SYMBOL_GUTTER  # beside the widest symbol
    symbol_clear: float = 0.7  # between a symbol's text and its outline
    symbol_height: float = 7.0
    symbol_height_narrow: float = 5.0
    symbol_gap: float = 4.0  # between stacked symbols: room for an arrow
    connector_width: float = 4.6
    connector_height: float = 4.2
    #: Of a connector strip: an arrow's head, the connector, as much on its other side.
    strip_height: float = connector_height + 2 * (clearances.ARROW_LENGTH + clearances.STRIP_HEAD_GAP)
    strip_height_noted: float = 9.4  # where connectors say on which page the flow goes on: higher by a note of note_pt
    connector_pt: float = 6.5
    note_pt: float = 6.0  # "hal. 5" beside a connector
    label_pt: float = 7.0
    label_good_pt: float = 6.0  # labels are written no smaller where any place in this size is free
    symbol_pt: float = 7.0
    lane_pitch: float = clearances.LANE_PITCH
    lane_min: float = clearances.LANE_MIN
    rule_clear: float = clearances.LINE_TO_RULE
    arrow_length: float = clearances.ARROW_LENGTH
    arrow_width: float = clearances.ARROW_WIDTH
    corner_radius: float = 0.9
    label_max_distance: float = clearances.LABEL_MOST_DISTANCE

    # Table columns (sopgen/layout/table/columns.py)
    no_width: float = 8.0
    waktu_width: float = 15.0  # grows up to waktu_max for "120 Menit" in one line
    waktu_max: float = 20.0
    waktu_air: float = 1.0  # beside the longest waktu, which fills its line
    amount_width: float = 9.0  # of waktu in a column of its own
    amount_max: float = 20.0
    unit_width: float = 11.0  # the same
    unit_max: float = 20.0
    ket_width: float = 8.0  # while nothing is written in it
    ket_max: float = 26.0
    actor_max: float = 24.0  # a Pelaksana column is never wider: long arrows through empty space read badly
    actor_more_for_text: float = 4.0  # where symbols hold texts
    actor_good: float = 16.0  # narrower only when there are many pelaksana
    actor_min: float = 8.0
    actor_least: float = clearances.COLUMN_MIN  # where labels find no place on this paper otherwise
    kegiatan_good: float = 58.0  # what texts keep before the header's words shrink
    mutu_good: float = 30.0  # Kelengkapan and Output, each
    kegiatan_crowded: float = 38.0  # the same beside twenty pelaksana
    mutu_crowded: float = 20.0
    kegiatan_min: float = 30.0  # what texts keep at the very least
    mutu_min: float = 19.0
    kegiatan_least: float = 24.0  # the same where Pelaksana columns would not fit otherwise
    mutu_least: float = 15.0
    header_row_min: float = 6.0
    rotated_min: float = 16.0  # height of a turned header
    rotated_max: float = 40.0

    # Notes and the total under the table
    notes_gap: float = 3.0  # above the notes
    note_gap: float = 0.6  # between two notes
    note_indent: float = 5.0  # of a numbered note's text
    total_row_min: float = 8.0

    # The form (sopgen/layout/form/pages.py)
    form_x: float = 2.0  # padding left and right in the form's cells
    form_y: float = 1.5  # padding above and below
    form_list_indent: float = 6.0  # numbers stand in this room, texts after it
    form_heading_gap: float = 0.8  # under a box's heading
    form_cut_min: float = 36.0  # boxes that fit the next page are not divided to fill less than this
    form_item_gap: float = 0.5  # between two entries of a box
    form_label_width: float = 38.0  # the identity block's label column
    form_label_share: float = 0.45  # of the identity block's right half: the label column is never wider
    form_row_min: float = 7.0
    form_tick: float = 3.1  # side of a tick box
    form_tick_below: float = 0.55  # a tick box's foot below the line's letters
    form_tick_after: float = 1.5  # between a tick box and the words after it
    form_tick_before: float = 2.5  # between a date and the tick box after it
    form_date_gap: float = 4.0  # between the number of a revision and its date
    office_larger_pt: float = 1.0  # than the form's text: the office's lines under the logo
    signature_gap: float = 5.0  # above a signature below the table
    signature_room: float = 20.0  # between the title and the name of who signs
    logo_height: float = 24.0
    logo_gap: float = 3.0  # under the logo


STYLE = Style()


def style_of(format_: Format, style: Style = STYLE) -> Style:
    """``style`` with an office's colours, line weights and margins; of these, places depend on the margins only."""
    wanted = {
        "header_grey": format_.warna_kepala,
        "rule_colour": format_.warna_garis,
        "line_colour": format_.warna_alur,
        "pen_pt": format_.tebal_garis,
        "line_pt": format_.tebal_alur,
        "margin_left": format_.tepi_kiri,
        "margin_right": format_.tepi_kanan,
        "margin_top": format_.tepi_atas,
        "margin_bottom": format_.tepi_bawah,
    }
    given: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    return replace(style, **given) if given else style


# -- Letters -------------------------------------------------------------------------------------------------------

#: Room in mm that a line keeps: LibreOffice rounds widths to twips. In 2,000 texts at random widths 4 would have been a
#: line too low without it.
SLACK_MM = 0.1
#: Word writes blanks where the PDF has the form's gaps: after a tick box, before one, before a revision's date.
TICK_AFTER, TICK_BEFORE, DATE_GAP = " ", "  ", "    "
TEXT_HEIGHT = 1.12  # of the size: ascent and descent of the faces used
NOTE_HEIGHT = 1.05  # of the size: the digits and small letters of "hal. 5"
BOLD_MORE = 0.1  # mm by which the box of a label or a step's number is wider than its text

# -- Symbols -------------------------------------------------------------------------------------------------------

SYMBOL_TEXT_ABOVE = 0.5  # mm above and below the lines of a symbol's text
NARROW_BELOW = 1.0  # mm: symbols wider than symbol_height by less than this are only symbol_height_narrow high
CAPSULE_SHAPE = 1.3  # a capsule is so many times as wide as high, at least
CAPSULE_ENDS = 0.7  # of a line's height: what a capsule's round ends take from a text of one line


def with_least_letters(style: Style) -> Style:
    """``style`` with letters in symbols and labels as small as ever, for a table that has no drawing otherwise."""
    return replace(style, min_symbol_pt=style.least_symbol_pt)


def with_narrowest_columns(style: Style) -> Style:
    """``style`` with least letters and least Pelaksana columns: those with long labels get what the others leave."""
    return replace(with_least_letters(style), actor_min=style.actor_least)
