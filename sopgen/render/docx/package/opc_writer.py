"""A DOCX package member by member, so that what is large is made when it is written and kept no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.spec import default_content_types

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
        "[Content_Types].xml": lambda: (_content_types(parts),),
        PACKAGE_URI.rels_uri.membername: lambda: (package.rels.xml,),
    }
    for part in parts:
        found[part.partname.membername] = body if part is document.part else _blob(part)
        if len(part.rels):
            found[part.partname.rels_uri.membername] = _relations(part)
    return found


def _content_types(parts: Iterable[Part]) -> bytes:
    """What each part is: told by its ending where that means only this, else by its name."""
    endings, names = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}, {}
    for part in parts:
        name = part.partname
        if (name.ext.lower(), part.content_type) in default_content_types:
            endings[name.ext.lower()] = part.content_type
        else:
            names[name] = part.content_type
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    for ending, kind in sorted(endings.items()):
        types.add_default(ending, kind)
    for name, kind in sorted(names.items()):
        types.add_override(name, kind)
    return serialize_part_xml(types)


def _blob(part: Part) -> Pieces:
    def pieces() -> Iterator[bytes]:
        yield part.blob

    return pieces


def _relations(part: Part) -> Pieces:
    return lambda: (part.rels.xml.encode() if isinstance(part.rels.xml, str) else part.rels.xml,)
