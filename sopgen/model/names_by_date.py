"""What an institution, a unit or an official was called on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """What held from a day on, until the next; None: always before that."""

    begin: date | None
    names: T


def valid(names: Sequence[Dated[T]], day: date | None) -> T | None:
    """What held on ``day`` of names in their order, before the first day the first; None without any, or any day."""
    if day is None or not names:
        return None
    begun = [each.names for each in names if each.begin is None or each.begin <= day]
    return begun[-1] if begun else names[0].names
