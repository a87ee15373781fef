"""From a document that somebody changed to a source whose next document says the same."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from sopgen.cli.run import run
from sopgen.findings import UserError
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.pull.changes import chosen, write
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.pull.pair import find_source, open_pair
from sopgen.render.docx.document import render
from tests.pull.editing import edited, typed
from tests.render_docx.documents import ROOT
from tests.render_docx.office import converted, needs_office

MAKRO = "sop_sources/biro-po/makro-laporan-kinerja.yaml"
NEW = "Menyusun rencana & jadwal kegiatan “laporan kinerja”"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real sources."""
    shutil.copytree(ROOT / "sop_sources", tmp_path / "sop_sources")
    return tmp_path


def built(project: Path) -> bytes:
    """The makro SOP's document as it is built now."""
    loaded = load(project)
    sop = next(sop for sop in loaded.sops if sop.source.name == MAKRO)
    assert loaded.institution is not None
    return render(sop, loaded.institution, lay_out(sop, loaded.institution), project)


def printed(content: bytes) -> set[str]:
    """The texts that a document prints."""
    return {text for texts in read(content).texts.values() for text in texts}


def pulled(project: Path, content: bytes) -> None:
    """Everything that changed in the document, written into its source."""
    file = project / "diedit.docx"
    file.write_bytes(content)
    pair = open_pair(file, project)
    changes = chosen(compare(pair.edited, pair.source))
    assert [change.tag for change in changes] == ["langkah/3/kegiatan"]
    pair.source.file.write_bytes(write(pair.source, changes))


def typed_with_python_docx(content: bytes) -> bytes:
    """The text of step 3 overwritten with python-docx."""
    document = docx.Document(io.BytesIO(content))
    for control in document.element.body.iter(qn("w:sdt")):
        if control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == "langkah/3/kegiatan":
            next(control.iter(qn("w:t"))).text = NEW
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_text_changed_with_python_docx_is_in_the_next_document(project: Path) -> None:
    before = (project / MAKRO).read_text(encoding="utf-8")
    pulled(project, typed_with_python_docx(built(project)))
    after = (project / MAKRO).read_text(encoding="utf-8")
    assert NEW in after
    assert len(after.splitlines()) == len(before.splitlines())
    assert NEW in printed(built(project))


@needs_office
@pytest.mark.slow
def test_a_text_changed_after_libreoffice_saved_is_in_the_next_document(project: Path) -> None:
    saved = converted({"makro": built(project)}, "docx")["makro"]
    pulled(project, edited(saved, typed("langkah/3/kegiatan", NEW)))
    assert NEW in printed(built(project))


def test_a_source_that_moved_is_found_by_its_nomor(project: Path) -> None:
    origin = read(built(project)).origin
    (project / "sop_sources" / "arsip").mkdir()
    moved = project / "sop_sources" / "arsip" / "laporan.yaml"
    (project / MAKRO).rename(moved)
    assert find_source(origin, project) == moved.resolve()


def test_another_sop_in_the_old_file_is_not_taken_for_the_one_that_moved(project: Path) -> None:
    origin = read(built(project)).origin
    moved = project / "sop_sources" / "laporan.yaml"
    text = (project / MAKRO).read_text(encoding="utf-8")
    moved.write_text(text, encoding="utf-8")
    (project / MAKRO).write_text(text.replace(origin.nomor, "LAIN.1"), encoding="utf-8")
    assert find_source(origin, project) == moved.resolve()
    moved.write_text(text.replace(origin.nomor, "LAIN.2"), encoding="utf-8")
    assert find_source(origin, project) == (project / MAKRO).resolve()


def test_a_document_is_not_written_into_the_source_of_another_sop(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project / "sop_sources" / "lain.yaml"
    other.write_text((project / MAKRO).read_text(encoding="utf-8").replace("nomor: ", "nomor: LAIN."), encoding="utf-8")
    before = other.read_bytes()
    document = project / "diedit.docx"
    document.write_bytes(edited(built(project), typed("langkah/3/kegiatan", NEW)))
    pull = ["-C", str(project), "pull", str(document), "--write", "--source"]
    assert run([*pull, str(other)]) == 2
    assert f"Dokumen ini dibuat dari {MAKRO}" in capsys.readouterr().err
    assert other.read_bytes() == before
    assert run([*pull, str(project / MAKRO)]) == 0
    assert NEW in (project / MAKRO).read_text(encoding="utf-8")


def test_what_was_enacted_or_set_aside_is_no_source_of_a_document(project: Path) -> None:
    """Writing there would change what was signed."""
    origin = read(built(project)).origin
    moved = project / "sop_sources" / "laporan.yaml"
    (project / MAKRO).rename(moved)
    kept = project / "sop_sources" / "laporan.ditetapkan" / "revisi-0" / "sumber.yaml"
    kept.parent.mkdir(parents=True)
    for copy in (kept, project / "sop_sources" / "_lama.yaml"):
        copy.write_bytes(moved.read_bytes())
    assert find_source(origin, project) == moved.resolve()
    moved.unlink()
    for name in (MAKRO, "sop_sources/laporan.ditetapkan/revisi-0/sumber.yaml"):
        with pytest.raises(UserError, match="tidak ditemukan"):
            find_source(replace(origin, file=name), project)


def test_what_was_enacted_cannot_be_named_to_be_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = project / "sop_sources" / "makro.ditetapkan" / "revisi-0" / "sumber.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_bytes((project / MAKRO).read_bytes())
    document = project / "diedit.docx"
    document.write_bytes(built(project))
    for named in (kept, project / "sop_sources" / "instansi.yaml"):
        assert run(["-C", str(project), "pull", str(document), "--write", "--source", str(named)]) == 2
        assert "bukan berkas sumber SOP" in capsys.readouterr().err


def test_a_source_that_is_gone_is_said(project: Path) -> None:
    content = built(project)
    (project / MAKRO).unlink()
    (project / "diedit.docx").write_bytes(content)
    with pytest.raises(UserError, match="tidak ditemukan"):
        open_pair(project / "diedit.docx", project)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "sop_sources/../pyproject.toml", "README.md"])
def test_a_document_cannot_name_a_file_outside_the_sources(project: Path, name: str) -> None:
    origin = replace(read(built(project)).origin, file=name, nomor="tidak ada")
    with pytest.raises(UserError, match="tidak ditemukan"):
        find_source(origin, project)


def test_what_cannot_be_opened_is_said_in_a_sentence(project: Path) -> None:
    (project / "rusak.docx").write_bytes(b"PK")
    with pytest.raises(UserError, match=r"rusak\.docx tidak dapat dibaca"):
        open_pair(project / "rusak.docx", project)
    with pytest.raises(UserError, match="tidak dapat dibuka"):
        open_pair(project / "tidak-ada.docx", project)
