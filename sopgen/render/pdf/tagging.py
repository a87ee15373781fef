"""What WeasyPrint's tagged PDF lacks to be PDF/UA-1 and PDF/A-3a at once, put right before the file is written.

Works on pydyf's objects, called through WeasyPrint's ``finisher`` option: header associations under spanning
headers, scopes, ids unique across SOPs with an ``/IDTree``, link descriptions, pictures' boxes in points, and
decoration (footers, table rules) as artifacts outside the structure tree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf  # type: ignore[import-untyped]

from sopgen.render.pdf.weasyprint import Document, boxes

#: Alternative text of a picture that is decoration: it becomes an artifact.
ARTIFACT = "\u2060artefak"

PdfObject: TypeAlias = Any  # pydyf has no types
Box: TypeAlias = Any  # neither have WeasyPrint's boxes

_POINTS_PER_PIXEL = 0.75
#: Elements that may hold text themselves (ISO 32000-1, 14.8.4: block-level, inline, cells, parts of list items).
_HOLD_TEXT = frozenset(
    f"/{tag}" for tag in ("P", "H1", "H2", "H3", "TH", "TD", "Lbl", "LBody", "Link", "Span", "Caption")
)


def finish(document: Document, pdf: PdfObject, key: str, media_types: Mapping[str, str]) -> None:
    """Correct ``pdf`` in place. ``key`` begins every id; ``media_types`` is by attachment name."""
    objects = {
        item.reference: item for item in pdf.objects if item.number is not None and isinstance(item, pydyf.Object)
    }
    root = objects[pdf.catalog["StructTreeRoot"]]
    ids = _Ids(key)
    for box in _all_boxes(document):
        if isinstance(box, boxes.TableBox):
            _associate(box, ids)
        if getattr(box, "link_annotation", None) is not None and box.element is not None:
            box.link_annotation["Contents"] = pydyf.String(_spoken(box))
    ids.write(pdf, root)
    tree = _Tree(pdf, objects, root)
    tree.drop_decoration()
    tree.unlink()
    tree.label_items()
    tree.flatten()
    tree.place_figures()
    tree.mark_artifacts()
    _type_attachments(objects, media_types)
    _keep_pixels(objects)


def _keep_pixels(objects: Mapping[bytes, PdfObject]) -> None:
    """Let no picture be smoothed by whoever shows it: archival files look the same everywhere (ISO 19005-3, 6.2.8)."""
    for item in objects.values():
        for picture in (item, getattr(item, "extra", {}).get("SMask")):
            extra = getattr(picture, "extra", {})
            if extra.get("Subtype") == "/Image" and "Interpolate" in extra:
                extra["Interpolate"] = "false"


def page_boxes(document: Document) -> Iterator[Box]:
    """The box of each page, with all that is laid out in it."""
    for page in document.pages:
        yield page._page_box


def _all_boxes(document: Document) -> Iterator[Box]:
    for page in page_boxes(document):
        yield from page.descendants(placeholders=True)


def _spoken(box: Box) -> str:
    text = box.element.get("title") or "".join(box.element.itertext())
    return " ".join(text.split())


# ---- tables ----


@dataclass
class _Ids:
    """Ids of header cells, unique in the document and, by ``key``, among documents."""

    key: str
    cells: dict[str, PdfObject] = field(default_factory=dict)

    def give(self, mark: PdfObject) -> PdfObject:
        """Name a header cell; the name as a PDF string."""
        name = f"{self.key}-{len(self.cells) + 1}"
        self.cells[name] = mark
        mark["ID"] = pydyf.String(name)
        return mark["ID"]

    def write(self, pdf: PdfObject, root: PdfObject) -> None:
        """Write the tree that finds elements by id."""
        if not self.cells:
            return
        names = pydyf.Array()
        for name, mark in sorted(self.cells.items(), key=lambda item: pydyf.String(item[0]).data):
            names.extend((pydyf.String(name), mark.reference))
        tree = pydyf.Dictionary({"Names": names})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _associate(table: Box, ids: _Ids) -> None:
    """Give the table's header cells ids and scopes, and its data cells the headers above and beside them.

    WeasyPrint counts columns wrongly under headers that span rows and columns.
    """
    above: dict[int, list[PdfObject]] = defaultdict(list)
    beside: dict[int, list[tuple[int, PdfObject]]] = defaultdict(list)
    cells = list(_cells(table))
    for cell, row, column in cells:
        if cell.element_tag != "th":
            continue
        is_row = str(cell.element.get("scope", "col")).startswith("row")
        cell.mark["A"]["Scope"] = "/Row" if is_row else "/Column"
        name = ids.give(cell.mark)
        if is_row:
            for place in range(row, row + cell.rowspan):
                beside[place].append((column, name))
        else:
            for place in range(column, column + cell.colspan):
                above[place].append(name)
    for cell, row, column in cells:
        if cell.element_tag == "td":
            headers = [
                name for place in range(row, row + cell.rowspan) for left, name in beside[place] if left < column
            ]
            headers += [name for place in range(column, column + cell.colspan) for name in above[place]]
            _set_headers(cell.mark["A"], headers)


def _set_headers(attributes: PdfObject, headers: list[PdfObject]) -> None:
    unique = {name.data: name for name in headers}
    if unique:
        attributes["Headers"] = pydyf.Array(unique.values())
    else:
        attributes.pop("Headers", None)


def _cells(table: Box) -> Iterator[tuple[Box, int, int]]:
    """The table's tagged cells, each with its row and column, spans taken into account."""
    taken: set[tuple[int, int]] = set()
    for row_index, row in enumerate(row for group in table.children for row in group.children):
        column = 0
        for cell in row.children:
            while (row_index, column) in taken:
                column += 1
            taken.update(
                (row_index + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
            )
            if getattr(cell, "mark", None) is not None:
                yield cell, row_index, column
            column += cell.colspan


# ---- the structure tree ----


class _Tree:
    """The structure tree, its elements by reference, and the marked content each page's elements own."""

    def __init__(self, pdf: PdfObject, objects: Mapping[bytes, PdfObject], root: PdfObject) -> None:
        self._pdf, self._objects, self._root = pdf, objects, root
        self._elements = list(self._walk())

    def _walk(self) -> Iterator[PdfObject]:
        waiting = [self._objects[reference] for reference in self._root["K"]]
        while waiting:
            element = waiting.pop()
            yield element
            for kid in element.get("K", ()):
                if isinstance(kid, bytes) and self._objects[kid].get("Type") == "/StructElem":
                    waiting.append(self._objects[kid])

    def _drop(self, gone: Iterable[PdfObject]) -> None:
        """Leave out elements to which nothing refers any more: their numbers stay, as free entries.

        A free entry outside the list of free ones looks like entry 0 (ISO 32000-1, 7.5.4), and pydyf writes it only
        for that very object: what is merely marked as free is counted among the objects of the object stream.
        """
        references = set()
        for element in gone:
            references.add(element.reference)
            self._pdf.objects[element.number] = self._pdf.objects[0]
        self._elements = [element for element in self._elements if element.reference not in references]

    def drop_decoration(self) -> None:
        """Take pictures that are decoration out of the tree; their content is then nobody's."""
        mark = pydyf.String(ARTIFACT).data
        decoration = []
        for element in self._elements:
            if element["S"] == "/Figure" and "Alt" in element and element["Alt"].data == mark:
                self._objects[element["P"]]["K"].remove(element.reference)
                decoration.append(element)
        self._drop(decoration)

    def unlink(self) -> None:
        """A link without an annotation leads nowhere: it is plain text."""
        for element in self._elements:
            if element["S"] == "/Link" and all(isinstance(kid, int) for kid in element["K"]):
                element["S"] = "/Span"

    def label_items(self) -> None:
        """Numbers that stand before list items are their labels: a placed ``span`` that begins a list item."""
        for body in self._elements:
            kids = body.get("K", ())
            first = self._objects[kids[0]] if body["S"] == "/LBody" and kids and isinstance(kids[0], bytes) else None
            if first is None or first.get("S") != "/Span" or isinstance(first["K"][0], int):
                continue
            item = self._objects[body["P"]]
            del kids[0]
            first["S"], first["P"] = "/Lbl", item.reference
            item["K"].insert(0, first.reference)
            numbered = self._objects[item["P"]]
            numbered["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})

    def flatten(self) -> None:
        """Give text to the element it stands in.

        WeasyPrint puts a Span round every piece of text, which says nothing and is a third of all objects: a booklet
        of hundreds of SOPs is smaller, and sooner merged, without.
        """
        owners = self._objects[self._root["ParentTree"]]["Nums"]
        pages = dict(zip(owners[::2], owners[1::2], strict=True))
        flattened = []
        for element in self._elements:
            if element["S"] not in _HOLD_TEXT or "K" not in element:
                continue
            for index, kid in enumerate(element["K"]):
                span = self._objects[kid] if isinstance(kid, bytes) else None
                if span is None or not _is_bare_span(span) or span["Pg"] != element.get("Pg"):
                    continue
                mcid = element["K"][index] = span["K"][0]
                pages[self._objects[span["Pg"]]["StructParents"]][mcid] = element.reference
                flattened.append(span)
        self._drop(flattened)

    def place_figures(self) -> None:
        """Give pictures' boxes in points from the page's lower left corner (WeasyPrint: pixels from the top)."""
        for element in self._elements:
            if element["S"] == "/Figure" and "BBox" in element.get("A", {}):
                height = self._objects[element["Pg"]]["MediaBox"][3]
                x1, y1, x2, y2 = (value * _POINTS_PER_PIXEL for value in element["A"]["BBox"])
                element["A"]["BBox"] = pydyf.Array(round(value, 3) for value in (x1, height - y2, x2, height - y1))

    def mark_artifacts(self) -> None:
        """Mark content that no element owns as artifact; number the rest anew, in elements and parent tree alike."""
        owners: dict[bytes, list[PdfObject]] = defaultdict(list)
        for element in self._elements:
            if any(isinstance(kid, int) for kid in element.get("K", ())):
                owners[element["Pg"]].append(element)
        numbers = self._objects[self._root["ParentTree"]]["Nums"]
        for reference in self._pdf.page_references:
            page = self._objects[reference]
            owned = {kid for element in owners[reference] for kid in element["K"] if isinstance(kid, int)}
            kept = _renumber(self._objects[page["Contents"]], owned)
            parents = _lookup(numbers, page)
            parents[:] = [parents[old] for old in kept]
            for element in owners[reference]:
                element["K"][:] = [kept[kid] if isinstance(kid, int) else kid for kid in element["K"]]
        self._root["ParentTreeNextKey"] = max(numbers[::2], default=-1) + 1


def _is_bare_span(element: PdfObject) -> bool:
    """Whether an element is a Span that only holds one piece of marked content."""
    if element.get("S") != "/Span" or not element.keys() <= {"Type", "S", "K", "Pg", "P"}:
        return False
    return len(element["K"]) == 1 and isinstance(element["K"][0], int)


def _lookup(numbers: PdfObject, page: PdfObject) -> PdfObject:
    """The parent tree's entry of a page."""
    for number, value in zip(numbers[::2], numbers[1::2], strict=True):
        if number == page["StructParents"]:
            return value
    raise KeyError(page["StructParents"])


def _renumber(stream: PdfObject, owned: set[int]) -> dict[int, int]:
    """Turn marked content that nobody owns into artifacts, number the rest from 0; old numbers to new ones."""
    kept: dict[int, int] = {}
    parts = stream.stream
    for index, part in enumerate(parts):
        if not (isinstance(part, pydyf.Dictionary) and "MCID" in part):
            continue
        if part["MCID"] in owned:
            kept[part["MCID"]] = len(kept)
            parts[index] = pydyf.Dictionary({"MCID": kept[part["MCID"]]})
        else:
            kind = "/Layout" if parts[index - 1] == "/Figure" else "/Pagination"
            parts[index - 1] = "/Artifact"
            parts[index] = pydyf.Dictionary({"Type": kind})
    return kept


# ---- attachments ----


def _type_attachments(objects: Mapping[bytes, PdfObject], media_types: Mapping[str, str]) -> None:
    """Name the attachments' media types: WeasyPrint guesses them from tables that differ between Python versions."""
    by_name = {pydyf.String(name).data: media_type for name, media_type in media_types.items()}
    for item in objects.values():
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            media_type = by_name.get(item["UF"].data)
            if media_type:
                embedded = objects[item["EF"]["F"]]
                embedded.extra["Subtype"] = "/" + re.sub("/", "#2f", media_type)
