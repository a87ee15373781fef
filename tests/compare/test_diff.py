"""What changed between two versions, in the words of the form."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.compare.diff import SopDiff, diff
from sopgen.compare.revision import saved_at, sop_at
from sopgen.findings import FindingsError, UserError
from sopgen.model.project import Project

Loader = Callable[[str], Project]
Diff = Callable[[str, str], SopDiff]


def table(*rows: str, actors: str = "Staf, Kepala") -> str:
    """Steps as "who does what; key: value; ..."."""
    lines = [f"pelaksana: [{actors}]", "langkah:"]
    for row in rows:
        what, *keys = row.split("; ")
        who, _, kegiatan = what.partition(" ")
        lines += [f"  - kegiatan: {kegiatan}", f"    pelaksana: {who}", *(f"    {key}" for key in keys)]
    return "\n".join(lines)


@pytest.fixture
def changed(project: Loader) -> Diff:
    def make(old: str, new: str) -> SopDiff:
        (before,) = project(old).sops
        (after,) = project(new).sops
        return diff(before, after)

    return make


def lines(changes: SopDiff) -> list[tuple[str, str, str, str]]:
    return [(each.where, each.action.value, each.before, each.after) for each in changes.changes]


SUSUN = "Staf Menyusun konsep surat dinas"
PERIKSA = "Kepala Memeriksa konsep surat dinas; id: periksa"
KIRIM = "Staf Mengirim surat kepada alamat tujuan"


def test_equal_versions_have_no_changes(changed: Diff) -> None:
    assert lines(changed(table(SUSUN, PERIKSA), table(SUSUN, PERIKSA))) == []


def test_fields_of_the_identity_are_named_as_on_the_form(changed: Diff) -> None:
    new = "nomor: CTH.02\njenis: mikro\ntanggal_efektif: 2019-01-02\nstatus: konsep"
    assert lines(changed("", new)) == [
        ("Nomor", "diubah", "CTH.01", "CTH.02"),
        ("Jenis", "ditambah", "", "mikro"),
        ("Tanggal Efektif", "diubah", "2018-05-02", "2019-01-02"),
        ("Status", "diubah", "berlaku", "konsep"),
    ]


def test_items_of_boxes_come_go_and_change(changed: Diff) -> None:
    old = "peralatan: [Komputer, Printer, Meja]\ntambahan: [{judul: Maksud, isi: Satu}]"
    new = "peralatan: [Komputer, Pemindai, Meja, Kursi]\nrevisi: [{tanggal: 2020-01-01, uraian: Nama unit}]"
    assert lines(changed(old, new)) == [
        ("Revisi", "ditambah", "", "ke-1, 2020-01-01: Nama unit"),
        ("Peralatan/perlengkapan", "diubah", "Printer", "Pemindai"),
        ("Peralatan/perlengkapan", "ditambah", "", "Kursi"),
        ("Maksud", "dihapus", "Satu", ""),
    ]


def test_a_step_in_between_is_one_change_and_no_change_of_flow(changed: Diff) -> None:
    assert lines(changed(table(SUSUN, PERIKSA), table(SUSUN, KIRIM, PERIKSA))) == [
        ("Langkah 2", "ditambah", "", "Mengirim surat kepada alamat tujuan (Staf)")
    ]


def test_a_step_at_the_end_is_one_change(changed: Diff) -> None:
    assert lines(changed(table(SUSUN, PERIKSA), table(SUSUN, PERIKSA, KIRIM))) == [
        ("Langkah 3", "ditambah", "", "Mengirim surat kepada alamat tujuan (Staf)")
    ]


def test_a_step_taken_out_is_one_change(changed: Diff) -> None:
    assert lines(changed(table(SUSUN, KIRIM, PERIKSA), table(SUSUN, PERIKSA))) == [
        ("Langkah 2", "dihapus", "Mengirim surat kepada alamat tujuan (Staf)", "")
    ]


def test_a_branch_whose_target_got_another_number_has_not_changed(changed: Diff) -> None:
    review = f"{PERIKSA}; tidak: kirim"
    old, new = table(f"{KIRIM}; id: kirim", review), table(SUSUN, f"{KIRIM}; id: kirim", review)
    assert lines(changed(old, new)) == [("Langkah 1", "ditambah", "", "Menyusun konsep surat dinas (Staf)")]


def test_a_reworded_step_shows_both_wordings(changed: Diff) -> None:
    new = "Staf Menyusun konsep surat dinas baru; waktu: 1 Jam"
    assert lines(changed(table(SUSUN, PERIKSA), table(new, PERIKSA))) == [
        ("Langkah 1, Kegiatan", "diubah", "Menyusun konsep surat dinas", "Menyusun konsep surat dinas baru"),
        ("Langkah 1, Waktu", "ditambah", "", "1 Jam"),
    ]


def test_an_id_holds_a_step_together_however_it_is_reworded(changed: Diff) -> None:
    new = "Kepala Menelaah naskah; id: periksa"
    assert lines(changed(table(SUSUN, PERIKSA), table(SUSUN, new))) == [
        ("Langkah 2, Kegiatan", "diubah", "Memeriksa konsep surat dinas", "Menelaah naskah")
    ]


def test_a_step_that_changed_places_is_moved_not_removed_and_added(changed: Diff) -> None:
    found = lines(changed(table(SUSUN, PERIKSA, KIRIM), table(KIRIM, SUSUN, PERIKSA)))
    assert found == [("Langkah 1 (dahulu 3)", "dipindah", "Langkah 3", "Langkah 1")]


def test_another_pelaksana_is_a_change_of_the_step(changed: Diff) -> None:
    found = lines(changed(table(SUSUN, PERIKSA), table(SUSUN.replace("Staf", "[Staf,Kepala]"), PERIKSA)))
    assert found == [("Langkah 1, Pelaksana", "diubah", "Staf", "Staf dan Kepala")]


def test_a_new_branch_is_a_change_of_the_flow(changed: Diff) -> None:
    found = lines(changed(table(SUSUN, PERIKSA, KIRIM), table(SUSUN, f"{PERIKSA}; tidak: 1; tanya: Setuju?", KIRIM)))
    assert found == [("Langkah 2", "diubah", "ke langkah 3", "ya ke langkah 3; tidak ke langkah 1; teks “Setuju?”")]


def test_an_end_in_another_column_is_a_change_of_the_flow(changed: Diff) -> None:
    found = lines(changed(table(SUSUN, f"{PERIKSA}; selesai: true"), table(SUSUN, f"{PERIKSA}; selesai: Staf")))
    assert found == [("Langkah 2", "diubah", "selesai di Kepala", "selesai di Staf")]


def test_columns_come_go_and_change_their_order(changed: Diff) -> None:
    steps = (SUSUN, PERIKSA)
    found = lines(changed(table(*steps, actors="Staf, Kepala, Arsip"), table(*steps, actors="Kepala, Staf, Tamu")))
    assert found == [
        ("Kolom pelaksana", "ditambah", "", "Tamu"),
        ("Kolom pelaksana", "dihapus", "Arsip", ""),
        ("Urutan kolom pelaksana", "dipindah", "Staf, Kepala", "Kepala, Staf"),
    ]


def section(title: str, *rows: str) -> str:
    body = table(*rows).split("langkah:\n")[1]
    return f"  - judul: {title}\n    langkah:\n" + "".join(f"    {line}\n" for line in body.splitlines())


SECTIONS = "pelaksana: [Staf, Kepala]\nlangkah: HAPUS\nbagian:\n"


def test_sections_are_compared_by_their_titles(changed: Diff) -> None:
    old = SECTIONS + section("Satu", SUSUN, PERIKSA) + section("Dua", KIRIM, PERIKSA)
    new = SECTIONS + section("Dua", KIRIM, SUSUN, PERIKSA) + section("Satu", SUSUN, PERIKSA)
    assert lines(changed(old, new)) == [("Dua: Langkah 2", "ditambah", "", "Menyusun konsep surat dinas (Staf)")]


def test_sections_come_go_and_are_renamed(changed: Diff) -> None:
    old = SECTIONS + section("Satu", SUSUN, PERIKSA)
    new = SECTIONS + section("Pertama", SUSUN, PERIKSA) + section("Dua", KIRIM, PERIKSA)
    assert lines(changed(old, new)) == [
        ("Judul bagian 1", "diubah", "Satu", "Pertama"),
        ("Bagian Dua", "ditambah", "", "2 langkah"),
    ]
    assert lines(changed(new, old))[-1] == ("Bagian Dua", "dihapus", "2 langkah", "")


@pytest.fixture
def committed(project: Loader) -> Project:
    """A project whose sop.yaml was committed and then changed."""
    loaded = project("status: konsep")
    run = ["git", "-C", str(loaded.root), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a"]):
        subprocess.run([*run, *command], check=True, capture_output=True)
    file = loaded.root / "sop_sources" / "sop.yaml"
    file.write_text(file.read_text().replace("status: konsep", "status: berlaku"))
    return loaded


def test_a_file_is_compared_with_its_git_revision(committed: Project) -> None:
    file = committed.root / "sop_sources" / "sop.yaml"
    changes = diff(sop_at(file, committed, "HEAD"), sop_at(file, committed))
    assert lines(changes) == [("Status", "diubah", "konsep", "berlaku")]


def test_a_link_is_compared_with_what_it_leads_to(committed: Project) -> None:
    file = committed.root / "sop_sources" / "sop.yaml"
    shared = committed.root / "bersama" / "dinas.yaml"
    shared.parent.mkdir()
    file.rename(shared)
    shared.write_text(shared.read_text().replace("status: berlaku", "status: konsep"))
    file.symlink_to(shared)
    run = ["git", "-C", str(committed.root), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["add", "."], ["commit", "-q", "-m", "b"]):
        subprocess.run([*run, *command], check=True, capture_output=True)
    shared.write_text(shared.read_text().replace("status: konsep", "status: berlaku"))
    changes = diff(sop_at(file, committed, "HEAD"), sop_at(file, committed))
    assert lines(changes) == [("Status", "diubah", "konsep", "berlaku")]
    assert saved_at(file, "HEAD") == saved_at(shared, "HEAD")


@pytest.mark.parametrize("revision", ["nirwana", "--help", "HEAD:x", "-1", "HEAD..HEAD", "HEAD...", "^HEAD"])
def test_what_is_no_revision_is_a_user_error(committed: Project, revision: str) -> None:
    with pytest.raises(UserError, match="evisi"):
        sop_at(committed.root / "sop_sources" / "sop.yaml", committed, revision)


def test_a_file_that_is_not_there_is_a_user_error(committed: Project) -> None:
    with pytest.raises(UserError, match="tidak dapat dibuka"):
        sop_at(Path("nirwana.yaml"), committed)


def test_a_version_with_errors_raises_its_findings(committed: Project) -> None:
    file = committed.root / "sop_sources" / "sop.yaml"
    file.write_text("judul: [a]\n")
    with pytest.raises(FindingsError) as caught:
        sop_at(file, committed)
    assert caught.value.findings[0].file == "sop_sources/sop.yaml"
