"""One mapping where a list is wanted counts as that list's only entry: nothing of it is lost when others come."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.edits.apply import apply
from sopgen.edits.operations import Delete, EditError, Insert, Move, Operation, Rename, Set
from sopgen.source.read import parse

IN_LINES = """\
judul: A
revisi:   # riwayat
  ke: 1
  tanggal: 2024-03-01   # rapat
  uraian: |
    Satu
    dua
# penutup
status: konsep
"""
IN_BRACKETS = "revisi: {ke: 1, tanggal: 2024-03-01}\nstatus: konsep\n"
TABLE = "langkah:\n  kegiatan: Mencatat\n  tidak: 1\n  pelaksana: A\n"
SECTION = f"bagian:\n  judul: Satu\n  {TABLE.replace(chr(10), chr(10) + '  ').rstrip(' ')}"
SECOND = {"ke": "2", "tanggal": "2024-04-05"}


def after(text: str, *operations: Operation) -> str:
    """The text of a source after ``operations``."""
    source, findings = parse(text.encode(), Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert not findings
    return apply(source, operations).raw.decode()


def test_a_further_entry_makes_a_list_of_a_mapping_and_keeps_its_lines() -> None:
    assert after(IN_LINES, Insert(("revisi", 1), SECOND)) == (
        "judul: A\nrevisi:   # riwayat\n  - ke: 1\n    tanggal: 2024-03-01   # rapat\n    uraian: |\n      Satu\n"
        "      dua\n  - ke: 2\n    tanggal: 2024-04-05\n# penutup\nstatus: konsep\n"
    )
    assert after(IN_BRACKETS, Insert(("revisi", 0), SECOND)) == (
        "revisi:\n  - ke: 2\n    tanggal: 2024-04-05\n  - {ke: 1, tanggal: 2024-03-01}\nstatus: konsep\n"
    )


@pytest.mark.parametrize("text", [IN_LINES, IN_BRACKETS])
def test_its_values_are_those_of_the_first_entry(text: str) -> None:
    assert after(text, Set(("revisi", 0, "tanggal"), "2024-03-02")) == text.replace("03-01", "03-02")
    assert after(text, Move(("revisi", 0), 0)) == text
    assert "sesudah" in after(text, Insert(("revisi", 0, "catatan"), "sesudah"))
    assert "tanggal" not in after(text, Delete(("revisi", 0, "tanggal")))
    assert "revisi: []" in after(IN_BRACKETS, Delete(("revisi", 0)))


@pytest.mark.parametrize("operation", [Insert(("revisi", 2), SECOND), Set(("revisi", 1, "ke"), "2"), Set((0,), "x")])
def test_it_has_no_other_entry(operation: Operation) -> None:
    with pytest.raises(EditError, match="tidak ada"):
        after(IN_LINES, operation)


@pytest.mark.parametrize(("text", "path"), [(TABLE, ("langkah",)), (SECTION, ("bagian", 0, "langkah"))])
def test_what_means_the_only_step_goes_on_meaning_it(text: str, path: tuple[str | int, ...]) -> None:
    assert "tidak: 2" in after(text, Insert((*path, 0), {"kegiatan": "Menerima"}))
    assert "tidak: catat" in after(text, Rename((*path, 0, "id"), "catat"))
