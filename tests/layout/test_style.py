"""Distances that belong together: what the router and the labels plan keeps what the gates ask."""

from __future__ import annotations

import pytest

from sopgen.layout.style import MM_PER_POINT, NOTE_HEIGHT, STYLE, Style, clearances
from sopgen.layout.style.looks import PLAIN, SPOKEN

ROUNDING = clearances.ROUNDING
NOISE = 1e-9  # of sums of numbers that cannot be written exactly

#: What is planned, what the gates ask for, and the name of the distance.
PAIRS = (
    *((spacing.pitch, clearances.LANE_MIN + ROUNDING, "lanes") for spacing in (clearances.ROOMY, clearances.DENSE)),
    (clearances.CLOSE.pitch, clearances.LANE_MIN + ROUNDING, "lanes"),
    (clearances.EDGE_ROOM, clearances.LINE_TO_RULE + ROUNDING, "lane beside a rule"),
    (clearances.LANE_TO_SYMBOL, clearances.SAME_PLACE, "lane beside a symbol"),
    (clearances.SIDE_ROOM, clearances.LANE_TO_SYMBOL, "lane beside its column's symbol"),
    (clearances.HEAD_ROOM, clearances.ARROW_LENGTH + clearances.BEHIND_HEAD, "lane above a symbol"),
    (clearances.BEHIND_HEAD, clearances.LEAST_BEHIND_HEAD, "line behind a head"),
    (clearances.HEAD_ASIDE, clearances.ARROW_WIDTH / 2 + clearances.LEAST_HEAD_TO_LINE, "lines beside a head"),
    (clearances.LABEL_TO_LINE, clearances.LEAST_LABEL_TO_LINE, "label and line"),
    (clearances.LABEL_TO_LINE, clearances.LEAST_LABEL_TO_LABEL, "label and label"),
    (clearances.LABEL_BESIDE_LINE, clearances.LABEL_TO_LINE, "label and its own line"),
    (clearances.LABEL_TO_SYMBOL, clearances.LEAST_LABEL_TO_SYMBOL, "label and symbol"),
    (clearances.LABEL_TO_HEAD, clearances.LEAST_HEAD_TO_OTHERS, "label and head"),
    (clearances.LABEL_TO_RULE, clearances.LEAST_TO_RULE, "label and rule"),
    (clearances.CONNECTOR_TO_RULE, clearances.LEAST_TO_RULE, "connector and rule"),
    (clearances.CONNECTOR_TO_NOTE, clearances.LEAST_TO_RULE, "note and rule"),
)


@pytest.mark.parametrize(("planned", "asked", "name"), PAIRS)
def test_what_is_planned_keeps_what_the_gates_ask(planned: float, asked: float, name: str) -> None:
    assert planned >= asked - NOISE, name


def test_a_row_of_usual_height_holds_a_usual_symbol_and_its_lanes() -> None:
    assert STYLE.row_min >= STYLE.symbol_height + 2 * clearances.ROW_CLEAR


def test_a_strip_with_notes_holds_a_head_a_connector_and_a_note() -> None:
    note = 2 * clearances.CONNECTOR_TO_NOTE + STYLE.note_pt * NOTE_HEIGHT * MM_PER_POINT
    head = clearances.ARROW_LENGTH + clearances.STRIP_HEAD_GAP
    assert STYLE.strip_height_noted >= head + STYLE.connector_height + note


@pytest.mark.parametrize("style", [STYLE, PLAIN.style, SPOKEN.style], ids=["table", "plain", "spoken"])
def test_the_gutter_beside_the_widest_symbol_holds_a_lane(style: Style) -> None:
    assert style.symbol_gutter >= clearances.EDGE_ROOM + clearances.SIDE_ROOM
