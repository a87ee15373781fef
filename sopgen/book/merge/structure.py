"""One structure tree out of many (ISO 32000-1, 14.7): each part's Document becomes a Part of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from sopgen.book.merge.names import name_tree, number_tree, read_names, read_numbers


class Structure:
    """The new document's structure tree while parts are added."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self._document])))
        self._document.P = self._root
        self._parents: dict[int, Object] = {}
        self._next = 0
        self._ids: dict[bytes, Object] = {}
        self._maps: dict[str, Dictionary] = {"/RoleMap": Dictionary(), "/ClassMap": Dictionary()}

    def add(self, tree: Object, pages: Sequence[Page], title: str, language: str) -> Object:
        """Join a part's tree, already copied into the document, after the parts before; its Part element.

        Raises ``ValueError`` when an id or a role is already taken for something else.
        """
        elements = list(tree.K) if isinstance(tree.K, Array) else [tree.K]
        part = elements[0]
        for element in elements:
            element.S = Name.Part
            element.P = self._document
            element.T = String(title)
            element.Lang = String(language)
            self._document.K.append(element)
        for key, value in read_numbers(tree.ParentTree):
            self._parents[self._next + key] = value
        for page in pages:
            _renumber(page, self._next)
        self._next = max(self._parents, default=-1) + 1
        self._add_ids(tree)
        for kind, entries in self._maps.items():
            _unite(entries, tree.get(kind), kind)
        return part

    def element_of(self, annotation: Object) -> Object | None:
        """The structure element that an annotation belongs to."""
        key = annotation.get("/StructParent")
        return None if key is None else self._parents.get(int(key))

    def drop_annotation(self, annotation: Object) -> None:
        """Forget an annotation that is taken off its page; the element's text stays as a Span."""
        element = self.element_of(annotation)
        if element is None:
            return
        del self._parents[int(annotation.StructParent)]
        kids = element.K if isinstance(element.K, Array) else Array([element.K])
        element.K = Array([kid for kid in kids if not _refers_to(kid, annotation)])
        if element.S == "/Link":
            element.S = Name.Span

    def add_paragraph(self, part: Object, page: Page, position: int) -> int:
        """Make room for a line of text on a page, as the part's ``position``-th element; the line's MCID."""
        contents = self._parents[int(page.obj.StructParents)]
        mcid = len(contents)
        paragraph = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=part, Pg=page.obj, K=Array([mcid]))
        )
        contents.append(paragraph)
        part.K.insert(position, paragraph)
        return mcid

    def drop_element(self, annotation: Object) -> None:
        """Forget an annotation that is taken off its page, and the element that is nothing but it."""
        element = self.element_of(annotation)
        if element is None:
            return
        del self._parents[int(annotation.StructParent)]
        element.P.K = Array([kid for kid in element.P.K if not _is(kid, element)])

    def finish(self) -> Object:
        """The structure tree's root, with its parent tree, ids and roles."""
        self._root.ParentTree = number_tree(self._pdf, self._parents.items())
        self._root.ParentTreeNextKey = self._next
        if self._ids:
            self._root.IDTree = name_tree(self._pdf, self._ids.items())
        for kind, entries in self._maps.items():
            if len(entries.keys()):
                self._root[kind] = entries
        return self._root

    def _add_ids(self, tree: Object) -> None:
        if "/IDTree" not in tree:
            return
        for key, element in read_names(tree.IDTree):
            if key in self._ids:
                raise ValueError(f"id {key!r} stands in two parts")
            self._ids[key] = element


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


def _renumber(page: Page, offset: int) -> None:
    page.obj.StructParents = int(page.obj.StructParents) + offset
    for annotation in page.obj.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + offset


def _unite(entries: Dictionary, more: Object | None, kind: str) -> None:
    for key, value in more.items() if more is not None else ():
        if entries.get(key, value) != value:
            raise ValueError(f"{kind} {key} means different things in two parts")
        entries[key] = value


def _is(kid: Object, element: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def _refers_to(kid: Object, annotation: Object) -> bool:
    if not isinstance(kid, Dictionary) or kid.get("/Type") != Name.OBJR:
        return False
    return bool(kid.Obj.objgen == annotation.objgen)
