"""Pages set in type, kept from one build to the next.

Most of a booklet's own pages are the same when one SOP has changed, and setting them takes the longest.

What is kept is checked when it comes back; anything that is not what was put there counts as not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

_VERSION = "2"
DIGEST = 32  # bytes


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


def sealed(content: bytes) -> bytes:
    """Bytes to keep, behind their digest."""
    return hashlib.sha256(content).digest() + content


def is_sound(kept: bytes | None) -> bool:
    """Whether these are bytes as ``sealed`` gave them."""
    return kept is not None and hashlib.sha256(memoryview(kept)[DIGEST:]).digest() == kept[:DIGEST]


def pack(page: Typeset) -> bytes:
    """Pages as bytes: a digest, a line of JSON, the PDF."""
    places = {name: [number, box.left, box.top, box.right, box.bottom] for name, (number, box) in page.anchors.items()}
    return sealed(json.dumps({"pages": page.pages, "anchors": places}).encode() + b"\n" + page.pdf)


def unpack(kept: bytes | None) -> Typeset | None:
    """What ``pack`` packed; None for anything else."""
    if kept is None or not is_sound(kept):
        return None
    head, _, pdf = kept[DIGEST:].partition(b"\n")
    values = json.loads(head)
    anchors = {name: (place[0], Box(*place[1:])) for name, place in values["anchors"].items()}
    return Typeset(pdf, values["pages"], anchors)
