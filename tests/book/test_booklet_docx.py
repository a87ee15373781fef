"""The booklet and the letter in Word: sound, linked, and with the PDF's numbers."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pymupdf
import pytest
from lxml import etree

from sopgen.book.attach import letter_files
from sopgen.book.booklet import Booklet, set_booklet
from sopgen.book.docx.bookmarks import Bookmarks
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.packing import pack, unpack
from sopgen.book.pages.contents import EntryKind
from sopgen.layout.layout import lay_out
from sopgen.layout.text.measurer import printable
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Status
from sopgen.pull.document.foreign import ForeignDocumentError
from sopgen.pull.document.read import read
from sopgen.render.docx.blocks import BookRole
from sopgen.render.docx.package import embedded
from tests.book import sops as sop_samples
from tests.book.conftest import CASES, Made, build_booklet_docx
from tests.book.letters import letter, made, pdf_of, project
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import Package, W


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


def in_words_contents(tree: etree._Element) -> Iterator[tuple[int, str, str]]:
    """Level, text and bookmark of all that Word lists when it makes the contents anew, in two levels."""
    for paragraph in tree.iter(f"{W}p"):
        level = paragraph.find(f"{W}pPr/{W}outlineLvl")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        outlined = int(level.get(f"{W}val", "9")) if level is not None else 9
        assert outlined < 2 or style is None or not style.get(f"{W}val", "").startswith("Heading")
        if outlined < 2:
            parts = ("\n" if part.tag == f"{W}br" else part.text or "" for part in paragraph.iter(f"{W}t", f"{W}br"))
            (name,) = (mark.get(f"{W}name", "") for mark in paragraph.iter(f"{W}bookmarkStart"))
            assert not paragraph.findall(f"{W}r/{W}rPr")  # Word would take it over
            yield outlined, "".join(parts), name


def test_contents_that_word_makes_anew_list_the_same_at_the_same_places(book: tuple[Made, bytes]) -> None:
    found, content = book
    entries = found.booklet.own.entries
    places = Bookmarks.of(found.booklet.plan, entries).places
    printed = [
        (int(entry.kind is EntryKind.SOP), f"{printable(entry.text)}\n{entry.nomor}".strip(), places[entry.href])
        for entry in entries
    ]
    assert list(in_words_contents(body(content))) == printed
    (instruction,) = (text.text for text in body(content).iter(f"{W}instrText"))
    assert instruction is not None
    assert instruction.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u", "\\x"]


def test_what_the_contents_lead_to_is_the_first_thing_of_an_sop(book: tuple[Made, bytes]) -> None:
    blocks = [each for each in body(book[1])[0] if each.tag in (f"{W}p", f"{W}tbl")]
    opening = True
    seen = 0
    for block in blocks:
        names = [mark.get(f"{W}name", "") for mark in block.iter(f"{W}bookmarkStart")]
        if any(name.startswith("SOP_") for name in names):
            assert opening
            seen += 1
        opening = block.find(f"{W}pPr/{W}sectPr") is not None
    assert seen == len(book[0].booklet.plan.sops)


def test_lines_for_the_contents_are_unseen_and_contents_have_dots_and_numbers(book: tuple[Made, bytes]) -> None:
    package = Package.of(book[1])
    styles = {style.get(f"{W}styleId"): style for style in package.xml["word/styles.xml"].iter(f"{W}style")}
    style = next(each for each in styles.values() if each.find(f"{W}name").get(f"{W}val") == BookRole.LISTED)
    assert style.find(f"{W}rPr/{W}color").get(f"{W}val") == "FFFFFF"
    assert style.find(f"{W}basedOn").get(f"{W}val") == "SOPJangkar"
    lines = [
        paragraph
        for paragraph in package.xml["word/document.xml"].iter(f"{W}p")
        if (named := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and named.get(f"{W}val") == style.get(f"{W}styleId")
    ]
    assert len(lines) >= len(book[0].booklet.plan.sops) + len(book[0].booklet.plan.chapters)
    for role in (BookRole.CONTENTS, BookRole.CONTENTS_SOP):
        contents = next(each for each in styles.values() if each.find(f"{W}name").get(f"{W}val") == role)
        (stop,) = contents.iter(f"{W}tab")
        assert (stop.get(f"{W}val"), stop.get(f"{W}leader")) == ("right", "dot")


def test_no_word_in_braces_is_left_in_any_part(book: tuple[Made, bytes]) -> None:
    for content in (book[1], letter_docx()):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith("customXml/")}
        assert not [name for name, part in parts.items() if re.search(rb"\{(nomor|judul|unit|instansi|jumlah_)", part)]
        assert not {"word/footer1.xml", "word/header1.xml"} & set(parts)


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


def test_nothing_in_a_booklet_or_letter_can_be_read_back(book: tuple[Made, bytes]) -> None:
    for content in (book[1], letter_docx()):
        package = Package.of(content)
        assert not list(package.xml["word/document.xml"].iter(f"{W}sdt"))
        sources = [embedded.read(part) for name, part in package.xml.items() if name.startswith("customXml/item")]
        carried = [source for source in sources if source is not None]
        assert carried
        assert all(source.yaml and source.nomor and not source.fields for source in carried)


def test_pull_says_which_document_to_edit_instead_of_a_booklet_or_letter(book: tuple[Made, bytes]) -> None:
    for content, what in ((book[1], "buku SOP"), (letter_docx(), r"surat \(")):
        with pytest.raises(ForeignDocumentError, match=f"ini {what}.* Sunting dokumen Word SOP itu sendiri"):
            read(content)


def test_ticks_that_no_one_clicks_still_show(book: tuple[Made, bytes]) -> None:
    texts = Counter(text.text for text in body(book[1]).iter(f"{W}t") if text.text in ("☐", "☒"))
    assert texts["☐"] > 0
    assert texts["☒"] > 0


def test_a_booklet_of_300_sops_stays_far_from_words_limits() -> None:
    def counts(sops: int) -> tuple[int, int]:
        found, content = many_sops(sops)
        package = Package.of(content)
        tree, numbering = package.xml["word/document.xml"], package.xml["word/numbering.xml"]
        bookmarks = len(list(tree.iter(f"{W}bookmarkStart")))
        assert len(list(numbering.iter(f"{W}num"))) >= sops  # each SOP's lists begin anew
        return bookmarks - len(found.plan.sops), len(list(numbering.iter(f"{W}abstractNum")))

    few, many = counts(3), counts(40)
    assert few == many  # beside one bookmark an SOP there are as many, however many SOPs
    assert many[1] < 50
    assert many[0] + 300 < 1000


def many_sops(number: int) -> tuple[Booklet, bytes]:
    """A booklet of one SOP under many numbers."""
    base = load(CASES / "book-and-letter")
    institution = base.institution
    assert institution is not None
    first = replace(base.sops[0], keterkaitan=())
    sops = tuple(replace(first, nomor=f"CTH/{index}") for index in range(1, number + 1))
    bound = sop_samples.book(tuple(sop.nomor for sop in sops))
    part = make_word_part(first, institution, lay_out(first, institution), base.root)
    project = Project(base.root, institution, sops, bound, (), ())
    made = set_booklet(project, {sop.nomor: part.pages for sop in sops}, drafts=True)
    return made, build_booklet_docx(project, made, lambda nomor: replace(part, nomor=nomor))


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
def test_libreoffice_makes_the_letters_pages_with_everything_where_the_pdf_has_it() -> None:
    (printed,) = converted({"surat": letter_docx()}).values()
    with pymupdf.open(stream=printed) as office, pymupdf.open(stream=pdf_of(made())) as pdf:
        assert len(office) == len(pdf) == made().made.pages
        for ours, theirs in list(zip(pdf, office, strict=True))[1:]:
            planned, found = once(ours), once(theirs)
            shared = planned.keys() & found.keys()
            assert len(shared) > 0.9 * len(planned)
            assert {"-", "Halaman"} & found.keys() == set()
            moved = {word: (planned[word], found[word]) for word in shared if apart(planned[word], found[word]) > 3}
            assert moved == {}


def once(page: pymupdf.Page) -> dict[str, tuple[float, float]]:
    """Left and lower edge in points of the words that a page says once."""
    words = page.get_text("words")
    counts = Counter(word[4] for word in words)
    return {word[4]: (word[0], word[3]) for word in words if counts[word[4]] == 1}


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far apart two places are, across or down."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


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
    starts = [each.get(f"{W}id") for each in tree.iter(f"{W}bookmarkStart")]
    names = [each.get(f"{W}name") for each in tree.iter(f"{W}bookmarkStart")]
    for found in (drawings, starts, names):
        assert found
        assert len(found) == len(set(found))
