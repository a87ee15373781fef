"""One SOP, normalised: what the form prints and what the flow is made of, with names resolved.

The conveniences of the source format are gone here: a single text has become a list, one flow table
is a section like any other, ``pelaksana`` are column indices, ids and numbers are resolved targets.
Field names are the source's own words, so that a path into the source and a field read alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sopgen.model.form.columns import ColumnKind, TableColumn
from sopgen.model.form.fields import DATES, Box
from sopgen.model.institution import Format, FrozenMapping, Ignored, Official, Unit
from sopgen.model.visible import visible

if TYPE_CHECKING:
    from sopgen.source.document import Source

_AMOUNT = re.compile(r"[\d.,]+")


class Kind(StrEnum):
    """``jenis``: a makro SOP holds several mikro ones."""

    MAKRO = "makro"
    MIKRO = "mikro"


class Status(StrEnum):
    """Life of an SOP."""

    DRAFT = "konsep"
    IN_FORCE = "berlaku"
    WITHDRAWN = "dicabut"


class TimeUnit(StrEnum):
    """Units of ``waktu``, as printed."""

    MENIT = "Menit"
    JAM = "Jam"
    HARI = "Hari"
    HARI_KERJA = "Hari kerja"
    MINGGU = "Minggu"
    BULAN = "Bulan"


@dataclass(frozen=True, slots=True)
class Duration:
    """``waktu`` read as an amount and a unit."""

    amount: Decimal
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class Actor:
    """One Pelaksana column: the header's word, and the second header level above it if there is one."""

    name: str
    group: str | None = None


class TargetKind(StrEnum):
    """What a flow key points at."""

    SYMBOL = "symbol"
    NEXT = "lanjut"
    END = "selesai"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a branch goes: a symbol (step from 1, symbol index from 0 in that step), the next step, or the end."""

    kind: TargetKind
    step: int | None = None
    symbol: int | None = None


@dataclass(frozen=True, slots=True)
class StepSymbol:
    """One activity or decision of a row; ordinary steps have exactly one, ``simbol`` rows several, in flow order.

    ``actors`` are column indices, the lead first. ``start``/``end`` name the column of an own capsule.
    Empty ``yes``/``next`` mean: the row's next symbol, else the next step, else the end.
    """

    actors: tuple[int, ...]
    id: str | None = None
    decision: bool = False
    no: tuple[Target, ...] = ()
    yes: tuple[Target, ...] = ()
    next: tuple[Target, ...] = ()
    text: str = ""
    label_yes: str | None = None
    label_no: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the flow table; ``number`` counts from 1 within its section.

    ``isian`` holds the texts of columns that have no attribute here, by their field.
    """

    number: int
    kegiatan: str
    symbols: tuple[StepSymbol, ...]
    id: str | None = None
    kelengkapan: str = ""
    waktu: str = ""
    duration: Duration | None = None
    output: str = ""
    ket: str = ""
    isian: FrozenMapping[str] = field(default_factory=FrozenMapping)

    def text(self, name: str) -> str:
        """What stands in the field ``name`` of a column; nothing when the step does not say."""
        return self.isian[name] if name in self.isian else str(getattr(self, name, ""))

    def cell(self, column: TableColumn) -> str:
        """What a column of the table says about it, as it is typed; nothing where the drawing stands."""
        match column.kind:
            case ColumnKind.NUMBER:
                return str(self.number)
            case ColumnKind.AMOUNT:
                return self._amount_and_unit[0]
            case ColumnKind.UNIT:
                return self._amount_and_unit[1]
            case _:
                return self.text(column.field) if column.field else ""

    @property
    def _amount_and_unit(self) -> tuple[str, str]:
        amount = _AMOUNT.match(self.waktu) if self.duration is not None else None
        return (amount[0], self.waktu[amount.end() :].strip()) if amount else (self.waktu, "")


@dataclass(frozen=True, slots=True)
class Section:
    """One flow table. ``path`` is where its steps stand: ``("langkah",)`` or ``("bagian", 0, "langkah")``.

    ``judul`` is None for the only table of an SOP without ``bagian``. ``sound`` is False when a pelaksana or
    target could not be resolved (already reported): such a flow is not to be judged any further.
    """

    judul: str | None
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    catatan: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ("langkah",)
    sound: bool = True

    def column_name(self, column: int) -> str:
        """A column's name as a step writes it: with its kelompok where another column has the same name."""
        actor = self.actors[column]
        alone = sum(visible(other.name) == visible(actor.name) for other in self.actors) == 1
        return actor.name if alone or not actor.group else f"{actor.group} / {actor.name}"

    @property
    def column_names(self) -> list[str]:
        """The names of all columns, left to right."""
        return [self.column_name(column) for column in range(len(self.actors))]


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision; ``ke`` counts from 1."""

    ke: int
    tanggal: date
    uraian: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``pencabutan``: by what an SOP was withdrawn, and since when it is in force no more."""

    dengan: str
    tanggal: date


@dataclass(frozen=True, slots=True)
class Enactment:
    """One time that an SOP was enacted, and the document that was signed then (``paths.enacted_folder``).

    ``revisi`` counts from 0. ``handed_over``: the PDF is a signed or scanned one, not as sopgen built it; ``lacks``
    says what it lacks for an archive. ``sop`` is what its source said then, read by this program in today's
    institution; None where the SOP that the enactment is of has the same source. ``differs``: it says something else.
    """

    nomor: str
    revisi: int
    tanggal: date
    pdf: Path
    sha256: str
    handed_over: bool = False
    lacks: tuple[str, ...] = ()
    sop: Sop | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """One line of Keterkaitan: its printed text, and the nomor when it refers to another SOP.

    ``text`` is empty only between ``make_sop`` and ``register.link``, which fills it.
    """

    text: str
    nomor: str | None = None


@dataclass(frozen=True, slots=True)
class ExtraBox:
    """A further box of the form (``tambahan``)."""

    judul: str
    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sop:
    """Everything one SOP says. ``format`` is merged already; ``keterkaitan`` texts are resolved.

    ``isian`` holds what stands under the keys of its form that this class has no attribute for. ``has_gaps``: it is a
    draft in which something required is missing; it is drawn with the gap, and neither bound nor attached.
    ``enactments``: what was enacted of it, the oldest first. What it says itself may be a revision that is not enacted
    yet: ``in_force`` is what booklets hold, ``on`` what a letter of some day attaches.
    """

    source: Source
    nomor: str
    judul: str
    unit: Unit
    disahkan_oleh: Official
    sections: tuple[Section, ...]
    format: Format
    jenis: Kind | None = None
    tanggal_pembuatan: date | None = None
    tanggal_efektif: date | None = None
    revisi: tuple[Revision, ...] = ()
    status: Status = Status.IN_FORCE
    tinjau_sebelum: date | None = None
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi_pelaksana: tuple[str, ...] = ()
    keterkaitan: tuple[Related, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()
    catatan: tuple[str, ...] = ()
    tambahan: tuple[ExtraBox, ...] = ()
    abaikan: tuple[Ignored, ...] = ()
    isian: Mapping[str, str | date | tuple[str, ...] | None] = field(default_factory=FrozenMapping)
    has_gaps: bool = False
    pencabutan: Withdrawal | None = None
    enactments: tuple[Enactment, ...] = ()

    @property
    def enacted(self) -> Enactment | None:
        """What was enacted of it last."""
        return self.enactments[-1] if self.enactments else None

    @property
    def in_force(self) -> Sop:
        """The SOP as it was enacted last, whatever its source says by now; itself where it never was.

        It has that one enactment.
        """
        return self._as_enacted(self.enacted, self.status is Status.WITHDRAWN)

    @property
    def shown(self) -> Sop:
        """What its own documents are of: what is in force, but of a draft (a revision being written) that draft."""
        return replace(self, enactments=()) if self.enactments and self.status is Status.DRAFT else self.in_force

    def on(self, day: date | None) -> Sop:
        """The SOP as it was in force on a day, or was going to be; without a day as it is in force."""
        if day is None:
            return self.in_force
        then = [each for each in self.enactments if each.tanggal <= day] or self.enactments[:1]
        gone = self.status is Status.WITHDRAWN and (self.pencabutan is None or self.pencabutan.tanggal <= day)
        return self._as_enacted(then[-1] if then else None, gone)

    def _as_enacted(self, enactment: Enactment | None, gone: bool) -> Sop:
        """What was enacted then; ``gone``: withdrawn since."""
        if enactment is None:
            ended = self.status is Status.WITHDRAWN and not gone
            return replace(self, status=Status.IN_FORCE, pencabutan=None) if ended else self
        status = Status.WITHDRAWN if gone else Status.IN_FORCE
        alone = (replace(enactment, sop=None, differs=False),)
        withdrawn = self.pencabutan if gone else None
        return replace(enactment.sop or self, status=status, pencabutan=withdrawn, enactments=alone, has_gaps=False)

    def text(self, key: str) -> str:
        """The text under a key of the form; empty when there is none."""
        found = self._under(key)
        return found if isinstance(found, str) else ""

    def day(self, key: str) -> date | None:
        """The date under a key of the form."""
        found = self._under(key)
        return found if isinstance(found, date) else None

    def texts(self, box: Box) -> tuple[str, ...]:
        """The texts that a box prints."""
        found = self._under(box.key)
        texts = found if isinstance(found, tuple) else ()
        return tuple(each.text if isinstance(each, Related) else each for each in texts)

    def _under(self, key: str) -> object:
        return self.isian.get(key) if key in self.isian else getattr(self, key, None)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it carries: made, in force, revised."""
        dated = (self.day(entry.key) for entry in self.format.form.identity if entry.kind in DATES)
        return tuple(day for day in (*dated, *(revision.tanggal for revision in self.revisi)) if day)

    @property
    def newest_day(self) -> date | None:
        """The day whose names it bears: the newest that it carries."""
        return max(self.days, default=None)

    @property
    def title(self) -> str:
        """The line above the flow table: ``SOP Makro <judul>`` (``SOP <judul>`` without ``jenis``)."""
        kind = f" {self.jenis.value.capitalize()}" if self.jenis else ""
        return f"SOP{kind} {self.judul}"
