"""What the gallery shows of one SOP: its pages as pictures, its measures, and where gates are broken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pymupdf

from sopgen.findings import FindingsError
from sopgen.flow.make_flow import build
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame
from sopgen.layout.scene import FlowPage, FormPage, Scene
from sopgen.layout.style import STYLE
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.diagram import diagram_svg
from sopgen.render.pdf.document import render
from tests.gallery.doubts import doubts
from tests.layout.gates import violations
from tests.layout.measures import Measures, of_pages

DPI = 110


@dataclass(frozen=True, slots=True)
class Mark:
    """A broken gate, or a doubt: what it is, and where on the page in per cent."""

    text: str
    left: float
    top: float
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page's picture; ``digest`` tells whether it is the same as another gallery's."""

    number: int
    file: str
    digest: str
    marks: tuple[Mark, ...]
    is_flow: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One SOP of one project. ``messages`` are findings when it could not be drawn."""

    name: str
    title: str
    pages: tuple[Page, ...]
    diagram: str | None
    measures: Measures
    messages: tuple[str, ...] = ()

    @property
    def violations(self) -> int:
        """How many gates are broken on all pages."""
        return sum(not mark.doubt for page in self.pages for mark in page.marks)

    @property
    def doubts(self) -> int:
        """How many places are worth a look though no gate is broken."""
        return sum(mark.doubt for page in self.pages for mark in page.marks)

    @property
    def record(self) -> dict[str, Any]:
        """What another gallery compares itself with."""
        return {"measures": asdict(self.measures), "pages": {page.file: page.digest for page in self.pages}}


def all_shown(root: Path, folder: Path) -> Iterator[Shown]:
    """Every SOP of the office and of all cases; pictures are written into ``folder``."""
    cases = sorted(path.parent for path in (root / "tests" / "cases").glob("*/sop_sources"))
    for project_folder in (root, *cases):
        project = load(project_folder)
        label = "kantor" if project_folder == root else project_folder.name
        for sop in project.sops:
            stem = Path(sop.source.name).with_suffix("").relative_to("sop_sources").as_posix().replace("/", "-")
            yield _shown(sop, project, project_folder, label if stem == "sop" else f"{label}-{stem}", folder)


def _shown(sop: Sop, project: Project, root: Path, name: str, folder: Path) -> Shown:
    assert project.institution is not None
    try:
        scene = lay_out(sop, project.institution)
        pdf = render(sop, project.institution, scene, root)
        (folder / f"{name}.svg").write_bytes(diagram_svg(sop, spoken=True))
    except FindingsError as error:
        return Shown(name, sop.title, (), None, Measures(), tuple(finding.message for finding in error.findings))
    marks = _marks(sop, scene)
    planned = (*scene.form, *scene.pages)
    pages = [
        _picture(picture, page, marks, folder / f"{name}-{page.number}.png")
        for picture, page in zip(pymupdf.open(stream=pdf), planned, strict=True)
    ]
    total = of_pages(scene.pages)
    return Shown(name, sop.title, tuple(pages), f"{name}.svg", total)


def _picture(page: Any, planned: FormPage | FlowPage, marks: dict[int, list[Mark]], file: Path) -> Page:
    content = page.get_pixmap(dpi=DPI).tobytes("png")
    file.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()[:16]
    found = tuple(marks.get(planned.number, ()))
    return Page(planned.number, file.name, digest, found, isinstance(planned, FlowPage))


def _marks(sop: Sop, scene: Scene) -> dict[int, list[Mark]]:
    """Broken gates by page number."""
    marks: dict[int, list[Mark]] = {}
    for index, section in enumerate(sop.sections):
        pages = [page for page in scene.pages if page.section_index == index and page.rows]
        drawings = [Drawing(page.symbols, page.edges, page.labels) for page in pages]
        frames = [Frame(page.number, page.actor_columns, page.rows) for page in pages]
        for found in violations(drawings, build(section, sop.format), frames, STYLE):
            page = next(page for page in pages if page.number == found.page)
            mark = Mark(str(found), 100 * found.at[0] / page.width, 100 * found.at[1] / page.height)
            marks.setdefault(found.page, []).append(mark)
    for page in scene.pages:
        for text, at in doubts(page):
            mark = Mark(text, 100 * at[0] / page.width, 100 * at[1] / page.height, doubt=True)
            marks.setdefault(page.number, []).append(mark)
    return marks
