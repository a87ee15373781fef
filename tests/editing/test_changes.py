"""What each kind of change does to the source that somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sopgen.editing.changes import (
    KINDS,
    Change,
    Decide,
    DeleteActor,
    DeleteItem,
    DeleteStep,
    DuplicateStep,
    InsertActor,
    InsertItem,
    InsertStep,
    Lead,
    MoveActor,
    MoveItem,
    MoveStep,
    RenameActor,
    Repair,
    SetActors,
    SetText,
    Undecide,
    change_from_json,
)
from sopgen.editing.state import DocumentState
from sopgen.editing.workspace import Workspace
from sopgen.findings import UserError
from sopgen.source.document import SourcePath
from tests.editing.projects import KEY, SOP, field, file_of, saved_text, texts

Open = Callable[..., Workspace]


def made(workspace: Workspace, change: Change) -> DocumentState:
    return workspace.change(KEY, workspace.state(KEY).version, change)


def refused(workspace: Workspace, change: Change) -> str:
    """The sentence with which a change is refused; nothing has happened then."""
    before = workspace.state(KEY)
    with pytest.raises(UserError) as told:
        workspace.change(KEY, before.version, change)
    assert workspace.state(KEY) == before
    sentence = str(told.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    return sentence


def step(index: int, *below: str | int) -> SourcePath:
    return ("langkah", index, *below)


# -- texts ------------------------------------------------------------------------------------------------------------


def test_another_text_changes_its_words_and_nothing_else(workspace: Workspace) -> None:
    state = made(workspace, SetText(("dasar_hukum", 0), "Undang-Undang Nomor 3"))
    assert field(state, "dasar_hukum") == ("Undang-Undang Nomor 3", "Peraturan Nomor 2")
    assert saved_text(workspace) == SOP.replace("Nomor 1   #", "Nomor 3   #")


def test_a_cell_that_was_empty_gets_its_key_where_people_type_it(workspace: Workspace) -> None:
    made(workspace, SetText(step(1, "kelengkapan"), "Konsep"))
    assert "    pelaksana: Kepala\n    kelengkapan: Konsep\n    waktu: 2 Jam\n" in saved_text(workspace)


def test_a_field_that_was_empty_gets_its_key_where_people_type_it(workspace: Workspace) -> None:
    made(workspace, SetText(("tanggal_efektif",), "2024-02-01"))
    assert "tanggal_pembuatan: 2024-01-08\ntanggal_efektif: 2024-02-01\ndisahkan_oleh:" in saved_text(workspace)


@pytest.mark.parametrize("text", ["  ", "\u200b", "\u00ad \u2060"])
def test_an_empty_text_removes_its_key(text: str, workspace: Workspace) -> None:
    state = made(workspace, SetText(step(0, "kelengkapan"), text))
    assert texts(state, "kelengkapan")[0] == ""
    assert saved_text(workspace) == SOP.replace("    kelengkapan: Disposisi\n", "")


def test_the_last_entry_that_is_emptied_takes_its_list_along(opened: Open) -> None:
    workspace = opened(SOP.replace("  - Peraturan Nomor 2\n", ""))
    state = made(workspace, SetText(("dasar_hukum", 0), ""))
    assert field(state, "dasar_hukum") == ()
    assert "dasar_hukum" not in saved_text(workspace)


def test_a_text_behind_the_last_entry_is_a_further_one(workspace: Workspace) -> None:
    state = made(workspace, SetText(("dasar_hukum", 2), "Keputusan Nomor 3"))
    assert field(state, "dasar_hukum")[2] == "Keputusan Nomor 3"


def test_the_same_text_is_no_change(workspace: Workspace) -> None:
    state = made(workspace, SetText(step(0, "kegiatan"), "Menyusun konsep"))
    assert (state.version, state.can_undo, state.dirty) == (1, False, False)


def test_another_text_for_a_pelaksana_renames_it(workspace: Workspace) -> None:
    made(workspace, SetText(("pelaksana", 0), "Pelaksana Umum"))
    assert "Staf" not in saved_text(workspace)


def test_a_revision_is_known_by_its_day(workspace: Workspace) -> None:
    made(workspace, InsertItem(("revisi",), 0, "2024-03-01"))
    state = made(workspace, SetText(("revisi", 0, "uraian"), "Nama unit"))
    assert field(state, "revisi") == ("2024-03-01",)
    assert field(state, "revisi", 0, "uraian") == "Nama unit"
    assert "revisi:\n  - tanggal: 2024-03-01\n    uraian: Nama unit\n" in saved_text(workspace)


def test_the_number_of_another_sop_becomes_a_reference_to_it(opened: Open) -> None:
    workspace = opened(dua=SOP.replace("A.1", "A.2"))
    state = made(workspace, InsertItem(("keterkaitan",), 0, "A.2"))
    assert field(state, "keterkaitan") == ("A.2",)
    assert "keterkaitan:\n  - sop: A.2\n" in saved_text(workspace)


def test_an_entry_comes_goes_and_moves(workspace: Workspace) -> None:
    state = made(workspace, InsertItem(("dasar_hukum",), 1, "Peraturan Nomor 9"))
    assert field(state, "dasar_hukum") == ("Undang-Undang Nomor 1", "Peraturan Nomor 9", "Peraturan Nomor 2")
    state = made(workspace, MoveItem(("dasar_hukum", 1), 2))
    assert field(state, "dasar_hukum")[2] == "Peraturan Nomor 9"
    state = made(workspace, DeleteItem(("dasar_hukum", 0)))
    assert field(state, "dasar_hukum") == ("Peraturan Nomor 2", "Peraturan Nomor 9")


@pytest.mark.parametrize("blank", ["peringatan:\n", "peringatan:\n  -\n", ""])
def test_the_first_entry_fills_a_list_that_was_left_blank(opened: Open, blank: str) -> None:
    workspace = opened(SOP.replace("pelaksana:\n  - Staf", f"{blank}pelaksana:\n  - Staf", 1))
    state = made(workspace, InsertItem(("peringatan",), 0, "Awas"))
    assert field(state, "peringatan") == ("Awas",)
    assert saved_text(workspace).count("peringatan") == 1


def test_an_entry_without_text_is_refused(workspace: Workspace) -> None:
    assert "belum ditulis" in refused(workspace, InsertItem(("dasar_hukum",), 0, " "))


def test_a_place_that_is_not_there_is_refused(workspace: Workspace) -> None:
    refused(workspace, InsertItem(("dasar_hukum",), 7, "Peraturan"))
    refused(workspace, SetText(("dasar_hukum", 7), "Peraturan"))
    refused(workspace, DeleteItem(("dasar_hukum", 7)))
    refused(workspace, MoveItem(("dasar_hukum", 0), 7))
    refused(workspace, SetText(("judul", "lagi"), "Judul"))
    assert "tidak dikenal" in refused(workspace, SetText(("../../x",), "Judul"))
    assert "tidak dikenal" in refused(workspace, SetText(step(0, "keterangan"), "Judul"))


# -- steps ------------------------------------------------------------------------------------------------------------


def test_a_new_step_is_empty_and_done_by_whom_the_one_before_is_done(workspace: Workspace) -> None:
    state = made(workspace, InsertStep(("langkah",), 2))
    assert texts(state)[1:4] == ["Memeriksa konsep", "", "Mengirim laporan"]
    assert state.sections[0].steps[2].actors == (1,)
    assert "    tidak: 1\n  - pelaksana: Kepala\n" in saved_text(workspace)


@pytest.mark.parametrize("status", ["konsep", "berlaku"])
def test_a_new_step_is_drawn_though_it_is_empty(opened: Open, status: str) -> None:
    """Also where the SOP is in force, so that an empty step is an error."""
    workspace = opened(SOP.replace("status: konsep", f"status: {status}"))
    state = made(workspace, InsertStep(("langkah",), 1))
    assert not state.stale
    assert 'data-step="5"' in "".join(page.svg for page in state.pages)
    assert (status == "berlaku") == any(each.severity == "galat" for each in state.findings)


def test_targets_by_number_follow_a_step_that_comes(workspace: Workspace) -> None:
    state = made(workspace, InsertStep(("langkah",), 0))
    assert state.sections[0].steps[2].no == step(1)


def test_a_deleted_step_leaves_what_led_to_it_to_the_one_after_it(workspace: Workspace) -> None:
    state = made(workspace, DeleteStep(step(0)))
    first = state.sections[0].steps[0]
    assert (first.texts["kegiatan"], first.decision, first.no) == ("Memeriksa konsep", True, step(0))


def test_a_deleted_step_leaves_what_led_to_it_to_another_one(workspace: Workspace) -> None:
    state = made(workspace, DeleteStep(step(0), step(3)))
    assert state.sections[0].steps[0].no == step(2)
    assert "id: menyimpan-laporan" in saved_text(workspace)


def test_the_way_to_a_deleted_last_step_ends_the_flow(workspace: Workspace) -> None:
    made(workspace, Decide(step(1), None, step(3)))
    state = made(workspace, DeleteStep(step(3)))
    assert state.sections[0].steps[1].no == "selesai"


def test_the_only_step_stays(opened: Open) -> None:
    workspace = opened(SOP[: SOP.index("  # Keputusan pertama")])
    assert "satu-satunya" in refused(workspace, DeleteStep(step(0)))


def test_a_copy_stands_below_its_step_without_its_id(workspace: Workspace) -> None:
    state = made(workspace, DuplicateStep(step(2)))
    assert texts(state)[2:4] == ["Mengirim laporan", "Mengirim laporan"]
    assert state.sections[0].steps[3].actors == (0, 2)
    assert saved_text(workspace).count("id: kirim") == 1


def test_a_copied_decision_leads_where_the_first_one_does(workspace: Workspace) -> None:
    state = made(workspace, DuplicateStep(step(1)))
    assert [each.no for each in state.sections[0].steps] == [None, step(0), step(0), None, None]


def test_a_moved_step_takes_its_comment_along_and_ways_keep_their_targets(workspace: Workspace) -> None:
    state = made(workspace, MoveStep(step(0), 3))
    assert texts(state)[3] == "Menyusun konsep"
    assert state.sections[0].steps[0].no == step(3)
    assert "langkah:\n  # Keputusan pertama.\n  - kegiatan: Memeriksa konsep\n" in saved_text(workspace)


def test_another_doer_is_written_by_its_name(workspace: Workspace) -> None:
    state = made(workspace, SetActors(step(0), (3, 1)))
    assert state.sections[0].steps[0].actors == (3, 1)
    assert "    pelaksana:\n      - Petugas\n      - Kepala\n" in saved_text(workspace)


def test_a_step_without_doer_lacks_the_key(workspace: Workspace) -> None:
    state = made(workspace, SetActors(step(0), ()))
    assert state.sections[0].steps[0].actors == ()
    assert not state.stale


def test_a_column_that_is_not_there_is_refused(workspace: Workspace) -> None:
    refused(workspace, SetActors(step(0), (9,)))


# -- where the flow goes ----------------------------------------------------------------------------------------------


def test_a_decision_names_its_targets_by_ids_that_are_written_where_they_lack(workspace: Workspace) -> None:
    state = made(workspace, Decide(step(3), None, step(1)))
    assert (state.sections[0].steps[3].decision, state.sections[0].steps[3].no) == (True, step(1))
    text = saved_text(workspace)
    assert "- id: memeriksa-konsep\n    kegiatan: Memeriksa konsep\n" in text
    assert "    output: Arsip\n    tidak: memeriksa-konsep\n" in text


def test_a_decision_may_lead_to_the_end_and_to_the_next_step(workspace: Workspace) -> None:
    state = made(workspace, Decide(step(2), "selesai", None))
    decision = state.sections[0].steps[2]
    assert (decision.decision, decision.yes, decision.no) == (True, "selesai", None)


def test_a_step_that_is_no_decision_any_more_goes_on_where_its_yes_led(workspace: Workspace) -> None:
    made(workspace, Decide(step(1), step(3), step(0)))
    state = made(workspace, Undecide(step(1)))
    after = state.sections[0].steps[1]
    assert (after.decision, after.yes, after.no, after.next) == (False, None, None, step(3))


def test_a_step_leads_elsewhere_and_back_to_the_next(workspace: Workspace) -> None:
    state = made(workspace, Lead(step(0), step(2)))
    assert state.sections[0].steps[0].next == step(2)
    assert "    output: Konsep\n    lanjut: kirim\n" in saved_text(workspace)
    state = made(workspace, Lead(step(0), None))
    assert state.sections[0].steps[0].next is None
    assert saved_text(workspace) == SOP


def test_a_decision_that_leads_elsewhere_does_so_by_its_yes(workspace: Workspace) -> None:
    state = made(workspace, Lead(step(1), step(3)))
    assert (state.sections[0].steps[1].yes, state.sections[0].steps[1].no) == (step(3), step(0))


def test_what_goes_on_does_not_end_there(opened: Open) -> None:
    workspace = opened(SOP + "    selesai: true\n")
    state = made(workspace, Lead(step(3), step(0)))
    assert state.sections[0].steps[3].next == step(0)
    assert "selesai" not in saved_text(workspace)


def test_a_target_that_is_not_there_is_refused(workspace: Workspace) -> None:
    assert "tidak ada" in refused(workspace, Lead(step(0), step(9)))
    refused(workspace, Lead(step(9), step(0)))
    refused(workspace, Decide(("dasar_hukum", 0), None, None))


SYMBOLS = SOP.replace(
    "    pelaksana: Arsiparis\n    waktu: 1 Jam\n    output: Arsip\n",
    "    simbol:\n      - pelaksana: Arsiparis\n      - pelaksana: Petugas\n    waktu: 1 Jam\n    output: Arsip\n",
)


def test_each_symbol_of_a_step_has_its_own_doer_and_ways(opened: Open) -> None:
    workspace = opened(SYMBOLS)
    made(workspace, SetActors(step(3, "simbol", 1), (0,)))
    state = made(workspace, Decide(step(3, "simbol", 1), None, step(0)))
    first, second = state.sections[0].steps[3].symbols
    assert (first.actors, second.actors, first.decision, second.decision) == ((2,), (0,), False, True)
    assert second.no == step(0)


def test_a_step_of_several_symbols_asks_which(opened: Open) -> None:
    workspace = opened(SYMBOLS)
    assert "pilih salah satu" in refused(workspace, SetActors(step(3), (0,)))


# -- pelaksana --------------------------------------------------------------------------------------------------------


def test_a_column_comes_goes_and_moves(workspace: Workspace) -> None:
    state = made(workspace, InsertActor(("pelaksana",), 1, "Sekretaris"))
    assert [actor.name for actor in state.sections[0].actors][:3] == ["Staf", "Sekretaris", "Kepala"]
    state = made(workspace, MoveActor(("pelaksana", 1), 0))
    assert state.sections[0].actors[0].name == "Sekretaris"
    state = made(workspace, DeleteActor(("pelaksana", 0)))
    assert [actor.name for actor in state.sections[0].actors] == ["Staf", "Kepala", "Arsiparis", "Petugas"]


def test_a_member_of_a_group_comes_and_goes(workspace: Workspace) -> None:
    state = made(workspace, InsertActor(("pelaksana", 2, "anggota"), 2, "Juru Arsip"))
    assert (state.sections[0].actors[4].name, state.sections[0].actors[4].group) == ("Juru Arsip", "Arsip")
    state = made(workspace, DeleteActor(("pelaksana", 2, "anggota", 1)))
    assert [actor.name for actor in state.sections[0].actors][2:] == ["Arsiparis", "Juru Arsip"]


def test_a_column_in_use_stays(workspace: Workspace) -> None:
    assert "masih dipakai langkah 1 dan 3" in refused(workspace, DeleteActor(("pelaksana", 0)))
    assert "langkah 3 dan 4" in refused(workspace, DeleteActor(("pelaksana", 2)))


def test_two_columns_of_one_name_are_refused(workspace: Workspace) -> None:
    assert "sudah ada" in refused(workspace, InsertActor(("pelaksana",), 0, "Staf"))
    assert "sudah dipakai" in refused(workspace, RenameActor(("pelaksana", 0), "Kepala"))
    refused(workspace, InsertActor(("pelaksana",), 0, " "))
    refused(workspace, RenameActor(("pelaksana", 0), " "))


def test_a_pelaksana_is_renamed_everywhere(workspace: Workspace) -> None:
    state = made(workspace, RenameActor(("pelaksana", 0), "Pelaksana Umum"))
    assert [each.actors for each in state.sections[0].steps] == [(0,), (1,), (0, 2), (2,)]
    assert saved_text(workspace) == SOP.replace("Staf", "Pelaksana Umum")


# -- repairs, and all kinds -------------------------------------------------------------------------------------------


def test_findings_with_one_answer_are_repaired_one_by_one(opened: Open) -> None:
    text = SOP.replace("Menyusun konsep", "Menyusun  kONSEP").replace("2 Jam", "2 jam")
    workspace = opened(text.replace("2024-01-08", "8 Januari 2024"))
    codes = set()
    while findings := [each for each in workspace.state(KEY).findings if each.repair]:
        codes.add(findings[0].code)
        state = made(workspace, Repair(findings[0].key))
        assert len([each for each in state.findings if each.repair]) < len(findings)
    assert codes >= {"E124", "S106", "S107", "W204"}
    saved = saved_text(workspace)
    assert "Menyusun konsep" in saved
    assert "2 Jam" in saved
    assert "2024-01-08" in saved
    assert "tidak: menyusun-konsep" in saved


def test_a_finding_that_is_gone_is_not_repaired(workspace: Workspace) -> None:
    refused(workspace, Repair("W204:langkah/9:1"))


def test_every_kind_of_change_has_its_json() -> None:
    values = {"SourcePath": ["langkah", 0], "int": 1, "str": "x", "Goal": None, "tuple[int, ...]": [0, 2]}
    for kind, type_ in KINDS.items():
        types = {name: str(about.type) for name, about in type_.__dataclass_fields__.items()}
        members = {name: values[text] for name, text in types.items() if text in values}
        change = change_from_json(json.loads(json.dumps({"kind": kind, **members})))
        assert isinstance(change, type_)
        for name, value in members.items():
            found = getattr(change, name)
            assert (list(found) if isinstance(found, tuple) else found) == value


@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        {},
        {"kind": "hapus"},
        {"kind": "set-text", "path": ["a"]},
        {"kind": "set-text", "path": [], "text": ""},
        {"kind": "set-text", "path": ["a", -1], "text": ""},
        {"kind": "set-text", "path": ["a", True], "text": ""},
        {"kind": "set-text", "path": ["a"], "text": 1},
        {"kind": "set-text", "path": ["a"], "text": "\ud800"},
        {"kind": "set-text", "path": ["a"], "text": "", "lain": 1},
        {"kind": "move-step", "path": ["langkah", 0], "to": "1"},
        {"kind": "lead", "path": ["langkah", 0], "to": "mana"},
        {"kind": "set-actors", "path": ["langkah", 0], "actors": 1},
    ],
    ids=ascii,
)
def test_what_is_no_change_is_refused(odd: object) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        change_from_json(odd)


def test_undo_and_redo_give_the_very_bytes(workspace: Workspace) -> None:
    """Over saves too."""
    changes: list[Change] = [SetText(step(0, "waktu"), "9 Jam"), InsertStep(("langkah",), 2), DeleteStep(step(0))]
    for change in changes:
        made(workspace, change)
    after = saved_text(workspace)
    for _ in changes:
        workspace.undo(KEY, workspace.state(KEY).version)
    assert saved_text(workspace) == SOP
    for _ in changes:
        workspace.redo(KEY, workspace.state(KEY).version)
    assert saved_text(workspace) == after
    assert file_of(workspace).read_text(encoding="utf-8") == after
