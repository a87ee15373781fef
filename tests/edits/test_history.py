"""Changes are undone and redone byte by byte, also after the history was kept as JSON; nothing else is undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edits.apply import apply
from sopgen.edits.history import History, TextChange, history_from_json
from sopgen.edits.operations import Delete, Insert, Move, Operation, Rename, Set
from sopgen.findings import UserError
from sopgen.source.document import Source
from sopgen.source.read import parse

TEXT = """\
# Sumber contoh
nomor: CTH.01   # nomor tetap
dasar_hukum:
  - Peraturan Contoh Satu
  # yang kedua
  - Peraturan Contoh Dua
pelaksana: [Arsiparis, Pengolah Data]
"""
OPERATIONS: tuple[Operation, ...] = (
    Set(("nomor",), "CTH.02"),
    Move(("dasar_hukum", 1), 0),
    Delete(("dasar_hukum", 0)),
    Insert(("pelaksana", 0), "Kepala Bagian"),
)


def source_of(text: str = TEXT, line_end: str = "\n", bom: bool = False) -> Source:
    """A source in memory."""
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", line_end).encode()
    source, findings = parse(raw, Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert not findings
    return source


def made(source: Source) -> tuple[History, list[Source]]:
    """The history of all operations, one step each, and the source before and after each."""
    history, sources = History(), [source]
    for operation in OPERATIONS:
        sources.append(apply(sources[-1], [operation]))
        history = history.record(sources[-2], sources[-1], [operation])
    return history, sources


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_undoing_gives_the_very_bytes_and_redoing_gives_them_again(line_end: str, bom: bool) -> None:
    history, sources = made(source_of(TEXT, line_end, bom))
    source = sources[-1]
    for before in reversed(sources[:-1]):
        history, source = history.undo(source)
        assert source.raw == before.raw
    for after in sources[1:]:
        history, source = history.redo(source)
        assert source.raw == after.raw
    assert history == made(sources[0])[0]


def test_steps_name_the_operations_they_made() -> None:
    history, _ = made(source_of())
    assert [step.operations for step in history.done] == [(operation,) for operation in OPERATIONS]


def test_a_step_keeps_only_what_differs() -> None:
    before = source_of()
    history = History().record(before, apply(before, [Set(("nomor",), "CTH.02")]), [])
    assert history.done[0].change == TextChange(TEXT.index("1   #"), "1", "2")


def test_several_operations_can_be_one_step() -> None:
    before = source_of()
    after = apply(before, OPERATIONS)
    history, source = History().record(before, after, OPERATIONS).undo(after)
    assert source.raw == before.raw
    assert history.undone[0].operations == OPERATIONS


def test_a_new_step_after_undoing_leaves_nothing_to_redo() -> None:
    history, sources = made(source_of())
    history, source = history.undo(sources[-1])
    after = apply(source, [Delete(("pelaksana", 0))])
    history = history.record(source, after, [Delete(("pelaksana", 0))])
    assert len(history.done) == len(OPERATIONS)
    with pytest.raises(UserError, match="diulangi"):
        history.redo(after)


def test_nothing_is_undone_where_nothing_was_done() -> None:
    with pytest.raises(UserError, match="dibatalkan"):
        History().undo(source_of())
    with pytest.raises(UserError, match="diulangi"):
        History().redo(source_of())


def test_a_file_that_was_changed_by_others_keeps_their_changes() -> None:
    history, sources = made(source_of())
    changed = source_of(sources[-1].text + "# catatan orang lain\n")
    with pytest.raises(UserError, match="cara lain"):
        history.undo(changed)
    with pytest.raises(UserError, match="cara lain"):
        history.undo(sources[-1])[0].redo(changed)
    with pytest.raises(UserError, match="cara lain"):
        history.record(changed, changed, [])
    with pytest.raises(UserError, match="cara lain"):
        history.undo(sources[-1])[0].record(changed, changed, [])
    emptied = history
    for source in reversed(sources[1:]):
        emptied, _ = emptied.undo(source)
    with pytest.raises(UserError, match="cara lain"):
        emptied.record(changed, changed, [])


def test_a_byte_order_mark_that_came_since_is_a_change() -> None:
    history, sources = made(source_of())
    with pytest.raises(UserError, match="cara lain"):
        history.undo(source_of(sources[-1].text, bom=True))


def test_a_history_is_the_same_after_it_was_kept_as_json() -> None:
    history, sources = made(source_of())
    history, source = history.undo(sources[-1])
    kept = history_from_json(history.to_json())
    assert kept == history
    assert kept.redo(source)[1].raw == sources[-1].raw


def test_a_history_with_a_rename_is_kept_too() -> None:
    before = source_of()
    history = History().record(
        before, source_of(TEXT.replace("Arsiparis", "Agendaris")), [Rename(("pelaksana", 0), "A")]
    )
    assert history_from_json(history.to_json()) == history


def test_a_history_whose_text_was_tampered_with_changes_nothing() -> None:
    history, sources = made(source_of())
    values = json.loads(history.to_json())
    values["done"][-1]["removed"] = "lain"
    with pytest.raises(UserError, match="rusak"):
        history_from_json(json.dumps(values)).undo(sources[-1])
    values["done"][-1]["removed"] = "\n\t- ["
    with pytest.raises(UserError, match="rusak"):
        history_from_json(json.dumps(values)).undo(sources[-1])


def spoilt(**values: object) -> str:
    """A history kept as JSON, with other values in its first step."""
    whole = json.loads(made(source_of())[0].to_json())
    whole["done"][0] |= values
    return json.dumps(whole)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"done": []}',
        '{"done": [], "undone": {}}',
        '{"done": [], "undone": [], "more": []}',
        '{"done": [1], "undone": []}',
        '{"done": [{}], "undone": []}',
        "[" * 100_000,
        spoilt(start=-1),
        spoilt(start=True),
        spoilt(start="1"),
        spoilt(removed=None),
        spoilt(inserted="\ud800"),
        spoilt(operations=[1]),
        spoilt(operations=["{}"]),
        spoilt(operations="set"),
        spoilt(before="abc"),
        spoilt(after="0" * 64),
        spoilt(more=1),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_history_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        history_from_json(text)


@given(st.text("ab\r\n", max_size=12), st.text("ab\r\n", max_size=12))
def test_a_change_between_two_texts_leads_there_and_back(before: str, after: str) -> None:
    change = TextChange.between(before, after)
    assert change.made_in(before) == after
    assert change.backwards.made_in(after) == before
    assert not (change.removed and change.inserted and change.removed[0] == change.inserted[0])
    assert not (change.removed and change.inserted and change.removed[-1] == change.inserted[-1])
