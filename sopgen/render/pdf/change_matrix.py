"""The sheet that goes with a proposal to change an SOP: what it said, what it is to say, side by side.

One page as long as the text can be read in it: the size shrinks step by step, and only when the smallest would not
do does the sheet get further pages, at a comfortable size and with the heading repeated.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sopgen.layout.style import PAPER_MM
from sopgen.model.institution import Institution
from sopgen.render.change_matrix import Matrix
from sopgen.render.logo import logo_bytes
from sopgen.render.own_templates import Folders, hold_to_length, own_files
from sopgen.render.pdf.url_fetcher import SCHEME
from sopgen.render.templates import css_string, environment, template_folders

if TYPE_CHECKING:
    from sopgen.render.pdf import engine
    from sopgen.render.pdf.weasyprint import Document

#: Sizes of the table's text in points, tried in order for a single page.
SIZES_PT = (9.5, 8.75, 8.0, 7.25)
#: The size when one page is not enough.
LONG_PT = 8.75
#: Shrinking from the largest size to the smallest saves at most one page of two.
_MOST_TO_SHRINK = 2
_LOGO = "logo"
_SHEET, _STYLE_SHEET = "pdf/diff.html.j2", "pdf/diff.css.j2"


def render_matrix(matrix: Matrix, institution: Institution, root: Path | None = None) -> bytes:
    """The sheet as PDF/A-3a and PDF/UA-1, landscape on the institution's paper, both sources attached.

    Raises ``engine.LoggedError`` for whatever the PDF writer finds amiss, such as a glyph that the font lacks.
    """
    from sopgen.render.pdf import engine  # late: WeasyPrint takes half a second to import

    document = _fitted(matrix, institution, root)
    day = matrix.day or engine.NO_DATE
    title = f"Matriks perubahan {matrix.nomor} {matrix.title}"
    about = engine.About(matrix.nomor, title, institution.nama, matrix.summary, day, day)
    enclosures = (
        engine.Enclosure("semula.yaml", matrix.old.source, f"Sumber SOP, {matrix.old.name}"),
        engine.Enclosure("menjadi.yaml", matrix.new.source, f"Sumber SOP, {matrix.new.name}"),
    )
    return engine.write(document, about, enclosures)


def _fitted(matrix: Matrix, institution: Institution, root: Path | None) -> Document:
    """The sheet at the largest size at which it is one page; at ``LONG_PT`` when there is none."""
    from sopgen.render.pdf import engine

    for size in SIZES_PT:
        document = engine.typeset(_markup(matrix, institution, root, size))
        if len(document.pages) == 1:
            return document
        if len(document.pages) > _MOST_TO_SHRINK:
            break
    return engine.typeset(_markup(matrix, institution, root, LONG_PT))


def _markup(matrix: Matrix, institution: Institution, root: Path | None, size: float) -> engine.Markup:
    from sopgen.render.pdf import engine

    folders = template_folders(root)
    width, height = PAPER_MM[institution.format.kertas]
    values = {"matrix": matrix, "institution": institution, "logo": f"{SCHEME}:{_LOGO}"}
    looks = {"width": width, "height": height, "size": size, "family": css_string(institution.format.huruf)}

    def filled(folders: Folders) -> tuple[str, str]:
        jinja = environment(folders)
        return jinja.get_template(_SHEET).render(values), jinja.get_template(_STYLE_SHEET).render(looks)

    html, css = filled(folders)
    own = own_files(folders, _SHEET, _STYLE_SHEET)
    if own:
        shipped_html, shipped_css = filled(folders[-1:])
        hold_to_length(folders, own, _SHEET, html, shipped_html)
        hold_to_length(folders, own, _STYLE_SHEET, css, shipped_css)
    return engine.Markup(html, css, {_LOGO: logo_bytes(institution, root)})
