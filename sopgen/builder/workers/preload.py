"""What the server loads that processes are forked from (see ``worker_pool``): imported there, and nowhere else.

Only when it has loaded does the server look whether anybody is left to work for; until then a thread does, which is
gone before anything is forked.
"""

from __future__ import annotations

import os
import threading
from importlib import import_module

from sopgen.builder.workers.worker_pool import PRINTING

_MODULES = (
    *PRINTING,
    "sopgen.builder.graphviz_batch",
    "sopgen.render.diagram",
    "sopgen.book.docx.part",
    "sopgen.render.docx.document",
)
_LOOK_EVERY = 0.1  # seconds


def _end_with(parent: int) -> None:
    while not _loaded.wait(_LOOK_EVERY):
        if os.getppid() != parent:
            os._exit(1)


_loaded = threading.Event()
_thread = threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True)
_thread.start()
for _name in _MODULES:
    import_module(_name)
_loaded.set()
_thread.join()
