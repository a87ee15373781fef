"""What is noted beside the documents of a letter that was sent: ``pengiriman.json``.

The folder of a letter, ``nota.terkirim/``, holds its documents and this record of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sopgen.model.kept.record import record_text, source_digest, told_by

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
        return record_text(told)

    @classmethod
    def from_json(cls, text: str) -> SentRecord:
        """The record in a file's text. Raises ValueError for anything else."""
        return told_by(text, cls._made)

    @classmethod
    def _made(cls, told: Any) -> SentRecord:
        files = tuple((str(each["nama"]), str(each["sha256"])) for each in told["berkas"])
        if not files or any(Path(name).name != name for name, _ in files):
            raise ValueError("names of no files")
        return cls(str(told["nomor"]), date.fromisoformat(told["terkirim"]), files, str(told["sumber"]["sha256"]))


def unsent_text(text: str) -> str:
    """What a letter's source says besides that it was sent."""
    return _SENT_LINE.sub("", text)


def unsent_digest(text: str) -> str:
    """The SHA-256 of what a letter's source says besides that, whichever line ends a copy of it has."""
    return source_digest(unsent_text(text.replace("\r\n", "\n")).strip().encode("utf-8", "surrogatepass"))
