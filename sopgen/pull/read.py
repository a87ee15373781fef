"""An edited DOCX, read without trusting it: which field now says what, and which rows and texts are new.

A field is known by its content control's tag or title, or by the bookmark around it: Word keeps all three,
LibreOffice keeps title and bookmark. What somebody typed beside the control in the same paragraph belongs to the
field, and in the flow table's text cells what stands in further paragraphs. Tracked changes are read as accepted.
Whatever else changed is noted, so that it can be told: fixed words, comments, shapes that are more or fewer.
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
from sopgen.render.docx.ids import CONNECTOR_TAG

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
_MAIN, _COMMENTS = "word/document.xml", "word/comments.xml"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_TICKS = "☐☒☑"
#: Where the texts of a step stand in its row: the second cell, and the last ones counted from the end.
_KEYS = {1: "kegiatan", -4: "kelengkapan", -3: "waktu", -2: "output", -1: "ket"}
#: What belongs to a step; what is in its row's text cells, so that the row is the step's; what is in shapes.
_STEP = re.compile(r"((?:bagian/\d+/)?langkah/\d+)/")
_ROW = re.compile(rf"((?:bagian/\d+/)?langkah/\d+)/(?:{'|'.join(_KEYS.values())})(?:\+\d+)?$")
_DRAWN_TAG = re.compile(rf"{CONNECTOR_TAG}/")


@dataclass(frozen=True, slots=True)
class LooseText:
    """Text that belongs to no field: of a paragraph, or of a whole row that somebody added."""

    text: str
    row: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that somebody left in Word; ``tag`` is the field it stands at, empty when it stands at none."""

    text: str
    author: str
    tag: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """Fixed words beside the field ``tag`` that read ``now`` what was printed as ``before``."""

    tag: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited document: what it was made from (``origin``), and what it says now.

    ``texts`` are a tag's texts at all places where it stands. ``steps`` are the paths of steps in the order of
    their rows, ``copied`` those whose row stands twice (the second one is among ``loose``). ``lost`` are fixed texts
    that stand nowhere any more, ``shapes`` is how many symbols, lines and labels there are.
    """

    origin: Embedded
    texts: dict[str, tuple[str, ...]]
    checkboxes: dict[str, bool]
    loose: tuple[LooseText, ...]
    steps: tuple[str, ...]
    copied: frozenset[str]
    reworded: tuple[Reworded, ...] = ()
    comments: tuple[Comment, ...] = ()
    lost: tuple[str, ...] = ()
    shapes: int = 0


class ForeignDocumentError(Exception):
    """A readable DOCX that sopgen did not make from one SOP; the message is an Indonesian sentence."""


def read(content: bytes) -> Edited:
    """Read an edited DOCX. Raises ``archive.UnreadableError`` or ``ForeignDocumentError``."""
    members = archive.read_members(content)
    if _MAIN not in members:
        raise archive.UnreadableError("bukan dokumen Word")
    origin = read_origin(members)
    comments = archive.parse_xml(members[_COMMENTS]) if _COMMENTS in members else None
    return _Reader(archive.parse_xml(members[_MAIN]), origin, comments).read()


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
    written_comments: etree._Element | None = None
    checkboxes: dict[str, bool] = field(default_factory=dict)
    reworded: dict[Reworded, None] = field(default_factory=dict)
    commented: dict[str, str] = field(default_factory=dict)  # a comment's id, and the tag of the field it stands at
    seen: set[str] = field(default_factory=set)  # fixed texts that stand somewhere

    def read(self) -> Edited:
        rows: dict[str, list[_Found]] = {}
        rest, loose = _Found(), []
        for element in self.containers(self.root):
            found = self.row(element) if element.tag == _TR else self.paragraph(element)
            step = _step_of(found)
            if step:
                rows.setdefault(step, []).append(found)
            elif element.tag == _TR and not found.tags:
                self.seen |= {item.text for item in found.items}
                if any(item.text not in self.fixed for item in found.items):
                    loose.append(LooseText(found.text, row=True))
            else:
                rest.add(found)
        items = self.aligned(rest.items)
        for twins in rows.values():
            original, *copies = sorted(twins, key=lambda row: not row.marked)
            items += original.items
            loose += [LooseText(copy.text, row=True) for copy in copies]
        self.seen |= {item.text for item in items if not item.tag}
        loose += [LooseText(item.text, row=False) for item in items if not item.tag and item.text not in self.fixed]
        texts: dict[str, tuple[str, ...]] = {}
        for item in items:
            if item.tag:
                texts[item.tag] = (*texts.get(item.tag, ()), item.text)
        copied = frozenset(step for step, twins in rows.items() if len(twins) > 1)
        return Edited(
            self.origin,
            texts,
            self.checkboxes,
            tuple(loose),
            tuple(rows),
            copied,
            reworded=tuple(self.reworded),
            comments=tuple(self.comments()),
            lost=tuple(sorted(text for text in self.fixed - self.seen if not text.isdecimal())),
            shapes=sum(1 for _ in _anchors(self.root)),
        )

    def comments(self) -> Iterator[Comment]:
        """The comments that the body refers to, as they are written."""
        for comment in self.written_comments if self.written_comments is not None else ():
            name = comment.get(f"{_W}id", "") if comment.tag == f"{_W}comment" else ""
            if name in self.commented:
                text = " ".join(own_text(comment).split())
                yield Comment(text, comment.get(f"{_W}author", ""), self.commented[name])

    def aligned(self, items: list[_Item]) -> list[_Item]:
        """Give texts whose marks were lost (a program wrote the paragraph anew) back to their fields.

        Only where it cannot be otherwise: between two fields that are there, as many texts stand as are missing.
        """
        tags = (printed.tag for printed in self.origin.fields)
        order = [tag for tag in tags if not (_STEP.match(tag) or _DRAWN_TAG.match(tag))]
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
        cells = [self.cell(cell) for cell in _own(row, _TC)]
        step = next(filter(None, map(_step_of, cells)), "")
        for index, cell in enumerate(cells):
            tag = f"{step}/{_KEYS.get(index if index == 1 else index - len(cells), '')}"
            lost = step and not cell.tags and any(printed == tag for printed in self.by_tag)
            found.add(_Found([_Item(tag, "\n".join(item.text for item in cell.items))]) if lost else cell)
        return found

    def cell(self, cell: etree._Element) -> _Found:
        """What a cell holds; a table that somebody put into it is no text of its field."""
        found = _joined([self.paragraph(paragraph) for paragraph in _own(cell, _P, without=_TBL)])
        for table in _own(cell, _TBL):
            texts = (" ".join(own_text(paragraph).split()) for paragraph in _own(table, _P))
            found.add(_Found([_Item("", " | ".join(filter(None, texts)))]))
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
        read = _Line(self)
        pieces = list(read.pieces(paragraph))
        tags, text = list(dict.fromkeys(read.tags)), "".join(piece for _, piece in pieces)
        for name in _comments_in(paragraph):
            self.commented[name] = tags[0] if tags else ""
        if not tags:
            kept = printable(text.strip(_TICKS + " \n"))
            return _Found([_Item("", kept)] if kept else [])
        outside = "".join(piece for tag, piece in pieces if not tag)
        if len(tags) == 1 and (value := self.value(tags[0], text)) is not None:
            return _Found([_Item(tags[0], value)], read.marked)
        self.compare_words(tags[0], outside)
        contents = {tag: "".join(piece for at, piece in pieces if at == tag) for tag in tags}
        return _Found([_Item(tag, printable(content)) for tag, content in contents.items()], read.marked)

    def compare_words(self, tag: str, outside: str) -> None:
        """Note fixed words beside a field that are others than were printed."""
        now = " ".join(outside.strip(_TICKS + " \n").split())
        before = [" ".join(f"{printed.before} {printed.after}".split()) for printed in self.by_tag[tag]]
        if _letters(now) not in {_letters(words) for words in before}:
            self.reworded.setdefault(Reworded(tag, before[0], now))

    def value(self, tag: str, text: str) -> str | None:
        """The field's text: all of the paragraph's but the fixed words printed around it; None when they changed."""
        whole = text.strip(_TICKS + " \n")
        several = len(self.by_tag[tag]) > 1
        for printed in self.by_tag[tag]:
            before, after = printed.before.strip(), printed.after.strip()
            if several and not (before or after) and len({(p.before, p.after) for p in self.by_tag[tag]}) > 1:
                continue  # would fit every place, the wrong ones too
            if whole.startswith(before) and whole.removeprefix(before).endswith(after):
                return printable(whole.removeprefix(before).removesuffix(after))
        return None


@dataclass
class _Line:
    """Cuts one paragraph into pieces, each of a field or of none, noting tick boxes on the way."""

    reader: _Reader
    tags: list[str] = field(default_factory=list)
    marked: bool = False
    open: dict[str, str] = field(default_factory=dict)  # bookmarks that have begun, and their tags

    def pieces(self, element: etree._Element, tag: str = "") -> Iterator[tuple[str, str]]:
        """Tag (empty: no field) and text of each piece, in order; a placeholder is no text."""
        for child in element:
            if child.tag in _SKIPPED or child.tag in _DRAWN or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}bookmarkStart":
                self.begin(child)
            elif child.tag == f"{_W}bookmarkEnd":
                self.open.pop(child.get(f"{_W}id", ""), None)
            elif child.tag == _SDT:
                name = self.control(child)
                if child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is None:
                    yield from self.pieces(child, name or tag)
            elif child.tag == f"{_W}t" or child.tag in _BREAKS:
                text = _BREAKS.get(child.tag, child.text or "")
                yield tag or next(reversed(self.open.values()), ""), text
            else:
                yield from self.pieces(child, tag)

    def begin(self, mark: etree._Element) -> None:
        """A bookmark begins."""
        name = self.reader.by_bookmark.get(mark.get(f"{_W}name", ""))
        if name is not None:
            self.open[mark.get(f"{_W}id", "")] = name
            self.tags.append(name)
            self.marked = True

    def control(self, control: etree._Element) -> str:
        """The tag of a known content control; a tick box is noted."""
        names = [control.find(f"{_W}sdtPr/{_W}{kind}") for kind in ("tag", "alias")]
        values = [name.get(_VAL, "") for name in names if name is not None]
        known = next((value for value in values if value in self.reader.by_tag), "")
        if known:
            self.tags.append(known)
            return known
        ticked = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
        if ticked is not None and values:
            self.reader.checkboxes[values[0]] = ticked.get(f"{_W14}val") in ("1", "true", "on")
        return ""


def _letters(text: str) -> str:
    return "".join(text.split())


def _comments_in(paragraph: etree._Element) -> Iterator[str]:
    """The ids of the comments that a paragraph refers to."""
    return (found.get(f"{_W}id", "") for found in _walk(paragraph) if found.tag == f"{_W}commentReference")


def _anchors(element: etree._Element) -> Iterator[etree._Element]:
    """The floating shapes, each once: its second version for old programs does not count, nor one deleted."""
    for child in element:
        if child.tag == _ANCHOR:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _anchors(child)


def _step_of(found: _Found) -> str:
    """The step whose texts stand here; empty when it is no step's."""
    for tag in found.tags:
        if match := _ROW.match(tag):
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


def _own(element: etree._Element, tag: str, without: str = "") -> Iterator[etree._Element]:
    """The nearest elements ``tag`` below ``element``, not those inside them, in shapes or in elements ``without``."""
    for child in element:
        if child.tag in _SKIPPED or child.tag in _DRAWN or child.tag == without or not isinstance(child.tag, str):
            continue
        if child.tag == tag:
            yield child
        else:
            yield from _own(child, tag, without)


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
