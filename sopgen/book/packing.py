"""Values kept from one build to the next as bytes: JSON behind its digest.

What is kept is checked when it comes back; anything that is not what was put there counts as not there.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_json

T = TypeVar("T")

_DIGEST, _PAGES = 32, 4  # bytes of a packed value: its digest, how many pages it has


def pack(value: object, pages: int = 0) -> bytes:
    """A dataclass as bytes; ``pages`` is what ``count_pages`` is to tell of it."""
    content = pages.to_bytes(_PAGES, "big") + to_json(value, bytes_mode="base64")
    return sha256(content).digest() + content


def count_pages(kept: bytes | None) -> int | None:
    """How many pages a packed value has, which is told without unpacking it; None for anything else."""
    if kept is None or sha256(memoryview(kept)[_DIGEST:]).digest() != kept[:_DIGEST]:
        return None
    return int.from_bytes(kept[_DIGEST : _DIGEST + _PAGES], "big")


def unpack(kind: type[T], kept: bytes | None) -> T | None:
    """What ``pack`` packed, a ``kind``; None for anything else."""
    if kept is None or count_pages(kept) is None:
        return None
    try:
        adapter = _adapter(kind)  # type: ignore[arg-type]  # mypy: no type[T] is known to be hashable
        found: tuple[T] = adapter.validate_json(b"[%b]" % kept[_DIGEST + _PAGES :])
    except ValidationError:  # sound, but of another kind
        return None
    return found[0]


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    """Reads a tuple of one ``kind``: an adapter of a dataclass itself cannot be told how bytes are written."""
    return TypeAdapter(tuple[kind], config=ConfigDict(val_json_bytes="base64"))  # type: ignore[valid-type]
