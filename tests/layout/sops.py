"""SOPs to lay out: the real ones, the cases on disk, and small ones made to measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Format, Institution
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Actor, Section, Sop, Step, StepSymbol, Target, TargetKind

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
MAKRO = "OT.01.02-043-097.Set.PO"
MIKRO = "OT.01.02-015-097.Set.PO"
SENTENCE = (
    "Menyiapkan bahan penyusunan laporan kinerja program, kegiatan, dan anggaran mengacu pada data kinerja "
    "masing-masing unit organisasi serta menyampaikan hasilnya kepada pimpinan untuk diperiksa dan diparaf"
)


@dataclass(frozen=True)
class Example:
    """An SOP and the office it belongs to; ``name`` is for the test's id."""

    name: str
    sop: Sop
    institution: Institution


@cache
def project(folder: Path = ROOT) -> Project:
    """A project folder, read once."""
    return load(folder)


@cache
def scene_of(name: str) -> Scene:
    """The scene of an example, laid out once."""
    example = next(example for example in examples() if example.name == name)
    return lay_out(example.sop, example.institution)


def examples() -> Iterator[Example]:
    """Every SOP of the repository that can be built."""
    for folder in (ROOT, *sorted(path for path in CASES.iterdir() if (path / "sop_sources").is_dir())):
        found = project(folder)
        if found.institution is not None:
            for sop in found.sops:
                name = sop.nomor if folder == ROOT else f"{folder.name}/{sop.nomor}"
                yield Example(name, sop, found.institution)


def real(nomor: str) -> Sop:
    """One of the two real SOPs."""
    return next(sop for sop in project().sops if sop.nomor == nomor)


def step(
    number: int, kegiatan: str = SENTENCE, actor: int = 0, no: int | None = None, ket: str = "", output: str = ""
) -> Step:
    """A step of one pelaksana; ``no`` makes it a decision that leads back to that step."""
    targets = () if no is None else (Target(TargetKind.SYMBOL, no, 0),)
    symbol = StepSymbol((actor,), decision=no is not None, no=targets)
    result = output or f"Hasil langkah {number}"
    return Step(number, kegiatan, (symbol,), kelengkapan="Bahan", waktu="30 Menit", output=result, ket=ket)


def section(actors: Sequence[str | Actor], steps: Sequence[Step], notes: Sequence[str] = ()) -> Section:
    """A flow table; actors may be given by name."""
    columns = tuple(actor if isinstance(actor, Actor) else Actor(actor) for actor in actors)
    return Section(None, columns, tuple(steps), tuple(notes))


def make_sop(*sections: Section, **changes: object) -> Sop:
    """The real mikro SOP with other flow tables and whatever else is given."""
    return replace(real(MIKRO), sections=sections, **changes)  # type: ignore[arg-type]


def with_format(sop: Sop, **changes: object) -> Sop:
    """``sop`` with other settings of its format."""
    settings: Format = replace(sop.format, **changes)  # type: ignore[arg-type]
    return replace(sop, format=settings)
