"""A file that is named for an output never takes the place of what the project is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.builder.state.named_outputs import write_named
from sopgen.cli.run import run
from sopgen.findings import UserError
from tests.cli.projects import copy_case

SOURCE = "sop_sources/surat-menyurat.yaml"
OTHER = "sop_sources/sop.yaml"
COMMANDS = {
    "stats": ("stats", "-o"),
    "diagram": ("diagram", SOURCE, "--format", "svg", "-o"),
    "pdf": ("diff", SOURCE, SOURCE, "--pdf"),
    "docx": ("diff", SOURCE, SOURCE, "--docx"),
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that the user stands in."""
    project = copy_case("book-and-letter", tmp_path)
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("command", COMMANDS)
def test_no_output_takes_the_place_of_a_source(command: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / OTHER).read_bytes()
    (office / "gambar.svg").symlink_to(OTHER)
    for place in (OTHER, "gambar.svg", "tidak-ada/../sop_sources/sop.yaml"):
        assert run((*COMMANDS[command], place)) == 2
        assert "tidak ditimpa" in capsys.readouterr().err
        assert (office / OTHER).read_bytes() == before


def test_no_page_for_a_browser_takes_the_place_of_a_source(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / OTHER).read_bytes()
    (office / "halaman.html").symlink_to(OTHER)
    assert run(("preview", SOURCE, "-o", "halaman.html")) == 2
    assert "tidak ditimpa" in capsys.readouterr().err
    assert (office / OTHER).read_bytes() == before


@pytest.mark.parametrize(
    "name",
    [
        "sop_sources/logo.svg",
        "sop_sources/_lama.yml",
        "sop_sources/sop.ditetapkan/revisi-0/dokumen.pdf",
        "sop_sources/surat/nota.terkirim/nota.pdf",
        "templates/source/sop.yaml.j2",
    ],
)
def test_nothing_that_staff_keep_in_a_project_is_replaced(name: str, office: Path) -> None:
    kept = office / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"milik kantor")
    for root in (office, office.parent):  # of this project, and of another one
        with pytest.raises(UserError, match="tempat di luar kedua folder itu"):
            write_named(root, [(Path("baru.pdf"), b"hasil"), (kept, b"hasil")])
    assert kept.read_bytes() == b"milik kantor"
    assert not Path("baru.pdf").exists()


def test_what_a_source_is_a_link_to_is_not_replaced(office: Path) -> None:
    shared = office.parent / "bersama.yaml"
    (office / OTHER).rename(shared)
    (office / OTHER).symlink_to(shared)
    before = shared.read_bytes()
    for place in (shared, office / OTHER):
        with pytest.raises(UserError, match="tidak ditimpa"):
            write_named(office, [(place, b"hasil")])
    assert shared.read_bytes() == before


@pytest.mark.parametrize("name", ["lama.yaml", "baru.yaml"])
def test_a_version_that_is_compared_is_not_replaced(
    name: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (office / SOURCE).read_bytes()
    for each in ("lama.yaml", "baru.yaml"):
        (office / each).write_bytes(content)
    assert run(("diff", "lama.yaml", "baru.yaml", "--pdf", name)) == 2
    assert "yang sedang dibandingkan" in capsys.readouterr().err
    assert (office / name).read_bytes() == content


@pytest.mark.parametrize("command", [*COMMANDS, "preview"])
def test_an_output_is_refused_before_anything_is_read_or_shown(
    command: str, office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("worked before it refused")

    monkeypatch.setattr("sopgen.cli.commands.diff._versions", asked)
    monkeypatch.setattr("sopgen.cli.commands.stats._sound", asked)
    monkeypatch.setattr("sopgen.cli.commands.drawing.one_sop.one_sop", asked)
    monkeypatch.setattr("sopgen.cli.commands.drawing.diagram.one_sop", asked)
    (office / "halaman.html").symlink_to(OTHER)
    words = {**COMMANDS, "preview": ("preview", SOURCE, "-o")}[command]
    assert run((*words, "halaman.html" if command == "preview" else OTHER)) == 2
    told = capsys.readouterr()
    assert "tidak ditimpa" in told.err
    assert told.out == ""


def test_a_sheet_that_cannot_be_made_is_refused_before_the_comparison_is_shown(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "lama.yaml").write_bytes((office / SOURCE).read_bytes())
    (office / "sop_sources/instansi.yaml").unlink()
    assert run(("diff", "lama.yaml", SOURCE, "--pdf", "usulan.pdf")) == 2
    told = capsys.readouterr()
    assert "Lembar usulan tidak dapat dibuat" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "second", ["usulan.pdf", "./usulan.pdf", "tidak-ada/../usulan.pdf", "Usulan.PDF", "tautan.docx"]
)
def test_two_outputs_do_not_share_a_file(second: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "tautan.docx").symlink_to("usulan.pdf")
    assert run(("diff", SOURCE, SOURCE, "--pdf", "usulan.pdf", "--docx", second)) == 2
    assert "disebut untuk dua hasil" in capsys.readouterr().err
    assert not (office / "usulan.pdf").exists()


def test_a_new_file_beside_the_sources_and_an_earlier_output_are_written(office: Path) -> None:
    assert run(("stats", "-o", "sop_sources/statistik.txt")) == 0
    for _ in range(2):
        assert run(("stats", "-o", "statistik.txt")) == 0
    assert (office / "sop_sources/statistik.txt").read_bytes() == (office / "statistik.txt").read_bytes()


def test_a_hyphen_is_standard_output_or_refused_and_never_a_file(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(("stats", "--format", "json")) == 0
    shown = capsys.readouterr().out
    assert run(("stats", "--format", "json", "-o", "-")) == 0
    assert capsys.readouterr().out == shown
    for kind in ("--pdf", "--docx"):
        assert run(("diff", SOURCE, SOURCE, kind, "-")) == 2
        assert "“-” bukan nama berkas" in capsys.readouterr().err
    assert not (office / "-").exists()
