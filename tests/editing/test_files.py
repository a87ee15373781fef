"""Files that somebody else changes, and versions that somebody else has made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopgen.builder.pipeline import build
from sopgen.builder.request import Kind, Request
from sopgen.editing.changes import SetText
from sopgen.editing.workspace import ConflictError, OutdatedError, Workspace
from sopgen.findings import UserError
from tests.editing.projects import KEY, OFFICE, SOP, field, file_of, saved_text, texts

Open = Callable[..., Workspace]
CELL = ("langkah", 0, "waktu")
THEIRS = SOP.replace("Penyusunan", "Penyampaian")


def write(workspace: Workspace, text: str, key: str = KEY) -> None:
    workspace.change(key, workspace.state(key).version, SetText(CELL, text))


def others_write(workspace: Workspace, text: str) -> tuple[str, ...]:
    file_of(workspace).write_bytes(text.encode())
    return workspace.notice([file_of(workspace)])


def test_a_clean_document_is_read_again(workspace: Workspace) -> None:
    before = workspace.state(KEY)
    assert others_write(workspace, THEIRS) == (KEY,)
    state = workspace.state(KEY)
    assert (state.title, state.dirty, state.conflict) == ("SOP Penyampaian Laporan Kinerja", False, False)
    assert state.version == before.version + 1


def test_a_dirty_document_is_in_conflict_and_keeps_everything(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    assert others_write(workspace, THEIRS) == (KEY,)
    state = workspace.state(KEY)
    assert (state.conflict, texts(state, "waktu")[0]) == (True, "5 Jam")
    with pytest.raises(ConflictError) as told:
        workspace.save(KEY, state.version)
    assert told.value.state.conflict
    assert file_of(workspace).read_text(encoding="utf-8") == THEIRS
    write(workspace, "6 Jam")  # it can be edited further
    state = workspace.reload(KEY)
    assert (state.title, state.dirty, state.conflict) == ("SOP Penyampaian Laporan Kinerja", False, False)
    state = workspace.undo(KEY, state.version)
    assert texts(state, "waktu")[0] == "6 Jam"
    assert saved_text(workspace) == SOP.replace("1 Jam", "6 Jam", 1)


def test_a_file_that_changed_unnoticed_is_not_overwritten(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    file_of(workspace).write_text(THEIRS, encoding="utf-8")
    with pytest.raises(ConflictError):
        workspace.save(KEY, workspace.state(KEY).version)
    assert file_of(workspace).read_text(encoding="utf-8") == THEIRS


def test_the_own_save_is_no_news(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    saved_text(workspace)
    before = workspace.state(KEY)
    assert workspace.notice([file_of(workspace)]) == ()
    assert workspace.state(KEY) == before


def test_a_file_that_becomes_what_is_here_is_saved(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    others_write(workspace, SOP.replace("1 Jam", "5 Jam", 1))
    state = workspace.state(KEY)
    assert (state.dirty, state.conflict) == (False, False)


def test_a_file_that_can_be_read_no_more_keeps_its_last_pages(workspace: Workspace) -> None:
    drawn = workspace.state(KEY).pages
    others_write(workspace, "a: [")
    state = workspace.state(KEY)
    assert (state.stale, state.pages) == (True, drawn)
    assert any(each.severity == "galat" for each in state.findings)
    with pytest.raises(UserError):
        write(workspace, "5 Jam")
    state = workspace.undo(KEY, state.version)
    assert (state.stale, state.dirty) == (False, True)
    assert saved_text(workspace) == SOP


def test_a_file_that_was_unreadable_from_the_first_has_findings_and_no_pages(opened: Open) -> None:
    workspace = opened("a: [")
    state = workspace.state(KEY)
    assert (state.stale, state.pages, state.can_undo) == (True, (), False)
    assert state.findings
    others_write(workspace, SOP)
    assert not workspace.state(KEY).stale


def test_a_file_that_is_taken_away_can_be_written_again(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    file_of(workspace).unlink()
    assert workspace.notice([file_of(workspace)])
    state = workspace.state(KEY)
    assert (state.conflict, KEY in [each.key for each in workspace.entries()]) == (True, True)
    state = workspace.reload(KEY)
    workspace.undo(KEY, state.version)
    assert saved_text(workspace) == SOP.replace("1 Jam", "5 Jam", 1)


def test_a_byte_order_mark_that_comes_keeps_what_was_unsaved_beside(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    others_write(workspace, "\ufeff" + SOP)
    state = workspace.reload(KEY)
    assert (state.dirty, state.can_undo) == (False, False)
    kept = [each.read_text(encoding="utf-8") for each in (workspace.root / "build").rglob("*.rusak-1")]
    assert any("5 Jam" in text for text in kept)


def test_a_new_sop_comes_into_the_list(workspace: Workspace) -> None:
    file = file_of(workspace, "dua")
    file.write_text(SOP.replace("A.1", "A.2"), encoding="utf-8")
    assert "dua" in [*workspace.notice([file]), *(each.key for each in workspace.entries())]
    assert [each.nomor for each in workspace.entries()] == ["A.2", "A.1"]
    assert workspace.state("dua").nomor == "A.2"


def test_another_name_of_the_office_changes_open_pages(workspace: Workspace) -> None:
    before = workspace.state(KEY)
    file = workspace.root / "sop_sources" / "instansi.yaml"
    file.write_text(OFFICE.replace("Biro Umum", "Biro Lain"), encoding="utf-8")
    assert workspace.notice([file]) == (KEY,)
    after = workspace.state(KEY)
    assert after.pages[0].digest != before.pages[0].digest
    assert after.pages[1:] == before.pages[1:]


def test_another_number_is_known_to_the_other_sops_before_it_is_saved(opened: Open) -> None:
    workspace = opened(dua=SOP.replace("A.1", "A.2") + "keterkaitan:\n  - sop: A.1\n")
    assert "E" not in {each.code[0] for each in workspace.state("dua").findings}
    workspace.change(KEY, workspace.state(KEY).version, SetText(("nomor",), "A.9"))
    assert [each.nomor for each in workspace.entries()] == ["A.2", "A.9"]
    assert "E" in {each.code[0] for each in workspace.state("dua").findings}


def test_a_change_of_an_older_version_is_refused_with_the_newer_one(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    for act in (
        lambda: workspace.change(KEY, 1, SetText(CELL, "7 Jam")),
        lambda: workspace.undo(KEY, 1),
        lambda: workspace.redo(KEY, 1),
        lambda: workspace.save(KEY, 1),
    ):
        with pytest.raises(OutdatedError) as told:
            act()
        assert told.value.state == workspace.state(KEY)
    assert texts(workspace.state(KEY), "waktu")[0] == "5 Jam"


@pytest.mark.parametrize("key", ["", "tiga", "../satu", "instansi", "/etc/passwd", "satu.yaml"])
def test_what_is_no_sop_is_not_opened(workspace: Workspace, key: str) -> None:
    with pytest.raises(KeyError):
        workspace.state(key)


def test_nothing_to_undo_is_told(workspace: Workspace) -> None:
    with pytest.raises(UserError):
        workspace.undo(KEY, 1)
    with pytest.raises(UserError):
        workspace.redo(KEY, 1)


def test_the_list_counts_what_has_been_looked_at(opened: Open) -> None:
    workspace = opened(SOP.replace("waktu: 2 Jam\n", "waktuu: 2 Jam\n"), dua=SOP.replace("A.1", "A.2"))
    assert [each.errors for each in workspace.entries()] == [None, None]
    looked = set()
    while (key := workspace.count_next()) is not None:
        looked.add(key)
    assert looked == {"satu", "dua"}
    dua, satu = workspace.entries()
    assert (dua.errors, bool(satu.errors)) == (0, True)
    others_write(workspace, SOP)
    assert [each.errors for each in workspace.entries()] == [0, None]


def test_the_list_reads_no_source_whole_whose_head_is_plain(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, with the comments that the template puts behind their keys."""

    def load(*_: object, **__: object) -> None:
        raise AssertionError("a source was read")

    monkeypatch.setattr("sopgen.editing.office.load_sop", load)
    workspace = opened(SOP.replace("unit: umum", "unit: umum      # kunci").replace("konsep\n\n", "konsep # atau\n\n"))
    (entry,) = workspace.entries()
    assert (entry.nomor, entry.unit, entry.status) == ("A.1", "Biro Umum", "konsep")
    assert entry.title == "Penyusunan Laporan Kinerja"


def test_the_list_says_what_is_not_saved(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    assert [each.dirty for each in workspace.entries()] == [True]
    assert field(workspace.state(KEY), "judul") == workspace.entries()[0].title


def test_a_build_leaves_journals_alone(workspace: Workspace) -> None:
    write(workspace, "5 Jam")
    journals = workspace.root / "build" / ".sunting"
    before = {path: path.read_bytes() for path in journals.rglob("*.*")}
    assert before
    for _ in build(Request(workspace.root, workspace.root / "build", kinds=(Kind.PDF,))):
        pass
    assert {path: path.read_bytes() for path in journals.rglob("*.*")} == before
