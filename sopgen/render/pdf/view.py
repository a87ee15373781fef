"""What the PDF templates print: the scene and the SOP's texts, made ready so that templates only place them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.flow.make_flow import build
from sopgen.flow.narrate import clauses_by_step
from sopgen.layout.scene import BodyCell as SceneCell
from sopgen.layout.scene import FlowPage, FormPage, HeaderCell, Scene
from sopgen.layout.style import MM_PER_POINT, STYLE, Style, style_of
from sopgen.layout.text.lines import with_blanks
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.svg.page_drawing import Area, area
from sopgen.render.wording import page_of


@dataclass(frozen=True, slots=True)
class Turned:
    """The block of lines of a header cell written upwards before it is turned, in mm: its size, and where it stands
    relative to the middle of the cell's left edge."""

    width: float
    height: float
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the table's header."""

    text: str
    scope: str
    row_span: int
    column_span: int
    height: float  # mm, of all rows that the cell spans
    size_pt: float
    turned: Turned | None


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row of the table's header; ``id`` names it in the PDF.

    It is as high as its cells make it: WeasyPrint counts all of a cell that spans rows as part of its last row when
    rows have heights of their own.
    """

    id: str
    cells: tuple[HeadCell, ...]


@dataclass(frozen=True, slots=True)
class BodyCell:
    """A cell of the table's body; ``kind`` is its CSS class."""

    text: str = ""
    kind: str = ""
    span: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of the table's body; ``id`` names it in the PDF."""

    id: str
    height: float
    cells: tuple[BodyCell, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A page of the form."""

    page: FormPage
    number_of: str
    first: bool


@dataclass(frozen=True, slots=True)
class FlowSheet:
    """A page of the flow table. ``story`` tells the flow in words, ``outline`` is the page's entry in the outline."""

    page: FlowPage
    number_of: str
    outline: str
    story: str
    area: Area | None
    head: tuple[HeadRow, ...]
    body: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One SOP for the templates."""

    title: str
    nomor: str
    logo_alt: str
    style: Style
    form_x: float  # from a form cell's edge to its text, mm
    form_y: float
    form: tuple[FormSheet, ...]
    flow: tuple[FlowSheet, ...]


def view(sop: Sop, institution: Institution, scene: Scene) -> View:
    """Bring an SOP and its scene together for the templates."""
    institution = institution.at(sop.newest_day)
    total, rule = scene.page_count, STYLE.rule_pt * MM_PER_POINT
    return View(
        title=sop.title,
        nomor=sop.nomor,
        logo_alt=f"Logo {institution.singkatan or institution.nama}",
        style=style_of(sop.format),
        form_x=STYLE.form_x + rule / 2,
        form_y=STYLE.form_y + rule / 2,
        form=tuple(FormSheet(page, page_of(page.number, total), index == 0) for index, page in enumerate(scene.form)),
        flow=tuple(_flow_sheets(sop, scene)),
    )


def _flow_sheets(sop: Sop, scene: Scene) -> Iterator[FlowSheet]:
    stories = [clauses_by_step(build(section, sop.format), section) for section in sop.sections]
    for page in scene.pages:
        section = sop.sections[page.section_index]
        outline = f"Bagian {page.section}: {section.judul}" if page.section else "Alur kegiatan"
        yield FlowSheet(
            page,
            page_of(page.number, scene.page_count),
            outline,
            _story(page, stories[page.section_index]),
            area(page) if page.rows else None,
            tuple(_head(page)),
            tuple(_body(page)),
        )


def _story(page: FlowPage, clauses: tuple[tuple[int, str], ...]) -> str:
    """The alternative text of a page's drawing: what the flow does in the steps that stand on the page."""
    steps = [row.step for row in page.rows if row.step is not None]
    if not steps:
        return "Diagram alir."
    span = f"langkah {steps[0]}" if len(steps) == 1 else f"langkah {steps[0]} sampai {steps[-1]}"
    told = "; ".join(clause for step, clause in clauses if step in steps)
    return f"Diagram alir {span}: {told}."


def _head(page: FlowPage) -> Iterator[HeadRow]:
    for index in range(len(page.header.row_heights)):
        cells = tuple(_head_cell(cell) for cell in page.header.cells if cell.row == index)
        yield HeadRow(f"kepala-{page.number}-{index}", cells)


def _head_cell(cell: HeaderCell) -> HeadCell:
    height, width = cell.bottom - cell.top, cell.right - cell.left
    turned = None
    if cell.rotated:
        lines = len(cell.lines) * cell.size_pt * STYLE.line_height * MM_PER_POINT
        turned = Turned(width=height, height=lines, left=(width - height) / 2, top=-lines / 2)
    scope = "colgroup" if cell.column_span > 1 else "col"
    text = "\n".join(cell.lines)
    return HeadCell(text, scope, cell.row_span, cell.column_span, height, cell.size_pt, turned)


def _body(page: FlowPage) -> Iterator[BodyRow]:
    for index, row in enumerate(page.rows):
        cells = tuple(_body_cell(cell) for cell in page.cells(row))
        yield BodyRow(f"baris-{page.number}-{index}", row.height, cells)


def _body_cell(cell: SceneCell) -> BodyCell:
    text, span = cell.text, len(cell.columns)
    if text is None:
        return BodyCell(kind="middle", span=span)
    if text.label:
        return BodyCell(with_blanks(text.text, text.spans), "total", span, heading=True)
    if span == 1 and cell.columns[0].centred:
        return BodyCell("\n".join(text.lines), "middle")  # a blank at a line's end would move it
    return BodyCell(with_blanks(text.text, text.spans), "", span)
