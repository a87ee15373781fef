"""``sopgen build``: what is made, what is left alone, and what is said about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sopgen.builder import job
from sopgen.builder.state import fingerprint
from sopgen.cli.run import run
from sopgen.findings import LibraryMissingError
from sopgen.layout.scene import Scene
from sopgen.model.sop import Sop

from ..projects import THREE, copy_built, copy_case, edit, outputs, start


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs with a booklet."""
    return copy_case("book-and-letter", tmp_path)


def build(project: Path, *arguments: str) -> int:
    """Run ``sopgen build`` on ``project``."""
    return run(["-C", str(project), "build", *arguments])


def made(shown: str) -> list[str]:
    """The outputs that one run says it made, without the folder before them."""
    return [line.split()[1].partition("build/")[2] for line in shown.splitlines() if line.startswith("dibuat")]


def test_outputs_mirror_the_sources(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(office) == 0
    sops = {
        f"sop/{name}.{ending}" for name in ("arsip/makro", "sop", "surat-menyurat") for ending in ("pdf", "docx", "svg")
    }
    assert sops <= set(outputs(office))
    assert "buku-sop.pdf" in outputs(office)
    assert f"Hasilnya ada di {office}/build/" in capsys.readouterr().out


def test_a_second_build_makes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office)
    before = {
        path: path.stat().st_mtime_ns for path in (office / "build").rglob("*") if path.suffix in {".pdf", ".docx"}
    }
    capsys.readouterr()
    assert build(office) == 0
    assert "Tidak ada yang berubah: 3 SOP." in capsys.readouterr().out
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())


def test_a_second_build_looks_closely_when_asked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    capsys.readouterr()
    assert build(office, "--svg", "--verbose") == 0
    shown = capsys.readouterr().out
    assert made(shown) == []
    assert shown.count("tetap") == 3


def test_a_second_build_tells_the_warnings_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "jenis: mikro\n", "jenis: mikro\nstatus: konsep\n")
    build(office, "--svg")
    first = capsys.readouterr().out.partition("dibuat")[0]
    build(office, "--svg")
    second = capsys.readouterr().out.partition("Tidak ada yang berubah")[0]
    assert "peringatan" in first
    assert second == first


@pytest.mark.parametrize("change", ["new source", "lost output", "changed output", "own template", "kinds"])
def test_nothing_that_matters_goes_unnoticed(office: Path, change: str, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    output = office / "build/sop/sop.svg"
    arguments = ["--svg"]
    if change == "new source":
        text = (office / "sop_sources/sop.yaml").read_text(encoding="utf-8")
        (office / "sop_sources/baru.yaml").write_text(text.replace("nomor: ", "nomor: X."), encoding="utf-8")
    elif change == "lost output":
        output.unlink()
    elif change == "changed output":
        output.write_bytes(b"")
    elif change == "own template":
        (office / "templates").mkdir()
        (office / "templates/logo.svg").write_text("<svg/>")
    else:
        arguments = ["--docx"]
    capsys.readouterr()
    build(office, *arguments)
    assert "Tidak ada yang berubah" not in capsys.readouterr().out


def test_a_document_kept_open_is_tried_again_by_the_next_build(office: Path) -> None:
    build(office, "--docx")
    before = (office / "build/sop/sop.docx").read_bytes()
    (office / "build/sop/.~lock.sop.docx#").touch()
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda lain")
    build(office, "--docx")
    assert (office / "build/sop/_sop.baru.docx").exists()
    (office / "build/sop/.~lock.sop.docx#").unlink()
    build(office, "--docx")
    assert (office / "build/sop/sop.docx").read_bytes() != before
    assert not (office / "build/sop/_sop.baru.docx").exists()


def test_a_document_that_is_open_and_changed_stays_and_is_kept_when_it_is_closed(office: Path) -> None:
    build(office, "--docx")
    document = office / "build/sop/sop.docx"
    (office / "build/sop/.~lock.sop.docx#").touch()
    document.write_bytes(document.read_bytes() + b"koreksi")
    corrected = document.read_bytes()
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda lain")
    build(office, "--docx")
    assert document.read_bytes() == corrected
    (office / "build/sop/.~lock.sop.docx#").unlink()
    build(office, "--docx")
    assert (office / "build/sop/sop.suntingan.docx").read_bytes() == corrected
    assert document.read_bytes() != corrected


def test_only_what_a_change_touches_is_made_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--pdf")
    capsys.readouterr()
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda kerja tahunan")
    build(office, "--pdf")
    assert made(capsys.readouterr().out) == ["sop/sop"]


def test_a_new_title_is_printed_by_the_sops_that_refer_to_it(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    capsys.readouterr()
    edit(office, "sop_sources/surat-menyurat.yaml", "Pengelolaan Surat Masuk", "Pengelolaan Surat")
    build(office, "--svg")
    assert made(capsys.readouterr().out) == ["sop/arsip/makro", "sop/surat-menyurat"]


def test_force_makes_everything_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    capsys.readouterr()
    build(office, "--svg", "--force")
    assert made(capsys.readouterr().out) == ["sop/arsip/makro", "sop/sop", "sop/surat-menyurat"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("source", "karena sumber berubah"),
        ("institution", "karena instansi berubah"),
        ("title", "karena judul SOP terkait berubah"),
        ("template", "karena templat berubah"),
        ("lost", "karena hasilnya hilang"),
        ("edited", "karena hasilnya diubah di luar sopgen"),
        ("force", "karena diminta dengan --force"),
    ],
)
def test_why_an_output_is_made_again_is_told_when_asked_for(
    office: Path, change: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build(office, "--svg", "--why")
    assert capsys.readouterr().out.count("karena belum pernah dibuat") == 3
    if change == "source":
        edit(office, "sop_sources/arsip/makro.yaml", "Agenda kerja", "Agenda lain")
    elif change == "institution":
        edit(office, "sop_sources/instansi.yaml", "kota: Kota Contoh", "kota: Kota Lain")
    elif change == "title":
        edit(office, "sop_sources/surat-menyurat.yaml", "Pengelolaan Surat Masuk", "Pengelolaan Surat")
    elif change == "template":
        (office / "templates").mkdir()
        (office / "templates/catatan.txt").write_text("milik kantor")
        fingerprint.templates.cache_clear()
    elif change == "lost":
        (office / "build/sop/arsip/makro.svg").unlink()
    elif change == "edited":
        (office / "build/sop/arsip/makro.svg").write_text("<svg></svg>")
    build(office, "--svg", "--explain", *(["--force"] if change == "force" else []))
    first = capsys.readouterr().out.partition("sop/arsip/makro")[2].splitlines()
    assert reason in "".join(first[:3])


def test_a_lost_output_comes_back(office: Path) -> None:
    build(office, "--svg")
    before = outputs(office)
    (office / "build/sop/sop.svg").unlink()
    build(office, "--svg")
    assert outputs(office) == before


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b'{"name": 3}\n', b'{"expect": []}\n[1, 2]\nnull\n'])
def test_a_damaged_memory_heals_itself(office: Path, damage: bytes) -> None:
    build(office, "--svg")
    before = outputs(office)
    (office / "build/.sopgen-catatan.jsonl").write_bytes(damage)
    assert build(office, "--svg") == 0
    assert outputs(office) == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CTH.BUKU.2", ["sop/surat-menyurat"]),
        ("sop_sources/sop.yaml", ["sop/sop"]),
        ("arsip", ["sop/arsip/makro"]),
        ("*.yaml", ["sop/arsip/makro", "sop/sop", "sop/surat-menyurat"]),
    ],
)
def test_one_sop_is_named_by_number_file_folder_or_pattern(
    office: Path, name: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(office, name, "--svg") == 0
    assert made(capsys.readouterr().out) == expected


def test_an_sop_built_by_name_is_the_same_as_in_a_build_of_everything(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(office, "arsip", "--svg", "--docx")
    capsys.readouterr()
    build(office, "--svg", "--docx")
    assert made(capsys.readouterr().out) == ["sop/sop", "sop/surat-menyurat"]


def test_a_build_by_name_says_nothing_of_other_sources(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/sop.yaml", "langkah:", "langkh:")
    assert build(office, "CTH.BUKU.2", "--svg") == 0
    assert "sop_sources/sop.yaml" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CTH.BUKU.9", "CTH.BUKU.1"),
        ("sop_sources/soop.yaml", "sop_sources/sop.yaml"),
        ("arsip/macro.yaml", "arsip/makro.yaml"),
    ],
)
def test_a_name_that_means_nothing_is_wrong_use(
    name: str, meant: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(office, name) == 2
    assert f"Mungkin maksudnya “{meant}”?" in capsys.readouterr().err
    assert outputs(office) == {}


def test_the_booklet_alone_can_be_had_as_a_word_document(office: Path) -> None:
    assert build(office, "--book", "--docx") == 0
    assert "buku-sop.docx" in outputs(office)
    assert not {"buku-sop.pdf", "sop/sop.docx"} & set(outputs(office))


def test_the_booklet_alone_brings_the_pdfs_it_needs(office: Path) -> None:
    assert build(office, "--book") == 0
    names = set(outputs(office))
    assert {Path(name).suffix for name in names if name.startswith("sop/")} == {".pdf"}
    assert {"buku-sop.pdf", "buku-sop.docx", "lampiran/nota.pdf", "lampiran/nota.docx", "lampiran/nota.json"} <= names


def test_a_bad_source_harms_no_other_and_keeps_its_earlier_outputs(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(office, "--svg")
    before = outputs(office)
    capsys.readouterr()
    edit(office, "sop_sources/sop.yaml", "tidak: susun", "tidak: entah")
    edit(office, "sop_sources/surat-menyurat.yaml", "Agenda kerja", "Agenda lain")
    assert build(office, "--svg") == 1
    shown = capsys.readouterr().out
    assert "GAGAL   sop_sources/sop.yaml" in shown
    assert "build/sop/sop.svg adalah hasil lama" in shown
    assert "1 SOP dibuat, 1 tidak berubah, 1 gagal" in shown
    assert outputs(office) == before


@pytest.mark.parametrize("content", [b"nomor: [\xff\xfe", b"<catatan>: 1\nlangkah: [{<x>: 1, <teks>: 2}]\n"])
def test_a_source_that_makes_no_sense_harms_no_other(
    content: bytes, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "sop_sources/rusak.yaml").write_bytes(content)
    assert build(office, "--svg") == 1
    assert len(made(capsys.readouterr().out)) == 3


def test_a_letter_or_booklet_with_a_mistake_keeps_its_earlier_outputs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = copy_built("book-and-letter", tmp_path)
    before = outputs(office)
    capsys.readouterr()
    edit(office, "sop_sources/surat/nota.yaml", "dari: kepala", "dari: siapa")
    edit(office, "sop_sources/buku.yaml", "unit: biro-contoh", "unit: biro-lain")
    assert build(office) == 1
    shown = capsys.readouterr().out
    assert "GAGAL   sop_sources/buku.yaml" in shown
    assert "build/buku-sop.pdf adalah hasil lama" in shown
    assert "GAGAL   sop_sources/surat/nota.yaml" in shown
    assert "build/lampiran/nota.docx adalah hasil lama" in shown
    assert outputs(office) == before


def test_a_booklet_that_is_wanted_no_more_is_removed(office: Path) -> None:
    build(office, "--book")
    (office / "sop_sources/buku.yaml").unlink()
    build(office, "--book")
    assert not [name for name in outputs(office) if name.startswith("buku-sop")]


def test_outputs_of_a_source_that_is_gone_are_removed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    (office / "sop_sources/arsip/makro.yaml").unlink()
    edit(office, "sop_sources/surat-menyurat.yaml", "  - sop: CTH.BUKU.1\n", "  - SOP lain\n")
    edit(office, "sop_sources/buku.yaml", '"arsip/*.yaml", ', "")
    edit(office, "sop_sources/surat/nota.yaml", "CTH.BUKU.1", "CTH.27.01")
    (office / "build/sop/arsip/catatan.txt").write_text("milik orang")
    assert build(office, "--svg") == 0
    assert "dihapus" in capsys.readouterr().out
    assert not (office / "build/sop/arsip/makro.svg").exists()
    assert (office / "build/sop/arsip/catatan.txt").exists()


def test_an_output_that_somebody_changed_is_not_lost(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "sop.yaml", "--pdf")
    signed = office / "build/sop/sop.pdf"
    signed.write_bytes(signed.read_bytes() + b"% tanda tangan")
    mine = signed.read_bytes()
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda lain")
    build(office, "sop.yaml", "--pdf")
    assert (office / "build/sop/sop.suntingan.pdf").read_bytes() == mine
    assert signed.read_bytes() != mine
    assert "sop.suntingan.pdf" in capsys.readouterr().out


def test_an_output_signed_in_a_copied_folder_is_not_lost(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "--svg")
    signed = office / "build/sop/sop.svg"
    signed.write_bytes(signed.read_bytes() + b"<!-- tanda tangan -->")
    mine = signed.read_bytes()
    for hidden in (office / "build").glob(".*"):
        shutil.rmtree(hidden) if hidden.is_dir() else hidden.unlink()
    before = outputs(office)
    build(office, "--svg")
    assert "hasil sebelumnya mungkin telah diubah di luar sopgen" in capsys.readouterr().out
    assert (office / "build/sop/sop.suntingan.svg").read_bytes() == mine
    assert outputs(office).keys() - before.keys() == {"sop/sop.suntingan.svg"}, "what is equal was set aside"


def test_a_document_open_in_word_gets_its_new_version_beside_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(office, "sop.yaml", "--docx")
    before = (office / "build/sop/sop.docx").read_bytes()
    (office / "build/sop/.~lock.sop.docx#").touch()
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda lain")
    assert build(office, "sop.yaml", "--docx") == 0
    assert (office / "build/sop/sop.docx").read_bytes() == before
    assert (office / "build/sop/_sop.baru.docx").exists()
    said = capsys.readouterr().out
    assert "sedang dibuka di program lain" in said
    assert "bila tidak sedang dibuka siapa pun, hapus " in said
    assert ".~lock.sop.docx#" in said.partition("hapus ")[2].splitlines()[0]


def in_the_way(office: Path, *names: str) -> None:
    """Folders that hold somebody's file, where outputs are to stand."""
    for name in names:
        (office / "build" / name).mkdir(parents=True)
        (office / "build" / name / "catatan.txt").write_text("milik orang")


def test_an_output_that_cannot_be_written_fails_alone(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_the_way(office, "sop/arsip/makro.svg", "schema/sop.json")
    assert build(office, "--svg", "--docx") == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    refused = f"{office}/build/sop/arsip/makro.svg tidak dapat ditulis: ada folder dengan nama itu."
    assert f"GAGAL   sop_sources/arsip/makro.yaml: {refused}" in shown.out
    assert "GAGAL   JSON Schema: " in shown.out
    assert "2 SOP dibuat, 1 gagal" in shown.out
    expected = {f"sop/{name}" for name in ("sop.svg", "sop.docx", "surat-menyurat.svg", "surat-menyurat.docx")}
    assert expected | {"sop/arsip/makro.docx", "sop/arsip/makro.svg/catatan.txt"} <= set(outputs(office))


def test_what_was_in_the_way_is_made_once_it_is_gone(office: Path) -> None:
    in_the_way(office, "sop/arsip/makro.svg")
    build(office, "--svg")
    (office / "build/sop/arsip/makro.svg/catatan.txt").unlink()
    (office / "build/sop/arsip/makro.svg").rmdir()
    assert build(office, "--svg") == 0
    assert "sop/arsip/makro.svg" in outputs(office)


@pytest.mark.slow
def test_booklet_and_letter_are_made_although_outputs_of_their_sops_cannot_be_written(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way(office, "sop/arsip/makro.pdf", "lampiran/nota.json")
    assert build(office) == 1
    assert capsys.readouterr().err == ""
    assert {"buku-sop.pdf", "buku-sop.docx", "lampiran/nota.pdf"} <= set(outputs(office))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["bagian.lembar", "bagian.docx"])
def test_an_sop_whose_part_cannot_be_written_is_not_in_a_booklet_in_part(
    office: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way(office, f".bagian/surat-menyurat.{part}")
    assert build(office, "--book", "--sebagian") == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "CTH.BUKU.2 tidak dimuat dalam buku (tidak dapat dibuat)" in shown.out
    assert {"buku-sop.pdf", "buku-sop.docx"} <= set(outputs(office))


def test_an_output_that_cannot_be_removed_keeps_no_other_from_being_removed(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(office, "--svg", "--docx")
    (office / "sop_sources/sop.yaml").rename(office / "sop_sources/lain.yaml")
    edit(office, "sop_sources/buku.yaml", ", sop.yaml]", ", lain.yaml]")
    real = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == "sop.docx":
            raise PermissionError(13, "not yours")
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert build(office, "--svg", "--docx") == 1
    assert "sop.docx tidak dapat dihapus: tidak ada izin" in capsys.readouterr().out
    assert "sop/sop.svg" not in outputs(office)
    monkeypatch.undo()
    assert build(office, "--svg", "--docx") == 0
    assert "sop/sop.docx" not in outputs(office)


def break_down(name: str, how: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Make laying out the SOP in ``name`` go wrong."""
    real = job.lay_out

    def lay_out(sop: Sop, *arguments: Any) -> Scene:
        if sop.source.name == name:
            how()
        return real(sop, *arguments)

    monkeypatch.setattr(job, "lay_out", lay_out)


def test_an_internal_error_in_one_sop_is_told_as_such_and_harms_no_other(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a mistake of ours")

    break_down(THREE[1], fail, monkeypatch)
    assert build(office, "--svg") == 3
    shown = capsys.readouterr()
    assert f"GAGAL   {THREE[1]}: kesalahan program" in shown.out
    assert "Kesalahan program adalah kesalahan sopgen" in shown.err
    assert made(shown.out) == ["sop/arsip/makro", "sop/surat-menyurat"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            LibraryMissingError("libpango-1.0.so.0"),
            "pustaka sistem libpango-1.0.so.0 tidak ada; jalankan sopgen doctor",
        ),
        (
            ModuleNotFoundError("No module named 'lxml'", name="lxml"),
            "paket Python lxml tidak ada; jalankan: make setup",
        ),
    ],
)
def test_what_the_machine_lacks_is_one_sentence(
    office: Path,
    error: Exception,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise error

    break_down(THREE[1], fail, monkeypatch)
    assert build(office, "--svg") == 2
    shown = capsys.readouterr().err
    assert sentence in shown
    assert "Traceback" not in shown


#: Graphviz, but who asks it to draw one SOP is killed.
DEADLY_NEATO = """#!/bin/sh
drawing=$(cat)
case "$drawing" in *"Nomor 1."*) kill -9 $PPID;; esac
printf '%s' "$drawing" | {neato} "$@"
"""


def test_a_killed_worker_is_named_and_the_rest_is_made(office: Path, tmp_path: Path) -> None:
    text = (office / "sop_sources/sop.yaml").read_text(encoding="utf-8")
    for number in range(3):
        another = text.replace("nomor: ", f"nomor: {number}.")
        (office / f"sop_sources/lagi-{number}.yaml").write_text(another, encoding="utf-8")
    script = tmp_path / "bin" / "neato"
    script.parent.mkdir()
    script.write_text(DEADLY_NEATO.format(neato=shutil.which("neato")))
    script.chmod(0o755)
    with start(office, "build", "--svg", "-j", "2", PATH=f"{script.parent}:{os.environ['PATH']}") as process:
        shown, _ = process.communicate()
    assert process.returncode == 3, shown
    assert "sop_sources/lagi-1.yaml: kesalahan program" in shown
    assert shown.count("Proses yang mengerjakan SOP ini dihentikan dari luar") == 1
    assert "Traceback" not in shown
    assert len(made(shown)) == 5


@pytest.mark.parametrize("script", [None, "exit 1", "echo omong kosong"], ids=["missing", "failing", "rubbish"])
def test_a_broken_graphviz_is_a_finding(
    office: Path,
    tmp_path: Path,
    script: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if script is not None:
        (tmp_path / "dot").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build(office, "sop.yaml", "--svg") == 1
    shown = capsys.readouterr()
    assert "SOP-E350" in shown.out
    assert "Traceback" not in shown.err


def test_a_folder_without_sources_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path) == 2
    assert "tidak ada sop_sources/" in capsys.readouterr().err


def test_timings_are_told_when_asked_for(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(office, "sop.yaml", "--svg", "--verbose")
    shown = capsys.readouterr().out
    assert "tata letak" in shown
    assert "detik" in shown
