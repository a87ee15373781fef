"""Values kept from one build to the next as bytes: JSON behind its digest.

What is kept is checked when it comes back; anything that is not what was put there counts as not there.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import fields
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_DIGEST, _PAGES = 32, 4  # bytes of a packed value: its digest, how many pages it has


def pack(value: object, pages: int = 0) -> bytes:
    """A dataclass as bytes; ``pages`` is what ``count_pages`` is to tell of it."""
    text = json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))
    content = pages.to_bytes(_PAGES, "big") + text.encode()
    return sha256(content).digest() + content


def _plain(value: Any) -> str | dict[str, Any]:
    """What JSON has no word for: bytes and dataclasses. Pydantic could tell, but is 4 MB more in whoever only packs."""
    if isinstance(value, bytes):
        return urlsafe_b64encode(value).decode("ascii")
    return {field.name: getattr(value, field.name) for field in fields(value)}


def count_pages(kept: bytes | None) -> int | None:
    """How many pages a packed value has, which is told without unpacking it; None for anything else."""
    if kept is None or sha256(memoryview(kept)[_DIGEST:]).digest() != kept[:_DIGEST]:
        return None
    return int.from_bytes(kept[_DIGEST : _DIGEST + _PAGES], "big")


def unpack(kind: type[T], kept: bytes | None) -> T | None:
    """What ``pack`` packed, a ``kind``; None for anything else."""
    if kept is None or count_pages(kept) is None:
        return None
    from pydantic import ValidationError

    try:
        adapter = _adapter(kind)  # type: ignore[arg-type]  # mypy: no type[T] is known to be hashable
        found: tuple[T] = adapter.validate_json(b"[%b]" % kept[_DIGEST + _PAGES :])
    except ValidationError:  # sound, but of another kind
        return None
    return found[0]


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    """Reads a tuple of one ``kind``: an adapter of a dataclass itself cannot be told how bytes are written."""
    from pydantic import ConfigDict, TypeAdapter  # what only packs does without

    return TypeAdapter(tuple[kind], config=ConfigDict(val_json_bytes="base64"))  # type: ignore[valid-type]
