"""One SOP as PDF: the scene drawn by Graphviz, set by WeasyPrint, compared with the plan, finished for the archive.

The scene has decided everything; this module hands it to the templates and makes sure that what came out is what
was planned. Row tops, heights and boxes are compared with the scene through WeasyPrint's page anchors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sopgen.layout.scene import FlowPage, FormPage, Scene
from sopgen.layout.style import MM_PER_POINT, STYLE, Style, style_of
from sopgen.layout.table.signature import without_anchor
from sopgen.layout.text.lines import with_blanks
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.codes import GRAPHVIZ_FAILED, NOT_WHOLE, failed
from sopgen.render.logo import logo_bytes, unreadable
from sopgen.render.own_templates import hold_to_length, own_files, own_templates_may_be_wrong
from sopgen.render.pdf import own_style
from sopgen.render.pdf.signature import signature_of
from sopgen.render.pdf.view import view
from sopgen.render.sandbox import PlainSandbox
from sopgen.render.svg import graphviz, page_drawing, strokes
from sopgen.render.templates import css_string, environment, template_folders

if TYPE_CHECKING:
    from sopgen.render.pdf.weasyprint import Document

#: A row, box or page number that is further from its plan than this is an internal error.
TOLERANCE_MM = 0.05
_MM_PER_PIXEL = 25.4 / 96


class MisplacedError(RuntimeError):
    """The PDF is not what the scene planned: names what is off, for the office (``told``) in Indonesian.

    An internal error, unless a template of the office's own is to blame.
    """

    def __init__(self, message: str, told: str) -> None:
        super().__init__(message)
        self.told = told


@dataclass(frozen=True, slots=True)
class Drawn:
    """The flow drawings of one SOP, as SVG, one for each flow page that has rows."""

    pages: tuple[bytes, ...]


def draw(sop: Sop, scene: Scene) -> Drawn:
    """Draw the flows of an SOP in one Graphviz process; FindingsError when Graphviz is missing or fails."""
    try:
        return finished_flow(sop, scene, graphviz.draw(flow_sources(sop, scene)))
    except graphviz.GraphvizError as error:
        raise failed(sop, GRAPHVIZ_FAILED, str(error)) from error


def flow_sources(sop: Sop, scene: Scene) -> tuple[str, ...]:
    """The DOT source of each flow page that has rows."""
    return tuple(page_drawing.source(page, style_of(sop.format)) for page in _with_rows(scene))


def finished_flow(sop: Sop, scene: Scene, drawings: Sequence[bytes]) -> Drawn:
    """The drawings that Graphviz made of an SOP's ``flow_sources``, ready to be printed."""
    return Drawn(page_drawing.finished(_with_rows(scene), drawings, sop.format.huruf))


def _with_rows(scene: Scene) -> list[FlowPage]:
    return [page for page in scene.pages if page.rows]


def render(
    sop: Sop,
    institution: Institution,
    scene: Scene,
    root: Path | None = None,
    links: bool = False,
    drawn: Drawn | None = None,
    signable: bool = False,
) -> bytes:
    """The SOP as PDF/A-3a and PDF/UA-1, with its source attached.

    ``root`` is the project folder, whose own templates come before the shipped ones. ``links``: texts of Keterkaitan
    that name another SOP become links ``sop:NOMOR``, which the booklet resolves; a PDF that goes out alone has none.
    ``drawn`` are the drawings when the caller had many SOPs drawn at once. ``signable``: with an empty field to sign
    in, which an office that signs electronically (``jangkar_ttd``) has in any case; some viewers show it as a box.

    Raises FindingsError (E350 Graphviz, E351 what WeasyPrint complained about, E352 the logo) and, internal,
    MisplacedError.
    """
    with _printing(sop, institution, scene, root, drawn):
        document = _typeset(sop, institution, scene, root, drawn)
        return _write(sop, scene, document, links, signable)


def render_both(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None = None, drawn: Drawn | None = None
) -> tuple[bytes, bytes]:
    """The SOP alone, and for booklets and letters: with links, without ``jangkar_ttd``.

    Where no anchor is printed the second costs little more than the first.
    """
    bound = without_anchor(scene)
    with _printing(sop, institution, scene, root, drawn):
        document = _typeset(sop, institution, scene, root, drawn)
        alone = _write(sop, scene, document, links=False)
        linked = any(related.nomor for related in sop.keterkaitan)
        if bound == scene:
            return alone, _write(sop, scene, document, links=True) if linked else alone
        return alone, _write(sop, bound, _typeset(sop, institution, bound, root, drawn), links=linked)


@contextmanager
def _printing(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None, drawn: Drawn | None
) -> Iterator[None]:
    """Work with WeasyPrint, and say in the staff's words what it complains about."""
    from sopgen.render.pdf import engine

    def without_own_templates() -> bytes:
        document = _set(sop, institution, scene, root, drawn, _shipped(sop, institution, scene))
        compare(document, scene)
        return _write(sop, scene, document, links=False)

    try:
        with own_templates_may_be_wrong(template_folders(root), *own_style.KINDS, without=without_own_templates):
            yield
    except engine.LoggedError as error:
        if any("sopgen:logo" in line for line in error.lines):
            raise unreadable(institution) from error
        raise failed(sop, NOT_WHOLE, f"PDF tidak dapat dibuat dengan lengkap: {error.lines[0]}") from error


@dataclass(frozen=True, slots=True)
class _Pages:
    """What templates made of a scene: HTML, style sheet, and their pictures by name."""

    html: str
    css: str
    pictures: Mapping[str, bytes]


def _shipped(sop: Sop, institution: Institution, scene: Scene) -> _Pages:
    """The pages as the shipped templates make them."""
    return _filled(sop, institution, scene, None)


def _filled(sop: Sop, institution: Institution, scene: Scene, root: Path | None) -> _Pages:
    """The templates of the project at ``root``, filled in."""
    html = _templates(root).get_template("pdf/sop.html.j2").render(view=view(sop, institution, scene))
    css = _templates(root).get_template(own_style.STYLE_SHEET).render(_css_values(sop, scene))
    return _Pages(html, css, _pictures(scene, root, style_of(sop.format)))


def _typeset(sop: Sop, institution: Institution, scene: Scene, root: Path | None, drawn: Drawn | None) -> Document:
    """The SOP laid out by WeasyPrint, found to be where the scene has it."""
    pages = _filled(sop, institution, scene, root)
    drawn = drawn or draw(sop, scene)
    own = own_files(template_folders(root), *own_style.KINDS)
    if own:
        document = _typeset_own(sop, institution, scene, root, drawn, pages, own)
    else:
        document = _set(sop, institution, scene, root, drawn, pages)
        compare(document, scene)
    _forget_anchors(document, scene)
    return document


def _typeset_own(
    sop: Sop,
    institution: Institution,
    scene: Scene,
    root: Path | None,
    drawn: Drawn,
    pages: _Pages,
    own: tuple[str, ...],
) -> Document:
    """The SOP in the office's own templates: as planned, or OwnTemplateError that says what they moved."""
    from sopgen.render.pdf.moved_text import moved_texts

    shipped, folders = _shipped(sop, institution, scene), template_folders(root)
    hold_to_length(folders, own, own_style.STYLE_SHEET, pages.css, shipped.css)
    hold_to_length(folders, own, "pdf/sop.html.j2", pages.html, shipped.html)
    for name in shipped.pictures:
        template = "pdf/rules.svg.j2" if name.startswith("garis") else "pdf/tick.svg.j2"
        made, planned = (each.pictures[name].decode() for each in (pages, shipped))
        hold_to_length(folders, own, template, made, planned)
    planned = _set(sop, institution, scene, root, drawn, shipped)
    compare(planned, scene)

    def moved(document: Document) -> Sequence[object]:
        texts = moved_texts(document, planned)
        if texts:
            return texts
        try:
            compare(document, scene)
        except MisplacedError as error:
            return (error.told,)
        return ()

    def attempt(source: str) -> Sequence[object]:
        css = _templates(root).from_string(source).render(_css_values(sop, scene))
        try:
            return moved(_set(sop, institution, scene, root, drawn, replace(pages, css=css)))
        except Exception as error:  # half a style sheet may be wrong in its own way
            return (str(error),)

    document = _set(sop, institution, scene, root, drawn, pages)
    found = moved(document)
    if found:
        raise own_style.moved_error(folders, own, found, attempt)
    return document


def _set(
    sop: Sop, institution: Institution, scene: Scene, root: Path | None, drawn: Drawn | None, pages: _Pages
) -> Document:
    """The pages laid out by WeasyPrint."""
    from sopgen.render.pdf import engine

    flows = zip(_with_rows(scene), (drawn or draw(sop, scene)).pages, strict=True)
    pictures = {**pages.pictures, **{f"alur-{page.number}": picture for page, picture in flows}}
    pictures["logo"] = logo_bytes(institution, root)
    return engine.typeset(engine.Markup(pages.html, pages.css, pictures, template_folders(root)))


def _write(sop: Sop, scene: Scene, document: Document, links: bool, signable: bool = False) -> bytes:
    from sopgen.render.pdf import engine

    days = sop.days or (engine.NO_DATE,)
    about = engine.About(sop.nomor, sop.title, sop.unit.nama, engine.subject_of(sop.nomor), min(days), max(days))
    source = engine.Enclosure(Path(sop.source.name).name, sop.source.raw, f"Sumber SOP {sop.nomor}")
    field = signature_of(sop, scene) if signable or sop.format.jangkar_ttd else None
    return engine.write(document, about, (source,), links, field)


# ---- what goes in ----


def _css_values(sop: Sop, scene: Scene) -> dict[str, object]:
    """What the style sheet is filled in with."""
    page = (scene.form or scene.pages)[0]
    return {
        "width": page.width,
        "height": page.height,
        "family": sop.format.huruf,
        "form_pt": scene.form_pt,
        "table_pt": scene.table_pt,
        "rule": STYLE.rule_pt * MM_PER_POINT,
        "style": style_of(sop.format),
    }


def _pictures(scene: Scene, root: Path | None, style: Style) -> dict[str, bytes]:
    """The pictures that templates draw, by the names that pages use: rules and tick boxes."""
    pictures = {f"garis-{page.number}": _rules(page, strokes.form_cells(page), root, style) for page in scene.form}
    pictures |= {f"garis-{page.number}": _rules(page, strokes.flow_cells(page), root, style) for page in scene.pages}
    for name, ticked in (("kotak-kosong", False), ("kotak-silang", True)):
        pictures[name] = _templates(root).get_template("pdf/tick.svg.j2").render(ticked=ticked).encode()
    return pictures


def _rules(page: FormPage | FlowPage, cells: Sequence[strokes.Rect], root: Path | None, style: Style) -> bytes:
    """The rules around ``cells``, and the grey behind a flow table's header, as a page-sized picture."""
    grey = None
    if isinstance(page, FlowPage) and cells:
        grey = strokes.Rect(page.columns[0].left, page.header.top, page.columns[-1].right, page.header.bottom)
    template = _templates(root).get_template("pdf/rules.svg.j2")
    text = template.render(
        width=page.width,
        height=page.height,
        path=strokes.path_data(strokes.outline_strokes(cells)),
        pen=style.pen_pt * MM_PER_POINT,
        grey=grey,
        colour=style.header_grey,
        ink=style.rule_colour,
    )
    return text.encode()


# ---- templates ----


@lru_cache(maxsize=8)
def _templates(root: Path | None) -> PlainSandbox:
    """The shared environment with what the PDF's templates need beside it."""
    from sopgen.render.pdf.tagging import ARTIFACT

    overlay = environment(template_folders(root)).overlay()
    overlay.filters = {
        **overlay.filters,
        "mm": lambda value: f"{value:.4f}".rstrip("0").rstrip("."),
        "pt": lambda value: f"{value:.3f}".rstrip("0").rstrip("."),
        "spaced": lambda block: with_blanks(block.text, block.spans),
        "spaced_title": lambda box: with_blanks(box.title, box.title_spans),
        "css_string": css_string,
    }
    overlay.globals = {**overlay.globals, "artifact": ARTIFACT}
    return overlay


# ---- what came out ----


def compare(document: Document, scene: Scene) -> None:
    """Compare the laid-out document with its plan; MisplacedError naming the first row or box that is off."""
    pages = document.pages
    if len(pages) != scene.page_count:
        raise MisplacedError(
            f"{scene.nomor}: {len(pages)} pages, the scene plans {scene.page_count}",
            f"dokumen menjadi {len(pages)} halaman, seharusnya {scene.page_count}",
        )
    for page in scene.form:
        _compare_form(scene.nomor, page, _anchors(pages[page.number - 1]))
    for flow in scene.pages:
        _compare_flow(scene.nomor, flow, _anchors(pages[flow.number - 1]))


def _anchors(page: Any) -> dict[str, tuple[float, float]]:
    """Top and bottom in mm of everything on a laid-out page that has an id."""
    return {name: (y1 * _MM_PER_PIXEL, y2 * _MM_PER_PIXEL) for name, (_, y1, _, y2) in page.anchors.items()}


def _compare_form(nomor: str, page: FormPage, anchors: Mapping[str, tuple[float, float]]) -> None:
    if page.identity is not None:
        for field in page.identity.fields:
            _agree(nomor, page.number, f"identitas-{field.key}", (field.top, field.bottom), anchors)
    inset = STYLE.form_y + STYLE.rule_pt * MM_PER_POINT / 2
    for index, box in enumerate(page.boxes):
        name = f"kotak-{page.number}-{index}"
        top, bottom = anchors.get(name, (0.0, 0.0))
        if name not in anchors or abs(top - box.top - inset) > TOLERANCE_MM:
            raise MisplacedError(
                f"{nomor}, page {page.number}: box {box.title!r} stands at {top:.2f} mm",
                f"kotak “{box.title}” di halaman {page.number} bergeser",
            )
        if bottom > box.bottom + TOLERANCE_MM:
            raise MisplacedError(
                f"{nomor}, page {page.number}: box {box.title!r} ends at {bottom:.2f} mm, planned {box.bottom:.2f}",
                f"isi kotak “{box.title}” di halaman {page.number} melampaui kotaknya",
            )


def _compare_flow(nomor: str, page: FlowPage, anchors: Mapping[str, tuple[float, float]]) -> None:
    top = page.header.top
    for index, height in enumerate(page.header.row_heights):
        _agree(nomor, page.number, f"kepala-{page.number}-{index}", (top, top + height), anchors)
        top += height
    for index, row in enumerate(page.rows):
        _agree(nomor, page.number, f"baris-{page.number}-{index}", (row.top, row.bottom), anchors)


def _agree(
    nomor: str, page: int, name: str, planned: tuple[float, float], anchors: Mapping[str, tuple[float, float]]
) -> None:
    """MisplacedError when the row ``name`` is not where it was planned (top and bottom in mm)."""
    found = anchors.get(name)
    if found is None:
        raise MisplacedError(
            f"{nomor}, page {page}: {name} is not on its page", f"id “{name}” tidak ada di halaman {page}"
        )
    if max(abs(a - b) for a, b in zip(found, planned, strict=True)) > TOLERANCE_MM:
        raise MisplacedError(
            f"{nomor}, page {page}: {name} from {found[0]:.3f} to {found[1]:.3f} mm,"
            f" planned {planned[0]:.3f} to {planned[1]:.3f}",
            f"baris “{name}” di halaman {page} bergeser atau berubah tingginya",
        )


def _forget_anchors(document: Document, scene: Scene) -> None:
    """Leave only the pages' own names as destinations: those of rows and boxes have served their turn."""
    kept = {f"halaman-{number}" for number in range(1, scene.page_count + 1)}
    for page in document.pages:
        page.anchors = {name: place for name, place in page.anchors.items() if name in kept}
