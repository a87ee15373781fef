"""What kept documents have in common, whether an SOP was enacted or a letter sent.

They lie in a folder beside their source, byte for byte, with a record of them that is written once and never changed:
nothing of them is believed that the record does not bear out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sopgen.bounded_read import open_regular, read_bounded

#: Far more than any record holds.
_MOST_BYTES = 2**20
#: What is advised where they are damaged.
HINT = "Kembalikan isi folder itu dari cadangan atau git; isinya tidak disunting dengan tangan."


class Record(Protocol):
    """A record of kept documents; ``files`` are their names in the folder, each with its digest."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]: ...


R = TypeVar("R", bound=Record)


class DamagedError(Exception):
    """What is kept is not what was put there; the message is a clause about it, for the staff."""

    @classmethod
    def incomplete(cls) -> DamagedError:
        """A file is absent, or cannot be read."""
        return cls("tidak lengkap atau tidak dapat dibaca")

    @classmethod
    def changed(cls) -> DamagedError:
        """A file is another one by now."""
        return cls("sudah berubah sejak disimpan")


def kept_record(record: Path, read: Callable[[str], R]) -> R:
    """What ``read`` makes of a record's text, borne out by the files beside it. Raises DamagedError."""
    try:
        made = read(read_bounded(record, _MOST_BYTES).decode())
        now = tuple((name, digest_of(record.with_name(name))) for name, _ in made.files)
    except (OSError, ValueError) as error:
        raise DamagedError.incomplete() from error
    if now != made.files:
        raise DamagedError.changed()
    return made


def record_text(told: Mapping[str, object]) -> str:
    """A record as its file holds it."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def told_by(text: str, make: Callable[[Any], R]) -> R:
    """What ``make`` makes of what a record's text tells. Raises ValueError for a text that is no such record."""
    try:
        return make(json.loads(text))
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError("no such record") from error


def digest_of(file: Path) -> str:
    """The SHA-256 of a file. Raises OSError when it cannot be read."""
    with open_regular(file) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def source_digest(raw: bytes) -> str:
    """The SHA-256 of a source, whichever line ends a copy of it has: git may change them."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
