"""Blocks into a reference document: body, lists, pictures, header and footer words, properties, source, packing."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from lxml import etree

from sopgen.model.sop import Sop
from sopgen.render.docx import archive, embedded, styles
from sopgen.render.docx.bands import Bands, references
from sopgen.render.docx.blocks import Block, Picture, Role, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.lists import add_lists
from sopgen.render.docx.sandbox import block_environment

_XML_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: Makes the data store's id from the source's content: the same source, the same id.
_ITEM_IDS = uuid.UUID("5f6d3f1c-7a53-5d2e-9a55-0e8a3f6a1d10")


@dataclass(frozen=True, slots=True)
class Properties:
    """A document's core properties; dates come from the source, never from the clock."""

    title: str
    subject: str
    author: str
    company: str = ""
    created: date | None = None
    modified: date | None = None


def assemble(
    sections: Sequence[Section],
    reference: bytes,
    measures: dict[Role, styles.Measure],
    properties: Properties,
    ids: Ids,
    templates: tuple[Path, ...],
) -> bytes:
    """A DOCX of ``sections`` in the styles of ``reference``; the sources of their SOPs travel inside.

    ``ids`` must be the one that the sections' blocks were made with: it knows the lists.
    """
    document = docx.Document(io.BytesIO(reference))
    element = document.part._styles_part.element
    styles.apply_measures(element, measures)
    images = {image: document.part.get_or_add_image(io.BytesIO(image))[0] for image in _images(sections)}
    first_list = add_lists(document, ids.list_starts)
    body = (
        block_environment(templates)
        .get_template("docx/document.xml.j2")
        .render(
            sections=sections,
            style=styles.ids(element),
            references=references(document, sections, Bands(templates, styles.ids(element))),
            image_id=images,
            first_list=first_list,
            anchor_role=Role.ANCHOR,
            symbol_role=Role.SYMBOL,
            table_role=Role.TABLE,
            memory={},
        )
    )
    content = body.encode()
    archive.check_xml(content, prefixes=len(templates) > 1)
    _set_properties(document, properties)
    carried = [(section.sop, section.blocks) for section in sections if section.sop is not None]
    for number, (sop, blocks) in enumerate(carried, 1):
        _add_source(document, sop, blocks, number)
    # The body goes in as it was written: as a tree, that of a booklet would be ten times as large.
    return archive.write_members({**_members(document), document.part.partname.membername: content})


class _Members:
    """Takes the parts that python-docx writes, by name: packing them twice would cost as much as writing them."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def write(self, name: PackURI, content: bytes) -> None:
        self.found[name.membername] = content


def _members(document: Document) -> dict[str, bytes]:
    """What ``document.save`` would pack."""
    package, members = document.part.package, _Members()
    parts = package.parts
    for part in parts:
        part.before_marshal()
    writer: Any = PackageWriter
    writer._write_content_types_stream(members, parts)
    writer._write_pkg_rels(members, package.rels)
    writer._write_parts(members, parts)
    return members.found


# -- pictures and lists -----------------------------------------------------------------------------------------


def _images(sections: Iterable[Section]) -> Iterable[bytes]:
    for section in sections:
        for paragraph in embedded.paragraphs(section.blocks):
            for inline in paragraph.content:
                if isinstance(inline, Picture):
                    yield inline.image


# -- properties and source --------------------------------------------------------------------------------------


def _set_properties(document: Document, properties: Properties) -> None:
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title, core.subject, core.author = properties.title[:255], properties.subject[:255], properties.author[:255]
    core.keywords, core.category, core.language = "SOP", "Standar Operasional Prosedur", "id-ID"
    core.revision = 1
    if properties.created:
        core.created = _midnight(properties.created)
    if properties.modified:
        core.modified = _midnight(properties.modified)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _add_source(document: Document, sop: Sop, blocks: Sequence[Block], number: int) -> None:
    """Put the SOP's YAML and printed fields into a custom XML part."""
    content = embedded.write(embedded.embed(sop, blocks))
    package = document.part.package
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    item.relate_to(
        Part(PackURI(f"/customXml/itemProps{number}.xml"), _XML_PROPERTIES, _item_properties(content), package),
        RT.CUSTOM_XML_PROPS,
    )
    document.part.relate_to(item, RT.CUSTOM_XML)


def _item_properties(content: bytes) -> bytes:
    item_id = uuid.uuid5(_ITEM_IDS, sha256(content).hexdigest())
    root = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    root.set(f"{{{_DATA_STORE}}}itemID", f"{{{str(item_id).upper()}}}")
    references = etree.SubElement(root, f"{{{_DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATA_STORE}}}schemaRef").set(f"{{{_DATA_STORE}}}uri", embedded.NAMESPACE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
