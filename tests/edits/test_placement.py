"""What comes, goes and moves takes along what belongs to it, in the style of its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.edits.apply import apply
from sopgen.edits.operations import Delete, EditError, Insert, Move, Operation
from sopgen.source.document import Plain
from sopgen.source.read import parse

STEPS = """\
langkah:
  - kegiatan: Mencatat   # dengan agenda
    pelaksana: [A, B]
    # waktu: 5 Menit
  # yang kedua,
  # setelah dicatat
  - kegiatan: Menyimpan
    pelaksana: [A]

  # bagian penutup

  - kegiatan: Melaporkan
    pelaksana: [B]
"""


def after(text: str, *operations: Operation) -> str:
    """The text of a source after ``operations``."""
    source, findings = parse(text.encode(), Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert not findings
    return apply(source, operations).raw.decode()


# -- what belongs to an item ------------------------------------------------------------------------------------------


def test_a_comment_above_a_step_travels_with_it() -> None:
    assert (
        after(STEPS, Move(("langkah", 1), 0))
        == """\
langkah:
  # yang kedua,
  # setelah dicatat
  - kegiatan: Menyimpan
    pelaksana: [A]

  - kegiatan: Mencatat   # dengan agenda
    pelaksana: [A, B]
    # waktu: 5 Menit

  # bagian penutup

  - kegiatan: Melaporkan
    pelaksana: [B]
"""
    )


def test_a_comment_above_a_step_goes_with_it_and_one_of_a_section_stays() -> None:
    assert (
        after(STEPS, Delete(("langkah", 1)), Delete(("langkah", 1)))
        == """\
langkah:
  - kegiatan: Mencatat   # dengan agenda
    pelaksana: [A, B]
    # waktu: 5 Menit

  # bagian penutup
"""
    )


def test_a_comment_further_in_belongs_to_what_stands_above() -> None:
    text = "a:\n  - x\n    # milik x\n  # milik y\n    # juga\n  - y\n"
    assert after(text, Delete(("a", 1))) == "a:\n  - x\n    # milik x\n"
    assert after(text, Delete(("a", 0))) == "a:\n  # milik y\n    # juga\n  - y\n"


def test_a_comment_behind_the_last_item_stays_where_it_is() -> None:
    text = "a:\n  - x\n  - y\n  # - z\n\n# bagian b\nb: 1\n"
    assert after(text, Move(("a", 1), 0)) == "a:\n  - y\n  - x\n  # - z\n\n# bagian b\nb: 1\n"
    assert after(text, Insert(("a", 2), "z")) == "a:\n  - x\n  - y\n  - z\n  # - z\n\n# bagian b\nb: 1\n"


def test_a_comment_at_the_top_of_the_file_is_not_the_first_keys() -> None:
    assert after("# kepala\na: 1\nb: 2\n", Delete(("a",))) == "# kepala\nb: 2\n"
    assert after("# kepala\n\n# nomor\na: 1\nb: 2\n", Delete(("a",))) == "# kepala\n\nb: 2\n"
    assert after("---\n# kepala\na: 1\nb: 2\n", Delete(("a",))) == "---\n# kepala\nb: 2\n"


def test_a_key_goes_with_its_comment_and_its_lines() -> None:
    text = "a: 1\n\n# tentang b\nb:   # daftar\n  - x\n  # - y\n\n# tentang c\nc: 2\n"
    assert after(text, Delete(("b",))) == "a: 1\n\n# tentang c\nc: 2\n"


def test_a_comment_behind_a_dash_travels_with_the_step() -> None:
    text = "a:\n  - # satu\n    k: 1\n  - k: 2\n"
    assert after(text, Move(("a", 0), 1)) == "a:\n  - k: 2\n  - # satu\n    k: 1\n"


# -- blank lines ------------------------------------------------------------------------------------------------------


def test_items_that_blank_lines_part_stay_parted() -> None:
    text = "a:\n  - x\n\n  - y\n\n  - z\n\nb: 1\n"
    assert after(text, Move(("a", 2), 0)) == "a:\n  - z\n\n  - x\n\n  - y\n\nb: 1\n"
    assert after(text, Move(("a", 0), 2)) == "a:\n  - y\n\n  - z\n\n  - x\n\nb: 1\n"
    assert after(text, Delete(("a", 1))) == "a:\n  - x\n\n  - z\n\nb: 1\n"
    assert after(text, Delete(("a", 2))) == "a:\n  - x\n\n  - y\n\nb: 1\n"
    assert after(text, Insert(("a", 3), "u")) == "a:\n  - x\n\n  - y\n\n  - z\n\n  - u\n\nb: 1\n"
    assert after(text, Insert(("a", 0), "u")) == "a:\n  - u\n\n  - x\n\n  - y\n\n  - z\n\nb: 1\n"


def test_there_and_back_gives_the_same_text() -> None:
    for at, to in ((0, 2), (2, 0), (1, 2), (0, 1)):
        text = "a:\n  # x\n  - x\n\n  # y\n  - |\n    y\n\n  - z   # z\n\nb: 1\n"
        assert after(text, Move(("a", at), to), Move(("a", to), at)) == text


def test_blank_lines_that_a_text_keeps_stay_its_own() -> None:
    text = "a:\n  - |+\n    x\n\n\n  - y\n\n  - z\n"
    assert after(text, Move(("a", 0), 1)) == "a:\n  - y\n\n  - |+\n    x\n\n\n  - z\n"
    assert after(text, Move(("a", 0), 2)) == "a:\n  - y\n\n  - z\n\n  - |+\n    x\n\n\n"


def test_a_comment_below_a_block_text_does_not_become_part_of_it() -> None:
    text = "a:\n      # jauh\n  - y\n  - |\n    x\n"
    assert after(text, Move(("a", 0), 1)) == "a:\n  - |\n    x\n  # jauh\n  - y\n"


# -- ways to write a list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("a:\n- x\n- y\n", "a:\n- y\n- x\n"),
        ("a:\n    -   x\n    -   y\n", "a:\n    -   y\n    -   x\n"),
        ("a:\r\n  - x   # 1\r\n  - y\r\n", "a:\r\n  - y\r\n  - x   # 1\r\n"),
        ("a:\r  - x\r  - y\r", "a:\r  - y\r  - x\r"),
        ("\ufeffa:\n  - x\n  - y", "\ufeffa:\n  - y\n  - x"),
        ("a: [x, y]   # 1\n", "a: [y, x]   # 1\n"),
        ("a: [x,\n  y]\n", "a: [y,\n  x]\n"),
        ("a: [\n  # satu\n  x,   # x\n  y\n]\n", "a: [\n  y,\n  # satu\n  x   # x\n]\n"),
        ("a: [\n  x,\n  y,\n]\n", "a: [\n  y,\n  x,\n]\n"),
        ("a: [{k: 1}, {k: 2}]\n", "a: [{k: 2}, {k: 1}]\n"),
        ("a:\r\n [\r\n # x\r\n x,\r\n # y\r\n y]\r\n", "a:\r\n [\r\n # y\r\n y,\r\n # x\r\n x]\r\n"),
    ],
)
def test_an_item_moves_in_every_way_to_write_a_list(text: str, moved: str) -> None:
    assert after(text, Move(("a", 1), 0)) == moved
    assert after(moved, Move(("a", 0), 1)) == text


def test_a_bracket_does_not_end_up_in_a_comment() -> None:
    assert after("a: [x, # x\n  y]\n", Move(("a", 1), 0)) == "a: [y,\n  x # x\n  ]\n"
    assert after("a: [x, y # y\n  ]\n", Move(("a", 1), 0)) == "a: [y, # y\n  x\n  ]\n"


def test_one_text_and_one_item_move_to_where_they_are() -> None:
    assert after("a: teks\n", Move(("a", 0), 0)) == "a: teks\n"
    assert after("a:\n  - x\n", Move(("a", 0), 0)) == "a:\n  - x\n"


def test_an_item_of_a_list_in_a_list_moves() -> None:
    text = "a:\n  - - x\n    # y\n    - y\n  - - z\n"
    assert after(text, Move(("a", 0, 1), 0)) == "a:\n  -\n    # y\n    - y\n    - x\n  - - z\n"
    assert after(text, Delete(("a", 1, 0))) == "a:\n  - - x\n    # y\n    - y\n  - []\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:\n- x\n", "a:\n- x\n- baru\n"),
        ("a:\n    -   x\nb: 1\n", "a:\n    -   x\n    -   baru\nb: 1\n"),
        ("a: [x]   # 1\n", "a: [x, baru]   # 1\n"),
        ("a: [ x ]\n", "a: [ x, baru ]\n"),
        ("a: [\n  x,   # x\n]\n", "a: [\n  x,   # x\n  baru,\n]\n"),
        ("a: [\n  x   # x\n]\n", "a: [\n  x,   # x\n  baru\n]\n"),
        ("a: [x,\n  y]\n", "a: [x,\n  baru,\n  y]\n"),
        ("a: teks   # 1\n", "a:\n  - teks   # 1\n  - baru\n"),
        ("a: 'teks\n  panjang'   # 1\nb: 1\n", "a:\n  - 'teks\n    panjang'   # 1\n  - baru\nb: 1\n"),
        ("b:\n- x\na: >-\n  teks\n  panjang\n\nc: 1\n", "b:\n- x\na:\n- >-\n  teks\n  panjang\n- baru\n\nc: 1\n"),
        ("a:\n  # lama\n  teks\n", "a:\n  # lama\n  - teks\n  - baru\n"),
        ("a: {b: teks}\n", None),
        ("a:\n  - x", "a:\n  - x\n  - baru"),
        ("a:\r\n  - x\r\n", "a:\r\n  - x\r\n  - baru\r\n"),
    ],
)
def test_an_item_comes_in_the_style_of_its_list(text: str, wanted: str | None) -> None:
    if wanted is None:
        assert after(text, Insert(("a", "b", 1), "baru")) == "a: {b: [teks, baru]}\n"
    else:
        assert after(text, Insert(("a", 1), "baru")) == wanted


STEP: Plain = {"kegiatan": "Memeriksa: isi", "pelaksana": ["A", "C"], "catatan": "dua\nbaris"}


def test_a_step_comes_in_the_style_of_its_neighbours() -> None:
    assert (
        after(STEPS, Insert(("langkah", 2), STEP))
        .split("  # bagian")[0]
        .endswith(
            """\
    pelaksana: [A]

  - kegiatan: "Memeriksa: isi"
    pelaksana: [A, C]
    catatan: |
      dua
      baris

"""
        )
    )
    text = "langkah:\n  - {kegiatan: a}\n"
    one_line = '  - {kegiatan: "Memeriksa: isi", pelaksana: [A, C], catatan: "dua\\nbaris"}\n'
    assert after(text, Insert(("langkah", 1), STEP)) == text + one_line


# -- nothing there yet, nothing left ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a:   # 1\nb: 1\n", "a:   # 1\n  - k: 1\nb: 1\n"),
        ("a: []   # 1\nb: 1\n", "a:   # 1\n  - k: 1\nb: 1\n"),
        ("a: [\n  # 1\n]\n", "a: [\n  {k: 1}\n  # 1\n]\n"),
        ("b: 1\n", "b: 1\na:\n  - k: 1\n"),
        ("b:\n-   x\n# sisa", "b:\n-   x\na:\n-   k: 1\n# sisa"),
        ("{b: 1}\n", "{b: 1, a: [{k: 1}]}\n"),
        ("{}\n", "{a: [{k: 1}]}\n"),
    ],
)
def test_the_first_item_of_a_list_comes_where_there_was_none(text: str, wanted: str) -> None:
    assert after(text, Insert(("a", 0), {"k": "1"})) == wanted


def test_the_list_and_the_mapping_around_come_too() -> None:
    text = "a: 1\n"
    assert after(text, Insert(("format", "kertas"), "F4")) == "a: 1\nformat:\n  kertas: F4\n"
    assert after(text, Insert(("b", 0, "c"), "F4"), Insert(("b", 0, "d"), "")) == 'a: 1\nb:\n  - c: F4\n    d: ""\n'
    with pytest.raises(EditError):
        after(text, Insert(("b", 1), "x"))


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a:   # 1\n  # x\n  - x\nb: 1\n", ("a", 0), "a: []   # 1\nb: 1\n"),
        ("a:\n  # bagian\n\n  - x\nb: 1\n", ("a", 0), "a: []\n  # bagian\n\nb: 1\n"),
        ("a: [x]   # 1\n", ("a", 0), "a: []   # 1\n"),
        ("a: [\n  x,\n]\n", ("a", 0), "a: []\n"),
        ("a: teks   # 1\n", ("a", 0), "a: []   # 1\n"),
        ("a: |\n  teks\nb: 1\n", ("a", 0), "a: []\nb: 1\n"),
        ("a:\n  - k: 1\n", ("a", 0, "k"), "a:\n  - {}\n"),
        ("a:\n  k: 1   # k\n", ("a", "k"), "a: {}\n"),
        ("a: {k: 1}\n", ("a", "k"), "a: {}\n"),
        ("a: [k: 1, x]\n", ("a", 0, "k"), "a: [{}, x]\n"),
        ("a:\nb: 1\n", ("a",), "b: 1\n"),
    ],
)
def test_what_held_nothing_else_is_left_empty(text: str, path: tuple[str | int, ...], wanted: str) -> None:
    assert after(text, Delete(path)) == wanted


def test_a_file_never_becomes_empty() -> None:
    with pytest.raises(EditError):
        after("a: 1\n", Delete(("a",)))


# -- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_comes_before_another_one() -> None:
    text = "a: 1\n\n# tentang c\nc: 3\nd: 4\n"
    assert after(text, Insert(("b",), "2", before="c")) == "a: 1\n\nb: 2\n\n# tentang c\nc: 3\nd: 4\n"
    assert after(text, Insert(("b",), "2", before="d")) == "a: 1\n\n# tentang c\nc: 3\nb: 2\nd: 4\n"
    assert after("{a: 1, c: 3}\n", Insert(("b",), "2", before="c")) == "{a: 1, b: 2, c: 3}\n"


def test_the_first_key_of_a_step_comes_and_goes() -> None:
    text = "a:\n  # satu\n  - k: 1   # k\n    l: 2\n"
    with_id = "a:\n  # satu\n  - id: i\n    k: 1   # k\n    l: 2\n"
    assert after(text, Insert(("a", 0, "id"), "i", before="k")) == with_id
    assert after(with_id, Delete(("a", 0, "id"))) == text


def test_a_comment_above_the_second_key_stays_above_it_when_the_first_goes() -> None:
    assert after("a:\n  - k: 1\n    # l\n    l: 2\n", Delete(("a", 0, "k"))) == "a:\n  -\n    # l\n    l: 2\n"


def test_a_pair_in_brackets_gets_braces_with_another_key() -> None:
    assert after("a: [k: 1, x]\n", Insert(("a", 0, "l"), "2")) == "a: [{k: 1, l: 2}, x]\n"


# -- blank entries ----------------------------------------------------------------------------------------------------


def test_blank_entries_do_not_count_and_stay_where_they_are() -> None:
    text = "dasar_hukum:\n  -\n  - x\n  - ''   # kosong\n  - y\n"
    assert after(text, Move(("dasar_hukum", 1), 0)) == "dasar_hukum:\n  -\n  - y\n  - x\n  - ''   # kosong\n"
    assert after(text, Insert(("dasar_hukum", 1), "u")).splitlines()[2:4] == ["  - x", "  - u"]
    assert after(text, Delete(("dasar_hukum", 1))) == "dasar_hukum:\n  -\n  - x\n  - ''   # kosong\n"
    assert after('dasar_hukum: ["", x, y]\n', Move(("dasar_hukum", 1), 0)) == 'dasar_hukum: ["", y, x]\n'


def test_with_the_last_text_blank_entries_go_but_not_their_comments() -> None:
    text = "dasar_hukum:\n  # kosong\n  -\n  # x\n  - x\nb: 1\n"
    assert after(text, Delete(("dasar_hukum", 0))) == "dasar_hukum: []\n  # kosong\nb: 1\n"


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "operation",
    [
        Move(("a", 0), 5),
        Move(("a", 5), 0),
        Move(("b",), 0),
        Delete(("a", 5)),
        Delete(("b", 1)),
        Delete(("b", "k")),
        Insert(("a", 3), "x"),
        Insert(("a", "k"), "x"),
        Insert(("b",), "x"),
        Insert(("b", 2), "x"),
        Insert(("b", "k"), "x"),
        Insert(("c",), "x", before="z"),
        Insert((), "x"),
        Delete(()),
        Move((), 0),
    ],
)
def test_where_nothing_stands_nothing_is_done(operation: Operation) -> None:
    with pytest.raises(EditError):
        after("a:\n  - x\n  - y\nb: teks\n", operation)


def test_a_key_written_with_a_question_mark_is_left_to_people() -> None:
    with pytest.raises(EditError, match="tangan"):
        after("a:\n  ? k\n  : 1\n  ? l\n  : 2\n", Delete(("a", "k")))
