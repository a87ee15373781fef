"""Processes that begin with what another has loaded. Light: loaded long before there is anything for them to do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor


def can_fork() -> bool:
    """Whether this system has processes that begin with what their parent has loaded."""
    return "fork" in multiprocessing.get_all_start_methods()


def pool(size: int, begin: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """``size`` processes forked from this one, which leave Ctrl-C to it and end with it; each calls ``begin`` first."""
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(size, mp_context=context, initializer=_settle_in, initargs=(os.getpid(), begin))


class Nursery:
    """A process that does nothing but load modules and fork: its children know nothing of what this one holds.

    However much this process has read, and however often processes give way to new ones, each begins equally small.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        """Start it; it loads meanwhile. OSError where it finds no place for its socket."""
        from multiprocessing import forkserver  # late: a command without much to do has no use for it

        forkserver.set_forkserver_preload(list(modules))
        forkserver.ensure_running()

    def pool(self, size: int) -> ProcessPoolExecutor:
        """``size`` processes forked from it, which leave Ctrl-C to this one and end with it."""
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(size, mp_context=context, initializer=_settle_in, initargs=(None, None))

    def end(self) -> None:
        """End it, and wait for that: left to itself it ends a little later than this process, and nobody knows."""
        from multiprocessing import forkserver

        forkserver._forkserver._stop()  # type: ignore[attr-defined]


def end_children() -> None:
    """End every process that was started from this one, whatever it is doing."""
    for child in multiprocessing.active_children():
        child.terminate()


def _settle_in(parent: int | None, begin: Callable[[], object] | None) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone: it cannot tell us when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent or os.getppid(),), daemon=True).start()
    if begin is not None:
        begin()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
