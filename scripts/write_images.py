"""The README's pictures of real pages, into docs/images/: run by ``make images``."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from sopgen.builder.order import Kind
from sopgen.builder.product import Job, Product, produce
from sopgen.model.load import load

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
README_DPI = 100


def products(folder: Path, kinds: tuple[Kind, ...] = (Kind.PDF,)) -> list[Product]:
    """The documents of one project folder's SOPs, or what keeps them from being made."""
    project = load(folder)
    if project.institution is None:
        raise SystemExit(f"{folder}: instansi.yaml")
    return [produce(Job(sop, project.institution, kinds, folder)) for sop in project.sops]


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
