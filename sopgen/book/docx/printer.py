"""Content as Word blocks: one method for each kind of block; looks come from ``looks``, lengths are mm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sopgen.book.content import blocks as content
from sopgen.book.docx.arranging import Where, begun, in_lines, kept, moved
from sopgen.book.docx.bookmarks import listed
from sopgen.book.docx.looks import Look, look_of
from sopgen.book.docx.pictures import picture_of
from sopgen.book.docx.sops import SOP_LEVEL
from sopgen.book.docx.tables import TablePrinter
from sopgen.book.pages.typesetter import Typesetter
from sopgen.layout.text.lines import with_blanks
from sopgen.layout.text.measurer import TextMeasurer, printable
from sopgen.render.docx.blocks import (
    Block,
    BookRole,
    Cell,
    Inline,
    PageReference,
    Paragraph,
    Role,
    Row,
    Tab,
    Table,
    TabStop,
    Text,
)
from sopgen.render.docx.headings import entry_line
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.units import half_points, point_twips, twips

#: mm: of a list's items, of a colon; the look of a line below one of the contents.
_LIST_INDENT, _COLON = 6.0, 4.0
#: mm that a letterhead keeps free right of its logo, and below it.
_BESIDE_LOGO, _BELOW_LOGO = 2.0, 3.5
_LEADER_FREE = 14.0  # mm that the words of a line of contents leave free, for the dots and the number
_MM_PER_PIXEL = 25.4 / 96


@dataclass(slots=True)
class Printer:
    """Prints content; ``bookmarks`` are those of links, by address, ``name`` gives a heading's (empty: none).

    ``entries`` are what the contents say, by bookmark: where there are contents, they list nothing else. ``looks`` are
    paragraphs that their styles are to look like.
    """

    ids: Ids
    setter: Typesetter
    bookmarks: Mapping[str, str] = field(default_factory=dict[str, str])
    name: Callable[[content.Heading], str] = lambda heading: ""
    entries: Mapping[str, str] = field(default_factory=dict[str, str])
    looks: dict[BookRole, Paragraph] = field(default_factory=dict[BookRole, Paragraph])
    title: str = ""  # of the last heading: what a table is about

    def pages(self, pages: content.Pages, width: float, places: Mapping[str, int]) -> tuple[Block, ...]:
        """What stands on pages whose text is so wide."""
        return self.blocks(pages.blocks, Where(width, pages.names, places=places))

    def blocks(self, blocks: Sequence[content.Block], where: Where) -> tuple[Block, ...]:
        """Blocks under each other."""
        found: list[Block] = []
        breaks = False
        for block, before, behind in zip(blocks, (None, *blocks), (*blocks[1:], None), strict=False):
            breaks = breaks or isinstance(block, content.PageBreak)
            printed = self.block(block, where, before, behind)
            if printed and breaks:
                printed, breaks = begun(printed), False
            if printed and found and isinstance(found[-1], Table) and isinstance(printed[0], Table):
                found.append(Paragraph(Role.ANCHOR))  # Word makes one table of two that touch
            found += printed
        return tuple(found)

    def block(
        self,
        block: content.Block,
        where: Where,
        before: content.Block | None = None,
        behind: content.Block | None = None,
    ) -> tuple[Block, ...]:
        """One block; it may look other for what stands before and behind it."""
        if isinstance(block, content.Paragraph) and _beside(block, behind):
            return ()  # stands in the first of the lines behind it
        if isinstance(block, content.FieldList) and isinstance(before, content.Paragraph) and _beside(before, block):
            return self._fields(block, where, before.content)
        if isinstance(block, content.LeaderLine) and isinstance(before, content.LeaderLine):
            return self._leader_line(block, where, before)
        printed = KINDS[type(block)](self, block, where)
        return (*printed[:-1], kept(printed[-1])) if isinstance(behind, content.Signature) and printed else printed

    # -- texts ------------------------------------------------------------------------------------------------------

    def paragraph(self, inlines: Iterable[content.Inline], look: Look, where: Where, **changes: Any) -> Paragraph:
        """A paragraph of this look in the room."""
        made = Paragraph(
            look.role,
            self.runs(inlines, look),
            align=look.align,
            before=twips(look.before),
            after=twips(look.after),
            line=point_twips(look.size * look.line),
            first_line=twips(look.first_line),
            indent=twips(where.left + look.left),
            indent_right=twips(where.right + look.right),
            keep_next=look.keep_next,
            outline=look.outline,
        )
        return replace(made, **changes) if changes else made

    def runs(self, inlines: Iterable[content.Inline], look: Look) -> tuple[Inline, ...]:
        """Texts and page numbers of this look, those linked that lead to a bookmark."""
        size = half_points(look.size)
        found: list[Inline] = []
        for each in inlines:
            bookmark = self.bookmarks.get(each.href, "")
            if isinstance(each, content.PageNumber) and bookmark:
                found.append(PageReference(bookmark, each.shown, size, look.bold))
                continue
            run = each if isinstance(each, content.Run) else content.Run(each.shown)
            text = run.text.upper() if look.capitals else run.text
            bold, italic = run.bold or look.bold, run.italic or look.italic
            text = text.replace(" ", "\N{NO-BREAK SPACE}") if run.whole else text
            lines, spread = tuple(text.split("\n")), point_twips(look.spread)
            found.append(Text(lines, size, bold, look.colour, bookmark, italic, spread, run.whole))
        return tuple(found)

    def _heading(self, block: content.Heading, where: Where) -> tuple[Block, ...]:
        self.title = block.title
        look = look_of(where.scopes, f"h{block.level}", block.names)
        printed = self.paragraph(block.content, look, where)
        if not self.entries:
            return (printed,)
        name = self.name(block)
        if not name:
            level = None if printed.outline is None else max(printed.outline, SOP_LEVEL + 1)
            return (replace(printed, style=BookRole.BODY, outline=level),)
        entry = self.entries.get(name, block.title)
        if (title := self._title(block, look, where, entry)) is not None:
            return (replace(title, bookmark=name, bookmark_id=self.ids.bookmark()),)
        place = listed(Paragraph(BookRole.LISTED, keep_next=True), (entry,), 0, name, self.ids.bookmark())
        return (place, replace(printed, style=BookRole.BODY, outline=None))

    def _title(self, block: content.Heading, look: Look, where: Where, entry: str) -> Paragraph | None:
        """A heading that says what the contents say, and looks as its style does; None for others."""
        if look.role is not BookRole.HEADING or entry_line(content.plain(block.content)) != entry_line(entry):
            return None
        printed = self.paragraph(block.content, replace(look, capitals=False), where)
        texts = tuple(run for run in printed.content if isinstance(run, Text))
        like = replace(
            printed, content=tuple({replace(run, lines=(), anchor="", capitals=look.capitals) for run in texts})
        )
        usual = self.looks.setdefault(look.role, like)
        if len(like.content) != 1 or len(texts) != len(printed.content) or usual != like:
            return None
        return replace(printed, content=tuple(Text(run.lines, anchor=run.anchor) for run in texts))

    def _paragraph(self, block: content.Paragraph, where: Where) -> tuple[Block, ...]:
        return (self.paragraph(block.content, look_of(where.scopes, "p", block.names), where),)

    def _leader_line(
        self, block: content.LeaderLine, where: Where, before: content.LeaderLine | None = None
    ) -> tuple[Block, ...]:
        """A line of contents; one that opens a page in the PDF does so here."""
        after_sop = before is not None and "sop" in before.names and "luar" in block.names
        look = look_of(where.scopes, "li", ("luar-sesudah-sop",) if after_sop else block.names)
        room = where.room - look.left - _LEADER_FREE
        words = tuple(
            self._broken(each, look, room) if isinstance(each, content.Run) else each for each in block.content
        )
        line = self.paragraph(words, look, where, keep_next=look.keep_next or bool(block.below))
        if block.page is not None:
            stop = TabStop(twips(where.width - where.right), "right", dotted=True)
            line = replace(line, content=(*line.content, Tab(), *self.runs((block.page,), look)), tabs=(stop,))
        places = where.places
        if before is not None and block.place in places and places[block.place] != places.get(before.place):
            line = replace(line, page_break=True, before=0)
        small = replace(look_of((), "nomor"), left=look.left, role=look.role)
        return (line, self.paragraph(block.below, small, where)) if block.below else (line,)

    def _broken(self, inline: content.Run, look: Look, room: float) -> content.Run:
        """A text as the PDF breaks it, where no indent can: LibreOffice shows no tab behind one."""
        spans = TextMeasurer(self.setter.institution.format.huruf).spans(inline.text, room, look.size, look.bold)
        return replace(inline, text=with_blanks(printable(inline.text), spans))

    def _items(self, block: content.ItemList, where: Where) -> tuple[Block, ...]:
        inner = replace(where, left=where.left + _LIST_INDENT)
        found: list[Block] = []
        for number, item in enumerate(block.items):
            mark = "•" if block.first is None else f"{block.first + number}."
            first, *rest = self.blocks(item, inner) or (self.paragraph((), look_of(where.scopes, "p"), inner),)
            if not isinstance(first, Paragraph):
                first, rest = self.paragraph((), look_of(where.scopes, "p"), inner), [first, *rest]
            size = next((run.size for run in first.content if isinstance(run, Text)), 0)
            marked = (Text((mark,), size), Tab(), *first.content)
            stop = TabStop(first.indent, "left")
            found += (replace(first, content=marked, hanging=twips(_LIST_INDENT), first_line=0, tabs=(stop,)), *rest)
        return tuple(found)

    # -- lines to fill in -------------------------------------------------------------------------------------------

    def _fields(
        self, block: content.FieldList, where: Where, right: tuple[content.Inline, ...] = ()
    ) -> tuple[Block, ...]:
        """Lines ``label : value``; ``right`` stands at the right of the first."""
        look = look_of(where.scopes, "fields", block.names)
        lines = [self._field(each, look, where) for each in block.fields]
        if lines and right:
            lines[0] = self._beside(block.fields[0], right, look, where)
        return (*lines[:-1], replace(lines[-1], after=twips(look.after))) if lines else ()

    def _beside(self, each: content.Field, right: tuple[content.Inline, ...], look: Look, where: Where) -> Paragraph:
        """A line with ``right`` at its end; what the PDF breaks to leave room for that goes on below."""
        room = where.width - where.left - look.extent - _COLON - where.right - look.right
        words = "".join(inline.text for inline in each.value if isinstance(inline, content.Run))
        broken = self._broken(content.Run(words), look, room)
        first, mark, rest = broken.text.partition("\n")
        line = self._field(replace(each, value=(replace(broken, text=first),)), look, where)
        below = self.runs((content.Run(mark + rest),), look) if mark else ()
        stop = TabStop(twips(where.width - where.right), "right")
        before = twips(look_of(where.scopes, "p", ("tanggal-surat",)).before)
        said = (*line.content, Tab(), *self.runs(right, look), *below)
        return replace(line, content=said, tabs=(*line.tabs, stop), indent_right=0, before=before)

    def _field(self, each: content.Field, look: Look, where: Where) -> Paragraph:
        colon = twips(where.left + look.extent)
        value = colon + twips(_COLON)
        mark = self.runs((content.Run(":"),), look)
        said = (*self.runs(each.label, look), Tab(), *mark, Tab(), *self.runs(each.value, look))
        tabs: tuple[TabStop, ...] = (TabStop(colon, "left"), TabStop(value, "left"))
        if each.blank:
            said = (*said, Tab())
            tabs = (*tabs, TabStop(value + twips(look_of((), "kosong").extent), "left", dotted=True))
        line = self.paragraph((), look, where, content=said, tabs=tabs, after=twips(look.before))
        return replace(line, indent=value, hanging=value - twips(where.left))

    def _blank(self, block: content.Blank, where: Where) -> tuple[Block, ...]:
        look = look_of(where.scopes, "kosong", block.names)
        stop = TabStop(twips(where.left + look.extent), "left", dotted=True)
        return (self.paragraph((), look, where, content=(Tab(),), tabs=(stop,)),)

    def _room(self, block: content.Room, where: Where) -> tuple[Block, ...]:
        """Empty room as one high line; a text in it stands where the PDF has it, 10 mm down."""
        look = look_of(where.scopes, "ruang", block.names)
        height = twips(look.extent)
        if not block.content:
            return (self.paragraph((), look, where, line=height),)
        line, above = point_twips(look.size * look.line), twips(10)
        return (self.paragraph(block.content, look, where, before=above, after=height - above - line),)

    # -- pictures and rules -----------------------------------------------------------------------------------------

    def _image(self, block: content.Image, where: Where) -> tuple[Block, ...]:
        look = look_of(where.scopes, "img", block.names)
        picture = picture_of(block.source, self.setter)
        width, height = picture.width * _MM_PER_PIXEL, picture.height * _MM_PER_PIXEL
        room = (where.room, look.extent) if look.extent else (min(width, where.room), height)
        shown = picture.picture(self.ids.drawing(), block.description, *room)
        spare = twips(max(0.0, look.extent - picture.fitted(*room)[1]) / 2)  # one lower than its room is in the middle
        made = self.paragraph((), look, where, content=(shown,), line=0)
        if spare:
            made = replace(made, before=(made.before or 0) + spare, after=(made.after or 0) + spare)
        return (made,)

    def _rule(self, block: content.Rule, where: Where) -> tuple[Block, ...]:
        look = look_of(where.scopes, "garis", block.names)
        aside = twips((where.room - look.extent) / 2) if look.extent else 0
        line = self.paragraph((), replace(look, size=1, line=2), where)
        if "garis-kop" in block.names:
            return (replace(line, letterhead_rule=True),)
        left, right = line.indent + aside, line.indent_right + aside
        return (replace(line, rule_below=look.weight, indent=left, indent_right=right),)

    # -- things that stand together ---------------------------------------------------------------------------------

    def _group(self, block: content.Group | content.Signature, where: Where) -> tuple[Block, ...]:
        look = look_of(where.scopes, "group", block.names)
        free = where.room - look.extent if look.extent else 0.0
        aside = free / 2 if look.align == "center" else 0.0
        left = where.left + look.aside * where.room + free - aside
        inner = replace(where, left=left, right=where.right + aside, scopes=(*where.scopes, *block.names))
        printed = self.blocks(block.blocks, inner)
        return (moved(printed[0], look.before), *printed[1:]) if printed else ()

    def _signature(self, block: content.Signature, where: Where) -> tuple[Block, ...]:
        *most, last = self._group(block, where) or (Paragraph(Role.ANCHOR),)
        return (*(replace(each, keep_next=True) if isinstance(each, Paragraph) else each for each in most), last)

    def _letterhead(self, block: content.Letterhead, where: Where) -> tuple[Block, ...]:
        """The logo and the office's names, side by side."""
        image = next((each for each in block.blocks if isinstance(each, content.Image)), None)
        look = look_of(where.scopes, "letterhead", block.names)
        aside = look.left if image else 0.0
        left, whole = twips(aside), twips(where.room)
        inner = Where(where.room - aside, (*where.scopes, *block.names))
        rest = in_lines(self.blocks([each for each in block.blocks if each is not image], inner))
        words = Cell(whole - left, tuple(rest) or (Paragraph(Role.ANCHOR),), margin_x=0)
        if image is None:
            cells: tuple[Cell, ...] = (words,)
        else:
            logo = picture_of(image.source, self.setter)
            room = (look.left - _BESIDE_LOGO, look.extent - _BELOW_LOGO)
            shown = logo.picture(self.ids.drawing(), image.description, *room)
            above = twips(max(0.0, room[1] - logo.fitted(*room)[1]) / 2)  # one wider than high stands in the middle
            at_left = self.paragraph((), look_of((), "p"), inner, content=(shown,), line=0, before=above)
            cells = (Cell(left, (at_left,), margin_x=0), words)
        described = f"Kop {self.setter.institution.nama}"
        grid = tuple(each.width for each in cells)
        return (Table("Kop", described, grid, (Row(twips(look.extent), cells),), ruled=False),)

    def _table(self, block: content.TableBlock, where: Where) -> tuple[Block, ...]:
        return tuple(TablePrinter(block, where, self._cell, self.title).tables())

    def _cell(self, blocks: Sequence[content.Block], look: Look, width: float) -> tuple[Paragraph, ...]:
        """What stands in a cell: running text in the cell's look. A table in it becomes lines of text."""
        where = Where(width)
        found: list[Paragraph] = []
        for block in blocks:
            if isinstance(block, content.Paragraph):
                found.append(self.paragraph(block.content, look, where))
            else:
                found += in_lines(self.block(block, where))
        return tuple(found)


def _beside(block: content.Paragraph, behind: content.Block | None) -> bool:
    """Whether a paragraph stands at the right of the lines behind it: the date of a letter."""
    return isinstance(behind, content.FieldList) and "tanggal-surat" in block.names


#: Every kind of block and how it is printed.
KINDS: Mapping[type, Callable[[Printer, Any, Where], tuple[Block, ...]]] = {
    content.Heading: Printer._heading,
    content.Paragraph: Printer._paragraph,
    content.LeaderLine: Printer._leader_line,
    content.ItemList: Printer._items,
    content.TableBlock: Printer._table,
    content.FieldList: Printer._fields,
    content.Image: Printer._image,
    content.Rule: Printer._rule,
    content.Blank: Printer._blank,
    content.Room: Printer._room,
    content.Signature: Printer._signature,
    content.Letterhead: Printer._letterhead,
    content.Group: Printer._group,
    content.PageBreak: lambda printer, block, where: (),
}
