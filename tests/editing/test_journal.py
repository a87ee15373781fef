"""What was changed and not saved survives whatever ends the program, wherever its journal was cut."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.editing.changes import SetText
from sopgen.editing.state import DocumentState
from sopgen.editing.workspace import Workspace
from sopgen.findings import UserError
from tests.conftest import HANGS, ROOT, scaled
from tests.editing.projects import KEY, SOP, file_of, project, saved_text, texts

Open = Callable[..., Workspace]
CELL = ("langkah", 0, "waktu")


def write(workspace: Workspace, *hours: int) -> None:
    for hour in hours:
        workspace.change(KEY, workspace.state(KEY).version, SetText(CELL, f"{hour} Jam"))


def journal(workspace: Workspace) -> Path:
    (found,) = (workspace.root / "build" / ".sunting").rglob("*.jsonl")
    return found


def reopened(workspace: Workspace, opened: Open) -> Workspace:
    workspace.close()
    return opened(None)


def test_what_was_not_saved_is_there_again_with_its_history(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2, 3, 4)
    workspace.undo(KEY, workspace.state(KEY).version)
    again = reopened(workspace, opened)
    state = again.state(KEY)
    assert (texts(state, "waktu")[0], state.dirty, state.can_undo, state.can_redo) == ("3 Jam", True, True, True)
    assert "dipulihkan" in state.notices[0]
    assert texts(again.redo(KEY, state.version), "waktu")[0] == "4 Jam"
    for _ in range(3):
        again.undo(KEY, again.state(KEY).version)
    assert saved_text(again) == SOP


def test_what_was_saved_can_be_undone_after_a_restart(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2)
    saved_text(workspace)
    again = reopened(workspace, opened)
    state = again.state(KEY)
    assert (state.dirty, state.can_undo, state.notices) == (False, True, ())
    assert again.undo(KEY, state.version).dirty
    assert saved_text(again) == SOP


def test_who_reads_only_leaves_no_journal(workspace: Workspace) -> None:
    workspace.state(KEY)
    assert not list((workspace.root / "build").rglob("*.jsonl"))


@settings(max_examples=scaled(20))
@given(part=st.floats(0, 1))
def test_a_journal_cut_at_any_byte_tells_what_its_whole_lines_tell(part: float) -> None:
    with TemporaryDirectory() as place:
        root = project(Path(place))
        with closing(Workspace(root)) as workspace:
            write(workspace, *range(2, 8))
            workspace.undo(KEY, workspace.state(KEY).version)
            path = journal(workspace)
        whole = path.read_bytes()
        cut = round(part * len(whole))
        path.write_bytes(whole[:cut])
        after = ["1 Jam", *(f"{hour} Jam" for hour in range(2, 8)), "6 Jam"]
        with closing(Workspace(root)) as workspace:
            lines = whole[:cut].count(b"\n")
            assert texts(workspace.state(KEY), "waktu")[0] == after[max(lines - 1, 0)]
            write(workspace, 9)  # goes on behind the cut
        with closing(Workspace(root)) as workspace:
            assert texts(workspace.state(KEY), "waktu")[0] == "9 Jam"


@pytest.mark.parametrize("bad", [b"{}\n", b"[]\n", b"\xff\n", b'{"text": "a: [", "saved": ""}\n'])
def test_a_journal_that_tells_nothing_is_set_aside(workspace: Workspace, opened: Open, bad: bytes) -> None:
    write(workspace, 2)
    path = journal(workspace)
    path.write_bytes(bad)
    again = reopened(workspace, opened)
    state = again.state(KEY)
    assert texts(state, "waktu")[0] == "1 Jam"
    assert "disisihkan" in state.notices[0]
    assert bad in [each.read_bytes() for each in path.parent.iterdir()]
    write(again, 3)


def test_a_damaged_line_keeps_what_stands_before_it_and_a_copy(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2, 3, 4)
    path = journal(workspace)
    lines = path.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*lines[:2], lines[2].replace(b"3", b"8"), *lines[3:]])
    path.write_bytes(damaged)
    state = reopened(workspace, opened).state(KEY)
    assert texts(state, "waktu")[0] == "2 Jam"
    assert "rusak sebagian" in "".join(state.notices)
    assert damaged in [each.read_bytes() for each in path.parent.iterdir()]


def test_a_file_that_was_changed_meanwhile_is_in_conflict_and_loses_nothing(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2)
    workspace.close()
    theirs = SOP.replace("Penyusunan", "Penyampaian")
    file_of(workspace).write_text(theirs, encoding="utf-8")
    again = opened(None)
    state = again.state(KEY)
    assert (state.conflict, texts(state, "waktu")[0]) == (True, "2 Jam")
    state = again.reload(KEY)
    assert (state.conflict, state.dirty, "Penyampaian" in state.title) == (False, False, True)
    state = again.undo(KEY, state.version)
    assert (texts(state, "waktu")[0], state.dirty) == ("2 Jam", True)


def test_a_saved_file_that_was_changed_meanwhile_goes_on_with_one_step_more(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2)
    mine = saved_text(workspace)
    workspace.close()
    file_of(workspace).write_text(SOP.replace("Penyusunan", "Penyampaian"), encoding="utf-8")
    again = opened(None)
    state = again.state(KEY)
    assert (state.conflict, state.dirty, "Penyampaian" in state.title) == (False, False, True)
    again.undo(KEY, state.version)
    assert saved_text(again) == mine


def test_a_folder_of_outputs_that_was_emptied_costs_nothing(workspace: Workspace, opened: Open) -> None:
    write(workspace, 2, 3)
    journal(workspace).unlink()
    write(workspace, 4)
    again = reopened(workspace, opened)
    for _ in range(3):
        again.undo(KEY, again.state(KEY).version)
    assert saved_text(again) == SOP


def test_a_change_that_cannot_be_written_down_is_not_made(workspace: Workspace) -> None:
    write(workspace, 2)
    path = journal(workspace)
    path.unlink()
    path.with_suffix(".baru").mkdir()
    before = workspace.state(KEY)
    with pytest.raises(UserError):
        write(workspace, 3)
    assert workspace.state(KEY) == before


def test_two_workspaces_on_one_folder_keep_their_journals_apart(workspace: Workspace, opened: Open) -> None:
    second = opened(None)
    write(workspace, 2)
    write(second, 3)
    assert len(list((workspace.root / "build" / ".sunting").rglob("*.jsonl"))) == 2
    saved_text(workspace)
    assert second.notice([file_of(second)]) == (KEY,)
    state = second.state(KEY)
    assert (state.conflict, texts(state, "waktu")[0]) == (True, "3 Jam")


def test_what_the_second_of_two_has_left_is_taken_up_by_the_next(workspace: Workspace, opened: Open) -> None:
    second = opened(None)
    write(second, 3)
    workspace.close()
    second.close()
    assert texts(opened(None).state(KEY), "waktu")[0] == "3 Jam"


TYPIST = """
import sys
from pathlib import Path
from sopgen.editing.changes import DeleteStep, InsertStep, SetText
from sopgen.editing.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
state = workspace.state("satu")
for count in range(10**6):
    kind = count % 5
    if kind == 3:
        state = workspace.change("satu", state.version, InsertStep(("langkah",), 0))
    elif kind == 4:
        state = workspace.change("satu", state.version, DeleteStep(("langkah", 0)))
    elif kind == 2 and count % 3 == 0:
        state = workspace.save("satu", state.version)
    else:
        state = workspace.change("satu", state.version, SetText(("langkah", 1, "ket"), f"nomor {count}"))
    steps = state.sections[0].steps
    print(count, len(steps), next((step.texts["ket"] for step in steps if step.texts["ket"]), ""), sep=";", flush=True)
"""


def test_a_process_that_is_killed_loses_no_change_that_was_answered(tmp_path: Path) -> None:
    drawn = random.Random(2)
    for turn in range(scaled(4)):
        root = project(tmp_path / str(turn))
        process = subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(root)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert process.stdout is not None
        try:
            answers = [process.stdout.readline() for _ in range(drawn.randrange(1, 12))]
            time.sleep(drawn.random() / 20)
        finally:
            process.send_signal(signal.SIGKILL)
            rest, _ = process.communicate(timeout=HANGS)
        answers += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
        _, steps, remark = answers[-1].strip().split(";")
        workspace = Workspace(root)
        kept = workspace.state(KEY)
        told = [
            (str(len(each.sections[0].steps)), next(filter(None, texts(each, "ket")), ""))
            for each in _around(workspace, kept)
        ]
        assert (steps, remark) in told, (answers[-1], kept.notices)
        workspace.close()


def _around(workspace: Workspace, state: DocumentState) -> list[DocumentState]:
    """The document as it was found, and one step before: a change may have been written and not answered."""
    return [state, workspace.undo(KEY, state.version)] if state.can_undo else [state]


def test_a_long_history_is_shortened_at_a_restart(
    workspace: Workspace, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopgen.editing.journal.MOST_STEPS", 3)
    write(workspace, *range(2, 9))
    again = reopened(workspace, opened)
    for _ in range(3):
        state = again.undo(KEY, again.state(KEY).version)
    assert (texts(state, "waktu")[0], state.can_undo) == ("5 Jam", False)
    assert len(journal(again).read_text(encoding="utf-8").splitlines()) == 1 + 3 + 3
    assert all(json.loads(line) for line in journal(again).read_text(encoding="utf-8").splitlines())
