"""A letter with two attachments, drawn once for all tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sopgen.book.attach import LetterFiles, letter_files
from sopgen.model.letter import Letter
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Status
from tests.conftest import ROOT

ANCHOR = "#ttd#"


@cache
def project(status: Status = Status.IN_FORCE) -> Project:
    """The case with letters; signatures have an anchor, the first SOP that status."""
    found = load(ROOT / "tests" / "cases" / "book-and-letter")
    assert found.institution is not None
    form = replace(found.institution.format, jangkar_ttd=ANCHOR)
    sops = [replace(sop, format=replace(sop.format, jangkar_ttd=ANCHOR)) for sop in found.sops]
    first = found.letters[0].lampiran[0].sop[0]
    sops = [replace(sop, status=status) if sop.nomor == first else sop for sop in sops]
    return replace(found, institution=replace(found.institution, format=form), sops=tuple(sops))


def letter() -> Letter:
    """The case's letter: covering text, two attachments."""
    return project().letters[0]


@cache
def made() -> LetterFiles:
    """The letter's files."""
    return letter_files(letter(), project())


def pdf_of(files: LetterFiles) -> bytes:
    """The PDF among a letter's files."""
    return next(content for name, content in files.files.items() if name.endswith(".pdf"))
