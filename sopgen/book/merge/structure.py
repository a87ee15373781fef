"""One structure tree out of many (ISO 32000-1, 14.7): each part's Document becomes a Part of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, String

from sopgen.book.merge.output.names import name_tree
from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.prepared_part import Sheaf


class Structure:
    """The new document's structure tree while parts are added."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.root, self.document = writer.reserve(), writer.reserve()
        self._tops: list[int] = []
        self._leaves: list[int] = []  # of the parent tree
        self.next = 0  # the first key that is free
        self._ids: dict[bytes, int] = {}
        self._maps: dict[str, dict[str, str]] = {"/RoleMap": {}, "/ClassMap": {}}

    def add(self, sheaf: Sheaf, base: int, parents: Mapping[int, bytes]) -> None:
        """Join a part after the parts before; ``parents`` are its entries of the parent tree, as texts by its own keys.

        Raises ``ValueError`` when an id or a role is already taken for something else.
        """
        self._tops.extend(base + top.number for top in sheaf.tops)
        entries = [(self.next + key, text) for key, text in sorted(parents.items())]
        if entries:
            text = b" ".join(b"%d %b" % entry for entry in entries)
            limits = (entries[0][0], entries[-1][0])
            self._leaves.append(self._writer.add(b"<< /Limits [ %d %d ] /Nums [ %b ] >>" % (*limits, text)))
        self.next += sheaf.keys
        for name, number in sheaf.ids:
            if name in self._ids:
                raise ValueError(f"id {name!r} stands in two parts")
            self._ids[name] = base + number
        for kind, found in sheaf.roles.items():
            _unite(self._maps[kind], found, kind)

    def top(
        self, sheaf: Sheaf, lines: Sequence[bytes], base: int, title: str, kids: bytes = b"", entries: bytes = b""
    ) -> None:
        """Write a part's elements at the top; the first has ``kids`` before its own, and further ``entries``."""
        words = String(title).unparse(), String(sheaf.words.language).unparse()
        for top in sheaf.tops:
            self._writer.put(
                base + top.number,
                b"<< %b /K [ %b%b ] /Lang %b /P %d 0 R /S /Part /T %b %b>>"
                % (lines[top.line], kids, lines[top.kids], words[1], self.document, words[0], entries),
            )
            kids = entries = b""

    def paragraph(self, part: int, page: int, mcid: int) -> int:
        """Write a line of text on a page, of a part; its element."""
        return self._writer.add(b"<< /K [ %d ] /P %d 0 R /Pg %d 0 R /S /P /Type /StructElem >>" % (mcid, part, page))

    def finish(self) -> int:
        """The structure tree's root, with its parent tree, ids and roles."""
        writer = self._writer
        kids = b" ".join(b"%d 0 R" % number for number in self._tops)
        writer.put(self.document, b"<< /K [ %b ] /P %d 0 R /S /Document /Type /StructElem >>" % (kids, self.root))
        leaves = b" ".join(b"%d 0 R" % number for number in self._leaves)
        parents = writer.add(b"<< /Kids [ %b ] >>" % leaves)
        entries = [b"/K [ %d 0 R ]" % self.document, b"/ParentTree %d 0 R" % parents]
        if self._ids:
            ids = [(name, b"%d 0 R" % number) for name, number in self._ids.items()]
            entries.append(b"/IDTree %d 0 R" % name_tree(writer, ids))
        for kind, found in self._maps.items():
            if found:
                inside = " ".join(f"{key} {value}" for key, value in sorted(found.items()))
                entries.append(f"{kind} << {inside} >>".encode())
        entries.append(b"/ParentTreeNextKey %d" % self.next)
        writer.put(self.root, b"<< %b /Type /StructTreeRoot >>" % b" ".join(entries))
        return self.root


#: What lists are called where they are tables of contents (ISO 32000-1, 14.8.4.3.3).
_CONTENTS = {"/L": Name.TOC, "/LI": Name.TOCI, "/LBody": Name.Reference}


def name_contents(part: Object) -> None:
    """Call the lists of a part, which WeasyPrint can only call lists, tables of contents."""
    for element in walk(part):
        element.S = _CONTENTS.get(str(element.S), element.S)


def walk(element: Object) -> Iterator[Object]:
    """An element and all elements below it, in reading order."""
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") not in (Name.OBJR, Name.MCR):
            yield from walk(kid)


def drop_element(annotation: Object, parents: dict[int, Object]) -> None:
    """Forget an annotation that is taken off its page, and the element that is nothing but it."""
    key = annotation.get("/StructParent")
    if key is None or int(key) not in parents:
        return
    element = parents.pop(int(key))
    element.P.K = Array([kid for kid in element.P.K if not _is(kid, element)])


def _unite(entries: dict[str, str], more: Mapping[str, str], kind: str) -> None:
    for key, value in more.items():
        if entries.get(key, value) != value:
            raise ValueError(f"{kind} {key} means different things in two parts")
        entries[key] = value


def _is(kid: Object, element: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def referred(kid: Object) -> tuple[int, int] | None:
    """The annotation that a kid of an element is, by its object's number; None when it is something else."""
    if not isinstance(kid, Dictionary) or kid.get("/Type") != Name.OBJR:
        return None
    return kid.Obj.objgen
