"""The register says of every SOP what an inspector asks for."""

from __future__ import annotations

from datetime import date

from sopgen.book.pages.abbreviations import list_abbreviations
from sopgen.book.pages.register import RegisterLine, register
from sopgen.book.plan import Absence, Absent, Plan, PlannedChapter, PlannedSop
from sopgen.model.sop import Actor, Kind, Revision, Section, Sop
from tests.book.sops import section, sop


def line(made: Sop) -> RegisterLine:
    (found,) = register(Plan((PlannedChapter(1, "Bagian", 1, (PlannedSop(made, 2, 3),)),), (), 5))
    return found


def test_a_line_holds_nomor_title_kind_dates_revision_counts_and_page() -> None:
    made = sop(
        "A",
        jenis=Kind.MAKRO,
        tanggal_efektif=date(2024, 1, 2),
        revisi=(Revision(1, date(2024, 2, 3)), Revision(2, date(2024, 3, 4))),
        sections=(section(10, 20, actors=("Kepala", "Staf")), section(30, actors=("Kepala", "Arsiparis"))),
    )
    assert line(made) == RegisterLine("A", "Judul A", Kind.MAKRO, date(2024, 1, 2), 2, 3, 3, "1 Jam", 2)


def test_times_of_several_flows_add_up() -> None:
    assert line(sop("A", sections=(section(50, 20), section(5)))).waktu == "1 Jam 15 Menit"


def test_a_time_that_leaves_steps_out_is_marked() -> None:
    assert line(sop("A", sections=(section(50, None),))).waktu == "50 Menit*"


def test_without_any_readable_time_the_cell_is_empty() -> None:
    assert line(sop("A", sections=(section(None),))).waktu == ""


def test_sops_that_the_booklet_leaves_out_come_last_without_a_page() -> None:
    plan = Plan((), (Absent(sop("B"), Absence.WITHDRAWN),), 1)
    assert [(found.nomor, found.page, found.absence) for found in register(plan)] == [("B", None, "dicabut")]


def test_abbreviations_are_those_in_use_that_the_institution_explains() -> None:
    flow = Section(None, (Actor("Kabag"), Actor("karo"), Actor("Staf", "Bagian")), ())
    titles = {"karo": "Kepala Biro", "Kabag": "Kepala Bagian", "Sekda": "Sekretaris Daerah", "Bagian": "Bagian Umum"}
    found = list_abbreviations([sop("A", sections=(flow,))], titles)
    assert [(entry.short, entry.full) for entry in found] == [
        ("Bagian", "Bagian Umum"),
        ("Kabag", "Kepala Bagian"),
        ("karo", "Kepala Biro"),
    ]
