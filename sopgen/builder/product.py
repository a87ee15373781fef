"""One SOP from the model to its documents' bytes: the unit of work of a build, with no file written."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder.order import Kind
from sopgen.findings import Finding, FindingsError
from sopgen.layout.fonts import LibraryMissingError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop

if TYPE_CHECKING:
    from sopgen.render.pdf import Drawn


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of one SOP. ``root`` is the project folder, for its own templates."""

    sop: Sop
    institution: Institution
    kinds: tuple[Kind, ...]
    root: Path


@dataclass(frozen=True, slots=True)
class Product:
    """The documents of one SOP, or what kept it from being made; ``seconds`` by stage.

    ``breakdown`` is the traceback of an internal error: ours, not the source's, and no reason to drop other SOPs.
    """

    source: str
    documents: tuple[tuple[Kind, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    breakdown: str = ""
    remarks: tuple[str, ...] = ()  # what happened on the way


@dataclass(slots=True)
class _Clock:
    """Measures stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start


def produce_together(jobs: tuple[Job, ...]) -> tuple[Product, ...]:
    """The products of several jobs, in order; see :func:`produce`."""
    return tuple(_swept(job) for job in jobs)


def _swept(job: Job) -> Product:
    """A job's product; the document that it was written from does not stay in memory until the next one is made."""
    try:
        return produce(job)
    finally:
        gc.collect(1)


def produce(job: Job) -> Product:
    """Lay the SOP out once and make every kind of document that is asked for; bytes depend on the job alone.

    An SOP that cannot be laid out or printed comes back with its findings, or with the traceback of what went wrong in
    the program, and without documents. Raises only what is wrong with the machine: LibraryMissingError, and
    ModuleNotFoundError of a package.
    """
    clock = _Clock()
    name = job.sop.source.name
    try:
        documents = _documents(job, clock)
    except FindingsError as error:
        return Product(name, (), error.findings, tuple(clock.seconds.items()))
    except (LibraryMissingError, ModuleNotFoundError):
        raise
    except Exception:
        return Product(name, seconds=tuple(clock.seconds.items()), breakdown=traceback.format_exc())
    return Product(name, tuple(documents.items()), (), tuple(clock.seconds.items()))


def _documents(job: Job, clock: _Clock) -> dict[Kind, bytes]:
    """The documents in the order of ``job.kinds``."""
    made: dict[Kind, bytes] = {}
    with clock.stage("tata letak"):
        scene = lay_out(job.sop, job.institution)
    drawn = None
    if {Kind.PDF, Kind.PART} & set(job.kinds):
        with clock.stage("gambar"):
            drawn = _drawings(job, scene)
    if drawn:
        with clock.stage("PDF"):
            made.update(_pdfs(job, scene, drawn))
    if Kind.DOCX in job.kinds:
        with clock.stage("DOCX"):
            made[Kind.DOCX] = _docx(job, scene)
    if Kind.WORD in job.kinds:
        with clock.stage("bagian Word"):
            made[Kind.WORD] = _word(job, scene)
    if Kind.SVG in job.kinds:
        with clock.stage("SVG"):
            made[Kind.SVG] = _svg(job, scene, drawn)
    return {kind: made[kind] for kind in job.kinds}


def _drawings(job: Job, scene: Scene) -> Drawn:
    from sopgen.render.pdf import draw

    return draw([(job.sop, scene)])[0]


def _pdfs(job: Job, scene: Scene, drawn: Drawn) -> dict[Kind, bytes]:
    from sopgen.render.pdf import render, render_both

    if Kind.PART not in job.kinds:
        return {Kind.PDF: render(job.sop, job.institution, scene, job.root, drawn=drawn)}
    alone, part = render_both(job.sop, job.institution, scene, job.root, drawn)
    return {Kind.PDF: alone, Kind.PART: part}


def _docx(job: Job, scene: Scene) -> bytes:
    from sopgen.render.docx.document import render

    return render(job.sop, job.institution, scene, job.root)


def _word(job: Job, scene: Scene) -> bytes:
    from sopgen.book.docx.part import make_word_part, pack

    return pack(make_word_part(job.sop, job.institution, scene, job.root))


def _svg(job: Job, scene: Scene, drawn: Drawn | None) -> bytes:
    """The stand-alone diagram: away from its table it carries the steps' texts itself, if they leave the flow a way.

    A flow too tangled for a diagram in one piece shows the table's own drawings instead: no SOP goes without.
    """
    from sopgen.render.swimlane import diagram_svg

    for spoken in (True, False):
        with suppress(FindingsError):
            return diagram_svg(job.sop, spoken=spoken)
    from sopgen.render.stack import stack

    return stack(scene.pages, (drawn or _drawings(job, scene)).pages)
