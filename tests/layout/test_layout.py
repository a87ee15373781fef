"""What every scene keeps, and what happens when an SOP cannot be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.findings import FindingsError
from sopgen.flow.graph import Flow
from sopgen.layout.drawing import drawing
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import Drawing, Frame, MoreRoom
from sopgen.layout.scene import FlowPage, RowKind, Scene
from sopgen.layout.style import PAPER_MM, STYLE, Style
from sopgen.layout.table.cells import CellMetrics
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.layout.text.protocol import Measurer
from sopgen.model.institution import Paper
from sopgen.model.sop import Sop
from tests.conftest import scaled
from tests.layout.sops import (
    MAKRO,
    MIKRO,
    SENTENCE,
    examples,
    make_sop,
    project,
    real,
    scene_of,
    section,
    step,
    with_format,
)
from tests.model.office import BASE, institution, sop_of

EXAMPLES = list(examples())


def steps_of(page: FlowPage) -> list[int]:
    """The steps whose rows stand on a page."""
    return [row.step for row in page.rows if row.step is not None]


def check_scene(sop: Sop, scene: Scene) -> None:
    """What every scene keeps, whatever the SOP says."""
    assert [page.number for page in (*scene.form, *scene.pages)] == list(range(1, scene.page_count + 1))
    for index, table in enumerate(sop.sections):
        pages = [page for page in scene.pages if page.section_index == index]
        assert [number for page in pages for number in steps_of(page)] == [row.number for row in table.steps]
        assert [bool(page.title) for page in pages] == [place == 0 for place in range(len(pages))]
    for page in scene.pages:
        check_page(sop, page, scene.table_pt)


def check_page(sop: Sop, page: FlowPage, size_pt: float) -> None:
    """Columns and rows are where they should be, and rows hold their texts."""
    width, height = PAPER_MM[sop.format.kertas]
    assert (page.width, page.height) == (width, height)
    if not page.rows:
        assert page.notes
        return
    edges = [page.columns[0].left, *(column.right for column in page.columns)]
    assert [column.left for column in page.columns] == edges[:-1]
    assert edges[0] == STYLE.margin_left
    assert edges[-1] == pytest.approx(width - STYLE.margin_right, abs=0.02)
    bottoms = [round(page.header.bottom, 2), *(row.bottom for row in page.rows)]
    assert [row.top for row in page.rows] == bottoms[:-1]
    assert bottoms[-1] <= height - STYLE.margin_bottom - STYLE.page_reserve
    kinds = [row.kind for row in page.rows]
    assert kinds == sorted(kinds, key=list(RowKind).index)
    metrics = CellMetrics(TextMeasurer(sop.format.huruf), STYLE, size_pt)
    widths = {column.key: column.width for column in page.columns}
    texts = {row.number: row for row in sop.sections[page.section_index].steps}
    for row in page.rows:
        if row.step is None:
            continue
        assert row.height >= STYLE.row_min
        for cell in row.cells:
            column = next(column for column in sop.format.form.columns if column.key == cell.key)
            needed = metrics.line_count(texts[row.step].cell(column), widths[cell.key])
            assert row.height >= metrics.height(max(needed, len(cell.lines))) - 0.011


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_sop_of_the_repository_is_laid_out_whole(example) -> None:  # type: ignore[no-untyped-def]
    check_scene(example.sop, scene_of(example.name))


@pytest.mark.parametrize("name", [MAKRO, "45-steps/CTH.90.01"])
def test_the_same_sop_gives_the_same_scene(name: str) -> None:
    example = next(example for example in EXAMPLES if example.name == name)
    assert lay_out(example.sop, example.institution) == scene_of(name)


def test_the_real_makro_sop_breaks_as_the_office_broke_it() -> None:
    assert [steps_of(page) for page in scene_of(MAKRO).pages] == [list(range(1, 8)), list(range(8, 15))]


def test_the_real_mikro_sop_takes_a_form_and_one_page() -> None:
    scene = scene_of(MIKRO)
    assert (len(scene.form), len(scene.pages), scene.table_pt) == (1, 1, 9.0)


@settings(max_examples=scaled(25))
@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=25),
    st.integers(1, 20),
    st.sampled_from(Paper),
    st.booleans(),
)
def test_any_table_is_laid_out_whole(rows: list[tuple[int, int, int]], actors: int, paper: Paper, extras: bool) -> None:
    steps = [
        step(number, "kegiatan " * words, (number * 7) % actors, output="hasil/kerja " * output, ket="x" * ket)
        for number, (words, output, ket) in enumerate(rows, 1)
    ]
    table = section([f"Seksi {number}" for number in range(actors)], steps, ["Satu", "Dua"] if extras else [])
    sop = with_format(make_sop(table), kertas=paper, nomor_kolom=extras, jumlah_waktu=extras)
    check_scene(sop, lay_out(sop))


def test_a_row_higher_than_a_page_is_tried_in_smaller_sizes() -> None:
    steps = [step(1, SENTENCE * 23), step(2)]
    sop = make_sop(section(["A", "B"], steps))
    scene = lay_out(sop)
    assert STYLE.min_table_pt <= scene.table_pt < 9.0
    check_scene(sop, scene)


def finding_of(sop: Sop) -> tuple[str, str, str, int | None]:
    """Code, message, excerpt and step of the one finding about ``sop``."""
    with pytest.raises(FindingsError) as error:
        lay_out(sop)
    (finding,) = error.value.findings
    assert finding.hint
    return finding.code, finding.message, finding.excerpt.strip(), finding.step


def test_a_row_higher_than_a_page_in_the_smallest_size_is_a_finding() -> None:
    code, message, excerpt, number = finding_of(make_sop(section(["A", "B"], [step(1), step(2, SENTENCE * 90)])))
    assert code == "SOP-E301"
    assert message == "Baris langkah 2 lebih tinggi daripada satu halaman A4, juga dengan huruf 7 pt."
    assert (excerpt.split(":")[0], number) == ("- kegiatan", 2)


def place_of(sop: Sop) -> tuple[str, str, str, int, int]:
    """Code, message, file, line and column of the one finding about ``sop`` of the model tests' office."""
    with pytest.raises(FindingsError) as error:
        lay_out(sop, institution())
    (finding,) = error.value.findings
    assert finding.hint
    return finding.code, finding.message, finding.file, finding.span.line, finding.span.column


def test_an_identity_block_higher_than_a_page_is_a_finding_at_its_longest_text() -> None:
    message = "Bagian identitas lebih tinggi daripada satu halaman A4, juga dengan huruf 7 pt."
    title = BASE.replace("Pelayanan Tamu", "Pelayanan Tamu " * 300)
    assert place_of(sop_of(title)) == ("SOP-E301", message, "sop_sources/x.yaml", 2, 8)
    number = BASE.replace("A.01", "A.01/" * 900)
    assert place_of(sop_of(number)) == ("SOP-E301", message, "sop_sources/x.yaml", 1, 8)
    signer = replace(sop_of(BASE).disahkan_oleh, jabatan="Kepala Biro " * 400)
    found = place_of(replace(sop_of(BASE), disahkan_oleh=signer))
    assert found == ("SOP-E301", message, "sop_sources/instansi.yaml", 8, 14)


def test_a_side_of_the_identity_block_that_fits_is_not_told_to_be_shortened() -> None:
    """The title is longer than either of the office's names, yet only theirs do not fit under each other."""
    office = institution()
    unit = replace(office.unit["biro-umum"], nama="Biro Umum " * 200, induk="Sekretariat " * 150)
    sop = replace(sop_of(BASE.replace("Pelayanan Tamu", "Pelayanan Tamu " * 140)), unit=unit)
    assert place_of(sop)[2:] == ("sop_sources/instansi.yaml", 4, 11)


def test_the_mark_to_sign_at_and_the_label_of_the_title_are_told_where_they_are_written() -> None:
    mark = BASE + f"format:\n  jangkar_ttd: {'Tanda tangan ' * 500}\n"
    assert place_of(sop_of(mark))[2:] == ("sop_sources/x.yaml", 15, 16)
    label = BASE + f"format:\n  istilah:\n    judul: {'Nama ' * 900}\n"
    assert place_of(sop_of(label))[2:] == ("sop_sources/x.yaml", 16, 12)


def test_an_identity_block_higher_than_a_page_is_written_smaller() -> None:
    sop = sop_of(BASE.replace("Pelayanan Tamu", "Pelayanan Tamu " * 150))
    scene = lay_out(sop, institution())
    assert scene.form[0].identity is not None
    assert STYLE.min_table_pt <= scene.form_pt < sop.format.ukuran_huruf
    assert scene.table_pt == sop.format.ukuran_huruf


def test_a_boxs_title_higher_than_a_page_is_a_finding() -> None:
    boxes = f"tambahan:\n  - judul: Maksud\n    isi: a\n  - judul: {'Tujuan ' * 1500}\n    isi: b\n"
    message = "Judul kotak lebih tinggi daripada satu halaman A4, juga dengan huruf 7 pt."
    assert place_of(sop_of(BASE + boxes)) == ("SOP-E301", message, "sop_sources/x.yaml", 17, 12)


def test_columns_that_fit_no_page_are_a_finding() -> None:
    steps = [step(1)]
    names = [f"Pelaksana {number}" for number in range(40)]
    code, message, excerpt, _ = finding_of(make_sop(section(names, steps)))
    assert code == "SOP-E302"
    assert message.startswith("40 kolom pelaksana tidak muat pada kertas A4: kurang ")
    assert excerpt.startswith("-")


def test_a_character_without_glyph_is_a_finding() -> None:
    code, message, excerpt, number = finding_of(replace(real(MIKRO), judul="Uji \U000f0000"))
    assert code == "SOP-E303"
    assert "U+F0000" in message
    assert (excerpt.split(":")[0], number) == ("judul", None)


def test_a_missing_glyph_in_a_step_names_the_step() -> None:
    sop = make_sop(section(["A"], [step(1), step(2, "Uji \U000f0000")]))
    assert finding_of(sop)[3] == 2


def test_a_missing_glyph_in_an_office_points_into_its_own_file() -> None:
    sop, institution = real(MIKRO), project().institution
    signer = replace(sop.disahkan_oleh, nama="Nama \U000f0000")
    with pytest.raises(FindingsError) as error:
        lay_out(replace(sop, disahkan_oleh=signer), institution)
    (finding,) = error.value.findings
    assert finding.file == "sop_sources/instansi.yaml"
    assert finding.excerpt.strip().startswith("nama:")


class Artist:
    """Stands in for the drawing: refuses a few times, then draws nothing."""

    def __init__(self, *answers: MoreRoom) -> None:
        self.answers = list(answers)
        self.frames: list[tuple[Frame, ...]] = []

    def draw(
        self, flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages
    ) -> Sequence[Drawing] | MoreRoom:
        self.frames.append(frames)
        return self.answers.pop(0) if self.answers else tuple(Drawing((), (), ()) for _ in frames)


def test_a_drawing_that_wants_room_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    artist = Artist(
        MoreRoom(row_growth=((3, 4.0),), steps=(3,)),
        MoreRoom(strip_growth=2.0, steps=(3,)),
        MoreRoom(columns_wider=True, steps=(3,)),
    )
    monkeypatch.setattr(drawing, "draw", artist.draw)
    lay_out(real(MAKRO))
    first, grown, strips, wider = [frames[0] for frames in artist.frames]
    assert grown.rows[2].height == pytest.approx(first.rows[2].height + 4.0)
    assert strips.rows[-1].height == pytest.approx(grown.rows[-1].height + 2.0)
    assert wider.columns[0].width > first.columns[0].width
    assert wider.rows[2].height >= STYLE.row_min + 4.0


def test_a_drawing_that_never_fits_is_a_finding_that_names_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "draw", Artist(*[MoreRoom(row_growth=((2, 0.1),), steps=(2, 5))] * 500).draw)
    code, message, _, number = finding_of(real(MIKRO))
    assert (code, number) == ("SOP-E304", 2)
    assert "langkah 2, 5" in message
    assert MIKRO in message


def test_a_column_grows_for_a_label_without_a_place_and_the_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    artist = Artist(MoreRoom(columns=((1, 30.0),), steps=(2,), labels=("Dikembalikan",)))
    monkeypatch.setattr(drawing, "draw", artist.draw)
    lay_out(real(MAKRO))
    first, wider = [frames[0] for frames in artist.frames]
    assert wider.columns[1].width == 30.0 > first.columns[1].width
    assert wider.columns[0].width < 25.0


def test_a_label_that_never_finds_a_place_is_named_in_the_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = MoreRoom(columns=((0, 30.0),), steps=(2,), labels=("Dikembalikan",))
    monkeypatch.setattr(drawing, "draw", Artist(*[answer] * 500).draw)
    code, message, _, number = finding_of(real(MIKRO))
    assert (code, number) == ("SOP-E304", 2)
    assert "“Dikembalikan”" in message


LONG_FIRST = section(["A", "B"], [step(1, "\n".join(["Menyusun"] * 12)), step(2)])


class LabelArtist(Artist):
    """Finds no place for a label in tables with a first row above ``most`` mm, unless it may have least letters."""

    def __init__(self, most: float) -> None:
        super().__init__()
        self.most = most

    def draw(
        self, flow: Flow, frames: tuple[Frame, ...], measurer: Measurer, style: Style, pages: DrawnPages
    ) -> Sequence[Drawing] | MoreRoom:
        drawn = super().draw(flow, frames, measurer, style, pages)
        refused = frames[0].rows[0].height > self.most and style.min_symbol_pt == STYLE.min_symbol_pt
        return MoreRoom(columns=((0, 1.0),), steps=(2,), labels=("Dikembalikan",)) if refused else drawn

    @property
    def first_rows(self) -> list[float]:
        """The heights in mm of the first rows of the tables that were tried: each size of texts has its own."""
        return list(dict.fromkeys(frames[0].rows[0].height for frames in self.frames))


def test_sizes_between_are_not_tried_where_the_smallest_leaves_a_label_without_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    artist = LabelArtist(most=0.0)
    monkeypatch.setattr(drawing, "draw", artist.draw)
    assert lay_out(make_sop(LONG_FIRST)).table_pt == STYLE.min_table_pt
    assert len(artist.first_rows) == 2


def test_the_largest_size_is_taken_in_which_a_label_finds_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    sop = make_sop(LONG_FIRST)
    artist = LabelArtist(most=lay_out(sop).pages[0].rows[0].height - 0.01)
    monkeypatch.setattr(drawing, "draw", artist.draw)
    assert lay_out(sop).table_pt == sop.format.ukuran_huruf - 0.5
    assert len(artist.first_rows) == 3


def test_row_texts_are_printed_as_they_break() -> None:
    row = scene_of(MIKRO).pages[0].rows[0]
    cells = {cell.key: cell for cell in row.cells}
    assert list(cells) == ["no", "kegiatan", "kelengkapan", "waktu", "output"]
    assert " ".join(cells["kegiatan"].lines) == cells["kegiatan"].text


def test_a_header_that_leaves_no_room_for_a_row_is_a_finding() -> None:
    for name in ("," * 19_000, "Staf \n" * 150):
        names = [name.strip(), "Kabag"]
        sop = make_sop(section(names, [step(1)]))
        code, message, *_ = finding_of(sop)
        assert code == "SOP-E301"
        assert message == "Kepala tabel tidak menyisakan tempat untuk baris pada satu halaman A4."
