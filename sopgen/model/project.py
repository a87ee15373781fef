"""Everything in ``sop_sources/`` together, and what was found wrong while reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from sopgen.findings import Finding
from sopgen.model.book import Book
from sopgen.model.institution import Institution
from sopgen.model.letter import Letter
from sopgen.model.sop import Kind, Sop, Status


@dataclass(frozen=True, slots=True)
class FailedSop:
    """An SOP whose source has errors: what its head says, as far as it can be read; ``file`` is the source's name."""

    file: str
    nomor: str = ""
    judul: str = ""
    jenis: Kind | None = None
    status: Status = Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Project:
    """The readable part of a project folder.

    ``sops`` holds those that can be built, ordered by file name; ``failed`` the files that cannot
    (relative names, as in findings), and ``failed_sops`` what is known of each. ``institution`` is None when
    ``instansi.yaml`` cannot be read.
    ``partial`` holds what could be made of SOPs with errors (guesses and empty texts in the places already
    reported): checks look at them too, so that all mistakes are told at once, but nothing is drawn from them.
    ``book`` is None without ``buku.yaml`` or with errors in it, a letter with errors is left out.
    """

    root: Path
    institution: Institution | None
    sops: tuple[Sop, ...]
    book: Book | None
    letters: tuple[Letter, ...]
    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()
    partial: tuple[Sop, ...] = ()
    failed_sops: tuple[FailedSop, ...] = ()

    def on(self, day: date | None) -> Project:
        """The project with its SOPs as they were in force on a day; without one, as they are in force."""
        then = replace(self, sops=tuple(sop.on(day) for sop in self.sops))
        then = replace(then, partial=tuple(sop.on(day) for sop in self.partial))
        by_file = then._nomor_by_file
        if self.book is None or by_file == self._nomor_by_file:
            return then
        chapters = (replace(each, sop=_renumbered(each.sop, each.files, by_file)) for each in self.book.chapters)
        return replace(then, book=replace(self.book, chapters=tuple(chapters)))

    def renumbered(self, letter: Letter) -> Letter:
        """``letter`` with its SOPs called as they are here: one that was enacted has the nomor of then."""
        by_file = self._nomor_by_file
        attached = (replace(each, sop=_renumbered(each.sop, each.files, by_file)) for each in letter.lampiran)
        return replace(letter, lampiran=tuple(attached))

    @property
    def _nomor_by_file(self) -> dict[str, str]:
        """The nomor of each SOP, by its file."""
        return {sop.source.name: sop.nomor for sop in (*self.sops, *self.partial)}

    def unfinished(self, letter: Letter) -> tuple[Sop, ...]:
        """The drafts with gaps that ``letter`` attaches: even where drafts are asked for, it is not made."""
        return tuple(sop for sop in self.not_in_force(letter) if sop.has_gaps)

    def not_in_force(self, letter: Letter) -> tuple[Sop, ...]:
        """The SOPs that ``letter`` attaches and that were not in force on its day, in the letter's order.

        Such a letter is not made unless drafts are asked for.
        """
        known = {sop.nomor: sop for sop in (*self.sops, *self.partial)}
        named = (nomor for attachment in letter.lampiran for nomor in attachment.sop)
        sops = (known[nomor].on(letter.tanggal) for nomor in named if nomor in known)
        return tuple(sop for sop in sops if sop.status is not Status.IN_FORCE)


def _renumbered(named: tuple[str, ...], files: tuple[str, ...], by_file: Mapping[str, str]) -> tuple[str, ...]:
    """The SOPs of ``files`` as ``by_file`` numbers them; ``named`` are their numbers in the sources by now."""
    return tuple(by_file.get(file, nomor) for nomor, file in zip_longest(named, files, fillvalue=""))
