"""Monitoring and evaluation forms name everything that is to be judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from sopgen.book.form_content import STATEMENTS, monitored
from sopgen.book.forms import FormFiles, FormKind, make_form
from sopgen.findings import UserError
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Status
from sopgen.render.docx.units import TWIPS_PER_MM
from tests.book.sops import section, sop
from tests.conftest import ROOT
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import Package, W
from tests.verapdf import validate

CASES = ROOT / "tests" / "cases"


@cache
def project() -> Project:
    return load(CASES / "book-and-letter")


@cache
def sops() -> tuple[Sop, ...]:
    """Some SOPs: one with several flows, one with special characters."""
    names = ("three-sections", "special-characters", "one-step")
    return tuple(each for name in names for each in load(CASES / name).sops)


@cache
def form(kind: FormKind) -> FormFiles:
    return make_form(kind, project(), sops())


def words(pdf: bytes) -> str:
    with pymupdf.open(stream=pdf) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def docx_words(content: bytes) -> str:
    paragraphs = Package.of(content).xml["word/document.xml"].iter(f"{W}p")
    return " ".join(" ".join("".join(paragraph.itertext()) for paragraph in paragraphs).split())


def test_monitoring_lists_every_step_of_every_flow() -> None:
    (sheet,) = monitored(
        [sop("A", sections=(replace(section(1, 2), judul="Pertama"), replace(section(3), judul="Kedua")))]
    )
    assert [(row.number, row.text) for row in sheet.rows] == [
        ("", "Pertama"),
        ("1", "Memeriksa"),
        ("2", "Memeriksa"),
        ("", "Kedua"),
        ("1", "Memeriksa"),
    ]


def test_a_logo_of_pixels_that_is_wider_than_its_room_keeps_its_shape(tmp_path: Path) -> None:
    """At 800 x 200 it was printed 22 mm wide and 17 mm high."""
    office = project().institution
    assert office is not None
    Image.new("RGB", (800, 200), "navy").save(tmp_path / "logo.png")
    wide = replace(project(), institution=replace(office, logo=tmp_path / "logo.png"))
    (picture, *_) = pymupdf.open(stream=make_form(FormKind.MONITORING, wide, sops()[:1]).pdf)[0].get_image_info()
    left, top, right, bottom = picture["bbox"]
    assert (right - left) / (bottom - top) == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize(
    "text",
    [lambda: words(form(FormKind.MONITORING).pdf), lambda: docx_words(form(FormKind.MONITORING).docx)],
    ids=["pdf", "docx"],
)
def test_the_monitoring_form_prints_names_and_steps(text: Callable[[], str]) -> None:
    found = text()
    for each in sops():
        assert each.nomor in found
        assert " ".join(each.title.split()) in found
        for flow in each.sections:
            assert all(" ".join(step.kegiatan.split()) in found for step in flow.steps)


@pytest.mark.parametrize(
    "text",
    [lambda: words(form(FormKind.EVALUATION).pdf), lambda: docx_words(form(FormKind.EVALUATION).docx)],
    ids=["pdf", "docx"],
)
def test_the_evaluation_form_puts_every_statement_to_every_sop(text: Callable[[], str]) -> None:
    found = text()
    assert all(statement in found for statement in STATEMENTS)
    assert all(each.nomor in found for each in sops())
    assert found.count("Ya Tidak") >= len(STATEMENTS)


@pytest.mark.parametrize("kind", FormKind)
def test_the_word_forms_are_sound(kind: FormKind) -> None:
    assert broken_invariants(form(kind).docx) == []
    assert audit_errors(form(kind).docx) == []


@needs_office
@pytest.mark.slow
def test_libreoffice_makes_the_forms_pages_and_numbers() -> None:
    long = sop("PANJANG", sections=(section(*range(1, 61)),))
    chosen = [each for _ in range(2) for each in (*sops(), long)]
    forms = {kind.value: make_form(kind, project(), chosen) for kind in FormKind}
    printed = converted({name: each.docx for name, each in forms.items()})
    for name, each in forms.items():
        with pymupdf.open(stream=each.pdf) as planned, pymupdf.open(stream=printed[name]) as office:
            assert [rows_of(page) for page in office] == [rows_of(page) for page in planned]
            for number, page in enumerate(office, 1):
                assert f"Halaman {number} dari {len(planned)}" in " ".join(page.get_text().split())


def rows_of(page: pymupdf.Page) -> list[str]:
    """The numbers of the table's rows on a page."""
    return [line for line in page.get_text().splitlines() if line.strip().isdecimal()]


@pytest.mark.parametrize(
    "text",
    [lambda kind: words(form(kind).pdf), lambda kind: docx_words(form(kind).docx)],
    ids=["pdf", "docx"],
)
def test_every_form_begins_with_the_offices_letterhead(text: Callable[[FormKind], str]) -> None:
    found = project().institution
    assert found is not None
    assert text(FormKind.EVALUATION).count(found.alamat) == 1
    monitoring = text(FormKind.MONITORING)
    assert monitoring.count(found.alamat) == len(sops())
    assert all(each.unit.nama.upper() in monitoring.upper() for each in sops())


@pytest.mark.parametrize("kind", FormKind)
def test_the_same_choice_gives_the_same_bytes(kind: FormKind) -> None:
    assert make_form(kind, project(), sops()) == form(kind)


@pytest.mark.slow
def test_verapdf_finds_nothing_wrong(tmp_path: Path) -> None:
    files = []
    for kind in FormKind:
        files.append(tmp_path / f"{kind}.pdf")
        files[-1].write_bytes(form(kind).pdf)
    assert validate(files) == ()


def test_withdrawn_sops_are_not_judged() -> None:
    gone = replace(sops()[0], status=Status.WITHDRAWN)
    assert gone.nomor not in words(make_form(FormKind.EVALUATION, project(), [gone, sops()[1]]).pdf)
    with pytest.raises(UserError, match="tidak ada SOP"):
        make_form(FormKind.EVALUATION, project(), [gone])


def test_nobody_signs_an_empty_page() -> None:
    with pymupdf.open(stream=form(FormKind.MONITORING).pdf) as document:
        for page in document:
            assert "Penilai," not in page.get_text() or "Prosedur" in page.get_text()


def test_tables_are_as_wide_as_the_page_allows() -> None:
    tables = Package.of(form(FormKind.MONITORING).docx).xml["word/document.xml"].iter(f"{W}tblW")
    assert {round(int(table.get(f"{W}w", "0")) / TWIPS_PER_MM) for table in tables} == {267}
