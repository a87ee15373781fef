"""What holds for every flow, however it is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.flow.graph import Branch, Flow, SymbolKind
from sopgen.flow.make_flow import build, node_id
from sopgen.flow.narrate import descriptions, narrate
from sopgen.flow.targets import SymbolPosition, all_ways, starts
from sopgen.flow.ways import total_time
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind
from tests.conftest import scaled

FORMATS = st.builds(Format, terminator=st.sampled_from(TerminatorStyle), teks_terminator=st.booleans())


@st.composite
def sections(draw: st.DrawFn) -> Section:
    columns = draw(st.integers(1, 4))
    rows = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    target = st.one_of(
        st.sampled_from([Target(TargetKind.NEXT), Target(TargetKind.END)]),
        st.integers(0, len(rows) - 1).flatmap(
            lambda row: st.builds(Target, st.just(TargetKind.SYMBOL), st.just(row + 1), st.integers(0, rows[row] - 1))
        ),
    )
    column = st.integers(0, columns - 1)
    few = st.lists(target, max_size=2).map(tuple)
    several = st.lists(target, min_size=1, max_size=2).map(tuple)

    def symbol() -> StepSymbol:
        decision = draw(st.booleans())
        return StepSymbol(
            tuple(draw(st.permutations(range(columns)))[: draw(st.integers(1, 3))]),
            decision=decision,
            no=draw(several) if decision else (),
            yes=draw(few) if decision else (),
            next=() if decision else draw(few),
            start=draw(st.one_of(st.none(), st.none(), column)),
            end=draw(st.one_of(st.none(), st.none(), column)),
        )

    steps = [Step(number, "Menyusun", tuple(symbol() for _ in range(count))) for number, count in enumerate(rows, 1)]
    return Section(None, tuple(Actor(f"P{index}") for index in range(columns)), tuple(steps))


def is_capsule(name: str) -> bool:
    return name.endswith((":mulai", ":selesai"))


@settings(max_examples=scaled(60), deadline=None)
@given(sections(), FORMATS)
def test_every_way_is_drawn_exactly_once_and_nothing_else(section: Section, format: Format) -> None:
    flow = build(section, format)
    ids = [node.id for node in flow.nodes]
    assert len(ids) == len(set(ids))
    arrows = [(edge.source, edge.target, edge.branch) for edge in flow.edges]
    assert len(arrows) == len(set(arrows))
    assert {name for edge in flow.edges for name in (edge.source, edge.target)} <= set(ids)
    own_ends = {node.id for node in flow.nodes if node.kind is SymbolKind.TERMINATOR and not _leaves(flow, node.id)}
    ways = [way for way in all_ways(section) if not (way.to is None and _name(section, way.place) in own_ends)]
    begun = sum(name.endswith(":mulai") for name in ids)
    assert len(arrows) == len(ways) + begun


@settings(max_examples=scaled(60), deadline=None)
@given(sections(), FORMATS)
def test_every_capsule_belongs_to_an_arrow_and_every_start_to_a_capsule(section: Section, format: Format) -> None:
    flow = build(section, format)
    touched = {name for edge in flow.edges for name in (edge.source, edge.target)}
    assert all(node.id in touched for node in flow.nodes if is_capsule(node.id))
    begins = {edge.target for edge in flow.edges if edge.source.endswith(":mulai")}
    capsules = {node.id for node in flow.nodes if node.kind is SymbolKind.TERMINATOR}
    assert {_name(section, place) for place in starts(section)} <= begins | capsules


@settings(max_examples=scaled(60), deadline=None)
@given(sections(), FORMATS)
def test_rows_keep_their_order_and_decisions_their_answers(section: Section, format: Format) -> None:
    flow = build(section, format)
    assert [(node.step, node.order) for node in flow.nodes] == sorted((node.step, node.order) for node in flow.nodes)
    for node in flow.nodes:
        branches = [edge.branch for edge in flow.edges if edge.source == node.id]
        if node.kind is SymbolKind.DECISION:
            assert set(branches) == {Branch.YES, Branch.NO}
            assert branches == sorted(branches, key=lambda branch: branch is Branch.NO)
        else:
            assert set(branches) <= {None}


@settings(max_examples=scaled(60), deadline=None)
@given(sections(), FORMATS)
def test_every_flow_can_be_told_and_timed(section: Section, format: Format) -> None:
    flow = build(section, format)
    story = narrate(flow, section)
    assert all(f"{node.id} " in story for node in flow.nodes if not is_capsule(node.id))
    assert all(descriptions(flow, section).values())
    span = total_time(section).span
    assert span.shortest <= span.longest


def _leaves(flow: Flow, name: str) -> bool:
    return any(edge.source == name for edge in flow.edges)


def _name(section: Section, place: SymbolPosition) -> str:
    return node_id(section, place)
