"""Every step and entry of the text that a document was made from has its place in today's source, or is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from sopgen.edits.values import block_lines
from sopgen.pull.alignment import NOWHERE, Alignment, Place
from sopgen.source.document import Plain, Source, SourcePath
from sopgen.source.read import parse


def source(tree: Plain) -> Source:
    """A source that says this."""
    text = "\n".join(block_lines(tree, 0)) + "\n"
    found, findings = parse(text.encode(), Path("/sop.yaml"), "sop.yaml")
    assert found is not None
    assert not findings
    return found


def step(kegiatan: str, **texts: str) -> dict[str, Plain]:
    """A step; what it says besides belongs to its kegiatan unless told otherwise."""
    return {"kegiatan": kegiatan, "pelaksana": "Staf", "waktu": "1 Jam", "output": f"hasil {kegiatan}", **texts}


def placed(base: Sequence[Plain], today: Sequence[Plain], index: int, key: str = "langkah") -> Place:
    """Where the item ``index`` of a list is."""
    return Alignment(source({key: list(base)}), source({key: list(today)})).place((key, index))


def at(*path: str | int, certain: bool = True) -> Place:
    return Place(path, certain)


A, B, C, D = (step(f"{verb} surat {verb} baru") for verb in ("Menyusun", "Memeriksa", "Mengirim", "Menyimpan"))
NEW = step("Membahas rencana tahunan")


@pytest.mark.parametrize(
    ("today", "places"),
    [
        ([NEW, A, B, C], [1, 2, 3]),
        ([A, NEW, NEW | {"ket": "lagi"}, B, C], [0, 3, 4]),
        ([C, A, B], [1, 2, 0]),
        ([C, B, A], [2, 1, 0]),
        ([A, B | {"waktu": "2 Jam"}, C], [0, 1, 2]),
        ([C | {"id": "c"}, NEW, B | {"ket": "x"}, A | {"pelaksana": "Kepala"}], [3, 2, 0]),
    ],
)
def test_a_step_is_found_wherever_it_went(today: list[Plain], places: list[int]) -> None:
    assert [placed([A, B, C], today, index) for index in range(3)] == [at("langkah", place) for place in places]


def test_a_step_that_was_deleted_is_nowhere() -> None:
    assert placed([A, B, C], [A, C], 1) == NOWHERE
    assert placed([A, B, C], [A, C, NEW], 1) == NOWHERE


def test_a_step_that_another_one_replaced_is_only_likely_there() -> None:
    assert placed([A, B, C], [A, NEW, C], 1) == at("langkah", 1, certain=False)


def test_a_reworded_step_between_its_neighbours_is_the_same() -> None:
    reworded = B | {"kegiatan": "Memeriksa surat Memeriksa lama"}
    assert placed([A, B, C], [NEW, A, reworded, C], 1) == at("langkah", 2)


def test_a_step_with_other_words_but_all_the_rest_is_the_same() -> None:
    assert placed([A, B, C], [A, B | {"kegiatan": "Menelaah"}, C], 1) == at("langkah", 1)


def test_an_id_finds_a_reworded_step_that_moved() -> None:
    base, reworded = B | {"id": "b"}, B | {"id": "b", "kegiatan": "Memeriksa surat Memeriksa lama"}
    assert placed([A, base, C, D], [reworded, D, NEW, C, A], 1) == at("langkah", 0)


def test_an_id_that_another_step_has_now_is_doubtful() -> None:
    assert placed([A | {"id": "a"}, B], [A, NEW | {"id": "a"}, B], 0) == at("langkah", 0, certain=False)


def test_ids_that_changed_places_are_not_followed() -> None:
    base, today = [A | {"id": "a"}, B | {"id": "b"}], [A | {"id": "b"}, B | {"id": "a"}]
    assert [placed(base, today, index) for index in (0, 1)] == [
        at("langkah", 0, certain=False),
        at("langkah", 1, certain=False),
    ]


def test_of_two_as_good_ones_none_is_certain() -> None:
    assert not placed([A, B, C], [B, NEW, A, B, D], 1).certain
    assert not placed([A, B, C], [A, B | {"waktu": "2 Jam"}, B | {"ket": "x"}, C], 1).certain


def test_steps_that_stand_twice_are_told_apart_by_their_neighbours() -> None:
    base, today = [A, B, C, B, D], [NEW, A, B, C, B, D]
    assert [placed(base, today, index) for index in range(5)] == [at("langkah", index + 1) for index in range(5)]
    assert placed(base, [A, C, B, D], 3) == at("langkah", 2)
    assert not placed(base, [A, C, B, D], 1).certain


def test_a_step_that_moved_to_another_section_is_found() -> None:
    base = source({"bagian": [{"judul": "Satu", "langkah": [A, B]}, {"judul": "Dua", "langkah": [C, D]}]})
    today = source({"bagian": [{"judul": "Dua", "langkah": [C, A, D]}, {"judul": "Satu baru", "langkah": [B]}]})
    found = Alignment(base, today)
    assert found.place(("bagian", 0, "langkah", 0, "waktu")) == at("bagian", 0, "langkah", 1, "waktu")
    assert found.place(("bagian", 0, "langkah", 1)) == at("bagian", 1, "langkah", 0)
    assert found.place(("bagian", 1, "judul")) == at("bagian", 0, "judul")


def test_steps_that_were_divided_into_sections_are_found() -> None:
    today = source({"bagian": [{"judul": "Satu", "langkah": [A, B]}, {"judul": "Dua", "langkah": [C]}]})
    assert Alignment(source({"langkah": [A, B, C]}), today).place(("langkah", 2, "ket")) == at(
        "bagian", 1, "langkah", 0, "ket"
    )


def test_sections_with_the_same_steps_keep_their_own() -> None:
    sections: list[Plain] = [{"judul": judul, "langkah": [A, B]} for judul in ("Satu", "Dua")]
    found = Alignment(source({"bagian": sections}), source({"bagian": sections[::-1]}))
    assert found.place(("bagian", 0, "langkah", 1)) == at("bagian", 1, "langkah", 1)


def test_an_entry_and_a_text_that_stands_for_a_list_are_found() -> None:
    assert placed(["satu", "dua"], ["nol", "dua", "satu"], 0, "peralatan") == at("peralatan", 2)
    single, several = source({"peringatan": "satu"}), source({"peringatan": ["nol", "satu"]})
    assert Alignment(single, several).place(("peringatan", 0)) == at("peringatan", 1)
    assert Alignment(several, single).place(("peringatan", 1)) == at("peringatan")


def test_pelaksana_groups_revisions_and_symbols_are_found() -> None:
    group: dict[str, Plain] = {"kelompok": "Biro", "anggota": ["Kepala", "Staf"]}
    symbols: list[Plain] = [{"tanya": "Lengkap?", "pelaksana": "Kepala"}, {"teks": "Mencatat", "pelaksana": "Staf"}]
    base = {
        "pelaksana": ["Menteri", group],
        "revisi": [{"ke": "1", "tanggal": "2020-01-01"}],
        "langkah": [{**A, "simbol": symbols}],
    }
    today = {
        "pelaksana": [{"kelompok": "Biro", "anggota": ["Staf", "Agendaris", "Kepala"]}, "Menteri"],
        "revisi": [{"ke": "2", "tanggal": "2021-01-01"}, {"ke": "1", "tanggal": "2020-01-02"}],
        "langkah": [B, {**A, "simbol": symbols[::-1]}],
    }
    found = Alignment(source(base), source(today))
    assert found.place(("pelaksana", 1, "anggota", 0)) == at("pelaksana", 0, "anggota", 2)
    assert found.place(("pelaksana", 0)) == at("pelaksana", 1)
    assert found.place(("langkah", 0, "simbol", 0, "tanya")) == at("langkah", 1, "simbol", 1, "tanya")
    assert found.place(("revisi", 0, "tanggal")).path == ("revisi", 1, "tanggal")


def test_five_hundred_reworded_steps_take_seconds_at_most() -> None:
    base = [step(f"Memeriksa surat masuk nomor {number} dengan teliti") for number in range(500)]
    today = [step(f"Menelaah surat masuk nomor {number} dengan saksama") for number in reversed(range(500))]
    begin = process_time()
    place: SourcePath | None = placed(base, today, 0).path
    assert process_time() - begin < 10
    assert place is None or place[0] == "langkah"
