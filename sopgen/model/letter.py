"""A letter to which SOPs are attached (``surat/*.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sopgen.model.institution import Official

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
class Letter:
    """The letter; ``name`` is the file's name without ending, used for outputs."""

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
