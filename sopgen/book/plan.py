"""Which SOPs stand in the booklet, in which order, on which pages: decided before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from sopgen.model.book import Book
from sopgen.model.sop import Sop, Status


class Absence(StrEnum):
    """Why an SOP does not stand in the booklet; the value is what the register prints."""

    WITHDRAWN = "dicabut"
    DRAFT = "konsep"
    UNFINISHED = "konsep, belum lengkap"
    NOT_BUILT = "tidak dapat dibuat"


def listed_title(sop: Sop) -> str:
    """An SOP's title in the booklet's lists; a draft is named as such."""
    return f"{sop.title} (konsep)" if sop.status is Status.DRAFT else sop.title


@dataclass(frozen=True, slots=True)
class PlannedSop:
    """An SOP in the booklet: the number printed on its first page, and how many pages it has."""

    sop: Sop
    first: int
    pages: int

    @property
    def title(self) -> str:
        """Its title in the booklet's lists."""
        return listed_title(self.sop)

    @property
    def last(self) -> int:
        """The number printed on its last page."""
        return self.first + self.pages - 1


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """A chapter, its number from 1, and the number printed on its own first page, which comes before its SOPs."""

    number: int
    judul: str
    page: int
    sops: tuple[PlannedSop, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """An SOP that the booklet names in its order but does not hold."""

    sop: Sop
    reason: Absence


P = TypeVar("P", PlannedSop, Absent)


@dataclass(frozen=True, slots=True)
class Plan:
    """The booklet's middle; ``end`` is the number of the first page behind it."""

    chapters: tuple[PlannedChapter, ...]
    absent: tuple[Absent, ...]
    end: int

    @property
    def sops(self) -> tuple[PlannedSop, ...]:
        """All SOPs in the booklet's order."""
        return tuple(planned for chapter in self.chapters for planned in chapter.sops)

    def without_flows(self) -> Plan:
        """The same without the SOPs' steps and sources: who writes a booklet of hundreds of them asks for neither."""
        chapters = (replace(chapter, sops=tuple(map(_head, chapter.sops))) for chapter in self.chapters)
        return replace(self, chapters=tuple(chapters), absent=tuple(map(_head, self.absent)))


def _head(planned: P) -> P:
    """An SOP of the plan by what its form's head says."""
    sop = planned.sop
    return replace(planned, sop=replace(sop, sections=(), source=sop.source.without_text()))


def plan_booklet(
    book: Book,
    sops: Mapping[str, Sop],
    pages: Mapping[str, int],
    *,
    drafts: bool,
    chapter_pages: Sequence[int] = (),
) -> Plan:
    """Number the pages of chapters and SOPs, from 1 on the first chapter's page.

    ``chapter_pages`` are the chapters' own pages, one each where it says nothing.
    ``sops`` and ``pages`` (page counts of the finished SOPs) go by nomor; an SOP without pages could not be
    built. Withdrawn SOPs and drafts with gaps are left out, other drafts too unless ``drafts``. So is a chapter left
    without SOPs; an SOP that two chapters name stands in the first. Withdrawn SOPs that no chapter names are noted as
    absent too.
    """
    chapters: list[PlannedChapter] = []
    absent: list[Absent] = []
    seen: set[str] = set()
    page = 1
    for chapter in book.chapters:
        planned: list[PlannedSop] = []
        own = chapter_pages[len(chapters)] if len(chapters) < len(chapter_pages) else 1
        start = page + own
        for nomor in chapter.sop:
            sop = sops.get(nomor)
            if sop is None or nomor in seen:
                continue
            seen.add(nomor)
            reason = _absence(sop, pages, drafts=drafts)
            if reason is not None:
                absent.append(Absent(sop, reason))
                continue
            planned.append(PlannedSop(sop, start, pages[nomor]))
            start += pages[nomor]
        if planned:
            chapters.append(PlannedChapter(len(chapters) + 1, chapter.judul, page, tuple(planned)))
            page = start
    withdrawn = (sop for sop in sops.values() if sop.status is Status.WITHDRAWN and sop.nomor not in seen)
    absent.extend(Absent(sop, Absence.WITHDRAWN) for sop in withdrawn)
    return Plan(tuple(chapters), tuple(absent), page)


def _absence(sop: Sop, pages: Mapping[str, int], *, drafts: bool) -> Absence | None:
    if sop.status is Status.WITHDRAWN:
        return Absence.WITHDRAWN
    if sop.status is Status.DRAFT and not drafts:
        return Absence.DRAFT
    if sop.has_gaps:
        return Absence.UNFINISHED
    return None if sop.nomor in pages else Absence.NOT_BUILT
