"""Work done in a process beside this one, with all that this one has loaded."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sopgen.builder.forks import can_fork, end_children, pool

T = TypeVar("T")
_work: Callable[[], Any] | None = None  # in a process beside: what it is to do


@contextmanager
def beside(work: Callable[[], T], workers: int) -> Iterator[Callable[[], T]]:
    """Start ``work`` in a forked process; what is yielded waits for its result, or raises what it raised.

    With one worker, or where processes cannot be forked, the work is done when its result is asked for; and again
    here when its process was killed. Nothing but the result travels, so ``work`` may hold whatever it likes.
    """
    if workers <= 1 or not can_fork():
        yield work
        return
    with pool(1, partial(_begin, work)) as process:
        future = process.submit(_run)

        def result() -> T:
            try:
                found: T = future.result()
            except BrokenProcessPool:
                return work()
            return found

        try:
            yield result
        except (KeyboardInterrupt, GeneratorExit):
            end_children()
            raise


def _begin(work: Callable[[], Any]) -> None:
    global _work
    _work = work
    gc.enable()  # such work is long


def _run() -> Any:
    assert _work is not None
    return _work()
