"""Processes forked from this one. Light: loaded long before there is anything for them to do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def can_fork() -> bool:
    """Whether this system has processes that begin with what their parent has loaded."""
    return "fork" in multiprocessing.get_all_start_methods()


def pool(size: int, begin: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """``size`` processes forked from this one, which leave Ctrl-C to it and end with it; each calls ``begin`` first."""
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(size, mp_context=context, initializer=_settle_in, initargs=(os.getpid(), begin))


def end_children() -> None:
    """End every process that was started from this one, whatever it is doing."""
    for child in multiprocessing.active_children():
        child.terminate()


def _settle_in(parent: int, begin: Callable[[], None] | None) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone: it cannot tell us when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if begin is not None:
        begin()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
