"""Column widths from one pelaksana to twenty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.layout.style import STYLE, with_narrowest_columns
from sopgen.layout.table.actor_widths import actor_groups
from sopgen.layout.table.cells import CellMetrics, rule_mm, texts_of
from sopgen.layout.table.columns import ColumnPlan, ColumnPlanner, ColumnsTooNarrowError
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.institution import Format
from sopgen.model.sop import Actor, Section, Step
from tests.layout.sops import SENTENCE, section, step

ARIAL = TextMeasurer("Arial")
A4, LEGAL = 273.0, 331.6
LONG_NAMES = (
    "Menteri Koordinator|Sekretaris Kementerian|Deputi Bidang Koordinasi|Kepala Biro Perencanaan|Kabag Evaluasi|"
    "Kasubbag Pemantauan|Pertanggungjawaban|Inspektur|Analis Kebijakan|Arsiparis|Pranata Komputer|"
    "Bendahara Pengeluaran|Pejabat Pembuat Komitmen|Kuasa Pengguna Anggaran|Perencana|Auditor|Statistisi|"
    "Pengadministrasi Umum|Pelaksana (JP/JFT)|Unit Organisasi terkait"
)
NAMES = tuple(LONG_NAMES.split("|"))


def planner(
    actors: Sequence[str | Actor],
    steps: Sequence[Step] = (),
    room: float = A4,
    demands: float = 0.0,
    size_pt: float = 9.0,
) -> ColumnPlanner:
    """A planner for a table with these pelaksana."""
    table = section(actors, steps or [step(number) for number in range(1, 6)])
    metrics = CellMetrics(ARIAL, STYLE, size_pt)
    return planner_of(table, metrics, room, (demands,) * len(actors))


def planner_of(
    table: Section, metrics: CellMetrics, room: float, demands: tuple[float, ...], numbered: bool = False
) -> ColumnPlanner:
    """A planner for this section in the usual form, with or without column numbers."""
    format = Format(nomor_kolom=numbered)
    return ColumnPlanner(table, format, metrics, texts_of(format.form.columns, table.steps), room, demands)


def widest(*actors: str | Actor, room: float = A4, steps: Sequence[Step] = ()) -> ColumnPlan:
    """The first plan for these pelaksana."""
    return next(planner(actors, steps, room).plans())


@pytest.mark.parametrize(("count", "width"), [(1, 24.0), (3, 24.0), (5, 20.0), (8, 15.3)])
def test_few_pelaksana_have_columns_of_a_good_width(count: int, width: float) -> None:
    plan = widest(*(f"Staf {number}" for number in range(count)))
    assert plan.actors == (width,) * count


def test_kegiatan_has_the_largest_share() -> None:
    plan = widest("Sekretaris", "Arsiparis", "Kasubbag")
    assert plan.own["kegiatan"] > plan.own["kelengkapan"]
    assert plan.own["kegiatan"] > plan.own["output"]


def test_the_texts_share_their_room_so_that_rows_are_low() -> None:
    long_output = [step(number, "Menyusun", output="Konsep nota dinas dan laporan " * 4) for number in range(1, 6)]
    assert widest("A", "B", "C", steps=long_output).own["output"] > widest("A", "B", "C").own["output"]


def test_a_column_is_as_wide_as_the_longest_word_of_its_header() -> None:
    plan = widest("Pertanggungjawaban", *(f"S{number}" for number in range(7)))
    word = ARIAL.longest_word("Pertanggungjawaban", plan.actor_pt, bold=True)
    assert not plan.rotated
    assert plan.actors[0] >= word + 2 * STYLE.header_cell_x + rule_mm(STYLE)


def test_a_symbol_that_asks_for_room_gets_it() -> None:
    plan = next(planner(["A", "B", "C"], demands=35.0).plans())
    assert min(plan.actors) >= 35.0


def test_the_headers_of_many_pelaksana_are_turned_when_their_words_do_not_fit() -> None:
    plan = widest(*NAMES)
    assert plan.rotated
    assert plan.actor_pt == STYLE.min_table_pt
    assert min(plan.actors) >= STYLE.actor_min
    assert not widest(*(f"Seksi {letter}" for letter in "ABCDEFGHIJKLMNO")).rotated


def test_texts_give_way_to_many_pelaksana() -> None:
    few, many = widest(*NAMES[:6]), widest(*NAMES)
    assert sum(many.own.values()) < sum(few.own.values())
    assert many.own["kegiatan"] >= STYLE.kegiatan_min


def test_columns_that_fit_no_page_are_an_error_that_says_how_much_is_missing() -> None:
    with pytest.raises(ColumnsTooNarrowError) as error:
        next(planner(NAMES, demands=14.0).plans())
    assert error.value.missing > 0
    assert next(planner(NAMES, demands=11.0, room=LEGAL).plans()).rotated


def test_least_columns_still_hold_the_lines_of_long_turned_names() -> None:
    names = (*NAMES[:-1], "Pejabat Pengelola Informasi dan Dokumentasi")
    metrics = CellMetrics(ARIAL, with_narrowest_columns(STYLE), 7.0)
    tables = planner_of(section(names, [step(1)]), metrics, A4, (14.0,) * 5 + (0.0,) * 15)
    actors = next(tables.plans()).actors
    assert actors[-2] < STYLE.actor_min
    assert ARIAL.line_count(names[-1], STYLE.rotated_max, 7.0, bold=True) == 2
    assert actors[-1] == pytest.approx(STYLE.actor_min, abs=0.1)


def test_narrower_plans_follow_the_widest() -> None:
    plans = [plan.actors[0] for plan in planner(["A", "B", "C", "D", "E"]).plans()]
    assert plans == [20.0, 18.0, 16.0]


def test_a_squeezed_plan_gives_a_long_text_all_there_is() -> None:
    steps = [step(1, "kata " * 900), step(2)]
    tables = planner(["A", "B", "C"], steps, size_pt=7.0)
    assert tables.squeezed().own["kegiatan"] > next(tables.plans()).own["kegiatan"]


def test_waktu_stands_in_one_line_while_it_is_short() -> None:
    plan = widest("A", "B")
    metrics = CellMetrics(ARIAL, STYLE, 9.0)
    assert metrics.line_count("30 Menit", plan.own["waktu"]) == 1


def test_waktu_takes_several_lines_only_where_that_saves_much_height() -> None:
    texts = "Konsep laporan kinerja yang telah diperiksa dan diparaf "
    short = [replace(step(number, "Menyusun"), waktu="120 Menit") for number in range(1, 6)]
    long = [replace(step(n, texts * (n % 9 + 3), output=texts * (n % 7)), waktu="120 Menit") for n in range(1, 40)]
    assert widest("A", "B", "C", steps=short).own["waktu"] > widest("A", "B", "C", steps=long).own["waktu"]
    assert widest("A", "B", "C", steps=long).own["waktu"] >= ARIAL.longest_word("Waktu", 9.0, bold=True)


def test_an_empty_ket_is_as_narrow_as_its_heading() -> None:
    assert widest("A", "B", "C").own["ket"] == pytest.approx(STYLE.ket_width, abs=1.0)


def test_an_empty_ket_holds_its_columns_number() -> None:
    table = section(NAMES[:5], [step(1)])
    metrics = CellMetrics(ARIAL, STYLE, 12.0)
    plan = next(planner_of(table, metrics, LEGAL, (0.0,) * 5, numbered=True).plans())
    room = plan.own["ket"] - 2 * STYLE.header_cell_x - rule_mm(STYLE)
    assert ARIAL.line_count("(11)", room, 11.0, bold=True) == 1


def test_a_ket_with_long_texts_gets_the_room_that_they_need() -> None:
    steps = [step(number, "Menyusun", ket="Paling lambat tiga hari kerja " * 6) for number in range(1, 9)]
    assert widest("A", "B", "C", steps=steps).own["ket"] > 2 * STYLE.ket_max
    remark = [step(number, ket="Daring" if number == 3 else "") for number in range(1, 9)]
    assert widest("A", "B", "C", steps=remark).own["ket"] < STYLE.ket_max


def test_names_of_pelaksana_are_as_large_as_the_other_headings_where_they_fit() -> None:
    assert widest("Arsiparis", "Kabag", "Menteri").actor_pt == 9.0
    assert {plan.actor_pt for plan in planner(["Arsiparis", "Kabag", "Pemantauan"]).plans()} == {9.0}
    assert widest(*NAMES[:6]).actor_pt < 9.0


def test_names_stay_as_large_in_columns_that_are_wider_for_what_is_drawn_in_them() -> None:
    wider = planner(["Arsiparis", "Kabag", "Menteri"], demands=40.0)
    assert {plan.actor_pt for plan in wider.plans()} == {9.0}
    long = planner(["Arsiparis", "Pejabat Pengelola Informasi dan Dokumentasi", "Kabag"], demands=40.0)
    small = next(long.plans())
    assert small.actor_pt == 7.0  # larger ones would make the header higher
    assert min(small.actors) >= 40.0


def test_no_word_is_broken_that_the_forms_shares_would_hold() -> None:
    long = [step(number, SENTENCE * 3, output="Pertanggungjawaban") for number in range(1, 9)]
    for plan in planner(["A", "B", "C"], long).plans():
        metrics = CellMetrics(ARIAL, STYLE, 9.0)
        assert metrics.line_count("Pertanggungjawaban", plan.own["output"]) == 1


def test_neighbours_of_one_group_belong_together() -> None:
    actors = [Actor("A"), Actor("B", "X"), Actor("C", "X"), Actor("D", "Y"), Actor("E")]
    assert actor_groups(actors) == ((0,), (1, 2), (3,), (4,))


def test_a_group_is_as_wide_as_the_longest_word_of_its_name() -> None:
    plan = widest(
        Actor("A", "Pertanggungjawabannya"), Actor("B", "Pertanggungjawabannya"), *(f"S{n}" for n in range(8))
    )
    word = ARIAL.longest_word("Pertanggungjawabannya", plan.actor_pt, bold=True)
    assert plan.actors[0] + plan.actors[1] >= word


def test_columns_under_turned_names_hold_the_words_of_their_group() -> None:
    actors = [Actor(name, f"Pertanggungjawabannya {number // 2}") for number, name in enumerate(NAMES[:12])]
    plan = widest(*actors)
    word = ARIAL.longest_word("Pertanggungjawabannya", STYLE.min_header_pt, bold=True)
    assert plan.rotated
    assert min(map(sum, zip(plan.actors[::2], plan.actors[1::2], strict=True))) >= word + 2 * STYLE.header_cell_x


def test_a_group_too_long_for_the_paper_takes_nothing_from_the_others() -> None:
    groups = ["Pertanggungjawabannya", "Pertanggungjawaban" * 12]
    plan = widest(*(Actor(name, groups[number // 2 % 2]) for number, name in enumerate(NAMES[:14])))
    word = ARIAL.longest_word("Pertanggungjawabannya", STYLE.min_header_pt, bold=True)
    assert plan.rotated
    assert plan.actors[0] + plan.actors[1] >= word + 2 * STYLE.header_cell_x


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=20, unique=True),
    st.lists(st.text("aku dan/\n", max_size=120), min_size=1, max_size=5),
    st.sampled_from((A4, LEGAL, 255.4, 306.0)),
    st.sampled_from((7.0, 9.0, 11.0)),
)
def test_columns_fill_the_page_exactly(names: list[str], texts: list[str], room: float, size_pt: float) -> None:
    steps = [step(number, text, ket=text[:20]) for number, text in enumerate(texts, 1)]
    for plan in planner(names, steps, room, size_pt=size_pt).plans():
        assert sum(plan.widths) == pytest.approx(room, abs=0.005)
        assert min(plan.widths) > 5
        assert len(plan.table) == len(plan.widths) == len(names) + 6


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=12, unique=True),
    st.lists(st.sampled_from(("30 Menit", "1 Jam", "3 Hari kerja", "Sesuai kebutuhan", "5-10 menit")), min_size=1),
    st.booleans(),
)
def test_no_word_of_waktu_or_of_a_heading_is_broken(names: list[str], times: list[str], tight: bool) -> None:
    steps = [replace(step(number), waktu=time) for number, time in enumerate(times, 1)]
    terms, clear = Format().istilah, 2 * STYLE.header_cell_x + rule_mm(STYLE)
    metrics = CellMetrics(ARIAL, STYLE, 9.0)
    for plan in planner(names, steps).plans(tight=tight):
        room = metrics.clear_width(plan.own["waktu"])
        assert all(ARIAL.longest_word(time, 9.0) <= room for time in times)
        for column in plan.columns:
            if column.key in plan.own:
                word = ARIAL.longest_word(terms.heading(column), STYLE.min_header_pt, bold=True)
                assert word + clear <= plan.own[column.key]
