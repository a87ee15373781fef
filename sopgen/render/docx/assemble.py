"""Blocks into a reference document: body, lists, pictures, header and footer words, properties, source, packing."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from lxml import etree

from sopgen.model.sop import Sop
from sopgen.render.docx import archive, embedded, styles
from sopgen.render.docx.blocks import Bands, Block, BookRole, Paragraph, Picture, Role, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.placeholders import fill
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
    first_list = _add_lists(document, ids.list_starts)
    body = (
        block_environment(templates)
        .get_template("docx/document.xml.j2")
        .render(
            sections=sections,
            style=styles.ids(element),
            references=_references(document, sections, _Bands(templates, styles.ids(element))),
            image_id=images,
            first_list=first_list,
            anchor_role=Role.ANCHOR,
            symbol_role=Role.SYMBOL,
            table_role=Role.TABLE,
        )
    )
    document.part._element = parse_xml(body.encode())
    _set_properties(document, properties)
    carried = [(section.sop, section.blocks) for section in sections if section.sop is not None]
    for number, (sop, blocks) in enumerate(carried, 1):
        _add_source(document, sop, blocks, number)
    saved = io.BytesIO()
    document.save(saved)
    return archive.rezip(saved.getvalue())


# -- pictures and lists -----------------------------------------------------------------------------------------


def _images(sections: Iterable[Section]) -> Iterable[bytes]:
    for section in sections:
        for paragraph in embedded.paragraphs(section.blocks):
            for inline in paragraph.content:
                if isinstance(inline, Picture):
                    yield inline.image


def _add_lists(document: Document, starts: Sequence[int]) -> int:
    """Add one numbering with ``numId``s for all lists; return what is to be added to a list's own number.

    Every ``abstractNum`` must come before every ``num``; the reference document's own stay.
    """
    numbering = _numbering(document)
    abstracts, nums = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    abstract_id = max((int(a.get(qn("w:abstractNumId"), "0")) for a in abstracts), default=-1) + 1
    offset = max((int(n.get(qn("w:numId"), "0")) for n in nums), default=0)
    abstract = _abstract_num(abstract_id)
    if nums:
        nums[0].addprevious(abstract)
    else:
        numbering.append(abstract)
    last = nums[-1] if nums else abstract
    for number, start in enumerate(starts, offset + 1):
        num = _num(number, abstract_id, start)
        last.addnext(num)
        last = num
    return offset


def _numbering(document: Document) -> etree._Element:
    """The numbering part's element; an office's document may have none, and python-docx cannot make one."""
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING:
            return _element_of(relation.target_part)
    default = docx.Document().part.numbering_part
    element = default.element
    for child in list(element):
        element.remove(child)
    part = NumberingPart(PackURI("/word/numbering.xml"), default.content_type, element, document.part.package)
    document.part.relate_to(part, RT.NUMBERING)
    return _element_of(part)


def _element_of(part: Part) -> etree._Element:
    assert isinstance(part, XmlPart)
    element: etree._Element = part.element
    return element


def _abstract_num(abstract_id: int) -> etree._Element:
    abstract = _element("w:abstractNum", abstractNumId=abstract_id)
    level = _element("w:lvl", ilvl=0)
    level.append(_element("w:start", val=1))
    level.append(_element("w:numFmt", val="decimal"))
    level.append(_element("w:lvlText", val="%1."))
    level.append(_element("w:lvlJc", val="left"))
    abstract.append(_element("w:multiLevelType", val="singleLevel"))
    abstract.append(level)
    return abstract


def _num(number: int, abstract_id: int, start: int) -> etree._Element:
    num = _element("w:num", numId=number)
    override = _element("w:lvlOverride", ilvl=0)
    override.append(_element("w:startOverride", val=start))
    num.append(_element("w:abstractNumId", val=abstract_id))
    num.append(override)
    return num


def _element(tag: str, **attributes: object) -> etree._Element:
    element: etree._Element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


# -- header and footer ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bands:
    """Writes the headers and footers that sections bring themselves."""

    templates: tuple[Path, ...]
    style: dict[Role | BookRole, str]

    def add(self, document: Document, bands: Bands, number: int) -> list[tuple[str, str, str]]:
        """Add the parts of section ``number``; kind, type and relationship id of each."""
        wanted = (
            ("header", "default", bands.header),
            ("header", "first", bands.first),
            ("footer", "default", bands.footer),
            ("footer", "first", bands.footer if bands.first else ()),
        )
        return [(kind, type_, self._part(document, kind, type_, band, number)) for kind, type_, band in wanted if band]

    def _part(self, document: Document, kind: str, type_: str, band: tuple[Paragraph, ...], number: int) -> str:
        made, content_type, relation, tag = (
            (HeaderPart, CT.WML_HEADER, RT.HEADER, "hdr")
            if kind == "header"
            else (FooterPart, CT.WML_FOOTER, RT.FOOTER, "ftr")
        )
        template = block_environment(self.templates).get_template("docx/band.xml.j2")
        values = {"style": self.style, "image_id": {}, "first_list": 0, "symbol_role": Role.SYMBOL}
        content = template.render(kind=tag, band=band, **values)
        uri = PackURI(f"/word/{kind}{number + 1}{type_}own.xml")
        return document.part.relate_to(
            made(uri, content_type, parse_xml(content.encode()), document.part.package), relation
        )


def _references(document: Document, sections: Sequence[Section], bands: _Bands) -> list[list[tuple[str, str, str]]]:
    """Kind, type and relationship id of each section's headers and footers, their words filled in.

    The first section takes the reference document's parts, later ones copies of them, some bring their own.
    """
    properties = document.element.body.sectPr
    found = [
        (kind, reference.get(qn("w:type"), "default"), reference.get(qn("r:id"), ""))
        for kind in ("header", "footer")
        for reference in (properties.findall(qn(f"w:{kind}Reference")) if properties is not None else ())
    ]
    pristine = {rid: deepcopy(_part(document, rid).element) for _, _, rid in found}
    result = []
    for number, section in enumerate(sections):
        references = []
        if section.bands is not None:
            result.append(bands.add(document, section.bands, number))
            continue
        for kind, type_, rid in found:
            if number:
                rid = _copied(document, rid, pristine[rid], f"{kind}{number + 1}{type_}")
            fill(_part(document, rid).element, dict(section.words))
            references.append((kind, type_, rid))
        result.append(references)
    return result


def _part(document: Document, rid: str) -> XmlPart:
    part = document.part.related_parts[rid]
    assert isinstance(part, XmlPart)
    return part


def _copied(document: Document, rid: str, pristine: etree._Element, name: str) -> str:
    """Relate a copy of a header or footer part, with the pictures it shows; return the new relationship id."""
    original = _part(document, rid)
    uri = PackURI(f"/word/{name}.xml")
    element = parse_xml(etree.tostring(pristine))
    copy = type(original)(uri, original.content_type, element, document.part.package)
    for relation in original.rels.values():
        copy.rels.add_relationship(relation.reltype, relation._target, relation.rId, relation.is_external)
    return document.part.relate_to(copy, RT.HEADER if name.startswith("header") else RT.FOOTER)


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
