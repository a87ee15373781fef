"""A letter to which SOPs are attached (``surat/*.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sopgen.model.institution import Official, Unit

if TYPE_CHECKING:
    from sopgen.source.document import Source


class Numbering(StrEnum):
    """How attachments are numbered."""

    ROMAN = "romawi"
    ARABIC = "arab"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment: nomor of its SOPs, and a title; ``files`` names the same SOPs by their source files."""

    sop: tuple[str, ...]
    judul: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that a letter answers."""

    nomor: str
    tanggal: date | None
    jenis: str = ""
    dari: str = ""
    hal: str = ""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document of a letter as it was sent, and its SHA-256."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class SentLetter:
    """The documents of a letter that was sent; ``altered``: its source has said something else since."""

    files: tuple[SentFile, ...]
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter; ``name`` is the file's name without ending, used for outputs.

    ``unit`` is the one told, whose letterhead it bears. One that was sent (``terkirim``) is never made again: ``sent``
    are its documents, once they are kept.
    """

    source: Source
    name: str
    jenis: str
    nomor: str
    tanggal: date | None
    dari: Official
    kepada: str
    hal: str
    sifat: str = ""
    isi: tuple[str, ...] = ()  # paragraphs
    lampiran: tuple[Attachment, ...] = ()
    penomoran_lampiran: Numbering = Numbering.ROMAN
    tembusan: tuple[str, ...] = ()
    unit: Unit | None = None
    menjawab: Answered | None = None
    terkirim: date | None = None
    sent: SentLetter | None = None

    @property
    def was_sent(self) -> bool:
        """Whether it is said to be sent, or was once: what was sent stays, also when the key was lost since."""
        return self.terkirim is not None or self.sent is not None
