"""The booklet's contents: what stands where, with the numbers that are printed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sopgen.book.plan import Plan
from sopgen.book.typeset import sop_link
from sopgen.model.book import Book
from sopgen.render.wording import roman

#: The keys of front and back matter among the parts; no nomor begins so.
FRONT = "@depan"
BACK = "@belakang"


class EntryKind(StrEnum):
    """How an entry is set; the value is its CSS class."""

    OUTSIDE = "luar"  # front and back matter
    CHAPTER = "bab"
    SOP = "sop"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. ``page`` None: a page of the front matter, numbered when that is laid out."""

    kind: EntryKind
    text: str
    href: str
    page: str | None
    nomor: str = ""


@dataclass(frozen=True, slots=True)
class BackSection:
    """A section behind the SOPs: its title, where a link to it leads, and its printed page number."""

    judul: str
    href: str
    page: int


def chapter_key(number: int) -> str:
    """The key of a chapter's page among the parts; no nomor begins with it."""
    return f"@bab-{number}"


def list_contents(book: Book, plan: Plan, back: tuple[BackSection, ...], *, abbreviations: bool) -> tuple[Entry, ...]:
    """The whole contents in the order of the pages; the contents themselves have an entry too."""
    return (*_front(book, abbreviations=abbreviations), *_middle(plan), *_back(back))


def _front(book: Book, *, abbreviations: bool) -> Iterator[Entry]:
    explained = bool(book.ruang_lingkup or book.ringkasan or book.definisi)
    sections = (
        ("Keputusan", "keputusan", book.keputusan is not None),
        ("Kata Pengantar", "kata-pengantar", bool(book.kata_pengantar)),
        ("Daftar Isi", "daftar-isi", True),
        ("Penjelasan Singkat Penggunaan", "penjelasan", explained),
        ("Daftar Singkatan Jabatan", "singkatan", abbreviations),
    )
    for text, anchor, present in sections:
        if present:
            yield Entry(EntryKind.OUTSIDE, text, f"#{anchor}", None)


def _middle(plan: Plan) -> Iterator[Entry]:
    for chapter in plan.chapters:
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        yield Entry(EntryKind.CHAPTER, title, sop_link(chapter_key(chapter.number)), str(chapter.page))
        for planned in chapter.sops:
            sop = planned.sop
            yield Entry(EntryKind.SOP, planned.title, sop_link(sop.nomor), str(planned.first), sop.nomor)


def _back(back: tuple[BackSection, ...]) -> Iterator[Entry]:
    for section in back:
        yield Entry(EntryKind.OUTSIDE, section.judul, section.href, str(section.page))
