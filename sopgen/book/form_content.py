"""What monitoring and evaluation forms ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.model.sop import Sop

#: What an evaluation asks of every SOP (PermenPAN-RB 35/2012).
STATEMENTS = (
    "Mampu mendorong peningkatan kinerja",
    "Mudah dipahami",
    "Mudah dilaksanakan",
    "Semua pelaksana dapat menjalankan perannya",
    "Mampu mengatasi permasalahan dalam proses",
    "Menjawab kebutuhan peningkatan kinerja organisasi",
    "Selaras dengan SOP lain",
)


@dataclass(frozen=True, slots=True)
class MonitoredRow:
    """A row of the monitoring form: a step, or (without a number) the title of the flow that begins."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class MonitoringSheet:
    """One SOP's monitoring form."""

    sop: Sop
    rows: tuple[MonitoredRow, ...]


def monitored(sops: Sequence[Sop]) -> tuple[MonitoringSheet, ...]:
    """The forms of several SOPs: every step of every flow."""
    return tuple(MonitoringSheet(sop, _rows(sop)) for sop in sops)


def _rows(sop: Sop) -> tuple[MonitoredRow, ...]:
    rows: list[MonitoredRow] = []
    for section in sop.sections:
        if section.judul:
            rows.append(MonitoredRow("", section.judul))
        rows += [MonitoredRow(str(step.number), step.kegiatan) for step in section.steps]
    return tuple(rows)
