"""Names with the days from and until which they hold (``sejak``, ``sampai``), put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.names_by_date import Dated
from sopgen.source.document import SourcePath

T = TypeVar("T")


class Former(Protocol):
    """What a source says of a name of before: the days from and until which it held."""

    sejak: date | None
    sampai: date | None


@dataclass(frozen=True, slots=True)
class _Period(Generic[T]):
    names: T
    since: date | None
    until: date | None
    place: SourcePath


def in_order(
    now: T, since: date | None, before: Sequence[tuple[T, Former]], path: SourcePath, report: Collector
) -> tuple[Dated[T], ...]:
    """The names of today and those ``before`` by the day from which they hold; none where there is only one.

    A name holds until the next one does. ``path`` is where those of today stand, with the others in ``riwayat``. What
    is wrong with the days is reported.
    """
    if not before:
        return ()
    periods = [
        _Period(names, typed.sejak, typed.sampai, (*path, "riwayat", index))
        for index, (names, typed) in enumerate(before)
    ]
    undated = [period for period in periods if period.since is None and period.until is None]
    for period in undated[1:]:  # the first is taken for the oldest
        message = "Nama ini belum menyebut sejak atau sampai kapan dipakai."
        report.add(codes.MISSING, period.place, message, "Tambahkan “sampai:” dengan tanggal terakhirnya.")
    periods = [period for period in periods if period not in undated[1:]]
    periods.sort(key=lambda period: period.since or period.until or date.min)
    return tuple(_begun((*periods, _Period(now, since, None, path)), report))


def _begun(periods: Sequence[_Period[T]], report: Collector) -> list[Dated[T]]:
    found: list[Dated[T]] = []
    until: date | None = None
    for number, period in enumerate(periods):
        begin = period.since or (until + timedelta(days=1) if until else None)
        if number and begin is None:
            message = "Tidak diketahui sejak kapan nama ini dipakai sebagai ganti nama sebelumnya."
            report.add(codes.MISSING, period.place, message, "Tulis “sejak:”, atau “sampai:” pada nama sebelumnya.")
        elif until is not None and begin is not None and begin <= until:
            message = f"Nama ini dipakai sejak {begin}, padahal nama sebelumnya masih dipakai sampai {until}."
            report.add(codes.WRONG_VALUE, (*period.place, "sejak"), message, "Perbaiki salah satu tanggalnya.")
        if period.until is not None and begin is not None and period.until < begin:
            message = f"Nama ini dipakai sampai {period.until}, sebelum mulai dipakai pada {begin}."
            report.add(codes.WRONG_VALUE, (*period.place, "sampai"), message, "Perbaiki salah satu tanggalnya.")
        found.append(Dated(begin, period.names))
        until = period.until
    return found
