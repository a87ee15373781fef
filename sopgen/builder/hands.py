"""The processes that draw. WeasyPrint is loaded in them alone: who reads and binds stays small.

Loading it takes longer than making an SOP, so whoever begins a build calls for hands before it has loaded anything
else, and it is loaded while the sources are still being read: by the one hand that is enough for the few SOPs that
have changed, or, where everything is to be made, by the nursery that many are forked from.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from multiprocessing.process import BaseProcess

from sopgen.builder.forks import Nursery, can_fork, pool
from sopgen.builder.ledger import LEDGER_NAME
from sopgen.builder.order import Kind, Order

#: What is loaded at once; the rest when it is needed.
_DRAWING = ("sopgen.render.engine", "sopgen.render.pdf", "sopgen.builder.product", "sopgen.book.merge.prepare")
_MANY = ("sopgen.builder.nursery",)


class _Hands:
    """Processes that work, or are still loading what they need."""

    def __init__(self, size: int, processes: ProcessPoolExecutor) -> None:
        self.size, self.processes = size, processes
        self.loading: list[BaseProcess] = []

    def end(self) -> None:
        """Let them finish what they have been given; loading alone is no reason to wait."""
        for child in self.loading:
            child.terminate()
        self.processes.shutdown()


_called: list[_Hands] = []
_nursery: list[Nursery | None] = []


def call(order: Order) -> None:
    """Have hands ready, unless only one process is to work here, or nothing is to be drawn as PDF."""
    draws = bool(order.book) or Kind.PDF in order.kinds
    if not draws or order.workers <= 1 or order.executor or not can_fork() or _called or _nursery:
        return
    if not order.names and (order.force or not (order.output / LEDGER_NAME).exists()):
        _many()
        return
    gc.freeze()  # what is there already is never collected in a child, so its pages stay shared
    hand = _Hands(1, pool(1))
    others = active_children()
    hand.processes.submit(_load, _DRAWING)
    hand.loading = [child for child in active_children() if child not in others]
    _called.append(hand)


def take(size: int) -> ProcessPoolExecutor:
    """At least ``size`` of them: those that are there, or new ones in their place."""
    if not _called or _called[0].size < size:
        dismiss()
        nursery = _many() if size > 1 else None
        _called.append(_Hands(size, nursery.pool(size) if nursery else pool(size)))
    _called[0].loading.clear()
    return _called[0].processes


def dismiss() -> None:
    """Send them away when they have finished what they were given. Nothing may run beside a fork."""
    while _called:
        _called.pop().end()


def end() -> None:
    """Send all away, and those that they come from."""
    dismiss()
    while _nursery:
        nursery = _nursery.pop()
        if nursery is not None:
            nursery.end()


def _many() -> Nursery | None:
    """The nursery; None where there can be none, and processes are forked from this one."""
    if not _nursery:
        try:
            _nursery.append(Nursery(_MANY))
        except OSError:
            _nursery.append(None)
    return _nursery[0]


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        importlib.import_module(module)
