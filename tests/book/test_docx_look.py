"""The booklet and the letter look in Word as they do in the PDF: frame, rules, letterhead, headings, page numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from lxml import etree
from PIL import Image

from sopgen.book.attach import letter_files
from sopgen.book.booklet import set_booklet
from sopgen.layout.style import MM_PER_POINT
from sopgen.render.docx.units import EMU_PER_MM
from tests.book.conftest import Made, build_booklet_docx
from tests.book.letters import letter, made, project
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.package import Package, W

DOCUMENT = "word/document.xml"


def letter_docx() -> bytes:
    return next(content for name, content in made().files.items() if name.endswith(".docx"))


def value(element: etree._Element | None, name: str) -> str:
    assert element is not None
    return element.get(f"{W}{name}", "")


def test_the_covers_frame_has_its_thick_line_outside_on_every_side(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    borders = next(Package.of(content).xml[DOCUMENT].iter(f"{W}pgBorders"))
    kinds = {border.tag.removeprefix(W): value(border, "val") for border in borders}
    assert kinds["top"] == kinds["left"] == "thinThickSmallGap"
    assert kinds["bottom"] == kinds["right"] == "thickThinSmallGap"


def test_page_numbers_are_as_large_as_the_pdfs(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    for document in (content, letter_docx()):
        parts = (part for name, part in Package.of(document).xml.items() if name.endswith("own.xml"))
        fields = [field for part in parts for field in part.iter(f"{W}fldSimple") if "PAGE " in value(field, "instr")]
        assert {value(field.find(f".//{W}sz"), "val") for field in fields} == {"18"}


def test_the_letterheads_logo_and_words_stand_side_by_side_without_rules_between() -> None:
    table = next(Package.of(letter_docx()).xml[DOCUMENT].iter(f"{W}tbl"))
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert {value(border, "val") for border in borders} == {"nil"}
    logo, words = table.iter(f"{W}tc")
    assert logo.find(f".//{W}drawing") is not None
    assert "".join(words.itertext()).strip()


def test_a_low_logo_stands_in_the_middle_beside_the_letterheads_words_as_in_the_pdf(tmp_path: Path) -> None:
    Image.new("RGB", (400, 40), "navy").save(tmp_path / "logo.png")
    at_home = project()
    assert at_home.institution is not None
    office = replace(at_home, institution=replace(at_home.institution, logo=tmp_path / "logo.png"))
    word = next(content for name, content in letter_files(letter(), office).files.items() if name.endswith(".docx"))
    table = next(Package.of(word).xml[DOCUMENT].iter(f"{W}tbl"))
    above = int(value(next(table.iter(f"{W}spacing")), "before")) / 20 * MM_PER_POINT
    height = next(int(extent.get("cy", "")) for extent in table.iter() if extent.tag.endswith("}extent")) / EMU_PER_MM
    assert above + height / 2 == pytest.approx(25 / 2, abs=0.5)  # of 25 mm in templates/book/book.css


def test_a_low_logo_is_as_wide_on_the_cover_as_in_the_pdf(tmp_path: Path, quick_booklet: Made) -> None:
    Image.new("RGB", (400, 40), "navy").save(tmp_path / "logo.png")
    at_home = quick_booklet.project
    assert at_home.institution is not None
    office = replace(at_home, institution=replace(at_home.institution, logo=tmp_path / "logo.png"))
    counts = {nomor: scene.page_count for nomor, scene in quick_booklet.scenes.items()}
    content = build_booklet_docx(office, set_booklet(office, counts, drafts=True), quick_booklet.read)
    document = Package.of(content).xml[DOCUMENT]
    (extent, *_) = (each for each in document.iter() if each.tag.endswith("}inline"))
    width, height = (int(extent[0].get(side, "")) / EMU_PER_MM for side in ("cx", "cy"))
    assert width > 120.0
    paragraph = next(each for each in document.iter(f"{W}p") if extent in set(each.iter()))
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    after = int(value(spacing, "after")) / 20 * MM_PER_POINT
    assert after + height / 2 == pytest.approx(9 + 36 / 2, abs=1)  # 36 mm and 9 below them in templates/book/book.css


@needs_office
@pytest.mark.slow
def test_an_attachments_heading_ends_where_its_table_does_and_keeps_off_it() -> None:
    with pymupdf.open(stream=converted({"surat": letter_docx()})["surat"]) as printed:
        page = next(page for page in printed if "Lampiran I " in page.get_text())
        words = [word for word in page.get_text("words") if word[1] < 16 * 72 / 25.4]
        rules = [drawing["rect"] for drawing in page.get_drawings() if drawing["rect"].width > 200]
        right, top = max(rule.x1 for rule in rules), min(rule.y0 for rule in rules)
        assert right - 3 < max(word[2] for word in words) <= right + 0.5
        assert max(word[3] for word in words) < top


def test_tables_of_terms_have_rules_between_their_rows_alone(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    tables = list(Package.of(content).xml[DOCUMENT].iter(f"{W}tbl"))
    terms = next(table for table in tables if "Istilah" in "".join(table.itertext()))
    borders = {border.tag.removeprefix(W): value(border, "val") for border in terms.find(f"{W}tblPr/{W}tblBorders")}
    assert {name for name, kind in borders.items() if kind == "nil"} == {"left", "right", "insideV"}
    assert {name for name, kind in borders.items() if kind == "single"} == {"top", "bottom", "insideH"}
    head, *rows = terms.iter(f"{W}tr")
    assert all(cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None for cell in head.iter(f"{W}tc"))
    assert not any(row.findall(f".//{W}tcBorders") for row in rows)
    assert not list(terms.iter(f"{W}shd"))


def test_a_nomor_in_the_index_is_not_broken_at_its_hyphens(quick_booklet: Made) -> None:
    found = quick_booklet
    nomor = "OT-01-02"
    first, *others = found.project.sops
    named = replace(first, nomor=nomor)
    book = found.project.book
    assert book is not None
    chapters = tuple(
        replace(chapter, sop=tuple(nomor if each == first.nomor else each for each in chapter.sop))
        for chapter in book.chapters
    )
    project = replace(found.project, sops=(named, *others), book=replace(book, chapters=chapters))
    counts = {sop.nomor: 2 for sop in project.sops}
    part = found.read(first.nomor)
    content = build_booklet_docx(
        project, set_booklet(project, counts, drafts=True), lambda asked: replace(part, nomor=asked)
    )
    tables = list(Package.of(content).xml[DOCUMENT].iter(f"{W}tbl"))
    index = next(table for table in tables if "Dirujuk oleh SOP" in "".join(table.itertext()))
    runs = [run for run in index.iter(f"{W}r") if run.find(f"{W}noBreakHyphen") is not None]
    assert runs
    for run in runs:
        shown = ["-" if part.tag == f"{W}noBreakHyphen" else part.text or "" for part in run if part.tag != f"{W}rPr"]
        assert "".join(shown) == nomor
    assert nomor not in "".join(index.itertext())


def test_the_contents_are_words_own_table_of_contents(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    body = Package.of(content).xml[DOCUMENT]
    kinds = [value(mark, "fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    (instruction,) = (text.text for text in body.iter(f"{W}instrText"))
    assert instruction is not None
    assert instruction.split()[:2] == ["TOC", "\\o"]
    begin, _, end = body.iter(f"{W}fldChar")
    paragraphs = list(body.iter(f"{W}p"))
    first, last = (paragraphs.index(next(mark.iterancestors(f"{W}p"))) for mark in (begin, end))
    inside = "".join("".join(paragraph.itertext()) for paragraph in paragraphs[first : last + 1])
    assert all(entry.text in inside for entry in quick_booklet.booklet.own.entries)


@needs_office
@pytest.mark.slow
def test_libreoffice_shows_roman_numbers_in_the_contents(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    with pymupdf.open(stream=converted({"buku": content})["buku"]) as printed:
        page = next(page for page in printed if "DAFTAR ISI" in page.get_text())
        lines = [line.strip() for line in page.get_text().split("\n")]
    romans = [entry.page for entry in quick_booklet.booklet.own.entries if entry.page and not entry.page.isdecimal()]
    assert romans
    assert all(any(line.rstrip().endswith(number) for line in lines) for number in romans)


@needs_office
@pytest.mark.slow
def test_the_booklet_says_the_same_on_every_page_where_the_pdf_says_it(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    (printed,) = converted({"buku": content}).values()
    with pymupdf.open(stream=printed) as office, pymupdf.open(stream=quick_booklet.booklet.pdf) as pdf:
        assert len(office) == len(pdf)
        for ours, theirs in zip(pdf, office, strict=True):
            planned, found = foot(ours), foot(theirs)
            assert [words for words, _, _ in planned] == [words for words, _, _ in found]
            for (_, left, bottom), (_, other, lower) in zip(planned, found, strict=True):
                assert (other, lower) == pytest.approx((left, bottom), abs=2.5)


def foot(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    """What stands at a page's foot, from the left: words, left edge and lower edge in points."""
    words = [word for word in page.get_text("words") if word[1] > page.rect.height - 15 / MM_PER_POINT]
    return [(word[4], word[0], word[3]) for word in sorted(words)]


def test_no_page_of_the_booklet_counts_an_sops_own_pages(quick_booklet: Made) -> None:
    with pymupdf.open(stream=quick_booklet.booklet.pdf) as pdf:
        for planned in quick_booklet.booklet.plan.sops:
            for number in range(planned.first, planned.last + 1):
                page = pdf[quick_booklet.booklet.front_pages + number - 1]
                said = [word for word, _, _ in foot(page)]
                assert said == [planned.sop.nomor, str(number)]
    with pymupdf.open(stream=next(iter(quick_booklet.pdfs.values()))) as alone:
        assert "Halaman" in alone[0].get_text()


def test_a_nomor_in_the_contents_is_grey_as_in_the_pdf(quick_booklet: Made) -> None:
    content = build_booklet_docx(quick_booklet.project, quick_booklet.booklet, quick_booklet.read)
    runs = list(Package.of(content).xml[DOCUMENT].iter(f"{W}r"))
    said = {planned.sop.nomor for planned in quick_booklet.booklet.plan.sops}
    grey = {
        "".join(run.itertext())
        for run in runs
        if (colour := run.find(f"{W}rPr/{W}color")) is not None and value(colour, "val") == "333333"
    }
    assert said <= grey


@pytest.mark.parametrize(
    ("nomor", "lines"),
    [
        ("B-7/HK/2024", ("B-7/HK/2024",)),
        ("B-1234/KEMENCONTOH/SETJEN/OT.01.02/02/2024", ("B-1234/KEMENCONTOH/SETJEN/OT.", "01.02/02/2024")),
    ],
)
def test_a_letters_date_stands_beside_the_first_line_of_its_number_however_long_as_in_the_pdf(
    nomor: str, lines: tuple[str, ...]
) -> None:
    files = letter_files(replace(letter(), jenis="Surat Dinas", nomor=nomor), project()).files
    written = {name.rpartition(".")[2]: content for name, content in files.items()}
    words = next(
        paragraph
        for paragraph in Package.of(written["docx"]).xml[DOCUMENT].iter(f"{W}p")
        if "".join(paragraph.itertext()).startswith("Nomor:")
    )
    said = ["br" if piece.tag == f"{W}br" else piece.text for piece in words.iter(f"{W}t", f"{W}br")]
    said = [piece for piece in said if piece]
    below = [piece for line in lines[1:] for piece in ("br", line)]
    assert said == ["Nomor", ":", lines[0], "Kota Contoh, 5 Februari 2024", *below]
    with pymupdf.open(stream=written["pdf"]) as document:
        tops = [document[0].search_for(text)[0].y0 for text in (*lines, said[3])]
    assert tops[0] == pytest.approx(tops[-1], abs=1.5)
    assert tops[:-1] == sorted(tops[:-1])
