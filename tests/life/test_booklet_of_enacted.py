"""Booklet and letters of what was enacted: links lead on, one anchor a letter, and SOPs are called as they were."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from sopgen.builder import pipeline
from sopgen.builder.events import Failed
from sopgen.builder.open_project import open_project
from tests.life.office import SOURCE, build, edit, kept, letter, office, sopgen, words

OTHER = "sop_sources/arsip.yaml"
ANCHOR = "#ttd"


@pytest.fixture(scope="module")
def both_enacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that signs electronically and has enacted both of its SOPs, as they were built."""
    root = office(tmp_path_factory.mktemp("kantor"))
    edit(root, "pejabat:", f"format: {{jangkar_ttd: '{ANCHOR}'}}\npejabat:", "sop_sources/instansi.yaml")
    for source in (SOURCE, OTHER):
        assert sopgen(root, "enact", source, "--tanggal", "2024-02-05") == 0
    letter(root, "nota", "2024-03-01")
    edit(root, "lampiran:", "isi: Bersama ini disampaikan SOP.\nlampiran:", "sop_sources/surat/nota.yaml")
    edit(root, "[CTH.HIDUP.1]", "[CTH.HIDUP.2, CTH.HIDUP.1]", "sop_sources/surat/nota.yaml")
    return root


@pytest.fixture
def root(both_enacted: Path, tmp_path: Path) -> Path:
    """A copy of that office."""
    return shutil.copytree(both_enacted, tmp_path / "kantor")


def led_to(pdf: Path, text: str) -> str:
    """What stands on the page that the first link leads to which is on ``text``."""
    with pymupdf.open(pdf) as opened:
        for page in opened:
            for place in page.search_for(text):
                for link in page.get_links():
                    if link["from"].intersects(place) and link.get("page", -1) >= 0:
                        return " ".join(opened[link["page"]].get_text().split())
    return ""


def test_what_was_enacted_leads_to_other_sops_and_leaves_the_anchor_to_the_letter(root: Path) -> None:
    signed = [kept(root, source=each).read_bytes() for each in (SOURCE, OTHER)]
    assert [words(each).count(ANCHOR) for each in signed] == [1, 1]
    assert not [event for event in build(root) if isinstance(event, Failed)]
    book, nota = root / "build/buku-sop.pdf", root / "build/lampiran/nota.pdf"
    assert [words(each).count(ANCHOR) for each in (book, nota)] == [0, 1]
    for volume in (book, nota):
        assert "Judul SOP Mikro Pencatatan Surat" in led_to(volume, "SOP Mikro Pencatatan Surat")
    assert (root / "build/sop/surat.pdf").read_bytes() == kept(root).read_bytes() == signed[0]


def test_an_sop_of_another_nomor_since_is_told_and_bound_under_that_of_then(root: Path) -> None:
    edit(root, "nomor: CTH.HIDUP.1", "nomor: CTH.HIDUP.7")
    (told,) = (found for found in pipeline.check(root) if found.code == "SOP-W113")
    assert (told.file, told.span.line if told.span else 0) == (SOURCE, 2)
    assert "(nomornya waktu itu CTH.HIDUP.1)" in told.message
    project = open_project(root)
    then = project.on(None)
    assert then.book is not None
    assert [chapter.sop for chapter in then.book.chapters] == [("CTH.HIDUP.2", "CTH.HIDUP.1")]
    (nota,) = project.letters
    assert nota.lampiran[0].sop == ("CTH.HIDUP.2", "CTH.HIDUP.7")
    assert project.on(date(2024, 3, 1)).renumbered(nota).lampiran[0].sop == ("CTH.HIDUP.2", "CTH.HIDUP.1")


def test_a_nomor_under_which_something_is_in_force_is_nobody_elses(root: Path) -> None:
    edit(root, "nomor: CTH.HIDUP.1", "nomor: CTH.HIDUP.7")
    new = (root / OTHER).read_text(encoding="utf-8").replace("CTH.HIDUP.2", "CTH.HIDUP.1", 1)
    (root / "sop_sources/baru.yaml").write_text(new.replace("[{sop: CTH.HIDUP.1}]", "SOP lain"), encoding="utf-8")
    told = [(found.file, found.message) for found in pipeline.check(root) if found.code == "SOP-E401"]
    assert told == [("sop_sources/baru.yaml", f"Nomor “CTH.HIDUP.1” juga dipakai oleh {SOURCE}.")]
