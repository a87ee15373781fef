"""The body of an edited document, read once in order: its rows and paragraphs, and what else is to be told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from sopgen.layout.text.measurer import printable
from sopgen.pull.changes import NO_TEXT
from sopgen.pull.document.edited import Mark, Reworded
from sopgen.pull.document.items import Found, FoundCell, FoundRow, Item
from sopgen.pull.document.row_tags import RowTags, is_entry
from sopgen.pull.document.wordml import (
    DRAWN,
    TBL,
    TC,
    TICKS,
    TR,
    VAL,
    Line,
    P,
    W,
    drawn,
    is_numbered,
    is_on,
    nearest,
    own_text,
)
from sopgen.render.docx.package.embedded import Embedded, PrintedField


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that are read as no text, and the paragraph and field (empty for none) that they stand in."""

    mark: Mark
    text: str
    tag: str
    paragraph: etree._Element


@dataclass
class Body:
    """Walks the body; what it notes on the way is whole when all ``parts`` were asked for.

    ``ticked`` are the keys of fields beside which a tick box stands.
    """

    root: etree._Element
    origin: Embedded
    row_tags: RowTags
    ticked: Collection[str] = ()
    checkboxes: list[tuple[str, bool]] = field(default_factory=list)
    reworded: dict[Reworded, None] = field(default_factory=dict)
    aside: list[SetAside] = field(default_factory=list)
    cells: int = 0

    def parts(self) -> Iterator[FoundRow | Found]:
        """Rows of tables, and paragraphs outside of tables."""
        for element in nearest(self.root, TR, P, closed=()):
            yield self.row(element) if element.tag == TR else self.paragraph(element)

    def ticks(self, boxes: Sequence[str]) -> dict[str, bool]:
        """The tick boxes that are ``boxes`` in this order; those without a name are the ones that are missing."""
        named = {name: ticked for name, ticked in self.checkboxes if name}
        missing = [name for name in boxes if name not in named]
        nameless = [ticked for name, ticked in self.checkboxes if not name]
        return named | (dict(zip(missing, nameless, strict=True)) if len(missing) == len(nameless) else {})

    @cached_property
    def by_bookmark(self) -> dict[str, str]:
        """The fields by the bookmarks that they were printed with."""
        return {printed.bookmark: printed.tag for printed in self.origin.fields}

    @cached_property
    def texts(self) -> frozenset[str]:
        """All texts of fields, as they were printed."""
        return frozenset(printable(printed.text) for printed in self.origin.fields)

    @cached_property
    def by_tag(self) -> dict[str, list[PrintedField]]:
        """All places of each field."""
        tags: dict[str, list[PrintedField]] = {}
        for printed in self.origin.fields:
            tags.setdefault(printed.tag, []).append(printed)
        return tags

    # -- structure --------------------------------------------------------------------------------------------

    def row(self, row: etree._Element) -> FoundRow:
        """What a row holds; a row marked as deleted holds nothing."""
        if row.find(f"{W}trPr/{W}del") is not None:
            return FoundRow(row)
        heading = row.find(f"{W}trPr/{W}tblHeader") is not None
        hidden = is_on(row.find(f"{W}trPr/{W}hidden"))
        return FoundRow(row, [self.found_cell(cell) for cell in nearest(row, TC)], heading, hidden)

    def found_cell(self, cell: etree._Element) -> FoundCell:
        """What a cell holds, and what it spans."""
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        begins = merge is not None and merge.get(VAL) == "restart"
        columns = span.get(VAL, "") if span is not None else ""
        width = int(columns) if columns.isdecimal() and 0 < len(columns) < 4 else 1
        return FoundCell(self.cell(cell), width, begins, goes_on=merge is not None and not begins)

    def cell(self, cell: etree._Element) -> Found:
        """What a cell holds; a table that somebody put into it is no text of its field."""
        found = self.joined([self.paragraph(paragraph) for paragraph in nearest(cell, P, closed={*DRAWN, TBL})])
        self.cells += 1
        found.items = [replace(item, cell=self.cells) for item in found.items]
        for table in nearest(cell, TBL):
            texts = (" ".join(own_text(paragraph).split()) for paragraph in nearest(table, P))
            found.add(Found([Item("", " | ".join(filter(None, texts)))]))
        return found

    def joined(self, parts: list[Found]) -> Found:
        """A cell's paragraphs: further paragraphs in the cell of a step's text are part of that text."""
        cell = Found()
        for part in parts:
            cell.add(part)
        written = [item for item in cell.items if not item.drawn]
        tags = [item.tag for item in written if item.tag]
        if len(tags) == 1 and self.row_tags.row_of(tags[0]):
            first = next(item for item in written if item.tag)
            drawn_items = [item for item in cell.items if item.drawn]
            return Found([replace(first, text=printable(cell.numbered)), *drawn_items], cell.marked)
        return cell

    # -- paragraphs -------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: etree._Element) -> Found:
        """The fields of a paragraph, and of the shapes in it."""
        found = self.line(paragraph)
        for box in drawn(paragraph):
            for inner in nearest(box, P):
                line = self.line(inner)
                found.add(Found([replace(item, drawn=True) for item in line.items], line.marked))
        return found

    def line(self, paragraph: etree._Element) -> Found:
        """A paragraph's own fields, without its shapes'."""
        read = Line(self.by_bookmark, self.by_tag, self.checkboxes)
        pieces = list(read.pieces(paragraph))
        tags, text = list(dict.fromkeys(read.tags)), "".join(piece for _, piece in pieces)
        first = tags[0] if tags else ""
        self.aside += [
            SetAside(mark, words, tag or first, paragraph) for mark, tag, words in read.aside if words.strip()
        ]
        if not tags:
            kept = printable(text.strip() if printable(text.strip()) in self.texts else text.strip(f"{TICKS} \n"))
            return Found([Item("", kept, paragraph=paragraph)] if kept else [])
        outside = "".join(piece for tag, piece in pieces if not tag)
        every, bookmark = self.by_tag[first], read.marks.get(first, "")
        printed = [place for place in every if place.bookmark == bookmark] or every  # all, when no mark says where
        marked, number = bool(read.marks), self.number(first, paragraph)
        ends = f"{TICKS} \n" if first.partition("/")[0] in self.ticked else " \n"
        if len(tags) == 1 and (value := _value(printed, text.strip(ends))) is not None:
            return Found([Item(first, number + value, mark=bookmark, paragraph=paragraph)], marked)
        contents = {tag: "".join(piece for at, piece in pieces if at == tag) for tag in tags}
        if len(tags) > 1 and not any(place.before or place.after for tag in tags for place in self.by_tag[tag]):
            return self.joined_paragraph(contents, text, read.marks, paragraph)
        self.compare_words(printed, outside)
        items = [
            Item(tag, number * (tag == first) + printable(text), 0, read.marks.get(tag, ""), False, paragraph)
            for tag, text in contents.items()
        ]
        return Found(items, marked)

    def number(self, tag: str, paragraph: etree._Element) -> str:
        """What stands for a number that Word writes before a field; entries have one, steps' cells are read whole."""
        if is_entry(tag) or self.row_tags.row_of(tag):
            return ""
        return NO_TEXT if is_numbered(paragraph) else ""

    def joined_paragraph(
        self, contents: Mapping[str, str], text: str, marks: Mapping[str, str], paragraph: etree._Element
    ) -> Found:
        """A paragraph that was made of several: all that it says is the first text's, the others are gone."""
        tag = next((tag for tag, content in contents.items() if content.strip()), next(iter(contents)))
        return Found([Item(tag, printable(text), mark=marks.get(tag, ""), paragraph=paragraph)], bool(marks))

    def compare_words(self, printed: list[PrintedField], outside: str) -> None:
        """Note fixed words beside a field that are others than were printed."""
        now = " ".join(outside.strip(f"{TICKS} \n").split())
        before = [" ".join(f"{place.before} {place.after}".split()) for place in printed]
        if _letters(now) not in {_letters(words) for words in before}:
            self.reworded.setdefault(Reworded(printed[0].tag, before[0], now))


def _value(printed: list[PrintedField], whole: str) -> str | None:
    """The field's text: all of the paragraph's but the fixed words printed around it; None when they changed."""
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
