"""``sopgen pull``: corrections made in Word come back into the source, and only those."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.cli.run import run
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.render.docx.document import render
from tests.pull.editing import Edit, edited, typed, typed_row, without_row

from ..projects import copy_case, edit

SOP = "sop_sources/sop.yaml"
STEP = "langkah/2/kegiatan"
NEW = "Menyusun laporan & daftar arsip"
CORRECTED = typed(STEP, NEW)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs."""
    return copy_case("book-and-letter", tmp_path)


@pytest.fixture
def word(office: Path, tmp_path: Path) -> Callable[..., Path]:
    """Write the SOP's DOCX after some editing, outside of the project, as if it came by mail."""

    def write(*edits: Edit) -> Path:
        project = load(office)
        sop = next(sop for sop in project.sops if sop.source.name == SOP)
        assert project.institution is not None
        content = render(sop, project.institution, lay_out(sop, project.institution), office)
        file = tmp_path / "dari-surel.docx"
        file.write_bytes(edited(content, *edits))
        return file

    return write


def pull(project: Path, *arguments: object) -> int:
    """Run ``sopgen pull`` in ``project``."""
    return run(["-C", str(project), "pull", *map(str, arguments)])


def text(project: Path) -> str:
    """The source as it is now."""
    return (project / SOP).read_text(encoding="utf-8")


def test_an_untouched_document_changes_nothing(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert pull(office, word()) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


def test_changes_are_shown_and_written_only_when_asked(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, file = text(office), word(CORRECTED)
    assert pull(office, file) == 0
    assert (
        capsys.readouterr().out
        == f"""\
Perubahan terhadap {SOP}:

  {STEP}
      semula : Menyusun laporan kearsipan
      menjadi: {NEW}

Belum ada yang ditulis. Tambahkan --write untuk menulisnya ke {SOP}.
"""
    )
    assert text(office) == before
    assert pull(office, file, "--write") == 0
    assert f"Ditulis: 1 isian ke {SOP}.\n" in capsys.readouterr().out
    assert text(office) == before.replace("kegiatan: Menyusun laporan kearsipan", f"kegiatan: {NEW}")
    assert pull(office, file) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


def test_what_changed_on_both_sides_is_written_only_by_name(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = word(CORRECTED, typed("langkah/2/output", "Rancangan laporan"))
    edit(office, SOP, "kegiatan: Menyusun laporan kearsipan", "kegiatan: Menyusun laporan tahunan")
    before = text(office)
    assert pull(office, file, "--write") == 2
    shown = capsys.readouterr()
    assert "Perlu dipastikan; hanya ditulis bila dipilih dengan --field:" in shown.out
    assert f"Ada perubahan yang perlu dipastikan ({STEP}); pilih yang hendak ditulis dengan --field." in shown.err
    assert text(office) == before
    assert pull(office, file, "--write", "--field", STEP) == 0
    assert f"kegiatan: {NEW}\n" in text(office)
    assert "output: Konsep laporan\n" in text(office)


def test_rows_removed_in_word_are_told_and_never_removed(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.pull.editing import row_of

    def remove(root: object) -> None:
        row = row_of(root, STEP)  # type: ignore[arg-type]
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    before = text(office)
    assert pull(office, word(remove), "--write") == 0
    shown = capsys.readouterr().out
    assert "Tidak diambil dari Word:" in shown
    assert "Baris langkah 2 tidak ada lagi di Word" in shown
    assert "Tidak ada yang dapat ditulis." in shown
    assert text(office) == before


@pytest.mark.parametrize(
    ("tag", "new", "code"), [("nomor", "CTH.BUKU.1", "SOP-E401"), (STEP, "Menyusun laporan " * 4000, "SOP-E125")]
)
def test_a_change_that_would_break_the_source_is_not_written(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str], tag: str, new: str, code: str
) -> None:
    before = text(office)
    assert pull(office, word(typed(tag, new)), "--write") == 1
    shown = capsys.readouterr().out
    assert f"Tidak ada yang ditulis ke {SOP}, karena isinya akan memuat galat:" in shown
    assert code in shown
    assert text(office) == before


def test_an_error_that_was_there_before_keeps_no_change_from_being_written(
    office: Path, word: Callable[..., Path]
) -> None:
    file = word(CORRECTED)
    edit(office, SOP, "unit: ", "unit: tidak-ada-")
    assert pull(office, file, "--write") == 0
    assert NEW in text(office)


def test_a_change_goes_to_its_step_after_steps_were_inserted_above(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = word(typed("langkah/2/waktu", "9 Jam"), typed("langkah/3/kegiatan", "Menyimpan semua arsip"))
    first = (
        "  - kegiatan: Membuka pintu\n    pelaksana: Kasubbag Arsip\n    waktu: 1 Menit\n    output: Pintu terbuka\n"
    )
    edit(office, SOP, "\nlangkah:\n", f"\nlangkah:\n{first}")
    before = text(office)
    assert pull(office, file, "--write") == 0
    assert "langkah/2/waktu (kini langkah 3)\n" in capsys.readouterr().out
    changed = before.replace("    waktu: 1 Hari\n", "    waktu: 9 Jam\n")
    assert text(office) == changed.replace("Memeriksa konsep laporan kearsipan", "Menyimpan semua arsip")
    assert pull(office, file) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


def test_an_entry_divided_in_word_is_two_entries(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = word(typed("kualifikasi_pelaksana/1", "Memahami tata kearsipan\nMemahami tata naskah"))
    before = text(office)
    assert pull(office, file, "--write") == 0
    assert "menjadi: Memahami tata naskah" in capsys.readouterr().out
    kept = "  - Memahami tata kearsipan\n"
    assert text(office) == before.replace(kept, f"{kept}  - Memahami tata naskah\n")
    assert pull(office, file) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


def test_what_is_no_document_of_ours_is_wrong_use(
    office: Path, tmp_path: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "lain.docx"
    other.write_bytes(b"bukan Word")
    assert pull(office, other) == 2
    assert "lain.docx tidak dapat dibaca" in capsys.readouterr().err
    assert pull(office, word(CORRECTED), "--field", "langkah/9/kegiatan") == 2
    assert "langkah/9/kegiatan" in capsys.readouterr().err


def test_a_document_in_the_project_finds_its_project(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office / "build" / "dikoreksi.docx"
    file.parent.mkdir()
    shutil.copy(word(CORRECTED), file)
    monkeypatch.chdir("/")
    assert run(["pull", str(file)]) == 0
    assert NEW in capsys.readouterr().out


def test_a_renamed_pelaksana_is_shown_with_its_steps_and_written_everywhere_once(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = word(typed("pelaksana/2", "Arsiparis Ahli")), text(office)
    assert pull(office, file, "--write") == 0
    shown = capsys.readouterr().out
    assert "semula : Kasubbag Arsip\n" in shown
    assert "beserta: 1 kata di langkah-langkah (langkah/3)\n" in shown
    assert "Ditulis: 1 isian" in shown
    assert text(office) == before.replace("Kasubbag Arsip", "Arsiparis Ahli")
    assert pull(office, file) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


#: A complete row of the case's first SOP, whose two pelaksana stand in the cells 2 and 3.
ROW = {1: "Menyalin surat", -4: "Surat", -3: "1 Jam", -2: "Salinan"}


def test_a_row_added_in_word_is_shown_and_written_as_a_step_when_it_is_named(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = word(typed_row(STEP, ROW | {3: "x"})), text(office)
    assert pull(office, file) == 0
    shown = capsys.readouterr().out
    who = "langkah baru untuk Kasubbag Arsip (tanda “x” di kolomnya)."
    assert f"  ? Baris baru di Word sesudah langkah 2 (“Menyusun laporan kearsipan”): {who}\n" in shown
    assert (
        """\
  langkah/2/baru
      langkah baru:
        - kegiatan: Menyalin surat
          pelaksana: Kasubbag Arsip
          kelengkapan: Surat
          waktu: 1 Jam
          output: Salinan
"""
        in shown
    )
    assert pull(office, file, "--write", "--field", "langkah/2/baru") == 0
    assert "Ditulis: 1 isian" in capsys.readouterr().out
    step = "  - kegiatan: Menyalin surat\n    pelaksana: Kasubbag Arsip\n    kelengkapan: Surat\n"
    assert step in text(office)
    assert text(office).replace(f"{step}    waktu: 1 Jam\n    output: Salinan\n", "") == before
    assert pull(office, file) == 0
    assert capsys.readouterr().out == f"Tidak ada perubahan terhadap {SOP}.\n"


def test_a_row_that_would_break_the_source_is_not_written(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = word(typed_row(STEP, ROW | {1: "Menyalin surat " * 4000, 3: "x"})), text(office)
    assert pull(office, file, "--write", "--field", "langkah/2/baru") == 1
    assert "SOP-E125" in capsys.readouterr().out
    assert text(office) == before


def test_a_row_without_a_pelaksana_is_shown_as_it_is_pasted(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert pull(office, word(typed_row(STEP, ROW)), "--write") == 0
    shown = capsys.readouterr().out
    line = next(at for at, each in enumerate(text(office).split("\n"), 1) if each == "    output: Konsep laporan")
    assert f"    Tempel di {SOP} di bawah baris {line}:\n\n  - kegiatan: Menyalin surat\n    pelaksana:  # " in shown
    assert "Tidak ada yang dapat ditulis." in shown


def test_a_row_deleted_in_word_deletes_its_step_when_it_is_named(
    office: Path, word: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = word(without_row("langkah/1/kegiatan")), text(office)
    assert pull(office, file, "--write") == 2
    assert text(office) == before
    shown = capsys.readouterr().out
    assert "? Baris langkah 1 dihapus di Word; langkahnya dihapus hanya bila dipilih dengan --field.\n" in shown
    assert pull(office, file, "--write", "--field", "langkah/1") == 0
    assert len(text(office)) < len(before)
    assert pull(office, file) == 0
