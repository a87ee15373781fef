"""Edits of rows, cells and shapes, of what belongs to no field, and documents whose controls are gone."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from lxml import etree

from tests.generators.word_hands import (
    AUTHOR,
    LISTS,
    W14,
    ImpossibleError,
    Made,
    Word,
    impossible,
    is_heading,
    is_step_text,
    kind,
    new_run,
    paragraph_of,
    parent_of,
    unmarked,
)
from tests.pull.editing import cells_of, controls, inserted_row, merged, row_of, typed, unwrapped
from tests.validate_docx.package import WP, A, W

# -- rows and cells ----------------------------------------------------------------------------------------------------


def kegiatan(word: Word) -> str:
    """The tag of a step's first text."""
    return word.choose(lambda tag: tag.endswith("/kegiatan"))


@kind("a row typed")
def _row_typed(word: Word) -> Made:
    tag = kegiatan(word)
    row = row_of(word.body, tag)
    texts = ["" for _ in row.findall(f"{W}tc")]
    texts[0], texts[1] = "9", word.sentence()
    inserted_row(tag, *texts)(word.body)
    return Made(tag)


@kind("a row removed")
def _row_removed(word: Word) -> Made:
    tag = kegiatan(word)
    row = row_of(word.body, tag)
    parent_of(row).remove(row)
    return Made(tag)


@kind("a row removed as a tracked change")
def _row_deleted(word: Word) -> Made:
    tag = kegiatan(word)
    row = row_of(word.body, tag)
    properties = row.find(f"{W}trPr")
    assert properties is not None
    etree.SubElement(properties, f"{W}del", {f"{W}id": "9003", **AUTHOR})
    for number, text in enumerate(list(row.iter(f"{W}t")), 9100):
        run = parent_of(text)
        deleted = etree.Element(f"{W}del", {f"{W}id": str(number), **AUTHOR})
        run.addprevious(deleted)
        deleted.append(run)
        text.tag = f"{W}delText"
    return Made(tag)


@kind("a row copied")
def _row_copied(word: Word) -> Made:
    tag = kegiatan(word)
    row = row_of(word.body, tag)
    copy = deepcopy(row)
    for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        parent_of(mark).remove(mark)
    row.addnext(copy)
    return Made(tag)


@kind("two rows swapped")
def _rows_swapped(word: Word) -> Made:
    rows = [row_of(word.body, tag) for tag in word.tags if tag.endswith("/kegiatan")]
    pairs = [(one, other) for one, other in pairwise(rows) if one.getnext() is other]
    one, other = word.rng.choice(pairs or impossible())
    one.addprevious(other)
    return Made("two rows")


@kind("two cells merged downwards")
def _merged_down(word: Word) -> Made:
    rows = [row_of(word.body, tag) for tag in word.tags if tag.endswith("/kegiatan")]
    pairs = [(one, other) for one, other in pairwise(rows) if one.getnext() is other]
    one, other = word.rng.choice(pairs or impossible())
    at = word.rng.randrange(len(cells_of(one)))
    merged(cells_of(one)[at:][:1], cells_of(other)[at:][:1])
    return Made(f"column {at + 1}")


@kind("two cells merged sideways")
def _merged_sideways(word: Word) -> Made:
    row = row_of(word.body, kegiatan(word))
    at = word.rng.randrange(len(cells_of(row)) - 1)
    merged(cells_of(row)[at:][:2])
    return Made(f"columns {at + 1} and {at + 2}")


@kind("a table pasted into a cell")
def _table_pasted(word: Word) -> Made:
    tag = word.choose(is_step_text)
    paragraph = paragraph_of(word, tag)
    table = etree.Element(f"{W}tbl")
    etree.SubElement(table, f"{W}tblPr")
    etree.SubElement(etree.SubElement(table, f"{W}tblGrid"), f"{W}gridCol", {f"{W}w": "500"})
    cell = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
    etree.SubElement(cell, f"{W}p").append(new_run(word.sentence()))
    paragraph.addprevious(table)
    return Made(tag)


# -- controls that are gone --------------------------------------------------------------------------------------------


@kind("a cell typed anew, without its control")
def _retyped(word: Word) -> Made:
    tag, new = word.step_text(), f"{word.sentence()} lagi"
    paragraph = paragraph_of(word, tag)
    for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
        paragraph.remove(child)
    paragraph.append(new_run(new))
    return Made(tag, {tag: new})


@kind("all controls removed")
def _all_unwrapped(word: Word) -> Made:
    unwrapped(word.body)
    return Made("everywhere", shows=False)


@kind("all controls and bookmarks gone, a text changed")
def _all_unmarked(word: Word) -> Made:
    tag = word.step_text()
    new = f"{word.text(tag)} {word.sentence()}"
    typed(tag, new)(word.body)
    unmarked(word.body)
    return Made(tag, {tag: new})


@kind("a table's controls and bookmarks gone, a text changed")
def _table_unmarked(word: Word) -> Made:
    tag = word.choose(lambda tag: is_step_text(tag) or tag.partition("/")[0] in LISTS)
    new = f"{word.text(tag)} {word.sentence()}".strip()
    table = next(controls(word.body, tag)[0].iterancestors(f"{W}tbl"), None)
    if table is None:
        raise ImpossibleError
    typed(tag, new)(word.body)
    unmarked(table)
    return Made(tag, {tag: new})


# -- the drawing -------------------------------------------------------------------------------------------------------


@kind("a label typed over")
def _label(word: Word) -> Made:
    tag = word.choose(lambda tag: "/label_" in tag)
    typed(tag, "Boleh")(word.body)
    return Made(tag, {tag: "Boleh"})


@kind("a shape deleted")
def _shape_deleted(word: Word) -> Made:
    run = word.rng.choice(word.shapes())
    parent_of(run).remove(run)
    return Made(name_of(run))


@kind("a shape copied")
def _shape_copied(word: Word) -> Made:
    run = word.rng.choice([run for run in word.shapes() if run.find(f".//{W}sdt") is None])
    run.addnext(deepcopy(run))
    return Made(name_of(run))


def name_of(run: etree._Element) -> str:
    """What a shape is called."""
    return next(run.iter(f"{WP}docPr")).get("name", "")


@kind("a shape moved")
def _shape_moved(word: Word) -> Made:
    run = word.rng.choice(word.shapes())
    offset = next(run.iter(f"{WP}posOffset"))
    offset.text = str(int(offset.text or "0") + word.rng.choice((-1, 1)) * word.rng.randint(200_000, 400_000))
    return Made(name_of(run))


@kind("a shape moved to another cell")
def _shape_to_other_cell(word: Word) -> Made:
    run = word.rng.choice([run for run in word.shapes() if next(run.iterancestors(f"{W}tc"), None) is not None])
    cell = next(run.iterancestors(f"{W}tc"))
    others = [other for other in cells_of(parent_of(cell)) if other is not cell and other.find(f".//{W}sdt") is None]
    word.rng.choice(others or impossible()).findall(f"{W}p")[0].append(run)
    return Made(name_of(run))


@kind("a shape made another")
def _shape_changed(word: Word) -> Made:
    shapes = [geometry for geometry in word.body.iter(f"{A}prstGeom") if geometry.get("prst", "").startswith("flow")]
    geometry = word.rng.choice(shapes or impossible())
    other = "flowChartProcess" if geometry.get("prst") == "flowChartDecision" else "flowChartDecision"
    geometry.set("prst", other)
    return Made(other)


@kind("an arrow turned")
def _arrow_turned(word: Word) -> Made:
    forms = [form for form in word.body.iter(f"{A}xfrm") if parent_of(form).find(f"{A}custGeom") is not None]
    form = word.rng.choice(forms or impossible())
    way = word.rng.choice(("flipH", "flipV"))
    form.set(way, "1")
    return Made(f"{name_of(next(form.iterancestors(f'{W}r')))}, {way}", shows=is_mirrored(form, way))


def is_mirrored(form: etree._Element, way: str) -> bool:
    """Whether a shape looks otherwise once it was flipped: a line straight down is the same seen from behind.

    A text stands on its head in what was flipped vertically, and a line that runs back has its head at the other end.
    """
    look, extent = parent_of(form), form.find(f"{A}ext")
    assert extent is not None
    if way == "flipV" and next(parent_of(look).iter(f"{W}t"), None) is not None:
        return True
    width, height = (int(extent.get(size, "")) for size in ("cx", "cy"))
    points = [(int(point.get("x", "")), int(point.get("y", ""))) for point in look.iter(f"{A}pt")]
    seen = [(width - x, y) if way == "flipH" else (x, height - y) for x, y in points]
    closed = next(look.iter(f"{A}close"), None) is not None
    return set(seen) != set(points) if closed else seen != points


# -- what belongs to no field ------------------------------------------------------------------------------------------


@kind("a box ticked")
def _ticked(word: Word) -> Made:
    boxes = list(word.body.iter(f"{W14}checked"))
    mark = word.rng.choice(boxes or impossible())
    checked = mark.get(f"{W14}val") == "1"
    mark.set(f"{W14}val", "0" if checked else "1")
    control = next(mark.iterancestors(f"{W}sdt"))
    next(control.iter(f"{W}t")).text = "☐" if checked else "☒"
    return Made("a box")


@kind("fixed words changed")
def _heading_changed(word: Word) -> Made:
    run = word.rng.choice([run for run in word.body.iter(f"{W}r") if is_heading(run)])
    text = next(run.iter(f"{W}t"))
    where, text.text = text.text or "", word.sentence()
    return Made(where)


@kind("a paragraph typed below a table")
def _paragraph_typed(word: Word) -> Made:
    table = word.rng.choice(list(word.body.iter(f"{W}tbl")))
    paragraph = etree.Element(f"{W}p")
    paragraph.append(new_run(word.sentence()))
    table.addnext(paragraph)
    return Made("below a table")


@kind("a footer changed")
def _footer_changed(word: Word) -> Made:
    name = next((name for name in word.members if name.startswith("word/footer")), "")
    root = etree.fromstring(word.members[name]) if name else impossible()
    assert isinstance(root, etree._Element)
    texts = [text for text in root.iter(f"{W}t") if len((text.text or "").strip()) > 3]
    word.rng.choice(texts or impossible()).text = word.sentence()
    word.members[name] = etree.tostring(root)
    return Made(name)
