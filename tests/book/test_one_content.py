"""Booklet, letter and forms say the same in PDF and in Word, also what an office words itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pymupdf
import pytest

from sopgen.book import booklet as book
from sopgen.book.attach import letter_files
from sopgen.book.content import blocks as content
from sopgen.book.content.blocks import Content, Run, every_block, texts
from sopgen.book.docx.arranging import Where
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.docx.printer import KINDS, Printer
from sopgen.book.forms import FormKind, make_form
from sopgen.book.pages.typesetter import Typesetter
from sopgen.findings import UserError
from sopgen.layout.layout import lay_out
from sopgen.model.book import Book, Chapter, Definition
from sopgen.model.letter import Letter
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Status
from sopgen.render.docx.blocks import Paragraph
from sopgen.render.docx.ids import Ids
from sopgen.render.templates import shipped_templates
from tests.book.conftest import build_booklet_docx
from tests.conftest import ROOT
from tests.validate_docx.package import Package, W

CASE = ROOT / "tests" / "cases" / "book-and-letter"
LONG = "Penyelenggaraan “rapat” & koordinasi <antar> 'unit' ke\u00adarsipan \"bersama\" seluruh pemangku kepentingan "


@dataclass(frozen=True)
class Printed:
    """What pages are meant to say, and what their PDF and their DOCX say."""

    said: Content
    pdf: str
    docx: str


def squeezed(text: str) -> str:
    """A text without blanks, line breaks and capitals, which either document sets its own way."""
    return "".join(text.replace("\u00ad", "").split()).casefold()


def pdf_text(*pdfs: bytes) -> str:
    documents = [pymupdf.open(stream=pdf) for pdf in pdfs]
    return squeezed(" ".join(page.get_text() for document in documents for page in document))


def docx_text(docx: bytes) -> str:
    tree = Package.of(docx).xml["word/document.xml"]
    for hyphen in tree.iter(f"{W}noBreakHyphen"):
        hyphen.text = "-"
    return squeezed(" ".join("".join(paragraph.itertext()) for paragraph in tree.iter(f"{W}p")))


@cache
def word_part() -> WordPart:
    """The pages of some SOP: those of all SOPs here, where only the booklet's own pages matter."""
    project = load(CASE)
    sop = project.sops[0]
    assert project.institution is not None
    return make_word_part(sop, project.institution, lay_out(sop, project.institution), project.root)


def booklet(project: Project) -> Printed:
    made = book.set_booklet(project, {sop.nomor: 2 for sop in project.sops}, drafts=True)
    assert project.institution is not None
    setter = Typesetter(project.root, project.institution, made.day)
    matters = [matter for matter in (*made.own.front, *made.own.back) if matter.pages]
    wordings = [*(matter.wording for matter in matters), *(page.wording for page in made.chapters)]
    pieces = [piece.pdf for matter in matters for piece in matter.pieces]
    docx = build_booklet_docx(project, made, lambda nomor: replace(word_part(), nomor=nomor))
    said = tuple(pages for wording in wordings for pages in setter.content(wording))
    return Printed(said, pdf_text(*pieces, *(page.typeset.pdf for page in made.chapters)), docx_text(docx))


def letter(project: Project, chosen: Letter) -> Printed:
    files = letter_files(chosen, project, drafts=True)
    pdf, docx = (next(made for name, made in files.files.items() if name.endswith(end)) for end in (".pdf", ".docx"))
    return Printed(files.made.cover, pdf_text(pdf), docx_text(docx))


def form(project: Project, kind: FormKind) -> Printed:
    made = make_form(kind, project, project.sops)
    return Printed(made.content, pdf_text(made.pdf), docx_text(made.docx))


def ugly() -> Project:
    """Long titles, quotes, soft hyphens, no unit, more chapters than a page of contents holds."""
    project = load(CASE)
    sops = tuple(
        replace(project.sops[0], nomor=f"CTH/{number}", judul=f"{LONG * (1 + number % 4)}{number}")
        for number in range(1, 9)
    )
    chapters = tuple(Chapter(f"{LONG}{number}", (sop.nomor,)) for number, sop in enumerate(sops, 1))
    texts = (LONG * 9, "Kedua.")
    terms = (Definition("Arsip “vital”", LONG), Definition("<b>", "&amp;"))
    ugly_book = Book(
        *(None, LONG * 3, None, "2024"),
        kata_pengantar=texts,
        ruang_lingkup=texts,
        ringkasan=texts,
        definisi=terms,
        chapters=chapters,
    )
    return Project(project.root, project.institution, sops, ugly_book, (), project.letters)


def shipped() -> Project:
    return load(ROOT)


def case() -> Project:
    return load(CASE)


def missing(printed: Printed) -> list[tuple[str, str]]:
    """The texts of the content that a document lacks, with the document."""
    return [
        (name, text)
        for text in texts(printed.said)
        for name, document in (("PDF", printed.pdf), ("DOCX", printed.docx))
        if squeezed(text) not in document
    ]


@pytest.mark.parametrize("project", [shipped, case, ugly])
def test_every_text_of_the_booklet_is_in_its_pdf_and_in_its_docx(project: Callable[[], Project]) -> None:
    printed = booklet(project())
    assert len(list(texts(printed.said))) > 20
    assert missing(printed) == []


@pytest.mark.parametrize("jenis", ["Nota Dinas", "Surat Dinas"])
@pytest.mark.parametrize("project", [shipped, case])
def test_every_text_of_a_letter_is_in_its_pdf_and_in_its_docx(project: Callable[[], Project], jenis: str) -> None:
    for each in project().letters:
        printed = letter(project(), replace(each, jenis=jenis, hal=LONG * 2))
        assert printed.said
        assert missing(printed) == []


@pytest.mark.parametrize("kind", FormKind)
@pytest.mark.parametrize("project", [shipped, case, ugly])
def test_every_text_of_a_form_is_in_its_pdf_and_in_its_docx(project: Callable[[], Project], kind: FormKind) -> None:
    printed = form(project(), kind)
    assert printed.said
    assert missing(printed) == []


# -- an office's own wording --------------------------------------------------------------------------------------


def with_own(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Project:
    """The case with a template of the office's own: the shipped one, changed."""
    shutil.copytree(CASE, tmp_path / "kantor")
    own = tmp_path / "kantor" / "templates" / name
    own.parent.mkdir(parents=True)
    text = (shipped_templates() / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    own.write_text(text, encoding="utf-8")
    return load(tmp_path / "kantor")


def test_an_offices_prakata_is_called_so_in_pdf_word_and_both_contents(tmp_path: Path) -> None:
    printed = booklet(with_own(tmp_path, "book/front.html.j2", ("Kata Pengantar", "Prakata")))
    for document in (printed.pdf, printed.docx):
        assert document.count("prakata") == 2  # the heading, and the contents
        assert "katapengantar" not in document


def test_a_section_that_an_office_adds_is_printed_and_listed_in_both(tmp_path: Path) -> None:
    section = '<section class="depan"><h1 id="sambutan">Sambutan</h1><ul><li>Hadirin</li></ul></section>{% endblock %}'
    printed = booklet(with_own(tmp_path, "book/front.html.j2", ("{% endblock %}", section)))
    for document in (printed.pdf, printed.docx):
        assert document.count("sambutan") == 2
        assert "hadirin" in document


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("book/notes.html.j2", "Ruang Lingkup", "Cakupan"),
        ("book/contents.html.j2", "Daftar Isi", "Isi Buku"),
        ("book/register.html.j2", "Tanggal efektif", "Berlaku sejak"),
        ("book/regulations.html.j2", "Indeks Dasar Hukum", "Daftar Peraturan"),
        ("book/chapter.html.j2", "Bab {{ number }}", "Bagian ke-{{ number }}"),
    ],
)
def test_every_part_of_the_booklet_follows_the_offices_words(tmp_path: Path, name: str, old: str, new: str) -> None:
    printed = booklet(with_own(tmp_path, name, (old, new)))
    said = squeezed(new.replace("{{ number }}", "II"))
    assert said in printed.pdf
    assert said in printed.docx


def test_a_letter_follows_the_offices_words(tmp_path: Path) -> None:
    project = with_own(tmp_path, "letter/letter.html.j2", ('"Hal"', '"Perihal"'), ("NIP", "Nomor Induk"))
    printed = letter(project, project.letters[0])
    assert "perihal" in printed.pdf
    assert "perihal" in printed.docx


@pytest.mark.parametrize(
    ("kind", "name", "old", "new"),
    [
        (FormKind.MONITORING, "book/monitoring.html.j2", "Catatan hasil penilaian", "Temuan"),
        (FormKind.EVALUATION, "book/evaluation.html.j2", "Formulir Evaluasi Penerapan SOP", "Lembar Evaluasi"),
        (FormKind.EVALUATION, "book/judging.html.j2", "Penilai,", "Pemeriksa,"),
    ],
)
def test_forms_follow_the_offices_words(tmp_path: Path, kind: FormKind, name: str, old: str, new: str) -> None:
    printed = form(with_own(tmp_path, name, (old, new)), kind)
    for document in (printed.pdf, printed.docx):
        assert squeezed(new) in document
        assert squeezed(old) not in document


def test_a_picture_that_word_cannot_show_is_a_user_error(tmp_path: Path) -> None:
    titik = '<img src="sopgen:titik" alt="Titik"><p class="instansi">'
    project = with_own(tmp_path, "book/front.html.j2", ('<p class="instansi">', titik))
    with pytest.raises(UserError, match="sopgen:titik"):
        booklet(project)


# -- every kind of block ------------------------------------------------------------------------------------------

TEXT = (Run("Isi"),)
ONE_OF_EACH: tuple[content.Block, ...] = (
    content.Heading(1, TEXT, "Isi"),
    content.Paragraph(TEXT),
    content.LeaderLine(TEXT, content.PageNumber("", "7"), TEXT),
    content.ItemList(((content.Paragraph(TEXT),),)),
    content.TableBlock((None,), (), (content.Row((content.Cell((content.Paragraph(TEXT),)),)),)),
    content.FieldList((content.Field(TEXT, TEXT),)),
    content.Image("sopgen:logo", "Logo"),
    content.Rule(),
    content.Blank(),
    content.Room(TEXT),
    content.Signature((content.Paragraph(TEXT),)),
    content.Letterhead((content.Paragraph(TEXT),)),
    content.Group((content.Paragraph(TEXT),)),
)


def printer() -> Printer:
    institution = load(CASE).institution
    assert institution is not None
    return Printer(Ids(), Typesetter(CASE, institution, date(2024, 1, 1)))


def test_word_prints_every_kind_of_block() -> None:
    kinds = set(get_args(content.Block))
    assert set(KINDS) == kinds
    assert {type(block) for block in ONE_OF_EACH} == kinds - {content.PageBreak}


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_a_block_of_each_kind_is_printed_with_its_text(block: content.Block) -> None:
    printed = printer().blocks((block,), Where(100))
    assert printed
    assert squeezed(repr(printed)).count("'isi'") == repr(block).count("text='Isi'")


def test_a_page_break_makes_what_follows_begin_a_page() -> None:
    first, second = printer().blocks((ONE_OF_EACH[1], content.PageBreak(), ONE_OF_EACH[1]), Where(100))
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.page_break, second.page_break) == (False, True)


def test_the_shipped_templates_hold_every_kind_but_plain_lists_and_page_breaks() -> None:
    said = [
        booklet(case()).said,
        letter(case(), case().letters[0]).said,
        *(form(case(), kind).said for kind in FormKind),
    ]
    found = {type(block) for each in said for pages in each for block in every_block(pages.blocks)}
    assert found == set(get_args(content.Block)) - {content.ItemList, content.PageBreak}


def test_pages_behind_a_draft_do_not_go_on_with_its_mark() -> None:
    project = case()
    sops = tuple(replace(sop, status=Status.DRAFT) if index == 0 else sop for index, sop in enumerate(project.sops))
    marked = replace(project, sops=sops)
    made = book.set_booklet(marked, {sop.nomor: 2 for sop in sops}, drafts=True)
    docx = Package.of(build_booklet_docx(marked, made, lambda nomor: replace(word_part(), nomor=nomor)))
    sections = list(docx.xml["word/document.xml"].iter(f"{W}sectPr"))
    headed = [section.find(f"{W}headerReference") is not None for section in sections]
    draft = headed.index(True)
    assert headed[draft + 1]  # an empty one: without any, Word goes on with the draft's
    assert sum(b"KONSEP" in part for name, part in docx.members.items() if "header" in name) == 1
