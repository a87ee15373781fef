"""What the booklet costs out of finished parts, beside all SOPs as one WeasyPrint document."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

from benchmarks import bare
from benchmarks.builds import project_of
from benchmarks.clock import cpu_ms
from benchmarks.page import Section
from sopgen.book.booklet import bind_booklet, set_booklet
from sopgen.book.merge.prepare import prepare
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.pdf.document import render

#: One document of more SOPs than this takes minutes and a machine's memory; of fewer, it says nothing.
MOST_AT_ONCE = 100
FEWEST = 30


def booklets(counts: Sequence[int]) -> Iterator[Section]:
    """One row for each number of SOPs; as one document only as far as memory and patience allow."""
    section = Section("The booklet out of finished SOPs, beside all SOPs as one WeasyPrint document (CPU seconds)")
    rows = []
    for count in sorted({min(count, MOST_AT_ONCE) for count in counts if count >= FEWEST}):
        with project_of(count) as project:
            rows.append(row(load(project)))
    section.table(("SOPs", "pages", "from nothing", "again, nothing changed", "as one document", "1 : that"), rows)
    yield section


def row(project: Project) -> tuple[str, ...]:
    """The row of one project; making the SOPs themselves is not measured."""
    assert project.institution is not None
    institution, shelf = project.institution, dict[str, bytes]()
    pdfs = {
        sop.nomor: render(sop, institution, lay_out(sop, institution), project.root, links=True) for sop in project.sops
    }
    sheaves = {nomor: prepare(pdf, nomor) for nomor, pdf in pdfs.items()}
    counts = {nomor: len(sheaf.pages) for nomor, sheaf in sheaves.items()}

    def bind(shelf: dict[str, bytes] | None) -> int:
        booklet = set_booklet(project, counts, cache=shelf)
        return bind_booklet(project, booklet, sheaves.__getitem__, io.BytesIO()).pages

    pages = bind(None)
    cold = seconds(lambda: bind(shelf))
    again = seconds(lambda: bind(shelf))
    whole = seconds(lambda: bare.render_all(project.sops, institution))
    numbers = (f"{cold:.2f}", f"{again:.2f}", f"{whole:.1f}", f"{whole / cold:.0f}")
    return (str(len(pdfs)), str(pages), *numbers)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    return cpu_ms(work) / 1000
