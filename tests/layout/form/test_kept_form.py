"""A form that is kept while the flow tables change is the one that would be laid out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sopgen.layout.form.kept_form import KeptForm
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.work import TEXT, counted
from tests.conftest import ROOT

PROJECT = load(ROOT)
SOP = PROJECT.sops[0]


def laid_out(sop: Sop, form: KeptForm | None) -> tuple[Scene, int]:
    """The scene, and the characters whose lines were asked for."""
    with counted() as counts:
        scene = lay_out(sop, PROJECT.institution, form=form)
    return scene, counts.done(TEXT)


def with_step(sop: Sop, text: str) -> Sop:
    """The SOP with another first step."""
    section = sop.sections[0]
    step = replace(section.steps[0], kegiatan=text)
    return replace(sop, sections=(replace(section, steps=(step, *section.steps[1:])), *sop.sections[1:]))


def test_the_form_stays_while_a_step_changes_and_its_work_counts_all_the_same() -> None:
    form = KeptForm()
    before, _ = laid_out(SOP, form)
    changed = with_step(SOP, "Memeriksa berkas")
    after, work = laid_out(changed, form)
    assert after.form is before.form
    assert (after, work) == laid_out(changed, None)


@pytest.mark.parametrize(
    "change",
    [
        {"judul": "Penyusunan Rencana Kerja"},
        {"peringatan": ("Apabila terlambat maka laporan ditolak.",)},
        {"tanggal_efektif": date(2030, 1, 2)},
        {"format": replace(SOP.format, ukuran_huruf=8.0)},
        {"unit": replace(SOP.unit, nama="Biro Umum")},
    ],
    ids=lambda change: str(next(iter(change))),
)
def test_whatever_the_form_prints_has_it_laid_out_anew(change: dict[str, object]) -> None:
    form = KeptForm()
    before, _ = laid_out(SOP, form)
    changed = replace(SOP, **change)  # type: ignore[arg-type]
    after, work = laid_out(changed, form)
    assert after.form != before.form
    assert (after, work) == laid_out(changed, None)


def test_an_office_of_another_name_has_the_form_laid_out_anew() -> None:
    form = KeptForm()
    assert PROJECT.institution is not None
    before = lay_out(SOP, PROJECT.institution, form=form)
    other = replace(PROJECT.institution, nama="Kementerian Lain", names=())
    after = lay_out(SOP, other, form=form)
    assert after.form != before.form
    assert after == lay_out(SOP, other)
