"""Page margins of an office's settings: the same in PDF and Word, kept in the booklet and in letters."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pymupdf
import pytest

from sopgen.book.attach import letter_files
from sopgen.book.attachment_page import LEAST_SCALE, MARGINS, AttachmentPage, attachment_placement
from sopgen.book.docx.part import WordPart, make_word_part
from sopgen.book.pages.typesetter import Sheet
from sopgen.findings import FindingsError
from sopgen.flow.make_flow import build
from sopgen.layout.layout import lay_out
from sopgen.layout.style import MM_PER_POINT, style_of
from sopgen.model.institution import Paper
from sopgen.model.load import load
from sopgen.model.schema.json_schema import json_schema
from sopgen.model.sop import Sop
from sopgen.render.docx.document import render as render_docx
from sopgen.render.docx.units import twips
from sopgen.render.pdf.document import render as render_pdf
from tests.book.conftest import build_booklet, build_booklet_docx
from tests.conftest import ROOT
from tests.layout.gates import violations
from tests.readback.drawing import drawing_of, frame_of
from tests.render_docx.documents import Made
from tests.render_docx.office import converted, needs_office
from tests.render_docx.test_libreoffice import differences

KEYS = ("tepi_kiri", "tepi_kanan", "tepi_atas", "tepi_bawah")
LEFT, RIGHT, TOP, BOTTOM = WANTED = (25.0, 15.0, 20.0, 20.0)
CASES = ROOT / "tests" / "cases"
PROJECT = load(CASES / "question-in-diamond")


def with_margins(sop: Sop, margins: tuple[float, ...] = WANTED) -> Sop:
    """The SOP with these margins: left, right, top, bottom."""
    return replace(sop, format=replace(sop.format, **dict(zip(KEYS, margins, strict=True))))


SOP = with_margins(PROJECT.sops[0])


def page_margins(docx: bytes) -> list[tuple[int, ...]]:
    """Left, right, top and bottom of a Word document's sections, in twips."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = archive.read("word/document.xml").decode()
    return [
        tuple(int(re.search(rf'w:{side}="(-?\d+)"', found)[1]) for side in ("left", "right", "top", "bottom"))  # type: ignore[index]
        for found in re.findall("<w:pgMar [^>]*>", body)
    ]


def ink(page: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in mm of all that is printed on a page above its footer."""
    boxes = [pymupdf.Rect(word[:4]) for word in page.get_text("words")]
    boxes += [drawing["rect"] for drawing in page.get_drawings()]
    foot = page.rect.height - (BOTTOM - 2) / MM_PER_POINT
    body = [box for box in boxes if box.y0 < foot]
    edges = (min(box.x0 for box in body), min(box.y0 for box in body))
    ends = (max(box.x1 for box in boxes), max(box.y1 for box in body))
    return tuple(place * MM_PER_POINT for place in (*edges, *ends))  # type: ignore[return-value]


def test_all_that_is_printed_lies_within_the_margins() -> None:
    assert PROJECT.institution is not None
    scene = lay_out(SOP, PROJECT.institution)
    with pymupdf.open(stream=render_pdf(SOP, PROJECT.institution, scene, ROOT)) as document:
        for page, planned in zip(document, (*scene.form, *scene.pages), strict=True):
            left, top, right, bottom = ink(page)
            assert left == pytest.approx(LEFT, abs=0.3)
            assert right == pytest.approx(planned.width - RIGHT, abs=0.3)
            assert top >= TOP - 0.3
            assert bottom <= planned.height - BOTTOM
        drawings = [drawing_of(document[page.number - 1], page) for page in scene.pages]
    frames = [frame_of(page) for page in scene.pages]
    assert violations(drawings, build(SOP.sections[0], SOP.format), frames, style_of(SOP.format)) == ()


@needs_office
def test_word_has_the_same_margins_and_prints_the_same_rows() -> None:
    assert PROJECT.institution is not None
    scene = lay_out(SOP, PROJECT.institution)
    docx = render_docx(SOP, PROJECT.institution, scene, ROOT)
    (margins,) = page_margins(docx)
    assert margins == (twips(LEFT), twips(RIGHT), twips(TOP) - 20, twips(BOTTOM))
    made = Made("tepi", ROOT, SOP, PROJECT.institution, scene, docx)
    assert list(differences(made, converted({"tepi": docx})["tepi"])) == []


@pytest.mark.parametrize("kind", ["instansi", "sop"])
def test_editors_know_the_settings(kind: str) -> None:
    assert set(KEYS) <= set(json_schema(kind)["$defs"]["FormatDocument"]["properties"])


def test_margins_too_wide_for_many_pelaksana_are_told_with_the_way_out() -> None:
    project = load(CASES / "20-actors")
    sop = with_margins(project.sops[0], (40.0, 30.0, 30.0, 30.0))
    with pytest.raises(FindingsError) as error:
        lay_out(replace(sop, format=replace(sop.format, kertas=Paper.A4)), project.institution)
    (finding,) = error.value.findings
    assert "kolom pelaksana tidak muat pada kertas A4" in finding.message
    assert "tepi_kiri dan tepi_kanan" in finding.hint


def test_the_widest_margins_beside_ten_pelaksana_still_print() -> None:
    project = load(CASES / "total-time-of-ten-actors")
    assert project.institution is not None
    sop = with_margins(project.sops[0], (40.0, 30.0, 30.0, 30.0))
    scene = lay_out(sop, project.institution)
    assert render_pdf(sop, project.institution, scene, ROOT)
    assert render_docx(sop, project.institution, scene, ROOT)


def test_a_booklet_keeps_them_on_the_sops_own_pages() -> None:
    found = load(CASES / "book-and-letter")
    first, *others = found.sops
    project = replace(found, sops=(with_margins(first), *others))
    institution = project.institution
    assert institution is not None
    scenes = {sop.nomor: lay_out(sop, institution) for sop in project.sops}
    pdfs = {sop.nomor: render_pdf(sop, institution, scenes[sop.nomor], ROOT, links=True) for sop in project.sops}
    booklet = build_booklet(project, pdfs, drafts=True)
    named = {sop.nomor: sop for sop in project.sops}

    def read(nomor: str) -> WordPart:
        return make_word_part(named[nomor], institution, scenes[nomor], ROOT)

    sections = page_margins(build_booklet_docx(project, booklet, read))
    assert sections.count((twips(LEFT), twips(RIGHT), twips(TOP) - 20, twips(BOTTOM))) == 1
    with pymupdf.open(stream=booklet.pdf) as document:
        pages = [page for page in document if page.get_text("words") and first.nomor in page.get_text("text")]
        assert any(ink(page)[0] == pytest.approx(LEFT, abs=0.3) for page in pages)


@pytest.mark.parametrize("margins", [WANTED, (8.0, 8.0, 12.0, 12.0), (40.0, 30.0, 30.0, 30.0)])
def test_a_letter_keeps_its_own_margins_round_them(margins: tuple[float, ...]) -> None:
    style, sheet = style_of(with_margins(SOP, margins).format), Sheet.of(Paper.A4)
    placed, (left, _, top, _) = attachment_placement(sheet, style), MARGINS
    assert 0.9 <= placed.scale <= 1
    assert placed.x + style.margin_left * placed.scale == pytest.approx(left)
    assert sheet.short - placed.y - (sheet.short - style.margin_top) * placed.scale >= top - 0.01


@pytest.mark.parametrize("margins", [WANTED, (8.0, 8.0, 12.0, 12.0)])
def test_a_letters_word_document_keeps_them_too(margins: tuple[float, ...]) -> None:
    found = load(CASES / "book-and-letter")
    project = replace(found, sops=tuple(with_margins(sop, margins) for sop in found.sops))
    files = letter_files(project.letters[0], project).files
    docx = next(content for name, content in files.items() if name.endswith(".docx"))
    page = AttachmentPage.of(project.sops[0])
    own = (twips(page.left), twips(page.right), twips(page.top) - 20, twips(page.from_foot(page.style.margin_bottom)))
    left, right, top, bottom = MARGINS
    cover, *attached = page_margins(docx)
    assert set(attached) == {own} != {cover}
    assert own[0] == twips(left)
    assert own[2] >= twips(top) - 20
    assert own[1] >= twips(right) or page.place.scale == LEAST_SCALE
    assert own[3] >= twips(bottom) or page.place.scale == LEAST_SCALE
