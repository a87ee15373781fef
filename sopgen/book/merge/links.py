"""Destinations and links across parts: names get the part's key before them, ``sop:NOMOR`` becomes a jump."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from sopgen.book.merge.names import name_tree, read_names
from sopgen.book.merge.part import DeadLink
from sopgen.book.merge.place import Positions
from sopgen.book.merge.structure import Structure

_SCHEME = b"sop:"


@dataclass(frozen=True, slots=True)
class _Reference:
    """A link to an SOP, to be resolved when all parts are known."""

    page: Page
    annotation: Object
    part: str
    target: str


class Links:
    """The new document's destinations, and the links that wait for them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._destinations: dict[bytes, Object] = {}
        self._used: set[bytes] = set()
        self._references: list[_Reference] = []

    def add(self, key: str, source: Pdf, at: Positions) -> None:
        """Take over a part's destinations and links."""
        prefix = key.encode()
        for name, target in _destinations(source):
            self._destinations[prefix + b"/" + name] = at.find(target)
        top = float(at.pages[0].mediabox[3])
        self._destinations[prefix] = Array([at.pages[0].obj, Name.XYZ, 0, top, 0])
        self._used.add(prefix)
        for page in at.pages:
            for annotation in page.obj.get("/Annots", []):
                annotation.P = page.obj
                self._take(annotation, page, key)

    def destination(self, key: str) -> Object:
        """Where the part of that key begins."""
        return self._destinations[key.encode()]

    def resolve(self, structure: Structure) -> tuple[DeadLink, ...]:
        """Turn references into jumps; those to an SOP that is not here are taken off and returned."""
        dead = []
        for reference in self._references:
            if reference.target.encode() in self._destinations:
                action = Dictionary(Type=Name.Action, S=Name.GoTo, D=String(reference.target.encode()))
                reference.annotation.A = action
                self._used.add(reference.target.encode())
            else:
                _take_off(reference, structure)
                dead.append(DeadLink(reference.part, reference.target))
        return tuple(dead)

    def finish(self) -> Object:
        """The name tree of the destinations that something leads to."""
        return name_tree(self._pdf, [(name, self._destinations[name]) for name in sorted(self._used)])

    def _take(self, annotation: Object, page: Page, key: str) -> None:
        action = annotation.get("/A", Dictionary())
        target = bytes(action.get("/URI", String(b"")))
        if "/Dest" in annotation:
            annotation.Dest = self._local(key, annotation.Dest)
        elif action.get("/S") == Name.GoTo:
            action.D = self._local(key, action.D)
        elif target.startswith(_SCHEME):
            nomor = unquote(target.removeprefix(_SCHEME).decode())
            self._references.append(_Reference(page, annotation, key, nomor))

    def _local(self, key: str, name: Object) -> String:
        found = key.encode() + b"/" + bytes(name)
        self._used.add(found)
        return String(found)


def _destinations(source: Pdf) -> list[tuple[bytes, Object]]:
    names = source.Root.get("/Names", Dictionary()).get("/Dests")
    return [] if names is None else list(read_names(names))


def _take_off(reference: _Reference, structure: Structure) -> None:
    structure.drop_annotation(reference.annotation)
    kept = [annotation for annotation in reference.page.obj.Annots if annotation.objgen != reference.annotation.objgen]
    if kept:
        reference.page.obj.Annots = Array(kept)
    else:
        del reference.page.obj["/Annots"]
