"""Whole builds of projects of growing size, as people run them: each is a process of its own."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pikepdf

from benchmarks.clock import Run, run_sopgen, typical
from benchmarks.page import Goal, Section
from benchmarks.projects import write_project

PARALLEL_SOPS = 60
CHECKED_SOPS = 350
#: The size of the builds whose waiting times are promised.
PROMISED_SOPS = 300
#: Growth is measured from here: below, starting the program is most of the time.
GROWTH_FROM = 30
#: Runs of which the median counts.
REPEATS = 3
_WORDS = ("terhambat", "terlambat", "terhenti", "tertunda")


@dataclass(frozen=True, slots=True)
class Size:
    """What builds of ``count`` SOPs took; ``pages`` are the booklet's."""

    count: int
    pages: int
    cold: Run
    nothing: Run
    alone: Run
    changed: Run


def builds(counts: Sequence[int]) -> Iterator[Section]:
    """From nothing, with nothing changed, with one SOP changed: named, or everything that holds it."""
    section = Section("Whole builds (each SOP as PDF, DOCX and SVG, the booklet as PDF and DOCX)")
    sizes: list[Size] = []
    for count in counts:
        with project_of(count) as project:
            sizes.append(measure(project, count))
    section.say(f"Seconds, wall / CPU; all but the first column are the median of {REPEATS} runs.")
    head = ("SOPs", "pages", "from nothing", "nothing changed", "one changed, it alone", "one changed, everything")
    rows = [(str(s.count), str(s.pages), *map(str, (s.cold, s.nothing, s.alone, s.changed))) for s in sizes]
    section.table(head, rows)
    section.goals += [goal for size in sizes if size.count == PROMISED_SOPS for goal in waiting(size)]
    yield section
    yield from growth(sizes)


def waiting(size: Size) -> Iterator[Goal]:
    """What people wait for, with an ordinary booklet."""
    yield Goal.at_most(f"{size.count} SOPs, nothing changed", 0.5, size.nothing.wall, " s")
    yield Goal.at_most(f"{size.count} SOPs, one changed and named", 1.2, size.alone.wall, " s")
    yield Goal.at_most(f"{size.count} SOPs, one changed: the booklet whole again", 4.0, size.changed.wall, " s")


def measure(project: Path, count: int) -> Size:
    """All builds of one project."""
    cold = run_sopgen(project, "build")
    with pikepdf.open(project / "build" / "buku-sop.pdf") as booklet:
        pages = len(booklet.pages)
    nothing = typical([run_sopgen(project, "build") for _ in range(REPEATS)])
    path = sorted(project.glob("sop_sources/*/*.yaml"))[count // 2]
    words = cycle(zip(_WORDS, (*_WORDS[1:], _WORDS[0]), strict=True))
    alone, changed = [], []
    for _ in range(REPEATS):
        change(path, *next(words))
        alone.append(run_sopgen(project, "build", str(path)))
        change(path, *next(words))
        changed.append(run_sopgen(project, "build"))
    return Size(count, pages, cold, nothing, typical(alone), typical(changed))


def change(path: Path, old: str, new: str) -> None:
    """Replace a word of a source; it must be there, or the next build would measure nothing."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise RuntimeError(f"{path.name} does not say {old}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def growth(sizes: Sequence[Size]) -> Iterator[Section]:
    """How time and memory grow with the number of SOPs."""
    section = Section("Growth (builds from nothing)")
    head = ("SOPs", "wall ms an SOP", "CPU ms an SOP", "CPU ms a page", "main process, MB", "largest worker, MB")
    rows = [
        (
            str(size.count),
            f"{size.cold.wall * 1000 / size.count:.0f}",
            f"{size.cold.cpu * 1000 / size.count:.0f}",
            f"{size.cold.cpu * 1000 / size.pages:.0f}",
            f"{size.cold.main:.0f}",
            f"{size.cold.worker:.0f}" if size.cold.worker else "none",
        )
        for size in sizes
    ]
    section.table(head, rows)
    for size in (size for size in sizes if size.count == PROMISED_SOPS):
        for name, memory in (("largest worker", size.cold.worker), ("main process", size.cold.main)):
            section.goals.append(Goal.at_most(f"memory of the {name}, {size.count} SOPs", 250, memory, " MB", 0))
    large = [size for size in sizes if size.count >= GROWTH_FROM]
    if len(large) > 1:
        section.say(*exponents(large[0], large[-1]))
        section.say(held(large[0], large[-1]))
        section.goals += growth_goals(large)
    yield section


def exponents(few: Size, many: Size) -> Iterator[str]:
    """By which power of the number of SOPs each measure grows."""
    measures = (
        ("wall time", few.cold.wall, many.cold.wall),
        ("CPU time", few.cold.cpu, many.cold.cpu),
        ("memory of the largest worker", few.cold.worker or few.cold.main, many.cold.worker or many.cold.main),
        ("memory of the main process", few.cold.main, many.cold.main),
    )
    powers = ", ".join(f"{name} {power(few.count, many.count, a, b):.2f}" for name, a, b in measures)
    yield f"Exponents of growth from {few.count} to {many.count} SOPs (1 is linear, 0 is flat): {powers}."


def held(few: Size, many: Size) -> str:
    """What the main process keeps of every SOP: it has read them all, and binds the booklet."""
    kilobytes = (many.cold.main - few.cold.main) * 1024 / (many.count - few.count)
    return f"The main process reads all sources and binds the booklet: {kilobytes:.0f} KB for each SOP more."


def power(few: int, many: int, small: float, large: float) -> float:
    """The exponent by which a measure grew from ``small`` to ``large``."""
    return math.log(large / small) / math.log(many / few)


def growth_goals(sizes: Sequence[Size]) -> Iterator[Goal]:
    """Linear in time: an SOP of a large build costs at most 15 % more than one of a small build. Flat in memory."""
    few, many = sizes[0], sizes[-1]
    for name, a, b in (("wall", few.cold.wall, many.cold.wall), ("CPU", few.cold.cpu, many.cold.cpu)):
        ratio = (b / many.count) / (a / few.count)
        yield Goal.at_most(f"{name} time an SOP at {many.count} beside {few.count} SOPs", 1.15, ratio)
    middle = next((size for size in sizes if size.count >= PROMISED_SOPS), sizes[0])
    if middle is not many:
        worker = many.cold.worker / max(middle.cold.worker, 1.0)
        yield Goal.at_most(f"memory of the largest worker at {many.count} beside {middle.count} SOPs", 1.15, worker)
        yield Goal.at_most(f"memory of the main process, {many.count} SOPs", 250, many.cold.main, " MB", 0)


def cores() -> Iterator[Section]:
    """How much faster two processes are than one; wall time tells only on a machine that has nothing else to do."""
    section = Section(f"Two processes ({PARALLEL_SOPS} SOPs)")
    rows = []
    for what, options in (("PDF", ("--pdf",)), ("PDF, DOCX and SVG", ("--pdf", "--docx", "--svg"))):
        with project_of(PARALLEL_SOPS) as project:
            pairs = [
                [run_sopgen(project, "build", *options, "--force", "-j", workers) for workers in ("1", "2")]
                for _ in range(REPEATS)
            ]
        one, two = (typical(runs) for runs in zip(*pairs, strict=True))
        faster = one.wall / two.wall
        rows.append((what, str(one), str(two), f"**{faster:.2f}**", f"{two.cpu / one.cpu:.2f}"))
        section.goals.append(Goal.at_least(f"two processes beside one, {PARALLEL_SOPS} SOPs as {what}", 1.8, faster))
    section.say(f"Seconds, wall / CPU, the median of {REPEATS} runs in turns.")
    section.table(("made", "one process", "two processes", "times faster", "CPU two : one"), rows)
    yield section


def checks() -> Iterator[Section]:
    """Checking many SOPs, rules across files included: from nothing, and when nothing has changed."""
    section = Section(f"Checking {CHECKED_SOPS} SOPs (seconds)")
    with project_of(CHECKED_SOPS) as project:
        runs = [run_sopgen(project, "check") for _ in range(2)]
    rows = [
        (what, f"{run.wall:.2f}", f"{run.cpu:.2f}", f"{run.main:.0f}")
        for what, run in zip(("from nothing", "nothing changed"), runs, strict=True)
    ]
    section.table(("", "wall", "of it CPU", "memory, MB"), rows)
    yield section


@contextmanager
def project_of(count: int) -> Iterator[Path]:
    """A project of ``count`` SOPs that goes when it has been measured."""
    folder = Path(tempfile.mkdtemp(prefix="sopgen-bench-"))
    try:
        yield write_project(folder / "project", count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
