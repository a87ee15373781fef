"""The same pages as a plain WeasyPrint user would make them: one HTML file, the same texts and tables, no flow."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from weasyprint import HTML

from sopgen.model.institution import Institution
from sopgen.model.sop import Sop


@cache
def template() -> Template:
    """The plain template."""
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("bare.html.j2")


def render(sop: Sop, institution: Institution) -> bytes:
    """The SOP's form and table, tagged and archival as sopgen's own PDF is, but without any drawing."""
    related = tuple(entry.text for entry in sop.keterkaitan)
    boxes = (
        (("Dasar Hukum", sop.dasar_hukum), ("Kualifikasi Pelaksana", sop.kualifikasi_pelaksana)),
        (("Keterkaitan", related), ("Peralatan/perlengkapan", sop.peralatan)),
        (("Peringatan", sop.peringatan), ("Pencatatan dan pendataan", sop.pencatatan)),
    )
    html = template().render(sop=sop, institution=institution, boxes=boxes)
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/a-3a"))
