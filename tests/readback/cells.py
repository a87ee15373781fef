"""The texts in the cells of a flow table, read out of finished documents and compared with the scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from sopgen.layout.scene import FlowPage, Scene
from tests.readback.numbering import numbers
from tests.readback.texts import glyphs, packed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf_differences(page: Any, planned: FlowPage) -> list[str]:
    """Cells of a pymupdf page's table that say otherwise than ``planned``; empty ones say nothing."""
    found = glyphs(page)
    told = []
    for row in planned.rows:
        for cell in planned.cells(row):
            if cell.columns[0].actor is not None and len(cell.columns) == 1:
                continue  # holds the drawing
            inside = [
                glyph.char
                for glyph in found
                if cell.left <= (glyph.x + glyph.right) / 2 <= cell.right and row.top < glyph.y < row.bottom
            ]
            wanted, said = cell.text.text if cell.text else "", "".join(inside)
            if packed(said) != packed(wanted):
                told.append(f"page {planned.number}, {cell.columns[0].key}: {said!r} instead of {wanted!r}")
    return told


def docx_differences(docx: bytes, scene: Scene) -> list[str]:
    """Cells of a document's flow tables that say otherwise than the scene plans."""
    with ZipFile(BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        counted = numbers(body, etree.fromstring(archive.read("word/numbering.xml")))
    pages = [page for page in scene.pages if page.rows]
    tables = list(body.iter(f"{_W}tbl"))[-len(pages) :]
    return [told for table, page in zip(tables, pages, strict=True) for told in _of_table(table, page, counted)]


def _of_table(table: etree._Element, planned: FlowPage, counted: Mapping[etree._Element, str]) -> Iterator[str]:
    rows = table.findall(f"{_W}tr")[len(planned.header.row_heights) :]
    for row, element in zip(planned.rows, rows, strict=True):
        for cell, written in zip(planned.cells(row), element.findall(f"{_W}tc"), strict=True):
            if cell.columns[0].actor is not None and len(cell.columns) == 1:
                continue
            wanted, said = (
                cell.text.text if cell.text else "",
                "".join(counted.get(part, part.text or "") for part in written.iter(f"{_W}p", f"{_W}t")),
            )
            if packed(said) != packed(wanted):
                yield f"page {planned.number}, {cell.columns[0].key}: {said!r} instead of {wanted!r}"
