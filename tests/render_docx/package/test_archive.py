"""Files from outside are unpacked within bounds and parsed without entities; what we write tells no time."""

from __future__ import annotations

import io
import zipfile

import pytest

from sopgen.render.docx.package import archive


def packed(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return target.getvalue()


def test_members_come_back_as_they_were() -> None:
    members = {"[Content_Types].xml": b"<a/>", "word/document.xml": b"<b/>"}
    assert archive.read_members(packed(members)) == members
    assert archive.read_members(archive.write_members(members)) == members


def test_order_and_dates_do_not_depend_on_who_packed() -> None:
    members = {"word/document.xml": b"<b/>", "_rels/.rels": b"<r/>", "[Content_Types].xml": b"<a/>"}
    assert archive.write_members(members) == archive.write_members(dict(reversed(members.items())))


def test_a_member_that_swells_beyond_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 1000)
    with pytest.raises(archive.UnreadableError, match="terlalu besar"):
        archive.read_members(packed({"word/document.xml": b" " * 1001}))


def test_many_members_or_a_large_sum_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed({f"word/{number}.xml": b" " * 100 for number in range(50)})
    monkeypatch.setattr(archive, "MAX_MEMBERS", 49)
    with pytest.raises(archive.UnreadableError, match="terlalu besar"):
        archive.read_members(content)
    monkeypatch.setattr(archive, "MAX_MEMBERS", 50)
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 4999)
    with pytest.raises(archive.UnreadableError, match="terlalu besar"):
        archive.read_members(content)


def test_an_archive_that_lies_about_sizes_is_refused() -> None:
    content = packed({"word/document.xml": b" " * 5000})
    size = (5000).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(archive.UnreadableError):
        archive.read_members(content.replace(size, (10).to_bytes(4, "little")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("word/document.xml", b"<a/>")
        out.writestr("word/document.xml", b"<b/>")
    with pytest.raises(archive.UnreadableError, match="dua bagian"):
        archive.read_members(target.getvalue())


@pytest.mark.parametrize("cut", [10, 100, 0.5, 0.99])
def test_a_file_cut_short_is_refused(cut: float) -> None:
    content = packed({"word/document.xml": bytes(range(256)) * 20})
    length = int(cut if cut >= 1 else cut * len(content))
    with pytest.raises(archive.UnreadableError):
        archive.read_members(content[:length])


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(packed({"word/document.xml": b"<a/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(archive.UnreadableError):
        archive.read_members(bytes(content))


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>",
        b"",
        b"\x00\x01",
    ],
)
def test_xml_with_declarations_or_damage_is_refused(content: bytes) -> None:
    with pytest.raises(archive.UnreadableError):
        archive.parse_xml(content)
