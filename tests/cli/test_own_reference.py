"""An office's own reference document: its letters are measured in every document that is made."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pymupdf
import pytest

from sopgen.cli.run import run
from sopgen.render.docx.package.reference import default_reference

from .projects import copy_case, edit, outputs


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project whose reference document sets all texts in DejaVu Sans, a wider face than the default."""
    project = copy_case("one-step", tmp_path)
    document = docx.Document(io.BytesIO(default_reference("Arial")))
    for style in document.styles:
        if getattr(style, "font", None) is not None and style.name.startswith("SOP"):
            style.font.name = "DejaVu Sans"
    document.save(str(project / "sop_sources" / "kantor.docx"))
    institution = project / "sop_sources" / "instansi.yaml"
    institution.write_text(institution.read_text() + "\nformat:\n  rujukan_docx: kantor.docx\n", encoding="utf-8")
    return project


def test_the_pdf_is_set_in_the_letters_of_the_offices_reference_document(office: Path) -> None:
    assert run(["-C", str(office), "build", "--pdf"]) == 0
    (name,) = [name for name in outputs(office) if name.startswith("sop/")]
    with pymupdf.open(office / "build" / name) as document:
        fonts = {font[3] for page in document for font in page.get_fonts()}
    assert any("DejaVu" in font for font in fonts)


def test_inspect_measures_the_same_letters(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(office / "sop_sources" / "sop.yaml")
    assert run(["inspect", source]) == 0
    own = json.loads(capsys.readouterr().out)
    edit(office, "sop_sources/instansi.yaml", "  rujukan_docx: kantor.docx", "  huruf: Arial")
    assert run(["inspect", source]) == 0
    assert own != json.loads(capsys.readouterr().out)


def test_the_diagram_is_the_one_of_the_build(office: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["-C", str(office), "build", "--svg"]) == 0
    capfdbinary.readouterr()
    assert run(["-C", str(office), "diagram", "sop_sources/sop.yaml", "--teks"]) == 0
    assert capfdbinary.readouterr().out == outputs(office)["sop/sop.svg"]


def test_doctor_looks_for_the_letters_that_are_printed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(office), "doctor"])
    assert "Huruf DejaVu Sans" in capsys.readouterr().out


def test_other_mistakes_are_told_beside_a_reference_document_that_is_none(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "sop_sources" / "kantor.docx").write_bytes(b"PK\x03\x04 rusak")
    edit(office, "sop_sources/sop.yaml", "kegiatan: ", "kegiatan: bErkas ")
    assert run(["-C", str(office), "check"]) == 1
    assert "bErkas" in capsys.readouterr().out


def test_check_tells_of_a_reference_document_that_is_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "sop_sources" / "kantor.docx").write_bytes(b"PK\x03\x04 rusak")
    assert run(["-C", str(office), "check"]) == 1
    assert "kantor.docx" in capsys.readouterr().out
