"""Python's garbage collector, told when to look."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_at_end() -> Iterator[None]:
    """Write one document without garbage collection, and collect when it is written.

    Its hundred thousand objects all live until then, and looking through them again and again costs a fifth of the
    time; they are full of cycles, so without collecting the next document would come on top of them.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if running:
            gc.enable()
