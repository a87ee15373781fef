"""Steps and symbols: columns, decisions, targets, starts and ends, as the flow stage takes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sopgen.model.resolve.durations import parse_duration
from sopgen.model.sop import Actor, Duration, StepSymbol, Target, TargetKind, TimeUnit
from tests.model.office import BASE, sop_of

NEXT, END = Target(TargetKind.NEXT), Target(TargetKind.END)
HEAD = BASE[: BASE.index("pelaksana:")]


def symbol(keys: str, step: int = 3, place: int = 0) -> StepSymbol:
    """A symbol of the base SOP whose third step has more keys."""
    text = BASE + "".join(f"    {line}\n" for line in keys.splitlines())
    return sop_of(text).sections[0].steps[step - 1].symbols[place]


def at(step: int, place: int = 0) -> Target:
    """The target that is a symbol."""
    return Target(TargetKind.SYMBOL, step, place)


def test_a_step_without_flow_keys_goes_on() -> None:
    assert symbol("") == StepSymbol(actors=(2,))


@pytest.mark.parametrize(
    ("word", "target"), [("antar", at(2)), ("1", at(1)), ("lanjut", NEXT), ("selesai", END), ("3", at(3))]
)
def test_a_target_is_an_id_a_number_or_a_word(word: str, target: Target) -> None:
    assert symbol(f"tidak: {word}").no == (target,)


def test_a_step_with_tidak_is_a_decision() -> None:
    found = symbol("tidak: antar\nya: [1, selesai]\ntanya: Setuju?\nlabel_ya: Ya\nlabel_tidak: Revisi")
    assert found == StepSymbol(
        actors=(2,),
        decision=True,
        no=(at(2),),
        yes=(at(1), END),
        text="Setuju?",
        label_yes="Ya",
        label_no="Revisi",
    )


def test_a_step_with_an_empty_tidak_is_none() -> None:
    assert symbol('tidak: ""').decision is False


def test_lanjut_may_split_the_flow_and_names_each_target_once() -> None:
    assert symbol("lanjut: [antar, 1, antar]\nteks: x") == StepSymbol(actors=(2,), next=(at(2), at(1)), text="x")


def test_a_step_that_ends_goes_nowhere_else() -> None:
    assert symbol("selesai: true") == StepSymbol(actors=(2,), next=(END,), end=2)


def test_a_decision_that_ends_does_so_on_its_open_branch() -> None:
    assert symbol("tidak: antar\nselesai: Staf") == StepSymbol(
        actors=(2,), decision=True, no=(at(2),), yes=(END,), end=0
    )
    assert symbol("tidak: selesai\nselesai: Staf").yes == ()
    assert symbol("lanjut: [selesai, antar]\nselesai: Staf").next == (END, at(2))


@pytest.mark.parametrize(
    ("typed", "column"), [("true", 2), ("ya", 2), ("Staf", 0), ("false", None), ("tidak", None), ("''", None)]
)
def test_a_start_is_a_yes_or_a_column(typed: str, column: int | None) -> None:
    assert symbol(f"mulai: {typed}").start == column


def test_a_yes_that_is_somebodys_name_is_the_name() -> None:
    text = BASE.replace("[Staf,", "[ya, Staf,") + "    mulai: ya\n"
    assert sop_of(text).sections[0].steps[2].symbols[0].start == 0


def test_a_step_may_have_several_pelaksana_the_lead_first() -> None:
    assert sop_of(BASE.replace("pelaksana: Kepala", "pelaksana: [Kepala, Staf]")).sections[0].steps[2].symbols[
        0
    ].actors == (2, 0)


def test_symbols_of_one_row_have_flow_keys_of_their_own() -> None:
    text = BASE.replace(
        "    pelaksana: Kepala",
        "    simbol:\n      - pelaksana: Kasubbag\n      - {id: paraf, pelaksana: Kepala, tidak: antar}\n"
        "      - {pelaksana: Kepala, selesai: Staf, lanjut: selesai}",
    )
    text += "  - {kegiatan: Memeriksa, pelaksana: Kepala, tidak: paraf}\n"
    steps = sop_of(text).sections[0].steps
    assert steps[2].symbols == (
        StepSymbol(actors=(1,)),
        StepSymbol(actors=(2,), id="paraf", decision=True, no=(at(2),)),
        StepSymbol(actors=(2,), next=(END,), end=0),
    )
    assert steps[3].symbols[0].no == (at(3, 1),)


def test_the_mutu_baku_of_a_step_is_kept() -> None:
    text = BASE + "    kelengkapan: Kartu\n    waktu: 1,5 jam\n    output: Catatan\n    ket: x\n"
    step = sop_of(text).sections[0].steps[2]
    assert (step.kelengkapan, step.waktu, step.output, step.ket) == ("Kartu", "1,5 jam", "Catatan", "x")
    assert step.duration == Duration(Decimal("1.5"), TimeUnit.JAM)


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("10 Menit", "10", TimeUnit.MENIT),
        ("10menit", "10", TimeUnit.MENIT),
        ("1,5 JAM", "1.5", TimeUnit.JAM),
        ("1.5 jam", "1.5", TimeUnit.JAM),
        ("1.200 menit", "1200", TimeUnit.MENIT),
        ("2 hari", "2", TimeUnit.HARI),
        ("2 hari   kerja", "2", TimeUnit.HARI_KERJA),
        ("10\u00a0Menit", "10", TimeUnit.MENIT),
        ("2\u202fhari\u2003kerja", "2", TimeUnit.HARI_KERJA),
        ("3 Minggu", "3", TimeUnit.MINGGU),
        ("0 bulan", "0", TimeUnit.BULAN),
    ],
)
def test_a_time_is_an_amount_and_a_unit(typed: str, amount: str, unit: TimeUnit) -> None:
    assert parse_duration(typed) == Duration(Decimal(amount), unit)


@pytest.mark.parametrize(
    "typed", ["", "segera", "10", "10 Menitan", "5-10 Menit", "10 Hari libur", "1,,5 Jam", "½ Jam", "-1 Jam", "١ Jam"]
)
def test_any_other_time_is_free_text(typed: str) -> None:
    assert parse_duration(typed) is None


def grouped(step: str) -> str:
    """A SOP whose columns stand in two groups that share a name, one step being given."""
    return (
        HEAD
        + """pelaksana:
  - Kepala
  - kelompok: Bagian A
    anggota: [Staf, Arsiparis/Pranata]
  - {kelompok: Bagian B, anggota: Staf}
langkah:
"""
        + f"  - kegiatan: Mencatat\n    pelaksana: {step}\n"
    )


def test_groups_become_columns_with_a_second_header() -> None:
    assert sop_of(grouped("Kepala")).sections[0].actors == (
        Actor("Kepala"),
        Actor("Staf", "Bagian A"),
        Actor("Arsiparis/Pranata", "Bagian A"),
        Actor("Staf", "Bagian B"),
    )


@pytest.mark.parametrize(
    ("typed", "columns"),
    [
        ("Kepala", (0,)),
        ("Bagian A / Staf", (1,)),
        ("Bagian B/Staf", (3,)),
        ("Arsiparis/Pranata", (2,)),
        ("Bagian A / Arsiparis/Pranata", (2,)),
        ("[Bagian B / Staf, Kepala]", (3, 0)),
        ("'Bagian A  /  Staf'", (1,)),
    ],
)
def test_a_name_may_say_its_group(typed: str, columns: tuple[int, ...]) -> None:
    assert sop_of(grouped(typed)).sections[0].steps[0].symbols[0].actors == columns


def test_a_name_broken_over_two_lines_in_the_header_is_the_same_name() -> None:
    text = BASE.replace("[Staf, Kasubbag, Kepala]", '["Staf\\nUmum", Kasubbag, Kepala]').replace(
        "pelaksana: Staf", "pelaksana: Staf Umum"
    )
    section = sop_of(text).sections[0]
    assert section.actors[0] == Actor("Staf\nUmum")
    assert section.steps[0].symbols[0].actors == (0,)
