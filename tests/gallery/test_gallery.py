"""The gallery marks what is wrong and shows before and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Edge
from sopgen.model.load import load
from tests.conftest import ROOT
from tests.gallery import __main__ as gallery
from tests.gallery import shown
from tests.gallery.doubts import doubts
from tests.gallery.shown import Mark, Shown


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shown, Path]:
    """A small case as it is shown, and the folder with its pictures."""
    folder = tmp_path_factory.mktemp("galeri")
    root = ROOT / "tests" / "cases" / "own-labels"
    project = load(root)
    return shown._shown(project.sops[0], project, root, "own-labels", folder), folder


@pytest.fixture
def at(one: tuple[Shown, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for galleries of this case alone."""
    monkeypatch.setattr(gallery, "GALLERY", tmp_path / "galeri")
    monkeypatch.setattr(gallery, "BASELINE", tmp_path / "galeri-dasar")
    monkeypatch.setattr(gallery, "all_shown", lambda *_: iter([one[0]]))
    return tmp_path


def test_every_page_is_a_picture_and_a_sound_one_has_no_marks(one: tuple[Shown, Path]) -> None:
    found, folder = one
    assert [page.number for page in found.pages] == [1, 2]
    assert all((folder / page.file).read_bytes().startswith(b"\x89PNG") for page in found.pages)
    assert found.violations == 0
    assert found.measures.edges > 4
    assert (folder / "own-labels.svg").is_file()


def test_a_broken_gate_is_marked_where_it_is(
    one: tuple[Shown, Path], at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = (*one[0].pages[:-1], replace(one[0].pages[-1], marks=(Mark("3 near <x>", 25.0, 40.0),)))
    monkeypatch.setattr(gallery, "all_shown", lambda *_: iter([replace(one[0], pages=pages)]))
    page = gallery.write_gallery(keep=False).read_text()
    assert 'style="left:25.0%;top:40.0%" title="3 near &lt;x&gt;"' in page
    assert "1 SOP, 1 pelanggaran" in page


def test_a_page_that_changed_stands_beside_what_it_was(
    one: tuple[Shown, Path], at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "galeri-dasar" not in gallery.write_gallery(keep=True).read_text()
    better = replace(one[0].measures, bends=one[0].measures.bends - 2)
    pages = (*one[0].pages[:-1], replace(one[0].pages[-1], digest="other"))
    monkeypatch.setattr(gallery, "all_shown", lambda *_: iter([replace(one[0], pages=pages, measures=better)]))
    page = gallery.write_gallery(keep=False).read_text()
    assert page.count("../galeri-dasar/own-labels-") == 1
    assert "lebih baik" in page
    assert "http" not in page


def test_what_may_mislead_is_marked_too() -> None:
    root = ROOT / "tests" / "cases" / "own-labels"
    project = load(root)
    page = lay_out(project.sops[0], project.institution).pages[0]
    far = replace(page, labels=tuple(replace(label, y=label.y + 6) for label in page.labels))
    assert sum("dari keputusannya" in text for text, _ in doubts(far)) >= 3
    entering = next(edge for edge in page.edges if edge.source.endswith(":mulai"))
    (x, y) = entering.points[-1]
    beside = Edge("9", entering.target, 9, 1, None, ((x + 20, y + 20), (x + 20, y - 1), (x, y - 1), (x, y)))
    opposite = Edge("8", entering.target, 8, 1, None, ((x - 20, y + 20), (x - 20, y - 1), (x, y - 1), (x, y)))
    found = [text for text, _ in doubts(replace(page, edges=(*page.edges, beside, opposite)))]
    assert "9 masuk di antara kapsul dan 1" in found
    assert "9 dan 8 bertemu muka menuju 1" in found


def test_a_page_that_is_gone_is_still_shown_and_the_totals_are_compared(
    one: tuple[Shown, Path], at: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery.write_gallery(keep=True)
    fewer = replace(one[0], pages=one[0].pages[:1], measures=replace(one[0].measures, crossings=7))
    monkeypatch.setattr(gallery, "all_shown", lambda *_: iter([fewer]))
    page = gallery.write_gallery(keep=False).read_text()
    assert "halaman ini tidak ada lagi" in page
    assert "1 halaman berubah" in page
    assert page.count("sebelumnya 0") == 2  # crossings of the SOP, and of all
