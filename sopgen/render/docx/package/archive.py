"""DOCX files as ZIP archives: opened without trusting them, written without a trace of when.

Used for an office's reference document, for edited documents that are read back, and for all that we write.
"""

from __future__ import annotations

import codecs
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document

#: Bounds on what is unpacked: far above any honest document, far below what hurts.
MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64 * 2**20
MAX_TOTAL_BYTES = 192 * 2**20

_BLOCK_BYTES = 2**16
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
#: Where a member's header has its flags, and the one that says it is encrypted.
_FLAGS = 6
_IS_ENCRYPTED = 0x01
_PROTECTED = "dilindungi kata sandi; buka di Word, hapus kata sandinya, lalu simpan lagi"
_SAVE = "buka di Word, lalu simpan sebagai .docx"
#: Office before 2007 wrote such files, and what a password protects is still put into one: what is in it has a name.
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_COMPOUNDS = {
    "EncryptedPackage": _PROTECTED,
    "WordDocument": f"dokumen Word lama (.doc), bukan .docx; {_SAVE}",
    "Workbook": "buku kerja Excel lama (.xls), bukan dokumen Word (.docx)",
    "PowerPoint Document": "presentasi PowerPoint lama (.ppt), bukan dokumen Word (.docx)",
}
#: How files of other kinds begin, and what they are.
_OTHERS = {
    b"%PDF-": "PDF; yang dapat dibaca hanya dokumen Word (.docx)",
    b"{\\rtf": f"dokumen RTF (.rtf), bukan .docx; {_SAVE}",
    b"<?xml": f"dokumen XML, bukan .docx; {_SAVE}",
    b"<!doctype html": f"halaman web (.html), bukan .docx; {_SAVE}",
    b"<html": f"halaman web (.html), bukan .docx; {_SAVE}",
    b"\x89PNG": "gambar, bukan dokumen Word (.docx)",
    b"\xff\xd8\xff": "gambar, bukan dokumen Word (.docx)",
}
_LONGEST = 64
#: What zipfile and the libraries under it raise at damaged archives, none of which they document as such.
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError, MemoryError),
)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


class UnreadableError(Exception):
    """The file is no DOCX that can be read; the message is an Indonesian clause ("berkas ... ")."""


def read_members(content: bytes) -> dict[str, bytes]:
    """Unpack a DOCX within bounds; UnreadableError for anything that is not a sound ZIP archive."""
    if what := _other_kind(content):
        raise UnreadableError(what)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
            _check_bounds(infos)
            return {info.filename: _read(archive, info, content) for info in infos}
    except _DAMAGE as error:
        raise UnreadableError("bukan berkas Word (.docx) yang utuh") from error


def _other_kind(content: bytes) -> str:
    """What a file is that is no ZIP archive; empty when it may be one."""
    if not content:
        return "kosong"
    if content.startswith(_COMPOUND):
        named = (what for name, what in _COMPOUNDS.items() if name.encode("utf-16-le") in content)
        return next(named, f"berkas Office lama, bukan .docx; {_SAVE}")
    start = content[:_LONGEST].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((what for begin, what in _OTHERS.items() if start.startswith(begin.lower())), "")


def _check_bounds(infos: list[zipfile.ZipInfo]) -> None:
    names = {info.filename for info in infos}
    if len(names) != len(infos):
        raise UnreadableError("memuat dua bagian dengan nama yang sama")
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        raise UnreadableError("terlalu besar")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> bytes:
    """Read one member, no further than its bound: the size that the archive claims may be a lie."""
    # The directory's flags, which zipfile goes by, may differ from those at the member itself, which Word reads.
    start = max(info.header_offset, 0) + _FLAGS
    flags = info.flag_bits | int.from_bytes(content[start : start + 2], "little")
    if flags & _IS_ENCRYPTED:
        raise UnreadableError(_PROTECTED)
    with archive.open(info) as member:
        read = member.read(MAX_MEMBER_BYTES + 1)
    if len(read) > MAX_MEMBER_BYTES:
        raise UnreadableError("terlalu besar")
    return read


def parse_xml(content: bytes) -> etree._Element:
    """Parse a part that somebody else wrote: no entities, no network; UnreadableError when it is not sound."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("isinya rusak") from error
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise UnreadableError("memuat deklarasi DOCTYPE, yang tidak pernah ada dalam berkas Word")
    return root


def check_xml(content: bytes, *, prefixes: bool = True) -> None:
    """Raise ExpatError when a part of ours is not well-formed; builds no tree.

    Also when a prefix is not declared, unless ``prefixes`` is false: shipped templates declare all they use, and
    telling prefixes apart costs half as much again.
    """
    expat.ParserCreate(namespace_separator=" " if prefixes else None).Parse(content, True)


class Sound(bytes):
    """Elements of a part, whole ones, that have been checked before."""


def checked(pieces: Iterable[bytes], *, prefixes: bool = True) -> Iterator[bytes]:
    """The pieces of a part of ours, in blocks; ExpatError as ``check_xml`` raises it. ``Sound`` ones are trusted."""
    parser = expat.ParserCreate(namespace_separator=" " if prefixes else None)
    block: list[bytes] = []
    size = 0
    for piece in pieces:
        sound = isinstance(piece, Sound)
        if not sound:
            block.append(piece)
            size += len(piece)
        if sound or size > _BLOCK_BYTES:
            whole = b"".join(block)
            parser.Parse(whole, False)
            yield whole
            block, size = [], 0
        if sound:
            yield piece
    whole = b"".join(block)
    parser.Parse(whole, True)
    yield whole


def packed(document: Document) -> dict[str, bytes]:
    """The members of a document of our own, as python-docx packs it."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(members: Mapping[str, bytes]) -> bytes:
    """Pack members with fixed dates and order: equal members give equal bytes."""
    return in_memory(lambda target: stream_members(members, target))


def in_memory(write: Callable[[BinaryIO], None]) -> bytes:
    """What ``write`` writes, for documents that are small enough."""
    target = io.BytesIO()
    write(target)
    return target.getvalue()


def stream_members(members: Mapping[str, bytes | Callable[[], Iterable[bytes]]], target: BinaryIO) -> None:
    """Pack members to ``target``, an empty file: content types and relationships first, as readers like it.

    What is large is a function: it is asked for its pieces when its turn comes, and they are not kept.
    """
    names = [name for name in _FIRST if name in members] + sorted(set(members) - set(_FIRST))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            content = members[name]
            with archive.open(_entry(name), "w") as member:
                member.writelines(content() if callable(content) else (content,))


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = 0o600 << 16
    return info
