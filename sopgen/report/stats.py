"""Numbers about SOPs: how long, by whom, how much time; for planning, not for judging anybody.

Times are working time (see ``flow.paths``); free texts are left out and counted.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from sopgen.flow.ways import Span, added, minutes, total_time
from sopgen.model.sop import Sop, Status

_ZERO = Decimal(0)
#: What the numbers of a load are called in print.
_LOAD = ("sop", "langkah", "keputusan", "menit")
#: What is told of a review.
_REVIEW = ("tinjau_sebelum", "nomor", "judul", "unit", "berkas", "sisa_hari")


@dataclass(frozen=True, slots=True)
class SopStats:
    """One SOP. ``time`` is the shortest and longest way through all its flows, one after the other.

    ``left_out`` counts the steps whose ``waktu`` could not be added.
    """

    nomor: str
    judul: str
    jenis: str
    unit: str
    file: str
    steps: int
    actors: int
    decisions: int
    time: Span
    left_out: int


@dataclass(frozen=True, slots=True)
class Load:
    """What falls to one pelaksana: in how many SOPs, steps and decisions, and the sum of those steps' times.

    A step done together counts for everyone who takes part.
    """

    name: str
    sops: int = 0
    steps: int = 0
    decisions: int = 0
    minutes: Decimal = _ZERO

    def __add__(self, other: Load) -> Load:
        return Load(
            self.name,
            self.sops + other.sops,
            self.steps + other.steps,
            self.decisions + other.decisions,
            self.minutes + other.minutes,
        )


@dataclass(frozen=True, slots=True)
class Review:
    """When an SOP is to be reviewed; ``left`` are the days until then from a day that was asked about."""

    nomor: str
    judul: str
    unit: str
    file: str
    before: date
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """All SOPs by file, all pelaksana by their time, the most first, and all reviews to come or overdue, by day."""

    sops: tuple[SopStats, ...]
    loads: tuple[Load, ...]
    reviews: tuple[Review, ...] = ()

    @property
    def total(self) -> SopStats:
        """The sum of all SOPs; ``actors`` counts different names."""
        return SopStats(
            "",
            "Jumlah",
            "",
            "",
            "",
            sum(each.steps for each in self.sops),
            len(self.loads),
            sum(each.decisions for each in self.sops),
            added(each.time for each in self.sops),
            sum(each.left_out for each in self.sops),
        )


def stats(sops: Iterable[Sop], day: date | None = None) -> Stats:
    """Numbers about the given SOPs, which must have flows without errors; days until reviews count from ``day``."""
    each = tuple(sops)
    return Stats(tuple(_sop_stats(sop) for sop in each), _loads(each), _reviews(each, day))


def _reviews(sops: tuple[Sop, ...], day: date | None) -> tuple[Review, ...]:
    """The reviews of SOPs that were not withdrawn."""
    found = [
        Review(sop.nomor, sop.judul, sop.unit.nama, sop.source.name, due, None if day is None else (due - day).days)
        for sop in sops
        if (due := sop.tinjau_sebelum) is not None and sop.status is not Status.WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda review: review.before))


def _sop_stats(sop: Sop) -> SopStats:
    totals = [total_time(section) for section in sop.sections]
    symbols = [symbol for section in sop.sections for step in section.steps for symbol in step.symbols]
    return SopStats(
        sop.nomor,
        sop.judul,
        sop.jenis.value if sop.jenis else "",
        sop.unit.nama,
        sop.source.name,
        sum(len(section.steps) for section in sop.sections),
        len(_names(sop)),
        sum(symbol.decision for symbol in symbols),
        added(total.span for total in totals),
        sum(len(total.left_out) for total in totals),
    )


def _names(sop: Sop) -> set[str]:
    return {name for section in sop.sections for name in section.column_names}


def _loads(sops: tuple[Sop, ...]) -> tuple[Load, ...]:
    loads: dict[str, Load] = {}
    for sop in sops:
        for name in _names(sop):
            loads[name] = loads.get(name, Load(name)) + Load(name, sops=1)
        for section in sop.sections:
            for step in section.steps:
                time = minutes(step.duration) if step.duration else _ZERO
                for column in {column for symbol in step.symbols for column in symbol.actors}:
                    decisions = sum(symbol.decision for symbol in step.symbols if symbol.actors[0] == column)
                    name = section.column_name(column)
                    loads[name] += Load(name, 0, 1, decisions, time)
    return tuple(sorted(loads.values(), key=lambda load: (-load.minutes, -load.steps, load.name)))


def stats_json(numbers: Stats) -> str:
    """An object with ``sop``, ``jumlah``, ``pelaksana`` and ``peninjauan``; times in minutes of working time."""
    content = {
        "sop": [_sop_entry(each) for each in numbers.sops],
        "jumlah": _sop_entry(numbers.total),
        "pelaksana": [dict(zip(("nama", *_LOAD), row, strict=True)) for row in _load_rows(numbers)],
        "peninjauan": [dict(zip(_REVIEW, row, strict=True)) for row in _review_rows(numbers)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sop_entry(each: SopStats) -> dict[str, str | int | float]:
    return {
        "nomor": each.nomor,
        "judul": each.judul,
        "jenis": each.jenis,
        "unit": each.unit,
        "berkas": each.file,
        "langkah": each.steps,
        "pelaksana": each.actors,
        "keputusan": each.decisions,
        "menit_tersingkat": _number(each.time.shortest),
        "menit_terlama": _number(each.time.longest),
        "langkah_tanpa_waktu": each.left_out,
    }


def stats_csv(numbers: Stats, separator: str = ",") -> str:
    """One row an SOP, then their sum, with a heading; times in minutes of working time."""
    rows = [_sop_entry(each) for each in (*numbers.sops, numbers.total)]
    return csv_text(list(rows[0]), [list(row.values()) for row in rows], separator)


def loads_csv(numbers: Stats, separator: str = ",") -> str:
    """One row a pelaksana."""
    return csv_text(("pelaksana", *_LOAD), _load_rows(numbers), separator)


def _load_rows(numbers: Stats) -> list[tuple[str | int | float, ...]]:
    return [(load.name, load.sops, load.steps, load.decisions, _number(load.minutes)) for load in numbers.loads]


def reviews_csv(numbers: Stats, separator: str = ",") -> str:
    """One row a review."""
    rows = (tuple("" if each is None else each for each in row) for row in _review_rows(numbers))
    return csv_text(_REVIEW, rows, separator)


def _review_rows(numbers: Stats) -> list[tuple[str | int | None, ...]]:
    return [
        (each.before.isoformat(), each.nomor, each.judul, each.unit, each.file, each.left) for each in numbers.reviews
    ]


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str | int | float]], separator: str = ",") -> str:
    """CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Where columns are parted by semicolons, as a spreadsheet in Indonesian reads them, decimals are by commas.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([_cell(value, separator) for value in row])
    return out.getvalue()


def _cell(value: str | int | float, separator: str) -> str | int | float:
    if isinstance(value, float) and separator == ";":
        return str(value).replace(".", ",")
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
