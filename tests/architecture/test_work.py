"""Every stage counts its work: by its input at most, never beyond its allowance, and its end is told."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sopgen import work
from sopgen.builder.change_proposal import marked
from sopgen.compare.match import match_steps
from sopgen.edits.splice import Written, spliced
from sopgen.findings import Finding, FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.astar import Search
from sopgen.layout.routing.estimates import least
from sopgen.layout.routing.grid import Grid
from sopgen.layout.style.prices import Weights
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.institution import Institution
from sopgen.pull.document.read import read
from sopgen.pull.matching import Item, match
from sopgen.render.docx.package.archive import UnreadableError
from sopgen.render.logo import logo_bytes
from sopgen.render.own_templates import own_templates_may_be_wrong
from sopgen.render.templates import environment, shipped_templates
from sopgen.rules.checks.across import position_variants
from sopgen.rules.rule import Context
from sopgen.source.read import parse
from sopgen.work import IMPROVING, MEASURING, READING, REDRAWING, STAGES, Stage, Work, WorkUsedUpError, counted
from tests.conftest import ROOT
from tests.generators.worst_inputs import ACTORS, TODAY, WORST, Worst, project, sop
from tests.render_docx.documents import makro

#: Twice the input may take twice the work; what does not depend on its size makes it less, rounding a little more.
MOST_GROWTH = 2.2
#: Stages that may simply do less ask before each step: they pass their allowance by that one.
ASKING = {IMPROVING, REDRAWING, MEASURING}
ONE_STEP = 1.3
NAMES_OF = {value.name: name for name, value in vars(work).items() if isinstance(value, Stage)}

Shorten = Callable[[Stage, str, int], None]


@pytest.fixture
def shorten(monkeypatch: pytest.MonkeyPatch) -> Shorten:
    """Leave a stage, where a module asks for it, so many units for whatever input."""

    def shortened(stage: Stage, module: str, units: int) -> None:
        less = replace(stage, fixed=units, each=0, again=0)
        monkeypatch.setattr(importlib.import_module(f"sopgen.{module}"), NAMES_OF[stage.name], less)

    return shortened


# -- what is counted ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("worst", WORST, ids=lambda worst: worst.what)
def test_work_grows_with_its_input_and_never_passes_its_allowance(worst: Worst) -> None:
    made = [worst.counts(size) for size in (worst.size // 4, worst.size // 2, worst.size)]
    for stage in worst.stages:
        done = [counts.largest(stage).done for counts in made]
        growth = MOST_GROWTH**2 if worst.steeper else MOST_GROWTH
        assert all(after <= growth * before for before, after in pairwise(done)), done
        for one in (one for counts in made for one in counts.of(stage)):
            assert one.done <= one.limit * (ONE_STEP if stage in ASKING else 1)


def test_every_stage_has_its_worst_input_and_an_allowance_linear_in_it() -> None:
    assert {stage for worst in WORST for stage in worst.stages} == set(STAGES)
    assert {stage.name for stage in STAGES} == set(NAMES_OF)
    for stage in STAGES:
        assert stage.allowance(2_000) - stage.allowance(1_000) == 1_000 * stage.each
        assert bool(stage.each) == bool(stage.per)


def test_the_examples_of_the_module_are_true() -> None:
    assert Work(READING, 2_000).limit == 5_000
    assert Work(IMPROVING).left == 30_000
    with pytest.raises(WorkUsedUpError, match=r"^logo: 20000 elements .*, 0 done$"):
        Work(work.LOGO).spend(30_000)


def test_what_is_left_is_spent_to_the_last_unit_and_no_further() -> None:
    one = Work(replace(READING, fixed=3, each=0))
    one.spend(2)
    with pytest.raises(WorkUsedUpError):
        one.spend(2)
    one.spend(1)
    assert (one.done, one.left, one.used_up) == (3, 0, False)


def test_work_that_is_taken_up_again_has_at_least_what_is_granted_for_it() -> None:
    one = Work(IMPROVING)
    one.take_up_again()
    assert one.limit == 30_000
    one.count(40_000)
    assert one.used_up
    one.take_up_again()
    assert one.left == 10_000


def test_only_what_is_begun_in_the_block_is_told() -> None:
    Work(READING).spend(1)
    with counted() as outer:
        Work(READING).spend(2)
        with counted() as inner:
            Work(READING).spend(3)
    assert (outer.done(READING), inner.done(READING)) == (2, 3)


def test_no_number_of_work_stands_elsewhere() -> None:
    written = {path: path.read_text(encoding="utf-8") for path in (ROOT / "sopgen").rglob("*.py")}
    using = {stage.name: [path for path, text in written.items() if NAMES_OF[stage.name] in text] for stage in STAGES}
    assert all(len(paths) > 1 for paths in using.values()), "a stage that nobody counts"
    assert not [path for path, text in written.items() if "MOST_WORK" in text or "_PAIRS =" in text]


# -- how it ends -------------------------------------------------------------------------------------------------------


def findings_of(make: Callable[[], object]) -> tuple[Finding, ...]:
    with pytest.raises(FindingsError) as error:
        make()
    return error.value.findings


def test_reading_that_ends_is_told_at_its_place(shorten: Shorten) -> None:
    shorten(READING, "source.read", 20)
    source, findings = parse(b"judul: Penyusunan Laporan\nnomor: 1\n", Path("/x.yaml"), "x.yaml")
    assert source is None
    assert [(one.code, one.span.line) for one in findings] == [("SOP-E108", 1)]
    assert "terlalu banyak" in findings[0].message


def test_misspelt_words_beyond_the_work_are_told_without_a_guess(shorten: Shorten, tmp_path: Path) -> None:
    keys = "".join(f"dasar_hukun{index}: x\n" for index in range(5))
    shorten(work.SPELLING, "model.collector", 100)
    found = project(tmp_path, keys + sop(3, ACTORS[:2])).findings
    hints = [one.hint for one in found if one.code == "SOP-E120"]
    assert len(hints) == 5
    assert any("Maksud Anda" not in hint for hint in hints)


def test_names_beyond_the_work_are_told_as_not_compared(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(3, ("Kabag Umum", "Kabag Ulang", "Kabag Unggul", "Kabag Urusan")))
    assert not list(position_variants.findings(Context(read_in, TODAY)))
    shorten(work.NAMES, "rules.checks.across", 1)
    (finding,) = position_variants.findings(Context(read_in, TODAY))
    assert finding.code == "SOP-W302"
    assert "tidak dibandingkan" in finding.message


def test_lines_beyond_the_work_are_told_at_the_longest_text(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(3, ACTORS[:2], lambda step: f", output: {'laporan ' * step}"))
    shorten(work.TEXT, "layout.layout", 1_000)
    (finding,) = findings_of(lambda: lay_out(read_in.sops[0], read_in.institution))
    assert (finding.code, finding.step) == ("SOP-E125", 3)
    assert "dihentikan" in finding.message


def test_columns_beyond_the_work_are_as_wide_as_the_form_says(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(12, ACTORS[:2], lambda step: f", output: {'laporan ' * step}"))
    shorten(MEASURING, "layout.table.division", 3_000)
    with counted() as counts:
        assert lay_out(read_in.sops[0], read_in.institution).pages
    assert counts.largest(MEASURING).used_up


def test_ways_beyond_the_work_are_told_as_not_found(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(5, ACTORS[:2]))
    shorten(work.ROUTING, "layout.routing.grid", 10)
    (finding,) = findings_of(lambda: lay_out(read_in.sops[0], read_in.institution))
    assert finding.code == "SOP-E304"
    assert "dihentikan" in finding.message


def test_ways_of_a_diagram_beyond_the_work_are_told_as_not_found(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(5, ACTORS[:2]))
    shorten(work.ROUTING, "layout.routing.grid", -1)  # one arrow of a piece of one step is found in one search
    (finding,) = findings_of(lambda: lay_out_diagram(read_in.sops[0]))
    assert finding.code == "SOP-E304"
    assert "dihentikan" in finding.message


def test_ways_that_are_not_improved_are_drawn_as_they_were_found(shorten: Shorten, tmp_path: Path) -> None:
    read_in = project(tmp_path, sop(5, ACTORS[:2]))
    shorten(IMPROVING, "layout.routing.router", 0)
    shorten(REDRAWING, "layout.routing.router", 0)
    assert lay_out(read_in.sops[0], read_in.institution).pages


def test_an_own_template_beyond_the_work_is_told(shorten: Shorten, tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("x\n{% for i in range(100) %}\n{{ i }}\n{% endfor %}\n", encoding="utf-8")
    shorten(work.TEMPLATES, "render.bounds", 5_000)
    folders = (tmp_path, shipped_templates())

    def printed() -> None:
        with own_templates_may_be_wrong(folders):
            environment(folders).get_template("own.j2").render()

    (finding,) = findings_of(printed)
    assert (finding.code, finding.span.line) == ("SOP-E353", 2)
    assert "tidak ada habisnya" in finding.message


def test_a_logo_beyond_the_work_is_told(shorten: Shorten, tmp_path: Path) -> None:
    uses = '<use href="#a"/>' * 20
    logo = tmp_path / "logo.svg"
    logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect id="a"/>{uses}</svg>')
    office = replace(institution_of(tmp_path / "office"), logo=logo)
    assert logo_bytes(office, None)
    shorten(work.LOGO, "render.svg_work", 30)
    logo.write_text(logo.read_text() + "\n")
    (finding,) = findings_of(lambda: logo_bytes(office, None))
    assert finding.code == "SOP-E352"
    assert "terlalu rumit" in finding.message


def institution_of(folder: Path) -> Institution:
    folder.mkdir()
    institution = project(folder, sop(3, ACTORS[:2])).institution
    assert institution is not None
    return institution


@pytest.mark.parametrize("stage", [work.DOCX_PIECES, work.DOCX_FIELDS], ids=lambda stage: stage.name)
def test_an_edited_document_beyond_the_work_is_told(stage: Stage, shorten: Shorten) -> None:
    shorten(stage, "pull.document.read", 20)
    with pytest.raises(UnreadableError, match="terlalu banyak teks"):
        read(makro().docx)


def test_items_beyond_the_work_are_not_matched_by_their_words(shorten: Shorten) -> None:
    def items(word: str) -> list[Item]:
        texts = [f"Menyusun bahan laporan {word} nomor{index}" for index in range(3)]
        return [Item(("langkah", index), text, words=frozenset(text.split())) for index, text in enumerate(texts)]

    before, after = items("lama"), items("baru")
    assert len(match(before, after)) == 3
    shorten(work.MATCHING, "pull.matching", 8)
    assert len(match(before, after)) < 3


def test_steps_beyond_the_work_are_matched_by_their_words_in_any_order(shorten: Shorten, tmp_path: Path) -> None:
    before, after = "berkas surat masuk dari biro lain", "lain biro dari masuk surat berkas"
    texts = [sop(3, ACTORS[:2], number=at).replace("laporan", said) for at, said in enumerate((before, after))]
    old, new = (one.sections[0] for one in project(tmp_path, *texts).sops)
    assert not match_steps(old, new).pairs
    shorten(work.VERSIONS, "compare.match", 5)
    assert match_steps(old, new).pairs == {1: 1, 2: 2, 3: 3}


def test_words_beyond_the_work_are_not_marked(shorten: Shorten) -> None:
    before, after = "Menyusun laporan bulanan", "Menyusun laporan tahunan"
    assert any(piece.changed for piece in marked(before, after)[1])
    shorten(work.MARKING, "builder.change_proposal", 20)
    assert not any(piece.changed for piece in marked(before, after)[1])


def test_words_beyond_the_work_are_paired_by_those_that_stand_once(shorten: Shorten) -> None:
    text = "a a\n  b  a\n  a  c a"
    written = Written(text, "", "a a b  a a  c a", 0, "  ", "\n")
    assert next(spliced(written, "x a b  a a  c y")) == "x a\n  b  a\n  a  c y"
    shorten(work.REWORDING, "edits.splice", 20)
    assert next(spliced(written, "x a b  a a  c y")) == "x a\n  b  a\n  a  c y"
    assert next(spliced(written, "x b  y c a"), None) is None, "most of its lines would be new"


# -- what counting found -----------------------------------------------------------------------------------------------


def test_a_way_is_found_on_a_grid_of_very_many_lanes() -> None:
    """As a diagram of 200 steps in 20 lanes has them."""
    lanes = [2.0 * index for index in range(300)]
    grid = Grid(lanes, lanes, 1)
    start, goal = grid.node(0.0, lanes[-1]) << 1, grid.node(lanes[-1], lanes[-1]) << 1
    found = Search(grid, 1, Weights(), soft=False).run({start: 0}, {goal: 0}, least(grid, {goal: 0}, Weights(), ()))
    assert found is not None
    assert (found.states[0], found.states[-1]) == (start, goal)
