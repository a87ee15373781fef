"""What is noted beside the documents of a letter that was sent: ``pengiriman.json``, written once and never changed.

The folder of a letter, ``nota.terkirim/``, holds its documents byte for byte, and this record of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RECORD = "pengiriman.json"
_SENT_LINE = re.compile(r"^terkirim:[^\n]*(?:\n|\Z)", re.M)


@dataclass(frozen=True, slots=True)
class SentRecord:
    """The letter, the day it was sent, its documents' digests by name, and the digest of what its source said."""

    nomor: str
    terkirim: date
    files: tuple[tuple[str, str], ...]
    source: str

    def to_json(self) -> str:
        """The record as its file holds it."""
        told = {
            "nomor": self.nomor,
            "terkirim": self.terkirim.isoformat(),
            "berkas": [{"nama": name, "sha256": digest} for name, digest in self.files],
            "sumber": {"sha256": self.source},
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> SentRecord:
        """The record in a file's text. Raises ValueError for anything else."""
        try:
            told = json.loads(text)
            files = tuple((str(each["nama"]), str(each["sha256"])) for each in told["berkas"])
            day = date.fromisoformat(told["terkirim"])
            made = cls(str(told["nomor"]), day, files, str(told["sumber"]["sha256"]))
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("no record of a letter") from error
        if not files or any(Path(name).name != name for name, _ in files):
            raise ValueError("names of no files")
        return made


def unsent_text(text: str) -> str:
    """What a letter's source says besides that it was sent."""
    return _SENT_LINE.sub("", text)


def source_digest(text: str) -> str:
    """The SHA-256 of what a letter's source says, whichever line ends a copy of it has."""
    return hashlib.sha256(unsent_text(text.replace("\r\n", "\n")).strip().encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(file: Path) -> str:
    """The SHA-256 of a file. Raises OSError when it cannot be read."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
