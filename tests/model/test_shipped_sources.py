"""The sources that ship with the program: two real SOPs, their office, a booklet and a letter."""

from __future__ import annotations

import pytest

from sopgen.model.load import load
from sopgen.model.sop import Sop, Target, TargetKind
from tests.conftest import ROOT

MAKRO, MIKRO = "OT.01.02-043-097.Set.PO", "OT.01.02-015-097.Set.PO"


@pytest.fixture(scope="module")
def sops() -> dict[str, Sop]:
    """The shipped SOPs by nomor."""
    project = load(ROOT)
    assert project.findings == ()
    return {sop.nomor: sop for sop in project.sops}


def leads(sop: Sop) -> list[str]:
    """The lead of every step."""
    [section] = sop.sections
    return [section.actors[step.symbols[0].actors[0]].name for step in section.steps]


def noes(sop: Sop) -> dict[int, int | None]:
    """Where each decision's T goes, by step."""
    return {step.number: step.symbols[0].no[0].step for step in sop.sections[0].steps if step.symbols[0].decision}


def test_the_makro_sop_flows_as_its_text_says(sops: dict[str, Sop]) -> None:
    sop = sops[MAKRO]
    evapor, karo, kasubbag = "Kabag Evapor", "Karo PO", "Kasubbag Pemantauan"
    start = ["Sesmenko", karo, evapor, kasubbag, evapor, karo, evapor]
    assert leads(sop) == [*start, kasubbag, evapor, karo, karo, kasubbag, evapor, karo]
    assert noes(sop) == {9: 8, 10: 9, 13: 12, 14: 13}
    steps = sop.sections[0].steps
    assert steps[10].symbols[0].actors == (1, 2, 3, 4)
    assert (steps[13].symbols[0].end, steps[13].symbols[0].yes) == (0, (Target(TargetKind.END),))


def test_the_mikro_sop_flows_as_its_text_says(sops: dict[str, Sop]) -> None:
    sop = sops[MIKRO]
    staff, kasubbag, kabag = "Pelaksana (JP/JFT)", "Kasubbag PA II", "Kabag Perencanaan"
    assert leads(sop) == [kabag, kasubbag, staff, staff, kasubbag, kabag]
    assert noes(sop) == {6: 5}


@pytest.mark.parametrize("nomor", [MAKRO, MIKRO])
def test_each_steps_kelengkapan_is_the_output_before_it_as_in_the_signed_sops(sops: dict[str, Sop], nomor: str) -> None:
    steps = sops[nomor].sections[0].steps
    assert [step.kelengkapan for step in steps[1:]] == [step.output for step in steps[:-1]]


def test_typing_slips_of_the_signed_sops_are_kept(sops: dict[str, Sop]) -> None:
    assert sops[MAKRO].sections[0].steps[7].output.startswith("kONSEP naskah dinas")
    assert sops[MAKRO].peralatan[0] == "Alat Tulis Kantor (ATK), Filling Kabinet, lemari besi"


def test_every_time_of_the_signed_sops_can_be_summed(sops: dict[str, Sop]) -> None:
    assert all(step.duration for sop in sops.values() for step in sop.sections[0].steps)


def test_booklet_and_letter_name_both_sops() -> None:
    project = load(ROOT)
    assert project.book is not None
    assert [chapter.sop for chapter in project.book.chapters] == [(MAKRO,), (MIKRO,)]
    assert [each.sop for each in project.letters[0].lampiran] == [(MAKRO,), (MIKRO,)]
