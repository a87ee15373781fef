"""``sopgen preview``: what is written, what an earlier one leaves behind, and what is said when it cannot be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sopgen.cli.run import run

from ..projects import copy_case, edit, outputs


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of one SOP of four pages."""
    return copy_case("three-sections", tmp_path)


def preview(office: Path, *arguments: str) -> int:
    """Run ``sopgen preview`` on the SOP of ``office``."""
    return run(["-C", str(office), "preview", *(arguments or ("CTH.14.01",))])


def test_all_pages_stand_in_one_file_for_a_browser(office: Path) -> None:
    assert preview(office) == 0
    (name, content), *more = outputs(office).items()
    assert (name, more) == ("pratinjau/sop.html", [])
    assert content.count(b"<svg") == 4
    assert b"Mencatat surat masuk" in content


def test_each_page_is_a_picture_of_the_resolution_asked_for(office: Path) -> None:
    assert preview(office, "sop_sources/sop.yaml", "--png", "--dpi", "60") == 0
    pictures = outputs(office)
    assert list(pictures) == [f"pratinjau/sop-{number}.png" for number in range(1, 5)]
    with Image.open(io.BytesIO(pictures["pratinjau/sop-2.png"])) as picture:
        assert picture.size == pytest.approx((297 / 25.4 * 60, 210 / 25.4 * 60), abs=1)
        assert picture.convert("L").getextrema() == (0, 255)


def test_pictures_of_pages_that_are_no_more_are_removed(office: Path) -> None:
    assert preview(office) == 0
    assert preview(office, "CTH.14.01", "--png", "--dpi", "30") == 0
    touched = office / "build/pratinjau/sop-4.png"
    touched.write_bytes(b"a colleague's")
    source = office / "sop_sources/sop.yaml"
    parts = source.read_text(encoding="utf-8").split("  - judul: ")
    source.write_text("  - judul: ".join(parts[:2]), encoding="utf-8")
    assert preview(office, "CTH.14.01", "--png", "--dpi", "30") == 0
    names = ["sop-1.png", "sop-2.png", "sop-4.png", "sop.html"]
    assert list(outputs(office)) == [f"pratinjau/{name}" for name in names]


def test_a_name_that_means_no_sop_is_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preview(office, "CTH.99.99") == 2
    assert "CTH.99.99" in capsys.readouterr().err


def test_an_sop_with_errors_is_not_drawn(office: Path) -> None:
    edit(office, "sop_sources/sop.yaml", "tidak: catat", "tidak: entah")
    assert preview(office, "sop_sources/sop.yaml") == 1
    assert outputs(office) == {}


def test_a_file_that_is_named_holds_all_pages_and_is_no_folder(office: Path, tmp_path: Path) -> None:
    page = tmp_path / "rapat.HTML"
    assert preview(office, "CTH.14.01", "-o", str(page)) == 0
    assert page.read_bytes().count(b"<svg") == 4
    assert not (office / "build/pratinjau").exists()


def test_a_folder_may_be_called_like_a_file(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rapat.html"
    folder.mkdir()
    assert preview(office, "CTH.14.01", "-o", str(folder)) == 0
    assert (folder / "pratinjau/sop.html").is_file()


def test_pictures_do_not_fit_in_one_file(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "rapat.html"
    assert preview(office, "CTH.14.01", "--png", "-o", str(page)) == 2
    assert "sebut nama folder" in capsys.readouterr().err
    assert not page.exists()
