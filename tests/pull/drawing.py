"""Hands that edit the drawing of a flow page as Word does: a shape's anchor or offset moves, its name stays."""

from __future__ import annotations

from copy import deepcopy
from itertools import count

from lxml import etree

from sopgen.pull.changes import Comparison, Doubt
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.pull.editing import Edit, controls, edited
from tests.render_docx.documents import Made
from tests.validate_docx.package import WP, W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
MM = 36_000
_NUMBERS = count(9_001)


def pulled(document: Made, *edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(document.docx, *edits)), document.sop.source)


def the_doubt(comparison: Comparison) -> Doubt:
    """The only thing that a comparison tells."""
    (doubt,) = comparison.doubts
    assert not comparison.changes
    assert not comparison.reports
    return doubt


def parent_of(element: etree._Element) -> etree._Element:
    """What an element stands in."""
    parent = element.getparent()
    assert parent is not None
    return parent


def anchor(root: etree._Element, name: str) -> etree._Element:
    """The anchor of the first shape of this name."""
    return next(each for each in root.iter(f"{WP}anchor") if part(each, f"{WP}docPr").get("name") == name)


def part(element: etree._Element, path: str) -> etree._Element:
    """What stands at ``path`` in an element."""
    found = element.find(path)
    assert found is not None
    return found


def run_of(shape: etree._Element) -> etree._Element:
    """The run that a shape hangs in."""
    return next(shape.iterancestors(f"{W}r"))


def offset(shape: etree._Element, axis: str, more: float) -> None:
    """Shift a shape by ``more`` mm."""
    found = part(shape, f"{WP}position{axis}/{WP}posOffset")
    found.text = str(int(found.text or "") + round(more * MM))


def shifted(name: str, right: float, down: float = 0) -> Edit:
    """Somebody shifts a shape, in mm; its anchor stays."""

    def edit(root: etree._Element) -> None:
        offset(anchor(root, name), "H", right)
        offset(anchor(root, name), "V", down)

    return edit


def into_column(name: str, columns: int) -> Edit:
    """Somebody drags a shape so many columns to the right; its anchor goes along."""

    def edit(root: etree._Element) -> None:
        run = run_of(anchor(root, name))
        cell = next(run.iterancestors(f"{W}tc"))
        cells = list(parent_of(cell).iterchildren(f"{W}tc"))
        part(cells[cells.index(cell) + columns], f"{W}p").append(run)

    return edit


def removed(name: str) -> Edit:
    """Somebody deletes a shape."""

    def edit(root: etree._Element) -> None:
        run = run_of(anchor(root, name))
        parent_of(run).remove(run)

    return edit


def copied(name: str, right: float, down: float) -> Edit:
    """Somebody copies a shape and shifts the copy, in mm."""

    def edit(root: etree._Element) -> None:
        run = run_of(anchor(root, name))
        copy = deepcopy(run)
        run.addnext(copy)
        shape = next(copy.iter(f"{WP}anchor"))
        offset(shape, "H", right)
        offset(shape, "V", down)
        part(shape, f"{WP}docPr").set("id", str(next(_NUMBERS)))

    return edit


def shaped(name: str, preset: str) -> Edit:
    """Somebody gives a symbol another shape (“Change Shape”)."""

    def edit(root: etree._Element) -> None:
        look = part(anchor(root, name), f".//{WPS}spPr")
        old = next(child for child in look if child.tag in (f"{A}prstGeom", f"{A}custGeom"))
        new = etree.Element(f"{A}prstGeom", prst=preset)
        etree.SubElement(new, f"{A}avLst")
        look.replace(old, new)

    return edit


def stretched(name: str, right: float = 0, down: float = 0) -> Edit:
    """Somebody drags the handle at a shape's lower right corner, in mm: what is drawn in it is stretched, too."""

    def edit(root: etree._Element) -> None:
        shape = anchor(root, name)
        for size in (part(shape, f"{WP}extent"), part(shape, f".//{A}xfrm/{A}ext")):
            size.set("cx", str(int(size.get("cx", "")) + round(right * MM)))
            size.set("cy", str(int(size.get("cy", "")) + round(down * MM)))

    return edit


def flipped(name: str, which: str = "flipV", value: str = "1") -> Edit:
    """Somebody flips a shape."""

    def edit(root: etree._Element) -> None:
        part(anchor(root, name), f".//{A}xfrm").set(which, value)

    return edit


def rotated(name: str, degrees: int = 90) -> Edit:
    """Somebody rotates a shape."""
    return flipped(name, "rot", str(degrees * 60_000))


def exchanged(name: str, other: str) -> Edit:
    """Somebody puts two shapes of one cell, or of two, at each other's place."""

    def edit(root: etree._Element) -> None:
        one, two = anchor(root, name), anchor(root, other)
        for axis in ("H", "V"):
            first, second = (part(each, f"{WP}position{axis}/{WP}posOffset") for each in (one, two))
            first.text, second.text = second.text, first.text
        runs = [run_of(one), run_of(two)]
        homes = [parent_of(run) for run in runs]
        for run, home in zip(runs, reversed(homes), strict=True):
            home.append(run)

    return edit


def arrow(source: str, target: str, preset: str = "straightConnector1") -> Edit:
    """Somebody draws an arrow from the right side of one symbol to the left side of another one on the page."""

    def edit(root: etree._Element) -> None:
        begin, end = anchor(root, source), anchor(root, target)
        copy = deepcopy(run_of(begin))
        run_of(begin).addnext(copy)
        shape = next(copy.iter(f"{WP}anchor"))
        named = part(shape, f"{WP}docPr")
        named.attrib.clear()
        named.set("id", str(next(_NUMBERS)))
        named.set("name", "Straight Arrow Connector 5")
        (left, top), (right, bottom) = corner(root, begin), corner(root, end)
        width, height = (int(part(begin, f"{WP}extent").get(key, "")) for key in ("cx", "cy"))
        across, down = right - left - width, bottom - top
        offset(shape, "H", (width + min(across, 0)) / MM)
        offset(shape, "V", (height // 2 + min(down, 0)) / MM)
        frame = part(shape, f".//{A}xfrm")
        frame.attrib.update({key: "1" for key, turned in (("flipH", across < 0), ("flipV", down < 0)) if turned})
        for size in (part(shape, f"{WP}extent"), part(frame, f"{A}ext")):
            size.set("cx", str(abs(across)))
            size.set("cy", str(abs(down)))
        look = part(shape, f".//{WPS}spPr")
        for child in look.findall(f"{A}solidFill"):
            look.remove(child)
        line = part(look, f"{A}ln")
        etree.SubElement(line, f"{A}tailEnd", type="triangle")
        old = next(child for child in look if child.tag in (f"{A}prstGeom", f"{A}custGeom"))
        look.replace(old, etree.Element(f"{A}prstGeom", prst=preset))
        for text in shape.findall(f".//{WPS}txbx"):
            parent_of(text).remove(text)

    return edit


def corner(root: etree._Element, shape: etree._Element) -> tuple[int, int]:
    """A shape's upper left corner, in EMU from the table's, if its rows are as high as they say."""
    cell = next(shape.iterancestors(f"{W}tc"))
    row = next(cell.iterancestors(f"{W}tr"))
    table = next(row.iterancestors(f"{W}tbl"))
    cells, rows = list(row.iterchildren(f"{W}tc")), list(table.iterchildren(f"{W}tr"))
    widths = [int(part(each, f"{W}tcPr/{W}tcW").get(f"{W}w", "")) for each in cells[: cells.index(cell)]]
    heights = [int(part(each, f"{W}trPr/{W}trHeight").get(f"{W}val", "")) + 10 for each in rows[: rows.index(row)]]
    x, y = (int(part(shape, f"{WP}position{axis}/{WP}posOffset").text or "") for axis in ("H", "V"))
    return sum(widths) * 635 + x, sum(heights) * 635 + y


def grouped(*names: str) -> Edit:
    """Somebody groups shapes that hang in one cell: they hang at one anchor then, and have their names inside."""

    def edit(root: etree._Element) -> None:
        first, *others = (anchor(root, name) for name in names)
        data = part(first, f"{A}graphic/{A}graphicData")
        group = etree.SubElement(data, f"{WPG}wgp")
        frame = etree.SubElement(etree.SubElement(group, f"{WPG}grpSpPr"), f"{A}xfrm")
        boxes = []
        for each in (first, *others):
            shape = next(each.iter(f"{WPS}wsp"))
            x, y = (int(part(each, f"{WP}position{axis}/{WP}posOffset").text or "") for axis in ("H", "V"))
            width, height = (int(part(each, f"{WP}extent").get(key, "")) for key in ("cx", "cy"))
            boxes.append((x, y, x + width, y + height))
            named = etree.Element(f"{WPS}cNvPr", id="1", name=part(each, f"{WP}docPr").get("name", ""))
            shape.insert(0, named)
            at = part(shape, f"{WPS}spPr/{A}xfrm/{A}off")
            at.attrib.update({"x": str(x), "y": str(y)})
            group.append(shape)
        for each in others:
            parent_of(run_of(each)).remove(run_of(each))
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        size = {"cx": str(max(box[2] for box in boxes) - left), "cy": str(max(box[3] for box in boxes) - top)}
        for tag, values in (("off", {"x": "0", "y": "0"}), ("ext", size)):
            etree.SubElement(frame, f"{A}{tag}", values)
        etree.SubElement(frame, f"{A}chOff", x=str(left), y=str(top))
        etree.SubElement(frame, f"{A}chExt", size)
        part(first, f"{WP}extent").attrib.update(size)
        part(first, f"{WP}docPr").set("name", "Group 7")
        for axis, value in (("H", left), ("V", top)):
            part(first, f"{WP}position{axis}/{WP}posOffset").text = str(value)

    return edit


def struck(tag: str, kind: str = "strike") -> Edit:
    """Somebody strikes out the text of a field, by hand."""

    def edit(root: etree._Element) -> None:
        for run in controls(root, tag)[0].iter(f"{W}r"):
            looks = run.find(f"{W}rPr")
            if looks is None:
                looks = etree.Element(f"{W}rPr")
                run.insert(0, looks)
            etree.SubElement(looks, f"{W}{kind}")

    return edit


def cells_exchanged(tag: str, other: str) -> Edit:
    """Somebody cuts what stands in two cells and pastes it into the other one, control and all."""

    def edit(root: etree._Element) -> None:
        one, two = (parent_of(controls(root, each)[0]) for each in (tag, other))
        first, second = list(one), list(two)
        for child in first:
            two.append(child)
        for child in second:
            one.append(child)

    return edit


def entry_moved(tag: str, behind: str) -> Edit:
    """Somebody drags the paragraph of an entry behind another one."""

    def edit(root: etree._Element) -> None:
        paragraph, place = (next(controls(root, each)[0].iterancestors(f"{W}p")) for each in (tag, behind))
        place.addnext(paragraph)

    return edit
