"""Tables laid out as a whole: which columns and pages are taken, and what happens when nothing can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from sopgen.findings import FindingsError
from sopgen.flow.graph import Flow
from sopgen.layout.drawing import drawing
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.scene import FlowPage
from sopgen.layout.style import CAPSULE_SHAPE, STYLE, Style
from sopgen.layout.table.columns import ColumnPlan, ColumnPlanner
from sopgen.layout.table.header import least_header
from sopgen.layout.table.section import SectionLayout
from sopgen.layout.text.protocol import Measurer
from sopgen.model.institution import TerminatorStyle
from sopgen.model.sop import Sop, Step, StepSymbol, Target
from tests.generators.random_flows import to_step
from tests.generators.texted_sops import random_section
from tests.layout.sops import SENTENCE, make_sop, section, step, with_format
from tests.layout.table.test_columns import NAMES

Drawn: TypeAlias = Callable[..., tuple[Drawing, ...] | MoreRoom]
LONG = [step(number, SENTENCE * 2, output=SENTENCE) for number in range(1, 12)]


def actor_width(page: FlowPage) -> float:
    """Width in mm of the first Pelaksana column."""
    column = next(column for column in page.columns if column.actor is not None)
    return column.right - column.left


def test_pelaksana_columns_give_room_to_long_texts() -> None:
    assert actor_width(lay_out(make_sop(section(["A", "B", "C"], LONG))).pages[0]) < STYLE.actor_max


def test_where_nothing_can_be_drawn_the_pelaksana_columns_get_the_forms_own_width(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = drawing.draw

    def draw(
        flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages
    ) -> tuple[Drawing, ...] | MoreRoom:
        column = frames[0].columns[0]
        wide = column.right - column.left >= STYLE.actor_max
        return real(flow, frames, measurer, style, pages) if wide else MoreRoom(steps=(1,))

    monkeypatch.setattr(drawing, "draw", draw)
    pages = lay_out(make_sop(section(["A", "B", "C"], LONG))).pages
    assert actor_width(pages[0]) == pytest.approx(STYLE.actor_max)


def test_long_remarks_take_fewer_pages_than_in_a_narrow_ket() -> None:
    """With a Ket of at most 26 mm these took six."""
    remark = "Paling lambat tiga hari kerja setelah berkas diterima lengkap oleh unit pengolah " * 3
    steps = [step(number, "Memeriksa berkas", ket=remark) for number in range(1, 13)]
    assert len(lay_out(make_sop(section(["Arsiparis", "Kabag", "Menteri"], steps))).pages) == 2


@pytest.mark.parametrize(("actors", "size_pt"), [(9, 16.0), (12, 15.0)])
def test_columns_widen_and_then_large_text_shrinks_before_words_are_broken(actors: int, size_pt: float) -> None:
    names = [f"S{number}" for number in range(actors)]
    sop = make_sop(section(names, [step(1, "Menerima", output="Pertanggungjawaban"), step(2)]))
    scene = lay_out(with_format(sop, ukuran_huruf=16.0))
    assert scene.table_pt == size_pt
    assert ("Pertanggungjawaban",) in {cell.lines for row in scene.pages[0].rows for cell in row.cells}


def test_large_text_stays_where_the_usual_size_would_break_the_same_word() -> None:
    sop = make_sop(section(["A", "B", "C"], [step(1, "Menerima", output="Pertanggungjawaban" * 10)]))
    assert lay_out(with_format(sop, ukuran_huruf=12.0)).table_pt == 12.0


def refusing(real: Drawn, refused: MoreRoom, narrowest: float = STYLE.actor_max) -> Drawn:
    """A drawing half that draws only with the least letters, and where a Pelaksana column is as narrow as this (mm)."""

    def draw(
        flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages
    ) -> tuple[Drawing, ...] | MoreRoom:
        least = style.min_symbol_pt <= STYLE.least_symbol_pt
        least = least and min(column.width for column in frames[0].columns if column.actor is not None) <= narrowest
        return real(flow, frames, measurer, style, pages) if least else refused

    return draw


def test_where_labels_find_no_place_even_in_the_smallest_table_letters_in_symbols_give_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "draw", refusing(drawing.draw, MoreRoom(steps=(1,), labels=("Tidak",))))
    assert lay_out(make_sop(section(["A", "B", "C"], LONG))).table_pt == STYLE.min_table_pt


def test_letters_do_not_give_way_to_lines_without_a_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "draw", refusing(drawing.draw, MoreRoom(steps=(1,))))
    with pytest.raises(FindingsError, match="tidak dapat digambar"):
        lay_out(make_sop(section(["A", "B", "C"], LONG)))


def to(*steps: int) -> tuple[Target, ...]:
    return tuple(map(to_step, steps))


def test_symbols_below_each_other_make_room_for_the_answers_between_them() -> None:
    # The answers that leave both diamonds where they face each other stand between them, however wide the columns are.
    stacked = (
        StepSymbol((1,), decision=True, no=to(4, 5), label_no="Tidak"),
        StepSymbol((0,)),
        StepSymbol((1,), decision=True, no=to(5, 1), label_no="Tidak", text="Setuju?"),
    )
    others = (StepSymbol((0, 1), decision=True, no=to(6)), StepSymbol((1,)), StepSymbol((1,)), StepSymbol((0,)))
    last = StepSymbol((0,), decision=True, no=to(2))
    rows = [(StepSymbol((1,)),), stacked, *((symbol,) for symbol in (*others, last))]
    steps = [Step(number, "Menyusun bahan", symbols) for number, symbols in enumerate(rows, 1)]
    pages = lay_out(make_sop(section(["Kepala Bagian", "Analis"], steps))).pages
    above, below = (each for page in pages for each in page.symbols if each.step == 2 and each.actor == 1)
    between = [label for page in pages for label in page.labels if above.y < label.y < below.y]
    assert len(between) >= 2
    assert all(label.size_pt >= STYLE.min_symbol_pt for label in between)


def test_where_labels_find_no_place_in_the_least_letters_columns_without_labels_give_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = MoreRoom(steps=(1,), labels=("Tidak",))
    monkeypatch.setattr(drawing, "draw", refusing(drawing.draw, refused, STYLE.actor_min - 0.5))
    assert actor_width(lay_out(make_sop(section(NAMES, LONG))).pages[0]) < STYLE.actor_min


@pytest.mark.slow
def test_long_answers_of_twenty_pelaksana_get_the_width_that_columns_without_answers_do_not_need() -> None:
    """The columns of the decisions could not grow while all others kept 8 mm."""
    writes = tuple(StepSymbol((actor,), text="Mencatat dan mengarsipkan") for actor in (19, 18, 17, 16))
    decides = [
        StepSymbol((number - 2,), decision=True, no=goals, label_yes="Disetujui", label_no="Ditolak")
        for number, goals in ((2, (to_step(1),)), (3, (to_step(1), to_step(2))), (4, (to_step(1), to_step(3))))
    ]
    rows = [writes, *((symbol,) for symbol in decides), (StepSymbol((18,)),)]
    steps = [Step(number, f"Kegiatan {number}", symbols) for number, symbols in enumerate(rows, start=1)]
    sop = with_format(make_sop(section([f"Pelaksana {number}" for number in range(1, 21)], steps)), ukuran_huruf=7)
    assert sorted(label.text for page in lay_out(sop).pages for label in page.labels) == [
        *["Disetujui"] * 3,
        *["Ditolak"] * 5,
    ]


def spoken_capsules(actors: int, text: str) -> Sop:
    """An SOP of two steps that are capsules with texts, the first and the last pelaksana's."""
    steps = [Step(1, "Memulai", (StepSymbol((0,), text=text),)), Step(2, "Menutup", (StepSymbol((actors - 1,)),))]
    sop = make_sop(section([f"Pelaksana {number}" for number in range(actors)], steps))
    return with_format(sop, terminator=TerminatorStyle.ACTIVITY)


def test_capsules_with_texts_are_wider_than_high_beside_many_pelaksana() -> None:
    """With nine the first was 12.73 mm wide and 12.9 mm high."""
    (page,) = lay_out(spoken_capsules(9, "Menerima dan mencatat berkas")).pages
    first, last = page.symbols
    assert first.text == " ".join(first.lines) == "Menerima dan mencatat berkas"
    assert all(symbol.width >= CAPSULE_SHAPE * symbol.height - 0.01 for symbol in (first, last))


def test_a_table_without_room_for_its_capsules_is_told() -> None:
    with pytest.raises(FindingsError) as raised:
        lay_out(spoken_capsules(24, SENTENCE))
    assert [finding.code for finding in raised.value.findings] == ["SOP-E302"]


def test_narrow_texts_are_not_tried_where_even_the_lowest_rows_need_as_many_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    real = ColumnPlanner.plans

    def plans(planner: ColumnPlanner, tight: bool = False) -> Iterator[ColumnPlan]:
        asked.append(tight)
        return real(planner, tight)

    monkeypatch.setattr(ColumnPlanner, "plans", plans)
    assert len(lay_out(make_sop(section(["A", "B", "C"], [step(number) for number in range(1, 24)]))).pages) == 3
    assert asked == [False]


@pytest.mark.parametrize("seed", [90, 97])
def test_narrow_texts_are_tried_where_they_save_a_page(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    texted = random_section(seed)
    sop = with_format(make_sop(texted.section), **texted.settings)
    count = len(lay_out(sop).pages)
    monkeypatch.setattr(SectionLayout, "_may_save_a_page", lambda *_: False)
    assert len(lay_out(sop).pages) == count + 1
    monkeypatch.setattr(SectionLayout, "_may_save_a_page", lambda *_: True)
    assert len(lay_out(sop).pages) == count


def test_no_header_is_lower_than_the_least() -> None:
    lowest = lay_out(with_format(make_sop(section(["A", "B"], [step(1)])), ukuran_huruf=7.0)).pages[0].header
    assert lowest.bottom - lowest.top == pytest.approx(least_header(STYLE), abs=0.01)
