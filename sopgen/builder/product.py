"""One SOP from the model to its documents' bytes: the unit of work of a build, with no file written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from sopgen.builder.order import Kind
from sopgen.findings import Finding, FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of one SOP. ``root`` is the project folder, for its own templates."""

    sop: Sop
    institution: Institution
    kinds: tuple[Kind, ...]
    root: Path


@dataclass(frozen=True, slots=True)
class Product:
    """The documents of one SOP, or the findings that kept it from being made; ``seconds`` by stage."""

    source: str
    documents: tuple[tuple[Kind, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class _Clock:
    """Measures stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start


def produce(job: Job) -> Product:
    """Lay the SOP out once and make every kind of document that is asked for; bytes depend on the job alone.

    An SOP that cannot be laid out or printed comes back with its findings and without documents.
    """
    clock = _Clock()
    try:
        documents = tuple(_documents(job, clock))
    except FindingsError as error:
        return Product(job.sop.source.name, (), error.findings, tuple(clock.seconds.items()))
    return Product(job.sop.source.name, documents, (), tuple(clock.seconds.items()))


def _documents(job: Job, clock: _Clock) -> Iterator[tuple[Kind, bytes]]:
    with clock.stage("tata letak"):
        scene = lay_out(job.sop, job.institution)
    for kind, links in ((Kind.PDF, False), (Kind.PART, True)):
        if kind in job.kinds:
            with clock.stage("PDF"):
                yield kind, _pdf(job, scene, links)
    if Kind.DOCX in job.kinds:
        with clock.stage("DOCX"):
            yield Kind.DOCX, _docx(job, scene)
    if Kind.SVG in job.kinds:
        with clock.stage("SVG"):
            yield Kind.SVG, _svg(job, scene)


def _pdf(job: Job, scene: Scene, links: bool) -> bytes:
    from sopgen.render.pdf import render

    return render(job.sop, job.institution, scene, job.root, links)


def _docx(job: Job, scene: Scene) -> bytes:
    from sopgen.render.docx.document import render

    return render(job.sop, job.institution, scene, job.root)


def _svg(job: Job, scene: Scene) -> bytes:
    from sopgen.render.stack import stack

    return stack(scene.pages, job.sop.format.huruf)
