"""Flow tables of other forms pass what the official one passes, in both documents."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pymupdf
import pytest

from sopgen.flow.ways import total_text
from sopgen.layout.scene import FlowPage, RowKind
from sopgen.layout.text.measurer import printable
from sopgen.model.form.columns import by_field
from tests.book.walk import walk
from tests.forms.columns import FORMS
from tests.forms.documents import FOLDERS, OnForm, made
from tests.judge.verdict import OFFICE_SLACK, docx_faults, pdf_faults
from tests.readback.cells import docx_differences, pdf_differences
from tests.readback.compare import differences
from tests.readback.cross_reference import faults
from tests.readback.frames import header_differences
from tests.readback.rules import touching
from tests.render_docx.office import converted, needs_office
from tests.render_docx.readback import drawing_differences, read_page, row_differences
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants

OTHERS = [name for name in FORMS if name != "official"]
every = pytest.mark.parametrize(("folder", "form"), [(folder, form) for folder in FOLDERS for form in OTHERS])


def tables(document: OnForm) -> Iterator[tuple[object, FlowPage]]:
    """The pages with a flow table, as they are printed and as they are planned."""
    with pymupdf.open(stream=document.pdf) as pdf:
        assert pdf.page_count == document.scene.page_count
        yield from ((pdf[page.number - 1], page) for page in document.scene.pages if page.rows)


@every
def test_a_table_has_the_columns_of_its_form(folder: str, form: str) -> None:
    for document in made(folder, form):
        for page in document.scene.pages:
            keys = [column.key for column in page.columns]
            wanted = [column.key for column in FORMS[form].columns]
            assert list(dict.fromkeys(keys)) == (wanted if page.rows else [])


@every
def test_every_text_of_the_steps_is_planned(folder: str, form: str) -> None:
    for document in made(folder, form):
        rows = [(page, row) for page in document.scene.pages for row in page.rows if row.step is not None]
        for page, row in rows:
            step = document.sop.sections[page.section_index].steps[row.step - 1]
            said = " ".join(cell.text for cell in row.cells)
            for field in by_field(FORMS[form].columns):
                assert printable(step.text(field)) in said


@every
def test_every_cell_says_what_the_scene_plans(folder: str, form: str) -> None:
    for document in made(folder, form):
        for page, planned in tables(document):
            assert pdf_differences(page, planned) == []
            assert header_differences(page, planned) == []
        assert docx_differences(document.docx, document.scene) == []


@every
def test_the_drawing_keeps_the_gates_and_stands_where_it_is_planned(folder: str, form: str) -> None:
    for document in made(folder, form):
        for page, planned in tables(document):
            assert differences(page, planned) == []
            assert touching(page, planned) == []
        assert pdf_faults(document.pdf, document.sop) == []
        assert docx_faults(document.docx, document.sop) == []


@every
def test_the_documents_are_sound(folder: str, form: str) -> None:
    for document in made(folder, form):
        assert faults(document.pdf) == []
        with pikepdf.open(BytesIO(document.pdf)) as pdf:
            assert walk(pdf).faults == []
        assert broken_invariants(document.docx) == []
        assert audit_errors(document.docx) == []


@every
def test_the_total_stands_under_the_time(folder: str, form: str) -> None:
    for document in made(folder, form):
        pages = [page for page in document.scene.pages if page.rows and page.rows[-1].kind is RowKind.TOTAL]
        assert len(pages) == sum(bool(total_text(section)) for section in document.sop.sections)
        for page in pages:
            label, total = page.cells(page.rows[-1])
            assert (label.left, total.right) == (page.columns[0].left, page.columns[-1].right)
            assert total.columns[0].field == "waktu"
            assert not any(column.field == "waktu" for column in label.columns)


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("form", OTHERS)
def test_libreoffice_prints_the_table_as_it_is_planned(form: str) -> None:
    documents = {f"{folder}-{at}": each for folder in FOLDERS for at, each in enumerate(made(folder, form))}
    printed = converted({name: document.docx for name, document in documents.items()})
    for name, document in documents.items():
        with pymupdf.open(stream=printed[name]) as pdf:
            assert pdf.page_count == document.scene.page_count, name
            for planned in (page for page in document.scene.pages if page.rows):
                drawn = read_page(pdf[planned.number - 1])
                assert [*row_differences(drawn, planned), *drawing_differences(drawn, planned)] == [], name
        assert pdf_faults(printed[name], document.sop, OFFICE_SLACK) == [], name
