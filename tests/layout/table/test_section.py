"""Tables laid out as a whole: which columns and pages are taken, and what happens when nothing can be drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from sopgen.findings import FindingsError
from sopgen.flow.graph import Flow
from sopgen.layout.drawing import drawing
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.scene import FlowPage
from sopgen.layout.style import STYLE, Style
from sopgen.layout.text.protocol import Measurer
from sopgen.model.sop import Step, StepSymbol, Target, TargetKind
from tests.layout.sops import SENTENCE, make_sop, section, step, with_format

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


def refusing(real: Drawn, refused: MoreRoom) -> Drawn:
    """A drawing half that draws only with the least letters."""

    def draw(
        flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages
    ) -> tuple[Drawing, ...] | MoreRoom:
        least = style.min_symbol_pt <= STYLE.least_symbol_pt
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
    return tuple(Target(TargetKind.SYMBOL, step, 0) for step in steps)


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
