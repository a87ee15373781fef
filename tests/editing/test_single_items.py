"""An entry that somebody typed without the list around it is edited as the only one of that list."""

from __future__ import annotations

from sopgen.editing.changes import DeleteItem, InsertActor, InsertItem, InsertStep, MoveStep, RenameActor, SetText
from tests.editing.projects import KEY, SOP, field, saved_text, texts
from tests.editing.test_changes import Open, made, step


def test_an_entry_that_was_typed_without_its_list_is_its_first(opened: Open) -> None:
    one = "revisi:\n  ke: 1\n  tanggal: 2024-03-01   # rapat\nketerkaitan: {sop: A.1}\nperingatan: Awas\n"
    workspace = opened(SOP.replace("status: konsep\n", f"status: konsep\n{one}"))
    state = made(workspace, InsertItem(("revisi",), 1, "2024-04-05"))
    assert field(state, "revisi") == ("2024-03-01", "2024-04-05")
    state = made(workspace, SetText(("revisi", 0, "uraian"), "Nama unit"))
    assert field(state, "revisi", 0, "uraian") == "Nama unit"
    assert field(made(workspace, InsertItem(("keterkaitan",), 1, "SOP Lain")), "keterkaitan") == ("A.1", "SOP Lain")
    assert field(made(workspace, InsertItem(("peringatan",), 0, "Hati-hati")), "peringatan") == ("Hati-hati", "Awas")
    assert "tanggal: 2024-03-01   # rapat\n" in saved_text(workspace)
    made(workspace, DeleteItem(("revisi", 1)))
    assert field(made(workspace, DeleteItem(("revisi", 0))), "revisi") == ()


def test_an_only_entry_typed_without_its_list_takes_its_key_along(opened: Open) -> None:
    workspace = opened(SOP.replace("status: konsep\n", "status: konsep\nrevisi: {ke: 1, tanggal: 2024-03-01}\n"))
    assert field(workspace.state(KEY), "revisi") == ("2024-03-01",)
    assert field(made(workspace, DeleteItem(("revisi", 0))), "revisi") == ()
    assert saved_text(workspace) == SOP


def test_a_step_and_a_group_typed_without_their_lists_get_others_beside_them(opened: Open) -> None:
    head = SOP[: SOP.index("pelaksana:")]
    group = "pelaksana:\n  kelompok: Arsip\n  anggota: [Staf, Kepala]\n"
    workspace = opened(head + group + "langkah:\n  kegiatan: Menyusun\n  pelaksana: Staf\n  waktu: 1 Jam\n")
    state = made(workspace, InsertStep(("langkah",), 1))
    state = made(workspace, SetText(step(1, "kegiatan"), "Mengirim"))
    assert texts(state) == ["Menyusun", "Mengirim"]
    state = made(workspace, MoveStep(step(1), 0))
    assert texts(state) == ["Mengirim", "Menyusun"]
    state = made(workspace, RenameActor(state.sections[0].actors[0].path, "Juru Arsip"))
    state = made(workspace, InsertActor(("pelaksana",), 1, "Sekretaris"))
    assert [actor.name for actor in state.sections[0].actors] == ["Juru Arsip", "Kepala", "Sekretaris"]
