"""Headers and footers: the reference document's with their words filled in, or a section's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from jinja2 import Template
from lxml import etree

from sopgen.render.docx.blocks import Bands, BookRole, Paragraph, Role, Section, Shape
from sopgen.render.docx.package.placeholders import fill
from sopgen.render.docx.package.sandbox import block_environment

#: What python-docx and the template call a header or a footer.
_KINDS = {
    "header": (CT.WML_HEADER, RT.HEADER, "hdr"),
    "footer": (CT.WML_FOOTER, RT.FOOTER, "ftr"),
}


def references(
    document: Document, sections: Sequence[Section], templates: tuple[Path, ...], style: Mapping[Role | BookRole, str]
) -> list[list[tuple[str, str, str]]]:
    """Kind, type and relationship id of each section's headers and footers, their words filled in.

    The first section takes the reference document's parts, later ones copies of them, some bring their own. Parts
    that no section takes are left out.
    """
    properties = document.element.body.sectPr
    found = [
        (kind, reference.get(qn("w:type"), "default"), reference.get(qn("r:id"), ""))
        for kind in ("header", "footer")
        for reference in (properties.findall(qn(f"w:{kind}Reference")) if properties is not None else ())
    ]
    width = _text_width(properties) if properties is not None else 0
    pristine = {rid: deepcopy(_part(document, rid).element) for _, _, rid in found}
    template = block_environment(templates).get_template("docx/band.xml.j2")
    result = []
    for number, section in enumerate(sections):
        references = []
        if section.bands is not None:
            result.append(list(_own(document, section.bands, number, template, style)))
            continue
        for kind, type_, rid in found:
            if number:
                rid = _copied(document, rid, pristine[rid], f"{kind}{number + 1}{type_}")
            element = _part(document, rid).element
            fill(element, dict(section.words))
            _move_tabs(element, width, section.text_width)
            if kind == "header" and section.mark is not None:
                _lay_across(element, section.mark, template, style)
            references.append((kind, type_, rid))
        if section.mark is not None and not any(kind == "header" for kind, _, _ in references):
            alone = Bands(header=(Paragraph(BookRole.FOOTER, (section.mark,), before=0, after=0, line=20),))
            references += _own(document, alone, number, template, style)
        result.append(references)
    if sections and sections[0].bands is not None:  # nothing shows them, and their words are not filled in
        for _, _, rid in found:
            del document.part.rels[rid]
    return result


def _lay_across(header: etree._Element, mark: Shape, template: Template, style: Mapping[Role | BookRole, str]) -> None:
    """Hang a mark at the first paragraph of a header, which says what it said."""
    values = {"style": style, "image_id": {}, "first_list": 0, "symbol_role": Role.SYMBOL}
    band = (Paragraph(BookRole.FOOTER, (mark,)),)
    made = parse_xml(template.render(kind="hdr", band=band, **values).encode())
    run, first = made.find(f"{qn('w:p')}/{qn('w:r')}"), header.find(qn("w:p"))
    assert run is not None
    if first is None:
        header.append(made[0])
        return
    properties = first.find(qn("w:pPr"))
    first.insert(0 if properties is None else 1, run)


def _own(
    document: Document, bands: Bands, number: int, template: Template, style: Mapping[Role | BookRole, str]
) -> Iterator[tuple[str, str, str]]:
    """Add the headers and footers that section ``number`` brings itself; kind, type and relationship id of each."""
    values = {"style": style, "image_id": {}, "first_list": 0, "symbol_role": Role.SYMBOL}
    for kind, type_, band in (
        ("header", "default", bands.header),
        ("header", "first", bands.first),
        ("footer", "default", bands.footer),
        ("footer", "first", bands.footer if bands.first else ()),
    ):
        if band:
            content_type, relation, tag = _KINDS[kind]
            element = parse_xml(template.render(kind=tag, band=band, **values).encode())
            content = etree.tostring(element, encoding="UTF-8", standalone=True)  # a booklet has hundreds: no trees
            uri = PackURI(f"/word/{kind}{number + 1}{type_}own.xml")
            part = Part(uri, content_type, content, document.part.package)
            yield kind, type_, document.part.relate_to(part, relation)


def _text_width(properties: etree._Element) -> int:
    """Room between the margins of the reference document's pages, in twips; 0 when it does not say."""
    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 0
    left, right = (int(margins.get(qn(f"w:{side}")) or 0) for side in ("left", "right"))
    return int(size.get(qn("w:w")) or 0) - left - right


def _move_tabs(element: etree._Element, old: int, new: int) -> None:
    """Tab stops at the reference document's right margin or middle go to those of the SOP's paper."""
    moves = {("right", old): new, ("center", old // 2): new // 2}
    for tab in element.iter(qn("w:tab")):
        place = tab.get(qn("w:pos"))
        if place is not None and (move := moves.get((tab.get(qn("w:val")) or "", int(place)))) is not None:
            tab.set(qn("w:pos"), str(move))


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
        target = relation.target_ref if relation.is_external else relation.target_part
        copy.rels.add_relationship(relation.reltype, target, relation.rId, relation.is_external)
    return document.part.relate_to(copy, RT.HEADER if name.startswith("header") else RT.FOOTER)
