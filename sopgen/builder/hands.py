"""A process that loads what draws while the sources are still being read.

Loading WeasyPrint takes longer than making an SOP. Whoever begins a build calls for a hand, before it has loaded
anything else; the drawing of the first few SOPs that are due is given to it, and it is sent away when there are many
SOPs to make or none.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING

from sopgen.builder.forks import can_fork, pool
from sopgen.builder.order import Kind, Order

if TYPE_CHECKING:
    from sopgen.builder.product import Job, Product

_DRAWING = ("sopgen.render.engine", "sopgen.render.pdf", "sopgen.builder.product")
_BINDING = ("sopgen.book.merge.prepare",)


class Hand:
    """The process."""

    def __init__(self, modules: Sequence[str] = _DRAWING) -> None:
        self._process: ProcessPoolExecutor = pool(1)
        self._loading = self._process.submit(_load, modules)

    def submit(self, job: Job) -> Future[Product]:
        """Have a job done."""
        from sopgen.builder.product import produce  # late: whoever calls for a hand has not loaded it yet

        return self._process.submit(produce, job)

    def end(self) -> None:
        """Send it away, whatever it is doing."""
        if not self._loading.done():
            for child in list(self._process._processes.values()):
                child.terminate()
        self._process.shutdown(wait=True, cancel_futures=True)


_called: list[Hand] = []


def call(order: Order) -> None:
    """Have a hand ready, unless only one process is to work here, or nothing is to be drawn as PDF."""
    draws = bool(order.book) or Kind.PDF in order.kinds
    if draws and order.workers > 1 and not order.executor and can_fork() and not _called:
        _called.append(Hand((*_DRAWING, *_BINDING) if order.book else _DRAWING))


def take() -> Hand:
    """The hand that was called, or a new one; whoever takes it sends it away."""
    return _called.pop() if _called else Hand()


def dismiss() -> None:
    """Send away the hand that was called and not taken."""
    while _called:
        _called.pop().end()


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        importlib.import_module(module)
