"""All pages of an SOP as SVG, as one HTML document, or as pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Container
from functools import partial
from pathlib import Path

from lxml import etree

from sopgen.layout.placing.form import FormLines
from sopgen.layout.placing.lines import Typesetter
from sopgen.layout.placing.table import TableLines
from sopgen.layout.scene import FlowPage, FormPage, Scene
from sopgen.layout.style import page_mm, style_of
from sopgen.layout.text.fonts import font_file
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.font_names import measured_first, name_in_file
from sopgen.render.logo import PNG_START, logo_bytes
from sopgen.render.page.document import html_document
from sopgen.render.page.flow import draw_flow
from sopgen.render.page.form import draw_box, draw_identity
from sopgen.render.page.frame import LETTERS, Paper
from sopgen.render.page.parts import DrawnParts
from sopgen.render.page.table import draw_foot, draw_table
from sopgen.render.svg.other_faces import name_other_faces

_MM_PER_INCH = 25.4


def page_svgs(sop: Sop, institution: Institution, scene: Scene, root: Path | None = None) -> tuple[bytes, ...]:
    """Each page as an SVG document of its own size (mm), form first, that stands alone: its logo is in it.

    ``root`` is the project folder. Raises FindingsError (E352) when the logo cannot be read.
    """
    drawn = draw_pages(sop, institution, scene, embedded_logo(institution, root))
    return tuple(map(_alone, drawn))


def page_html(sop: Sop, institution: Institution, scene: Scene, root: Path | None = None) -> bytes:
    """All pages in one HTML document that stands alone. Raises FindingsError (E352)."""
    pages = draw_pages(sop, institution, scene, embedded_logo(institution, root))
    return html_document(f"SOP {sop.nomor}: {sop.title}", pages)


def page_pngs(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None = None, dpi: float = 130.0
) -> tuple[bytes, ...]:
    """Each page as a PNG, at ``dpi``, in the face that the PDF is written in. Raises FindingsError (E352)."""
    import resvg_py

    files = [font_file(sop.format.huruf, bold).path for bold in (False, True)]
    pages = draw_pages(sop, institution, scene, embedded_logo(institution, root), name_in_file(files[0]))
    for page in pages:
        name_other_faces(page, sop.format.huruf)
    width = round(page_mm(sop.format)[0] / _MM_PER_INCH * dpi)
    return tuple(
        bytes(resvg_py.svg_to_bytes(svg_string=_alone(page).decode(), dpi=96, width=width, font_files=files))
        for page in pages
    )


def _alone(page: etree._Element) -> bytes:
    """A page as a document that needs no style sheet."""
    page.set("style", LETTERS)
    return bytes(etree.tostring(page, encoding="utf-8", xml_declaration=True))


def draw_pages(
    sop: Sop,
    institution: Institution,
    scene: Scene,
    logo: str,
    families: str = "",
    wanted: Container[int] | None = None,
    parts: DrawnParts | None = None,
) -> tuple[etree._Element, ...]:
    """Each page as an element for a document whose style sheet says :data:`~sopgen.render.page.frame.LETTERS`.

    Nothing in it is style or script, so the strictest content security policy lets it pass. ``logo`` is the address of
    the picture; ``families`` are the typeface's names in CSS, when others are wanted than the face that was measured,
    the SOP's own and its substitutes. ``wanted`` are the numbers of the only pages to draw. Whoever draws
    the same SOP again and again hands over one ``parts`` each time.
    """
    setter = Typesetter(sop.format.huruf, style_of(sop.format))
    families = families or measured_first(sop.format.huruf)
    paper = Paper(sop, setter, families, scene.page_count, parts or DrawnParts())
    office = institution.at(sop.newest_day)
    told, form = f"Logo {office.singkatan or office.nama}", FormLines(setter, scene.form_pt)
    table = TableLines(setter, scene.table_pt)
    return (
        *(_form_page(page, paper, form, logo, told) for page in scene.form if wanted is None or page.number in wanted),
        *(_flow_page(page, paper, table) for page in scene.pages if wanted is None or page.number in wanted),
    )


def _form_page(page: FormPage, paper: Paper, lines: FormLines, logo: str, told: str) -> etree._Element:
    root = paper.sheet(page)
    if page.identity is not None:
        draw_identity(root, page.identity, lines, logo, told)
    for box in page.boxes:
        draw_box(root, box, lines)
    return root


def _flow_page(page: FlowPage, paper: Paper, lines: TableLines) -> etree._Element:
    root, steps = paper.sheet(page), paper.sop.sections[page.section_index].path
    draw_table(root, page, paper.sop, lines, paper.parts)
    if page.rows:
        basis = (page.symbols, page.edges, page.labels, steps, paper.style)
        paper.parts.draw(
            root, page.number, "flow", basis, partial(draw_flow, page=page, steps=steps, style=paper.style)
        )
    draw_foot(root, page, lines)
    return root


def embedded_logo(institution: Institution, root: Path | None) -> str:
    """The office's logo as an address that holds it. Raises FindingsError (E352)."""
    picture = logo_bytes(institution, root)
    kind = "image/png" if picture.startswith(PNG_START) else "image/svg+xml"
    return f"data:{kind};base64,{b64encode(picture).decode()}"
