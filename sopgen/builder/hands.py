"""Two processes that load the writers while the sources are still being read: one for what is drawn, one for Word.

Loading WeasyPrint takes longer than making an SOP. Whoever begins a build calls for them; the first few SOPs that are
due are handed to them, and they are sent away when there are many SOPs to make or none.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

from sopgen.builder.forks import can_fork, pool
from sopgen.builder.order import Kind

if TYPE_CHECKING:
    from sopgen.builder.product import Job, Product

#: Kinds for which WeasyPrint is not needed.
WORD_KINDS = frozenset({Kind.DOCX, Kind.WORD, Kind.SVG})
_DRAWING = ("sopgen.render.pdf", "sopgen.render.engine", "sopgen.builder.product", "sopgen.book.merge.prepare")
_WRITING = ("sopgen.render.docx.document", "sopgen.builder.product", "sopgen.render.swimlane", "sopgen.book.docx.part")


class Hands:
    """The two processes."""

    def __init__(self) -> None:
        self._pools: tuple[ProcessPoolExecutor, ProcessPoolExecutor] = (pool(1), pool(1))
        modules = (_DRAWING, _WRITING)
        self._loading = [process.submit(_load, names) for process, names in zip(self._pools, modules, strict=True)]

    def submit(self, job: Job) -> Future[Product]:
        """Have a job done by the process that is for its kinds."""
        from sopgen.builder.product import produce  # late: whoever calls for hands has not loaded it yet

        return self._pools[set(job.kinds) <= WORD_KINDS].submit(produce, job)

    def end(self) -> None:
        """Send them away, whatever they are doing."""
        for process, loading in zip(self._pools, self._loading, strict=True):
            if not loading.done():
                for child in list(process._processes.values()):
                    child.terminate()
            process.shutdown(wait=True, cancel_futures=True)


_called: list[Hands] = []


def call(workers: int) -> None:
    """Have two processes ready, unless only one is to work."""
    if workers > 1 and can_fork() and not _called:
        _called.append(Hands())


def take() -> Hands:
    """The processes that were called, or new ones; whoever takes them sends them away."""
    return _called.pop() if _called else Hands()


def dismiss() -> None:
    """Send away those that were called and not taken."""
    while _called:
        _called.pop().end()


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        importlib.import_module(module)
