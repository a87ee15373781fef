"""The booklet's own texts and order (``buku.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sopgen.model.institution import Official, Unit

if TYPE_CHECKING:
    from sopgen.source.document import Source


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision (keputusan) that makes the booklet binding; why and what it rules, where that is told."""

    nomor: str
    tentang: str
    tanggal: date | None
    ditetapkan_oleh: Official
    menimbang: tuple[str, ...] = ()
    mengingat: tuple[str, ...] = ()
    memutuskan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForewordSignature:
    """Where, when and by whom the foreword was signed."""

    tempat: str
    tanggal: date | None
    oleh: Official


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of the list of definitions."""

    istilah: str
    arti: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: a title and its SOPs' nomor, in order, wildcards resolved.

    ``files`` names the same SOPs by their source files (as ``Source.name``); nomor may be empty, files never are.
    ``words`` says how each is listed in the source: empty where only a wildcard, or no list, takes it in.
    An SOP named here may be missing from ``Project.sops`` when its own source has errors.
    """

    judul: str
    sop: tuple[str, ...]
    files: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The booklet. ``chapters`` is complete: made from the rule of the format when the source has no ``susunan``.

    By that rule it holds every SOP (``every_sop``), also one with errors whose chapter nobody knows. ``enacted_only``:
    SOPs in force of which nothing was enacted are lacking.
    """

    source: Source | None
    judul: str
    unit: Unit | None
    tahun: str
    keputusan: Decision | None = None
    kata_pengantar: tuple[str, ...] = ()  # paragraphs
    tanda_tangan_pengantar: ForewordSignature | None = None
    ruang_lingkup: tuple[str, ...] = ()
    ringkasan: tuple[str, ...] = ()
    definisi: tuple[Definition, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    every_sop: bool = False
    enacted_only: bool = False
