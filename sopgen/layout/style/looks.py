"""Measures and colours of the stand-alone diagrams: lanes without the table, for slides and posters.

Lengths in mm, sizes of letters in points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sopgen.layout.style.measures import Style, style_of
from sopgen.model.institution import Format


@dataclass(frozen=True, slots=True)
class Look:
    """Measures (mm, sizes in points) and colours of a diagram besides those of its ``style``."""

    style: Style
    margin: float
    lane: float  # width of a lane
    lane_max: float  # lanes grow up to this when they are few
    word_max: float  # a header's word may make its lane wide enough for this; longer words are broken
    narrowest: float  # the whole drawing, without margins
    header_pt: float
    header_x: float
    header_y: float
    number_pt: float
    number_gap: float  # between a step number and its symbol
    number_min_pt: float  # a number is never smaller
    foot: float  # below the last row
    under_title: float  # between the title and the line under it
    below_title: float  # more than Style.title_gap below that line, and below a part's name
    section_gap: float  # between two parts
    legend_pt: float
    legend_above: float  # between the last lanes and the legend
    legend_symbol: float  # width of a sample: a symbol, an arrow
    legend_symbol_height: float
    legend_row: float
    legend_gap: float  # between a sample and its name, and below the heading
    legend_between: float  # between two entries of a row
    box_max: float  # a symbol with text is never higher; longer texts end in an ellipsis
    diamond_max: float
    spoken: bool  # whether symbols carry the steps' texts
    ink: str = "#1f2933"
    line: str = ink  # arrows and symbols' outlines
    rule: str = "#9aa5b1"
    lane_tint: str = "#f5f7fa"  # of every other lane
    header_tint: str = "#dde5ee"
    group_tint: str = "#c9d6e4"
    symbol_fill: str = "#ffffff"
    faint: str = "#52606d"  # numbers and the line under the title


PLAIN = Look(
    style=Style(
        title_pt=13.0,
        symbol_max_width=17.0,
        symbol_height=8.0,
        row_min=16.0,
        label_pt=8.0,
        label_good_pt=7.0,
        symbol_pt=8.0,
        min_symbol_pt=6.0,
        symbol_gap=6.0,
        arrow_length=1.8,
        arrow_width=1.6,
        symbol_gutter=3.0,
    ),
    margin=7.0,
    lane=30.0,
    lane_max=44.0,
    word_max=60.0,
    narrowest=110.0,
    header_pt=8.5,
    header_x=1.6,
    header_y=1.8,
    number_pt=7.5,
    number_gap=0.5,
    number_min_pt=5.0,
    foot=2.0,
    under_title=0.8,
    below_title=1.5,
    section_gap=9.0,
    legend_pt=8.0,
    legend_above=4.0,
    legend_symbol=10.0,
    legend_symbol_height=4.6,
    legend_row=6.4,
    legend_gap=1.8,
    legend_between=7.0,
    box_max=24.0,
    diamond_max=30.0,
    spoken=False,
)

SPOKEN = replace(
    PLAIN,
    style=replace(
        PLAIN.style,
        symbol_share=0.77,
        symbol_max_width=60.0,
        symbol_height=9.0,
        symbol_pt=7.5,
        min_symbol_pt=7.5,
        symbol_gutter=6.0,
        symbol_clear=1.6,
    ),
    lane=52.0,
    lane_max=52.0,
    narrowest=110.0,
    box_max=40.0,
    diamond_max=44.0,
    spoken=True,
)


def look_of(format_: Format, spoken: bool) -> Look:
    """The diagram's look in an office's colours and line weights."""
    look = SPOKEN if spoken else PLAIN
    return replace(
        look,
        style=style_of(format_, look.style),
        line=format_.warna_alur or look.line,
        rule=format_.warna_garis or look.rule,
        header_tint=format_.warna_kepala or look.header_tint,
        group_tint=format_.warna_kepala or look.group_tint,
    )


def with_smaller_labels(look: Look) -> Look:
    """The look with labels as small as step numbers may be, for drawings in which they find no place otherwise."""
    return replace(look, style=replace(look.style, min_symbol_pt=look.number_min_pt))


# -- Places of step numbers beside their symbols --------------------------------------------------------------------

NUMBER_IN_CAPSULE = 0.3  # of half its smaller side: so much lower a number stands in the corner of a capsule
NUMBER_PAST_CAPSULE = 0.3  # and so much further out
NUMBER_STEP = 0.8  # mm between two places along a symbol's edge
NUMBER_PLACES = 7  # of these at each end of an edge
NUMBER_ON_SLOPE = (0.6, 0.45, 0.75)  # of half a diamond's width: places over its sides, the best first
HEADER_WORD_MORE = 0.2  # mm beside the longest word of a lane's header
