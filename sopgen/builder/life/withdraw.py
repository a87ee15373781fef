"""``sopgen withdraw``: an SOP is in force no more; by what, and since when. What was enacted stays where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopgen.builder.life.one_sop import one_sop
from sopgen.builder.open_project import open_project
from sopgen.builder.state.atomic_write import Written
from sopgen.edits.operations import Operation, Set
from sopgen.findings import UserError
from sopgen.model.sop import Sop, Status, Withdrawal


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The SOP's file, and how it was written."""

    source: str
    written: Written | None


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """A line of the register of withdrawn SOPs; days as ISO dates, empty where they are not known."""

    nomor: str
    judul: str
    unit: str
    ditetapkan: str
    dicabut: str
    dengan: str


#: The register's columns, by the fields of a line.
COLUMNS = ("nomor", "judul", "unit", "ditetapkan", "dicabut", "dengan")


def withdraw(root: Path, name: str, how: Withdrawal, today: date) -> Withdrawn:
    """Write down that the SOP that ``name`` means was withdrawn.

    Raises UserError when it was withdrawn already, or was never in force.
    """
    with one_sop(root, name, today) as before:
        sop = before.sop
        _require_in_force(sop, how)
        stated: Operation = Set(("pencabutan",), {"dengan": how.dengan, "tanggal": how.tanggal.isoformat()})
        after = before.changed([Set(("status",), Status.WITHDRAWN.value), stated])
        return Withdrawn(sop.source.name, after.write(sop))


def _require_in_force(sop: Sop, how: Withdrawal) -> None:
    if sop.status is Status.WITHDRAWN and sop.pencabutan is not None:
        raise UserError(f"{sop.source.name} sudah dicabut sejak {sop.pencabutan.tanggal}.")
    if sop.pencabutan is not None and sop.pencabutan != how:
        raise UserError(
            f"{sop.source.name} sudah memuat pencabutan lain ({sop.pencabutan.dengan}, {sop.pencabutan.tanggal}). Bila "
            "itu yang benar, tulis status: dicabut; bila tidak, hapus dahulu kunci “pencabutan” itu."
        )
    if sop.status is Status.DRAFT and sop.enacted is None:
        raise UserError(f"{sop.source.name} masih konsep, jadi tidak perlu dicabut; hapus saja berkasnya.")
    began = sop.enacted.tanggal if sop.enacted is not None else sop.tanggal_efektif
    if began is not None and how.tanggal < began:
        raise UserError(f"tanggal pencabutan {how.tanggal} mendahului tanggal mulai berlakunya ({began}).")


def withdrawn_sops(root: Path) -> tuple[tuple[WithdrawnLine, ...], tuple[str, ...]]:
    """The register of withdrawn SOPs, by the day since when they are in force no more; and the files of others.

    Of those no more is known than that they were withdrawn: there are errors in them.
    """
    project = open_project(root)
    sops = {sop.source.name: sop for sop in (*project.sops, *project.partial)}
    gone = [sop for sop in sops.values() if sop.status is Status.WITHDRAWN]
    lines = tuple(sorted(map(_line, gone), key=lambda line: (line.dicabut, line.nomor)))
    others = (each for each in project.failed_sops if each.file not in sops)
    return lines, tuple(each.file for each in others if each.status is Status.WITHDRAWN)


def _line(sop: Sop) -> WithdrawnLine:
    began = sop.enacted.tanggal if sop.enacted is not None else sop.tanggal_efektif
    ended = sop.pencabutan
    return WithdrawnLine(
        nomor=sop.nomor,
        judul=sop.title,
        unit=sop.unit.nama,
        ditetapkan=began.isoformat() if began else "",
        dicabut=ended.tanggal.isoformat() if ended else "",
        dengan=ended.dengan if ended else "",
    )
