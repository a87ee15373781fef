"""Pages set in type, kept from one build to the next.

Most of a booklet's own pages are the same when one SOP has changed, and setting them takes the longest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document set in type: its PDF, how many pages, and where each ``id`` stands (page from 0, box)."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, tuple[int, Box]]


class PageCache(Protocol):
    """A place that keeps bytes by a key of hexadecimal digits; a dict, for as long as this process works."""

    def get(self, key: str, /) -> bytes | None:
        """What was put there, if it is still there."""

    def __setitem__(self, key: str, content: bytes, /) -> None:
        """Keep ``content``."""


def cache_key(*parts: str | bytes) -> str:
    """A key for what is made of ``parts``."""
    found = hashlib.sha256(_VERSION.encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()
