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
    """A place that keeps bytes by a key of hexadecimal digits."""

    def get(self, key: str) -> bytes | None:
        """What was put there, if it is still there."""

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content``."""


class Shelf:
    """A cache for as long as this process works."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content``."""
        self.kept[key] = content


def cache_key(*parts: str | bytes) -> str:
    """A key for what is made of ``parts``."""
    found = hashlib.sha256(_VERSION.encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()


def pack(page: Typeset) -> bytes:
    """Pages as bytes: a digest, a line of JSON, the PDF."""
    places = {name: [number, box.left, box.top, box.right, box.bottom] for name, (number, box) in page.anchors.items()}
    content = json.dumps({"pages": page.pages, "anchors": places}).encode() + b"\n" + page.pdf
    return hashlib.sha256(content).digest() + content


def unpack(kept: bytes | None) -> Typeset | None:
    """What ``pack`` packed; None for anything else."""
    if kept is None or hashlib.sha256(kept[32:]).digest() != kept[:32]:
        return None
    head, _, pdf = kept[32:].partition(b"\n")
    values = json.loads(head)
    anchors = {name: (place[0], Box(*place[1:])) for name, place in values["anchors"].items()}
    return Typeset(pdf, values["pages"], anchors)
