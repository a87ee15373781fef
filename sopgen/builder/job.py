"""One SOP from the model to its documents' bytes: the unit of work of a build, with no file written."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from sopgen.builder.request import PRINTED, Kind, needs_part
from sopgen.findings import Finding, FindingsError, LibraryMissingError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.garbage import collected_at_end
from sopgen.system_errors import refusal

if TYPE_CHECKING:
    from sopgen.render.pdf.document import Drawn


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of one SOP. ``root`` is the project folder, for its own templates."""

    sop: Sop
    institution: Institution
    kinds: tuple[Kind, ...]
    root: Path


@dataclass(frozen=True, slots=True)
class JobResult:
    """The documents of one SOP, or what kept it from being made; ``seconds`` by stage.

    Where a template of the office's own is wrong there are findings, and the documents that do not use it.

    ``refusal`` is a sentence about the machine (no memory, too many open files) that kept it from being made.
    ``breakdown`` is the traceback of an internal error: ours, not the source's, and no reason to drop other SOPs.
    """

    source: str
    documents: tuple[tuple[Kind, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    breakdown: str = ""
    remarks: tuple[str, ...] = ()  # what happened on the way
    refusal: str = ""


#: Seconds by stage.
_Times: TypeAlias = defaultdict[str, float]


@contextmanager
def _timed(stage: str, *shares: _Times) -> Iterator[None]:
    """Add the time that the block takes to this stage, in equal parts to each of ``shares``."""
    start = perf_counter()
    try:
        yield
    finally:
        end = perf_counter()
        for times in shares:
            times[stage] += (end - start) / len(shares)


#: What is made of several SOPs at once: geometry, and flow and diagram as far as Graphviz drew them all.
_Sketch: TypeAlias = "tuple[Scene, Drawn | None, bytes | None]"


def run_jobs(jobs: tuple[Job, ...]) -> tuple[JobResult, ...]:
    """The products of several jobs, in order, all their flows drawn by one Graphviz process; see :func:`run_job`."""
    times = [_Times(float) for _ in jobs]
    sketches: dict[int, _Sketch] = {}
    if len(jobs) > 1:
        with suppress(Exception):
            sketches = _sketch(jobs, times)
    return tuple(_product(job, times[index], sketches.get(index)) for index, job in enumerate(jobs))


def run_job(job: Job) -> JobResult:
    """Lay the SOP out once and make every kind of document that is asked for; bytes depend on the job alone.

    An SOP that cannot be laid out or printed comes back with its findings, or with the traceback of what went wrong in
    the program, and without documents. Raises only what is wrong with the machine: LibraryMissingError, and
    ModuleNotFoundError of a package.
    """
    return _product(job, _Times(float), None)


def _product(job: Job, times: _Times, sketch: _Sketch | None) -> JobResult:
    documents: dict[Kind, bytes] = {}
    findings: tuple[Finding, ...] = ()
    refused = breakdown = ""
    try:
        with collected_at_end():
            documents, findings = _documents(job, times, sketch)
    except FindingsError as error:
        findings = error.findings
    except (LibraryMissingError, ModuleNotFoundError):
        raise
    except Exception as error:
        refused = refusal(error)
        breakdown = "" if refused else traceback.format_exc()
    made = tuple(documents.items())
    return JobResult(job.sop.source.name, made, findings, tuple(times.items()), breakdown, refusal=refused)


def _sketch(jobs: tuple[Job, ...], times: list[_Times]) -> dict[int, _Sketch]:
    """The sketches of ``jobs`` by index. What fails is left out, to be told where its own SOP is made."""
    from sopgen.builder.graphviz_batch import Flow, draw_together, lay_out_diagram_of

    scenes: dict[int, Scene] = {}
    flows: list[Flow] = []
    for index, job in enumerate(jobs):
        with _timed("tata letak", times[index]), suppress(Exception):
            scenes[index] = lay_out(job.sop, job.institution)
    for index, scene in scenes.items():
        job = jobs[index]
        with _timed("SVG", times[index]):
            diagram = lay_out_diagram_of(job.sop) if Kind.SVG in job.kinds else None
        flows.append((job.sop, scene if PRINTED & set(job.kinds) else None, diagram))
    with _timed("gambar", *(times[index] for index in scenes)):
        drawings = draw_together(flows)
    return {index: (scene, *drawn) for (index, scene), drawn in zip(scenes.items(), drawings, strict=True)}


def _documents(job: Job, times: _Times, sketch: _Sketch | None) -> tuple[dict[Kind, bytes], tuple[Finding, ...]]:
    """The documents in the order of ``job.kinds``, and what is wrong with own templates that keeps others away."""
    made: dict[Kind, bytes] = {}
    found: list[Finding] = []
    if sketch is None:
        with _timed("tata letak", times):
            sketch = (lay_out(job.sop, job.institution), None, None)
    scene, drawn, diagram = sketch
    if PRINTED & set(job.kinds):
        if drawn is None:
            with _timed("gambar", times):
                drawn = _drawings(job, scene)
        with _timed("PDF", times), _made_without(found):
            made.update(_pdfs(job, scene, drawn))
    if Kind.DOCX in job.kinds:
        from sopgen.render.docx.document import render

        with _timed("DOCX", times), _made_without(found):
            made[Kind.DOCX] = render(job.sop, job.institution, scene, job.root)
    if Kind.WORD in job.kinds:
        from sopgen.book.docx.part import make_word_part
        from sopgen.book.packing import pack

        with _timed("bagian Word", times), _made_without(found):
            made[Kind.WORD] = pack(make_word_part(job.sop, job.institution, scene, job.root))
    if Kind.SVG in job.kinds:
        with _timed("SVG", times):
            made[Kind.SVG] = diagram or _svg(job, scene, drawn)
    return {kind: made[kind] for kind in job.kinds if kind in made}, tuple(dict.fromkeys(found))


@contextmanager
def _made_without(found: list[Finding]) -> Iterator[None]:
    """Where own templates are used: if one is wrong, what is made with it is not, and the rest is."""
    from sopgen.render.own_templates import OwnTemplateError

    try:
        yield
    except OwnTemplateError as error:
        found.extend(error.findings)


def _drawings(job: Job, scene: Scene) -> Drawn:
    from sopgen.render.pdf.document import draw

    return draw(job.sop, scene)


def _pdfs(job: Job, scene: Scene, drawn: Drawn) -> dict[Kind, bytes]:
    """The PDF, the one with links to other SOPs where there are any, and that one taken apart."""
    from sopgen.render.pdf.document import render, render_both

    linked = needs_part(job.sop) and {Kind.PART, Kind.SHEAF} & set(job.kinds)
    if linked:
        alone, part = render_both(job.sop, job.institution, scene, job.root, drawn)
    else:
        alone = part = render(job.sop, job.institution, scene, job.root, drawn=drawn)
    made = {Kind.PDF: alone, Kind.PART: part}
    if Kind.SHEAF in job.kinds:
        from sopgen.book.merge.prepare import prepare
        from sopgen.book.packing import pack

        sheaf = prepare(part, job.sop.nomor)
        made[Kind.SHEAF] = pack(sheaf, len(sheaf.pages))
    return made


def _svg(job: Job, scene: Scene, drawn: Drawn | None) -> bytes:
    """The stand-alone diagram: away from its table it carries the steps' texts itself, if they leave the flow a way.

    A flow too tangled for a diagram in one piece shows the table's own drawings instead: no SOP goes without.
    """
    from sopgen.render.diagram import diagram_svg

    for spoken in (True, False):
        with suppress(FindingsError):
            return diagram_svg(job.sop, spoken=spoken)
    from sopgen.render.svg.stack import stack

    return stack(scene.pages, (drawn or _drawings(job, scene)).pages)
