"""An edited DOCX, read without trusting it: which field now says what, and which rows and texts are new.

A field is known by its content control's tag or title, or by the bookmark around it: Word keeps all three,
LibreOffice keeps title and bookmark. What somebody typed beside the control in the same paragraph belongs to the
field, and in the flow table's text cells what stands in further paragraphs. Tracked changes are read as accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from sopgen.layout.text import printable
from sopgen.render.docx import archive, embedded
from sopgen.render.docx.embedded import Embedded, PrintedField

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TR, _TC, _TBL, _SDT = (f"{_W}{name}" for name in ("p", "tr", "tc", "tbl", "sdt"))
_VAL = f"{_W}val"
#: No text of the document as it now reads: deleted, moved away, computed, or a second version of a shape.
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"})
#: Shapes stand in a paragraph but have texts of their own.
_DRAWN = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_MAIN = "word/document.xml"
_STEP = re.compile(r"((?:bagian/\d+/)?langkah/\d+)/")
_TICKS = "☐☒☑"
#: Where the texts of a step stand in its row: the second cell, and the last ones counted from the end.
_KEYS = {1: "kegiatan", -4: "kelengkapan", -3: "waktu", -2: "output", -1: "ket"}


@dataclass(frozen=True, slots=True)
class LooseText:
    """Text that belongs to no field: of a paragraph, or of a whole row that somebody added."""

    text: str
    row: bool


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited document: what it was made from (``origin``), and what it says now.

    ``texts`` are a tag's texts at all places where it stands. ``steps`` are the paths of steps in the order of
    their rows, ``copied`` those whose row stands twice (the second one is among ``loose``).
    """

    origin: Embedded
    texts: dict[str, tuple[str, ...]]
    checkboxes: dict[str, bool]
    loose: tuple[LooseText, ...]
    steps: tuple[str, ...]
    copied: frozenset[str]


class ForeignDocumentError(Exception):
    """A readable DOCX that sopgen did not make from one SOP; the message is an Indonesian sentence."""


def read(content: bytes) -> Edited:
    """Read an edited DOCX. Raises ``archive.UnreadableError`` or ``ForeignDocumentError``."""
    members = archive.read_members(content)
    if _MAIN not in members:
        raise archive.UnreadableError("bukan dokumen Word")
    origin = read_origin(members)
    return _Reader(archive.parse_xml(members[_MAIN]), origin).read()


def read_origin(members: dict[str, bytes]) -> Embedded:
    """What the document was made from; ForeignDocumentError when that is no SOP, or several."""
    found = []
    for name in sorted(members):
        if name.startswith("customXml/") and name.endswith(".xml") and embedded.NAMESPACE.encode() in members[name]:
            part = embedded.read(archive.parse_xml(members[name]))
            found += [part] if part else []
    if not found:
        raise ForeignDocumentError("Berkas ini bukan hasil sopgen, atau sumber di dalamnya sudah dibuang.")
    if len(found) > 1:
        raise ForeignDocumentError("Berkas ini memuat beberapa SOP; ambil perubahan dari berkas .docx per SOP.")
    return found[0]


@dataclass(frozen=True, slots=True)
class _Item:
    """A text in document order; ``tag`` is its field's, empty for text of no field."""

    tag: str
    text: str


@dataclass(slots=True)
class _Found:
    """What a paragraph, a cell or a row holds, and whether one of our bookmarks stands in it."""

    items: list[_Item] = field(default_factory=list)
    marked: bool = False

    def add(self, other: _Found) -> None:
        self.items += other.items
        self.marked = self.marked or other.marked

    @property
    def tags(self) -> list[str]:
        return [item.tag for item in self.items if item.tag]

    @property
    def text(self) -> str:
        return " | ".join(item.text for item in self.items if item.text)


@dataclass
class _Reader:
    """Walks the body once, in document order."""

    root: etree._Element
    origin: Embedded
    checkboxes: dict[str, bool] = field(default_factory=dict)

    def read(self) -> Edited:
        rows: dict[str, list[_Found]] = {}
        rest, loose = _Found(), []
        for element in self.containers(self.root):
            found = self.row(element) if element.tag == _TR else self.paragraph(element)
            step = _step_of(found)
            if step:
                rows.setdefault(step, []).append(found)
            elif element.tag == _TR and not found.tags:
                if any(item.text not in self.fixed for item in found.items):
                    loose.append(LooseText(found.text, row=True))
            else:
                rest.add(found)
        items = self.aligned(rest.items)
        for twins in rows.values():
            original, *copies = sorted(twins, key=lambda row: not row.marked)
            items += original.items
            loose += [LooseText(copy.text, row=True) for copy in copies]
        loose += [LooseText(item.text, row=False) for item in items if not item.tag and item.text not in self.fixed]
        texts: dict[str, tuple[str, ...]] = {}
        for item in items:
            if item.tag:
                texts[item.tag] = (*texts.get(item.tag, ()), item.text)
        copied = frozenset(step for step, twins in rows.items() if len(twins) > 1)
        return Edited(self.origin, texts, self.checkboxes, tuple(loose), tuple(rows), copied)

    def aligned(self, items: list[_Item]) -> list[_Item]:
        """Give texts whose marks were lost (a program wrote the paragraph anew) back to their fields.

        Only where it cannot be otherwise: between two fields that are there, as many texts stand as are missing.
        """
        order = [printed.tag for printed in self.origin.fields if not _STEP.match(printed.tag)]
        result: list[_Item] = []
        waiting: list[_Item] = []
        at = 0
        for item in items:
            if not item.tag:
                waiting.append(item)
                continue
            end = order.index(item.tag, at) if item.tag in order[at:] else at
            result += self.named(waiting, order[at:end])
            result.append(item)
            waiting, at = [], max(at, end + 1 if end < len(order) and order[end] == item.tag else at)
        return result + self.named(waiting, order[at:])

    def named(self, texts: list[_Item], missing: list[str]) -> list[_Item]:
        """``texts`` of no field as the fields ``missing``, if there are as many of the one as of the other."""
        strange = [index for index, text in enumerate(texts) if text.text not in self.fixed]
        if len(strange) != len(missing):
            return texts
        names = dict(zip(strange, missing, strict=True))
        return [_Item(names.get(index, ""), text.text) for index, text in enumerate(texts)]

    @cached_property
    def fixed(self) -> frozenset[str]:
        return frozenset(printable(text) for text in self.origin.fixed)

    @cached_property
    def by_bookmark(self) -> dict[str, str]:
        return {printed.bookmark: printed.tag for printed in self.origin.fields}

    @cached_property
    def by_tag(self) -> dict[str, list[PrintedField]]:
        tags: dict[str, list[PrintedField]] = {}
        for printed in self.origin.fields:
            tags.setdefault(printed.tag, []).append(printed)
        return tags

    # -- structure --------------------------------------------------------------------------------------------

    def containers(self, element: etree._Element) -> Iterator[etree._Element]:
        """Table rows, and paragraphs outside of them, in document order."""
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag in (_TR, _P):
                yield child
            else:
                yield from self.containers(child)

    def row(self, row: etree._Element) -> _Found:
        """What a row holds; a row marked as deleted holds nothing."""
        found = _Found()
        if row.find(f"{_W}trPr/{_W}del") is not None:
            return found
        cells = [_joined([self.paragraph(paragraph) for paragraph in _own(cell, _P)]) for cell in _own(row, _TC)]
        step = next(filter(None, map(_step_of, cells)), "")
        for index, cell in enumerate(cells):
            tag = f"{step}/{_KEYS.get(index if index == 1 else index - len(cells), '')}"
            lost = step and not cell.tags and any(printed == tag for printed in self.by_tag)
            found.add(_Found([_Item(tag, "\n".join(item.text for item in cell.items))]) if lost else cell)
        return found

    def paragraph(self, paragraph: etree._Element) -> _Found:
        """The fields of a paragraph, and of the shapes in it."""
        found = self.line(paragraph)
        for drawn in _drawn(paragraph):
            for inner in _own(drawn, _P):
                found.add(self.line(inner))
        return found

    def line(self, paragraph: etree._Element) -> _Found:
        """A paragraph's own fields, without its shapes'."""
        tags, marked = self.tags(paragraph)
        text = own_text(paragraph)
        if not tags:
            kept = printable(text.strip(_TICKS + " \n"))
            return _Found([_Item("", kept)] if kept else [])
        if len(tags) == 1:
            return _Found([_Item(tags[0], self.value(tags[0], text, paragraph))], marked)
        contents = {name: own_text(control) for name, control in self.controls(paragraph)}
        return _Found([_Item(tag, printable(contents.get(tag, text))) for tag in tags], marked)

    def tags(self, paragraph: etree._Element) -> tuple[list[str], bool]:
        """The tags of a paragraph's own fields, each once, and whether a bookmark marks one."""
        tags = [name for name, _ in self.controls(paragraph)]
        marks = [
            self.by_bookmark[mark.get(f"{_W}name", "")]
            for mark in _walk(paragraph)
            if mark.tag == f"{_W}bookmarkStart" and mark.get(f"{_W}name", "") in self.by_bookmark
        ]
        return list(dict.fromkeys(tags + marks)), bool(marks)

    def controls(self, paragraph: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """The known content controls of a paragraph; tick boxes are noted on the way."""
        for control in _walk(paragraph):
            if control.tag != _SDT:
                continue
            names = [control.find(f"{_W}sdtPr/{_W}{kind}") for kind in ("tag", "alias")]
            name = next((n.get(_VAL, "") for n in names if n is not None and n.get(_VAL, "") in self.by_tag), "")
            if name:
                yield name, control
                continue
            ticked = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
            if ticked is not None:
                label = next((n.get(_VAL, "") for n in names if n is not None), "")
                self.checkboxes[label] = ticked.get(f"{_W14}val") in ("1", "true", "on")

    def value(self, tag: str, text: str, paragraph: etree._Element) -> str:
        """The field's text: all of the paragraph's but the fixed words that were printed around it."""
        whole = text.strip(_TICKS + " \n")
        several = len(self.by_tag[tag]) > 1
        for printed in self.by_tag[tag]:
            before, after = printed.before.strip(), printed.after.strip()
            if several and not (before or after):
                continue  # would fit every place, the wrong ones too
            if whole.startswith(before) and whole.removeprefix(before).endswith(after):
                return printable(whole.removeprefix(before).removesuffix(after))
        control = next((control for name, control in self.controls(paragraph) if name == tag), None)
        return printable(own_text(control if control is not None else paragraph))


def _step_of(found: _Found) -> str:
    """The step whose texts stand here; empty when it is no step's."""
    for tag in found.tags:
        if match := _STEP.match(tag):
            return match[1]
    return ""


def _joined(parts: list[_Found]) -> _Found:
    """A cell's paragraphs: further paragraphs in the cell of a step's text are part of that text."""
    cell = _Found()
    for part in parts:
        cell.add(part)
    if len(cell.tags) == 1 and len(cell.items) > 1 and cell.tags[0].rpartition("/")[2] in _KEYS.values():
        text = printable("\n".join(item.text for item in cell.items))
        return _Found([_Item(cell.tags[0], text)], cell.marked)
    return cell


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    """Everything below ``element`` but what is skipped and what stands in shapes."""
    for child in element:
        if child.tag in _SKIPPED or child.tag in _DRAWN or not isinstance(child.tag, str):
            continue
        yield child
        yield from _walk(child)


def _own(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The nearest elements ``tag`` below ``element``, not those inside them or in shapes."""
    for child in element:
        if child.tag in _SKIPPED or child.tag in _DRAWN or not isinstance(child.tag, str):
            continue
        if child.tag == tag:
            yield child
        else:
            yield from _own(child, tag)


def _drawn(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes of the shapes in a paragraph."""
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}txbxContent":
            yield child
        else:
            yield from _drawn(child)


def own_text(element: etree._Element) -> str:
    """The text of a paragraph or control as it reads now, without its shapes'; a placeholder is no text."""
    if element.tag == _SDT:
        properties = element.find(f"{_W}sdtPr")
        if properties is not None and properties.find(f"{_W}showingPlcHdr") is not None:
            return ""
    parts = []
    for child in element:
        if child.tag in _SKIPPED or child.tag in _DRAWN:
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif isinstance(child.tag, str):
            parts.append(own_text(child))
    return "".join(parts)
