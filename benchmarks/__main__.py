"""``make bench``: what one SOP costs beside a bare rendering, what routing costs, how builds grow."""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import bare
from benchmarks.booklet import booklets
from benchmarks.clock import Run, run_sopgen, side_by_side
from benchmarks.projects import write_project
from sopgen.layout.drawing import draw
from sopgen.layout.layout import lay_out
from sopgen.layout.style import STYLE
from sopgen.layout.text import TextMeasurer
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render import pdf
from sopgen.render.docx import document as docx
from tests.generators.random_flows import Case, frames, plain, wide

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
ROUNDS = 9
RANDOM_SOPS = 50
PARALLEL_SOPS = 60
#: Load average above which this benchmark itself (two processes) cannot be the only one at work.
BUSY = 2.5
CHECKED_SOPS = 350


def main() -> None:
    """Print every table, as Markdown; with ``--write`` into docs/performance.md too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="*", default=[1, 30], help="sizes of the projects to build")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    lines: list[str] = []
    for line in report(options.counts):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def report(counts: list[int]) -> Iterator[str]:
    """All lines of the report."""
    yield "# Performance"
    yield ""
    yield f"Measured by `make bench` on {machine()}. Ratios travel between machines, milliseconds do not."
    if os.getloadavg()[0] > BUSY:
        yield "Other programs kept the machine busy meanwhile: CPU times tell more than wall times."
    yield ""
    yield from one_sop()
    yield from random_sops()
    yield from builds(counts)
    yield from booklets(counts)
    yield from cores()
    yield from checks()


def machine() -> str:
    """The machine in a line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def one_sop() -> Iterator[str]:
    """Each SOP of the office: bare WeasyPrint, sopgen's stages, and the DOCX."""
    project = load(ROOT)
    assert project.institution is not None
    yield "## One SOP (CPU ms, median, warm)"
    yield ""
    yield "| SOP | bare WeasyPrint | sopgen PDF | ratio | of it layout | drawing | DOCX | DOCX to PDF by LibreOffice |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for sop in project.sops:
        yield one_line(sop, project.institution)
    yield ""


def one_line(sop: Sop, institution: Institution) -> str:
    """One row of that table."""
    scene = lay_out(sop, institution)

    def whole() -> bytes:
        return pdf.render(sop, institution, lay_out(sop, institution), ROOT)

    plain, own, layout, drawing, word = side_by_side(
        (
            partial(bare.render, sop, institution),
            whole,
            partial(lay_out, sop, institution),
            partial(pdf.draw, [(sop, scene)]),
            partial(docx.render, sop, institution, scene, ROOT),
        ),
        ROUNDS,
    )
    office = libreoffice(docx.render(sop, institution, scene, ROOT))
    return (
        f"| {sop.nomor} ({scene.page_count} pages) | {plain:.0f} | {own:.0f} | **{own / plain:.2f}** | {layout:.0f} | "
        f"{drawing:.0f} | {word:.0f} | {office} |"
    )


def libreoffice(content: bytes) -> str:
    """Milliseconds to turn a DOCX into PDF the way an office would, or that the program is missing."""
    if shutil.which("soffice") is None:
        return "(not installed)"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sop.docx").write_bytes(content)
        start = time.perf_counter()
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", name, str(folder / "sop.docx")], check=True, capture_output=True)
        return f"{(time.perf_counter() - start) * 1000:.0f}"


def random_sops() -> Iterator[str]:
    """Routing over random SOPs from fixed seeds."""
    yield f"## Routing ({RANDOM_SOPS} random SOPs of each mix, CPU ms a page)"
    yield ""
    yield "| mix | pages | median | 95th percentile | worst |"
    yield "| --- | --- | --- | --- | --- |"
    for name, make in (("plain", plain), ("wide", wide)):
        times = sorted(time for seed in range(RANDOM_SOPS) for time in page_times(make(seed)))
        high = times[int(len(times) * 0.95)]
        yield f"| {name} | {len(times)} | {statistics.median(times):.1f} | {high:.1f} | {times[-1]:.1f} |"
    yield ""


def page_times(case: Case) -> list[float]:
    """CPU milliseconds a page of one random SOP's drawing, once for each of its pages."""
    measurer = TextMeasurer("Arial")
    pages = frames(case.flow, case.text_heights, case.column_width, measurer, STYLE)
    start = time.process_time()
    draw(case.flow, pages, measurer, STYLE)
    return [(time.process_time() - start) * 1000 / len(pages)] * len(pages)


def builds(counts: list[int]) -> Iterator[str]:
    """Whole builds of projects of growing size: from nothing, with nothing changed, with one SOP changed."""
    yield "## Whole builds (SOPs as PDF, DOCX and SVG, booklet as PDF and DOCX)"
    yield ""
    yield "Seconds, wall / CPU. One SOP changed: everything that holds it is made again, or it alone."
    yield ""
    yield "| SOPs | from nothing | CPU ms an SOP | nothing changed | one changed | it alone | largest process, MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    measured: list[tuple[int, Run]] = []
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            project = write_project(Path(name) / "project", count)
            cold, warm = run_sopgen(project, "build"), run_sopgen(project, "build")
            alone, changed = one_changed(project)
        measured.append((count, cold))
        each = cold.cpu * 1000 / count
        yield f"| {count} | {cold} | {each:.0f} | {warm} | {changed} | {alone} | {cold.memory:.0f} |"
    yield ""
    yield from growth([entry for entry in measured if entry[0] >= 30])


def cores() -> Iterator[str]:
    """How much faster two processes are than one; wall time tells only on a machine that has nothing else to do."""
    yield ""
    yield f"## Two processes ({PARALLEL_SOPS} SOPs as PDF)"
    yield ""
    load = os.getloadavg()[0]
    if load > BUSY:
        yield f"Not measured: other programs kept the machine busy (load {load:.1f})."
        return
    with tempfile.TemporaryDirectory() as name:
        project = write_project(Path(name) / "project", PARALLEL_SOPS)
        one = run_sopgen(project, "build", "--pdf", "-j", "1")
        two = run_sopgen(project, "build", "--pdf", "--force", "-j", "2")
    yield f"One process {one.wall:.1f} s, two {two.wall:.1f} s: **{one.wall / two.wall:.2f}** times faster."


def checks() -> Iterator[str]:
    """Checking many SOPs, rules across files included: from nothing, and when nothing has changed."""
    with tempfile.TemporaryDirectory() as name:
        project = write_project(Path(name) / "project", CHECKED_SOPS)
        cold, warm = run_sopgen(project, "check"), run_sopgen(project, "check")
    yield ""
    yield f"## Checking {CHECKED_SOPS} SOPs (seconds)"
    yield ""
    yield "| | wall | of it CPU | memory, MB |"
    yield "| --- | --- | --- | --- |"
    for what, run in (("from nothing", cold), ("nothing changed", warm)):
        yield f"| {what} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:.0f} |"


def one_changed(project: Path) -> tuple[Run, Run]:
    """After a word of one SOP was changed: that SOP named, and then, after another change, everything."""
    path = sorted(project.glob("sop_sources/*/*.yaml"))[0]
    runs = []
    for old, new, names in (("terhambat", "terlambat", [str(path)]), ("terlambat", "terhenti", [])):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        runs.append(run_sopgen(project, "build", *names))
    return runs[0], runs[1]


def growth(measured: list[tuple[int, Run]]) -> Iterator[str]:
    """By which power of the number of SOPs the CPU time grows between the smallest and the largest build."""
    if len(measured) < 2:
        return
    (few, small), (many, large) = measured[0], measured[-1]
    exponent = math.log(large.cpu / small.cpu) / math.log(many / few)
    yield f"From {few} to {many} SOPs the CPU time grows with the power {exponent:.2f} of their number (1 is linear)."


if __name__ == "__main__":
    main()
