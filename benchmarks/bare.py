"""The same pages as a plain WeasyPrint user would make them: one HTML file, the same texts and tables, no flow."""

from __future__ import annotations

from collections.abc import Sequence
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
    return bytes(HTML(string=markup(sop, institution)).write_pdf(pdf_variant="pdf/a-3a"))


def render_all(sops: Sequence[Sop], institution: Institution) -> bytes:
    """All SOPs as one document, which is how a booklet would be made without merging."""
    first, *others = (markup(sop, institution) for sop in sops)
    bodies = (other.partition("<body>")[2].partition("</body>")[0] for other in others)
    breaks = "".join(f'<div style="break-before: page"></div>{body}' for body in bodies)
    whole = first.replace("</body>", f"{breaks}</body>")
    return bytes(HTML(string=whole).write_pdf(pdf_variant="pdf/a-3a"))


def markup(sop: Sop, institution: Institution) -> str:
    """The SOP as plain HTML."""
    related = tuple(entry.text for entry in sop.keterkaitan)
    boxes = (
        (("Dasar Hukum", sop.dasar_hukum), ("Kualifikasi Pelaksana", sop.kualifikasi_pelaksana)),
        (("Keterkaitan", related), ("Peralatan/perlengkapan", sop.peralatan)),
        (("Peringatan", sop.peringatan), ("Pencatatan dan pendataan", sop.pencatatan)),
    )
    return template().render(sop=sop, institution=institution, boxes=boxes)
