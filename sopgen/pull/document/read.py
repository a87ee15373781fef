"""An edited DOCX, read without trusting it: which field now says what, and which rows and texts are new.

A field is known by its content control's tag or title, or by the bookmark around it: Word keeps all three,
LibreOffice keeps title and bookmark. What somebody typed beside the control in the same paragraph belongs to the
field, and in the flow table's text cells what stands in further paragraphs. Where the marks are gone, rows are known by
what they say, cells by their column, the form's texts by their order. Tracked changes are read as accepted.
Whatever else changed is noted, so that it can be told: fixed words, comments, shapes that are more or fewer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from sopgen.layout.text.measurer import printable
from sopgen.model.form.fields import ValueKind
from sopgen.model.form.form import FORM, Form
from sopgen.pull.document import comments
from sopgen.pull.document.body import Body
from sopgen.pull.document.edited import Aside, Edited, HiddenRow, LooseText
from sopgen.pull.document.foreign import SourceLostError, main_part, read_origin
from sopgen.pull.document.items import Found, FoundRow, Item
from sopgen.pull.document.marks_lost import MarksLost, PrintedLine, printed_lines
from sopgen.pull.document.places.placed import read_places
from sopgen.pull.document.places.rows import Tags
from sopgen.pull.document.row_places import RowPlaces
from sopgen.pull.document.row_tags import RowTags, is_choice, is_entry, step_of
from sopgen.pull.document.settled import settle
from sopgen.pull.document.typed_rows import LaidRow, typed_rows
from sopgen.pull.document.wordml import FILES, SDT, TC, TR, P, W, anchors, join_paragraphs, nearest
from sopgen.render.docx.ids import CONNECTOR_TAG, tick_tag
from sopgen.render.docx.package import archive, embedded
from sopgen.render.docx.package.embedded import Embedded
from sopgen.work import DOCX_FIELDS, DOCX_PIECES, Work, WorkUsedUpError

_BAND = re.compile(r"word/(?:header|footer)\d*\.xml$")
_STYLES = "word/styles.xml"
_PIECES = (P, TR, TC, SDT, f"{W}r", f"{W}t")
_TICKED = (ValueKind.TICKED_DATE, ValueKind.REVISION)
_CONNECTOR = f"{CONNECTOR_TAG}/"


def read(content: bytes, form: Form = FORM, instead: Embedded | None = None) -> Edited:
    """Read an edited DOCX, made with this ``form``; ``instead`` is what it was made from if it does not say itself.

    Raises ``archive.UnreadableError`` or ``ForeignDocumentError``.
    """
    members = archive.read_members(content)
    root = main_part(members)
    origin, rebuilt = _origin(members, instead)
    _check_size(root, origin)
    settle(root, archive.parse_xml(members[_STYLES]) if _STYLES in members else None)
    join_paragraphs(root)
    ticked = tuple(field.key for field in form.rows if field.kind in _TICKED)
    reading = _Reading(root, origin, RowTags(form.columns), ticked, comments.written(members))
    bands = (embedded.band_text(archive.parse_xml(members[name])) for name in sorted(members) if _BAND.match(name))
    return replace(reading.edited(), bands=tuple(bands), rebuilt=rebuilt)


def _origin(members: dict[str, bytes], instead: Embedded | None) -> tuple[Embedded, bool]:
    """What the document was made from, and whether it is ``instead``."""
    try:
        return read_origin(members), False
    except SourceLostError:
        if instead is None:
            raise
        return instead, True


def _check_size(root: etree._Element, origin: Embedded) -> None:
    """Refuse a document that no SOP makes, before it takes minutes."""
    try:
        drawn = sum(len(table.shapes) + len(table.rows) + len(table.columns) for table in origin.drawn)
        Work(DOCX_FIELDS).spend(len(origin.fields) + len(origin.fixed) + drawn)
        Work(DOCX_PIECES).spend(sum(1 for _ in root.iter(*_PIECES)))
    except WorkUsedUpError as error:
        message = "memuat terlalu banyak teks; dokumen satu SOP tidak sebesar itu"
        raise archive.UnreadableError(message) from error


@dataclass
class _Reading:
    """Sorts what the body holds: steps' rows, the form's texts, and what is of neither."""

    root: etree._Element
    origin: Embedded
    row_tags: RowTags
    ticked: tuple[str, ...] = ()
    comments: tuple[comments.Written, ...] = ()
    seen: Counter[str] = field(default_factory=Counter)  # texts of no field, and how often each stands
    loose: list[LooseText] = field(default_factory=list)
    steps: dict[str, list[Found]] = field(default_factory=dict)
    laid: list[LaidRow] = field(default_factory=list)

    def edited(self) -> Edited:
        """All of it."""
        body = Body(self.root, self.origin, self.row_tags, self.ticked)
        parts = list(body.parts())
        found_rows = [part for part in parts if isinstance(part, FoundRow)]
        rows = RowPlaces(found_rows, self.row_tags, self.printed, self.fixed, Tags(self.origin).column_counts)
        drawn, form = self.lines
        self.name_drawn(parts, drawn)
        rest = apart(self.sorted_rows(parts, rows).items)
        items = form.found([item for item in rest if not item.drawn]) + [item for item in rest if item.drawn]
        self.loose += self.beside(items)
        items += self.of_steps()
        typed, others = typed_rows(self.laid, self.row_tags)
        self.loose += [LooseText(row.text, row=True) for row in others]
        self.seen.update(item.text for item in items if not item.tag)
        place = _Places(items, found_rows)
        stands = read_places(self.root, self.origin, self.row_tags, {row.element: row.step for row in found_rows})
        return Edited(
            self.origin,
            _texts(items),
            body.ticks(tuple(map(tick_tag, self.ticked))),
            tuple(self.loose),
            tuple(self.steps),
            frozenset(step for step, twins in self.steps.items() if len(twins) > 1),
            reworded=tuple(body.reworded),
            comments=tuple(comments.placed(self.comments, self.root, place.tag_of)),
            lost=tuple(sorted(self.fixed - self.seen)),
            shapes=sum(1 for _ in anchors(self.root)),
            aside=tuple(Aside(part.mark, part.text, part.tag or place.tag_of(part.paragraph)) for part in body.aside),
            merged=rows.cells.merged,
            by_place=rows.by_place + drawn.by_place + form.by_place,
            likely=frozenset(rows.likely | drawn.likely | form.likely),
            rows=typed,
            drawing=stands.drawing,
            displaced=stands.displaced,
            hidden=tuple(HiddenRow(row.step, row.found.text) for row in found_rows if row.hidden),
            foreign=tuple(place.tag_of(file) for file in nearest(self.root, *FILES)),
        )

    @cached_property
    def printed(self) -> dict[str, str]:
        """The text of each field where it was printed first."""
        texts: dict[str, str] = {}
        for place in self.origin.fields:
            texts.setdefault(place.tag, place.text)
        return texts

    @cached_property
    def fixed(self) -> Counter[str]:
        """Fixed texts as they are compared, and at how many places each was printed."""
        texts: Counter[str] = Counter()
        for text, count in self.origin.fixed.items():
            texts[printable(text)] += count
        return texts

    @cached_property
    def lines(self) -> tuple[MarksLost, MarksLost]:
        """The printed lines of shapes, and those of the form and of tables' heads."""
        shapes: list[PrintedLine] = []
        others: list[PrintedLine] = []
        for line in printed_lines(self.origin.fields):
            tag = line.tags[0]
            if is_choice(tag):
                continue  # its words are those that can be picked
            if tag.startswith(_CONNECTOR) or (step_of(tag) and not self.row_tags.row_of(tag)):
                shapes += [line] if len(line.tags) == 1 else []
            elif not step_of(tag):
                others.append(line)
        return MarksLost(shapes, self.fixed), MarksLost(others, self.fixed)

    def name_drawn(self, parts: Sequence[FoundRow | Found], lines: MarksLost) -> None:
        """Give texts in shapes back to their fields where their marks are gone."""
        places = [cell.found for part in parts if isinstance(part, FoundRow) for cell in part.cells]
        texts = [item for place in places for item in place.items if item.drawn]
        if all(item.tag for item in texts):
            return
        named = (item for item in lines.found(texts) if item.drawn)
        for place in places:
            place.items = [next(named) if item.drawn else item for item in place.items]

    def sorted_rows(self, parts: Sequence[FoundRow | Found], rows: RowPlaces) -> Found:
        """Keep the rows of steps, and those that somebody added; give back what is the form's."""
        rest = Found()
        for part in parts:
            found = part.found if isinstance(part, FoundRow) else part
            step = part.step if isinstance(part, FoundRow) else self.step_of(found)
            if step and self.is_emptied(found):
                continue  # as good as deleted
            if step:
                self.steps.setdefault(step, []).append(found)
                if isinstance(part, FoundRow):
                    self.laid.append(LaidRow(part.element, step, found.text, found.marked, rows.is_whole(part)))
            elif isinstance(part, FoundRow) and self.is_new(part, rows):
                own = [item for item in found.items if not item.tag]  # without the texts of copied symbols
                self.seen.update(item.text for item in own)
                self.laid.append(LaidRow(part.element, "", Found(own).text))
                if part.table in rows.widths:  # of other tables' rows all words are told
                    self.loose += [LooseText(item.text, False) for item in own if self.is_apart(item)]
                rest.add(Found([item for item in found.items if item.tag and item.mark]))
            elif isinstance(part, FoundRow) and not found.tags and not self.is_of_form(part, rows):
                self.seen.update(item.text for item in found.items)
            else:
                rest.add(found)
        return rest

    def is_new(self, row: FoundRow, rows: RowPlaces) -> bool:
        """Whether somebody added a row and typed into it; symbols copied into it bear the names of other steps."""
        own = [item for item in row.found.items if not item.tag]
        new = all(map(step_of, row.found.tags)) and any(item.text not in self.fixed for item in own)
        return new and not self.is_of_form(row, rows)

    def is_apart(self, item: Item) -> bool:
        """Whether a text of a new or copied row stands in none of its cells: in a shape, or in a table within."""
        return (item.drawn or not item.cell) and item.text not in self.fixed

    def is_emptied(self, found: Found) -> bool:
        """Whether nothing is left of a step's texts: its row was deleted, or as good as that."""
        tags = [item.tag for item in found.items if self.row_tags.row_of(item.tag)]
        return any(self.printed.get(tag) for tag in tags) and not any(
            item.text for item in found.items if self.row_tags.row_of(item.tag)
        )

    def is_of_form(self, row: FoundRow, rows: RowPlaces) -> bool:
        """Whether a row without fields is one of the form or of a table's head."""
        return row.heading or any(rows.is_wording(item.text) for item in row.found.items)

    def step_of(self, found: Found) -> str:
        """The step whose texts stand here; empty when it is no step's."""
        return self.row_tags.step_in(found.tags)

    def of_steps(self) -> list[Item]:
        """The texts of each step's row; of a row that stands twice, of the one that was printed."""
        items: list[Item] = []
        for twins in self.steps.values():
            original = min(twins, key=lambda row: not row.marked)
            items += original.items
            self.loose += self.beside(original.items)
            copies = [item for twin in twins if twin is not original for item in twin.items if not item.tag]
            self.loose += [LooseText(item.text, False) for item in copies if self.is_apart(item)]
        return items

    def beside(self, items: list[Item]) -> Iterator[LooseText]:
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


class _Places:
    """What the paragraphs of a document belong to: a field, else the first one in their cell, else their row's step."""

    def __init__(self, items: Sequence[Item], rows: Sequence[FoundRow]) -> None:
        self._tags: dict[etree._Element, str] = {row.element: row.step for row in rows}
        for item in items:
            if item.tag and item.paragraph is not None:
                self._tags.setdefault(item.paragraph, item.tag)
                cell = next(item.paragraph.iterancestors(TC), None)
                if cell is not None and not item.drawn:
                    self._tags.setdefault(cell, item.tag)

    def tag_of(self, paragraph: etree._Element) -> str:
        """The tag of a paragraph's field, or the step that it stands in; empty for neither."""
        around = (paragraph, *paragraph.iterancestors(TC, TR))
        return next((tag for element in around if (tag := self._tags.get(element, ""))), "")


def _texts(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """A tag's texts at all places where it stands."""
    texts: dict[str, list[str]] = {}
    for item in items:
        if item.tag:
            texts.setdefault(item.tag, []).append(item.text)
    return {tag: tuple(found) for tag, found in texts.items()}


def apart(items: list[Item]) -> list[Item]:
    """``items`` without the tags of copied entries: what stands twice in its cell was copied into a new paragraph."""
    original: dict[tuple[int, str], Item] = {}
    for item in items:
        first = original.setdefault((item.cell, item.tag), item)
        if item.mark and not first.mark:
            original[item.cell, item.tag] = item
    return [
        replace(item, tag="")
        if item.cell and is_entry(item.tag) and original[item.cell, item.tag] is not item
        else item
        for item in items
    ]


def _neighbours(items: list[Item]) -> list[str]:
    """For each item the field that stood last before it in its cell."""
    found: list[str] = []
    last = Item("", "")
    for item in items:
        found.append(last.tag if last.cell == item.cell else "")
        last = item if item.tag else last
    return found
