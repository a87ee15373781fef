"""The institution: names, units, officials, and the settings of the form (``instansi.yaml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sopgen.model.form.columns import TableColumn
from sopgen.model.form.fields import TITLE
from sopgen.model.form.form import FORM, Form
from sopgen.model.names_by_date import Dated, valid

if TYPE_CHECKING:
    from sopgen.source.document import Source

V = TypeVar("V")


class Paper(StrEnum):
    """Paper sizes a form may be printed on; the form always lies landscape."""

    A4 = "A4"
    F4 = "F4"
    LETTER = "Letter"
    LEGAL = "Legal"


class TerminatorStyle(StrEnum):
    """Whether the capsule is a symbol of its own or the first/last activity's own symbol."""

    SEPARATE = "terpisah"
    ACTIVITY = "kegiatan"


@dataclass(frozen=True, slots=True)
class Terms:
    """The form's wording (``format.istilah``); ``judul`` may hold ``{jenis}``."""

    no: str = "No."
    kegiatan: str = "Kegiatan"
    pelaksana: str = "Pelaksana"
    mutu_baku: str = "Mutu Baku"
    kelengkapan: str = "Kelengkapan"
    waktu: str = "Waktu"
    output: str = "Output"
    ket: str = "Ket"
    judul: str = TITLE.label
    mulai: str = "Mulai"
    selesai: str = "Selesai"
    jumlah: str = "Jumlah waktu"

    def heading(self, column: TableColumn) -> str:
        """The words above a column of the flow table."""
        return str(getattr(self, column.term)) if column.term else column.label

    def heading_above(self, column: TableColumn) -> str:
        """The words above its heading; empty when there are none."""
        return str(getattr(self, column.above)) if column.above else ""


@dataclass(frozen=True, slots=True)
class Format:
    """Page and label settings after merging institution and SOP; defaults are the source format's."""

    kertas: Paper = Paper.A4
    huruf: str = "Arial"
    ukuran_huruf: float = 9.0  # points
    label_ya: str = "Y"
    label_tidak: str = "T"
    terminator: TerminatorStyle = TerminatorStyle.SEPARATE
    teks_terminator: bool = False
    nomor_kolom: bool = False
    jumlah_waktu: bool = False
    rujukan_docx: str | None = None
    jangkar_ttd: str | None = None
    warna_kepala: str | None = None  # #rrggbb; None as ever
    warna_garis: str | None = None
    warna_alur: str | None = None
    tebal_garis: float | None = None  # points
    tebal_alur: float | None = None
    tepi_kiri: float | None = None  # mm, of the SOP's own pages
    tepi_kanan: float | None = None
    tepi_atas: float | None = None
    tepi_bawah: float | None = None
    istilah: Terms = Terms()
    form: Form = FORM  # no key of a source: what the other settings are settings of


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisational unit; ``induk`` is printed above ``nama`` in the form, ``alamat`` in its letterhead.

    ``names`` are all that it has had, where it has had others.
    """

    key: str
    nama: str
    induk: str = ""
    alamat: str = ""
    names: tuple[Dated[Unit], ...] = ()

    def at(self, day: date | None) -> Unit:
        """The unit as it was called on a day."""
        then = valid(self.names, day)
        return self if then is None else replace(then, names=self.names)


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs: title, name and NIP as printed. ``names`` are all who have, where others have had the post."""

    key: str
    jabatan: str
    nama: str
    nip: str = ""
    names: tuple[Dated[Official], ...] = ()

    def at(self, day: date | None) -> Official:
        """Who had the post on a day."""
        then = valid(self.names, day)
        return self if then is None else replace(then, names=self.names)


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """What an institution is called, and where it is."""

    nama: str
    singkatan: str = ""
    alamat: str = ""
    kota: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding code that the office does not want to see, and why."""

    kode: str
    alasan: str


class FrozenMapping(Mapping[str, V]):
    """A mapping that nobody can change, and that can be sent to another process."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, V] | None = None) -> None:
        self._entries = dict(entries or {})

    def __getitem__(self, key: str) -> V:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(tuple(self._entries.items()))

    def __repr__(self) -> str:
        return f"Table({self._entries!r})"


@dataclass(frozen=True, slots=True)
class Institution:
    """The office whose SOPs these are. ``logo`` is a resolved, checked file; ``source`` is ``instansi.yaml``.

    ``sound`` is False when that file has errors: what is not found in it may only be hidden by them. ``names`` are all
    that it has had, where it has had others.
    """

    nama: str
    singkatan: str = ""
    logo: Path | None = None
    alamat: str = ""
    kota: str = ""
    unit: Mapping[str, Unit] = field(default_factory=FrozenMapping)
    pejabat: Mapping[str, Official] = field(default_factory=FrozenMapping)
    jabatan: Mapping[str, str] = field(default_factory=FrozenMapping)
    format: Format = Format()
    abaikan: tuple[Ignored, ...] = ()
    source: Source | None = None
    sound: bool = True
    names: tuple[Dated[OfficeNames], ...] = ()

    def at(self, day: date | None) -> Institution:
        """The institution as it, its units and officials were called on a day; without a day, as they are."""
        unit = {key: each.at(day) for key, each in self.unit.items()}
        pejabat = {key: each.at(day) for key, each in self.pejabat.items()}
        then = valid(self.names, day)
        if then is None and unit == dict(self.unit) and pejabat == dict(self.pejabat):
            return self
        now = then or OfficeNames(self.nama, self.singkatan, self.alamat, self.kota)
        return replace(
            self,
            nama=now.nama,
            singkatan=now.singkatan,
            alamat=now.alamat,
            kota=now.kota,
            unit=FrozenMapping(unit),
            pejabat=FrozenMapping(pejabat),
        )
