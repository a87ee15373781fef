"""Other forms than the official one, given as data, pass what the official one passes, in both documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
import pymupdf
import pytest
from lxml import etree

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.layout.style import MM_PER_POINT, STYLE
from sopgen.model.form.form import FORM, Form, SignaturePlace
from sopgen.render.docx import document as word
from sopgen.render.pdf import document as sop_pdf
from sopgen.render.pdf.signature import signature_of
from tests.book.walk import walk
from tests.forms.forms import FEWER, FORMS, OTHER_ORDER, SOURCES, UPRIGHT, OnForm, made, office, printed_texts, typed
from tests.judge.verdict import docx_faults, pdf_faults
from tests.layout.sops import MAKRO, MIKRO, ROOT, real
from tests.readback.cross_reference import faults
from tests.readback.frames import box_differences, header_differences, identity_differences
from tests.readback.rules import touching
from tests.readback.texts import packed, packed_page
from tests.render_docx.documents import Made
from tests.render_docx.office import converted, needs_office
from tests.render_docx.test_libreoffice import differences
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import W
from tests.verapdf import FLAVOURS, validate

EACH = pytest.mark.parametrize(("form", "nomor"), [(name, nomor) for name in FORMS for nomor in SOURCES])


def pages(pdf: bytes) -> list[Any]:
    """The pages of a PDF."""
    return list(pymupdf.open(stream=pdf))


def unprinted(scene: Scene, pdf: bytes, docx: bytes) -> Iterator[str]:
    """Texts of a scene's form that a document does not print."""
    in_pdf = "".join(packed_page(page) for page in pages(pdf))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    in_docx = packed("".join(element.text or "" for element in root.iter(f"{W}t")))
    yield from (f"PDF: {text}" for text in printed_texts(scene, ticks=False) if packed(text) not in in_pdf)
    yield from (f"DOCX: {text}" for text in printed_texts(scene, ticks=True) if packed(text) not in in_docx)


@EACH
def test_every_text_of_a_form_is_printed_in_both_documents(form: str, nomor: str) -> None:
    found = made(FORMS[form], nomor)
    assert list(unprinted(found.scene, found.pdf, found.docx)) == []


def test_a_row_that_a_document_leaves_out_is_noticed() -> None:
    official, more = made(FORM, MIKRO), made(FORMS["more"], MIKRO)
    missing = list(unprinted(more.scene, official.pdf, official.docx))
    assert "PDF: Tanggal PengesahanJumat, 20 April 2018" in missing
    assert "DOCX: Tanggal PengesahanJumat, 20 April 2018" in missing


@dataclass(frozen=True)
class Unknown:
    """A piece that no writer knows."""

    kind: ClassVar[str] = "unknown"


def test_a_kind_of_piece_that_a_writer_does_not_know_is_an_error_and_no_empty_cell() -> None:
    found = made(FORM, MIKRO)
    (first, *others), identity = found.scene.form, found.scene.form[0].identity
    assert identity is not None
    row, *rows = identity.fields
    odd = replace(identity, fields=(replace(row, pieces=(Unknown(),)), *rows))  # type: ignore[arg-type]
    scene = replace(found.scene, form=(replace(first, identity=odd), *others))
    with pytest.raises(Exception, match="Unknown"):
        sop_pdf.render(found.sop, found.institution, scene, ROOT)
    with pytest.raises(Exception, match="Unknown"):
        word.render(found.sop, found.institution, scene, ROOT)


@EACH
def test_every_text_stands_in_its_frame_and_touches_no_rule(form: str, nomor: str) -> None:
    found = made(FORMS[form], nomor)
    printed = pages(found.pdf)
    assert len(printed) == found.scene.page_count
    for planned in found.scene.form:
        page = printed[planned.number - 1]
        assert [*box_differences(page, planned), *touching(page, planned)] == []
        assert planned.identity is None or identity_differences(page, planned.identity) == []
    for flow in found.scene.pages:
        assert [*header_differences(printed[flow.number - 1], flow), *touching(printed[flow.number - 1], flow)] == []


@EACH
def test_no_text_reaches_beyond_the_margins_and_the_structure_is_sound(form: str, nomor: str) -> None:
    pdf = made(FORMS[form], nomor).pdf
    margin = STYLE.margin_left / MM_PER_POINT - 1
    for page in pages(pdf):
        for word_box in page.get_text("words"):
            assert margin <= word_box[0] <= word_box[2] <= page.rect.width - margin, word_box[4]
    assert faults(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert walk(opened).faults == []


@pytest.mark.slow
def test_every_form_meets_pdf_a_and_pdf_ua(tmp_path: Path) -> None:
    files = []
    for form in FORMS:
        file = tmp_path / f"{form}.pdf"
        file.write_bytes(made(FORMS[form], MIKRO).pdf)
        files.append(file)
    assert validate(files, FLAVOURS) == ()


@EACH
def test_the_flow_is_drawn_by_the_rules_in_both_documents(form: str, nomor: str) -> None:
    found = made(FORMS[form], nomor)
    assert pdf_faults(found.pdf, found.sop) == []
    assert docx_faults(found.docx, found.sop) == []


@EACH
def test_the_word_document_is_sound(form: str, nomor: str) -> None:
    docx = made(FORMS[form], nomor).docx
    assert broken_invariants(docx) == []
    assert audit_errors(docx) == []


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("form", [name for name in FORMS if FORMS[name] != FEWER])
def test_libreoffice_prints_what_the_scene_planned(form: str) -> None:
    found = {nomor.replace(".", "_"): made(FORMS[form], nomor) for nomor in SOURCES}
    printed = converted({name: each.docx for name, each in found.items()})
    for name, each in found.items():
        document = Made(name, ROOT, each.sop, each.institution, each.scene, each.docx)
        assert list(differences(document, printed[name])) == []


def size(page: Any) -> tuple[float, float]:
    """Width and height of a PDF's page in mm."""
    return round(page.rect.width * 25.4 / 72, 1), round(page.rect.height * 25.4 / 72, 1)


def test_an_upright_form_has_upright_pages_in_both_documents() -> None:
    found = made(UPRIGHT, MAKRO)
    assert {size(page) for page in pages(found.pdf)} == {(210.0, 297.0)}
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(found.docx)).read("word/document.xml"))
    (paper,) = {tuple(sorted(each.attrib.items())) for each in root.iter(f"{W}pgSz")}
    assert {name.removeprefix(W): value for name, value in paper}.get("orient", "portrait") == "portrait"


def test_boxes_stand_in_the_order_of_the_form() -> None:
    (page,) = made(OTHER_ORDER, MIKRO).scene.form
    assert [box.key for box in page.boxes] == [box.key for box in OTHER_ORDER.boxes]


def test_an_odd_box_goes_across() -> None:
    (page,) = made(FEWER, MIKRO).scene.form
    assert (page.boxes[-1].left, page.boxes[-1].right) == (STYLE.margin_left, 297.0 - STYLE.margin_right)


def on_form(form: Form, nomor: str = MIKRO, **settings: object) -> OnForm:
    """An SOP on a form with other settings of its format; not printed."""
    institution = office(form)
    sop = typed(real(nomor), form)
    sop = replace(sop, format=replace(sop.format, **settings))  # type: ignore[arg-type]
    return OnForm(sop, institution, lay_out(sop, institution), b"", b"")


def test_who_signs_stands_below_the_last_table_and_nowhere_else() -> None:
    scene = made(UPRIGHT, "CTH.14.01").scene
    assert [len(page.signature) for page in scene.pages] == [0] * (len(scene.pages) - 1) + [3]
    last = scene.pages[-1]
    lowest = last.notes[-1].bottom if last.notes else last.rows[-1].bottom
    assert lowest < last.signature[0].top
    assert last.signature[-1].bottom < last.height - STYLE.margin_bottom
    assert last.signature[0].text == "Disahkan oleh"


def test_the_place_to_sign_electronically_goes_with_the_signature() -> None:
    found = on_form(UPRIGHT, jangkar_ttd="^")
    field = signature_of(found.sop, found.scene)
    assert field is not None
    title, name = (
        next(b for b in found.scene.pages[-1].signature if b.path[1:] == (key,)) for key in ("jabatan", "nama")
    )
    assert (field.page, field.top, field.bottom) == (found.scene.page_count - 1, title.bottom, name.top)


def test_a_signature_that_finds_no_room_below_the_table_takes_the_next_page() -> None:
    lying = replace(FORM, signature=SignaturePlace.AFTER_TABLE)
    sop = typed(real(MAKRO), lying)
    sop = replace(sop, catatan=("Catatan yang panjang sekali mengenai pelaksanaan kegiatan ini. " * 12,) * 12)
    scene = lay_out(sop, office(lying))
    last = scene.pages[-1]
    assert last.rows == ()
    assert last.signature[-1].bottom < last.height - STYLE.margin_bottom
    docx = word.render(sop, office(lying), scene, ROOT)
    assert list(unprinted(scene, sop_pdf.render(sop, office(lying), scene, ROOT), docx)) == []
    assert broken_invariants(docx) == []
