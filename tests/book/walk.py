"""A walk over a tagged PDF's structure, for what validators do not see.

veraPDF is silent about duplicate ids, content that no element owns, elements that the parent tree gives to another
owner, annotations off their page, and named destinations that lead nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, NumberTree, Object, Page, Pdf

from sopgen.book.merge.output.names import read_names

_MARKED = re.compile(rb"/MCID\s+(\d+)")


@dataclass
class Walk:
    """What a document's structure holds, and everything that does not agree in it."""

    tags: Counter[str] = field(default_factory=Counter)
    ids: set[bytes] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def walk(pdf: Pdf) -> Walk:
    """Walk the structure of ``pdf``; ``faults`` is empty when all is as it must be."""
    return _Walker(pdf).run()


class _Walker:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.parents = dict(NumberTree(self.root.ParentTree))
        self.pages = {page.obj.objgen: page for page in pdf.pages}
        self.content = {page.obj.objgen: marked(page) for page in pdf.pages}
        self.annotations = {
            annotation.objgen: page.obj.objgen for page in pdf.pages for annotation in page.obj.get("/Annots", [])
        }
        self.owned: dict[tuple[int, int], set[int]] = {page: set() for page in self.pages}
        self.referred: set[tuple[int, int]] = set()
        self.headers: list[bytes] = []
        self.found = Walk()

    def fault(self, text: str) -> None:
        self.found.faults.append(text)

    def run(self) -> Walk:
        for kid in self.root.K:
            self.element(kid, self.root, None)
        for page, content in self.content.items():
            if len(content) != len(set(content)):
                self.fault(f"{page}: a marked content id stands twice")
            if set(content) != self.owned[page]:
                self.fault(f"{page}: content {set(content) ^ self.owned[page]} has no element")
            if len(self.parents[int(self.pages[page].obj.StructParents)]) != len(content):
                self.fault(f"{page}: the parent tree knows another number of contents")
        if set(self.annotations) != self.referred:
            self.fault(f"annotations without element: {set(self.annotations) ^ self.referred}")
        self.trees()
        self.destinations()
        return self.found

    def element(self, element: Object, parent: Object, page: tuple[int, int] | None) -> None:
        self.found.tags[str(element.S)[1:]] += 1
        if element.P.objgen != parent.objgen:
            self.fault(f"{element.objgen}: its parent is another")
        if "/Pg" in element:
            page = element.Pg.objgen
            if page not in self.pages:
                self.fault(f"{element.objgen}: stands on no page of the document")
        if "/ID" in element:
            if bytes(element.ID) in self.found.ids:
                self.fault(f"id {bytes(element.ID)!r} twice")
            self.found.ids.add(bytes(element.ID))
        attributes = element.get("/A")
        if isinstance(attributes, Dictionary):
            self.headers.extend(bytes(header) for header in attributes.get("/Headers", []))
            if str(element.S) == "/Figure":
                self.figure(element, attributes)
        for kid in kids(element):
            self.kid(kid, element, page)

    def kid(self, kid: object, element: Object, page: tuple[int, int] | None) -> None:
        if isinstance(kid, int):
            assert page is not None
            if kid in self.owned[page]:
                self.fault(f"{page}: content {kid} has two elements")
            self.owned[page].add(kid)
            parents = self.parents[int(self.pages[page].obj.StructParents)]
            if parents[kid].objgen != element.objgen:
                self.fault(f"{page}: the parent tree gives content {kid} to another element")
        elif isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR":
            self.referred.add(kid.Obj.objgen)
            if self.parents[int(kid.Obj.StructParent)].objgen != element.objgen:
                self.fault(f"{kid.Obj.objgen}: the parent tree gives the annotation to another element")
            if "/P" in kid.Obj and kid.Obj.P.objgen != self.annotations.get(kid.Obj.objgen):
                self.fault(f"{kid.Obj.objgen}: the annotation is not on its page")
        elif isinstance(kid, Dictionary):
            self.element(kid, element, page)

    def figure(self, element: Object, attributes: Dictionary) -> None:
        x1, y1, x2, y2 = (float(value) for value in attributes.BBox)
        _, _, width, height = (float(value) for value in element.Pg.MediaBox)
        if not (-1 <= x1 < x2 <= width + 1 and -1 <= y1 < y2 <= height + 1):
            self.fault(f"figure box {[x1, y1, x2, y2]} is off the page")
        if "/Alt" not in element:
            self.fault(f"{element.objgen}: figure without alternative text")

    def trees(self) -> None:
        ids = dict(read_names(self.root.IDTree)) if "/IDTree" in self.root else {}
        if set(ids) != self.found.ids:
            self.fault("the tree of ids does not hold the elements' ids")
        if not set(self.headers) <= self.found.ids:
            self.fault("a header cell that a cell names does not exist")
        if int(self.root.ParentTreeNextKey) <= max(self.parents, default=-1):
            self.fault("the parent tree's next key is taken")

    def destinations(self) -> None:
        names = [name for name, _ in read_names(self.pdf.Root.Names.Dests)]
        if names != sorted(set(names)):
            self.fault("destinations are not in order")
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                if target(annotation) is not None and target(annotation) not in names:
                    self.fault(f"a link to {target(annotation)!r}, which is nowhere")


def kids(element: Object) -> Iterator[object]:
    """An element's kids, however few."""
    found = element.get("/K")
    if found is None:
        return
    yield from found if isinstance(found, Array) else [found]


def marked(page: Page) -> list[int]:
    """The marked content ids of a page, as often as they stand there."""
    contents = page.obj.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [int(number) for stream in streams for number in _MARKED.findall(stream.read_bytes())]


def target(annotation: Object) -> bytes | None:
    """The named destination that a link leads to; None for links out of the document and for fields."""
    if "/Dest" in annotation:
        return bytes(annotation.Dest)
    action = annotation.get("/A")
    return bytes(action.D) if action is not None and action.get("/S") == "/GoTo" else None
