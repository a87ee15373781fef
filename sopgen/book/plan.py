"""Which SOPs stand in the booklet, in which order, on which pages: decided before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar

from sopgen.model.book import Book, Chapter
from sopgen.model.project import FailedSop
from sopgen.model.sop import Sop, Status


class Absence(StrEnum):
    """Why an SOP does not stand in the booklet; the value is what people are told."""

    WITHDRAWN = "dicabut"
    DRAFT = "konsep"
    UNFINISHED = "konsep, belum lengkap"
    NOT_BUILT = "tidak dapat dibuat"
    NOT_ENACTED = "belum ditetapkan"

    @property
    def is_lack(self) -> bool:
        """Whether the booklet lacks something: it should hold the SOP, and without it is not whole."""
        return self in _LACKS

    @property
    def printed(self) -> str:
        """What the register prints."""
        return f"tidak dimuat: {self.value}" if self.is_lack else self.value


_LACKS = frozenset({Absence.NOT_BUILT, Absence.NOT_ENACTED})


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
    """A chapter, its number from 1, and the number printed on its own first page, which comes before its SOPs.

    It has none when all of them are lacking.
    """

    number: int
    judul: str
    page: int
    sops: tuple[PlannedSop, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """An SOP that the booklet names in its order but does not hold; one with errors is only named."""

    sop: Sop | FailedSop
    reason: Absence

    @property
    def name(self) -> str:
        """Its nomor; where that cannot be read, its file."""
        return self.sop.nomor or (self.sop.file if isinstance(self.sop, FailedSop) else self.sop.source.name)


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

    @property
    def lacking(self) -> tuple[Absent, ...]:
        """The SOPs that it should hold."""
        return tuple(absent for absent in self.absent if absent.reason.is_lack)

    def without_flows(self) -> Plan:
        """The same without the SOPs' steps and sources: who writes a booklet of hundreds of them asks for neither."""
        chapters = (replace(chapter, sops=tuple(map(_head, chapter.sops))) for chapter in self.chapters)
        return replace(self, chapters=tuple(chapters), absent=tuple(map(_head, self.absent)))


def _head(planned: P) -> P:
    """An SOP of the plan by what its form's head says."""
    sop = planned.sop
    if isinstance(sop, FailedSop):
        return planned
    return replace(planned, sop=replace(sop, sections=(), source=sop.source.without_text()))


def plan_booklet(
    book: Book,
    sops: Mapping[str, Sop],
    pages: Mapping[str, int],
    *,
    drafts: bool,
    failed: Iterable[FailedSop] = (),
    chapter_pages: Sequence[int] = (),
) -> Plan:
    """Number the pages of chapters and SOPs, from 1 on the first chapter's page.

    ``chapter_pages`` are the chapters' own pages, one each where it says nothing.
    ``sops`` and ``pages`` (page counts of the finished SOPs) go by nomor; an SOP without pages could not be
    built, nor could those ``failed``. Withdrawn SOPs and drafts with gaps are left out, other drafts too unless
    ``drafts``. So is a chapter left without SOPs, unless some are lacking: it keeps its place. An SOP that two chapters
    name stands in the first. Withdrawn SOPs that no chapter names are noted as absent too.
    """
    chapters: list[PlannedChapter] = []
    absent: list[Absent] = []
    broken = {sop.file: sop for sop in failed}
    seen: set[str] = set()
    page = 1
    for chapter in book.chapters:
        planned: list[PlannedSop] = []
        lacks = False
        own = chapter_pages[len(chapters)] if len(chapters) < len(chapter_pages) else 1
        start = page + own
        for sop in _named(chapter, sops, broken, seen):
            reason = _absence(sop, pages, drafts=drafts, enacted_only=book.enacted_only)
            if reason is not None:
                absent.append(Absent(sop, reason))
                lacks = lacks or reason.is_lack
                continue
            assert isinstance(sop, Sop)
            planned.append(PlannedSop(sop, start, pages[sop.nomor]))
            start += pages[sop.nomor]
        if planned or lacks:
            chapters.append(PlannedChapter(len(chapters) + 1, chapter.judul, page, tuple(planned)))
            page = start
    withdrawn = (sop for sop in sops.values() if sop.status is Status.WITHDRAWN and sop.nomor not in seen)
    absent.extend(Absent(sop, Absence.WITHDRAWN) for sop in withdrawn)
    placed = {file for chapter in book.chapters for file in chapter.files}
    unplaced = (sop for sop in broken.values() if book.every_sop and sop.file not in placed)
    reasons = ((sop, _absence(sop, pages, drafts=drafts, enacted_only=book.enacted_only)) for sop in unplaced)
    absent.extend(Absent(sop, reason) for sop, reason in reasons if reason)
    return Plan(tuple(chapters), tuple(absent), page)


def _named(
    chapter: Chapter, sops: Mapping[str, Sop], broken: Mapping[str, FailedSop], seen: set[str]
) -> Iterator[Sop | FailedSop]:
    """The SOPs that a chapter names and no chapter before it has named; ``seen`` grows by their nomor or file."""
    for nomor, file in zip_longest(chapter.sop, chapter.files, fillvalue=""):
        sop = broken.get(file) or sops.get(nomor)
        name = file if sop is not None and not nomor else nomor
        if sop is not None and name not in seen:
            seen.add(name)
            yield sop


def _absence(sop: Sop | FailedSop, pages: Mapping[str, int], *, drafts: bool, enacted_only: bool) -> Absence | None:
    if sop.status is Status.WITHDRAWN:
        return Absence.WITHDRAWN
    if sop.status is Status.DRAFT and not drafts:
        return Absence.DRAFT
    if isinstance(sop, FailedSop):
        return Absence.NOT_BUILT
    if sop.has_gaps:
        return Absence.UNFINISHED
    if enacted_only and sop.status is Status.IN_FORCE and not sop.enactments:
        return Absence.NOT_ENACTED
    return None if sop.nomor in pages else Absence.NOT_BUILT
