"""The booklet's contents: what stands where, with the numbers that are printed there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sopgen.book.pages.typesetter import sop_link
from sopgen.book.plan import Plan
from sopgen.model.book import Book
from sopgen.render.wording import roman

#: The keys of the booklet's own pages among the parts; no nomor begins so.
FRONT = "@depan"
CONTENTS = "@daftar-isi"
NOTES = "@penjelasan"
INDEX = "@indeks-dasar-hukum"
REGISTER = "@register"
#: Names of places in them.
DECISION, PREFACE, EXPLANATION, ABBREVIATIONS = "keputusan", "kata-pengantar", "penjelasan", "singkatan"


class EntryKind(StrEnum):
    """How an entry is set; the value is its CSS class."""

    OUTSIDE = "luar"  # front and back matter
    CHAPTER = "bab"
    SOP = "sop"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents; ``page`` is the number printed there, empty while it is not known."""

    kind: EntryKind
    text: str
    href: str
    page: str
    nomor: str = ""


def chapter_key(number: int) -> str:
    """The key of a chapter's page among the parts; no nomor begins with it."""
    return f"@bab-{number}"


def list_contents(
    book: Book, plan: Plan, pages: Mapping[str, str], *, sections: Collection[str]
) -> tuple[ContentsEntry, ...]:
    """The whole contents in the order of the pages; the contents themselves have an entry too.

    ``sections`` are the addresses of what there is before and behind the SOPs, ``pages`` their printed numbers, as far
    as they are known.
    """

    def outside(*named: tuple[str, str]) -> Iterator[ContentsEntry]:
        for text, place in named:
            if place in sections:
                yield ContentsEntry(EntryKind.OUTSIDE, text, sop_link(place), pages.get(place, ""))

    front = outside(
        ("Keputusan", f"{FRONT}/{DECISION}"),
        ("Kata Pengantar", f"{FRONT}/{PREFACE}"),
        ("Daftar Isi", CONTENTS),
        ("Penjelasan Singkat Penggunaan", f"{NOTES}/{EXPLANATION}"),
        ("Daftar Singkatan Jabatan", f"{NOTES}/{ABBREVIATIONS}"),
    )
    return (*front, *_middle(plan), *outside(("Indeks Dasar Hukum", INDEX), ("Register SOP", REGISTER)))


def _middle(plan: Plan) -> Iterator[ContentsEntry]:
    for chapter in plan.chapters:
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        yield ContentsEntry(EntryKind.CHAPTER, title, sop_link(chapter_key(chapter.number)), str(chapter.page))
        for planned in chapter.sops:
            sop = planned.sop
            yield ContentsEntry(EntryKind.SOP, planned.title, sop_link(sop.nomor), str(planned.first), sop.nomor)
