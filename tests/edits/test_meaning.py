"""Whatever is moved, taken away or renamed, everything else goes on meaning what it meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.edits.meaning import MeaningError, single_operations
from sopgen.edits.operations import Delete, Insert, Move, Operation, Rename, Set
from sopgen.edits.rename_pelaksana import NameTakenError
from sopgen.findings import UserError
from sopgen.source.document import Source
from sopgen.source.read import parse

FLOW = """\
pelaksana: [Kepala, Staf]
langkah:
  - kegiatan: Menyusun
    pelaksana: Staf
  - kegiatan: Memeriksa
    pelaksana: Kepala
    tidak: 1
    ya: [selesai, 3]
  - id: kirim
    kegiatan: Mengirim
    pelaksana: [Staf, Kepala]
    lanjut: 2
"""


def source_of(text: str) -> Source:
    source, _ = parse(text.encode(), Path("/x.yaml"), "x.yaml")
    assert source is not None
    return source


def singles(text: str, operation: Operation) -> tuple[Operation, ...]:
    return single_operations(source_of(text), operation)


def test_a_new_step_moves_the_numbers_behind_it() -> None:
    operation = Insert(("langkah", 1), {"kegiatan": "Menelaah", "pelaksana": "Staf"})
    assert singles(FLOW, operation) == (
        Set(("langkah", 1, "ya", 1), "4"),
        Set(("langkah", 2, "lanjut"), "3"),
        operation,
    )


def test_a_step_that_goes_moves_the_numbers_behind_it() -> None:
    text = FLOW.replace("tidak: 1", "tidak: 3")
    operation = Delete(("langkah", 0))
    assert singles(text, operation) == (
        Set(("langkah", 1, "ya", 1), "2"),
        Set(("langkah", 1, "tidak"), "2"),
        Set(("langkah", 2, "lanjut"), "1"),
        operation,
    )


def test_a_step_that_a_number_names_cannot_go() -> None:
    with pytest.raises(MeaningError, match="Langkah 1 tidak dapat dihapus, karena dituju langkah 2"):
        singles(FLOW, Delete(("langkah", 0)))


def test_a_step_that_only_itself_names_can_go() -> None:
    text = FLOW.replace("tidak: 1", "tidak: 2").replace("lanjut: 2", "lanjut: selesai")
    assert Delete(("langkah", 1)) in singles(text, Delete(("langkah", 1)))


@pytest.mark.parametrize(
    ("at", "to", "numbers"),
    [
        (0, 2, {("langkah", 1, "ya", 1): "2", ("langkah", 1, "tidak"): "3", ("langkah", 2, "lanjut"): "1"}),
        (2, 0, {("langkah", 1, "ya", 1): "1", ("langkah", 1, "tidak"): "2", ("langkah", 2, "lanjut"): "3"}),
        (1, 0, {("langkah", 1, "tidak"): "2", ("langkah", 2, "lanjut"): "1"}),
        (1, 1, {}),
    ],
)
def test_numbers_follow_a_step_that_moves(at: int, to: int, numbers: dict[tuple[str | int, ...], str]) -> None:
    operation = Move(("langkah", at), to)
    assert singles(FLOW, operation) == (*(Set(path, text) for path, text in numbers.items()), operation)


def test_numbers_of_other_sections_and_in_other_texts_stay() -> None:
    section = "\n".join(f"    {line}" for line in FLOW.splitlines())
    text = f"bagian:\n  - judul: Satu\n{section}\n  - judul: Dua\n{section}\n"
    made = singles(text, Insert(("bagian", 1, "langkah", 0), {"kegiatan": "Menerima"}))
    assert {operation.path[:2] for operation in made} == {("bagian", 1)}
    assert singles(FLOW, Insert(("langkah", 0, "ket"), "1")) == (Insert(("langkah", 0, "ket"), "1"),)
    assert singles(FLOW, Delete(("pelaksana", 0))) == (Delete(("pelaksana", 0)),)


def test_a_step_without_an_id_gets_one_as_its_first_key_and_every_number_that_meant_it_names_it() -> None:
    assert singles(FLOW, Rename(("langkah", 0, "id"), "susun")) == (
        Insert(("langkah", 0, "id"), "susun", before="kegiatan"),
        Set(("langkah", 1, "tidak"), "susun"),
    )


def test_a_new_id_goes_to_all_targets_by_the_old_one_and_by_number() -> None:
    text = FLOW.replace("tidak: 1", "tidak: kirim")
    assert singles(text, Rename(("langkah", 2, "id"), "sampaikan")) == (
        Set(("langkah", 2, "id"), "sampaikan"),
        Set(("langkah", 1, "ya", 1), "sampaikan"),
        Set(("langkah", 1, "tidak"), "sampaikan"),
    )


def test_a_number_means_the_first_symbol_of_a_step() -> None:
    text = FLOW.replace(
        "    pelaksana: [Staf, Kepala]\n    lanjut: 2\n",
        "    simbol:\n      - pelaksana: Staf\n      - pelaksana: Kepala\n        id: kedua\n        lanjut: kirim\n",
    )
    assert Set(("langkah", 1, "ya", 1), "pertama") in singles(
        text, Rename(("langkah", 2, "simbol", 0, "id"), "pertama")
    )
    made = singles(text, Rename(("langkah", 2, "simbol", 1, "id"), "akhir"))
    assert made == (Set(("langkah", 2, "simbol", 1, "id"), "akhir"),)
    assert Set(("langkah", 2, "simbol", 1, "lanjut"), "baru") in singles(text, Rename(("langkah", 2, "id"), "baru"))


@pytest.mark.parametrize("name", ["kirim", "3", "selesai", "lanjut"])
def test_an_id_that_would_mean_something_else_is_refused(name: str) -> None:
    with pytest.raises(NameTakenError):
        singles(FLOW, Rename(("langkah", 0, "id"), name))


def test_the_id_that_a_step_has_can_be_given_to_it_again() -> None:
    assert Set(("langkah", 1, "ya", 1), "kirim") in singles(FLOW, Rename(("langkah", 2, "id"), "kirim"))


def test_a_pelaksana_is_renamed_in_all_steps() -> None:
    assert singles(FLOW, Rename(("pelaksana", 1), "Arsiparis")) == (
        Set(("pelaksana", 1), "Arsiparis"),
        Set(("langkah", 0, "pelaksana"), "Arsiparis"),
        Set(("langkah", 2, "pelaksana", 0), "Arsiparis"),
    )


def test_a_pelaksana_given_as_a_single_text_is_renamed() -> None:
    text = "pelaksana: Staf\nlangkah:\n  - pelaksana: 'Staf '\n    mulai: Staf\n"
    assert singles(text, Rename(("pelaksana", 0), "Arsiparis")) == (
        Set(("pelaksana", 0), "Arsiparis"),
        Set(("langkah", 0, "pelaksana"), "Arsiparis"),
        Set(("langkah", 0, "mulai"), "Arsiparis"),
    )


@pytest.mark.parametrize(
    "path",
    [
        (), ("judul",), ("pelaksana",), ("pelaksana", 7), ("langkah", 9, "id"), ("langkah", 0), ("langkah",),
        ("langkah", 0, "kegiatan", "id"), ("langkah", 0, "simbol", 0, "id"), ("bagian", 0, "pelaksana", 0), (0,),
    ],
)  # fmt: skip
def test_what_has_no_name_cannot_be_renamed(path: tuple[str | int, ...]) -> None:
    with pytest.raises(UserError):
        singles(FLOW, Rename(path, "baru"))


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(MeaningError):
        singles(FLOW, Rename(("pelaksana", 0), " \t"))
