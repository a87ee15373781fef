"""``sopgen diagram``: which file in which format, and what is said when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from sopgen.cli.run import run

from ..projects import at_terminal, copy_case, edit, outputs


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of one SOP with three parts."""
    return copy_case("three-sections", tmp_path)


def diagram(office: Path, *arguments: str) -> int:
    """Run ``sopgen diagram`` on the SOP of ``office``."""
    return run(["-C", str(office), "diagram", "sop_sources/sop.yaml", *arguments])


@pytest.mark.parametrize(
    ("ending", "begin"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF-1.7"), ("dot", b"digraph")]
)
def test_the_outputs_name_chooses_the_format(office: Path, tmp_path: Path, ending: str, begin: bytes) -> None:
    file = tmp_path / f"alur.{ending}"
    assert diagram(office, "-o", str(file)) == 0
    assert file.read_bytes().startswith(begin)


def test_the_format_asked_for_comes_before_the_outputs_name(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "alur.txt"
    assert diagram(office, "--format", "dot", "-o", str(file)) == 0
    assert file.read_text().startswith("digraph")


def test_without_output_it_goes_into_the_pipe(office: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert diagram(office, "--format", "dot", "--teks") == 0
    shown = capfdbinary.readouterr().out
    assert shown.startswith(b"digraph")
    assert b"Mencatat surat" in shown


def test_at_a_terminal_it_becomes_a_file(office: Path) -> None:
    status, screen = at_terminal(office, "", "diagram", "CTH.14.01", "--bagian", "2")
    assert status == 0
    assert "diagram/sop-bagian-2 .svg" in screen
    assert list(outputs(office)) == ["diagram/sop-bagian-2.svg"]


def test_a_diagram_that_somebody_has_touched_up_is_not_lost(office: Path) -> None:
    touched = office / "build/diagram/sop.svg"
    touched.parent.mkdir(parents=True)
    touched.write_bytes(b"<svg>milik orang</svg>")
    status, screen = at_terminal(office, "", "diagram", "CTH.14.01")
    assert (status, screen.count("build/diagram/sop")) == (0, 2)
    assert outputs(office)["diagram/sop.suntingan.svg"] == b"<svg>milik orang</svg>"
    assert b"<path" in outputs(office)["diagram/sop.svg"]


def test_a_picture_for_a_slide_has_the_slides_size(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "alur.png"
    assert diagram(office, "--lebar", "960", "--tinggi", "540", "-o", str(file)) == 0
    with Image.open(file) as image:
        assert image.size == (960, 540)


def test_the_legend_comes_and_the_title_goes_when_asked(
    office: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert diagram(office, "--legenda", "--tanpa-judul", "--format", "dot") == 0
    shown = capfdbinary.readouterr().out
    assert b"Keterangan" in shown
    assert b"Nomor CTH" not in shown


def test_one_part_alone(office: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert diagram(office, "--bagian", "2") == 0
    shown = capfdbinary.readouterr().out.decode()
    assert "Surat Keluar" in shown
    assert "Surat Masuk" not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--bagian", "4"], "hanya mempunyai 3 bagian"),
        (["-o", "alur.gif"], "Format “.gif” tidak dikenal"),
        (["--format", "png", "-o", "alur.SVG"], "--format png dan nama berkas “alur.SVG” meminta format yang berbeda"),
        (["--dpi", "5"], "--dpi"),
        (["--lebar", "800"], "hanya untuk gambar PNG"),
        (["--format", "png", "--tinggi", "800", "--dpi", "100"], "tidak dapat dipakai bersama"),
        (["--format", "png", "--lebar", "20000", "--tinggi", "20000"], "terlalu besar"),
    ],
    ids=["part", "format", "two formats", "dpi", "size of no picture", "size and resolution", "too large"],
)
def test_wrong_use_is_said(office: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diagram(office, *arguments) == 2
    assert said in capsys.readouterr().err


def test_an_sop_that_is_not_there(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(office), "diagram", "TIDAK.ADA"]) == 2
    assert "bukan nomor SOP" in capsys.readouterr().err


def test_a_source_with_errors_is_not_drawn(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "pelaksana: Konseptor", "pelaksana: Siapa Saja")
    assert diagram(office) == 1
    assert "Siapa Saja" in capsys.readouterr().out


def test_build_writes_the_diagram_with_its_texts(office: Path) -> None:
    assert run(["-C", str(office), "build", "--svg"]) == 0
    svg = outputs(office)["sop/sop.svg"].decode()
    assert "Mencatat surat masuk" in svg
    assert "Petugas Agenda" in svg
