"""The booklet's contents: what stands where, with the numbers that are printed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sopgen.book.pages.typesetter import sop_link
from sopgen.book.plan import Plan
from sopgen.render.wording import roman

#: The keys of the booklet's own pages among the parts; no nomor begins so.
FRONT = "@depan"
CONTENTS = "@daftar-isi"
NOTES = "@penjelasan"
INDEX = "@indeks-dasar-hukum"
REGISTER = "@register"


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


@dataclass(frozen=True, slots=True)
class Place:
    """A heading that the contents list, and the address of its page."""

    title: str
    address: str


def list_contents(
    plan: Plan, pages: Mapping[str, str], front: Iterable[Place], back: Iterable[Place]
) -> tuple[ContentsEntry, ...]:
    """The whole contents in the order of the pages; the contents themselves have an entry too.

    ``front`` and ``back`` are what there is before and behind the SOPs, ``pages`` their printed numbers by address, as
    far as they are known.
    """
    return (*_outside(front, pages), *_middle(plan), *_outside(back, pages))


def _outside(places: Iterable[Place], pages: Mapping[str, str]) -> Iterator[ContentsEntry]:
    for each in places:
        yield ContentsEntry(EntryKind.OUTSIDE, each.title, sop_link(each.address), pages.get(each.address, ""))


def _middle(plan: Plan) -> Iterator[ContentsEntry]:
    for chapter in plan.chapters:
        title = f"Bab {roman(chapter.number)} – {chapter.judul}"
        yield ContentsEntry(EntryKind.CHAPTER, title, sop_link(chapter_key(chapter.number)), str(chapter.page))
        for planned in chapter.sops:
            sop = planned.sop
            yield ContentsEntry(EntryKind.SOP, planned.title, sop_link(sop.nomor), str(planned.first), sop.nomor)
