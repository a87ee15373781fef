"""Where the time of a build goes, stage by stage."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from unittest.mock import patch

from benchmarks.builds import project_of
from benchmarks.clock import cpu_seconds, environment, run_sopgen, side_by_side
from benchmarks.page import Section
from sopgen.builder.job import Job, run_job, run_jobs
from sopgen.builder.kept_pages import FOLDER
from sopgen.builder.request import PUBLIC_KINDS, Kind
from sopgen.model.load import load
from sopgen.rules.check import check

STAGED_SOPS = 60
TOGETHER = 6
ROUNDS = 5
#: The stages by the names that builds give them (``sopgen build -v``).
NAMES = {
    "tata letak": "layout (text, pages, routing)",
    "gambar": "drawing the tables' flows (Graphviz)",
    "PDF": "PDF, and taken apart for the booklet",
    "DOCX": "DOCX",
    "bagian Word": "the booklet's Word part",
    "SVG": "SVG (its own layout and drawing)",
}


def stages() -> Iterator[Section]:
    """CPU of each stage of a build from nothing, in one process; the booklet by builds that make nothing else."""
    section = Section(f"Stage by stage ({STAGED_SOPS} SOPs in one process, CPU)")
    with project_of(STAGED_SOPS) as project:
        times = {**sop_stages(project), **booklet_stages(project)}
        collecting = f"{garbage(project)} {frozen(project)}"
    whole = sum(times.values())
    rows = [
        (name, f"{seconds:.2f}", f"{seconds * 1000 / STAGED_SOPS:.0f}", f"{seconds / whole:.0%}")
        for name, seconds in times.items()
    ]
    section.table(("stage", "seconds", "ms an SOP", "share"), [*rows, ("together", f"{whole:.2f}", "", "")])
    section.say(collecting)
    yield section


def sop_stages(folder: Path) -> dict[str, float]:
    """Reading, checking, and what ``produce`` does, as it measures itself."""
    times: dict[str, float] = {}
    start = cpu_seconds()
    project = load(folder)
    times["reading"] = cpu_seconds() - start
    check(project, date(2024, 3, 1))
    times["checking"] = cpu_seconds() - start - times["reading"]
    assert project.institution is not None
    kinds = (*PUBLIC_KINDS, Kind.SHEAF, Kind.WORD)
    jobs = [Job(sop, project.institution, kinds, folder) for sop in project.sops]
    run_job(jobs[0])  # fonts, style sheets, templates
    with patch("sopgen.builder.job.perf_counter", cpu_seconds):
        for start in range(0, len(jobs), TOGETHER):
            for product in run_jobs(tuple(jobs[start : start + TOGETHER])):
                for stage, seconds in product.seconds:
                    name = NAMES.get(stage, stage)
                    times[name] = times.get(name, 0.0) + seconds
    return times


def garbage(folder: Path) -> str:
    """What it saves to collect garbage only when a document is written (``sopgen/render/garbage.py``), in turns."""
    project = load(folder)
    assert project.institution is not None
    jobs = tuple(Job(sop, project.institution, (Kind.PDF,), folder) for sop in project.sops[:TOGETHER])

    def always() -> None:
        with patch("sopgen.builder.job.collected_at_end", nullcontext):
            run_jobs(jobs)

    at_end, before = side_by_side((lambda: run_jobs(jobs), always), ROUNDS)
    saved = (before - at_end) / len(jobs)
    return (
        "Garbage is collected once, when a document is written, not while it is: "
        f"{saved:.0f} ms less for an SOP's PDF ({saved * len(jobs) / before:.0%})."
    )


def frozen(folder: Path) -> str:
    """What it saves that the collector never looks through what is loaded (``sopgen/cli/run.py``), in turns.

    The build has nothing to do: all that is left is what somebody waits for each time.
    """
    run_sopgen(folder, "build")
    unfrozen = "import gc; gc.freeze = lambda: None; from sopgen.cli import main; main()"

    def start(*program: str) -> None:
        command = (sys.executable, *program, "-C", str(folder), "build")
        subprocess.run(command, check=True, capture_output=True, env=environment())

    frozen, looked_through = side_by_side((lambda: start("-m", "sopgen"), lambda: start("-c", unfrozen)), ROUNDS * 3)
    return (
        "What is loaded when a command begins is never looked through again: "
        f"{looked_through - frozen:.0f} ms less of a build with nothing to do ({1 - frozen / looked_through:.0%})."
    )


def booklet_stages(folder: Path) -> dict[str, float]:
    """What the booklet costs when all SOPs are there, as PDF and as DOCX: beyond a build that has nothing to make."""
    build = folder / "build"
    run_sopgen(folder, "build", "-j", "1")
    idle = _without(folder, "--pdf")
    cold = _without(folder, "--pdf", build / "buku-sop.pdf", build / FOLDER)
    again = _without(folder, "--pdf", build / "buku-sop.pdf")
    both = _without(folder, "--docx", build / "buku-sop.docx")  # the PDF says on which page each SOP stands
    return {"booklet PDF": max(cold - idle, 0.0), "booklet DOCX": max(both - again, 0.0)}


def _without(folder: Path, option: str, *outputs: Path) -> float:
    """CPU seconds of a build of the booklet when these outputs are gone; ``-v`` makes it look at everything."""
    for output in outputs:
        shutil.rmtree(output) if output.is_dir() else output.unlink()
    return run_sopgen(folder, "build", "--book", option, "-j", "1", "-v").cpu
