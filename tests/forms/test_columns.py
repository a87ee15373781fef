"""A column is an entry of the catalogue: one more is printed, checked, told to editors, taken back and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from jsonschema import Draft202012Validator

from sopgen.compare.diff import Action, Area, Change, diff
from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.model.form.columns import COLUMNS, ColumnKind, TableColumn, WidthRule
from sopgen.model.form.form import FORM, Form
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.schema.json_schema import json_schema
from sopgen.model.sop import Sop
from sopgen.pull.changes import Comparison, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx.document import render as render_docx
from sopgen.render.pdf.document import render as render_pdf
from sopgen.rules.check import check
from sopgen.rules.texts import texts
from tests.forms.columns import AMOUNT, AMOUNT_AND_UNIT, RISIKO, UNIT, WITH_RISIKO
from tests.model.office import institution, source_of
from tests.pull.editing import Edit, controls, edited, typed
from tests.readback.cells import docx_differences, pdf_differences
from tests.readback.texts import packed, packed_page
from tests.validate_docx.package import W

SOURCE = """nomor: A.01
judul: Pelayanan Tamu
unit: biro-umum
disahkan_oleh: kepala
pelaksana: [Staf, Kepala]
langkah:
  - kegiatan: Mencatat tamu
    pelaksana: Staf
    kelengkapan: Buku tamu
    waktu: 30 Menit
    output: Catatan
  - kegiatan: Menerima tamu
    pelaksana: Kepala
    kelengkapan: Catatan
    waktu: menurut jadwal
    output: Notula
"""
WITH_RISKS = SOURCE.replace("    output: Catatan\n", "    output: Catatan\n    risiko: Tamu datang bersamaan\n")


def office(form: Form) -> Institution:
    """An office with this form."""
    made = institution()
    return replace(made, format=replace(made.format, form=form))


def sop_of(text: str, form: Form) -> Sop:
    """The SOP that a source says on this form, without findings."""
    sop, findings = make_sop(source_of(text), office(form))
    assert findings == ()
    assert sop is not None
    return sop


def docx_of(sop: Sop) -> bytes:
    """The SOP as DOCX."""
    made = office(sop.format.form)
    return render_docx(sop, made, lay_out(sop, made), Path("/kantor"))


def pulled(text: str, form: Form, *edits: Edit) -> Comparison:
    """What is found in the edited document of a source."""
    sop = sop_of(text, form)
    return compare(read(edited(docx_of(sop), *edits), form), sop.source)


def changes(comparison: Comparison) -> dict[str, tuple[str, str]]:
    """Old and new texts by field, when nothing else was told."""
    assert not comparison.doubts
    assert not comparison.reports
    return {change.tag: (change.old, change.new) for change in comparison.changes}


def written(text: str, comparison: Comparison) -> str:
    """The source after all changes."""
    return write(source_of(text), comparison.changes).decode()


# -- one more column of texts -----------------------------------------------------------------------------------


def test_a_new_column_is_printed_with_its_heading_in_both_documents() -> None:
    sop = sop_of(WITH_RISKS, WITH_RISIKO)
    scene = lay_out(sop, office(WITH_RISIKO))
    docx, pdf = docx_of(sop), render_pdf(sop, office(WITH_RISIKO), scene, Path("/kantor"))
    with pymupdf.open(stream=pdf) as pages:
        for planned in scene.pages:
            assert packed("Tamu datang bersamaan") in packed_page(pages[planned.number - 1])
            assert "Risiko" in packed_page(pages[planned.number - 1])
            assert pdf_differences(pages[planned.number - 1], planned) == []
    assert docx_differences(docx, scene) == []
    assert "Tamu datang bersamaan" in read(docx, WITH_RISIKO).texts["langkah/1/risiko"]
    assert read(docx, WITH_RISIKO).texts["langkah/2/risiko"] == ("",)


def test_a_form_without_the_column_does_not_know_its_key() -> None:
    _, (finding,) = make_sop(source_of(WITH_RISKS), office(FORM))
    assert "“risiko” tidak dikenal" in finding.message


def test_a_form_without_a_column_refuses_its_text_instead_of_dropping_it() -> None:
    text = SOURCE.replace("output: Catatan", "output: Catatan\n    ket: Setiap hari")
    assert make_sop(source_of(text), office(FORM))[1] == ()
    _, (finding,) = make_sop(source_of(text), office(AMOUNT_AND_UNIT))
    assert "“ket” tidak dikenal" in finding.message


def test_editors_are_told_of_the_new_key() -> None:
    def step(form: Form) -> dict[str, Any]:
        keys: dict[str, Any] = json_schema("sop", form)["$defs"]["StepDocument"]["properties"]
        return keys

    added = step(WITH_RISIKO)["risiko"]
    assert added["description"] == f"{RISIKO.about} Contoh: {'; '.join(RISIKO.examples)}"
    assert step(WITH_RISIKO).keys() - step(FORM).keys() == {"risiko"}
    assert step(FORM).keys() - step(AMOUNT_AND_UNIT).keys() == {"ket"}
    assert Draft202012Validator(json_schema("sop", WITH_RISIKO)).is_valid(source_of(WITH_RISKS).plain())
    assert not Draft202012Validator(json_schema("sop")).is_valid(source_of(WITH_RISKS).plain())


def test_a_character_that_no_font_has_is_found_in_the_new_column() -> None:
    sop = sop_of(WITH_RISKS.replace("bersamaan", "bersamaan \U000f0000"), WITH_RISIKO)
    with pytest.raises(FindingsError) as error:
        lay_out(sop, office(WITH_RISIKO))
    (finding,) = error.value.findings
    assert (finding.code, finding.step) == ("SOP-E303", 1)


def test_the_rules_for_texts_read_the_new_column() -> None:
    sop = sop_of(WITH_RISKS, WITH_RISIKO)
    assert "Tamu datang bersamaan" in [text.text for text in texts(sop) if text.path == ("langkah", 0, "risiko")]
    sop = sop_of(WITH_RISKS.replace("datang bersamaan", "datang  bersamaan"), WITH_RISIKO)
    project = Project(Path("/kantor"), office(WITH_RISIKO), (sop,), None, (), ())
    (found,) = [finding for finding in check(project, date(2024, 6, 1)) if finding.code == "SOP-S106"]
    assert found.span.line == sop.source.locate(("langkah", 0, "risiko")).line


def test_a_column_of_mutu_baku_that_is_empty_is_told() -> None:
    under = replace(RISIKO, above="mutu_baku")
    sop = sop_of(WITH_RISKS, Form(columns=(*COLUMNS[:-1], under, COLUMNS[-1])))
    project = Project(Path("/kantor"), office(sop.format.form), (sop,), None, (), ())
    told = [finding.message for finding in check(project, date(2024, 6, 1)) if finding.code == "SOP-W104"]
    assert told == ["Langkah 2 belum menyebut risiko."]


def test_a_text_of_the_new_column_comes_back_from_word() -> None:
    comparison = pulled(WITH_RISKS, WITH_RISIKO, typed("langkah/1/risiko", "Tamu tidak datang"))
    assert changes(comparison) == {"langkah/1/risiko": ("Tamu datang bersamaan", "Tamu tidak datang")}
    assert "risiko: Tamu tidak datang\n" in written(WITH_RISKS, comparison)


def test_a_text_typed_into_an_empty_cell_of_the_new_column_is_written_into_the_source() -> None:
    comparison = pulled(WITH_RISKS, WITH_RISIKO, typed("langkah/2/risiko", "Ruang terpakai"))
    assert written(WITH_RISKS, comparison) == WITH_RISKS + "    risiko: Ruang terpakai\n"


def test_versions_are_compared_in_the_new_column() -> None:
    old, new = sop_of(WITH_RISKS, WITH_RISIKO), sop_of(WITH_RISKS.replace("bersamaan", "terlambat"), WITH_RISIKO)
    where = "Langkah 1, Risiko"
    assert diff(old, new).changes == (
        Change(Area.STEP, Action.CHANGED, where, "Tamu datang bersamaan", "Tamu datang terlambat"),
    )
    before = sop_of(SOURCE, FORM)
    assert diff(before, old).changes == (Change(Area.STEP, Action.ADDED, where, "", "Tamu datang bersamaan"),)
    assert diff(old, before).changes == (Change(Area.STEP, Action.REMOVED, where, "Tamu datang bersamaan", ""),)


# -- the time in two columns ------------------------------------------------------------------------------------


def test_a_time_stands_as_amount_and_unit_any_other_whole_in_the_first_column() -> None:
    for time, parts in {
        "30 Menit": ("30", "Menit"),
        "1,5 jam": ("1,5", "jam"),
        "2 Hari  kerja": ("2", "Hari  kerja"),
        "10Menit": ("10", "Menit"),
        "1.000 Menit": ("1.000", "Menit"),
        "menurut jadwal": ("menurut jadwal", ""),
        "2 sampai 3 Hari": ("2 sampai 3 Hari", ""),
        '""': ("", ""),
    }.items():
        step = sop_of(SOURCE.replace("30 Menit", time), AMOUNT_AND_UNIT).sections[0].steps[0]
        assert (step.cell(AMOUNT), step.cell(UNIT)) == parts


@pytest.mark.parametrize(
    ("step", "amount", "unit", "waktu"),
    [
        (1, "45", None, "45 Menit"),
        (1, None, "Jam", "30 Jam"),
        (1, "2", "Hari", "2 Hari"),
        (1, "menurut rapat", "", "menurut rapat"),
        (2, "menurut rapat", None, "menurut rapat"),
        (2, "1", "Hari", "1 Hari"),
        (2, "", "", ""),
    ],
)
def test_both_columns_come_back_as_one_time(step: int, amount: str | None, unit: str | None, waktu: str) -> None:
    tag, old = f"langkah/{step}/waktu", ("30 Menit", "menurut jadwal")[step - 1]
    edits = [typed(part, text) for part, text in ((tag, amount), (f"{tag}+2", unit)) if text is not None]
    comparison = pulled(SOURCE, AMOUNT_AND_UNIT, *edits)
    assert changes(comparison) == {tag: (old, waktu)}
    (read_again,) = [sop_of(written(SOURCE, comparison), AMOUNT_AND_UNIT).sections[0].steps[step - 1]]
    assert read_again.waktu == waktu


def test_the_space_between_amount_and_unit_stays_as_it_was_typed() -> None:
    text = SOURCE.replace("30 Menit", "30Menit")
    assert changes(pulled(text, AMOUNT_AND_UNIT, typed("langkah/1/waktu", "45"))) == {
        "langkah/1/waktu": ("30Menit", "45Menit")
    }


def test_a_document_of_another_form_as_it_was_written_says_what_its_source_says() -> None:
    assert pulled(SOURCE, AMOUNT_AND_UNIT).same
    assert pulled(WITH_RISKS, WITH_RISIKO).same


def unmarked(tag: str, text: str) -> Edit:
    """Somebody pastes over a cell: a new paragraph without the field's marks."""

    def edit(root: Any) -> None:
        (control,) = controls(root, tag)
        cell = next(parent for parent in control.iterancestors() if parent.tag == f"{W}tc")
        paragraph = cell.find(f"{W}p")
        for child in list(paragraph):
            paragraph.remove(child)
        run = paragraph.makeelement(f"{W}r")
        paragraph.append(run)
        run.append(run.makeelement(f"{W}t"))
        run[0].text = text

    return edit


@pytest.mark.parametrize(
    ("form", "tag", "text", "old", "new"),
    [
        (AMOUNT_AND_UNIT, "langkah/1/waktu", "45", "30 Menit", "45 Menit"),
        (AMOUNT_AND_UNIT, "langkah/1/waktu+2", "Jam", "30 Menit", "30 Jam"),
        (AMOUNT_AND_UNIT, "langkah/1/output", "Daftar", "Catatan", "Daftar"),
        (AMOUNT_AND_UNIT, "langkah/1/kelengkapan", "Daftar", "Buku tamu", "Daftar"),
        (WITH_RISIKO, "langkah/1/risiko", "Tidak ada", "Tamu datang bersamaan", "Tidak ada"),
        (WITH_RISIKO, "langkah/1/kegiatan", "Menyapa tamu", "Mencatat tamu", "Menyapa tamu"),
        (WITH_RISIKO, "langkah/1/ket", "Harian", "", "Harian"),
    ],
)
def test_a_cell_that_lost_its_marks_is_known_by_its_column(form: Form, tag: str, text: str, old: str, new: str) -> None:
    source = WITH_RISKS if form == WITH_RISIKO else SOURCE
    assert changes(pulled(source, form, unmarked(tag, text))) == {tag.removesuffix("+2"): (old, new)}


# -- what holds for columns -------------------------------------------------------------------------------------


def test_a_column_that_a_writer_leaves_out_is_found_in_both_documents() -> None:
    sop, made = sop_of(WITH_RISKS, WITH_RISIKO), office(WITH_RISIKO)
    scene = lay_out(sop, made)
    rows = tuple(
        replace(row, cells=tuple(cell for cell in row.cells if cell.key != "risiko")) for row in scene.pages[0].rows
    )
    spoilt = replace(scene, pages=(replace(scene.pages[0], rows=rows),))
    with pymupdf.open(stream=render_pdf(sop, made, spoilt, Path("/kantor"))) as pages:
        (fault,) = pdf_differences(pages[scene.pages[0].number - 1], scene.pages[0])
    assert "risiko" in fault
    (fault,) = docx_differences(render_docx(sop, made, spoilt, Path("/kantor")), scene)
    assert "risiko" in fault


def test_columns_may_stand_in_another_order() -> None:
    turned = Form(columns=(COLUMNS[0], COLUMNS[1], *COLUMNS[3:6], COLUMNS[2], COLUMNS[6]))
    sop = sop_of(SOURCE, turned)
    sop = replace(sop, format=replace(sop.format, nomor_kolom=True, jumlah_waktu=True))
    scene = lay_out(sop, office(turned))
    assert [column.key for column in scene.pages[0].columns][5:7] == ["actor", "actor"]
    with pymupdf.open(stream=render_pdf(sop, office(turned), scene, Path("/kantor"))) as pages:
        assert pdf_differences(pages[scene.pages[0].number - 1], scene.pages[0]) == []
    assert docx_differences(docx_of(sop), scene) == []
    assert pulled(SOURCE, turned).same


@pytest.mark.parametrize(
    "columns",
    [
        [column for column in COLUMNS if column.kind is not ColumnKind.ACTORS],
        [*COLUMNS, COLUMNS[-1]],
        [*COLUMNS, replace(AMOUNT, key="lagi"), replace(UNIT, key="satuannya")],
        [*COLUMNS[:4], AMOUNT, *COLUMNS[5:], UNIT],
        [*COLUMNS[:4], UNIT, *COLUMNS[5:]],
        [COLUMNS[4], *COLUMNS[:4], *COLUMNS[5:]],
        [column for column in COLUMNS if column.width is not WidthRule.SHARED],
        [column for column in COLUMNS if column.key != "kegiatan"],
    ],
    ids=["no pelaksana", "twice", "two times", "unit apart", "unit alone", "time first", "none shares", "no kegiatan"],
)
def test_what_is_no_flow_table_is_refused(columns: list[TableColumn]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Form(columns=tuple(columns))


def test_a_column_cannot_take_a_key_of_the_flow() -> None:
    form = Form(columns=(*COLUMNS, replace(RISIKO, key="lanjut")))
    with pytest.raises(ValueError, match="lanjut"):
        json_schema("sop", form)
