"""The SOPs that rendering is tested on: every case on disk and the office's own sources, rendered once a session."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.pdf.document import render_both
from tests.readback.texts import packed_page

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"


@dataclass(frozen=True)
class Rendered:
    """One SOP with all that was made of it; ``part`` is the PDF with links."""

    root: Path
    sop: Sop
    institution: Institution
    scene: Scene
    pdf: bytes
    part: bytes

    @cached_property
    def document(self) -> Any:
        """The PDF opened with pymupdf."""
        return pymupdf.open(stream=self.pdf)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Each page's texts, packed."""
        return tuple(packed_page(page) for page in self.document)


@lru_cache(maxsize=256)
def rendered(root: Path, file: str) -> Rendered:
    """The SOP in ``file`` of the project at ``root``, rendered."""
    project = load(root)
    sop = next(sop for sop in project.sops if sop.source.name == file)
    assert project.institution is not None
    scene = lay_out(sop, project.institution)
    return Rendered(root, sop, project.institution, scene, *render_both(sop, project.institution, scene, root))


@cache
def _sops() -> tuple[tuple[Path, str], ...]:
    """The project and file of every SOP."""
    roots = (ROOT, *sorted(folder for folder in CASES.iterdir() if (folder / "sop_sources").is_dir()))
    return tuple((root, sop.source.name) for root in roots for sop in load(root).sops)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``each`` runs for every SOP."""
    if "each" in metafunc.fixturenames:
        found = _sops()
        names = [f"{root.name}/{Path(file).stem}" for root, file in found]
        metafunc.parametrize("each", found, ids=names, indirect=True)


@pytest.fixture
def each(request: pytest.FixtureRequest) -> Rendered:
    """One of all SOPs, rendered."""
    return rendered(*request.param)


@pytest.fixture
def makro() -> Rendered:
    """The makro SOP of the office."""
    return rendered(ROOT, "sop_sources/biro-po/makro-laporan-kinerja.yaml")
