"""The flow told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.flow.make_flow import build
from sopgen.flow.narrate import clauses_by_step, descriptions, narrate
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind

END = Target(TargetKind.END)
ACTORS = (Actor("Sesmenko"), Actor("Karo PO"), Actor("Kabag Evapor"))


def to(step: int, symbol: int = 0) -> Target:
    return Target(TargetKind.SYMBOL, step, symbol)


def section(*rows: tuple[StepSymbol, ...]) -> Section:
    return Section(None, ACTORS, tuple(Step(number, "Kegiatan", row) for number, row in enumerate(rows, 1)))


def told(steps: Section, format: Format | None = None) -> str:
    return narrate(build(steps, format or Format()), steps)


REVIEW = section(
    (StepSymbol((0,)),),
    (StepSymbol((1, 0, 2)),),
    (StepSymbol((2,), decision=True, no=(to(2),), text="Setuju?"),),
    (StepSymbol((1,), decision=True, no=(to(3),), end=0),),
)


def test_a_flow_with_reviews_reads_as_one_sentence() -> None:
    assert told(REVIEW) == (
        "1 Sesmenko memulai; ke 2 Karo PO bersama Sesmenko dan Kabag Evapor; "
        'ke 3 Kabag Evapor memutuskan "Setuju?": ya ke 4, tidak kembali ke 2; '
        "4 Karo PO memutuskan: ya selesai pada Sesmenko, tidak kembali ke 3"
    )


def test_the_clauses_of_a_part_say_which_step_they_are_about() -> None:
    clauses = clauses_by_step(build(REVIEW, Format()), REVIEW)
    assert [step for step, _ in clauses] == [1, 2, 3, 4]
    assert "; ".join(clause for _, clause in clauses) == told(REVIEW)


def test_the_style_kegiatan_tells_the_same_story() -> None:
    steps = section((StepSymbol((0,)),), (StepSymbol((1,)),))
    merged = replace(Format(), terminator=TerminatorStyle.ACTIVITY)
    assert told(steps) == "1 Sesmenko memulai; ke 2 Karo PO, selesai"
    assert told(steps, merged) == told(steps)


def test_jumps_splits_and_early_ends_are_named() -> None:
    steps = section(
        (StepSymbol((0,), next=(to(2), to(3))),),
        (StepSymbol((1,), next=(to(4),)),),
        (StepSymbol((2,), next=(to(1),)),),
        (StepSymbol((1,), decision=True, no=(END,), yes=(to(6),)),),
        (StepSymbol((1,), start=2),),
        (StepSymbol((1,)),),
    )
    assert told(steps) == (
        "1 Sesmenko, serentak ke 2 dan ke 3; 2 Karo PO, ke 4; 3 Kabag Evapor, kembali ke 1; "
        "4 Karo PO memutuskan: ya ke 6, tidak selesai; 5 Karo PO memulai dari Kabag Evapor; ke 6 Karo PO, selesai"
    )


def test_symbols_of_one_row_carry_two_numbers() -> None:
    steps = section((StepSymbol((0,)), StepSymbol((1,), decision=True, no=(to(1),))), (StepSymbol((2,)),))
    assert told(steps) == (
        "1.1 Sesmenko memulai; ke 1.2 Karo PO memutuskan: ya ke 2, tidak kembali ke 1.1; 2 Kabag Evapor, selesai"
    )


@pytest.mark.parametrize(
    ("node", "text"),
    [
        ("1:mulai", "Mulai, Sesmenko; ke langkah 1"),
        ("1", "Langkah 1, Sesmenko: kegiatan; ke langkah 2"),
        ("2", "Langkah 2, Karo PO bersama Sesmenko dan Kabag Evapor: kegiatan; ke langkah 3"),
        ("3", 'Langkah 3, Kabag Evapor: keputusan "Setuju?"; ya ke langkah 4, tidak ke langkah 2'),
        ("4", "Langkah 4, Karo PO: keputusan; ya selesai pada Sesmenko, tidak ke langkah 3"),
        ("4:selesai", "Selesai, Sesmenko"),
    ],
)
def test_every_symbol_has_a_text_of_its_own(node: str, text: str) -> None:
    assert descriptions(build(REVIEW, Format()), REVIEW)[node] == text


def test_an_activity_that_is_a_capsule_says_which_end_of_the_flow_it_is() -> None:
    steps = section((StepSymbol((0,)),), (StepSymbol((1,)),))
    flow = build(steps, Format(terminator=TerminatorStyle.ACTIVITY))
    assert list(descriptions(flow, steps).values()) == [
        "Langkah 1, Sesmenko: awal alur; ke langkah 2",
        "Langkah 2, Karo PO: akhir alur",
    ]


def test_an_empty_flow_has_no_story() -> None:
    assert told(section()) == ""
