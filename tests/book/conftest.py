"""Booklets made of real SOPs: the cases on disk, drawn once for all tests."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import pytest

from sopgen.book import booklet as book
from sopgen.book.docx.booklet import write_booklet_docx
from sopgen.book.docx.bound import Read
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.merge.part import DeadLink, Merged
from sopgen.book.merge.prepare import prepare
from sopgen.book.packing import pack, unpack
from sopgen.book.pages.cache import PageCache
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.book import Book, Chapter, Decision, Definition
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Related, Sop, Status
from sopgen.render.pdf.document import render
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"
QUICK_CASES = (
    "one-step",
    "symbols-in-a-row",
    "three-sections",
    "groups",
    "question-in-diamond",
    "special-characters",
    "revisions-and-draft",
    "form-on-two-pages",
    "paper-legal",
)
#: Those that are drawn soonest.
SMALL_CASES = ("own-labels", "paper-f4", "terminator-separate", "joined-not-adjacent")


class Booklet(book.Booklet):
    """A booklet set in type, and bound."""

    bound: Merged
    pdf: bytes

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.bound.pages

    @property
    def dead_links(self) -> tuple[DeadLink, ...]:
        """Links to SOPs that it does not hold."""
        return self.bound.dead_links


def build_booklet(
    project: Project, pdfs: Mapping[str, bytes], *, drafts: bool = False, cache: PageCache | None = None
) -> Booklet:
    """The booklet of finished PDFs, by nomor."""
    sheaves = {nomor: prepare(pdf, nomor) for nomor, pdf in pdfs.items()}
    counts = {nomor: len(sheaf.pages) for nomor, sheaf in sheaves.items()}
    made = book.set_booklet(project, counts, drafts=drafts, cache=cache)
    booklet = Booklet(*(getattr(made, field.name) for field in fields(made)))
    file = io.BytesIO()
    object.__setattr__(booklet, "bound", book.bind_booklet(project, made, sheaves.__getitem__, file))
    object.__setattr__(booklet, "pdf", file.getvalue())
    return booklet


def build_booklet_docx(project: Project, booklet: book.Booklet, read: Read) -> bytes:
    """The booklet's Word document."""
    file = io.BytesIO()
    write_booklet_docx(project, booklet, read, file)
    return file.getvalue()


@dataclass(frozen=True)
class Made:
    """A booklet and what it was made from."""

    project: Project
    scenes: Mapping[str, Scene]
    pdfs: Mapping[str, bytes]
    booklet: Booklet
    words: Mapping[str, bytes]

    def read(self, nomor: str) -> WordPart:
        """The Word part of an SOP, read anew."""
        part = unpack(WordPart, self.words[nomor])
        assert part is not None
        return part


@pytest.fixture(scope="session")
def quick_booklet() -> Made:
    """A booklet of some cases: one SOP withdrawn, drafts included."""
    return make_booklet(QUICK_CASES)


@pytest.fixture(scope="session")
def long_booklet() -> Made:
    """A booklet of 60 SOPs and more: every case, and small ones as often as it takes."""
    names = sorted(folder.name for folder in CASES.iterdir() if (folder / "sop_sources").is_dir())
    return make_booklet((*(name for name in names if name != "book-and-letter"), *SMALL_CASES * 6))


def make_booklet(cases: tuple[str, ...]) -> Made:
    """Draw the cases' SOPs, those named again under another nomor, and bind them, drafts included."""
    project = _project([sop for name in cases for sop in load(CASES / name).sops])
    assert project.institution is not None
    bound = [sop for sop in project.sops if sop.status is not Status.WITHDRAWN]
    scenes = {sop.nomor: lay_out(sop, project.institution) for sop in bound}
    pdfs = {sop.nomor: render(sop, project.institution, scenes[sop.nomor], project.root, links=True) for sop in bound}
    words = {
        sop.nomor: pack(make_word_part(sop, project.institution, scenes[sop.nomor], project.root)) for sop in bound
    }
    return Made(project, scenes, pdfs, build_booklet(project, pdfs, drafts=True), words)


def _project(sops: list[Sop]) -> Project:
    """All SOPs as one project: each refers to the next, the last is withdrawn."""
    base = load(CASES / "book-and-letter")
    assert base.institution is not None
    before: Counter[str] = Counter()
    named = []
    for sop in sops:
        before[sop.nomor] += 1
        named.append(replace(sop, nomor=f"{sop.nomor}/{before[sop.nomor]}"))
    linked = [
        replace(sop, keterkaitan=(*sop.keterkaitan, Related(following.title, following.nomor)))
        for sop, following in zip(named, [*named[1:], named[0]], strict=True)
    ]
    linked[-1] = replace(linked[-1], status=Status.WITHDRAWN)
    return Project(base.root, base.institution, tuple(linked), _book(linked), (), ())


def _book(sops: list[Sop]) -> Book:
    half = len(sops) // 2
    official = sops[0].disahkan_oleh
    return Book(
        None,
        "Standar Operasional Prosedur & Tata Kerja",
        sops[0].unit,
        "2024",
        Decision("KEP-1 Tahun 2024", "Pemberlakuan Standar Operasional Prosedur", date(2024, 5, 2), official),
        kata_pengantar=("Kata pengantar pertama.", "Kata pengantar kedua."),
        ruang_lingkup=("Ruang lingkup.",),
        ringkasan=("Ringkasan.",),
        definisi=(Definition("SOP Makro", "SOP yang mencakup beberapa SOP mikro."),),
        chapters=(
            Chapter("Bagian Pertama", tuple(sop.nomor for sop in sops[:half])),
            Chapter("Bagian Kedua", tuple(sop.nomor for sop in sops[half:])),
        ),
    )
