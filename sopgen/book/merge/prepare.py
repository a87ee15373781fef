"""A finished, tagged PDF taken apart into a sheaf: done once for each part, whatever it is merged into."""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, OutlineItem, Page, Pdf, Stream, String

from sopgen.book.merge.font_union import read_font
from sopgen.book.merge.output.names import read_names
from sopgen.book.merge.page_counts import drop_page_counts
from sopgen.book.merge.part import Placement
from sopgen.book.merge.prepared_part import (
    Bookmark,
    FaceUse,
    Lines,
    Parent,
    Reference,
    Shared,
    Sheaf,
    SheafPage,
    StreamObject,
    Top,
    Widget,
    Words,
)
from sopgen.book.merge.shared_streams import digest
from sopgen.book.merge.structure import drop_element, name_contents, referred
from sopgen.book.merge.transform import Move, move_annotations, move_figures

_SCHEME = b"sop:"
#: Texts in parentheses and in hexadecimal hold no references, whatever they look like.
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|(?<!\d)(\d++) 0 R\b", re.DOTALL)
_FACE, _SHARED, _KEY = 2**28, 2**29, 2**30  # added to numbers of slots until it is known how many objects there are


def prepare(
    pdf: bytes, key: str, *, contents: bool = False, keep_fields: bool = False, placement: Placement | None = None
) -> Sheaf:
    """The sheaf of a finished PDF, whose destinations become ``key/name``.

    ``contents``: its lists are tables of contents. ``keep_fields``: signature fields stay. ``placement``: where its
    pages are put on their paper.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source:
        return _Preparer(source, key, Move.of(placement)).sheaf(contents, keep_fields)


class _Preparer:
    """One PDF while it is taken apart. It is ours alone, so it is changed in place before its objects are read."""

    def __init__(self, source: Pdf, key: str, move: Move) -> None:
        self.source, self.key, self.move = source, key, move
        self.pages = list(source.pages)
        self.index = {page.obj.objgen: number for number, page in enumerate(self.pages)}
        self.tree = source.Root.StructTreeRoot
        self.parents: dict[int, Object] = dict(NumberTree(self.tree.ParentTree))
        self.numbers: dict[int, int] = {}
        self.waiting: deque[int] = deque()
        self.templates: list[bytes] = []
        self.slots: list[int] = []
        self.faces: list[FaceUse] = []
        self.face_of: dict[int, int] = {}
        self.shared: list[tuple[str, Object]] = []
        self.shared_of: dict[int, int] = {}
        self.keys: dict[int, int] = {}  # structure keys of annotations, by object
        self.elsewhere: set[int] = set()  # objects that are not written as they stand
        self.used: set[bytes] = set()
        self.linked: set[tuple[int, int]] = set()  # annotations that lead to SOPs

    def sheaf(self, contents: bool, keep_fields: bool) -> Sheaf:
        """The whole of it."""
        tops = list(self.tree.K) if isinstance(self.tree.K, Array) else [self.tree.K]
        self._change(tops[0], contents, keep_fields)
        fonts = self._take_resources()
        drop_page_counts(self.pages, {number: self.faces[face] for number, face in self.face_of.items()})
        profile = self._share(self.source.Root.OutputIntents[0].DestOutputProfile)
        for page in self.pages:
            self.elsewhere.add(page.obj.objgen[0])
            self._number(page.obj)
        references, widgets = self._annotations()
        self.linked = {annotation.objgen for _, annotation, _ in references}
        outline = self._outline()
        names = self._names()
        words = self._words(profile)
        files = self._files()
        ids = [(name, self._number(element)) for name, element in self._ids()]
        roles = self._roles()
        pages = [self._page(page) for page in self.pages]
        bare = [self._bare(*each) for each in references]
        made_tops = [self._top(top) for top in tops]
        parents = [self._parent(key, value) for key, value in sorted(self.parents.items())]
        made_fonts = [(self._number(font), self._line(_entries(font))) for font in fonts]
        made_widgets = [self._widget(widget) for widget in widgets]
        objects, streams, shared = self._rest()
        return Sheaf(
            count=len(self.numbers),
            keys=max(self.parents, default=-1) + 1,
            lines=self._lines(),
            objects=tuple(objects),
            streams=streams,
            pages=tuple(pages),
            tops=tuple(made_tops),
            parents=tuple(parents),
            references=tuple(bare),
            widgets=tuple(made_widgets),
            names=tuple(names),
            used=tuple(self.key.encode() + b"/" + name for name in sorted(self.used)),
            files=tuple(files),
            ids=tuple(ids),
            roles=roles,
            outline=tuple(outline),
            fonts=tuple(made_fonts),
            faces=tuple(self.faces),
            shared=tuple(shared),
            words=words,
        )

    def _change(self, top: Object, contents: bool, keep_fields: bool) -> None:
        """Change the PDF as it is to stand in the whole."""
        if contents:
            name_contents(top)
        move_annotations(self.move, self.pages)
        move_figures(self.move, top)
        if not keep_fields:
            self._drop_fields()

    # -- resources --------------------------------------------------------------------------------------------------

    def _take_resources(self) -> list[Object]:
        """Know the fonts and shared streams of the pages' resources; the font resources themselves, each once."""
        fonts: dict[int, Object] = {}
        for resources in {page.obj.Resources.objgen: page.obj.Resources for page in self.pages}.values():
            if not resources.Font.is_indirect:
                resources.Font = self.source.make_indirect(resources.Font)
            fonts[resources.Font.objgen[0]] = resources.Font
            for space in resources.ColorSpace.values():
                if space[0] == Name.ICCBased:
                    self._share(space[1])
        for number, names in fonts.items():
            self.elsewhere.add(number)
            for font in names.values():
                self._take_font(font)
        return list(fonts.values())

    def _take_font(self, font: Object) -> None:
        number = font.objgen[0]
        if number not in self.face_of and (face := read_font(font)) is not None:
            self.face_of[number] = len(self.faces)
            self.faces.append(face)

    def _share(self, stream: Object) -> int:
        number = stream.objgen[0]
        if number not in self.shared_of:
            self.shared_of[number] = len(self.shared)
            self.shared.append((digest(stream).hex(), stream))
        return self.shared_of[number]

    # -- annotations and destinations -------------------------------------------------------------------------------

    def _drop_fields(self) -> None:
        for page in self.pages:
            kept = []
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/Subtype") == "/Widget":
                    drop_element(annotation, self.parents)
                else:
                    kept.append(annotation)
            page.obj.Annots = Array(kept)

    def _annotations(self) -> tuple[list[tuple[int, Object, str]], list[Object]]:
        """Point links into the whole; those to SOPs with page and target, and the fields."""
        references, widgets = [], []
        for number, page in enumerate(self.pages):
            for annotation in page.obj.get("/Annots", []):
                annotation.P = page.obj
                if annotation.get("/Subtype") == "/Widget":
                    self.elsewhere.add(annotation.objgen[0])
                    widgets.append(annotation)
                elif (target := self._link(annotation)) is not None:
                    references.append((number, annotation, target))
                if "/StructParent" in annotation:
                    self.keys[annotation.objgen[0]] = int(annotation.StructParent)
                    del annotation["/StructParent"]
        return references, widgets

    def _link(self, annotation: Object) -> str | None:
        """Point a link into the whole; the nomor when it leads to an SOP."""
        action = annotation.get("/A", Dictionary())
        address = bytes(action.get("/URI", String(b"")))
        if "/Dest" in annotation:
            annotation.Dest = self._local(annotation.Dest)
        elif action.get("/S") == Name.GoTo:
            action.D = self._local(action.D)
        elif address.startswith(_SCHEME):
            target = unquote(address.removeprefix(_SCHEME).decode())
            annotation.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=String(target.encode()))
            return target
        return None

    def _local(self, name: Object) -> String:
        self.used.add(bytes(name))
        return String(self.key.encode() + b"/" + bytes(name))

    def _names(self) -> list[tuple[bytes, int, str]]:
        names = self.source.Root.get("/Names", Dictionary()).get("/Dests")
        found = read_names(names) if names is not None else ()
        prefix = self.key.encode() + b"/"
        return [(prefix + name, *self._target(target)) for name, target in found]

    def _target(self, target: Object) -> tuple[int, str]:
        """Page and place of an explicit destination, moved."""
        return self.index[target[0].objgen], self.move.place(target)

    def _bare(self, page: int, annotation: Object, target: str) -> Reference:
        """A link, and how its element reads when the link is taken off: its text stays, as a Span."""
        key = self.keys[annotation.objgen[0]]
        element = self.parents[key]
        kids, tag = element.K, element.S
        rest = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if referred(kid) not in self.linked]
        element.K = Array(rest)
        element.S = Name.Span if tag == "/Link" else tag
        bare = self._line(element.unparse(resolved=True))
        element.K, element.S = kids, tag
        return Reference(target, page, self._number(annotation), self._number(element), key, bare)

    def _widget(self, widget: Object) -> Widget:
        name = str(widget.T)
        del widget["/T"]
        return Widget(self._number(widget), self._line(_entries(widget), self.keys.get(widget.objgen[0])), name)

    # -- pages, structure, outline ----------------------------------------------------------------------------------

    def _page(self, page: Page) -> SheafPage:
        entries = page.obj
        contents = list(entries.Contents) if isinstance(entries.Contents, Array) else [entries.Contents]
        annotations = [self._number(each) for each in entries.get("/Annots", [])]
        key, top = int(entries.StructParents), float(page.mediabox[3])
        streams = tuple(self._number(each) for each in contents)
        for name in ("/Contents", "/Annots", "/Parent", "/StructParents"):
            if name in entries:
                del entries[name]
        return SheafPage(self._number(entries), self._line(_entries(entries)), streams, tuple(annotations), key, top)

    def _top(self, element: Object) -> Top:
        number = self._number(element)
        self.elsewhere.add(element.objgen[0])
        kids = element.K
        text = _inside(kids) if isinstance(kids, Array) else kids.unparse()
        for name in ("/K", "/P", "/S", "/T", "/Lang"):
            if name in element:
                del element[name]
        return Top(number, self._line(_entries(element)), self._line(text))

    def _parent(self, key: int, value: Object) -> Parent:
        if isinstance(value, Array):
            return Parent(key, self._line(_inside(value)), len(value))
        return Parent(key, self._line(value.unparse()), None)

    def _ids(self) -> list[tuple[bytes, Object]]:
        return list(read_names(self.tree.IDTree)) if "/IDTree" in self.tree else []

    def _roles(self) -> dict[str, dict[str, str]]:
        maps = {kind: self.tree.get(kind) for kind in ("/RoleMap", "/ClassMap")}
        return {
            kind: {key: value.unparse(resolved=True).decode() for key, value in found.items()}
            for kind, found in maps.items()
            if found is not None
        }

    def _outline(self) -> list[Bookmark]:
        with self.source.open_outline() as outline:
            return [self._bookmark(item) for item in outline.root]

    def _bookmark(self, item: OutlineItem) -> Bookmark:
        target = item.destination
        assert isinstance(target, Array), "parts come from WeasyPrint, whose bookmarks carry explicit destinations"
        return Bookmark(item.title, *self._target(target), tuple(self._bookmark(child) for child in item.children))

    def _files(self) -> list[tuple[bytes, int]]:
        names = self.source.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
        return [(name, self._number(file)) for name, file in read_names(names)] if names is not None else []

    def _words(self, profile: int) -> Words:
        root, info = self.source.Root, self.source.docinfo
        intent = root.OutputIntents[0]
        return Words(
            root.Metadata.read_bytes(),
            str(root.Lang),
            str(intent.OutputConditionIdentifier),
            str(intent.Info),
            str(info.get("/Creator", "")),
            str(info.get("/Producer", "")),
            profile,
        )

    # -- objects as lines -------------------------------------------------------------------------------------------

    def _number(self, value: Object) -> int:
        """The number of an object in the sheaf."""
        number = value.objgen[0]
        if number not in self.numbers:
            self.numbers[number] = len(self.numbers)
            self.waiting.append(number)
        return self.numbers[number]

    def _slot(self, number: int) -> int:
        if number in self.face_of:
            return _FACE + self.face_of[number]
        if number not in self.numbers and number not in self.shared_of:
            found = self.source.get_object(number, 0)
            if not isinstance(found, Stream) or found.get("/Subtype") != Name.Image:
                return self._number(found)
            return _SHARED + self._share(found)
        return _SHARED + self.shared_of[number] if number in self.shared_of else self.numbers[number]

    def _line(self, text: bytes, key: int | None = None) -> int:
        """Keep a text with its references open; ``key``: its key in the parent tree, which is open too."""

        def opened(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            self.slots.append(self._slot(int(found[1])))
            return b"%d 0 R"

        template = _TOKEN.sub(opened, text.replace(b"%", b"%%"))
        if key is not None:
            self.slots.append(_KEY + key)
            template += b" /StructParent %d"
        if b"\n" in template:
            raise ValueError("an object's text has a line break")
        self.templates.append(template)
        return len(self.templates) - 1

    def _rest(self) -> tuple[list[tuple[int, int]], dict[int, StreamObject], list[Shared]]:
        """What everything so far refers to, and what that refers to, and so on."""
        objects: list[tuple[int, int]] = []
        streams: dict[int, StreamObject] = {}
        shared: list[Shared] = []
        while self.waiting or len(shared) < len(self.shared):
            if not self.waiting:
                digest_, stream = self.shared[len(shared)]
                shared.append(Shared(digest_, self._stream(stream)))
                continue
            number = self.waiting.popleft()
            if number in self.elsewhere:
                continue
            value = self.source.get_object(number, 0)
            if isinstance(value, Stream):
                streams[self.numbers[number]] = self._stream(value)
            elif number in self.keys:
                line = self._line(b"<< " + _entries(value), self.keys[number])
                self.templates[line] += b" >>"
                objects.append((self.numbers[number], line))
            else:
                objects.append((self.numbers[number], self._line(value.unparse(resolved=True))))
        return objects, streams, shared

    def _stream(self, stream: Object) -> StreamObject:
        data = stream.read_raw_bytes()
        entries = re.sub(rb"/Length \d+(?: 0 R)? ?", b"", _entries(stream.stream_dict), count=1)
        if "/Filter" not in stream:
            data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
        return StreamObject(self._line(entries), data)

    def _lines(self) -> Lines:
        """All texts; slots are numbered in one row now: objects, faces, shared streams, keys."""
        firsts = {_FACE: len(self.numbers), _SHARED: len(self.numbers) + len(self.faces)}
        firsts[_KEY] = firsts[_SHARED] + len(self.shared)

        def settled(slot: int) -> int:
            kind = next((kind for kind in (_KEY, _SHARED, _FACE) if slot >= kind), 0)
            return slot - kind + firsts.get(kind, 0)

        return Lines(b"\n".join(self.templates), tuple(map(settled, self.slots)))


def _entries(value: Object) -> bytes:
    """The inside of a dictionary."""
    return value.unparse(resolved=True)[2:-2].strip()


def _inside(value: Array) -> bytes:
    """The inside of an array."""
    return value.unparse(resolved=True)[1:-1].strip()
