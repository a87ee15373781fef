"""A DOCX package member by member, so that what is large is made when it is written and kept no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docx.document import Document
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem

Pieces = Callable[[], Iterable[bytes]]


class LatePart(Part):
    """An XML part whose content is asked for when it is written."""

    def __init__(self, name: str, content: Callable[[], bytes], package: OpcPackage) -> None:
        super().__init__(PackURI(name), "application/xml", None, package)  # type: ignore[arg-type]
        self._content = content

    @property
    def blob(self) -> bytes:
        """The content, made anew at every call."""
        return self._content()


def members(document: Document, body: Pieces) -> dict[str, Pieces]:
    """Every member of the document's package by its name in the archive; ``body`` is the main part's content."""
    package = document.part.package
    assert package is not None
    parts = list(package.parts)
    for part in parts:
        part.before_marshal()
    found: dict[str, Pieces] = {
        "[Content_Types].xml": lambda: (_ContentTypesItem.from_parts(parts).blob,),  # type: ignore[no-untyped-call]
        PACKAGE_URI.rels_uri.membername: lambda: (package.rels.xml,),
    }
    for part in parts:
        found[part.partname.membername] = body if part is document.part else _blob(part)
        if len(part.rels):
            found[part.partname.rels_uri.membername] = _relations(part)
    return found


def _blob(part: Part) -> Pieces:
    def pieces() -> Iterator[bytes]:
        yield part.blob

    return pieces


def _relations(part: Part) -> Pieces:
    return lambda: (part.rels.xml.encode() if isinstance(part.rels.xml, str) else part.rels.xml,)
