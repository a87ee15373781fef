"""Tables of a template's HTML: their columns, rows and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from sopgen.book.content.blocks import Block, Cell, Field, FieldList, Row, TableBlock
from sopgen.book.content.elements import INLINE, length, names_of, style_of
from sopgen.book.content.inline import runs_in

#: The class of the cell between a field's label and its value, and of a line to write on.
COLON, BLANK = "titik-dua", "kosong"
Flow = Callable[[etree._Element], tuple[Block, ...]]


def table(element: etree._Element, flow: Flow) -> TableBlock | FieldList:
    """A table; ``flow`` reads what stands in a cell."""
    head = [row for part in element.findall("thead") for row in part.findall("tr")]
    body = [row for part in element if part.tag in ("tbody", "tr") for row in _rows(part)]
    body += [row for part in element.findall("tfoot") for row in part.findall("tr")]
    if not head and body and all(map(_is_field, body)):
        return FieldList(tuple(map(_field, body)), names_of(element))
    heads, rows = (tuple(_row(row, flow) for row in part) for part in (head, body))
    widths = list(_widths(element))
    columns = max((sum(cell.across for cell in row.cells) for row in (*heads, *rows)), default=0)
    widths += [None] * (columns - len(widths))
    return TableBlock(tuple(widths), heads, rows, names_of(element))


def _rows(part: etree._Element) -> list[etree._Element]:
    return [part] if part.tag == "tr" else part.findall("tr")


def _widths(element: etree._Element) -> Iterator[float | None]:
    for column in element.iterchildren("colgroup"):
        for each in column.findall("col"):
            yield from [length(style_of(each).get("width"))] * _span(each, "span")


def _row(row: etree._Element, flow: Flow) -> Row:
    cells = (
        Cell(flow(cell), _span(cell, "colspan"), _span(cell, "rowspan"), cell.tag == "th", names_of(cell))
        for cell in row.iterchildren("td", "th")
    )
    return Row(tuple(cells), row.get("id") or "", names_of(row))


def _span(element: etree._Element, name: str) -> int:
    given = element.get(name) or ""
    return max(int(given), 1) if given.isdecimal() else 1


def _is_field(row: etree._Element) -> bool:
    """Whether a row says ``label : value``, each in a line or, for the value, a line to write on."""
    cells = list(row.iterchildren("td", "th"))
    if len(cells) != 3 or COLON not in names_of(cells[1]):
        return False
    inside = (each for cell in cells for each in cell.iterdescendants("*"))
    return all((each.tag in INLINE and each.tag != "img") or BLANK in names_of(each) for each in inside)


def _field(row: etree._Element) -> Field:
    label, _, value = row.iterchildren("td", "th")
    blank = any(BLANK in names_of(each) for each in value.iterdescendants("*"))
    return Field(runs_in(label), runs_in(value), blank)
