"""A further field of the form is one entry in its catalogue: everything that reads a form knows it from there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sopgen.compare.diff import diff
from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.model.form.fields import BOXES, Box, IdentityField, ValueKind
from sopgen.model.form.form import FORM, Form
from sopgen.model.project import Project
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.schema.json_schema import json_schema
from sopgen.model.schema.sop_document import sop_document
from sopgen.model.sop import Sop
from sopgen.pull.changes import Comparison, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx import document as word
from sopgen.rules.check import check
from sopgen.rules.fix import fixes
from sopgen.source.read import parse
from tests.forms.forms import (
    APPROVED,
    OFFICIAL_WITH_MORE,
    OWNER,
    SAID,
    checked,
    made,
    mikro,
    office,
    printed_texts,
    typed,
)
from tests.layout.sops import MIKRO, ROOT
from tests.model.schema.test_json_schema import as_editors_read
from tests.pull.editing import Edit, edited
from tests.pull.editing import typed as overwritten

TODAY = date(2024, 1, 31)


def with_more(**said: str) -> Sop:
    """The short SOP on the official form with further fields."""
    return typed(mikro(), OFFICIAL_WITH_MORE, **said)


def project_of(sop: Sop) -> Project:
    """A project of this SOP alone."""
    return checked(sop, OFFICIAL_WITH_MORE)


def reading(unsaved: Mapping[Path, bytes]) -> Project:
    """The project of the one SOP that ``unsaved`` holds."""
    ((file, raw),) = unsaved.items()
    source, _ = parse(raw, file, mikro().source.name)
    assert source is not None
    sop, _ = make_sop(source, office(OFFICIAL_WITH_MORE))
    assert sop is not None
    return project_of(sop)


def test_both_documents_print_it() -> None:
    """That every text of the scene is in both documents: see test_other_forms."""
    texts = list(printed_texts(made(OFFICIAL_WITH_MORE, MIKRO).scene, ticks=False))
    assert "Tanggal PengesahanJumat, 20 April 2018" in texts
    assert "Pemilik ProsesBiro Perencanaan dan Organisasi" in texts


def test_the_schema_knows_it_on_this_form_only() -> None:
    schema = json_schema("sop", OFFICIAL_WITH_MORE)
    assert schema["properties"][APPROVED.key]["description"] == "Tanggal SOP disahkan."
    assert schema["properties"][APPROVED.key]["anyOf"][0]["title"] == "Tanggal"
    assert not {APPROVED.key, OWNER.key} & set(schema["required"])
    content = as_editors_read(with_more().source.text)
    assert Draft202012Validator(schema).is_valid(content)
    assert not Draft202012Validator(json_schema("sop")).is_valid(content)


def test_a_source_may_do_without_it() -> None:
    sop, findings = make_sop(mikro().source, office(OFFICIAL_WITH_MORE))
    assert sop is not None
    assert findings == ()
    assert sop.day(APPROVED.key) is None
    assert sop.text(OWNER.key) == ""


def test_the_official_form_does_not_know_its_key() -> None:
    _, findings = make_sop(with_more().source, office(FORM))
    assert [finding.message for finding in findings] == [
        f"Kunci “{key}” tidak dikenal di sini." for key in (APPROVED.key, OWNER.key)
    ]


def test_check_tells_of_a_date_that_is_none_and_mends_it() -> None:
    text = with_more().source.text.replace(SAID[APPROVED.key], "20 April 2018")
    source, _ = parse(text.encode(), mikro().source.file, mikro().source.name)
    assert source is not None
    sop, (finding,) = make_sop(source, office(OFFICIAL_WITH_MORE))
    assert sop is not None
    assert "20 April 2018" in finding.message
    (fix,) = fixes(project_of(sop), reading, TODAY)
    assert f"{APPROVED.key}: 2018-04-20\n" in fix.after.text


def test_check_reads_its_words() -> None:
    found = check(project_of(with_more(pemilik_proses="Biro  Umum ,  Sekretariat")), TODAY)
    stray = [finding for finding in found if finding.code == "SOP-S106"]
    assert [finding.excerpt for finding in stray] == ["pemilik_proses: Biro  Umum ,  Sekretariat"]


def test_a_character_that_no_font_has_is_told_at_its_place() -> None:
    sop = with_more(pemilik_proses="Biro \ue000")
    with pytest.raises(FindingsError, match="U\\+E000") as told:
        lay_out(sop, office(OFFICIAL_WITH_MORE))
    assert [finding.code for finding in told.value.findings] == ["SOP-E303"]


def test_diff_tells_what_became_of_it() -> None:
    changes = diff(with_more(), with_more(tanggal_pengesahan="2018-04-21", pemilik_proses="Biro Umum")).changes
    assert [(change.where, change.before, change.after) for change in changes] == [
        ("Tanggal Pengesahan", "2018-04-20", "2018-04-21"),
        ("Pemilik Proses", "Biro Perencanaan dan Organisasi", "Biro Umum"),
    ]


def pulled(sop: Sop, *edits: Edit) -> Comparison:
    """What comes back of a Word document in which somebody typed."""
    institution = office(OFFICIAL_WITH_MORE)
    docx = word.render(sop, institution, lay_out(sop, institution), ROOT)
    return compare(read(edited(docx, *edits)), sop.source, OFFICIAL_WITH_MORE)


def test_what_somebody_types_over_it_in_word_comes_back() -> None:
    sop = with_more()
    edits = (overwritten(APPROVED.key, "Sabtu, 21 April 2018"), overwritten(OWNER.key, "Biro Umum"))
    comparison = pulled(sop, *edits)
    assert [(change.path, change.new) for change in comparison.changes] == [
        ((APPROVED.key,), "2018-04-21"),
        ((OWNER.key,), "Biro Umum"),
    ]
    after = write(sop.source, comparison.changes).decode()
    assert f"{APPROVED.key}: 2018-04-21\n{OWNER.key}: Biro Umum\n" in after


def test_what_somebody_types_into_an_empty_field_comes_back() -> None:
    sop, _ = make_sop(mikro().source, office(OFFICIAL_WITH_MORE))
    assert sop is not None
    comparison = pulled(sop, overwritten(APPROVED.key, "20 April 2018"))
    assert f"\n{APPROVED.key}: 2018-04-20\n" in write(sop.source, comparison.changes).decode()


def test_a_date_with_a_tick_box_is_one_entry_too() -> None:
    begun = IdentityField("tanggal_sosialisasi", "Tanggal Sosialisasi", ValueKind.TICKED_DATE)
    form = Form(identity=(*FORM.identity[:4], begun, *FORM.identity[4:]))
    sop = typed(mikro(), form, tanggal_sosialisasi="2018-05-09")
    assert "Tanggal SosialisasiRabu, 09 Mei 2018☒" in printed_texts(lay_out(sop, office(form)), ticks=True)


def test_a_further_box_is_one_entry_too() -> None:
    form = Form(boxes=(*BOXES, Box("tujuan", "Tujuan", numbered=True), Box("istilah", "Istilah")))
    sop = typed(mikro(), form, tujuan="[Tertib, '', Cepat]")
    boxes = {box.title: box for box in lay_out(sop, office(form)).form[-1].boxes}
    assert [text.text for text in boxes["Tujuan :"].texts] == ["Tertib", "Cepat"]
    assert boxes["Tujuan :"].texts[1].path == ("tujuan", 1)
    assert boxes["Istilah :"].texts == ()
    told = [finding.message for finding in check(checked(sop, form), TODAY) if finding.code == "SOP-W108"]
    assert told == ["Kotak “Istilah” kosong."]


def test_a_field_that_needs_more_than_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="perubahan"):
        sop_document(Form(identity=(*FORM.identity, IdentityField("perubahan", "Perubahan", ValueKind.REVISION))))


@pytest.mark.parametrize(
    ("identity", "boxes"),
    [
        (FORM.identity[:-1], BOXES),
        ((*FORM.identity, IdentityField("paraf", "Paraf", ValueKind.SIGNATURE)), BOXES),
        ((*FORM.identity, APPROVED, APPROVED), BOXES),
        (FORM.identity, (*BOXES, Box("nomor", "Nomor"))),
    ],
)
def test_entries_that_make_no_form_are_refused(identity: tuple[IdentityField, ...], boxes: tuple[Box, ...]) -> None:
    with pytest.raises(ValueError, match="form"):
        Form(identity, boxes)
