"""What processes that make many SOPs begin with: imported by the process they are forked from, and by no other.

Without garbage collection: each document's cycles are collected when it is written (see ``product``).
"""

from __future__ import annotations

import gc
from importlib import import_module

gc.disable()
for _name in (
    "sopgen.render.engine",
    "sopgen.render.pdf",
    "sopgen.render.swimlane",
    "sopgen.render.docx.document",
    "sopgen.builder.sketches",
    "sopgen.builder.product",
):
    import_module(_name)
gc.freeze()  # so pages stay shared with those forked from here
