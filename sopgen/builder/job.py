"""One SOP from the model to its documents' bytes: the unit of work of a build, with no file written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from sopgen.builder.request import PRINTED, PUBLIC_KINDS, Kind, needs_part
from sopgen.findings import Finding, FindingsError, LibraryMissingError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.garbage import collected_at_end
from sopgen.system_errors import refusal_or_traceback

if TYPE_CHECKING:
    from sopgen.render.pdf.document import Drawn


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of one SOP. ``root`` is the project folder, for its own templates.

    ``bound``: what the hidden kinds are made of, where that is another one: while a revision is being written, the
    SOP that is in force.
    """

    sop: Sop
    institution: Institution
    kinds: tuple[Kind, ...]
    root: Path
    bound: Sop | None = None

    @property
    def parts(self) -> tuple[Job, ...]:
        """The same as jobs of one SOP each."""
        if self.bound is None:
            return (self,)
        hidden = tuple(kind for kind in self.kinds if kind not in PUBLIC_KINDS)
        shown = tuple(kind for kind in self.kinds if kind in PUBLIC_KINDS)
        both = (replace(self, kinds=shown, bound=None), replace(self, sop=self.bound, kinds=hidden, bound=None))
        return tuple(part for part in both if part.kinds)


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
            for part in job.parts:
                made, found = _documents(part, times, sketch if part is job else None)
                documents, findings = {**documents, **made}, (*findings, *found)
    except FindingsError as error:
        findings = error.findings
    except (LibraryMissingError, ModuleNotFoundError):
        raise
    except Exception as error:
        refused, breakdown = refusal_or_traceback(error)
    done = tuple(documents.items())
    return JobResult(job.sop.source.name, done, findings, tuple(times.items()), breakdown, refusal=refused)


def _sketch(jobs: tuple[Job, ...], times: list[_Times]) -> dict[int, _Sketch]:
    """The sketches of ``jobs`` by index. What fails is left out, to be told where its own SOP is made."""
    from sopgen.builder.graphviz_batch import Flow, draw_together, lay_out_diagram_of

    scenes: dict[int, Scene] = {}
    flows: list[Flow] = []
    for index, job in enumerate(jobs):
        if job.bound is not None or job.sop.enactments:
            continue  # little of it is drawn
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
    if job.sop.enactments:
        return _documents_of_enacted(job, times)
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
    others, more = _documents_of_scene(job, times, scene)
    made |= others
    if Kind.SVG in job.kinds:
        with _timed("SVG", times):
            made[Kind.SVG] = diagram or _svg(job, scene, drawn)
    return {kind: made[kind] for kind in job.kinds if kind in made}, tuple(dict.fromkeys((*found, *more)))


def _documents_of_enacted(job: Job, times: _Times) -> tuple[dict[Kind, bytes], tuple[Finding, ...]]:
    """The documents of an enacted SOP: its PDF is there, only the others are made, of what its source said.

    What keeps these from being made keeps nobody from that PDF.
    """
    with _timed("PDF", times):
        made = _kept_pdfs(job) if PRINTED & set(job.kinds) else {}
    found: tuple[Finding, ...] = ()
    if set(job.kinds) - PRINTED:
        try:
            with _timed("tata letak", times):
                scene = lay_out(job.sop, job.institution)
            others, found = _documents_of_scene(job, times, scene)
            made |= others
            if Kind.SVG in job.kinds:
                with _timed("SVG", times):
                    made[Kind.SVG] = _svg(job, scene, None)
        except FindingsError as error:
            found = error.findings
    return {kind: made[kind] for kind in job.kinds if kind in made}, found


def _kept_pdfs(job: Job) -> dict[Kind, bytes]:
    """The PDF that was enacted, of a withdrawn SOP stamped; and as booklet and letters take it in."""
    from sopgen.book.kept.documents import bound_pdf, enacted_pdf, is_stamped, withdrawn_pdf

    sop, made = job.sop, {}
    if Kind.PDF in job.kinds:
        alone = is_stamped(sop)
        made[Kind.PDF] = withdrawn_pdf(bound_pdf(sop), sop, job.institution, job.root) if alone else enacted_pdf(sop)
    if {Kind.PART, Kind.SHEAF} & set(job.kinds):
        made[Kind.PART] = bound_pdf(sop)
        made |= _sheaf(job, made[Kind.PART])
    return made


def _documents_of_scene(job: Job, times: _Times, scene: Scene) -> tuple[dict[Kind, bytes], tuple[Finding, ...]]:
    """The Word documents that are asked for."""
    made: dict[Kind, bytes] = {}
    found: list[Finding] = []
    if Kind.DOCX in job.kinds:
        from sopgen.render.docx.document import render

        with _timed("DOCX", times), _made_without(found):
            made[Kind.DOCX] = render(job.sop, job.institution, scene, job.root)
    if Kind.WORD in job.kinds:
        from sopgen.book.docx.part import make_word_part
        from sopgen.book.packing import pack

        with _timed("bagian Word", times), _made_without(found):
            made[Kind.WORD] = pack(make_word_part(job.sop, job.institution, scene, job.root))
    return made, tuple(found)


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
    if Kind.PDF in job.kinds and job.sop.pencabutan is not None:
        from sopgen.book.kept.documents import is_stamped, withdrawn_pdf

        if is_stamped(job.sop):
            alone = withdrawn_pdf(alone, job.sop, job.institution, job.root)
    return {Kind.PDF: alone, Kind.PART: part, **_sheaf(job, part)}


def _sheaf(job: Job, part: bytes) -> dict[Kind, bytes]:
    """A PDF taken apart for the booklet, where that is asked for."""
    if Kind.SHEAF not in job.kinds:
        return {}
    from sopgen.book.merge.prepare import prepare
    from sopgen.book.packing import pack

    sheaf = prepare(part, job.sop.nomor)
    return {Kind.SHEAF: pack(sheaf, len(sheaf.pages))}


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
