"""The recipe: finished parts in, one document out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf

from sopgen.book.merge import outline, stamps
from sopgen.book.merge.fields import Fields
from sopgen.book.merge.fonts import Fonts, Letter
from sopgen.book.merge.labels import page_labels
from sopgen.book.merge.links import Links
from sopgen.book.merge.metadata import describe
from sopgen.book.merge.names import name_tree, read_names
from sopgen.book.merge.part import About, Merged, Part, StampRole
from sopgen.book.merge.place import Move, Positions, move_annotations, move_figures
from sopgen.book.merge.shared import SharedStreams
from sopgen.book.merge.structure import Structure, name_contents


@dataclass(frozen=True, slots=True)
class _Joined:
    """A part in the new document: its pages, their resources, its structure element, its bookmarks."""

    part: Part
    pages: list[Page]
    resources: list[Object]
    element: Object
    entries: list[OutlineItem]
    move: Move


def merge(parts: Sequence[Part], about: About, sheets: stamps.Sheets) -> Merged:
    """Join finished, tagged parts into one tagged document.

    The parts' pages and structure stay as they are; ``sheets`` bring the characters of the parts' stamps.
    Raises ``ValueError`` when two parts have the same key or the same structure ids.
    """
    if len({part.key for part in parts}) < len(parts):
        raise ValueError("two parts have one key")
    whole = _Whole(sheets)
    joined = [whole.join(part) for part in parts]
    dead_links = whole.links.resolve(whole.structure)
    for one in joined:
        whole.stamp(one)
    whole.finish(joined, about)
    firsts, count = {}, 0
    for one in joined:
        firsts[one.part.key] = count
        count += len(one.pages)
    return Merged(whole.save(), count, firsts, dead_links)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


class _Whole:
    """The new document while it grows."""

    def __init__(self, sheets: stamps.Sheets) -> None:
        self.pdf = Pdf.new()
        self.fonts = Fonts()
        self.shared = SharedStreams(self.pdf)
        self.structure = Structure(self.pdf)
        self.links = Links(self.pdf)
        self.fields = Fields(self.pdf)
        self.attachments: dict[bytes, Object] = {}
        self.letters = stamps.Letters(*(self._letters(sheet) for sheet in (sheets.regular, sheets.bold)))
        self.first: Pdf | None = None
        self.profile: Object | None = None
        self.save_state = self.pdf.make_stream(b"q\n")

    def join(self, part: Part) -> _Joined:
        """Add a part behind the others."""
        source = pikepdf.open(io.BytesIO(part.pdf))
        if self.first is None:
            self.first, self.profile = source, self.shared.profile(source.Root.OutputIntents[0])
        pages, resources = self._copy_pages(source)
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        element = self.structure.add(tree, pages, part.title, str(source.Root.Lang))
        if part.contents:
            name_contents(element)
        at = Positions(
            pages, {page.obj.objgen: number for number, page in enumerate(source.pages)}, Move.of(part.placement)
        )
        move_annotations(at.move, pages)
        move_figures(at.move, element)
        self.links.add(part.key, source, at)
        self._attach(source, part, element)
        if part.keep_fields:
            self.fields.keep(pages)
        else:
            self.fields.drop(pages, self.structure)
        return _Joined(part, pages, resources, element, outline.own_entries(source, at), at.move)

    def stamp(self, one: _Joined) -> None:
        """Put a part's stamps on its pages."""
        used: set[Name] = set()
        texts = 0
        for number, page in enumerate(one.pages):
            before: list[bytes] = []
            after: list[bytes] = []
            for stamp in one.part.stamps_on(number):
                mcid = None
                if stamp.role is StampRole.TEXT:
                    mcid = self.structure.add_paragraph(one.element, page, texts)
                    texts += 1
                drawn = stamps.content(stamp, self.letters, mcid)
                (before if stamp.role is StampRole.WATERMARK else after).append(drawn)
                used.update(letter.font for letter in self.letters.spell(stamp))
            self._wrap(page, one.move, before, after)
        for resources in one.resources:
            for font in sorted(used, key=str):
                resources.Font[stamps.resource(font)] = font

    def finish(self, joined: Sequence[_Joined], about: About) -> None:
        """Write what belongs to the document as a whole."""
        if self.first is None or self.profile is None:
            raise ValueError("a document has at least one part")
        self.fonts.finish(self.pdf)
        root = self.pdf.Root
        root.StructTreeRoot = self.structure.finish()
        root.Names = Dictionary(Dests=self.links.finish())
        if self.attachments:
            root.Names.EmbeddedFiles = name_tree(self.pdf, self.attachments.items())
        form = self.fields.finish()
        if form is not None:
            root.AcroForm = form
        root.PageLabels = page_labels([(one.part.numerals, len(one.pages)) for one in joined], about.first_page)
        describe(self.pdf, self.first, about, self.profile)
        outline.write(self.pdf, self._entries(joined))

    def save(self) -> bytes:
        """The finished file."""
        target = io.BytesIO()
        self.pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            force_version="1.7",
        )
        return target.getvalue()

    def _letters(self, sheet: bytes) -> dict[str, Letter]:
        with pikepdf.open(io.BytesIO(sheet)) as source:
            return self.fonts.take_letters(source.pages[0].obj.Resources.Font)

    def _copy_pages(self, source: Pdf) -> tuple[list[Page], list[Object]]:
        """Copy pages without what is shared between parts, then give it back to the copies' resources."""
        before = len(self.pdf.pages)
        kept = {page.obj.Resources.objgen: page.obj.Resources for page in source.pages}
        taken = []
        for resources in kept.values():
            self.fonts.take(resources.Font)
            profiles = self.shared.take_colour_profiles(resources.ColorSpace)
            taken.append((profiles, self.shared.take_pictures(resources.XObject)))
        for page in source.pages:
            self.pdf.pages.append(page)
        copies = [self.pdf.copy_foreign(resources) for resources in kept.values()]
        for copy, (profiles, pictures) in zip(copies, taken, strict=True):
            self.fonts.give_back(copy.Font)
            for key, profile in profiles.items():
                copy.ColorSpace[key] = Array([Name.ICCBased, profile])
            for key, picture in pictures.items():
                copy.XObject[key] = picture
        return [self.pdf.pages[number] for number in range(before, len(self.pdf.pages))], copies

    def _attach(self, source: Pdf, part: Part, element: Object) -> None:
        """Take over a part's embedded files, as files associated with the part."""
        names = source.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
        files = []
        for name, file in read_names(names) if names is not None else ():
            copy = self.pdf.copy_foreign(file)
            self.attachments[part.key.encode() + b"/" + name] = copy
            files.append(copy)
        if files:
            element.AF = Array(files)

    def _wrap(self, page: Page, move: Move, before: list[bytes], after: list[bytes]) -> None:
        """Draw ``before`` behind and ``after`` over a page's own content, whose coordinates end with it."""
        own = page.obj.Contents
        streams = list(own) if isinstance(own, Array) else [own]
        own_place = move.operators if move.moves else b""
        head = self.save_state
        if before or own_place:
            head = self.pdf.make_stream(b"".join(before) + b"q\n" + own_place)
        page.obj.Contents = Array([head, *streams, self.pdf.make_stream(b"\nQ\n" + b"".join(after))])

    def _entries(self, joined: Sequence[_Joined]) -> list[tuple[int, OutlineItem]]:
        entries: list[tuple[int, OutlineItem]] = []
        for one in joined:
            if one.part.level == 0:
                entries.extend((0, entry) for entry in one.entries)
            else:
                target = self.links.destination(one.part.key)
                if one.part.group:
                    entries.append((one.part.level - 1, outline.part_entry(one.part.group, target, ())))
                entries.append((one.part.level, outline.part_entry(one.part.title, target, one.entries)))
        return entries
