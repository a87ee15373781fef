"""A mistake of the program itself while it is at one source: a finding about that, and the others go on."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from typing import TypeVar

from sopgen.findings import Finding, FindingsError, LibraryMissingError, Span, UserError
from sopgen.model.codes import INTERNAL

T = TypeVar("T")

#: What is nobody's mistake here: wrong use, findings on their way, what is not installed.
_OTHERS = (UserError, FindingsError, LibraryMissingError, ModuleNotFoundError)


def internal_error(name: str) -> Finding:
    """The finding for the exception being handled, which came up at the source ``name``."""
    message = "Kesalahan program: sopgen tidak dapat memeriksa berkas ini sampai selesai."
    trace = traceback.format_exc()
    return Finding(INTERNAL.number, INTERNAL.severity, name, Span(1, 1, 1), "", message, breakdown=trace)


def attempt(name: str, work: Callable[[], T], otherwise: Callable[[Finding], T]) -> T:
    """What ``work`` on the source ``name`` gives, or what ``otherwise`` makes of its internal error."""
    try:
        return work()
    except _OTHERS:
        raise
    except Exception:
        return otherwise(internal_error(name))


def as_far_as_possible(name: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings about the source ``name``; an internal error among them is the last one."""
    try:
        yield from findings
    except _OTHERS:
        raise
    except Exception:
        yield internal_error(name)
