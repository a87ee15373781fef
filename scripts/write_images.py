"""The pictures of real pages in README and guide, into docs/images/: run by ``make images``."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from sopgen.builder.change_proposal import proposal_pdf, versions
from sopgen.builder.job import Job, JobResult, run_job
from sopgen.builder.request import Kind
from sopgen.layout.swimlane.diagram import Around
from sopgen.model.load import load
from sopgen.render.diagram_png import Pixels, diagram_png

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
README_DPI = 100
DIAGRAM = "groups"  # the case that is drawn without its table
#: What is proposed in the picture of a proposal: what stands in the source, and what is to stand there.
PROPOSED = (
    ("tanggal_efektif: 2018-05-02", "tanggal_efektif: 2019-02-01"),
    ("waktu: 120 Menit", "waktu: 90 Menit"),
    ("kepada Kabag Perencanaan\n", "kepada Kabag Perencanaan untuk dikoreksi\n"),
    ("  - Telepon, Faksimile, dsb\n", "  - Telepon dan surel\n  - Ruang rapat\n"),
    ("    tidak: reviu ", "    tidak: 4 "),
)


def products(folder: Path, kinds: tuple[Kind, ...] = (Kind.PDF,)) -> list[JobResult]:
    """The documents of one project folder's SOPs, or what keeps them from being made."""
    project = load(folder)
    if project.institution is None:
        raise SystemExit(f"{folder}: instansi.yaml")
    return [run_job(Job(sop, project.institution, kinds, folder)) for sop in project.sops]


def pictures(pdf: bytes, prefix: Path, dpi: int) -> list[Path]:
    """One PNG a page, named ``<prefix>-<page>.png``."""
    prefix.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", file.name, str(prefix)], check=True)
    return sorted(prefix.parent.glob(f"{prefix.name}-*.png"))


def make_readme_pictures() -> None:
    """Form and flow pages of the first SOP of the office, and the last of them as LibreOffice shows the DOCX."""
    product = products(ROOT, (Kind.PDF, Kind.DOCX))[0]
    name = Path(product.source).stem
    documents = dict(product.documents)
    pages = pictures(documents[Kind.PDF], IMAGES / name, README_DPI)
    office = pictures(through_libreoffice(documents[Kind.DOCX]), IMAGES / f"{name}-docx", README_DPI)
    for path in office[:-1]:
        path.unlink()
    for path in (*pages, office[-1]):
        print(path.relative_to(ROOT))


def make_proposal_picture() -> None:
    """The sheet that goes with a proposal to change the office's other SOP."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "sop_sources", folder / "sop_sources")
        old = load(folder)
        sop = old.sops[-1]
        text = sop.source.text
        for before, after in PROPOSED:
            if before not in text:
                raise SystemExit(f"{sop.source.name}: {before}")
            text = text.replace(before, after, 1)
        sop.source.file.write_text(text, encoding="utf-8")
        both = versions(sop, load(folder).sops[-1], "versi 2 Mei 2018", "versi yang diusulkan")
        (path,) = pictures(proposal_pdf(both, old), IMAGES / "usulan-perubahan", README_DPI)
        print(path.relative_to(ROOT))


def make_diagram_picture() -> None:
    """A flow without its table, as a picture for a slide."""
    (sop,) = load(ROOT / "tests" / "cases" / DIAGRAM).sops
    path = IMAGES / "diagram-alur.png"
    path.write_bytes(diagram_png(sop, spoken=True, size=Pixels(width=1100), around=Around(legend=True)))
    print(path.relative_to(ROOT))


def through_libreoffice(docx: bytes) -> bytes:
    """The DOCX as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sop.docx"
        path.write_bytes(docx)
        profile = f"-env:UserInstallation=file://{folder}/profil"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        return path.with_suffix(".pdf").read_bytes()


if __name__ == "__main__":
    make_readme_pictures()
    make_proposal_picture()
    make_diagram_picture()
