"""How the table's width is divided among its columns; the widths themselves are measures (``Style``).

Lengths in mm, shares of 1.
"""

from __future__ import annotations

# -- Columns that share what the others leave: Kegiatan, Kelengkapan, Output and a Ket with texts ----------------------

OFF_SHARES = 0.12  # mm of table height that each mm off the form's shares must save
OFF_TIGHT = 0.01  # the same where a page is to be saved
SAVED_BY_TIGHT = 1.15  # times the room of a page less: higher rows are not tried in tight columns
WAKTU_OFF = 20.0  # a mm by which waktu is narrower than its one line counts as so many: "30 Menit" stays on one
SAME_HEIGHT = 1e-6  # mm: what saves less is not better
MOVED = (16.0, 8.0, 4.0, 2.0, 1.0)  # mm that go from one column to another in one try

# -- Pelaksana -----------------------------------------------------------------------------------------------------

ACTOR_OWN = 8.0  # what is wished for a column
ACTORS_SHARED = 60.0  # and what all of them share besides: 20 mm for five, 15.5 for eight
ACTOR_BETWEEN = (0.5,)  # shares of the way from the wished to the narrowest width that are tried, too
ACTOR_NARROWEST = 0.8  # of the wished width: no narrower one is tried
ACTOR_ALIKE = 1.12  # all are as wide as the one with the longest word when that is at most so many times the wish
ACTOR_GRAIN = 10  # widths are whole tenths of a mm
FEW_ACTORS = 8  # up to so many the texts give no room to the Pelaksana columns
MANY_ACTORS = 20  # from so many on they give all they can

# -- No. beside many pelaksana -------------------------------------------------------------------------------------

NO_NARROW = 0.85  # of Style.no_width
