"""What the booklet costs out of finished parts, beside all SOPs as one WeasyPrint document."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bare
from benchmarks.clock import cpu_ms
from benchmarks.projects import write_project
from sopgen.book.booklet import build_booklet
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.pdf import render


class Shelf:
    """A page cache in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was put there."""
        return self._kept.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep it."""
        self._kept[key] = content


def booklets(counts: list[int]) -> Iterator[str]:
    """One row for each number of SOPs."""
    yield ""
    yield "## The booklet out of finished SOPs (CPU seconds)"
    yield ""
    yield "One changed: the booklet whole again, after the changed SOP itself was made anew."
    yield ""
    yield "| SOPs | pages | from nothing | one changed | all SOPs as one WeasyPrint document | one changed : that |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            yield row(load(write_project(Path(name) / "project", count)))


def row(project: Project) -> str:
    """The row of one project; making the SOPs themselves is not measured."""
    assert project.institution is not None
    institution, shelf = project.institution, Shelf()
    pdfs = {
        sop.nomor: render(sop, institution, lay_out(sop, institution), project.root, links=True) for sop in project.sops
    }
    pages = build_booklet(project, pdfs).pages
    cold = seconds(lambda: build_booklet(project, pdfs, cache=shelf))
    changed = seconds(lambda: build_booklet(project, pdfs, cache=shelf))
    whole = seconds(lambda: bare.render_all(project.sops, institution))
    return f"| {len(pdfs)} | {pages} | {cold:.2f} | {changed:.2f} | {whole:.1f} | 1 : {whole / changed:.0f} |"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    return cpu_ms(work) / 1000
