"""Sources live long: what a release shipped has no error in this one, and prints the same texts and pages.

The sources of a release are kept in ``tests/releases/X.Y`` as they were, with what they printed then, by page
(``printed.txt``). That file is written once, when the case is added: ``python -m tests.builder.test_releases``
writes those that are not there yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from sopgen import __version__
from sopgen.builder.job import Job, run_job
from sopgen.builder.open_project import open_project
from sopgen.builder.request import Kind
from sopgen.findings import Severity
from sopgen.rules.check import check
from tests.conftest import ROOT

RELEASES = sorted((ROOT / "tests" / "releases").iterdir())
PRINTED = "printed.txt"


def printed(release: Path) -> str:
    """What the SOPs of a release print: the words of every page, under a line with its file and number."""
    return "".join(f"# {name}, halaman {number}\n{words}\n" for name, number, words in _pages(release))


def _pages(release: Path) -> Iterator[tuple[str, int, str]]:
    project = open_project(release)
    assert project.institution is not None
    for sop in project.sops:
        product = run_job(Job(sop, project.institution, (Kind.PDF,), release))
        with pymupdf.open(stream=dict(product.documents)[Kind.PDF]) as pdf:
            for number, page in enumerate(pdf, start=1):
                lines = (" ".join(line.split()) for line in page.get_text(sort=True).splitlines())
                yield sop.source.name, number, "\n".join(line for line in lines if line)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_the_sources_of_a_release_are_checked_without_an_error(release: Path) -> None:
    found = check(open_project(release), date(2026, 1, 1))
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_they_print_the_same_texts_on_the_same_pages(release: Path) -> None:
    assert _words(printed(release)) == _words((release / PRINTED).read_text(encoding="utf-8"))


def _words(text: str) -> list[list[str]]:
    """The words of each page, sorted: where on the page they stand, and on how many lines, may change."""
    return [sorted(re.findall(r"\w+", page)) for page in text.split("\n# ")]


def test_the_sources_of_this_release_are_kept() -> None:
    major, minor, _ = __version__.split(".", 2)
    assert f"{major}.{minor}" in [release.name for release in RELEASES]


if __name__ == "__main__":
    for release in RELEASES:
        if not (release / PRINTED).exists():
            (release / PRINTED).write_text(printed(release), encoding="utf-8")
