"""An office's own document, opened without trusting it: what Word reads is read, what is damaged is named by its part.

python-docx trusts what it opens; whatever it would stumble over later is looked for here, before anything is built.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TARGET_MODE as MODE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from sopgen.render.docx.package import lengths
from sopgen.render.docx.package.archive import UnreadableError, parse_xml, read_members, write_members

_WORD = "http://schemas.microsoft.com/office/word"
_MODE, _NEWEST = "compatibilityMode", "15"
#: What may follow ``w:compat`` in a settings part.
_AFTER = (
    *("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping"),
    *("w:doNotIncludeSubdocsInStats", "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions"),
    *("w:readModeInkLockDown", "w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags"),
    *("w:decimalSymbol", "w:listSeparator"),
)
_XML = (".xml", ".rels")
_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONS = "_rels/.rels"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
#: What python-docx raises at packages that it cannot make sense of. Mistakes of our own look the same: only what our
#: own default reference document passes is the fault of an office's.
STUMBLES = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError, etree.LxmlError)
#: Word opens a document whose pictures and links lead nowhere.
_MAY_LEAD_NOWHERE = frozenset({RT.IMAGE, RT.HYPERLINK})
#: What a part is by the relationship that names it: its root element, and how it may be called in a message.
_ROOTS = {
    RT.STYLES: qn("w:styles"),
    RT.NUMBERING: qn("w:numbering"),
    RT.SETTINGS: qn("w:settings"),
    RT.HEADER: qn("w:hdr"),
    RT.FOOTER: qn("w:ftr"),
}
#: Main parts of the other files that Word writes.
_OTHER_KINDS = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
_BAND_RELATIONS = {qn("w:headerReference"): RT.HEADER, qn("w:footerReference"): RT.FOOTER}
_BAND_TYPES = frozenset({"default", "first", "even"})


def open_document(content: bytes) -> Document:
    """The document, all its sizes whole numbers.

    Raises UnreadableError, naming the part, when Word would not read it either.
    """
    members = read_members(content)
    trees = {name: _parsed(name, member) for name, member in members.items() if name.endswith(_XML)}
    changed = {name for name, tree in trees.items() if _measured(name, tree)}
    changed |= _check_relations(trees, members)
    members |= {name: etree.tostring(trees[name], xml_declaration=True, encoding="UTF-8") for name in changed}
    package = io.BytesIO(write_members(members))
    try:
        document = docx.Document(package)
    except STUMBLES as error:
        raise UnreadableError("bukan dokumen Word") from error
    _check_parts(document)
    return document


def _parsed(name: str, content: bytes) -> etree._Element:
    try:
        return parse_xml(content)
    except UnreadableError as error:
        raise damaged(name, str(error)) from error


def damaged(part: str, what: str) -> UnreadableError:
    """What to tell about a part that cannot be used."""
    return UnreadableError(f"tidak dapat dipakai karena bagian “{part.removeprefix('/')}” {what}")


def _measured(name: str, root: etree._Element) -> bool:
    try:
        return lengths.make_whole(root)
    except lengths.LengthError as error:
        raise damaged(name, f"rusak: {error}") from error


# -- which parts there are ------------------------------------------------------------------------------------------


def _check_relations(trees: Mapping[str, etree._Element], members: Mapping[str, bytes]) -> set[str]:
    """Check that all that is related is there; the names of the parts in which a dead link was made harmless."""
    for name in (_TYPES, _PACKAGE_RELATIONS):
        if name not in trees:
            raise damaged(name, "tidak ada")
    types, changed = _types(trees[_TYPES]), set()
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        if root.tag != f"{_REL}Relationships":
            raise damaged(name, "rusak: isinya bukan yang seharusnya")
        for relation in root.findall(f"{_REL}Relationship"):
            if _leads_nowhere(name, relation, members, types):
                relation.set("TargetMode", MODE.EXTERNAL)
                changed.add(name)
    _check_main(trees[_PACKAGE_RELATIONS], types)
    return changed


def _types(root: etree._Element) -> dict[str, str]:
    """Content types by a part's name (it begins with a stroke) or ending, in lower case."""
    if root.tag != f"{_CT}Types":
        raise damaged(_TYPES, "rusak: isinya bukan yang seharusnya")
    types = {}
    for kind, key in (("Override", "PartName"), ("Default", "Extension")):
        for entry in root.findall(f"{_CT}{kind}"):
            name, content_type = entry.get(key), entry.get("ContentType")
            if not name or not content_type:
                raise damaged(_TYPES, "rusak: satu jenis bagian tidak lengkap")
            types[name.casefold()] = content_type
    return types


def _type_of(part: str, types: Mapping[str, str]) -> str:
    part = f"/{part}".casefold()
    return types.get(part) or types.get(posixpath.splitext(part)[1].lstrip(".")) or ""


def _leads_nowhere(name: str, relation: etree._Element, members: Mapping[str, bytes], types: Mapping[str, str]) -> bool:
    """Whether a relationship is a picture's or link's to a part that is not there; any other must be there."""
    kind, target = relation.get("Type"), relation.get("Target")
    if kind is None or target is None or relation.get("Id") is None:
        raise damaged(name, "rusak: hubungan antarbagian tidak lengkap")
    if relation.get("TargetMode") == MODE.EXTERNAL:
        if kind in _ROOTS or kind == RT.OFFICE_DOCUMENT:
            raise damaged(name, f"merujuk “{target[:80]}” di luar berkas ini")
        return False
    part = _target(name, target)
    if part not in members:
        if kind in _MAY_LEAD_NOWHERE:
            return True
        if not part.strip():  # the target is the package itself
            raise damaged(name, f"merujuk “{target[:80]}”, padahal itu bukan nama bagian")
        raise damaged(part[:80], f"tidak ada, padahal dirujuk oleh “{name}”")
    if not _type_of(part, types):
        raise damaged(part, f"tidak disebut jenisnya di {_TYPES}")
    return False


def _target(name: str, target: str) -> str:
    """The part that a relationship in the part ``name`` leads to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _check_main(package_relations: etree._Element, types: Mapping[str, str]) -> None:
    """Check that there is a document, and that it is no template."""
    for relation in package_relations.findall(f"{_REL}Relationship"):
        if relation.get("Type") == RT.OFFICE_DOCUMENT:
            part = _target(_PACKAGE_RELATIONS, relation.get("Target", ""))
            if _type_of(part, types) in _OTHER_KINDS:
                raise UnreadableError("adalah templat atau dokumen bermakro; simpan dari Word sebagai dokumen (.docx)")
            if _type_of(part, types) != CT.WML_DOCUMENT_MAIN:
                raise damaged(part, f"bukan dokumen Word menurut {_TYPES}")
            return
    raise damaged(_PACKAGE_RELATIONS, "tidak menunjuk isi dokumen")


# -- what the parts are ---------------------------------------------------------------------------------------------


def _check_parts(document: Document) -> None:
    """Check that every part we touch is of its kind, and that the sections' headers and footers are there."""
    main, package = document.part, document.part.package
    root = main.element
    if root.tag != qn("w:document") or root.find(qn("w:body")) is None:
        raise damaged(main.partname, "rusak: tidak memuat isi dokumen")
    for relation in main.rels.values():
        if relation.reltype in _ROOTS:
            _check_root(relation.target_part, _ROOTS[relation.reltype])
    for relation in package.rels.values() if package is not None else ():
        if relation.reltype == RT.CORE_PROPERTIES and not relation.is_external:
            _check_root(relation.target_part, qn("cp:coreProperties"), CT.OPC_CORE_PROPERTIES)
    for section in root.iter(qn("w:sectPr")):
        _check_bands(document, section)


def _check_root(part: Part, tag: str, content_type: str = "") -> None:
    if not isinstance(part, XmlPart) or part.element.tag != tag or content_type not in ("", part.content_type):
        raise damaged(part.partname, "rusak: isinya bukan yang seharusnya")


def _check_bands(document: Document, section: etree._Element) -> None:
    """Check a section's references to headers and footers: each there, and no two of one kind."""
    seen = set()
    for reference in _bands(section):
        kind, type_ = _BAND_RELATIONS[reference.tag], reference.get(qn("w:type"), "default")
        relation = document.part.rels.get(reference.get(qn("r:id"), ""))
        if relation is None or relation.reltype != kind or type_ not in _BAND_TYPES or (kind, type_) in seen:
            raise damaged(document.part.partname, "rusak: merujuk kepala atau kaki halaman dengan keliru")
        seen.add((kind, type_))


def _bands(section: etree._Element) -> Iterator[etree._Element]:
    return (child for child in section if child.tag in _BAND_RELATIONS)


def as_word_2013(document: Document) -> None:
    """Make Word lay out tables from their rules, as Word 2013 does: older modes move them out by a cell's margin."""
    settings: Any = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.insert_element_before(compat, *_AFTER)
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == _MODE:
            compat.remove(setting)
    attributes = {qn("w:name"): _MODE, qn("w:uri"): _WORD, qn("w:val"): _NEWEST}
    compat.append(OxmlElement("w:compatSetting", attrs=attributes))
