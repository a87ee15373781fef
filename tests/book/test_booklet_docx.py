"""The booklet and the letter in Word: sound, linked, and with the PDF's numbers."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from dataclasses import replace

import pymupdf
import pytest
from lxml import etree

from sopgen.book.attach import letter_files
from sopgen.book.docx.part import WordPart
from sopgen.book.packing import pack, unpack
from sopgen.model.sop import Status
from tests.book.conftest import Made, build_booklet_docx
from tests.book.letters import letter, made, project
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import W


@pytest.fixture(params=["quick", pytest.param("long", marks=pytest.mark.slow)], scope="session")
def book(request: pytest.FixtureRequest) -> tuple[Made, bytes]:
    """A booklet and its DOCX."""
    found: Made = request.getfixturevalue(f"{request.param}_booklet")
    return found, build_booklet_docx(found.project, found.booklet, found.read)


def body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_the_document_is_sound(book: tuple[Made, bytes]) -> None:
    assert broken_invariants(book[1]) == []
    assert audit_errors(book[1]) == []


def test_every_page_reference_shows_the_pdfs_number_and_has_its_bookmark(book: tuple[Made, bytes]) -> None:
    found, content = book
    tree = body(content)
    names = {mark.get(f"{W}name") for mark in tree.iter(f"{W}bookmarkStart")}
    shown = [
        (re.sub(r"PAGEREF|\\h|\s", "", field.get(f"{W}instr", "")), "".join(field.itertext()))
        for field in tree.iter(f"{W}fldSimple")
        if "PAGEREF" in field.get(f"{W}instr", "")
    ]
    assert {name for name, _ in shown} <= names
    numbers = {f"SOP_{index}": str(planned.first) for index, planned in enumerate(found.booklet.plan.sops, 1)}
    numbers |= {f"BAB_{chapter.number}": str(chapter.page) for chapter in found.booklet.plan.chapters}
    assert all(numbers.get(name, number) == number for name, number in shown)
    assert set(numbers) <= {name for name, _ in shown}
    printed = [entry.page for entry in found.booklet.own.entries]
    assert [number for _, number in shown][: len(printed)] == printed


def test_every_link_leads_to_a_bookmark(book: tuple[Made, bytes]) -> None:
    tree = body(book[1])
    names = {mark.get(f"{W}name") for mark in tree.iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor") for link in tree.iter(f"{W}hyperlink")]
    assert anchors
    assert set(anchors) <= names


def test_sections_lie_and_count_as_in_the_pdf(book: tuple[Made, bytes]) -> None:
    found, content = book
    sections = list(body(content).iter(f"{W}sectPr"))
    lying = [section.find(f"{W}pgSz").get(f"{W}orient") == "landscape" for section in sections]
    assert lying == [False, False] + [True] * (len(sections) - 2)
    assert len(sections) == 2 + len(found.booklet.plan.chapters) + len(found.booklet.plan.sops) + 1
    formats = [(number.get(f"{W}fmt"), number.get(f"{W}start")) for number in body(content).iter(f"{W}pgNumType")]
    assert formats[:3] == [("lowerRoman", "1"), ("lowerRoman", None), ("decimal", "1")]
    assert set(formats[3:]) == {("decimal", None)}


def test_every_sops_texts_are_there(book: tuple[Made, bytes]) -> None:
    found, content = book
    text = " ".join("".join(paragraph.itertext()) for paragraph in body(content).iter(f"{W}p"))
    for planned in found.booklet.plan.sops:
        assert planned.sop.nomor in text
        for section in planned.sop.sections:
            assert all(step.kegiatan.split()[0] in text for step in section.steps)


def test_sources_travel_inside_the_document(book: tuple[Made, bytes]) -> None:
    found, content = book
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        items = [name for name in archive.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
    assert len(items) == len(found.booklet.plan.sops)


def test_the_same_booklet_gives_the_same_bytes(book: tuple[Made, bytes]) -> None:
    found, content = book
    assert build_booklet_docx(found.project, found.booklet, found.read) == content


@needs_office
@pytest.mark.slow
def test_libreoffice_makes_the_same_pages_of_it(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    with pymupdf.open(stream=converted({"buku": content})["buku"]) as office:
        assert len(office) == quick_booklet.booklet.pages
        for planned in quick_booklet.booklet.plan.sops:
            page = office[quick_booklet.booklet.front_pages + planned.first - 1]
            assert planned.sop.nomor in page.get_text()


def letter_docx() -> bytes:
    return made().files[f"{letter().name}.docx"]


def test_the_letters_document_is_sound() -> None:
    assert broken_invariants(letter_docx()) == []
    assert audit_errors(letter_docx()) == []


def test_the_letter_says_what_its_source_says_and_heads_its_attachments() -> None:
    with zipfile.ZipFile(io.BytesIO(letter_docx())) as archive:
        headers = " ".join(
            "".join(etree.fromstring(archive.read(name)).itertext())
            for name in archive.namelist()
            if name.startswith("word/header")
        )
    text = " ".join("".join(paragraph.itertext()) for paragraph in body(letter_docx()).iter(f"{W}p"))
    for said in (letter().nomor, letter().kepada, letter().hal, letter().dari.nama, "#ttd#", *letter().isi):
        assert said in text
    for number in ("I", "II"):
        assert f"Lampiran {number} {letter().jenis}" in headers
    assert project().institution is not None


@needs_office
@pytest.mark.slow
def test_libreoffice_makes_the_letters_pages() -> None:
    with pymupdf.open(stream=converted({"surat": letter_docx()})["surat"]) as office:
        assert len(office) == made().made.pages
        for number in range(2, len(office) + 1):
            assert f"- {number} -" in " ".join(office[number - 1].get_text().split())


def headers_with(content: bytes, word: str) -> int:
    """How many headers hold a shape that says ``word`` behind the text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        headers = [archive.read(name) for name in archive.namelist() if name.startswith("word/header")]
    return sum(f">{word}<".encode() in header and b'behindDoc="1"' in header for header in headers)


def test_drafts_are_stamped_in_the_booklet_and_in_letters(book: tuple[Made, bytes]) -> None:
    found, content = book
    drafts = [planned for planned in found.booklet.plan.sops if planned.sop.status is Status.DRAFT]
    assert headers_with(content, "KONSEP") == len(drafts) > 0
    stamped = letter_files(letter(), project(Status.DRAFT), drafts=True).files[f"{letter().name}.docx"]
    assert headers_with(stamped, "KONSEP") == 2  # the first page's header and the others'
    assert headers_with(letter_docx(), "KONSEP") == 0
    assert broken_invariants(stamped) == []


@needs_office
@pytest.mark.slow
def test_libreoffice_prints_every_mark_in_one_line() -> None:
    stamped = letter_files(letter(), project(Status.WITHDRAWN), drafts=True)
    (printed,) = converted({"surat": stamped.files[f"{letter().name}.docx"]}).values()
    first, *_ = stamped.made.attachments[0].sops
    with pymupdf.open(stream=printed) as office:
        for number in range(first.first, first.last + 1):
            assert "DICABUT" in office[number - 1].get_text().split()


def test_the_letters_document_has_its_sifat_and_tembusan() -> None:
    copies = ("Inspektur Jenderal Contoh", "Kepala Biro Hukum Contoh")
    files = letter_files(replace(letter(), sifat="Segera", tembusan=copies), project()).files
    with zipfile.ZipFile(io.BytesIO(files[f"{letter().name}.docx"])) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in body.iter(f"{W}p")]
    at = lines.index("Tembusan:")
    assert lines[at + 1 : at + 3] == [f"1.{copies[0]}", f"2.{copies[1]}"]
    assert "Sifat:Segera" in lines


def test_no_sops_pages_are_in_memory_while_others_are_written(quick_booklet: Made) -> None:
    alive: list[int] = []

    def read(nomor: str) -> WordPart:
        alive.append(sum(isinstance(one, WordPart) for one in gc.get_objects()))
        return quick_booklet.read(nomor)

    before = sum(isinstance(one, WordPart) for one in gc.get_objects())
    build_booklet_docx(quick_booklet.project, quick_booklet.booklet, read)
    assert len(alive) >= 3 * len(quick_booklet.booklet.plan.sops)
    assert max(alive) <= before + 1


def test_what_is_damaged_is_no_word_part(quick_booklet: Made) -> None:
    packed = next(iter(quick_booklet.words.values()))
    part = unpack(WordPart, packed)
    assert part is not None
    assert pack(part) == packed
    for damaged in (None, b"", packed[:-1], packed[:40] + b"x" + packed[41:]):
        assert unpack(WordPart, damaged) is None


def test_ids_are_unique_in_the_whole_document(book: tuple[Made, bytes]) -> None:
    tree = body(book[1])
    drawings = [each.get("id") for each in tree.iter("{*}docPr")]
    controls = [each.get(f"{W}val") for each in tree.iter(f"{W}id")]
    starts = [each.get(f"{W}id") for each in tree.iter(f"{W}bookmarkStart")]
    names = [each.get(f"{W}name") for each in tree.iter(f"{W}bookmarkStart")]
    for found in (drawings, controls, starts, names):
        assert found
        assert len(found) == len(set(found))
