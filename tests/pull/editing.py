"""Hands that edit a DOCX as Word or a program would."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from tests.validate_docx.package import WP, W

Edit = Callable[[etree._Element], None]


def edited(content: bytes, *edits: Edit) -> bytes:
    """The DOCX after ``edits`` of its body."""
    source = zipfile.ZipFile(io.BytesIO(content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                for edit in edits:
                    edit(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(name, data)
    return target.getvalue()


def controls(root: etree._Element, tag: str) -> list[etree._Element]:
    """The content controls called ``tag`` (by tag or title; after LibreOffice, by the bookmark in them)."""
    bookmark = f"f_{re.sub('[^0-9A-Za-z]', '_', tag)}"
    return [
        control
        for control in root.iter(f"{W}sdt")
        if any(name.get(f"{W}val") == tag for name in control.findall(f"{W}sdtPr/*"))
        or any(mark.get(f"{W}name") == bookmark for mark in control.findall(f"{W}sdtContent/{W}bookmarkStart"))
    ]


def remove(element: etree._Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def typed(tag: str, text: str, which: int | None = None) -> Edit:
    """Somebody overwrites the text in a control (all of that name, or the one at ``which``)."""

    def edit(root: etree._Element) -> None:
        found = controls(root, tag)
        for control in found if which is None else [found[which]]:
            first, *rest = list(control.iter(f"{W}t"))
            first.text = text
            for element in [*rest, *control.iter(f"{W}br")]:
                remove(element)

    return edit


def _paragraph_of(root: etree._Element, tag: str) -> etree._Element:
    """The paragraph that holds the control ``tag``."""
    return next(controls(root, tag)[0].iterancestors(f"{W}p"))


def joined(one: str, other: str) -> Edit:
    """Somebody makes one paragraph of two entries' with Backspace: both controls stay."""

    def edit(root: etree._Element) -> None:
        paragraph, following = _paragraph_of(root, one), _paragraph_of(root, other)
        paragraph.extend([child for child in following if child.tag != f"{W}pPr"])
        remove(following)

    return edit


def tracked_end(tag: str) -> Edit:
    """Somebody deletes the end of an entry's paragraph while Word tracks changes."""

    def edit(root: etree._Element) -> None:
        properties = _paragraph_of(root, tag).find(f"{W}pPr")
        assert properties is not None
        etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}del", {f"{W}id": "9000"})

    return edit


def row_of(root: etree._Element, tag: str) -> etree._Element:
    """The table row that holds the control ``tag``."""
    element: etree._Element | None = controls(root, tag)[0]
    while element is not None and element.tag != f"{W}tr":
        element = element.getparent()
    assert element is not None
    return element


def without_row(tag: str) -> Edit:
    """Somebody deletes a row."""

    def edit(root: etree._Element) -> None:
        remove(row_of(root, tag))

    return edit


def copied_row(tag: str) -> Edit:
    """Somebody copies a row below itself: Word repeats the controls, not the bookmarks."""

    def edit(root: etree._Element) -> None:
        row = row_of(root, tag)
        copy = deepcopy(row)
        for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            remove(mark)
        row.addnext(copy)

    return edit


def cells_of(row: etree._Element) -> list[etree._Element]:
    """A row's cells."""
    return row.findall(f"{W}tc")


def merged(*block: Sequence[etree._Element]) -> None:
    """Somebody merges the cells of a block, given row by row: the first one holds all paragraphs then."""
    first = block[0][0]
    for number, (left, *others) in enumerate(block):
        properties = left.find(f"{W}tcPr")
        assert properties is not None
        if len(block) > 1:
            value = {} if number else {f"{W}val": "restart"}
            properties.insert(1, etree.Element(f"{W}vMerge", value))
        if others:
            properties.insert(1, etree.Element(f"{W}gridSpan", {f"{W}val": str(1 + len(others))}))
        for cell in (left, *others):
            if cell is not first:
                first.extend(cell.findall(f"{W}p"))
            if cell is not left:
                remove(cell)
        if left is not first:
            etree.SubElement(left, f"{W}p")


def inserted_row(below: str, *texts: str) -> Edit:
    """Somebody inserts a row and types into its cells: it has no controls."""

    def edit(root: etree._Element) -> None:
        row = row_of(root, below)
        new = etree.SubElement(row, f"{W}tr")
        row.addnext(new)
        for text in texts:
            run = etree.SubElement(etree.SubElement(etree.SubElement(new, f"{W}tc"), f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = text

    return edit


def unwrapped(root: etree._Element) -> None:
    """Somebody removes every content control; their content and the bookmarks stay."""
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        assert content is not None
        for child in content:
            control.addprevious(child)
        remove(control)


def typed_row(below: str, texts: dict[int, str]) -> Edit:
    """Somebody inserts a row below another in Word, which repeats its cells, and types into them.

    ``texts`` are by cell, negative ones from the right.
    """

    def edit(root: etree._Element) -> None:
        row = row_of(root, below)
        new = deepcopy(row)
        cells = new.findall(f"{W}tc")
        for cell in cells:
            for paragraph in cell.findall(f"{W}p"):
                paragraph[:] = paragraph.findall(f"{W}pPr")
        for index, text in texts.items():
            paragraph = cells[index].findall(f"{W}p")[-1]
            for number, line in enumerate(text.split("\n")):
                run = etree.SubElement(paragraph, f"{W}r")
                if number:
                    etree.SubElement(run, f"{W}br")
                etree.SubElement(run, f"{W}t").text = line
        row.addnext(new)

    return edit


def with_symbol_of(step: str, row: str, cell: int) -> Edit:
    """Somebody copies the symbol of a step into a cell of the row that stands below another one."""

    def edit(root: etree._Element) -> None:
        symbol = next(
            run
            for run in row_of(root, step).iter(f"{W}r")
            if any("Kegiatan" in (each.get("name") or "") for each in run.iter(f"{WP}docPr"))
        )
        new = row_of(root, row).getnext()
        assert new is not None
        new.findall(f"{W}tc")[cell].findall(f"{W}p")[-1].append(deepcopy(symbol))

    return edit
