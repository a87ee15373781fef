"""How a run of the program ends."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Exit statuses; scripts rely on them."""

    FINE = 0
    FINDINGS = 1
    WRONG_USE = 2
    INTERNAL = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it


CANCELLED = "Dihentikan."
