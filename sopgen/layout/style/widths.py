"""How the table's width is divided among its columns; the widths themselves are measures (``Style``).

Lengths in mm, shares of 1.
"""

from __future__ import annotations

# -- Columns that share what the others leave: Kegiatan, Kelengkapan and Output ----------------------------------------

OFF_SHARES = 0.12  # mm of table height that each mm off the form's shares must save
DIVISION_STEP = 2.0  # between two widths of one of them that are tried
USUALLY_SHARED = 3  # so many share
LEAST_SHARE = 0.17  # of the room: none but the first is ever tried narrower (less where more of them share)
MOST_SHARE = 0.4  # nor wider
MOST_DIVISIONS = 1000  # tried in one round where more than usual share
FEW_STEPS = 15  # up to so many steps every width is tried; in longer tables every second, then those beside the best

# -- Pelaksana -----------------------------------------------------------------------------------------------------

ACTOR_OWN = 8.0  # what is wished for a column
ACTORS_SHARED = 60.0  # and what all of them share besides: 20 mm for five, 15.5 for eight
ACTOR_BETWEEN = (0.5,)  # shares of the way from the narrowest to the wished width that are tried, too
ACTOR_NARROWEST = 0.8  # of the wished width: no narrower one is tried
ACTOR_ALIKE = 1.12  # all are as wide as the one with the longest word when that is at most so many times the wish
ACTOR_GRAIN = 10  # widths are whole tenths of a mm
FEW_ACTORS = 8  # up to so many the texts give no room to the Pelaksana columns
MANY_ACTORS = 20  # from so many on they give all they can

# -- No. and Ket beside many pelaksana -----------------------------------------------------------------------------

NO_NARROW = 0.85  # of Style.no_width
KET_NARROW = 0.7  # of Style.ket_width
