"""Blocks into a reference document: body, lists, pictures, header and footer words, properties, source, packing."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree
from markupsafe import Markup

from sopgen.render.docx.blocks import BookRole, Paragraph, Picture, Role, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package import archive, embedded, own_blocks, styles
from sopgen.render.docx.package.header_footer import references
from sopgen.render.docx.package.lists import add_lists
from sopgen.render.docx.package.sandbox import block_environment
from sopgen.render.own_templates import own_templates_may_be_wrong

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
    created: date | None = None
    modified: date | None = None
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What finished XML is filled in with: the document's style ids, pictures' relationship ids, first list number."""

    style_ids: Mapping[Role | BookRole, str]
    images: Mapping[bytes, str]
    first_list: int
    measures: Mapping[Role, styles.Measure]
    variants: Mapping[tuple[Role, styles.Measure], str]

    def style(self, role: Role | BookRole, measures: Mapping[Role, styles.Measure]) -> str:
        """The style id of ``role`` for text of these measures: the style itself, or the variant that measures so."""
        measure = measures.get(role) if isinstance(role, Role) else None
        if measure is None or not isinstance(role, Role) or measure == self.measures.get(role):
            return self.style_ids[role]
        return self.variants[role, measure]


class Finished(Protocol):
    """Pages that were made before, asked for one after the other when they are written, and not kept."""

    @property
    def images(self) -> Iterable[bytes]:
        """Every picture that they show."""

    @property
    def measures(self) -> Iterable[tuple[Role, styles.Measure]]:
        """What their styles measure, where that may differ from the document's."""

    @property
    def looks(self) -> Mapping[BookRole, Paragraph]:
        """Paragraphs that styles of the document are to look like."""

    def xml(self, name: str, facts: Facts) -> bytes:
        """The pages that a section names (``Section.finished``)."""

    def source(self, name: str) -> bytes:
        """The custom XML part of their SOP."""

    def source_id(self, name: str) -> str:
        """What tells that part from all others."""


def assemble(
    target: BinaryIO,
    sections: Sequence[Section],
    reference: bytes,
    measures: Mapping[Role, styles.Measure],
    properties: Properties,
    ids: Ids,
    templates: tuple[Path, ...],
    finished: Finished | None = None,
) -> None:
    """Write a DOCX of ``sections`` in the styles of ``reference`` to ``target``; their SOPs' sources travel inside.

    ``ids`` must be the one that the sections' blocks were made with: it knows the lists. ``finished`` are the pages
    of the sections that name some; the body is written piece by piece, so that only one section's is in memory.
    Raises OwnTemplateError when a template of the office's own is wrong.
    """

    def write(into: BinaryIO, folders: tuple[Path, ...]) -> None:
        _write(into, sections, reference, measures, properties, ids, folders, finished)

    def without_own_templates() -> None:
        write(io.BytesIO(), templates[-1:])

    with own_templates_may_be_wrong(templates, *own_blocks.KINDS, without=without_own_templates):
        write(target, templates)


def _write(
    target: BinaryIO,
    sections: Sequence[Section],
    reference: bytes,
    measures: Mapping[Role, styles.Measure],
    properties: Properties,
    ids: Ids,
    templates: tuple[Path, ...],
    finished: Finished | None,
) -> None:
    document = docx.Document(io.BytesIO(reference))
    element = document.styles.element
    styles.apply_measures(element, measures)
    variants = styles.add_variants(element, measures, finished.measures if finished else ())
    if finished or any(line.style is BookRole.LISTED for each in sections for line in embedded.paragraphs(each.blocks)):
        styles.add_listed(element)
    for role, like in (_contents(sections) | dict(finished.looks) if finished else {}).items():
        styles.lend_look(element, role, like)
    shown = dict.fromkeys((*_images(sections), *(finished.images if finished else ())))
    images = {image: document.part.get_or_add_image(io.BytesIO(image))[0] for image in shown}
    facts = Facts(styles.ids(element), images, add_lists(document, ids.lists), measures, variants)
    bands = references(document, sections, templates, styles.ids(element))
    _set_properties(document, properties)
    carried = [section for section in sections if section.sop is not None]
    for number, section in enumerate(carried, 1):
        source = _source(document, section, number, finished)
        # By a name of ours: python-docx would look through all relationships for one that it could use again.
        document.part.rels.add_relationship(RT.CUSTOM_XML, source, f"rIdSop{number}")
    own_blocks.hold_to_plan(templates, lambda folders: b"".join(_body(sections, bands, folders, facts, _Blank())))
    # The body goes in as it is written: as a tree, that of a booklet would be ten times as large.
    body = partial(_body, sections, bands, templates, facts, finished)
    package = archive.packed(document)
    archive.stream_members({**package, document.part.partname.membername: body}, target)


def _body(
    sections: Sequence[Section],
    bands: list[list[tuple[str, str, str]]],
    templates: tuple[Path, ...],
    facts: Facts,
    finished: _Filler | None,
) -> Iterator[bytes]:
    """The document's XML in pieces; ExpatError when it is not well-formed."""
    pieces = (
        block_environment(templates)
        .get_template("docx/document.xml.j2")
        .generate(
            sections=sections,
            style=facts.style_ids,
            references=bands,
            image_id=facts.images,
            first_list=facts.first_list,
            anchor_role=Role.ANCHOR,
            symbol_role=Role.SYMBOL,
            table_role=Role.TABLE,
            finished=_slot,
        )
    )
    return archive.checked(_filled(pieces, facts, finished), prefixes=len(templates) > 1)


#: Stands for finished pages while the rest is written; no XML holds such a character.
_SLOT = "\0"


def _slot(name: str) -> Markup:
    return Markup(f"{_SLOT}{name}{_SLOT}")


class _Filler(Protocol):
    """Gives the XML of finished pages."""

    def xml(self, name: str, facts: Facts) -> bytes:
        """The pages that a section names."""


class _Blank:
    """No pages at all: to see what stands around them."""

    def xml(self, name: str, facts: Facts) -> bytes:
        """Nothing."""
        return b""


def _filled(pieces: Iterable[str], facts: Facts, finished: _Filler | None) -> Iterator[bytes]:
    """The pieces, with finished pages in their slots."""
    for piece in pieces:
        for number, part in enumerate(piece.split(_SLOT)):
            if number % 2 and finished is not None:
                yield archive.Sound(finished.xml(part, facts))
            else:
                yield part.encode()


def _images(sections: Iterable[Section]) -> Iterator[bytes]:
    paragraphs = (paragraph for section in sections for paragraph in embedded.paragraphs(section.blocks))
    return (inline.image for paragraph in paragraphs for inline in paragraph.content if isinstance(inline, Picture))


def _contents(sections: Iterable[Section]) -> dict[BookRole, Paragraph]:
    """The first line of each style that contents have."""
    found: dict[BookRole, Paragraph] = {}
    for section in sections:
        for line in embedded.paragraphs(section.blocks):
            if line.style in (BookRole.CONTENTS, BookRole.CONTENTS_SOP) and line.tabs:
                found.setdefault(BookRole(line.style), line)
    return found


# -- properties and source --------------------------------------------------------------------------------------


def _set_properties(document: Document, properties: Properties) -> None:
    core = document.core_properties
    assert document.part.package is not None
    part = document.part.package.part_related_by(RT.CORE_PROPERTIES)
    assert isinstance(part, XmlPart)
    for child in list(part.element):
        part.element.remove(child)
    core.title, core.subject, core.author = properties.title[:255], properties.subject[:255], properties.author[:255]
    core.keywords, core.category, core.language = "SOP", embedded.CATEGORY, "id-ID"
    core.revision = 1
    if properties.comments:
        core.comments = properties.comments
    if properties.created:
        core.created = datetime.combine(properties.created, time(), UTC)
    if properties.modified:
        core.modified = datetime.combine(properties.modified, time(), UTC)


def _source(document: Document, section: Section, number: int, finished: Finished | None) -> Part:
    """The custom XML part with the SOP's YAML and printed fields."""
    package = document.part.package
    if section.finished and finished is not None:
        content, told = finished.source(section.finished), finished.source_id(section.finished)
    else:
        assert section.sop is not None
        content = embedded.write(embedded.embed(section.sop, section.blocks, _bands(document)))
        told = sha256(content).hexdigest()
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    item.relate_to(
        Part(PackURI(f"/customXml/itemProps{number}.xml"), _XML_PROPERTIES, _item_properties(told), package),
        RT.CUSTOM_XML_PROPS,
    )
    return item


def _bands(document: Document) -> Iterator[str]:
    """What the headers and footers of the reference document say, their words filled in."""
    for relation in document.part.rels.values():
        if relation.reltype in (RT.HEADER, RT.FOOTER) and isinstance(relation.target_part, XmlPart):
            yield embedded.band_text(relation.target_part.element)


def _item_properties(told: str) -> bytes:
    """The data store's entry of what ``told`` tells from all else."""
    item_id = uuid.uuid5(_ITEM_IDS, told)
    root = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    root.set(f"{{{_DATA_STORE}}}itemID", f"{{{str(item_id).upper()}}}")
    references = etree.SubElement(root, f"{{{_DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATA_STORE}}}schemaRef").set(f"{{{_DATA_STORE}}}uri", embedded.NAMESPACE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
