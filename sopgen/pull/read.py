"""An edited DOCX, read without trusting it: which field now says what, and which rows and texts are new.

A field is known by its content control's tag or title, or by the bookmark around it: Word keeps all three,
LibreOffice keeps title and bookmark. What somebody typed beside the control in the same paragraph belongs to the
field, and in the flow table's text cells what stands in further paragraphs. Tracked changes are read as accepted.
Whatever else changed is noted, so that it can be told: fixed words, comments, shapes that are more or fewer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from sopgen.layout.text.measurer import printable
from sopgen.model.form.form import FORM, Form
from sopgen.paths import OUTPUT
from sopgen.pull.body.body import read_body
from sopgen.pull.changes import short
from sopgen.pull.edited import Comment, Edited, LooseText, Reworded
from sopgen.pull.row_tags import RowTags, step_of
from sopgen.pull.wordml import DRAWN, SDT, TBL, TC, TR, Line, P, W, anchors, comments_in, drawn, nearest, own_text
from sopgen.render.docx.ids import CONNECTOR_TAG, PART_MARK
from sopgen.render.docx.package import archive, embedded
from sopgen.render.docx.package.embedded import Embedded, PrintedField
from sopgen.work import DOCX_FIELDS, DOCX_PIECES, Work, WorkUsedUpError

_BAND = re.compile(r"word/(?:header|footer)\d*\.xml$")
_MAIN, _COMMENTS = "word/document.xml", "word/comments.xml"
_PIECES = (P, TR, TC, SDT, f"{W}r", f"{W}t")
_TICKS = "☐☒☑"
#: So many SOPs of a booklet are named.
_MOST_NAMED = 5
_DRAWN_TAG = re.compile(rf"{CONNECTOR_TAG}/")
#: An entry of a list of texts, or a part of it: not of the names in the Pelaksana header.
_ENTRY = re.compile(rf"^(?!.*pelaksana/\d).*/\d+(?:{re.escape(PART_MARK)}\d+)?$")


class ForeignDocumentError(Exception):
    """A readable DOCX that sopgen did not make from one SOP; the message is an Indonesian sentence."""


def read(content: bytes, form: Form = FORM) -> Edited:
    """Read an edited DOCX, made with this ``form``. Raises ``archive.UnreadableError`` or ``ForeignDocumentError``."""
    members = archive.read_members(content)
    if _MAIN not in members:
        raise archive.UnreadableError("bukan dokumen Word")
    origin = read_origin(members)
    comments = archive.parse_xml(members[_COMMENTS]) if _COMMENTS in members else None
    root = archive.parse_xml(members[_MAIN])
    _check_size(root, origin)
    edited = _Reader(root, origin, RowTags(form.columns), comments).read()
    bands = (embedded.band_text(archive.parse_xml(members[name])) for name in sorted(members) if _BAND.match(name))
    return replace(edited, bands=tuple(bands), **vars(read_body(root, origin, RowTags(form.columns))))


def _check_size(root: etree._Element, origin: Embedded) -> None:
    """Refuse a document that no SOP makes, before it takes minutes."""
    try:
        drawn = sum(len(table.shapes) + len(table.rows) + len(table.columns) for table in origin.drawn)
        Work(DOCX_FIELDS).spend(len(origin.fields) + len(origin.fixed) + drawn)
        Work(DOCX_PIECES).spend(sum(1 for _ in root.iter(*_PIECES)))
    except WorkUsedUpError as error:
        message = "memuat terlalu banyak teks; dokumen satu SOP tidak sebesar itu"
        raise archive.UnreadableError(message) from error


def read_origin(members: dict[str, bytes]) -> Embedded:
    """What the document was made from; ForeignDocumentError when that is no SOP, or several."""
    found = []
    for name in sorted(members):
        if name.startswith("customXml/") and name.endswith(".xml") and embedded.NAMESPACE.encode() in members[name]:
            part = embedded.read(archive.parse_xml(members[name]))
            found += [part] if part else []
    if not found:
        raise ForeignDocumentError("Berkas ini bukan hasil sopgen, atau sumber di dalamnya sudah dibuang.")
    if len(found) > 1 or not found[0].fields:
        raise ForeignDocumentError(
            "Berkas ini buku atau surat; perubahan tidak diambil dari sini. Sunting dokumen Word SOP itu sendiri di "
            f"{OUTPUT}/, lalu jalankan pull atasnya: {_called(found)}."
        )
    return found[0]


def _called(found: Sequence[Embedded]) -> str:
    """The first of the SOPs in a document by nomor and file, and how many more there are."""
    sops = ", ".join(f"{short(each.nomor)} ({short(each.file)})" for each in found[:_MOST_NAMED])
    return sops if len(found) <= _MOST_NAMED else f"{sops} dan {len(found) - _MOST_NAMED} SOP lain"


@dataclass(frozen=True, slots=True)
class _Item:
    """A text in document order; ``tag`` is its field's, empty for text of no field.

    ``cell`` numbers the cells; text outside of them has 0. ``marked``: one of our bookmarks stands in its paragraph.
    """

    tag: str
    text: str
    cell: int = 0
    marked: bool = False


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
    row_tags: RowTags
    written_comments: etree._Element | None = None
    checkboxes: dict[str, bool] = field(default_factory=dict)
    reworded: dict[Reworded, None] = field(default_factory=dict)
    commented: dict[str, str] = field(default_factory=dict)  # a comment's id, and the tag of the field it stands at
    seen: Counter[str] = field(default_factory=Counter)  # texts of no field, and how often each stands
    cells: int = 0

    def read(self) -> Edited:
        rows: dict[str, list[_Found]] = {}
        rest, loose = _Found(), []
        for element in nearest(self.root, TR, P, closed=()):  # rows, and paragraphs outside of tables
            found = self.row(element) if element.tag == TR else self.paragraph(element)
            step = self.step_of(found)
            if step:
                rows.setdefault(step, []).append(found)
            elif element.tag == TR and not found.tags:
                self.seen.update(item.text for item in found.items)
                if any(item.text not in self.fixed for item in found.items):
                    loose.append(LooseText(found.text, row=True))
            else:
                rest.add(found)
        items = self.aligned(apart(rest.items))
        loose += self.beside(items)
        for twins in rows.values():
            original, *copies = sorted(twins, key=lambda row: not row.marked)
            items += original.items
            loose += [LooseText(copy.text, row=True) for copy in copies]
            loose += self.beside(original.items)
        self.seen.update(item.text for item in items if not item.tag)
        texts: dict[str, list[str]] = {}
        for item in items:
            if item.tag:
                texts.setdefault(item.tag, []).append(item.text)
        copied = frozenset(step for step, twins in rows.items() if len(twins) > 1)
        return Edited(
            self.origin,
            {tag: tuple(found) for tag, found in texts.items()},
            self.checkboxes,
            tuple(loose),
            tuple(rows),
            copied,
            reworded=tuple(self.reworded),
            comments=tuple(self.comments()),
            lost=tuple(sorted(self.fixed - self.seen)),
            shapes=sum(1 for _ in anchors(self.root)),
        )

    def comments(self) -> Iterator[Comment]:
        """The comments that the body refers to, as they are written."""
        for comment in self.written_comments if self.written_comments is not None else ():
            name = comment.get(f"{W}id", "") if comment.tag == f"{W}comment" else ""
            if name in self.commented:
                text = " ".join(own_text(comment).split())
                yield Comment(text, comment.get(f"{W}author", ""), self.commented[name])

    def aligned(self, items: list[_Item]) -> list[_Item]:
        """Give texts whose marks were lost (a program wrote the paragraph anew) back to their fields.

        Only where it cannot be otherwise: between two fields that are there, as many texts stand as are missing.
        """
        tags = (printed.tag for printed in self.origin.fields)
        order = [tag for tag in tags if not (step_of(tag) or _DRAWN_TAG.match(tag))]
        places: dict[str, list[int]] = {}
        for index, tag in enumerate(order):
            places.setdefault(tag, []).append(index)
        result: list[_Item] = []
        waiting: list[_Item] = []
        at = 0
        for item in items:
            if not item.tag:
                waiting.append(item)
                continue
            found = places.get(item.tag, [])
            following = bisect_left(found, at)
            end = found[following] if following < len(found) else at
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
        return [replace(text, tag=names.get(index, "")) for index, text in enumerate(texts)]

    def beside(self, items: list[_Item]) -> Iterator[LooseText]:
        """Texts of no field that somebody typed, each with the fields before and after it in its cell."""
        after = _neighbours(items)
        before = reversed(_neighbours(items[::-1]))
        begun = {0}  # cells whose heading has come: what stands in its place is no entry
        for item, last, following in zip(items, after, before, strict=True):
            if item.tag or item.text in self.fixed:
                begun.add(item.cell)
            elif item.cell in begun and (item.cell or (last and following)):
                yield LooseText(item.text, False, last, following)
            else:  # outside of cells, what has no entry below it may be anything
                yield LooseText(item.text, False)

    @cached_property
    def fixed(self) -> Counter[str]:
        """Fixed texts as they are compared, and at how many places each was printed."""
        texts: Counter[str] = Counter()
        for text, count in self.origin.fixed.items():
            texts[printable(text)] += count
        return texts

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

    def row(self, row: etree._Element) -> _Found:
        """What a row holds; a row marked as deleted holds nothing."""
        found = _Found()
        if row.find(f"{W}trPr/{W}del") is not None:
            return found
        cells = [self.cell(cell) for cell in nearest(row, TC)]
        step = self.row_tags.step_in(tag for cell in cells for tag in cell.tags)
        for index, cell in enumerate(cells):
            tag = self.row_tags.tag_at(step, index, len(cells)) if step else ""
            lost = not cell.tags and tag in self.by_tag
            found.add(_Found([_Item(tag, "\n".join(item.text for item in cell.items))]) if lost else cell)
        return found

    def cell(self, cell: etree._Element) -> _Found:
        """What a cell holds; a table that somebody put into it is no text of its field."""
        found = self.joined([self.paragraph(paragraph) for paragraph in nearest(cell, P, closed={*DRAWN, TBL})])
        self.cells += 1
        found.items = [replace(item, cell=self.cells) for item in found.items]
        for table in nearest(cell, TBL):
            texts = (" ".join(own_text(paragraph).split()) for paragraph in nearest(table, P))
            found.add(_Found([_Item("", " | ".join(filter(None, texts)))]))
        return found

    def joined(self, parts: list[_Found]) -> _Found:
        """A cell's paragraphs: further paragraphs in the cell of a step's text are part of that text."""
        cell = _Found()
        for part in parts:
            cell.add(part)
        if len(cell.tags) == 1 and len(cell.items) > 1 and self.row_tags.row_of(cell.tags[0]):
            text = printable("\n".join(item.text for item in cell.items))
            return _Found([_Item(cell.tags[0], text)], cell.marked)
        return cell

    def step_of(self, found: _Found) -> str:
        """The step whose texts stand here; empty when it is no step's."""
        return self.row_tags.step_in(found.tags)

    def paragraph(self, paragraph: etree._Element) -> _Found:
        """The fields of a paragraph, and of the shapes in it."""
        found = self.line(paragraph)
        for box in drawn(paragraph):
            for inner in nearest(box, P):
                found.add(self.line(inner))
        return found

    def line(self, paragraph: etree._Element) -> _Found:
        """A paragraph's own fields, without its shapes'."""
        read = Line(self.by_bookmark, self.by_tag, self.checkboxes)
        pieces = list(read.pieces(paragraph))
        tags, text = list(dict.fromkeys(read.tags)), "".join(piece for _, piece in pieces)
        for name in comments_in(paragraph):
            self.commented[name] = tags[0] if tags else ""
        if not tags:
            kept = printable(text.strip(_TICKS + " \n"))
            return _Found([_Item("", kept)] if kept else [])
        outside = "".join(piece for tag, piece in pieces if not tag)
        every, bookmark = self.by_tag[tags[0]], read.marks.get(tags[0], "")
        printed = [place for place in every if place.bookmark == bookmark] or every  # all, when no mark says where
        if len(tags) == 1 and (value := _value(printed, text)) is not None:
            return _Found([_Item(tags[0], value, marked=bool(read.marks))], bool(read.marks))
        self.compare_words(printed, outside)
        contents = {tag: "".join(piece for at, piece in pieces if at == tag) for tag in tags}
        found = [_Item(tag, printable(content), marked=tag in read.marks) for tag, content in contents.items()]
        return _Found(found, bool(read.marks))

    def compare_words(self, printed: list[PrintedField], outside: str) -> None:
        """Note fixed words beside a field that are others than were printed."""
        now = " ".join(outside.strip(_TICKS + " \n").split())
        before = [" ".join(f"{place.before} {place.after}".split()) for place in printed]
        if _letters(now) not in {_letters(words) for words in before}:
            self.reworded.setdefault(Reworded(printed[0].tag, before[0], now))


def apart(items: list[_Item]) -> list[_Item]:
    """``items`` without the tags of copied entries: what stands twice in its cell was copied into a new paragraph."""
    original: dict[tuple[int, str], _Item] = {}
    for item in items:
        first = original.setdefault((item.cell, item.tag), item)
        if item.marked and not first.marked:
            original[item.cell, item.tag] = item
    return [
        replace(item, tag="")
        if item.cell and _ENTRY.match(item.tag) and original[item.cell, item.tag] is not item
        else item
        for item in items
    ]


def _neighbours(items: list[_Item]) -> list[str]:
    """For each item the field that stood last before it in its cell."""
    found: list[str] = []
    last = _Item("", "")
    for item in items:
        found.append(last.tag if last.cell == item.cell else "")
        last = item if item.tag else last
    return found


def _value(printed: list[PrintedField], text: str) -> str | None:
    """The field's text: all of the paragraph's but the fixed words printed around it; None when they changed."""
    whole = text.strip(_TICKS + " \n")
    unlike = len({(place.before, place.after) for place in printed}) > 1
    for place in printed:
        before, after = place.before.strip(), place.after.strip()
        if unlike and not (before or after):
            continue  # would fit every place, the wrong ones too
        if whole.startswith(before) and whole.removeprefix(before).endswith(after):
            return printable(whole.removeprefix(before).removesuffix(after))
    return None


def _letters(text: str) -> str:
    return "".join(text.split())
