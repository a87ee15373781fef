"""What the router pays for a way, in hundredths of a millimetre of line, and what page breaks cost.

The reasons stand in docs/layout-contract.md.

Only how the prices compare matters: each is worth a way round of its length. ``tests/layout/test_contract.py`` holds
them and the contract's table together.
"""

from __future__ import annotations

from dataclasses import dataclass

PRICE_OF_MM = 100  # of line


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices of what a line does on its way; read by the search and by the board that prices a way again.

    Crossing a join line costs as much as crossing a flow: at half of it the set of ``flow-quality.json`` has 23 bends
    of 8022 and ten crossings of flows less, but forty crossings of joins more, and a struck join is read as badly.
    """

    bend: int = 1800
    cross: int = 7000
    touch: int = 400  # crossing a line of the same target without joining it
    merge: int = 12  # twentieths of the length where the same target's line already runs
    head_on: int = 15000  # turning into a line to the same target that comes from the other side
    conflict: int = 12000  # running over another target's line, while looking for what to move away


#: Wires that cost together less than this over what each would cost alone are not routed again together.
LEAST_GAIN = 1500

# -- Sides of symbols ----------------------------------------------------------------------------------------------

DECISION_LEFT_AT_TOP = 1500
PROCESS_LEFT_AT_TOP = 1500
SIDE_FLOW_LEFT_BELOW = 300  # by a flow back
MAIN_FLOW_NOT_FROM_ABOVE = 900
ENTERED_FROM_BELOW = 300
DECISION_ENTERED_FROM_BELOW = 600  # besides
ARRIVING_MIXED = 1200  # a flow back arriving where the main flow does, or the other way round
ARRIVING_AGAIN = 100  # another of the same kind arriving there
ARRIVING_APART = 3000  # a flow back arriving at another side than those that are there already
NOT_AT_MIRRORED_SIDE = 150  # one of two flows that mirror each other, at a symbol's other side

# -- Places between symbols ----------------------------------------------------------------------------------------

CAPSULES_ARROW = 12000  # coming to the arrow between a capsule and its symbol
BESIDE_DECISION = 600  # running down where a decision's label stands
BEND_BESIDE_DECISION = 400

# -- Places of connectors ------------------------------------------------------------------------------------------

OTHER_PLACE = 2500  # a place that is not its column's middle, for the flow on to the next pages
OTHER_PLACE_BACK = 900  # the same for flows back
OTHER_COLUMN = 2500  # another column than the target's, for the flow on to the next pages; PRICE_OF_MM away besides
OTHER_COLUMN_BACK = 900  # the same for flows back
OTHER_COLUMN_MM_BACK = 5  # besides, for each mm away

# -- What rises while a drawing is looked for ----------------------------------------------------------------------

FOUGHT_PORT = 3000  # a side that several lines wanted
FOUGHT_NODE = 1500  # a place that several lines wanted
LABEL_OTHER_SIDE = 2500  # leaving where the label found no place
LABEL_KEEP_OFF = 4000  # running where a label found no place

# -- Page breaks, in flows that they cut ---------------------------------------------------------------------------

FLOW_CUT = 1.0  # a flow whose ends stand on two pages
PAGE_EMPTY = 10.0  # a page without any row; half a page is a quarter of it
LAST_PAGE_EMPTY = 7.0  # the same for the section's last page
LEAST_FULL = 0.5  # of a page: less is too little, unless the next row does not fit or the section ends
UNDER_HALF = 1000.0  # a page that holds less
ROW_ALONE = 100.0  # a single row on the last page
