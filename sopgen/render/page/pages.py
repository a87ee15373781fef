"""All pages of an SOP as SVG or PNG."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from lxml import etree

from sopgen.layout.placing.form import FormLines
from sopgen.layout.placing.lines import Typesetter
from sopgen.layout.placing.table import TableLines
from sopgen.layout.scene import FlowPage, FormPage, Scene
from sopgen.layout.style import style_of
from sopgen.layout.text.fonts import font_file
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.font_names import name_in_file, with_substitutes
from sopgen.render.logo import PNG_START, logo_bytes
from sopgen.render.page.flow import draw_flow
from sopgen.render.page.form import draw_box, draw_identity
from sopgen.render.page.frame import Paper
from sopgen.render.page.table import draw_foot, draw_table

_MM_PER_INCH = 25.4


def page_svgs(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None = None, families: str = ""
) -> tuple[bytes, ...]:
    """Each page as an SVG document of its own size (mm), form first; ``root`` is the project folder.

    ``families`` are the typeface's names in CSS, when others than the SOP's own and its substitutes are wanted.
    Raises FindingsError (E352) when the logo cannot be read.
    """
    setter = Typesetter(sop.format.huruf, style_of(sop.format))
    paper = Paper(sop, setter, families or with_substitutes(sop.format.huruf), scene.page_count)
    form = FormLines(setter, scene.form_pt)
    logo = _embedded(logo_bytes(institution, root)) if any(page.identity for page in scene.form) else ""
    told = f"Logo {institution.at(sop.newest_day).singkatan or institution.nama}"
    drawn = [_form_page(page, paper, form, logo, told) for page in scene.form]
    drawn += [_flow_page(page, paper, TableLines(setter, scene.table_pt)) for page in scene.pages]
    return tuple(etree.tostring(each, encoding="utf-8", xml_declaration=True) for each in drawn)


def page_pngs(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None = None, dpi: float = 130.0
) -> tuple[bytes, ...]:
    """Each page as a PNG, at ``dpi``, in the face that the PDF is written in. Raises FindingsError (E352)."""
    import resvg_py

    files = [font_file(sop.format.huruf, bold).path for bold in (False, True)]
    sheets = zip((*scene.form, *scene.pages), page_svgs(sop, institution, scene, root, name_in_file(files[0])))
    return tuple(
        bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg.decode(), dpi=96, width=round(page.width / _MM_PER_INCH * dpi), font_files=files
            )
        )
        for page, svg in sheets
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
    draw_table(root, page, steps, lines)
    if page.rows:
        draw_flow(root, page, steps, paper.style)
    draw_foot(root, page, lines)
    return root


def _embedded(picture: bytes) -> str:
    """A picture as an address that holds it."""
    kind = "image/png" if picture.startswith(PNG_START) else "image/svg+xml"
    return f"data:{kind};base64,{b64encode(picture).decode()}"
