"""What one SOP costs beside a bare rendering of its pages and beside an office program, and what routing costs."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import bare
from benchmarks.clock import side_by_side
from benchmarks.page import Goal, Section
from sopgen.layout.drawing.drawing import draw
from sopgen.layout.layout import lay_out
from sopgen.layout.style import STYLE
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.docx import document as docx
from sopgen.render.garbage import collected_at_end
from sopgen.render.pdf import document
from tests.generators.random_flows import Case, frames, plain, wide

ROOT = Path(__file__).parent.parent
ROUNDS = 9
RANDOM_SOPS = 50
#: A bare rendering of the same pages without the flow, and what sopgen may cost beside it.
MOST_BESIDE_BARE = 1.3


def one_sop() -> Iterator[Section]:
    """Each SOP of the office: bare WeasyPrint, sopgen's stages, the DOCX, and LibreOffice making a PDF of that."""
    project = load(ROOT)
    assert project.institution is not None
    section = Section("One SOP beside other ways (CPU ms, mean, warm)")
    rows = []
    for sop in project.sops:
        row, ratio = _one_row(sop, project.institution)
        rows.append(row)
        section.goals.append(Goal.at_most(f"{sop.nomor}: PDF beside bare WeasyPrint", MOST_BESIDE_BARE, ratio))
    head = ("SOP", "bare WeasyPrint", "sopgen PDF", "ratio", "of it layout", "drawing", "DOCX", "LibreOffice", "ratio")
    section.table(head, rows)
    section.say(
        "Bare WeasyPrint makes the same pages from one HTML file, tagged and archival, without any drawing. "
        "LibreOffice turns the finished DOCX into PDF, started for it as an office script does (wall ms); its ratio is "
        "to DOCX and PDF by sopgen."
    )
    yield section


def _one_row(sop: Sop, institution: Institution) -> tuple[tuple[str, ...], float]:
    """One row of that table, and how much more than the bare rendering sopgen's PDF costs."""
    scene = lay_out(sop, institution)

    def whole() -> bytes:
        with collected_at_end():  # as builds do
            return document.render(sop, institution, lay_out(sop, institution), ROOT)

    works = (
        partial(bare.render, sop, institution),
        whole,
        partial(lay_out, sop, institution),
        partial(document.draw, sop, scene),
        partial(docx.render, sop, institution, scene, ROOT),
    )
    plain, own, layout, drawing, word = side_by_side(works, ROUNDS)
    office = libreoffice(docx.render(sop, institution, scene, ROOT))
    numbers = (f"{plain:.0f}", f"{own:.0f}", f"**{own / plain:.2f}**", f"{layout:.0f}", f"{drawing:.0f}", f"{word:.0f}")
    beside = (f"{office:.0f}", f"{office / (own + word):.0f}") if office else ("not installed", "")
    return (f"{sop.nomor} ({scene.page_count} pages)", *numbers, *beside), own / plain


def libreoffice(content: bytes) -> float:
    """Milliseconds to turn a DOCX into PDF, the program started anew; the second time, when its profile is there.

    0 when it is not installed.
    """
    if shutil.which("soffice") is None:
        return 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sop.docx").write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        for _ in range(2):
            start = time.perf_counter()
            subprocess.run([*command, "--outdir", name, str(folder / "sop.docx")], check=True, capture_output=True)
        return (time.perf_counter() - start) * 1000


def routing() -> Iterator[Section]:
    """Routing over random SOPs from fixed seeds."""
    section = Section(f"Routing ({RANDOM_SOPS} random SOPs of each mix, CPU ms a page)")
    rows = []
    for name, make in (("plain", plain), ("wide", wide)):
        times = sorted(time for seed in range(RANDOM_SOPS) for time in page_times(make(seed)))
        high = times[int(len(times) * 0.95)]
        rows.append((name, str(len(times)), f"{statistics.median(times):.1f}", f"{high:.1f}", f"{times[-1]:.1f}"))
    section.table(("mix", "pages", "median", "95th percentile", "worst"), rows)
    yield section


def page_times(case: Case) -> list[float]:
    """CPU milliseconds a page of one random SOP's drawing, once for each of its pages."""
    measurer = TextMeasurer("Arial")
    pages = frames(case.flow, case.text_heights, case.column_width, measurer, STYLE)
    start = time.process_time()
    draw(case.flow, pages, measurer, STYLE)
    return [(time.process_time() - start) * 1000 / len(pages)] * len(pages)
