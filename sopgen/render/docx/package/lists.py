"""Numbered lists: Word counts them, so that an entry added in Word numbers the rest anew."""

from __future__ import annotations

from collections.abc import Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from lxml import etree

from sopgen.render.docx.blocks import NumberedList

_FIRST_NSID = 0x50A00000


def add_lists(document: Document, lists: Sequence[NumberedList]) -> int:
    """Add a numbering for each list; return what is to be added to a list's own number to get its ``numId``.

    Lists of one definition share an ``abstractNum``, which each begins anew. Lists that take turns, as boxes side by
    side on several pages do, would count on together. Every ``abstractNum`` must come before every ``num``; those
    already there stay.
    """
    numbering = _numbering(document)
    abstracts, nums = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    first_abstract = max((int(a.get(qn("w:abstractNumId"), "0")) for a in abstracts), default=-1) + 1
    offset = max((int(n.get(qn("w:numId"), "0")) for n in nums), default=0)
    at = len(numbering) if not nums else list(numbering).index(nums[0])
    defined = {each.definition: each for each in reversed(lists)}
    definitions = {
        name: first_abstract + index for index, name in enumerate(dict.fromkeys(e.definition for e in lists))
    }
    for index, (name, abstract) in enumerate(definitions.items()):
        numbering.insert(at + index, _abstract_num(abstract, defined[name].bare))
    after = list(numbering).index(nums[-1]) + 1 if nums else len(numbering)
    for index, each in enumerate(lists):
        numbering.insert(after + index, _num(offset + 1 + index, definitions[each.definition], each.start))
    return offset


def _numbering(document: Document) -> etree._Element:
    """The numbering part's element; an office's document may have none, and python-docx cannot make one."""
    part = next((each.target_part for each in document.part.rels.values() if each.reltype == RT.NUMBERING), None)
    if part is None:
        default = docx.Document().part.numbering_part
        default.element[:] = []
        uri = PackURI("/word/numbering.xml")
        part = NumberingPart(uri, default.content_type, default.element, document.part.package)
        document.part.relate_to(part, RT.NUMBERING)
    assert isinstance(part, XmlPart)
    element: etree._Element = part.element
    return element


def _abstract_num(abstract_id: int, bare: bool) -> etree._Element:
    """What lists of one definition share: Word takes two definitions with one ``nsid`` for the same."""
    behind, text = ('<w:suff w:val="nothing"/>', "%1") if bare else ("", "%1.")
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        f'<w:nsid w:val="{_FIRST_NSID + abstract_id:08X}"/><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{behind}<w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )


def _num(number: int, abstract_id: int, start: int) -> etree._Element:
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )
