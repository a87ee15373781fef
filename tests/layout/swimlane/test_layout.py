"""Stand-alone diagrams of every SOP: one drawing without connectors, legal, numbered, with the texts asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.findings import FindingsError
from sopgen.flow.graph import Flow, FlowEdge, FlowNode, SymbolKind
from sopgen.flow.make_flow import build
from sopgen.layout.drawing import drawing
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Frame, MoreRoom
from sopgen.layout.routing.symbols import size_symbol, text_room
from sopgen.layout.scene import Label, Symbol
from sopgen.layout.style import CAPSULE_SHAPE, MM_PER_POINT, TEXT_HEIGHT
from sopgen.layout.style.looks import PLAIN, SPOKEN
from sopgen.layout.swimlane.diagram import Around, Diagram, StepNumber, Swimlanes
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.layout.swimlane.pieces import pieces
from sopgen.layout.swimlane.symbol_texts import ELLIPSIS, shorten
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.load import load
from sopgen.model.schema.fields import MAX_LABEL, MAX_SYMBOL_TEXT
from sopgen.model.sop import Actor, Section, Sop, Step, StepSymbol, Target, TargetKind
from sopgen.work import ROUTING, counted
from tests.conftest import ROOT, scaled
from tests.generators.extreme_sops import extreme_sop
from tests.generators.random_flows import plain, wide
from tests.judge.gates import Verdict
from tests.judge.sheet import Band, Box, Outline, Shape, Sheet, Stroke, Words
from tests.layout import sops

FOLDERS = (ROOT, *sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/sop_sources")))
SOPS = {f"{folder.name}-{sop.source.name}": sop for folder in FOLDERS for sop in load(folder).sops}
SHAPES = {
    SymbolKind.PROCESS: Shape.BOX,
    SymbolKind.DECISION: Shape.DIAMOND,
    SymbolKind.TERMINATOR: Shape.CAPSULE,
}


def box(x: float, y: float, width: float, height: float) -> Box:
    """A rectangle by its centre and size."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def ink(text: Label | StepNumber) -> Box:
    """What is printed of a text, in one line or two: its box has room for descenders, and a hair on either side."""
    room = (TEXT_HEIGHT - 0.72) * text.size_pt * MM_PER_POINT
    return box(text.x, text.y, text.width - 0.1, text.height - room)


def sheet(flow: Swimlanes) -> Sheet:
    """The lanes as one page with a single row, for the gates of the finished documents."""
    return Sheet(
        number=1,
        uprights=(*(lane.left for lane in flow.lanes), flow.lanes[-1].right),
        bands=(Band(flow.body_top, flow.bottom, 1),),
        outlines=tuple(Outline(SHAPES[s.kind], s.x, s.y, s.width, s.height, s.text) for s in flow.symbols),
        strokes=tuple(Stroke(tuple(dict.fromkeys(e.points)), not e.join) for e in flow.edges),
        words=tuple(Words(label.text, ink(label)) for label in flow.labels),
    )


def check(diagram: Diagram, sop: Sop, sections: tuple[Section, ...]) -> None:
    """Every gate holds, and the source's flow is drawn once, each activity with its number."""
    for flow, section in zip(diagram.flows, sections, strict=True):
        graph = build(section, sop.format)
        assert Verdict(sheet(flow)).faults() == []
        step_of = {node.id: node.step for node in graph.nodes}
        wanted = Counter((step_of[edge.source], step_of[edge.target], edge.branch) for edge in graph.edges)
        assert Counter((e.from_step, e.to_step, e.branch) for e in flow.edges if not e.join) == wanted
        assert len(flow.symbols) == sum(len(node.actors) for node in graph.nodes)
        activities = [node for node in graph.nodes if ":" not in node.id]
        assert Counter(number.text for number in flow.numbers) == Counter(str(node.step) for node in activities)
        check_numbers(flow)


def check_numbers(flow: Swimlanes) -> None:
    """Step numbers stand free, near a symbol of their step."""
    texts = [ink(text) for text in (*flow.numbers, *flow.labels)]
    free = Verdict(replace(sheet(flow), words=tuple(Words("", each) for each in texts)))
    assert [fault for fault in free.texts() if "touches" in fault] == []
    for number in flow.numbers:
        assert any(near(number.x, number.y, symbol) for symbol in flow.symbols if str(symbol.step) == number.text)


def near(x: float, y: float, symbol: Symbol) -> bool:
    """Whether a place is beside a symbol: within 7 mm of the rectangle around it."""
    dx, dy = abs(x - symbol.x) - symbol.width / 2, abs(y - symbol.y) - symbol.height / 2
    return max(dx, dy) < 7


def test_a_label_of_two_lines_is_as_near_to_its_decision_as_its_box_is() -> None:
    decision = Outline(Shape.DIAMOND, 58.24, 53.61, 17.0, 8.0, "")
    label = Label("dikembalikan kepada pemohon", 43.1, 66.07, 29.27, 5.32, 1, 6.5, ("dikembalikan", "kepada pemohon"))
    page = Sheet(1, (0.0, 100.0), (Band(0.0, 100.0, 1),), (decision,), (), (Words(label.text, ink(label)),))
    assert list(Verdict(page).texts()) == []
    low = replace(label, y=label.y + 1)
    (fault,) = Verdict(replace(page, words=(Words(low.text, ink(low)),))).texts()
    assert fault.endswith("stands beside no decision or connector")


@pytest.mark.parametrize("spoken", [False, True], ids=["plain", "spoken"])
@pytest.mark.parametrize("name", SOPS)
def test_every_sop_becomes_a_legal_diagram_in_one_piece(name: str, spoken: bool) -> None:
    sop = SOPS[name]
    check(lay_out_diagram(sop, spoken), sop, sop.sections)


@pytest.mark.parametrize("spoken", [False, True], ids=["plain", "spoken"])
@pytest.mark.parametrize("case", [plain(5), plain(6), wide(1), wide(3)], ids=["plain-5", "plain-6", "wide-1", "wide-3"])
def test_random_sops_become_legal_diagrams(case, spoken: bool) -> None:
    sop = replace(next(iter(SOPS.values())), sections=(case.section,))
    check(lay_out_diagram(sop, spoken), sop, sop.sections)


#: Extreme SOPs of few steps whose labels find no place in lanes of the usual width.
CROWDED = (214, 290)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, *CROWDED])
def test_of_extreme_sops_those_that_have_a_table_have_a_diagram(seed: int, tmp_path: Path) -> None:
    extreme_sop(seed, 7).write(tmp_path)
    project = load(tmp_path)
    (sop,) = project.sops
    lay_out(sop, project.institution)
    check(lay_out_diagram(sop), sop, sop.sections)


ODD_TEXTS = ("</td></tr></table><h1>X</h1>" * 4, "W" * 300)


@pytest.mark.slow
@pytest.mark.parametrize("actors", [3, 20])
@pytest.mark.parametrize("text", ODD_TEXTS, ids=["markup", "unbroken"])
@pytest.mark.parametrize("spoken", [False, True], ids=["plain", "spoken"])
def test_names_questions_labels_and_texts_of_any_length_have_a_place(spoken: bool, text: str, actors: int) -> None:
    sop = odd_sop(text, actors)
    diagram = lay_out_diagram(sop, spoken)
    check(diagram, sop, sop.sections)
    assert min(label.size_pt for flow in diagram.flows for label in flow.labels) >= SPOKEN.number_min_pt


def odd_sop(text: str, actors: int) -> Sop:
    """Three steps, all of whose texts are ``text``, or as much of it as a source may say; the second is a decision."""
    inside, label = text[:MAX_SYMBOL_TEXT], text[:MAX_LABEL]
    back = (Target(TargetKind.SYMBOL, 1, 0),)
    symbols = (
        StepSymbol((0,), text=inside),
        StepSymbol((1,), decision=True, no=back, text=inside, label_yes=label, label_no=label),
        StepSymbol((actors - 1,), text=inside),
    )
    steps = [Step(number, text, (symbol,)) for number, symbol in enumerate(symbols, 1)]
    return sops.make_sop(sops.section([f"{text} {number}" for number in range(actors)], steps))


@pytest.mark.parametrize("name", SOPS)
def test_symbols_carry_the_steps_texts_within_their_outlines(name: str) -> None:
    sop = SOPS[name]
    measurer = TextMeasurer(sop.format.huruf)
    for flow, section in zip(lay_out_diagram(sop, spoken=True).flows, sop.sections, strict=True):
        for step in section.steps:
            said = [symbol.text for symbol in flow.symbols if symbol.step == step.number and ":" not in symbol.id]
            own = [symbol.text for symbol in step.symbols if symbol.text]
            whole = " ".join(step.kegiatan.split())
            begun = [text.removesuffix(ELLIPSIS).rstrip() for text in said if text]
            assert not whole or own or any(whole.startswith(text) for text in begun)
        for symbol in flow.symbols:
            for line in symbol.lines:
                height = len(symbol.lines) * symbol.size_pt * SPOKEN.style.line_height * MM_PER_POINT
                room = text_room(symbol.kind, symbol.width, symbol.height, height, 0.0)
                assert measurer.width(line, symbol.size_pt) <= room


def test_a_long_text_ends_in_an_ellipsis_and_a_short_one_stays_whole() -> None:
    measurer = TextMeasurer("Arial")
    long = "Menyusun laporan " * 60
    cut = shorten(SymbolKind.DECISION, long, SPOKEN.lane, measurer, SPOKEN)
    assert cut.endswith(f" {ELLIPSIS}")
    assert long.startswith(cut.removesuffix(ELLIPSIS))
    assert shorten(SymbolKind.DECISION, "Setuju?", SPOKEN.lane, measurer, SPOKEN) == "Setuju?"
    word = shorten(SymbolKind.PROCESS, "M" * 90, SPOKEN.lane, measurer, SPOKEN)
    assert word.startswith("MMMM")
    assert word.endswith(ELLIPSIS)


def test_a_long_text_in_a_capsule_ends_where_the_capsule_would_lose_its_shape() -> None:
    measurer = TextMeasurer("Arial")
    cut = shorten(SymbolKind.TERMINATOR, "Menyusun laporan " * 60, SPOKEN.lane, measurer, SPOKEN)
    assert cut.endswith(f" {ELLIPSIS}")
    size = size_symbol(SymbolKind.TERMINATOR, cut, SPOKEN.lane, measurer, SPOKEN.style)
    assert size.fits
    assert size.width / size.height >= CAPSULE_SHAPE - 1e-6


def test_lanes_bear_the_names_and_groups_of_the_pelaksana() -> None:
    sop = SOPS["groups-sop_sources/sop.yaml"]
    (flow,) = lay_out_diagram(sop).flows
    actors = sop.sections[0].actors
    assert Counter(cell.text for cell in flow.header) == Counter(
        [actor.name for actor in actors] + list(dict.fromkeys(actor.group for actor in actors if actor.group))
    )
    for cell in flow.header:
        if cell.column_span > 1:
            assert cell.left == flow.lanes[cell.column].left
            assert cell.right == flow.lanes[cell.column + cell.column_span - 1].right


def test_lanes_hold_the_words_of_their_groups_names() -> None:
    name = "Direktorat Pertanggungjawabankeuangan"
    flow = lay_out_diagram(sops.make_sop(sops.section([Actor("A", name), "B", "C", "D"], [sops.step(1)]))).flows[0]
    assert flow.header[0].lines == tuple(name.split())


def test_parts_stand_below_each_other_and_may_be_drawn_alone() -> None:
    sop = SOPS["three-sections-sop_sources/sop.yaml"]
    diagram = lay_out_diagram(sop)
    assert [flow.title[0].text for flow in diagram.flows] == [section.judul for section in sop.sections]
    assert all(
        above.bottom < below.title[0].top for above, below in zip(diagram.flows, diagram.flows[1:], strict=False)
    )
    alone = lay_out_diagram(sop, parts=(1,))
    assert [flow.title[0].text for flow in alone.flows] == ["Surat Keluar"]


def test_nothing_reaches_beyond_the_drawing() -> None:
    for spoken, name in (
        (False, "main-sop_sources/biro-po/makro-laporan-kinerja.yaml"),
        (True, "one-step-sop_sources/sop.yaml"),
    ):
        key = next(each for each in SOPS if each.endswith(name.partition("-")[2]))
        diagram = lay_out_diagram(SOPS[key], spoken)
        for block in diagram.blocks:
            assert PLAIN.margin <= block.left < block.right <= diagram.width - PLAIN.margin + 0.01
        assert diagram.flows[-1].bottom + PLAIN.margin <= diagram.height + 0.01


@pytest.mark.parametrize("legend", [False, True], ids=["no legend", "legend"])
def test_blocks_do_not_overlap(legend: bool) -> None:
    diagram = lay_out_diagram(SOPS["three-sections-sop_sources/sop.yaml"], around=Around(legend=legend))
    for one, other in combinations(list(diagram.blocks), 2):
        above, beside = one.bottom <= other.top, one.right <= other.left
        assert above or beside or other.bottom <= one.top or other.right <= one.left


@pytest.mark.parametrize("name", [name for name in SOPS if name.startswith(("groups", "one-step", "special", "own-l"))])
def test_the_legend_explains_what_is_drawn_and_nothing_else(name: str) -> None:
    diagram = lay_out_diagram(SOPS[name], around=Around(legend=True))
    legend = diagram.legend
    assert legend is not None
    kinds = {symbol.kind for flow in diagram.flows for symbol in flow.symbols}
    assert Counter(symbol.kind for symbol in legend.symbols) == Counter(kinds)
    assert {edge.join for edge in legend.edges} == {edge.join for flow in diagram.flows for edge in flow.edges}
    says_letters = any(text.text in ("Ya/tidak", "Ya", "Tidak") for text in legend.texts)
    assert says_letters == any(label.text in "YT" for flow in diagram.flows for label in flow.labels)
    assert all(diagram.flows[-1].bottom < text.top and text.right < diagram.width for text in legend.texts)
    assert max(text.bottom for text in legend.texts) <= legend.bottom <= diagram.height - PLAIN.margin


def test_without_title_the_flow_begins_at_the_top() -> None:
    sop = SOPS["one-step-sop_sources/sop.yaml"]
    diagram = lay_out_diagram(sop, around=Around(title=False))
    assert list(diagram.blocks) == []
    assert diagram.flows[0].header[0].top == PLAIN.margin


def test_a_title_of_several_lines_leaves_no_single_word_for_the_last() -> None:
    sop = SOPS["one-step-sop_sources/sop.yaml"]
    title = f"{'Penyusunan laporan kinerja program dan kegiatan dan ' * 2}anggaran"
    measurer = TextMeasurer(sop.format.huruf)
    block = lay_out_diagram(replace(sop, judul=title)).title[0]
    lengths = [measurer.width(line, block.size_pt, bold=True) for line in block.lines]
    assert len(lengths) > 1
    assert min(lengths) > 0.6 * max(lengths)


def test_a_symbol_with_more_ways_out_than_sides_is_told_before_any_way_is_looked_for() -> None:
    steps = [Step(number, "Kegiatan", (StepSymbol((0,)),)) for number in range(1, 7)]
    targets = tuple(Target(TargetKind.SYMBOL, number, 0) for number in (4, 5, 6))
    steps[1] = Step(2, "Memeriksa", (StepSymbol((0,), decision=True, no=targets),))
    sop = sops.make_sop(sops.section(["Staf"], steps))
    for tried in (lay_out, lay_out_diagram):
        with counted() as counts, pytest.raises(FindingsError) as raised:
            tried(sop)
        (finding,) = raised.value.findings
        assert (finding.code, finding.step) == ("SOP-E304", 2)
        assert "4 panah keluar" in finding.message
        assert "hanya 3 sisi" in finding.message
        assert counts.of(ROUTING) == []
    steps[1] = Step(2, "Memeriksa", (StepSymbol((0,), decision=True, no=targets[:2]),))
    assert lay_out_diagram(sops.make_sop(sops.section(["Staf"], steps)))


def test_a_flow_that_no_two_pieces_can_hold_is_cut_into_more_without_naming_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sop = next(sop for name, sop in SOPS.items() if name.endswith("makro-laporan-kinerja.yaml"))
    drawn = drawing.draw
    tried: list[int] = []

    def only_small(flow: Flow, frames: tuple[Frame, ...], *others: Any) -> Any:
        tried.append(len(frames))
        return drawn(flow, frames, *others) if len(frames) > 2 else MoreRoom(steps=(1,), used_up=True)

    monkeypatch.setattr(drawing, "draw", only_small)
    (flow,) = lay_out_diagram(sop).flows
    assert tried == [1, 2, 4]
    connectors = [symbol for symbol in flow.symbols if symbol.kind is SymbolKind.CONNECTOR]
    assert connectors
    assert all(symbol.note_box is None and not symbol.page_note for symbol in connectors)


@given(steps=st.integers(1, 30), data=st.data())
def test_pieces_halve_a_flow_until_each_is_one_step(steps: int, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.tuples(st.integers(1, steps), st.integers(1, steps)), max_size=20))
    nodes = tuple(FlowNode(str(step), SymbolKind.PROCESS, step, 0, (0,)) for step in range(1, steps + 1))
    flow = Flow(nodes, tuple(FlowEdge(str(one), str(other)) for one, other in edges), steps, 1)
    divisions = list(pieces(flow))
    assert divisions[0] == ((1, steps),)
    assert divisions[-1] == tuple((step, step) for step in range(1, steps + 1))
    for division in divisions:
        assert [step for first, last in division for step in range(first, last + 1)] == list(range(1, steps + 1))


LABELS = st.sampled_from(
    [None, "Ya", "Lengkap dan benar", "W" * MAX_LABEL, "dikembalikan kepada pemohon untuk dilengkapi"]
)


@st.composite
def small_flows(draw: st.DrawFn) -> Sop:
    """Two to six steps of one to three pelaksana, each symbol with no more ways out than it has sides."""
    actors, count = draw(st.integers(1, 3)), draw(st.integers(2, 6))
    steps: list[Step] = []
    for number in range(1, count + 1):
        who = tuple(draw(st.permutations(range(actors)))[: draw(st.integers(1, min(actors, 2)))])
        goals = st.sampled_from([step for step in range(1, count + 1) if step not in (number, number + 1)] or [0])
        back = draw(st.lists(goals, max_size=2, unique=True)) if number < count else []
        no = tuple(Target(TargetKind.SYMBOL, step, 0) for step in sorted(back) if step)
        labels = {"label_yes": draw(LABELS), "label_no": draw(LABELS)} if no else {}
        steps.append(Step(number, "Memeriksa", (StepSymbol(who, decision=bool(no), no=no, **labels),)))
    return sops.make_sop(sops.section([f"Pelaksana {number}" for number in range(actors)], steps))


@pytest.mark.slow
@settings(max_examples=scaled(4))
@given(sop=small_flows())
def test_a_diagram_gives_way_in_size_rather_than_be_refused(sop: Sop) -> None:
    check(lay_out_diagram(sop), sop, sop.sections)


def test_labels_keep_their_words() -> None:
    (flow,) = lay_out_diagram(SOPS["own-labels-sop_sources/sop.yaml"]).flows
    labels: tuple[Label, ...] = flow.labels
    assert Counter(label.text for label in labels) == Counter(["Tidak layak", "Layak", "Tidak", "Ya"])
