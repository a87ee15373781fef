"""Small SOPs for tests that need no drawing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sopgen.model.book import Book, Chapter
from sopgen.model.institution import Format, Official, Unit
from sopgen.model.sop import Actor, Duration, Section, Sop, Status, Step, StepSymbol, TimeUnit
from sopgen.source.document import Source
from sopgen.source.read import read

UNIT = Unit("biro", "Biro Uji")
OFFICIAL = Official("kepala", "Kepala Biro Uji", "Nama Pejabat")


def section(*minutes: int | None, actors: tuple[str, ...] = ("Kepala",)) -> Section:
    """A flow with a step for each time."""
    steps = tuple(
        Step(
            number,
            "Memeriksa",
            (StepSymbol((0,)),),
            duration=None if amount is None else Duration(Decimal(amount), TimeUnit.MENIT),
        )
        for number, amount in enumerate(minutes, 1)
    )
    return Section(None, tuple(Actor(name) for name in actors), steps)


def source() -> Source:
    """Any source: these SOPs were not read."""
    root = Path(__file__).parents[1] / "cases" / "one-step"
    found, _ = read(root / "sop_sources" / "sop.yaml", root)
    assert found is not None
    return found


def sop(nomor: str, status: Status = Status.IN_FORCE, **fields: object) -> Sop:
    """An SOP of that nomor."""
    made = Sop(source(), nomor, f"Judul {nomor}", UNIT, OFFICIAL, (section(10),), Format(), status=status)
    return replace(made, **fields)  # type: ignore[arg-type]


def book(*chapters: tuple[str, ...], **fields: object) -> Book:
    """A booklet of chapters called Bagian 1, Bagian 2 ..."""
    named = tuple(Chapter(f"Bagian {number}", nomor) for number, nomor in enumerate(chapters, 1))
    return Book(None, "Buku Uji", UNIT, "2024", chapters=named, **fields)  # type: ignore[arg-type]
