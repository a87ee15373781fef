"""The commands that stand between a stage and people: attach, forms, pull, inspect, schema, check."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import copy_case, edit, outputs


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs with a letter."""
    return copy_case("book-and-letter", tmp_path)


def test_a_letter_gets_its_files_and_a_second_time_nothing_is_made(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = str(office / "sop_sources/surat/nota.yaml")
    assert run(["attach", letter]) == 0
    assert {"lampiran/nota.pdf", "lampiran/nota.docx", "lampiran/nota.json"} <= set(outputs(office))
    assert "build/lampiran/nota .pdf, .docx, .json" in capsys.readouterr().out
    assert run(["attach", letter]) == 0
    shown = capsys.readouterr().out
    assert "build/lampiran/nota" in shown.partition("tetap")[2]
    assert "dibuat  " not in shown


@pytest.mark.parametrize("allowed", ["--konsep", "--izinkan-konsep"])  # the second is its name before
def test_a_draft_is_not_attached_unless_allowed(allowed: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/surat-menyurat.yaml", "jenis: mikro\n", "jenis: mikro\nstatus: konsep\n")
    letter = str(office / "sop_sources/surat/nota.yaml")
    assert run(["attach", letter]) == 2
    assert "--konsep" in capsys.readouterr().err
    assert not [name for name in outputs(office) if name.startswith("lampiran/")]
    assert run(["attach", letter, allowed]) == 0


def test_what_is_no_letter_is_not_attached(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attach", str(office / "sop_sources/buku.yaml")]) == 2
    assert "bukan berkas surat" in capsys.readouterr().err


def test_a_letter_with_a_mistake_is_a_finding(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/surat/nota.yaml", "dari: kepala", "dari: siapa")
    assert run(["attach", str(office / "sop_sources/surat/nota.yaml")]) == 1
    assert "siapa" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", ""],
        ["check", "--fix", "--yes", ""],
        ["build", "--svg", "-o", ""],
        ["enact", "CTH.BUKU.1", "--tanggal", ""],
        ["enact", "CTH.BUKU.1", "--tanggal="],
        ["-C", "", "check"],
    ],
)
def test_what_a_variable_without_a_value_leaves_means_nothing(
    arguments: list[str], office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)
    before = sorted(office.rglob("*"))
    assert run(arguments) == 2
    assert "Ada isian kosong" in capsys.readouterr().err
    assert sorted(office.rglob("*")) == before


@pytest.mark.parametrize("also", [["CTH.BUKU.1"], ["--dengan", "Keputusan"], ["--tanggal", "2025-01-01"]])
def test_who_asks_for_the_register_withdraws_nothing_and_is_told(
    also: list[str], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(office), "withdraw", "--daftar", *also]) == 2
    assert "--daftar hanya menampilkan register" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["monitoring", "evaluasi"])
def test_a_form_is_written_and_a_build_leaves_it_alone(office: Path, kind: str) -> None:
    assert run(["-C", str(office), "forms", kind, "CTH.BUKU.1"]) == 0
    forms = {f"formulir/{kind}.pdf", f"formulir/{kind}.docx"}
    assert forms <= set(outputs(office))
    assert run(["-C", str(office), "build", "--svg"]) == 0
    assert forms <= set(outputs(office))


def test_a_form_filled_in_is_not_lost_when_it_is_printed_again(office: Path) -> None:
    run(["-C", str(office), "forms", "evaluasi"])
    form = office / "build/formulir/evaluasi.docx"
    form.write_bytes(form.read_bytes() + b"diisi")
    filled = form.read_bytes()
    run(["-C", str(office), "forms", "evaluasi"])
    assert (office / "build/formulir/evaluasi.suntingan.docx").read_bytes() == filled


def type_over(path: Path, old: str, new: str) -> None:
    """Change a text of a DOCX, as somebody does in Word."""
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    text = members["word/document.xml"].decode()
    assert old in text
    members["word/document.xml"] = text.replace(old, new).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    path.write_bytes(content.getvalue())


def test_a_correction_in_word_comes_back_and_the_next_build_prints_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", str(office), "build", "sop.yaml", "--docx"])
    document = office / "build/sop/sop.docx"
    type_over(document, "Menandatangani laporan kearsipan", "Menandatangani laporan arsip")
    capsys.readouterr()
    assert run(["pull", str(document)]) == 0
    shown = capsys.readouterr().out
    assert "Menandatangani laporan kearsipan" in shown
    assert "Menandatangani laporan arsip" in shown
    assert "--write" in shown
    assert run(["pull", str(document), "--write"]) == 0
    assert "kegiatan: Menandatangani laporan arsip" in (office / "sop_sources/sop.yaml").read_text(encoding="utf-8")
    run(["-C", str(office), "build", "sop.yaml", "--docx"])
    capsys.readouterr()
    assert run(["pull", str(document)]) == 0
    assert "Menandatangani" not in capsys.readouterr().out


def test_a_document_of_somebody_else_is_refused_in_a_sentence(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "surat.docx").write_bytes(b"bukan docx")
    assert run(["-C", str(office), "pull", str(tmp_path / "surat.docx")]) == 2
    shown = capsys.readouterr().err
    assert "surat.docx" in shown
    assert "Traceback" not in shown


def test_a_scene_is_json_and_nothing_else_on_standard_output(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(office / "sop_sources/sop.yaml")]) == 0
    scene = json.loads(capsys.readouterr().out)
    assert scene["nomor"] == "CTH.27.01"
    assert [row["step"] for page in scene["pages"] for row in page["rows"] if row["step"]] == [1, 2, 3, 4]


def test_a_scene_of_a_file_with_errors_is_its_findings(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "tidak: susun", "tidak: entah")
    assert run(["inspect", str(office / "sop_sources/sop.yaml")]) == 1
    assert "SOP-E134" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["sop", "instansi", "buku", "surat"])
def test_every_kind_of_source_has_a_schema(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_a_build_writes_the_schemas_that_sources_name(office: Path) -> None:
    run(["-C", str(office), "build", "--svg"])
    assert {f"schema/{kind}.json" for kind in ("sop", "instansi", "buku", "surat")} <= set(outputs(office))


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_findings_for_programs_are_json(office: Path, style: str, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "tidak: susun", "tidak: entah")
    assert run(["-C", str(office), "check", "--format", style]) == 1
    assert json.loads(capsys.readouterr().out)


def test_a_form_without_an_sop_that_has_errors_says_so(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "2024-01-08", "8 Januari 2024")
    left_out = "sop_sources/sop.yaml tidak diikutkan karena memuat galat; lihat: sopgen check\n"
    assert run(["-C", str(office), "forms", "monitoring"]) == 1
    assert capsys.readouterr().err == left_out
    assert "formulir/monitoring.pdf" in outputs(office)
    assert run(["-C", str(office), "forms", "monitoring", "CTH.27.01"]) == 2
    assert capsys.readouterr().err.startswith(left_out)
    assert run(["-C", str(office), "forms", "monitoring", "CTH.BUKU.1"]) == 0
    assert capsys.readouterr().err == ""
