"""The flow table on a page without its drawing: title, header, cells, notes, and who signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from lxml import etree

from sopgen.layout.placing.table import TableLines, centred
from sopgen.layout.scene import BodyCell, FlowPage, Row
from sopgen.model.sop import Sop
from sopgen.render.header_names import name_places
from sopgen.render.page.elements import SourcePath, Value, area, group
from sopgen.render.page.parts import DrawnParts
from sopgen.render.page.texts import write, write_lines


def draw_table(root: etree._Element, page: FlowPage, sop: Sop, lines: TableLines, parts: DrawnParts) -> None:
    """All texts of the page's table; ``parts`` are those drawn before."""
    for block in page.title:
        write(group(root, class_="title"), centred(block, lines.setter, bold=True))
    places = name_places(page, sop)
    header = partial(_draw_header, page=page, places=places, lines=lines)
    parts.draw(root, page.number, "header", (page.header, places, lines), header)
    steps = sop.sections[page.section_index].path
    for index, row in enumerate(page.rows):
        draw = partial(_draw_row, page=page, row=row, steps=steps, lines=lines)
        parts.draw(root, page.number, f"row {index}", (row, page.columns, steps, lines), draw)


def _draw_header(
    root: etree._Element, page: FlowPage, places: Mapping[tuple[int, int], SourcePath], lines: TableLines
) -> None:
    header = group(root, class_="header")
    for cell in page.header.cells:
        path = places.get((cell.row, cell.column), ())
        write(header, replace(lines.header(cell), path=tuple(path)))


def draw_foot(root: etree._Element, page: FlowPage, lines: TableLines) -> None:
    """What stands below the table."""
    holder = group(root, class_="foot")
    for note in page.notes:
        for text in lines.note(note):
            write(holder, text)
    for block in page.signature:
        write(holder, centred(block, lines.setter))


def _draw_row(root: etree._Element, page: FlowPage, row: Row, steps: SourcePath, lines: TableLines) -> None:
    path = () if row.step is None else (*steps, row.step - 1)
    holder = group(root, path, class_=f"row {row.kind.value}", data_step=None if row.step is None else str(row.step))
    for cell in page.cells(row):
        column = cell.columns[0]
        told: dict[str, Value] = {"class_": "cell", "data_column": column.key if cell.text is None else cell.text.key}
        if cell.text is not None or column.field:
            inside = group(holder, _cell_path(cell, path), **told)
            area(inside, cell.left, row.top, cell.right, row.bottom)
            write_lines(inside, lines.body(cell, row))
        elif row.step is not None:  # a cell that only symbols stand in
            actor = None if column.actor is None else str(column.actor)
            area(holder, cell.left, row.top, cell.right, row.bottom, **told, data_actor=actor)


def _cell_path(cell: BodyCell, step: SourcePath) -> SourcePath:
    """The place of a cell's text in the source; nowhere for what the form says itself (numbers, sums)."""
    field = cell.columns[0].field
    return (*step, field) if step and field else ()
