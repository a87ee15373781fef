"""Ctrl-C and its like interrupt whatever code runs at that moment, and are never lost.

What is raised in a callback that nothing can leave, of a weak reference or a finalizer, Python drops; there is such a
callback whenever a module is imported. It tells what it drops: then the same is raised again, a moment later.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

#: Signals that interrupt; the last one is a process's own, for what was dropped.
INTERRUPTING = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGALRM})
#: Seconds, in which a callback comes to its end; nobody notices them.
_A_MOMENT = 0.01


def raise_again(error: type[BaseException], handler: Callable[[int, FrameType | None], object]) -> None:
    """Have ``handler`` called a moment after Python has dropped such an error: it is the one that raised it."""
    tell = sys.__unraisablehook__  # by now: when the program ends, modules are taken apart

    def dropped(told: UnraisableHookArgs) -> None:
        if issubclass(told.exc_type, error):
            signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)
        else:
            tell(told)

    signal.signal(signal.SIGALRM, handler)
    sys.unraisablehook = dropped


def raise_no_more() -> None:
    """Let nothing interrupt what is left to do."""
    for number in (signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
