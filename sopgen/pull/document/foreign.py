"""What a document is that no SOP's changes can be read from, said so that whoever has it knows what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from sopgen.paths import LETTERS, OUTPUT
from sopgen.pull.changes import short
from sopgen.render.docx.package import archive, embedded
from sopgen.render.docx.package.embedded import Embedded

_PROPERTIES = "docProps/core.xml"
_RELATIONS, _MAIN_PART = "_rels/.rels", "/officeDocument"
_MAIN = "word/document.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_STRICT = "http://purl.oclc.org/ooxml/"
#: What other packages hold, and what each of them is.
_PACKAGES = {
    "xl/workbook.xml": "buku kerja Excel (.xlsx); suntingan diambil dari dokumen Word (.docx)",
    "ppt/presentation.xml": "presentasi PowerPoint (.pptx); suntingan diambil dari dokumen Word (.docx)",
    "mimetype": "dokumen OpenDocument (.odt), bukan .docx; buka di Word atau LibreOffice, lalu simpan sebagai .docx",
}
#: So many SOPs of a booklet are named.
_MOST_NAMED = 5


class ForeignDocumentError(Exception):
    """A readable DOCX that is not an SOP's; the message is an Indonesian sentence.

    ``subject`` says which it is: an SOP's nomor, a letter's kind and number; empty when the document does not say.
    """

    def __init__(self, message: str, subject: str = "") -> None:
        super().__init__(message)
        self.subject = subject


class SourceLostError(ForeignDocumentError):
    """A document that does not say any more what it was made from, or names several."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a document's properties say of it; ``ours`` when sopgen wrote them."""

    title: str = ""
    subject: str = ""
    ours: bool = False


def main_part(members: Mapping[str, bytes]) -> etree._Element:
    """The body of a Word document. Raises ``archive.UnreadableError``, with what else the file is."""
    name = _main_name(members)
    if name not in members:
        raise archive.UnreadableError(
            next((what for part, what in _PACKAGES.items() if part in members), "bukan dokumen Word")
        )
    root = archive.parse_xml(members[name])
    if str(root.tag).startswith(f"{{{_STRICT}"):
        raise archive.UnreadableError(
            "disimpan sebagai “Strict Open XML”; buka di Word, lalu simpan sebagai “Word Document (.docx)”"
        )
    return root


def _main_name(members: Mapping[str, bytes]) -> str:
    """The part that is the document: most programs call it the same."""
    if _MAIN in members or _RELATIONS not in members:
        return _MAIN
    for relation in archive.parse_xml(members[_RELATIONS]):
        if relation.get("Type", "").endswith(_MAIN_PART):
            return relation.get("Target", "").lstrip("/")
    return _MAIN


def read_origin(members: Mapping[str, bytes]) -> Embedded:
    """What the document was made from. Raises ForeignDocumentError when that is no SOP or several, SourceLostError."""
    about = _about(members)
    if about.ours and about.subject == embedded.FORMS:
        raise ForeignDocumentError(
            f"Berkas ini formulir (“{short(about.title)}”), yang dibuat dari semua SOP; isinya tidak diambil. Ubahlah "
            "langkah-langkahnya di berkas sumber SOP, lalu buat lagi formulirnya: sopgen forms"
        )
    if about.ours and about.subject == embedded.MATRIX:
        raise ForeignDocumentError(
            f"Berkas ini lembar perubahan (“{short(about.title)}”), untuk dibaca dan disetujui; isinya tidak diambil. "
            "Sunting dokumen Word SOP itu sendiri, lalu jalankan pull atasnya."
        )
    found = _embedded(members, about)
    if len(found) == 1 and found[0].fields:
        return found[0]
    if len(found) > 1 and any(each.nomor == about.subject for each in found):
        several = f"Di dalam dokumen ini ada lebih dari satu sumber: {_called(found)};"
        raise SourceLostError(f"{several} tidak jelas isinya dibuat dari yang mana.", about.subject)
    if about.subject == embedded.BOOKLET or len(found) > 1 or (found and found[0].nomor != about.subject):
        raise ForeignDocumentError(_of_several(about, found), about.subject)
    lost = (
        "Sumber di dalam dokumen ini sudah hilang."
        if about.ours
        else "Berkas ini bukan hasil sopgen, atau sumber di dalamnya sudah dibuang."
    )
    raise SourceLostError(lost, about.subject if about.ours else "")


def _of_several(about: _About, found: Sequence[Embedded]) -> str:
    """Why nothing is taken from a booklet or a letter, and where to edit instead."""
    what, here = "buku atau surat", "perubahan tidak diambil dari sini"
    if about.subject == embedded.BOOKLET:
        what = "buku SOP"
    elif about.ours:
        what, here = (
            f"surat ({short(about.subject)})",
            f"isinya ditulis di berkas sumber surat di {LETTERS}/ dan tidak diambil",
        )
    edit = f" Sunting dokumen Word SOP itu sendiri di {OUTPUT}/, lalu jalankan pull atasnya: {_called(found)}."
    return f"Berkas ini {what}; {here}.{edit if found else ''}"


def _called(found: Sequence[Embedded]) -> str:
    """The first of the SOPs in a document by nomor and file, and how many more there are."""
    sops = ", ".join(f"{short(each.nomor)} ({short(each.file)})" for each in found[:_MOST_NAMED])
    return sops if len(found) <= _MOST_NAMED else f"{sops} dan {len(found) - _MOST_NAMED} SOP lain"


def _embedded(members: Mapping[str, bytes], about: _About) -> list[Embedded]:
    """Every SOP that travels in the document, each once. Raises SourceLostError when one of them cannot be read."""
    found = []
    for name in sorted(members):
        if name.startswith("customXml/") and name.endswith(".xml") and embedded.NAMESPACE.encode() in members[name]:
            try:
                part = embedded.read(archive.parse_xml(members[name]))
            except archive.UnreadableError as error:
                raise SourceLostError("Sumber di dalam dokumen ini rusak.", about.subject) from error
            found += [part] if part and part not in found else []
    return found


def _about(members: Mapping[str, bytes]) -> _About:
    """What the properties say; nothing where there are none or they cannot be read."""
    try:
        root = archive.parse_xml(members[_PROPERTIES]) if _PROPERTIES in members else None
    except archive.UnreadableError:
        root = None
    if root is None:
        return _About()
    ours = root.findtext(f"{_CORE}category", "") == embedded.CATEGORY
    return _About(root.findtext(f"{_DC}title", ""), root.findtext(f"{_DC}subject", ""), ours)
