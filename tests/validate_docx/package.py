"""The parts of a DOCX, parsed, with their relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; ``target`` is a part's name, or an address when ``external``."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The members of a DOCX file by name, and the parsed XML ones."""

    members: dict[str, bytes]
    xml: dict[str, etree._Element]

    @classmethod
    def of(cls, content: bytes) -> Package:
        """Unpack and parse; raises XMLSyntaxError when a part is not well-formed."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        xml = {name: etree.fromstring(data) for name, data in members.items() if name.endswith((".xml", ".rels"))}
        return cls(members, xml)

    def relationships(self, part: str) -> list[Relationship]:
        """The relationships of a part ("" is the package)."""
        folder, name = posixpath.split(part)
        root = self.xml.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        found = []
        for element in root.findall(_RELATIONSHIP):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
        return found

    @property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold text: body, headers and footers."""
        names = ("word/document", "word/header", "word/footer")
        return {name: root for name, root in self.xml.items() if name.startswith(names) and name.endswith(".xml")}


def flattened(content: bytes) -> bytes:
    """The same file with each AlternateContent replaced by the content of its first Choice."""
    package = Package.of(content)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package.members.items():
            if name in package.stories:
                root = package.xml[name]
                for alternate in list(root.iter(f"{MC}AlternateContent")):
                    _replace(alternate)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(name, data)
    return target.getvalue()


def _replace(alternate: etree._Element) -> None:
    parent = alternate.getparent()
    assert parent is not None
    for child in alternate.findall(f"{MC}Choice")[0]:
        alternate.addprevious(child)
    parent.remove(alternate)
