"""Shortest and longest time through a flow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sopgen.flow.ways import Span, minutes, number_text, span_text, time_text, total_text, total_time
from sopgen.model.sop import Actor, Duration, Section, Step, StepSymbol, Target, TargetKind, TimeUnit

END = Target(TargetKind.END)


def to(step: int, symbol: int = 0) -> Target:
    return Target(TargetKind.SYMBOL, step, symbol)


def section(*rows: tuple[int | None, StepSymbol | tuple[StepSymbol, ...]]) -> Section:
    steps = tuple(
        Step(
            number,
            f"Kegiatan {number}",
            symbols if isinstance(symbols, tuple) else (symbols,),
            duration=None if amount is None else Duration(Decimal(amount), TimeUnit.MENIT),
        )
        for number, (amount, symbols) in enumerate(rows, 1)
    )
    return Section(None, (Actor("A"),), steps)


def box(*targets: Target) -> StepSymbol:
    return StepSymbol((0,), next=targets)


def decision(no: Target, *yes: Target) -> StepSymbol:
    return StepSymbol((0,), decision=True, no=(no,), yes=yes)


def span(steps: Section) -> tuple[int, int]:
    total = total_time(steps).span
    return int(total.shortest), int(total.longest)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (TimeUnit.MENIT, 1),
        (TimeUnit.JAM, 60),
        (TimeUnit.HARI, 450),
        (TimeUnit.HARI_KERJA, 450),
        (TimeUnit.MINGGU, 2250),
        (TimeUnit.BULAN, 9000),
    ],
)
def test_a_unit_is_so_many_minutes_of_working_time(unit: TimeUnit, expected: int) -> None:
    assert minutes(Duration(Decimal(1), unit)) == expected


def test_steps_in_a_row_add_up() -> None:
    assert span(section((10, box()), (20, box()), (5, box()))) == (35, 35)


def test_a_loop_is_not_followed_back() -> None:
    assert span(section((10, box()), (20, decision(to(1))), (5, box()))) == (35, 35)


def test_a_loop_that_a_step_other_than_a_decision_closes_is_not_followed_back_either() -> None:
    steps = section((10, box()), (20, decision(to(3), END)), (7, box(to(1))))
    assert span(steps) == (30, 30)


def test_an_early_end_is_the_shortest_way_and_a_detour_the_longest() -> None:
    steps = section((10, decision(END)), (20, decision(to(3), to(4))), (40, box()), (1, box()))
    assert span(steps) == (10, 71)


def test_of_parallel_ways_the_slowest_decides() -> None:
    steps = section((10, box(to(2), to(3))), (20, box(to(4))), (40, box()), (1, box()))
    assert span(steps) == (51, 51)


def test_a_row_of_several_symbols_counts_once() -> None:
    assert span(section((10, (box(), decision(to(1)))), (5, box()))) == (15, 15)


def test_times_that_are_no_amount_are_left_out_and_named() -> None:
    steps = section((10, box()), (None, box()), (5, box()), (None, box()))
    total = total_time(steps)
    assert (total.span, total.left_out) == (Span(Decimal(15), Decimal(15)), (2, 4))
    assert total_text(steps) == "15 Menit (belum termasuk langkah 2 dan 4)"


def test_a_table_without_any_time_has_no_total() -> None:
    assert total_text(section((None, box()))) == ""
    assert total_text(Section(None, (Actor("A"),), ())) == ""


def test_the_total_names_both_ways_when_they_differ() -> None:
    assert total_text(section((60, decision(END)), (440, box()))) == "1 Jam sampai 1 Hari 50 Menit"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0 Menit"),
        ("20", "20 Menit"),
        ("60", "1 Jam"),
        ("449", "7 Jam 29 Menit"),
        ("450", "1 Hari"),
        ("710", "1 Hari 4 Jam 20 Menit"),
        ("22.5", "22,5 Menit"),
        ("9000", "20 Hari"),
    ],
)
def test_minutes_are_written_in_days_hours_and_minutes(amount: str, text: str) -> None:
    assert time_text(Decimal(amount)) == text


def test_a_span_of_one_length_is_written_once() -> None:
    assert span_text(Span(Decimal(30), Decimal(30))) == "30 Menit"


def test_numbers_have_a_decimal_comma_and_no_needless_zeros() -> None:
    assert [number_text(Decimal(text)) for text in ("1.50", "20", "0.333", "100")] == ["1,5", "20", "0,33", "100"]


def test_two_hundred_steps_in_a_chain_of_decisions_are_no_burden() -> None:
    rows = [(1, box())] + [(1, decision(END))] * 199
    assert span(section(*rows)) == (2, 200)
