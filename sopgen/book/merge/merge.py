"""The recipe: finished parts in, one document out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf

from sopgen.book.merge import outline, stamps
from sopgen.book.merge.fields import Fields
from sopgen.book.merge.font_union import Fonts, Letter
from sopgen.book.merge.labels import page_labels
from sopgen.book.merge.links import Links
from sopgen.book.merge.output.metadata import describe
from sopgen.book.merge.output.names import name_tree
from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.part import About, Merged, Part, Sheets, StampRole
from sopgen.book.merge.prepare import prepare
from sopgen.book.merge.prepared_part import Sheaf, SheafPage, Words
from sopgen.book.merge.shared_streams import SharedStreams
from sopgen.book.merge.structure import Structure
from sopgen.book.merge.transform import Move


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is remembered of a part that is written: how many pages it has, its bookmarks."""

    part: Part
    pages: int
    entries: list[outline.OutlineEntry]


def merge(parts: Sequence[Part], about: About, sheets: Sheets, into: BinaryIO) -> Merged:
    """Join finished, tagged parts into one tagged document, written to ``into``, an empty file.

    The parts' pages and structure stay as they are; ``sheets`` bring the characters of the parts' stamps. Parts are
    read one after the other, each when it is written, and not kept.
    Raises ``ValueError`` when two parts have the same key or the same structure ids.
    """
    if len({part.key for part in parts}) < len(parts):
        raise ValueError("two parts have one key")
    whole = _Whole(sheets, [part.key for part in parts], into)
    joined = [whole.join(part) for part in parts]
    whole.finish(joined, about)
    return Merged(len(whole.pages), tuple(whole.links.dead))


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def sheaf_of(part: Part) -> Sheaf:
    """A part taken apart: as it was kept, or now."""
    if part.sheaf is not None:
        return part.sheaf()
    return prepare(part.pdf, part.key, contents=part.contents, keep_fields=part.keep_fields, placement=part.placement)


class _Whole:
    """The new document while it grows."""

    def __init__(self, sheets: Sheets, keys: Sequence[str], into: BinaryIO) -> None:
        self.writer = Writer(into)
        self.catalogue, self.tree = self.writer.reserve(), self.writer.reserve()
        self.fonts = Fonts(self.writer)
        self.shared = SharedStreams(self.writer)
        self.structure = Structure(self.writer)
        self.links = Links(self.writer, keys)
        self.fields = Fields(self.writer)
        self.pages: list[int] = []
        self.attachments: list[tuple[bytes, bytes]] = []
        self.letters = stamps.Letters(*(self._letters(sheet) for sheet in (sheets.regular, sheets.bold)))
        self.first: Words | None = None
        self.profile = 0
        self.archival = True
        self.save_state = self.writer.add_stream(b"", b"q\n", compress=False)

    def join(self, part: Part) -> _Joined:
        """Write a part behind the others."""
        sheaf = sheaf_of(part)
        base = self.writer.reserve(sheaf.count)
        shared = [self.shared.take(each) for each in sheaf.shared]
        self.archival &= sheaf.words.archival
        if self.first is None:
            self.first, self.profile = sheaf.words, shared[sheaf.words.profile]
        faces = [self.fonts.take(face) for face in sheaf.faces]
        keys = range(self.structure.next, self.structure.next + sheaf.keys)
        lines = sheaf.lines.fill([*range(base, base + sheaf.count), *faces, *shared, *keys])
        self.shared.write(lines)
        _Joiner(self, part, sheaf, base, lines).write()
        pages = [base + page.number for page in sheaf.pages]
        self.pages += pages
        return _Joined(part, len(pages), outline.own_entries(sheaf.outline, pages))

    def finish(self, joined: Sequence[_Joined], about: About) -> None:
        """Write what belongs to the document as a whole."""
        if self.first is None:
            raise ValueError("a document has at least one part")
        writer = self.writer
        self.fonts.finish()
        kids = b" ".join(b"%d 0 R" % number for number in self.pages)
        writer.put(self.tree, b"<< /Count %d /Kids [ %b ] /Type /Pages >>" % (len(self.pages), kids))
        names = b"/Dests %d 0 R" % self.links.finish()
        if self.attachments:
            names += b" /EmbeddedFiles %d 0 R" % name_tree(writer, self.attachments)
        labels = page_labels([(one.part.numerals, one.pages) for one in joined], about.first_page)
        entries, information = describe(writer, self.first, about, self.profile, self.archival)
        said = (
            entries,
            self.fields.finish(),
            b"/Names << %b >>" % names,
            b"/Outlines %d 0 R" % outline.write(writer, self._entries(joined)),
            b"/PageLabels " + labels.unparse(resolved=True),
            b"/Pages %d 0 R /StructTreeRoot %d 0 R /Type /Catalog" % (self.tree, self.structure.finish()),
        )
        writer.put(self.catalogue, b"<< %b >>" % b" ".join(filter(None, said)))
        writer.finish(self.catalogue, information)

    def _letters(self, sheet: bytes) -> dict[str, Letter]:
        faces = prepare(sheet, "@huruf").faces
        if not faces:
            raise ValueError("a sheet's font cannot be used for stamps")
        return self.fonts.take_letters(faces)

    def _entries(self, joined: Sequence[_Joined]) -> list[tuple[int, outline.OutlineEntry]]:
        entries: list[tuple[int, outline.OutlineEntry]] = []
        for one in joined:
            if one.part.level == 0:
                entries.extend((0, entry) for entry in one.entries)
            else:
                target = self.links.starts[one.part.key]
                if one.part.group:
                    entries.append((one.part.level - 1, outline.part_entry(one.part.group, target, ())))
                entries.append((one.part.level, outline.part_entry(one.part.title, target, one.entries)))
        return entries


class _Joiner:
    """Writes one part; ``lines`` are its texts with all numbers filled in."""

    def __init__(self, whole: _Whole, part: Part, sheaf: Sheaf, base: int, lines: list[bytes]) -> None:
        self.whole, self.part, self.sheaf, self.base, self.lines = whole, part, sheaf, base, lines
        self.writer, self.move = whole.writer, Move.of(part.placement)
        self.used: dict[str, int] = {}  # fonts of stamps: name and object
        self.texts: list[int] = []  # elements of tagged stamps
        self.parents = {parent.key: lines[parent.line] for parent in sheaf.parents}
        self.marked = {parent.key: parent.count or 0 for parent in sheaf.parents}
        pages = [base + page.number for page in sheaf.pages]
        self.dead = whole.links.add(part.key, sheaf, pages)

    def write(self) -> None:
        """Everything of the part."""
        for reference in self.dead:
            self.parents.pop(reference.key, None)
        gone = {reference.annotation for reference in self.dead}
        bare = {reference.element: reference.bare for reference in self.dead}
        for number, line in self.sheaf.objects:
            if number not in gone:
                self.writer.put(self.base + number, self.lines[bare.get(number, line)])
        for number, stream in self.sheaf.streams.items():
            self.writer.put_stream(self.base + number, self.lines[stream.line], stream.data)
        self.whole.fields.add(self.sheaf, self.lines, self.base)
        for index, page in enumerate(self.sheaf.pages):
            self._page(index, page, gone)
        caps = b"".join(b" %b %d 0 R" % (stamps.resource(name), self.used[name]) for name in sorted(self.used))
        for number, line in self.sheaf.fonts:
            self.writer.put(self.base + number, b"<< %b%b >>" % (self.lines[line], caps))
        self._structure()

    def _structure(self) -> None:
        files = [(name, b"%d 0 R" % (self.base + number)) for name, number in self.sheaf.files]
        self.whole.attachments += [(self.part.key.encode() + b"/" + name, file) for name, file in files]
        associated = b"/AF [ %b ] " % b" ".join(file for _, file in files) if files else b""
        texts = b"".join(b"%d 0 R " % number for number in self.texts)
        structure = self.whole.structure
        structure.top(self.sheaf, self.lines, self.base, self.part.title, texts, associated)
        pages = {parent.key for parent in self.sheaf.parents if parent.count is not None}
        parents = {key: b"[ %b ]" % text if key in pages else text for key, text in self.parents.items()}
        structure.add(self.sheaf, self.base, parents)

    def _page(self, index: int, page: SheafPage, gone: set[int]) -> None:
        """A page with its stamps, drawn behind and over its own content, whose coordinates end with it.

        Behind a picture of a page nothing would be seen: its watermark is drawn over it, in outline.
        """
        covered = not self.sheaf.words.archival
        before: list[bytes] = []
        after: list[bytes] = []
        for stamp in self.part.stamps_on(index):
            mcid = self._tagged(page) if stamp.role is StampRole.TEXT else None
            behind = stamp.role is StampRole.WATERMARK
            drawn = stamps.content(stamp, self.whole.letters, mcid, outlined=behind and covered)
            (before if behind and not covered else after).append(drawn)
            self.used |= {letter.font: letter.number for letter in self.whole.letters.spell(stamp)}
        head = self.whole.save_state
        place = self.move.operators if self.move.moves else b""
        if before or place:
            head = self.writer.add_stream(b"", b"".join(before) + b"q\n" + place)
        tail = self.writer.add_stream(b"", b"\nQ\n" + b"".join(after))
        contents = (head, *(self.base + number for number in page.contents), tail)
        annotations = [self.base + number for number in page.annotations if number not in gone]
        self.writer.put(
            self.base + page.number,
            b"<< %b /Contents [ %b ] %b/Parent %d 0 R /StructParents %d >>"
            % (
                self.lines[page.line],
                _list(contents),
                b"/Annots [ %b ] " % _list(annotations) if annotations else b"",
                self.whole.tree,
                self.whole.structure.next + page.key,
            ),
        )

    def _tagged(self, page: SheafPage) -> int:
        """Make room for a line of text on a page, before the part's own elements; the line's MCID."""
        mcid = self.marked[page.key]
        self.marked[page.key] += 1
        part = self.base + self.sheaf.tops[0].number
        element = self.whole.structure.paragraph(part, self.base + page.number, mcid)
        self.texts.append(element)
        self.parents[page.key] += b" %d 0 R" % element
        return mcid


def _list(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
