"""Operations can be kept as JSON, and nothing else is read as one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edits.operations import Delete, Insert, Move, Operation, Rename, Set, from_json, to_json
from tests.generators.operations import operations

RENAMES = st.builds(Rename, st.just(("pelaksana", 0)), st.text())


@given(operation=st.one_of(operations, RENAMES))
def test_an_operation_reads_back_from_json(operation: Operation) -> None:
    text = to_json(operation)
    assert "\n" not in text
    assert from_json(text) == operation


def test_json_names_the_operation_and_what_it_holds() -> None:
    assert json.loads(to_json(Move(("langkah", 2), 0))) == {"operation": "move", "path": ["langkah", 2], "to": 0}
    assert from_json('{"operation": "insert", "path": ["ket"], "value": "x"}') == Insert(("ket",), "x")
    assert from_json('{"operation": "delete", "path": []}') == Delete(())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"operation": "burn", "path": []}',
        '{"operation": ["set"], "path": [], "value": ""}',
        '{"path": [], "value": ""}',
        '{"operation": "set", "path": []}',
        '{"operation": "set", "path": [], "value": "", "to": 1}',
        '{"operation": "set", "path": "judul", "value": ""}',
        '{"operation": "set", "path": [-1], "value": ""}',
        '{"operation": "set", "path": [true], "value": ""}',
        '{"operation": "set", "path": [1.0], "value": ""}',
        '{"operation": "set", "path": [], "value": null}',
        '{"operation": "set", "path": [], "value": {"a": [1]}}',
        '{"operation": "set", "path": [], "value": ' + "[" * 500 + "]" * 500 + "}",
        '{"operation": "insert", "path": [], "value": "", "before": null}',
        '{"operation": "move", "path": [], "to": "1"}',
        '{"operation": "move", "path": [], "to": true}',
        '{"operation": "rename", "path": [], "name": 1}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no operation"):
        from_json(text)


def test_equal_operations_are_equal() -> None:
    assert from_json(to_json(Set(("a", 0), {"b": ["c"]}))) == Set(("a", 0), {"b": ["c"]})
