"""What every drawing keeps, whatever the section."""

from __future__ import annotations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.flow.graph import SymbolKind
from sopgen.flow.make_flow import build
from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.style import STYLE
from sopgen.model.institution import Format, TerminatorStyle
from sopgen.model.sop import Section
from tests.conftest import scaled
from tests.generators.random_flows import Case, drawn
from tests.generators.sections import sections
from tests.layout.flows import MEASURER
from tests.layout.gates import violations

SEARCH = (Phase.explicit, Phase.generate)  # a failing drawing is slow: the first found says enough
STYLES = st.sampled_from(list(TerminatorStyle))
WIDTHS = st.sampled_from([17.0, 21.0, 30.0])  # mm; the table gives few pelaksana wider columns


def case(section: Section, style: TerminatorStyle, width: float, height: float = 16.0) -> Case:
    """A section in columns of one width and rows of one height."""
    width *= 2 if len(section.actors) < 3 else 1
    flow = build(section, Format(terminator=style))
    return Case(0, section, flow, (height,) * len(section.steps), width)


@given(section=sections(), style=STYLES, width=WIDTHS)
@settings(max_examples=scaled(25), phases=SEARCH)
def test_any_small_section_is_drawn_with_every_gate_at_zero(
    section: Section, style: TerminatorStyle, width: float
) -> None:
    task = case(section, style, width)
    result = drawn(task, MEASURER, STYLE)
    assert not isinstance(result, MoreRoom)
    assert violations(result[1], task.flow, result[0], STYLE) == ()


@given(section=sections(most_steps=8), width=WIDTHS)
@settings(max_examples=scaled(12), phases=SEARCH)
def test_every_symbol_stands_in_its_cell_and_every_label_is_one_of_the_sources(section: Section, width: float) -> None:
    task = case(section, TerminatorStyle.SEPARATE, width)
    result = drawn(task, MEASURER, STYLE)
    assert not isinstance(result, MoreRoom)
    for frame, drawing in zip(*result, strict=True):
        rows = {row.step: row for row in frame.rows}
        columns = {column.actor: column for column in frame.columns}
        for symbol in drawing.symbols:
            if symbol.kind is not SymbolKind.CONNECTOR:
                row, column = rows[symbol.step], columns[symbol.actor]
                assert abs(symbol.x - (column.left + column.right) / 2) < 0.01
                assert row.top < symbol.y - symbol.height / 2 < symbol.y + symbol.height / 2 < row.bottom
    texts = sorted(label.text for drawing in result[1] for label in drawing.labels)
    assert texts == sorted(edge.label for edge in task.flow.edges if edge.label)


@given(section=sections(most_steps=8), width=WIDTHS)
@settings(max_examples=scaled(8), phases=SEARCH)
def test_drawing_twice_gives_the_same(section: Section, width: float) -> None:
    task = case(section, TerminatorStyle.ACTIVITY, width)
    assert drawn(task, MEASURER, STYLE) == drawn(task, MEASURER, STYLE)
