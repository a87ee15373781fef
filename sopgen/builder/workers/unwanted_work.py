"""In a process of the pool: work that nobody waits for any more ends at once, and its process with it.

A process that is ended by the system while it sends a result leaves half of it behind, and whoever reads waits for ever
for the rest (Python 3.11 to 3.14 have nothing against that). So a process that is told to end raises in what it is
working on, and nowhere else: what it sends is always sent whole.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType
from typing import ParamSpec, TypeVar

from sopgen.interruption import raise_again

P = ParamSpec("P")
T = TypeVar("T")


class UnwantedError(BaseException):
    """Nobody waits for this work any more. No ``Exception``: what goes on after those must not go on after this."""


class _Signal:
    """What SIGTERM means to this process."""

    def __init__(self) -> None:
        self._came = False
        self._working = False

    def heed(self) -> None:
        """Have the system tell this object instead of ending the process."""
        signal.signal(signal.SIGTERM, self._come)
        raise_again(UnwantedError, self._come)

    def _come(self, number: int, frame: FrameType | None) -> None:
        self._came = True
        if self._working:
            raise UnwantedError

    def work(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it unless the signal has come. Raises UnwantedError when it has, or does meanwhile."""
        if self._came:
            raise UnwantedError
        self._working = True
        try:
            return fn(*args, **kwargs)
        finally:
            self._working = False


_SIGNAL = _Signal()


def heed_end() -> None:
    """Have SIGTERM end no more than the work under way."""
    _SIGNAL.heed()


def while_wanted(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``fn`` gives. Raises UnwantedError when the process has been told to end."""
    return _SIGNAL.work(fn, *args, **kwargs)
