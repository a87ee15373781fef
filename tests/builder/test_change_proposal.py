"""Two versions of an SOP become the sheet that goes with the proposal to change it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.builder.change_proposal import marked, matrix_of, proposal_pdf, versions
from sopgen.findings import UserError
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.render.change_matrix import Matrix, MatrixGroup, MatrixRow, Piece, joined
from sopgen.render.pdf.change_matrix import render_matrix
from tests.conftest import ROOT
from tests.verapdf import validate

CASE = ROOT / "tests" / "cases" / "book-and-letter"
HOSTILE = "& < > \" ' {{ 7*7 }} {% raw %} \\ 😀 </td>"


@pytest.fixture(scope="module")
def project() -> Project:
    """Three SOPs of an office."""
    return load(CASE)


def changed(sop: Sop, **step: str) -> Sop:
    """The SOP with other texts in its second step."""
    section = sop.sections[0]
    steps = [replace(each, **step) if each.number == 2 else each for each in section.steps]
    return replace(sop, sections=(replace(section, steps=tuple(steps)),))


def matrix(project: Project, *rows: MatrixRow) -> Matrix:
    """A sheet with the given rows."""
    sop = project.sops[0]
    return replace(matrix_of(versions(sop, sop, "lama", "baru")), groups=(MatrixGroup("Langkah", rows),))


def row(text: str) -> MatrixRow:
    """A row that says ``text`` in both versions, the second marked."""
    return MatrixRow("Langkah 2, Kegiatan", "diubah", (Piece(text),), (Piece("Baru: ", True), Piece(text)))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, lines and blanks folded."""
    with pymupdf.open(stream=pdf) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_words_that_the_other_version_lacks_are_marked() -> None:
    before, after = marked("Menyusun konsep surat dinas", "Menyusun naskah surat")
    assert before == (
        Piece("Menyusun "),
        Piece("konsep", True),
        Piece(" surat"),
        Piece(" dinas", True),
    )
    assert after == (Piece("Menyusun "), Piece("naskah", True), Piece(" surat"))


@pytest.mark.parametrize(("before", "after"), [("", "Baru"), ("Lama", ""), ("Satu dua tiga", "Lain sama sekali")])
def test_texts_with_little_in_common_are_not_marked(before: str, after: str) -> None:
    assert not any(piece.changed for pieces in marked(before, after) for piece in pieces)


@given(st.text(max_size=80), st.text(max_size=80))
def test_marking_loses_no_character(before: str, after: str) -> None:
    assert tuple(map(joined, marked(before, after))) == (before, after)


def test_the_sheet_says_what_the_comparison_says_with_dates_in_words(project: Project) -> None:
    old = project.sops[1]
    new = replace(changed(old, waktu="2 Hari"), tanggal_efektif=old.tanggal_pembuatan)
    made = matrix_of(versions(old, new, "lama", "baru"))
    said = {
        (group.heading, row.where, joined(row.before), joined(row.after)) for group in made.groups for row in group.rows
    }
    assert said == {
        ("Identitas", "Tanggal Efektif", "5 Februari 2024", "8 Januari 2024"),
        ("Langkah", "Langkah 2, Waktu", "1 Hari", "2 Hari"),
    }
    assert made.old.about == "efektif 5 Februari 2024"
    assert made.summary == "2 perubahan: 2 diubah."


def test_every_text_is_on_the_one_page(project: Project) -> None:
    old = project.sops[1]
    pdf = proposal_pdf(versions(old, changed(old, output=HOSTILE), "lama", "baru"), project)
    (page,) = pages(pdf)
    for text in (old.nomor, old.title, "lama", "1 perubahan: 1 diubah.", "Diusulkan oleh", "Nama Pejabat"):
        assert text in page
    for part in HOSTILE.split():
        assert part in page


def test_size_shrinks_before_a_second_page_begins(project: Project) -> None:
    few = pages(render_matrix(matrix(project, row("Menyusun laporan")), project.institution, project.root))
    some = pages(render_matrix(matrix(project, *[row("Menyusun laporan")] * 14), project.institution, project.root))
    many = pages(render_matrix(matrix(project, *[row("Menyusun laporan")] * 60), project.institution, project.root))
    assert (len(few), len(some)) == (1, 1)
    assert len(many) == 3
    assert all("Semula Menjadi Keterangan" in page for page in many)
    assert "Halaman 3 dari 3" in many[-1]


@pytest.mark.parametrize("text", ["kata " * 3000, "x" * 900, "Baris satu\nBaris dua"], ids=["long", "word", "lines"])
def test_the_longest_texts_stay_inside_the_page(project: Project, text: str) -> None:
    pdf = render_matrix(matrix(project, row(text), row(text)), project.institution, project.root)
    with pymupdf.open(stream=pdf) as document:
        words = [word for page in document for word in page.get_text("words")]
        width = document[0].rect.width
    assert sum(word[4].count("x") for word in words) >= 4 * text.count("x")
    assert sum(word[4] == "kata" for word in words) == 4 * text.count("kata")
    assert max(word[2] for word in words) < width - 40


def test_both_sources_travel_with_the_sheet(project: Project, tmp_path: Path) -> None:
    old = project.sops[1]
    file = tmp_path / "a.pdf"
    file.write_bytes(proposal_pdf(versions(old, changed(old, waktu="2 Hari"), "lama", "baru"), project))
    with pikepdf.open(file) as pdf:
        assert {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()} == {
            "semula.yaml": old.source.raw,
            "menjadi.yaml": old.source.raw,
        }


def test_without_an_institution_there_is_no_sheet(project: Project) -> None:
    old = project.sops[0]
    with pytest.raises(UserError, match=r"instansi\.yaml"):
        proposal_pdf(versions(old, old, "lama", "baru"), replace(project, institution=None))


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from sopgen.model.load import load;"
        "from sopgen.builder.change_proposal import *; p = load(Path(sys.argv[1]));"
        "sys.stdout.buffer.write(proposal_pdf(versions(p.sops[0], p.sops[1], 'a', 'b'), p))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program, str(CASE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@pytest.mark.slow
def test_the_sheet_is_archival_and_accessible(project: Project, tmp_path: Path) -> None:
    files = []
    for name, rows in (("none", []), ("few", [row(HOSTILE)]), ("many", [row("kata " * 300)] * 9)):
        files.append(tmp_path / f"{name}.pdf")
        made = matrix(project, *rows) if rows else replace(matrix(project), groups=())
        files[-1].write_bytes(render_matrix(made, project.institution, project.root))
    assert validate(files) == ()
