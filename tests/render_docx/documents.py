"""The documents that the DOCX tests look at: every case on disk and the real SOPs, each laid out and written once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.docx.document import render

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
#: The folder that holds ``sop_sources/`` by a case's name; the real SOPs are the case "sop_sources".
FOLDERS = {"sop_sources": ROOT} | {
    folder.name: folder for folder in sorted(CASES.iterdir()) if (folder / "sop_sources").is_dir()
}


@dataclass(frozen=True)
class Made:
    """One SOP with all that became of it."""

    name: str
    root: Path
    sop: Sop
    institution: Institution
    scene: Scene
    docx: bytes


@cache
def project(case: str) -> Project:
    """The project of a case."""
    return load(FOLDERS[case])


@cache
def made(case: str) -> tuple[Made, ...]:
    """Every SOP of a case that can be built."""
    root, found = FOLDERS[case], project(case)
    assert found.institution is not None
    results = []
    for sop in found.sops:
        scene = lay_out(sop, found.institution)
        docx = render(sop, found.institution, scene, root)
        results.append(Made(f"{case}-{Path(sop.source.name).stem}", root, sop, found.institution, scene, docx))
    return tuple(results)


def makro() -> Made:
    """The real makro SOP: three pages, decisions, connectors, joined symbols."""
    return next(document for document in made("sop_sources") if document.sop.nomor == "OT.01.02-043-097.Set.PO")
