"""The register of SOPs: one line each, for those in the booklet and those left out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.book.plan import Absent, Plan
from sopgen.flow.ways import added, span_text, total_time
from sopgen.model.project import FailedSop
from sopgen.model.sop import Kind, Section, Sop, Status


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register; ``page`` is the printed number of the SOP's first page, or None with ``absence``.

    Of an SOP with errors there is only what it is called.
    """

    nomor: str
    judul: str
    jenis: Kind | None
    efektif: date | None = None
    revisi: int = 0
    langkah: int = 0
    pelaksana: int = 0
    waktu: str = ""
    page: int | None = None
    absence: str = ""


def register(plan: Plan) -> tuple[RegisterLine, ...]:
    """The register of a booklet: its SOPs in order, then those that it leaves out, with the reason.

    Of SOPs whose withdrawal is recorded there is a register of their own.
    """
    present = [_line(planned.sop, planned.first) for planned in plan.sops]
    absent = [each for each in plan.absent if isinstance(each.sop, FailedSop) or each.sop.pencabutan is None]
    return (*present, *map(_absent, absent))


def _absent(absent: Absent) -> RegisterLine:
    sop, told = absent.sop, absent.reason.printed
    if isinstance(sop, FailedSop):
        return RegisterLine(sop.nomor, sop.judul or sop.file, sop.jenis, absence=told)
    return _line(sop, None, told)


def _line(sop: Sop, page: int | None, absence: str = "") -> RegisterLine:
    return RegisterLine(
        nomor=sop.nomor,
        judul=f"{sop.judul} (konsep)" if sop.status is Status.DRAFT and page else sop.judul,
        jenis=sop.jenis,
        efektif=sop.tanggal_efektif,
        revisi=sop.revisi[-1].ke if sop.revisi else 0,
        langkah=sum(len(section.steps) for section in sop.sections),
        pelaksana=len({name for section in sop.sections for name in _actors(section)}),
        waktu=_time(sop),
        page=page,
        absence=absence,
    )


def _time(sop: Sop) -> str:
    """The time of all flows together; with ``*`` when steps without a readable time are left out of it."""
    totals = [total_time(section) for section in sop.sections]
    span = added(total.span for total in totals)
    if not span.longest:
        return ""
    return span_text(span) + ("*" if any(total.left_out for total in totals) else "")


def _actors(section: Section) -> list[tuple[str | None, str]]:
    return [(actor.group, actor.name) for actor in section.actors]
