"""Pictures of real pages: every page of every case into build/galeri/, or the README's pictures into docs/images/.

python scripts/gallery.py             # build/galeri/index.html
python scripts/gallery.py --readme    # docs/images/*.png
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from html import escape
from pathlib import Path

from sopgen.builder.order import Kind
from sopgen.builder.product import Job, Product, produce
from sopgen.model.load import load

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "build" / "galeri"
IMAGES = ROOT / "docs" / "images"
GALLERY_DPI = 80
README_DPI = 100
PAGE_HEAD = '<!doctype html><html lang="id"><meta charset="utf-8"><title>Galeri sopgen</title>'
STYLE = "<style>body{font-family:sans-serif;margin:2em}img{border:1px solid #999;margin:.5em;width:46%}</style>"


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


def make_gallery() -> None:
    """Every page of the office's SOPs and of all cases, and an index of them."""
    folders = [ROOT, *sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/sop_sources"))]
    lines = [PAGE_HEAD, STYLE]
    for folder in folders:
        for product in products(folder):
            name = f"{folder.name if folder != ROOT else 'kantor'}-{Path(product.source).stem}"
            lines.append(f"<h2>{escape(name)}</h2>")
            lines += [f"<p>{escape(finding.message)}</p>" for finding in product.findings]
            for _, pdf in product.documents:
                lines += [f'<img src="{path.name}" alt="">' for path in pictures(pdf, GALLERY / name, GALLERY_DPI)]
            print(name)
    (GALLERY / "index.html").write_text("\n".join(lines), encoding="utf-8")
    print(GALLERY / "index.html")


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true")
    if parser.parse_args().readme:
        make_readme_pictures()
    else:
        make_gallery()
