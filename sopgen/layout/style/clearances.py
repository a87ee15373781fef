"""Distances in mm that several modules of layout share: lanes, ports, arrow heads, labels, strips and gates.

The gates (``LEAST_...``, and the numbers of docs/layout-contract.md) say what a drawing must keep; the router and the
labels plan with more. Whoever raises what a gate asks for must raise what is planned with it: each group below names
both, and ``tests/layout/test_style.py`` compares them.
"""

from __future__ import annotations

from dataclasses import dataclass

# -- Rounding: the scene's coordinates are whole hundredths of a millimetre ---------------------------------------

GRAIN = 0.01  # of coordinates
ROUNDING = 2 * GRAIN  # two rounded coordinates may come that much nearer to each other
EXACT = 1.5 * GRAIN  # gates: two coordinates that differ by less are the same
NOISE = 0.001  # gates: error of numbers that cannot be written exactly
SAME_PLACE = 0.05  # lines that overlap by less only touch; gates: a line may reach so far into a symbol's outline
PIECES_TOUCH = 0.1  # pieces of lines on one lane that are nearer than this are moved together

# -- Lines beside lines (gate 3) -----------------------------------------------------------------------------------

LANE_MIN = 0.8  # gate: lines to different targets are never nearer
LANE_PITCH = 1.4  # wished distance of lines that share a gap


@dataclass(frozen=True, slots=True)
class Spacing:
    """How lanes fill a gap: their wished distance in mm, and the most that a column's gutter or a row's gap gets."""

    pitch: float
    most: int
    most_in_row: int


#: Tried in this order: more and closer lanes only where the others gave no drawing.
ROOMY = Spacing(pitch=LANE_PITCH, most=2, most_in_row=1)
CLOSE = Spacing(pitch=1.0, most=4, most_in_row=4)
DENSE = Spacing(pitch=round(LANE_MIN + ROUNDING, 2), most=8, most_in_row=8)

# -- Lines beside table rules (gate 4) -----------------------------------------------------------------------------

LINE_TO_RULE = 0.5  # gate: a line along a table rule is never nearer
EDGE_ROOM = 0.6  # planned between a table rule and a lane beside it
RULE_SEEN = 1.3  # wished between a table rule and a line along it, where there is room
LEAST_TO_RULE = 0.1  # gates 4 and 5: between a table rule and a symbol, a connector's note or a label

# -- Arrow heads (gate 8) ------------------------------------------------------------------------------------------

ARROW_LENGTH = 1.5
ARROW_WIDTH = 1.4
LEAST_BEHIND_HEAD = 0.2  # gate: straight line that shows behind a head
BEHIND_HEAD = 0.3  # the same as planned
HEAD_ASIDE = ARROW_WIDTH / 2 + 0.3  # planned between an arrow's line and a bundle of lines that passes its head
LEAST_HEAD_TO_LINE = 0.25  # gate: between a head and a line to another target
LEAST_HEAD_TO_OTHERS = 0.1  # gate: between a head and a label or another symbol

# -- Lines beside symbols (gate 2) ---------------------------------------------------------------------------------

LANE_TO_SYMBOL = 0.7  # no lane is nearer to any symbol
SIDE_ROOM = 0.9  # planned between a symbol and a lane beside it
HEAD_ROOM = ARROW_LENGTH + BEHIND_HEAD + 0.1  # planned between a symbol and a lane above or below: a head, its corner
SYMBOL_GUTTER = EDGE_ROOM + SIDE_ROOM  # beside the widest symbol of a column: room for one lane
ROW_CLEAR = 3.5  # above and below a row's symbols: lanes and an arrow's head; 7 mm of symbol make a row of 14
COLUMN_MIN = 4.0 + 2 * SYMBOL_GUTTER  # of a Pelaksana column: a symbol of 4 mm with a lane on either side

# -- Labels (gate 5) -----------------------------------------------------------------------------------------------

LABEL_MOST_DISTANCE = 6.0  # gate: a label is never further from its decision
LABEL_SHORT_OF_MOST = 0.1  # planned: so much nearer than that
LEAST_LABEL_TO_LINE = 0.2  # gate: between a label and a line
LABEL_TO_LINE = 0.36  # the same as planned; also between two labels, and between a label and a connector's note
LABEL_BESIDE_LINE = LABEL_TO_LINE + 0.15  # between a label and the line that it belongs to
LEAST_LABEL_TO_LABEL = 0.1  # gate: between two labels
LEAST_LABEL_TO_SYMBOL = 0.1  # gate: between a label and any symbol
LABEL_TO_SYMBOL = 0.25  # the same as planned
LABEL_TO_HEAD = 0.15  # planned between a label and an arrow's head; the gate is LEAST_HEAD_TO_OTHERS
LABEL_TO_RULE = 0.2  # planned between a label and a table rule; the gate is LEAST_TO_RULE
LABEL_IN_SIGHT = (
    0.1  # a line that comes nearer than this to the edge of the room between label and way out is not in it
)
LABEL_OVER_VERTEX = 0.7  # a label may begin so far before its diamond's vertex
LABEL_BESIDE = 0.3  # beside a label in the column that must hold it
LABEL_SIDES = 1.3  # the same where a label stands at its diamond's edge, in its half of the column
ANSWER_ROOM = 0.9  # more beside a diamond than beside other symbols, for its labels

# -- The room that lines leave to labels ---------------------------------------------------------------------------

LABEL_ROOM_MORE = 1.0  # beside a decision: dear to run through are its widest label and this
LABEL_ROOM_MOST = 4.0  # but never more than this
LABEL_PASSED = 1.0  # a line passes a label when it goes on so far above and below the way out
LABEL_REACH = 4.0  # from the vertex: where a label found no place, so much around it is kept free of lines
LABEL_REACH_EDGE = 0.5  # lanes so far outside of that are kept free, too

# -- Connector strips ----------------------------------------------------------------------------------------------

SLOT_GAP = 0.6  # between two connectors
CONNECTOR_TO_RULE = 0.66  # between a connector and a table rule
CONNECTOR_TO_NOTE = 0.5  # between a connector and its note, and between the note and the rule
STRIP_HEAD_GAP = 0.4  # between an arrow's head and the rule to the rows
CONNECTOR_TEXT_SIDES = 0.9  # left and right of a connector's letter together
