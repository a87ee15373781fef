"""What an operation means for a plain tree: that, and nothing beside it."""

from __future__ import annotations

import pytest

from sopgen.edits.meant import after, same, shown
from sopgen.edits.operations import Delete, EditError, Insert, Move, Set, Single
from sopgen.source.document import Plain

TREE: Plain = {"judul": "Surat", "langkah": [{"kegiatan": "a"}, {"kegiatan": "b"}, {"kegiatan": "c"}]}


@pytest.mark.parametrize(
    ("operation", "path", "value"),
    [
        (Set(("judul",), "e\u0301\t"), "judul", "\u00e9 "),
        (Set(("judul", 0), "x"), "judul", "x"),
        (Set(("langkah", 1, "ket"), ["x"]), "langkah", [{"kegiatan": "a"}, {"kegiatan": "b", "ket": ["x"]}, "c"]),
        (Insert(("langkah", 3), "d"), "langkah", [{"kegiatan": "a"}, {"kegiatan": "b"}, "c", "d"]),
        (Insert(("judul", 1), "x"), "judul", ["Surat", "x"]),
        (Delete(("langkah", 0)), "langkah", [{"kegiatan": "b"}, "c"]),
        (Move(("langkah", 2), 0), "langkah", ["c", {"kegiatan": "a"}, {"kegiatan": "b"}]),
        (Move(("langkah", 0), 2), "langkah", [{"kegiatan": "b"}, "c", {"kegiatan": "a"}]),
    ],
)
def test_only_what_is_asked_changes(operation: Single, path: str, value: Plain) -> None:
    assert isinstance(TREE, dict)
    tree: Plain = {**TREE, "langkah": [{"kegiatan": "a"}, {"kegiatan": "b"}, "c"]}
    assert isinstance(tree, dict)
    made = after(tree, operation)
    assert made == {**tree, path: value}


def test_a_new_key_stands_where_it_is_asked_to() -> None:
    made = after(TREE, Insert(("nomor",), "1", before="judul"))
    assert isinstance(made, dict)
    assert list(made) == ["nomor", "judul", "langkah"]


@pytest.mark.parametrize(
    "operation",
    [
        Set((), "x"),
        Set(("langkah", 3), "x"),
        Set(("langkah", "x"), "x"),
        Set(("lain", "x"), "x"),
        Set(("judul", 1), "x"),
        Insert(("judul",), "x"),
        Insert(("langkah", 4), "x"),
        Insert(("ket",), "x", before="lain"),
        Delete(("langkah", 3)),
        Move(("langkah", 0), 3),
        Move(("judul",), 0),
    ],
)
def test_a_place_that_is_not_there_is_refused(operation: Single) -> None:
    with pytest.raises(EditError, match="tidak ada"):
        after(TREE, operation)


def test_places_are_counted_as_people_do() -> None:
    assert shown(("langkah", 0, "waktu")) == "langkah/1/waktu"


def test_trees_that_say_the_same_are_the_same() -> None:
    assert same({"a": "x\n", "b": ["y"]}, {"b": ["y"], "a": "x"})
    assert not same({"a": ["x", "y"]}, {"a": ["y", "x"]})
    assert not same({"a": "x"}, {"a": "x", "b": "y"})
    assert not same("x", ["x"])
