"""Which symbols and arrows the keys of a step make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.flow.graph import Branch, Flow, SymbolKind
from sopgen.flow.make_flow import NEAR_ROWS, build, symbol_index
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind

END = Target(TargetKind.END)
NEXT = Target(TargetKind.NEXT)
MERGED = Format(terminator=TerminatorStyle.ACTIVITY)


def to(step: int, symbol: int = 0) -> Target:
    return Target(TargetKind.SYMBOL, step, symbol)


def box(*actors: int, **keys: object) -> StepSymbol:
    return replace(StepSymbol(actors or (0,)), **keys)  # type: ignore[arg-type]


def decision(actor: int, no: Target, *more: Target, **keys: object) -> StepSymbol:
    return box(actor, decision=True, no=(no, *more), **keys)


def section(*rows: StepSymbol | tuple[StepSymbol, ...]) -> Section:
    symbols = [row if isinstance(row, tuple) else (row,) for row in rows]
    steps = tuple(Step(number, f"Kegiatan {number}", row) for number, row in enumerate(symbols, 1))
    return Section(None, (Actor("A"), Actor("B"), Actor("C")), steps)


def arrows(flow: Flow) -> list[str]:
    return [f"{edge.source}>{edge.target}" + (f" {edge.branch.value}" if edge.branch else "") for edge in flow.edges]


def nodes(flow: Flow) -> list[str]:
    return [node.id for node in flow.nodes]


def test_steps_without_keys_run_from_a_start_capsule_down_to_an_end_capsule() -> None:
    flow = build(section(box(0), box(1)), Format())
    assert nodes(flow) == ["1:mulai", "1", "2", "2:selesai"]
    assert arrows(flow) == ["1:mulai>1", "1>2", "2>2:selesai"]
    assert [(node.order, node.actors) for node in flow.nodes] == [(0, (0,)), (1, (0,)), (0, (1,)), (1, (1,))]
    assert (flow.step_count, flow.actor_count) == (2, 3)


def test_an_empty_section_is_an_empty_flow() -> None:
    assert build(section(), Format()) == Flow((), (), 0, 3)


@pytest.mark.parametrize("form", [Format(), MERGED], ids=["separate", "merged"])
def test_a_symbol_without_a_pelaksana_is_a_gap_that_no_arrow_leads_to(form: Format) -> None:
    nobody = replace(box(0), actors=())
    assert arrows(build(section(box(0), nobody, box(1), box(2)), form)) == [
        *(["1:mulai>1"] if form is not MERGED else []),
        "3>4",
        *(["4>4:selesai"] if form is not MERGED else []),
    ]
    assert nodes(build(section(nobody), form)) == []


def test_a_decision_goes_on_with_y_and_back_with_t() -> None:
    flow = build(section(box(0), decision(1, to(1)), box(2)), Format())
    assert arrows(flow) == ["1:mulai>1", "1>2", "2>3 ya", "2>1 tidak", "3>3:selesai"]
    assert [edge.label for edge in flow.edges] == ["", "", "Y", "T", ""]
    assert flow.node("2").kind is SymbolKind.DECISION


def test_labels_come_from_the_decision_or_else_from_the_format() -> None:
    steps = section(box(), decision(1, to(1), label_no="Tolak"), decision(1, to(1), label_yes="Setuju"))
    flow = build(steps, Format(label_ya="Ya", label_tidak="Tidak"))
    labels = [edge.label for edge in flow.edges if edge.branch]
    assert labels == ["Ya", "Tolak", "Setuju", "Tidak"]


def test_a_last_decision_ends_with_y_in_the_column_that_selesai_names() -> None:
    flow = build(section(box(0), decision(1, to(1), end=0)), Format())
    assert arrows(flow)[-2:] == ["2>2:selesai ya", "2>1 tidak"]
    assert flow.node("2:selesai").actors == (0,)


def test_a_list_of_targets_is_a_parallel_split_and_a_repeated_target_is_drawn_once() -> None:
    flow = build(section(box(next=(to(2), to(3), to(2))), box(1, next=(to(4),)), box(2), box(0)), Format())
    assert arrows(flow) == ["1:mulai>1", "1>2", "1>3", "2>4", "3>4", "4>4:selesai"]


def test_several_pelaksana_are_one_node_with_the_lead_first() -> None:
    flow = build(section(box(2, 0), box(1)), Format())
    assert flow.node("1").actors == (2, 0)
    assert flow.node("1:mulai").actors == (2,)


def test_symbols_of_one_row_follow_each_other_and_can_be_targets() -> None:
    row = (box(0), decision(1, to(2, 1), id="paraf"))
    flow = build(section(row, (box(0), box(2)), box(0)), Format())
    assert nodes(flow) == ["1.1:mulai", "1.1", "1.2", "2.1", "2.2", "3", "3:selesai"]
    assert arrows(flow)[1:5] == ["1.1>1.2", "1.2>2.1 ya", "1.2>2.2 tidak", "2.1>2.2"]


def test_the_word_lanjut_means_the_next_step_and_not_the_next_symbol_of_the_row() -> None:
    flow = build(section((decision(0, NEXT), box(1)), box(2)), Format())
    assert arrows(flow)[1:4] == ["1.1>1.2 ya", "1.1>2 tidak", "1.2>2"]


def test_the_word_lanjut_on_the_last_step_is_the_end() -> None:
    flow = build(section(box(), decision(1, to(1), yes=(NEXT,))), Format())
    assert "2>2:selesai ya" in arrows(flow)


def test_several_starts_have_a_capsule_each_in_the_columns_they_name() -> None:
    flow = build(section(box(0, start=0, next=(to(3),)), box(1, start=2), box(0)), Format())
    assert [flow.node(name).actors for name in ("1:mulai", "2:mulai")] == [(0,), (2,)]
    assert "1:mulai>1" in arrows(flow)


def test_without_mulai_on_it_the_first_step_is_no_start_once_another_step_is() -> None:
    flow = build(section(box(0), box(1, start=1)), Format())
    assert nodes(flow) == ["1", "2:mulai", "2", "2:selesai"]


def test_a_step_with_selesai_ends_there_and_the_last_step_ends_too() -> None:
    flow = build(section(decision(0, to(3)), box(1, end=1), box(2)), Format())
    assert arrows(flow)[3:] == ["2>2:selesai", "3>3:selesai"]


def test_selesai_beside_a_written_end_leaves_the_other_branch_alone() -> None:
    flow = build(section(decision(0, END, end=2), box(1)), Format())
    assert arrows(flow)[1:3] == ["1>2 ya", "1>1:selesai tidak"]
    assert flow.node("1:selesai").actors == (2,)


def test_an_early_end_near_the_last_step_uses_its_capsule() -> None:
    flow = build(section(decision(0, END), *[box(1)] * NEAR_ROWS), Format())
    last = NEAR_ROWS + 1
    assert f"1>{last}:selesai tidak" in arrows(flow)
    assert "1:selesai" not in nodes(flow)


def test_an_early_end_far_from_every_capsule_has_its_own_in_its_row() -> None:
    flow = build(section(decision(2, END), *[box(1)] * (NEAR_ROWS + 1)), Format())
    assert "1>1:selesai tidak" in arrows(flow)
    assert flow.node("1:selesai").actors == (2,)
    assert flow.node("1:selesai").order == 2


def test_early_ends_near_each_other_share_the_lower_capsule() -> None:
    flow = build(section(decision(0, END), decision(1, END), *[box(2)] * 9), Format())
    assert [arrow for arrow in arrows(flow) if "tidak" in arrow] == ["1>2:selesai tidak", "2>2:selesai tidak"]


def test_the_end_capsule_stands_last_in_its_row() -> None:
    flow = build(section((decision(0, END, end=0), box(0)), *[box(1)] * 9), Format())
    assert [(node.id, node.order) for node in flow.nodes[:4]] == [
        ("1.1:mulai", 0),
        ("1.1", 1),
        ("1.2", 2),
        ("1.1:selesai", 3),
    ]


def test_in_the_style_kegiatan_the_first_and_last_activities_are_the_capsules() -> None:
    flow = build(section(box(0), box(1), box(2)), MERGED)
    assert [node.kind for node in flow.nodes] == [
        SymbolKind.TERMINATOR,
        SymbolKind.PROCESS,
        SymbolKind.TERMINATOR,
    ]
    assert arrows(flow) == ["1>2", "2>3"]


def test_in_the_style_kegiatan_decisions_keep_their_shape_and_get_capsules() -> None:
    flow = build(section(decision(0, to(2)), box(1), decision(2, to(2))), MERGED)
    assert nodes(flow) == ["1:mulai", "1", "2", "3", "3:selesai"]
    assert [flow.node(name).kind for name in ("1", "3")] == [SymbolKind.DECISION] * 2


def test_in_the_style_kegiatan_a_single_activity_starts_as_a_capsule_and_ends_in_another() -> None:
    flow = build(section(box(1)), MERGED)
    assert [(node.id, node.kind) for node in flow.nodes] == [
        ("1", SymbolKind.TERMINATOR),
        ("1:selesai", SymbolKind.TERMINATOR),
    ]
    assert arrows(flow) == ["1>1:selesai"]


def test_in_the_style_kegiatan_a_capsule_in_another_column_is_separate() -> None:
    flow = build(section(box(1, start=0), box(1), box(1, end=2)), MERGED)
    assert nodes(flow) == ["1:mulai", "1", "2", "3", "3:selesai"]


def test_in_the_style_kegiatan_an_early_end_never_leads_into_the_last_activity() -> None:
    flow = build(section(box(0), decision(1, END), box(2)), MERGED)
    assert arrows(flow) == ["1>2", "2>3 ya", "2>2:selesai tidak"]


@pytest.mark.parametrize(
    ("format", "texts"),
    [
        (Format(teks_terminator=True), ["Mulai", "", "", "Selesai"]),
        (Format(), ["", "", "", ""]),
        (replace(MERGED, teks_terminator=True), ["Mulai", "Selesai"]),
        (MERGED, ["", ""]),
    ],
)
def test_capsules_say_mulai_and_selesai_only_where_the_format_wants_it(format: Format, texts: list[str]) -> None:
    assert [node.text for node in build(section(box(), box()), format).nodes] == texts


def test_a_step_s_own_text_wins_over_the_capsule_s_word() -> None:
    steps = section(box(text="Surat masuk"), box())
    assert [node.text for node in build(steps, replace(MERGED, teks_terminator=True)).nodes] == [
        "Surat masuk",
        "Selesai",
    ]


def test_edges_stand_in_the_order_of_their_source_with_y_before_t() -> None:
    flow = build(section(box(), decision(0, to(1)), decision(0, to(1)), box()), Format())
    branches = [edge.branch for edge in flow.edges]
    assert branches == [None, None, Branch.YES, Branch.NO, Branch.YES, Branch.NO, None]


@pytest.mark.parametrize(
    ("symbol", "index"),
    [("9", None), ("1:mulai", None), ("9/2", None), ("9.1", 0), ("9.2", 1), ("9.2/3", 1), ("9.2:selesai", 1)],
)
def test_a_drawn_symbol_tells_which_of_its_step_it_stands_for(symbol: str, index: int | None) -> None:
    assert symbol_index(symbol) == index
