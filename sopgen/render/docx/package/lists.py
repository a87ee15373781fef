"""Numbered lists: Word counts them, so that an entry added in Word numbers the rest anew."""

from __future__ import annotations

from collections.abc import Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree

_FIRST_NSID = 0x50A00000


def add_lists(document: Document, starts: Sequence[int]) -> int:
    """Add a numbering for each list; return what is to be added to a list's own number to get its ``numId``.

    Lists of one ``abstractNum`` count on together wherever they take turns, as boxes side by side on several pages do:
    so each has one of its own. Every ``abstractNum`` must come before every ``num``; those already there stay.
    """
    numbering = _numbering(document)
    abstracts, nums = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    first_abstract = max((int(a.get(qn("w:abstractNumId"), "0")) for a in abstracts), default=-1) + 1
    offset = max((int(n.get(qn("w:numId"), "0")) for n in nums), default=0)
    at = len(numbering) if not nums else list(numbering).index(nums[0])
    for index, start in enumerate(starts):
        numbering.insert(at + index, _abstract_num(first_abstract + index, start))
    after = list(numbering).index(nums[-1]) + 1 if nums else len(numbering)
    for index in range(len(starts)):
        numbering.insert(after + index, _num(offset + 1 + index, first_abstract + index, starts[index]))
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


def _abstract_num(abstract_id: int, start: int) -> etree._Element:
    """A list of its own: Word takes two with one ``nsid`` for the same."""
    abstract = _element("w:abstractNum", abstractNumId=abstract_id)
    level = _element("w:lvl", ilvl=0)
    level.append(_element("w:start", val=start))
    level.append(_element("w:numFmt", val="decimal"))
    level.append(_element("w:lvlText", val="%1."))
    level.append(_element("w:lvlJc", val="left"))
    abstract.append(_element("w:nsid", val=f"{_FIRST_NSID + abstract_id:08X}"))
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
