"""One SOP from the model to its documents' bytes: the unit of work of a build, with no file written."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sopgen.builder.order import PRINTED, Kind, needs_part
from sopgen.findings import Finding, FindingsError
from sopgen.layout.fonts import LibraryMissingError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.garbage import collected_at_end

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


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is made of several SOPs at once: geometry, and drawings as far as Graphviz made them all."""

    scene: Scene
    drawn: Drawn | None = None
    diagram: bytes | None = None


def produce_together(jobs: tuple[Job, ...]) -> tuple[Product, ...]:
    """The products of several jobs, in order, all their flows drawn by one Graphviz process; see :func:`produce`."""
    clocks = [_Clock() for _ in jobs]
    sketches = _sketch(jobs, clocks) if len(jobs) > 1 else {}
    return tuple(
        _product(job, clock, sketches.get(index)) for index, (job, clock) in enumerate(zip(jobs, clocks, strict=True))
    )


def produce(job: Job) -> Product:
    """Lay the SOP out once and make every kind of document that is asked for; bytes depend on the job alone.

    An SOP that cannot be laid out or printed comes back with its findings, or with the traceback of what went wrong in
    the program, and without documents. Raises only what is wrong with the machine: LibraryMissingError, and
    ModuleNotFoundError of a package.
    """
    return _product(job, _Clock(), None)


def _product(job: Job, clock: _Clock, sketch: _Sketch | None) -> Product:
    name = job.sop.source.name
    try:
        with collected_at_end():
            documents = _documents(job, clock, sketch)
    except FindingsError as error:
        return Product(name, (), error.findings, tuple(clock.seconds.items()))
    except (LibraryMissingError, ModuleNotFoundError):
        raise
    except Exception:
        return Product(name, seconds=tuple(clock.seconds.items()), breakdown=traceback.format_exc())
    return Product(name, tuple(documents.items()), (), tuple(clock.seconds.items()))


def _sketch(jobs: tuple[Job, ...], clocks: list[_Clock]) -> dict[int, _Sketch]:
    """The sketches of ``jobs`` by index. What fails is left out, to be told where its own SOP is made."""
    from sopgen.builder.sketches import Flow, draw_together, lay_out_diagram_of

    scenes: dict[int, Scene] = {}
    flows: list[Flow] = []
    for index, job in enumerate(jobs):
        with clocks[index].stage("tata letak"), suppress(Exception):
            scenes[index] = lay_out(job.sop, job.institution)
    for index, scene in scenes.items():
        job = jobs[index]
        with clocks[index].stage("SVG"):
            diagram = lay_out_diagram_of(job.sop) if Kind.SVG in job.kinds else None
        flows.append((job.sop, scene if PRINTED & set(job.kinds) else None, diagram))
    with _shared([clocks[index] for index in scenes], "gambar"):
        drawings = draw_together(flows)
    return {index: _Sketch(scene, *drawn) for (index, scene), drawn in zip(scenes.items(), drawings, strict=True)}


@contextmanager
def _shared(clocks: list[_Clock], stage: str) -> Iterator[None]:
    """Share the time of the block among ``clocks``."""
    start = perf_counter()
    yield
    for clock in clocks:
        clock.seconds[stage] = clock.seconds.get(stage, 0.0) + (perf_counter() - start) / len(clocks)


def _documents(job: Job, clock: _Clock, sketch: _Sketch | None) -> dict[Kind, bytes]:
    """The documents in the order of ``job.kinds``."""
    made: dict[Kind, bytes] = {}
    if sketch is None:
        with clock.stage("tata letak"):
            sketch = _Sketch(lay_out(job.sop, job.institution))
    scene, drawn = sketch.scene, sketch.drawn
    if drawn is None and PRINTED & set(job.kinds):
        with clock.stage("gambar"):
            drawn = _drawings(job, scene)
    if drawn and PRINTED & set(job.kinds):
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
            made[Kind.SVG] = sketch.diagram or _svg(job, scene, drawn)
    return {kind: made[kind] for kind in job.kinds}


def _drawings(job: Job, scene: Scene) -> Drawn:
    from sopgen.render.pdf import draw

    return draw([(job.sop, scene)])[0]


def _pdfs(job: Job, scene: Scene, drawn: Drawn) -> dict[Kind, bytes]:
    """The PDF, the one with links to other SOPs where there are any, and that one taken apart."""
    from sopgen.render.pdf import render, render_both

    linked = needs_part(job.sop) and {Kind.PART, Kind.SHEAF} & set(job.kinds)
    if linked:
        alone, part = render_both(job.sop, job.institution, scene, job.root, drawn)
    else:
        alone = part = render(job.sop, job.institution, scene, job.root, drawn=drawn)
    made = {Kind.PDF: alone, Kind.PART: part}
    if Kind.SHEAF in job.kinds:
        from sopgen.book.merge.prepare import prepare
        from sopgen.book.merge.sheaf import pack

        made[Kind.SHEAF] = pack(prepare(part, job.sop.nomor))
    return made


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
