"""How often something is tried before it is given up, and by how much it grows or shrinks from try to try.

More tries find more drawings and take longer. What they may cost stands in ``sopgen.work``.
"""

from __future__ import annotations

from sopgen.layout.style.clearances import COLUMN_MIN

SIZE_STEP = 0.5  # points between two sizes of letters that are tried
TURNED_TOO_MANY = 2  # times the lines that a turned header's column has room for: it runs over the paper's edge
TURNED_STEP = 1.0  # mm by which a turned header is made higher until its lines fit side by side
HALVINGS = 40  # of the range in which a width is looked for
SYMBOL_STEP = 0.5  # mm by which symbols and columns are made wider until a text fits
COLUMN_MOST = 150.0  # mm: no column is made wider than this for a symbol's text
SYMBOL_HIGHER = 40  # mm: a symbol is made higher, mm by mm, by less than this until its text fits
DIAMOND_HIGHER = 8  # mm: the same for a diamond that still leaves room for its labels

# -- Finding lines ----------------------------------------------------------------------------------------------------

LEAST_INDENTED = 2  # blanks at the start of a line that are kept; a single one is a slip
MOST_INDENTED = 16  # of them: more would leave a line no room
SEEN_AT_ONCE = 2048  # characters of a long text that are looked at for its next lines: far more than any line has
FALLBACK_EFFORT = 30  # characters of the document's own face whose lines are found while one of another's are

# -- Routing a page ------------------------------------------------------------------------------------------------

ROUTING_ROUNDS = 3  # so often all ways are improved
AGAIN_ROUNDS = 2
PUSHES_PER_WIRE = 2  # so often wires without a way may push others aside: this for each wire of the page,
PUSHES_MORE = 6  # and this
SEARCHES_KEPT = 12  # for each wire: what they have shown is not searched for again
GROUP_SWEEPS = 2  # so often pairs of wires at one symbol are routed again, and then larger groups
GROUP_MOST = 4  # wires at one symbol that are routed again together

# -- Labels --------------------------------------------------------------------------------------------------------

LABEL_ROUNDS = 4  # so often lines are pushed away from labels without a place
LABEL_EDGE_STEP = 0.25  # mm by which a label moves along its diamond's edge
LABEL_EDGE_SHARE = 0.8  # of half the diamond's height: no label stands further from its line
LABEL_HIGHER = 0.5  # mm: above its snug place a label beside an upright line is tried again
LABEL_AWAY_FIRST = 0.3  # mm from the vertex: the first place along the line
LABEL_AWAY_STEP = 0.5  # mm to the next
LABEL_AWAY_PLACES = 12

# -- More room where no drawing was found ----------------------------------------------------------------------------

LAYOUT_ROUNDS = 8  # so often rows, strips or columns grow before the drawing is given up (docs/layout-contract.md)
DIAGRAM_ROUNDS = 6  # the same for stand-alone diagrams
LABEL_LAST_ROUNDS = 2  # for labels without a place when the columns cannot grow any more
ROW_GROWTH = 4.0  # mm given to a row whose flow found no way (docs/layout-contract.md)
STRIP_GROWTH = 2.0  # mm given to a page's connector strips
TITLE_STEP = 1.0  # mm by which a diagram's title of several lines is made narrower on both sides until one more begins
NUMBER_ROW_GROWTH = 3.0  # mm given to a diagram's row whose number found no place
COLUMNS_WIDER = 1.12  # times their width: all Pelaksana columns, or the one in which a label should have found a place
COLUMNS_MUCH_WIDER = 1.25  # the same where that many pages of a section or more found no drawing
PAGES_WITHOUT = 3
COLUMNS_LESS_WIDE = 0.85  # times the growth that the paper did not hold
COLUMNS_NOT_GROWN = COLUMN_MIN  # mm: a growth to less than this changes no column

# -- Pages drawn before ------------------------------------------------------------------------------------------------

DRAWN_PAGES = 256  # so many are kept for whoever lays out again: those of the largest SOPs, as often as they are tried

# -- Filling the form's pages ----------------------------------------------------------------------------------------

FORM_SIZES_ABOVE_TABLE = (1.0, 0.5)  # points more than the table's text, the best first
FORM_FILL_STEPS = 24  # so many lowest places are tried to fill several pages evenly
FORM_FILL_SHARE = 0.6  # of a page's height: the lowest place is raised by less than this
