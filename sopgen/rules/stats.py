"""Numbers about SOPs: how long, by whom, how much time; for planning, not for judging anybody.

Times are working time (see ``flow.paths``); free texts are left out and counted.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from rich.console import Console
from rich.table import Table

from sopgen.flow.paths import Span, minutes, span_text, time_text, total_time
from sopgen.model.project import Project
from sopgen.model.sop import Section, Sop
from sopgen.rules.flow import column_name

_ZERO = Decimal(0)
_NARROWEST = 80
_LEAST = 8  # columns of text in a narrow terminal: enough to read, and the table's right edge still shows


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
    sops: int
    steps: int
    decisions: int
    minutes: Decimal


@dataclass(frozen=True, slots=True)
class Stats:
    """All SOPs by file, and all pelaksana by their time, the most first."""

    sops: tuple[SopStats, ...]
    loads: tuple[Load, ...]

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
            _sum(each.time for each in self.sops),
            sum(each.left_out for each in self.sops),
        )


def stats(sops: Iterable[Sop]) -> Stats:
    """Numbers about the given SOPs, which must have flows without errors."""
    each = tuple(sops)
    return Stats(tuple(_sop_stats(sop) for sop in each), _loads(each))


def project_stats(project: Project) -> Stats:
    """Numbers about all SOPs of a project that can be built."""
    return stats(project.sops)


def _sop_stats(sop: Sop) -> SopStats:
    totals = [total_time(section) for section in sop.sections]
    names = {name for section in sop.sections for name in _names(section)}
    symbols = [symbol for section in sop.sections for step in section.steps for symbol in step.symbols]
    return SopStats(
        sop.nomor,
        sop.judul,
        sop.jenis.value if sop.jenis else "",
        sop.unit.nama,
        sop.source.name,
        sum(len(section.steps) for section in sop.sections),
        len(names),
        sum(symbol.decision for symbol in symbols),
        _sum(total.span for total in totals),
        sum(len(total.left_out) for total in totals),
    )


def _sum(spans: Iterable[Span]) -> Span:
    both = tuple(spans)
    return Span(sum((span.shortest for span in both), _ZERO), sum((span.longest for span in both), _ZERO))


def _names(section: Section) -> list[str]:
    return [column_name(section, column) for column in range(len(section.actors))]


def _loads(sops: tuple[Sop, ...]) -> tuple[Load, ...]:
    loads: dict[str, Load] = {}
    for sop in sops:
        for name, steps, decisions, time in _own_loads(sop):
            old = loads.get(name, Load(name, 0, 0, 0, _ZERO))
            loads[name] = Load(name, old.sops + 1, old.steps + steps, old.decisions + decisions, old.minutes + time)
    return tuple(sorted(loads.values(), key=lambda load: (-load.minutes, -load.steps, load.name)))


def _own_loads(sop: Sop) -> Iterable[tuple[str, int, int, Decimal]]:
    """For every pelaksana of one SOP: its steps, its decisions, its minutes."""
    found: dict[str, tuple[int, int, Decimal]] = {}
    for section in sop.sections:
        names = _names(section)
        for name in names:
            found.setdefault(name, (0, 0, _ZERO))
        for step in section.steps:
            time = minutes(step.duration) if step.duration else _ZERO
            for column in {column for symbol in step.symbols for column in symbol.actors}:
                decisions = sum(symbol.decision for symbol in step.symbols if symbol.actors[0] == column)
                steps, decided, spent = found[names[column]]
                found[names[column]] = (steps + 1, decided + decisions, spent + time)
    return [(name, *numbers) for name, numbers in found.items()]


def stats_text(numbers: Stats, width: int = 100) -> str:
    """Two tables for a terminal: SOPs with their sum, and pelaksana."""
    width = max(width, _NARROWEST)
    sops = Table(title="SOP", title_justify="left")
    longest = max((len(each.nomor) for each in numbers.sops), default=0)
    sops.add_column("Nomor", overflow="fold", width=max(_LEAST, min(longest, width // 4)))
    _columns(sops, "Judul", right=("Langkah", "Pelaksana", "Keputusan"), last=("Waktu",))
    for each in (*numbers.sops, numbers.total):
        if not each.nomor:
            sops.add_section()
        time = span_text(each.time) + (f" (tanpa {each.left_out} langkah)" if each.left_out else "")
        sops.add_row(each.nomor, each.judul, str(each.steps), str(each.actors), str(each.decisions), time)
    loads = Table(title="Beban pelaksana", title_justify="left")
    _columns(loads, "Pelaksana", right=("SOP", "Langkah", "Keputusan"), last=("Waktu",))
    for load in numbers.loads:
        loads.add_row(load.name, str(load.sops), str(load.steps), str(load.decisions), time_text(load.minutes))
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, highlight=False)
    console.print(sops)
    console.print(loads)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _columns(table: Table, *left: str, right: tuple[str, ...], last: tuple[str, ...]) -> None:
    for heading in left:
        table.add_column(heading, overflow="fold", min_width=_LEAST)
    for heading in right:
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in last:
        table.add_column(heading, overflow="fold", min_width=_LEAST)


def stats_json(numbers: Stats) -> str:
    """An object with ``sop``, ``jumlah`` and ``pelaksana``; times in minutes of working time."""
    content = {
        "sop": [_sop_entry(each) for each in numbers.sops],
        "jumlah": _sop_entry(numbers.total),
        "pelaksana": [
            {
                "nama": load.name,
                "sop": load.sops,
                "langkah": load.steps,
                "keputusan": load.decisions,
                "menit": _number(load.minutes),
            }
            for load in numbers.loads
        ],
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


def stats_csv(numbers: Stats) -> str:
    """One row an SOP, then their sum; comma-separated with a heading, times in minutes of working time."""
    rows = [_sop_entry(each) for each in (*numbers.sops, numbers.total)]
    return csv_text(list(rows[0]), [list(row.values()) for row in rows])


def loads_csv(numbers: Stats) -> str:
    """One row a pelaksana."""
    heading = ["pelaksana", "sop", "langkah", "keputusan", "menit"]
    return csv_text(
        heading, [[load.name, load.sops, load.steps, load.decisions, _number(load.minutes)] for load in numbers.loads]
    )


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    """CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: str | int | float) -> str | int | float:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
