"""DOCX files as they arrive: cut, overwritten, packed wrongly, edited by hand; for a seed always the same ones."""

from __future__ import annotations

import io
import random
import struct
import zipfile

from lxml import etree

#: Where the records of a ZIP archive begin: of a member, of a member in the directory, of the directory's end.
_RECORDS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
_WORDS = (b"\xff\xff\xff\xff", b"\0\0\0\0", struct.pack("<I", 2**31 - 1), struct.pack("<H", 0xFFFF))
#: What stands in an attribute after somebody's edit, right or wrong.
VALUES = (
    *("", "0", "1", "-1", "18.0", "18.5", "12pt", "2cm", "1in", "10mm", "1pc", "6pi", " 20 ", "+5", "1e3", "9" * 30),
    *("abc", "true", "on", "auto", "50%", "0x10", "NaN", "inf", "٣", "12 pt", "2,5", "A.B", "rId99", "../x.xml", "/"),
)


def damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    """A file with one to four bytes, pieces or ZIP records that are others; it may be readable still."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(changed)), chance.randint(1, 40)
        kind = chance.randrange(7)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[max(place, 1) :]
        elif kind == 2 and len(changed) > 100:
            del changed[place : place + length]
        elif kind == 3:
            changed[place:place] = chance.randbytes(length)
        elif kind == 4:
            other = chance.randrange(len(changed))
            changed[place : place + length] = changed[other : other + length]
        else:
            _overwrite_record(changed, chance)
    return bytes(changed)


def _overwrite_record(content: bytearray, chance: random.Random) -> None:
    """Another flag, size, method, offset or length in one record of the archive."""
    places = [place for mark in _RECORDS for place in _all(content, mark)]
    if places:
        place = chance.choice(places) + chance.randrange(4, 46)
        value = chance.choice((*_WORDS, bytes([chance.randrange(256)])))
        content[place : place + len(value)] = value


def _all(content: bytearray, mark: bytes) -> list[int]:
    places = []
    place = content.find(mark)
    while place >= 0:
        places.append(place)
        place = content.find(mark, place + 1)
    return places


def damaged_parts(content: bytes, chance: random.Random) -> bytes:
    """A sound archive of which one to four parts were edited, lost, swapped or written anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(sorted(members))
        kind = chance.randrange(10)
        if kind == 0 and len(members) > 1:
            del members[name]
        elif kind == 1:
            other = chance.choice(sorted(members))
            members[name], members[other] = members[other], members[name]
        elif kind == 2:
            members[name] = chance.choice((b"", b"<a/>", b"<a>", b"\xff\xfe", b"<!DOCTYPE a><a/>", members[name][:-9]))
        else:
            members[name] = edited_xml(members[name], chance)
    return _packed(members)


def _packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, member in members.items():
            out.writestr(name, member)
    return target.getvalue()


def edited_xml(content: bytes, chance: random.Random) -> bytes:
    """The part with one attribute or element that is another, gone or there twice; what is no XML stays."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    element = chance.choice([found for found in root.iter() if isinstance(found.tag, str)])
    kind = chance.randrange(8)
    parent = element.getparent()
    if kind < 5 and element.attrib:
        name = chance.choice(sorted(element.attrib))
        if kind == 0:
            del element.attrib[name]
        else:
            element.set(name, chance.choice(VALUES))
    elif kind == 5 and parent is not None:
        parent.remove(element)
    elif kind == 6 and parent is not None:
        parent.insert(0, etree.fromstring(etree.tostring(element)))
    elif kind == 7:
        element.tag = chance.choice([found.tag for found in root.iter() if isinstance(found.tag, str)])
    else:
        element.append(etree.Comment("disunting"))
    return etree.tostring(root)
