"""The processes that draw. WeasyPrint is loaded in them alone: who reads and binds stays small.

Loading it takes longer than making an SOP. So whoever begins a build calls for hands before it has loaded anything
else, and they load it while the sources are still being read: one of them, which is enough for the few SOPs that have
changed, or all where everything is to be made.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from sopgen.builder.forks import can_fork, pool
from sopgen.builder.ledger import LEDGER_NAME
from sopgen.builder.order import Kind, Order

#: What they load at once; the rest when it is needed.
_DRAWING = ("sopgen.render.engine", "sopgen.render.pdf", "sopgen.builder.product", "sopgen.book.merge.prepare")


class _Hands:
    """Processes that work, or are still loading what they need."""

    def __init__(self, size: int, modules: Sequence[str]) -> None:
        gc.collect()
        gc.freeze()  # what is there already is never collected in a child, so its pages stay shared
        self.size = size
        self.taken = False
        self.processes = pool(size, gc.enable)  # they work for long
        for _ in range(size):
            self.processes.submit(_load, modules)

    def end(self) -> None:
        """Let them finish what they have been given; loading alone is no reason to wait."""
        if not self.taken:
            for child in list(self.processes._processes.values()):
                child.terminate()
        self.processes.shutdown()
        gc.unfreeze()


_called: list[_Hands] = []


def call(order: Order) -> None:
    """Have hands ready, unless only one process is to work here, or nothing is to be drawn as PDF."""
    draws = bool(order.book) or Kind.PDF in order.kinds
    if draws and order.workers > 1 and not order.executor and can_fork() and not _called:
        everything = not order.names and (order.force or not (order.output / LEDGER_NAME).exists())
        _called.append(_Hands(order.workers if everything else 1, _DRAWING))


def take(size: int) -> ProcessPoolExecutor:
    """At least ``size`` of them: those that are there, or new ones in their place."""
    if not _called or _called[0].size < size:
        dismiss()
        _called.append(_Hands(size, ()))
    _called[0].taken = True
    return _called[0].processes


def dismiss() -> None:
    """Send them away when they have finished what they were given. Nothing may run beside a fork."""
    while _called:
        _called.pop().end()


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        importlib.import_module(module)
