"""What is noted of an enactment beside the document: ``penetapan.json``.

A folder of one enactment, ``x.ditetapkan/revisi-0/``, holds three files: the document, the source as it was then, and
this record of both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sopgen.model.kept.record import record_text, told_by

DOCUMENT, SOURCE, RECORD = "dokumen.pdf", "sumber.yaml", "penetapan.json"
_FOLDER = re.compile(r"revisi-(0|[1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class EnactmentRecord:
    """One enactment. ``document`` and ``source`` are digests; see ``Enactment`` for the others."""

    nomor: str
    judul: str
    revisi: int
    tanggal: date
    disahkan_oleh: str
    document: str
    source: str
    handed_over: bool
    lacks: tuple[str, ...]

    def to_json(self) -> str:
        """The record as its file holds it."""
        told = {
            "sop": {"nomor": self.nomor, "judul": self.judul},
            "revisi": self.revisi,
            "tanggal": self.tanggal.isoformat(),
            "disahkan_oleh": self.disahkan_oleh,
            "dokumen": {"sha256": self.document, "diserahkan": self.handed_over, "kurang": list(self.lacks)},
            "sumber": {"sha256": self.source},
        }
        return record_text(told)

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The document, with its digest; the source is compared whichever line ends it has (``source_digest``)."""
        return ((DOCUMENT, self.document),)

    @classmethod
    def from_json(cls, text: str) -> EnactmentRecord:
        """The record in a file's text. Raises ValueError for anything else."""
        return told_by(text, cls._made)

    @classmethod
    def _made(cls, told: Any) -> EnactmentRecord:
        document = told["dokumen"]
        made = cls(
            nomor=told["sop"]["nomor"],
            judul=told["sop"]["judul"],
            revisi=told["revisi"],
            tanggal=date.fromisoformat(told["tanggal"]),
            disahkan_oleh=told["disahkan_oleh"],
            document=document["sha256"],
            source=told["sumber"]["sha256"],
            handed_over=document["diserahkan"],
            lacks=tuple(document["kurang"]),
        )
        texts = (made.nomor, made.judul, made.disahkan_oleh, made.document, made.source, *made.lacks)
        if not all(isinstance(text, str) for text in texts) or type(made.revisi) is not int:
            raise ValueError("a value of another kind")
        return made


def folder_name(revisi: int) -> str:
    """What the folder of an enactment is called."""
    return f"revisi-{revisi}"


def enactment_folders(folder: Path) -> list[Path]:
    """The folders of all enactments in ``folder``, by revision. Raises OSError when it cannot be listed."""
    found = [each for each in folder.iterdir() if _FOLDER.fullmatch(each.name)] if folder.is_dir() else []
    return sorted(found, key=lambda each: int(each.name.rpartition("-")[2]))
