"""What is enacted is checked first, kept whole or not at all, and told of when something touches it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import docx
import pikepdf
import pytest

from sopgen.builder.events import Failed, Found, Unchanged
from sopgen.builder.job import Job
from sopgen.builder.life import enact as enacting
from sopgen.builder.life import one_sop
from sopgen.builder.open_project import open_project
from sopgen.builder.request import Kind, Request
from sopgen.builder.state.atomic_write import TEMPORARY
from sopgen.builder.state.lock import build_lock
from sopgen.builder.workers.dask_executor import bundled, unbundled
from sopgen.cli.run import run
from tests.book.kept.test_adopt import saved, scanned
from tests.builder.building import happened
from tests.cli.projects import at_terminal
from tests.life.office import SOURCE, build, edit, kept, letter, office, sopgen, words
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import Package, W

ENACT = ("enact", SOURCE, "--tanggal", "2024-02-05")


@pytest.fixture(autouse=True)
def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: a power cut is not what is asked about."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An office."""
    return office(tmp_path)


@pytest.fixture(scope="module")
def first_enacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has enacted its first SOP."""
    root = office(tmp_path_factory.mktemp("kantor"))
    assert sopgen(root, *ENACT) == 0
    return root


@pytest.fixture(scope="module")
def first_built(first_enacted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after a build, with a letter that attaches that SOP."""
    root = shutil.copytree(first_enacted, tmp_path_factory.mktemp("kantor") / "dibuat")
    letter(root, "nota", "2024-03-01")
    assert not [event for event in build(root) if isinstance(event, Failed)]
    return root


@pytest.fixture
def enacted(first_enacted: Path, tmp_path: Path) -> Path:
    """A copy of the office that has enacted its first SOP."""
    return shutil.copytree(first_enacted, tmp_path / "kantor")


@pytest.fixture
def built(first_built: Path, tmp_path: Path) -> Path:
    """A copy of that office after a build."""
    return shutil.copytree(first_built, tmp_path / "kantor")


def codes(root: Path) -> set[str]:
    """What the check says of the first SOP."""
    from sopgen.builder import pipeline

    return {finding.code for finding in pipeline.check(root) if finding.file == SOURCE}


def scan(root: Path) -> Path:
    """A scanned document of two pages."""
    (root / "pindai.pdf").write_bytes(saved(scanned(count=2)))
    return root / "pindai.pdf"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("tanggal_efektif: 2024-02-05   # ditetapkan pimpinan\n", "", "tanggal_efektif belum diisi"),
        ("- kegiatan: Mencatat surat ke dalam agenda", "- kegiatan:", "isinya belum lengkap"),
        ("status: konsep", "status: dicabut", "sudah dicabut"),
        ("    waktu: 5 Menit", "    tidak: 9\n    waktu: 5 Menit", "SOP-E"),
    ],
)
def test_what_is_not_ready_is_not_enacted(
    root: Path, before: str, after: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, before, after)
    source = (root / SOURCE).read_bytes()
    assert sopgen(root, *ENACT) in (1, 2)
    said = capsys.readouterr()
    assert told in said.out + said.err
    assert (root / SOURCE).read_bytes() == source
    assert not list(root.rglob("*.ditetapkan"))


def test_a_document_with_a_mark_or_a_lock_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter(root, "nota", "2024-03-01")
    asked = Request(root, root / "build", kinds=(Kind.PDF,), book=(Kind.PDF,), drafts=True)
    assert not [event for event in happened(asked) if isinstance(event, Failed)]
    assert sopgen(root, *ENACT, "--pdf", str(root / "build/lampiran/nota.pdf")) == 2
    assert "bercap KONSEP" in capsys.readouterr().err
    locked = saved(scanned(), encryption=pikepdf.Encryption(owner="a", user="b"))
    (root / "terkunci.pdf").write_bytes(locked)
    assert sopgen(root, *ENACT, "--pdf", str(root / "terkunci.pdf")) == 2
    assert "kata sandi" in capsys.readouterr().err
    assert "status: konsep" in (root / SOURCE).read_text(encoding="utf-8")


def test_a_scan_is_bound_and_what_it_lacks_is_told(root: Path) -> None:
    file = scan(root)
    assert sopgen(root, *ENACT, "--pdf", str(file)) == 0
    assert "SOP-S109" in codes(root)
    assert not [event for event in build(root) if isinstance(event, Failed)]
    assert (root / "build/sop/surat.pdf").read_bytes() == file.read_bytes() == kept(root).read_bytes()
    book = words(root / "build/buku-sop.pdf")
    assert "Hasil pindai 1" in book
    assert "Mencatat surat ke dalam agenda" not in book


def test_a_plug_pulled_while_the_document_is_kept_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (root / SOURCE).read_bytes()

    def torn(path: Path, content: bytes) -> None:
        if path.name == "penetapan.json":
            raise KeyboardInterrupt
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    with monkeypatch.context() as patch:
        patch.setattr(enacting, "write_output", torn)
        patch.setattr(enacting.shutil, "rmtree", lambda *_arguments, **_options: None)  # nor does anybody tidy up
        assert sopgen(root, *ENACT) == 130
    assert (root / SOURCE).read_bytes() == source
    assert open_project(root).sops[1].enactments == ()
    assert sopgen(root, *ENACT) == 0
    assert not list(root.rglob(f"{TEMPORARY}*"))


def test_a_plug_pulled_before_the_source_is_written_is_made_good_by_the_same_command(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(one_sop, "write_source", pulled)
        assert sopgen(root, *ENACT) == 130
    first = kept(root).read_bytes()
    assert "status: konsep" in (root / SOURCE).read_text(encoding="utf-8")
    assert sopgen(root, *ENACT) == 0
    assert kept(root).read_bytes() == first
    assert "status: berlaku" in (root / SOURCE).read_text(encoding="utf-8")


def test_what_was_enacted_is_not_enacted_again(enacted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = kept(enacted).read_bytes()
    edit(enacted, "5 Menit", "9 Menit")
    assert sopgen(enacted, *ENACT) == 2
    assert "sopgen revise" in capsys.readouterr().err
    assert kept(enacted).read_bytes() == first


def test_a_build_at_work_is_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_sop, "_PATIENCE", 0.0)
    with build_lock(root / "build"):
        assert sopgen(root, *ENACT) == 2
    assert sopgen(root, *ENACT) == 0


def test_only_what_is_printed_counts_as_a_change(built: Path) -> None:
    edit(built, "# Catatan penyusun", "# Catatan lain dari penyusun")
    edit(built, "    waktu: 5 Menit", '    waktu: "5 Menit"')
    edit(built, "- kegiatan", "- id: catat\n    kegiatan")
    edit(built, "status: berlaku", "status: Berlaku\ntinjau_sebelum: 2099-01-01")
    assert "SOP-W113" not in codes(built)
    edit(built, "Memahami tata kearsipan", "Memahami kearsipan")
    assert "SOP-W113" in codes(built)
    build(built)
    assert "Memahami tata kearsipan" in words(built / "build/sop/surat.pdf")


def test_a_kept_file_that_is_another_by_now_is_told_and_not_bound(enacted: Path) -> None:
    for name in ("dokumen.pdf", "sumber.yaml", "penetapan.json"):
        file = kept(enacted).with_name(name)
        content = file.read_bytes()
        file.write_bytes(content.replace(b"a", b"b"))
        assert "SOP-E406" in codes(enacted)
        file.unlink()
        assert "SOP-E406" in codes(enacted)
        file.write_bytes(content)
    assert "SOP-E406" not in codes(enacted)


def test_line_ends_that_git_has_changed_are_no_change(enacted: Path) -> None:
    for file in (kept(enacted).with_name("sumber.yaml"), enacted / SOURCE):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert not {"SOP-E406", "SOP-W113"} & codes(enacted)


def test_a_second_build_has_nothing_to_do_and_a_clean_one_gives_the_same(built: Path) -> None:
    edit(built, "status: berlaku", "status: konsep")  # a revision is being written
    edit(built, "5 Menit", "9 Menit")
    build(built)
    assert any(isinstance(event, Unchanged) for event in build(built))
    new = built / "baru"
    happened(Request(built, new, kinds=(Kind.PDF,), book=(Kind.PDF,)))
    for name in ("sop/surat.pdf", "buku-sop.pdf", "lampiran/nota.pdf"):
        assert (new / name).read_bytes() == (built / "build" / name).read_bytes()
    assert "9 Menit" in words(new / "sop/surat.pdf")
    assert "9 Menit" not in words(new / "buku-sop.pdf")


def test_the_word_form_says_that_the_pdf_is_in_force(enacted: Path) -> None:
    build(enacted, kinds=(Kind.DOCX,))
    comments = docx.Document(str(enacted / "build/sop/surat.docx")).core_properties.comments
    assert comments == "Dibuat dari berkas sumber. Dokumen yang ditetapkan pada 5 Februari 2024 adalah PDF-nya."
    assert docx.Document(str(enacted / "build/sop/arsip.docx")).core_properties.comments == ""


def test_another_machine_gets_the_document_with_the_job(enacted: Path, tmp_path: Path) -> None:
    project = open_project(enacted)
    assert project.institution is not None
    sop = next(sop for sop in project.sops if sop.enactments).in_force
    sent = unbundled(bundled(Job(sop, project.institution, (Kind.PDF,), enacted)))
    assert sent.sop.enacted is not None
    assert not sent.sop.enacted.pdf.is_relative_to(enacted)
    assert sent.sop.enacted.pdf.read_bytes() == kept(enacted).read_bytes()


def test_where_nobody_can_be_asked_options_are_asked_for(enacted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in (("revise", SOURCE), ("withdraw", SOURCE)):
        assert sopgen(enacted, *line) == 2
        assert "belum diisi, dan perintah ini tidak dijalankan di terminal" in capsys.readouterr().err
    assert sopgen(enacted, "revise", SOURCE, "--tanggal", "kemarin", "--uraian", "x") == 2
    assert "2024-01-31" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01"])
def test_a_day_in_a_year_that_no_source_may_name_is_refused_by_every_command(
    root: Path, enacted: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (enacted / SOURCE).read_bytes()
    assert sopgen(root, "enact", SOURCE, "--tanggal", day) == 2
    assert not list(root.glob("sop_sources/*.ditetapkan"))
    revising = ("revise", SOURCE, "--uraian", "x", "--tanggal")
    for line in ((*revising, day), (*revising, "2025-01-06", "--efektif", day)):
        assert sopgen(enacted, *line) == 2
    assert sopgen(enacted, "withdraw", SOURCE, "--dengan", "x", "--tanggal", day) == 2
    assert capsys.readouterr().err.count("(tahun 1900 sampai 2199)") == 4
    assert (enacted / SOURCE).read_bytes() == source


@pytest.mark.parametrize(
    "line", [("withdraw", SOURCE, "--tanggal", "kemarin"), ("revise", SOURCE, "--efektif", "kemarin")]
)
def test_a_wrong_option_is_refused_before_anything_is_asked(enacted: Path, line: tuple[str, ...]) -> None:
    status, screen = at_terminal(enacted, "\x04" * 20, *line)
    assert status == 2
    assert "tulis tahun-bulan-tanggal" in screen
    assert not re.search("Dicabut dengan|Apa yang berubah", screen)


def test_what_no_option_tells_is_asked_at_a_terminal(enacted: Path) -> None:
    status, screen = at_terminal(enacted, "Waktu dipersingkat\nkemarin\n2025-01-06\n", "revise", SOURCE)
    assert (status, "Apa yang berubah: " in screen) == (0, True)
    assert "tulis tahun-bulan-tanggal" in screen
    assert "uraian: Waktu dipersingkat" in (enacted / SOURCE).read_text(encoding="utf-8")


def test_a_revision_that_was_begun_is_written_once(enacted: Path) -> None:
    assert sopgen(enacted, "revise", SOURCE, "--tanggal", "2025-01-06", "--uraian", "Waktu dipersingkat") == 0
    edit(enacted, "5 Menit", "3 Menit")
    assert sopgen(enacted, "revise", SOURCE, "--uraian", "Waktu pencatatan dipersingkat") == 0
    text = (enacted / SOURCE).read_text(encoding="utf-8")
    assert text.count("ke:") == 1
    assert "Waktu pencatatan dipersingkat" in text
    assert "3 Menit" in words(enacted / "build/perubahan/surat-revisi-1.pdf")


@pytest.mark.parametrize("typed", ["\n  ke: 1\n  tanggal: 2024-01-09\n", " {ke: 1, tanggal: 2024-01-09}\n"])
def test_a_revision_typed_without_its_list_stays_when_the_next_one_comes(root: Path, typed: str) -> None:
    edit(root, "status: konsep", f"status: konsep\nrevisi:{typed}")
    assert sopgen(root, *ENACT) == 0
    assert sopgen(root, "revise", SOURCE, "--tanggal", "2025-01-06", "--uraian", "Waktu dipersingkat") == 0
    revisions = next(sop for sop in open_project(root).sops if sop.source.name == SOURCE).revisi
    assert [(each.ke, each.tanggal.isoformat()) for each in revisions] == [(1, "2024-01-09"), (2, "2025-01-06")]


def test_a_revision_begun_by_hand_without_its_list_can_be_changed(enacted: Path) -> None:
    edit(enacted, "status: berlaku", "status: konsep\nrevisi:\n  ke: 1\n  tanggal: 2025-01-06   # rapat\n")
    assert sopgen(enacted, "revise", SOURCE, "--tanggal", "2025-01-07", "--uraian", "Waktu dipersingkat") == 0
    text = (enacted / SOURCE).read_text(encoding="utf-8")
    assert "  ke: 1\n  tanggal: 2025-01-07   # rapat\n  uraian: Waktu dipersingkat\n" in text


def test_what_was_never_in_force_is_neither_revised_nor_withdrawn(root: Path) -> None:
    assert sopgen(root, "revise", SOURCE, "--tanggal", "2025-01-06", "--uraian", "x") == 2
    assert sopgen(root, "withdraw", SOURCE, "--tanggal", "2025-01-06", "--dengan", "x") == 2


def test_an_sop_that_was_withdrawn_by_hand_is_registered_and_prints_as_ever(root: Path) -> None:
    edit(root, "status: konsep", "status: dicabut")
    found = next(event for event in build(root) if isinstance(event, Found))
    assert not [finding for finding in found.findings if finding.code == "SOP-E406"]
    assert "DICABUT" not in words(root / "build/sop/surat.pdf")
    assert "dicabut" in words(root / "build/buku-sop.pdf")


@pytest.mark.parametrize("style", ["teks", "csv"])
def test_a_withdrawn_sop_that_cannot_be_read_is_missed_in_the_register(
    style: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "status: konsep", "status: dicabut")
    assert sopgen(root, "withdraw", "--daftar", "--format", style) == 0
    assert capsys.readouterr().err == ""
    edit(root, "judul: ", "judul: [")
    assert sopgen(root, "withdraw", "--daftar", "--format", style) == 1
    assert capsys.readouterr().err == f"{SOURCE} tidak diikutkan karena memuat galat; lihat: sopgen check\n"


def test_an_error_in_a_revision_takes_nothing_out_of_the_booklet(built: Path) -> None:
    edit(built, "status: berlaku", "status: konsep")
    edit(built, "    waktu: 5 Menit", "    waktu: 5 Menit\n    tidak: 9")
    failed = [event.source for event in build(built) if isinstance(event, Failed)]
    assert failed == [SOURCE]
    assert "Mencatat surat ke dalam agenda" in words(built / "build/buku-sop.pdf")


def test_what_was_enacted_of_a_file_that_was_renamed_is_told(enacted: Path) -> None:
    (enacted / SOURCE).rename(enacted / "sop_sources/lain.yaml")
    project = open_project(enacted)
    told = [finding.file for finding in project.findings if finding.code == "SOP-W122"]
    assert told == ["sop_sources/surat.ditetapkan"]
    assert len(project.sops) == 2  # what is kept there is no SOP of its own


def test_a_folder_of_enacted_documents_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "sop_sources/surat.ditetapkan/revisi-0").mkdir(parents=True)
    assert "SOP-E406" in codes(root)


def test_a_booklet_of_enacted_sops_only_tells_which_it_lacks(built: Path) -> None:
    book = built / "sop_sources/buku.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "hanya_ditetapkan: true\n", encoding="utf-8")
    refused = next(event for event in build(built) if isinstance(event, Failed))
    assert refused.source == "sop_sources/buku.yaml"
    assert "CTH.HIDUP.2 (belum ditetapkan)" in refused.refusal
    assert sopgen(built, "build", "--book", "--sebagian") == 0
    told = words(built / "build/buku-sop.pdf")
    assert "tidak dimuat: belum ditetapkan" in told
    assert "Mencatat surat ke dalam agenda" in told


def test_the_word_document_of_a_withdrawn_sop_says_so_on_every_page(enacted: Path) -> None:
    build(enacted, kinds=(Kind.DOCX,))
    before = (enacted / "build/sop/surat.docx").read_bytes()
    assert sopgen(enacted, "withdraw", SOURCE, "--dengan", "Keputusan Contoh Nomor 7", "--tanggal", "2034-01-02") == 0
    build(enacted, kinds=(Kind.DOCX,))
    after = (enacted / "build/sop/surat.docx").read_bytes()
    assert [("DICABUT" in headers(each)) for each in (before, after)] == [False, True]
    assert headers(after).replace("DICABUT", "") == headers(before)
    assert not broken_invariants(after)
    assert audit_errors(after) == []
    assert sopgen(enacted, "pull", str(enacted / "build/sop/surat.docx")) == 0


def headers(content: bytes) -> str:
    """What the headers of a Word document say."""
    package = Package.of(content)
    parts = (package.xml[name] for name in sorted(package.xml) if name.startswith("word/header"))
    return "".join(text.text or "" for part in parts for text in part.iter(f"{W}t"))


def test_a_command_in_a_finding_can_be_typed_whatever_the_source_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, name = office(tmp_path), "sop_sources/surat dinas (lama).yaml"
    (root / SOURCE).rename(root / name)
    assert sopgen(root, "enact", name, "--tanggal", "2024-02-05") == 0
    source = root / name
    source.write_text(source.read_text(encoding="utf-8").replace("Pencatatan Surat", "Surat"), encoding="utf-8")
    capsys.readouterr()
    sopgen(root, "check")
    command = re.search("Jalankan: sopgen (.*?);", " ".join(capsys.readouterr().out.split()))
    assert command is not None
    monkeypatch.chdir(root)
    assert run([*shlex.split(command[1]), "--tanggal", "2025-01-06", "--uraian", "Judul"]) == 0


def test_a_withdrawal_that_somebody_has_written_down_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = office(tmp_path)
    edit(root, "status: konsep", "status: berlaku\npencabutan: {dengan: Keputusan Nomor 3, tanggal: 2024-03-01}")
    before = (root / SOURCE).read_bytes()
    withdraw = ("withdraw", SOURCE, "--tanggal")
    assert sopgen(root, *withdraw, "2025-01-01", "--dengan", "Keputusan Nomor 4") == 2
    assert "sudah memuat pencabutan lain (Keputusan Nomor 3, 2024-03-01)" in capsys.readouterr().err
    assert (root / SOURCE).read_bytes() == before
    assert sopgen(root, *withdraw, "2024-03-01", "--dengan", "Keputusan Nomor 3") == 0
    assert "status: dicabut" in (root / SOURCE).read_text(encoding="utf-8")
