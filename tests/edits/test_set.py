"""A value is set where it stands, in its own style, and nothing else in the file moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.edits.apply import apply
from sopgen.edits.operations import EditError, Set
from sopgen.source.document import CONTROL, Plain, Scalar, Source, SourcePath, clean
from sopgen.source.read import parse

SOURCE = """\
# Sumber contoh
nomor: CTH.01          # nomor tetap
judul: Penerimaan Surat
peringatan: >-
  Apabila tidak dilaksanakan maka arsip
  tidak dapat ditemukan.

  Alinea kedua.

pencatatan: 'Disimpan ''baik-baik'''   # dikutip
dasar_hukum:
  - "Peraturan \\"Satu\\""   # pertama
  - Peraturan Dua yang panjang sekali sehingga
    ditulis pada dua baris
  - |
    Peraturan Tiga
    pada dua baris

langkah:
  - kegiatan: Mencatat surat   # dengan agenda

    waktu:
    output: Surat {tercatat}

  - {kegiatan: Menyimpan, waktu: 5 Menit}
# akhir
"""


def source_of(text: str, bom: bool = False) -> Source:
    """A source in memory."""
    raw = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    source, findings = parse(raw, Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert not findings
    return source


def after(path: SourcePath, new: Plain, text: str = SOURCE) -> str:
    """The file's text with one value set."""
    return apply(source_of(text), [Set(path, new)]).raw.decode()


@pytest.mark.parametrize(
    ("path", "new", "line", "written"),
    [
        (("judul",), "Penerimaan Tamu", "judul: Penerimaan Surat", "judul: Penerimaan Tamu"),
        (("judul",), "Judul: #1", "judul: Penerimaan Surat", "judul: 'Judul: #1'"),
        (("judul",), "null", "judul: Penerimaan Surat", "judul: null"),
        (("judul",), "- tanda", "judul: Penerimaan Surat", "judul: '- tanda'"),
        (("judul",), "dua\nbaris", "judul: Penerimaan Surat", 'judul: "dua\\nbaris"'),
        (("nomor",), "CTH.02", "nomor: CTH.01  ", "nomor: CTH.02  "),
        (("pencatatan",), "Disimpan 'rapi'", "'Disimpan ''baik-baik'''", "'Disimpan ''rapi'''"),
        (("dasar_hukum", 0), 'Peraturan "Baru"', '"Peraturan \\"Satu\\""', '"Peraturan \\"Baru\\""'),
        (("langkah", 0, "kegiatan"), "Menulis surat", "kegiatan: Mencatat surat ", "kegiatan: Menulis surat "),
        (("langkah", 0, "waktu"), "5 Menit", "    waktu:\n", "    waktu: 5 Menit\n"),
        (("langkah", 0, "output"), "", "output: Surat {tercatat}", "output: ''"),
        (("langkah", 1, "waktu"), "7 Menit, lebih", "waktu: 5 Menit}", "waktu: '7 Menit, lebih'}"),
        (("langkah", 1, "ket"), "baru", "waktu: 5 Menit}", "waktu: 5 Menit, ket: baru}"),
    ],
)
def test_only_the_value_changes(path: SourcePath, new: str, line: str, written: str) -> None:
    assert SOURCE.count(line) == 1
    assert after(path, new) == SOURCE.replace(line, written)


def test_a_text_on_several_lines_stays_on_several_lines_of_its_width() -> None:
    new = "Peraturan Dua yang panjang sekali dan kini lebih panjang lagi daripada sebelumnya"
    assert (
        "  - Peraturan Dua yang panjang sekali dan\n    kini lebih panjang lagi daripada\n    sebelumnya\n"
    ) in after(("dasar_hukum", 1), new)


def test_a_folded_block_stays_folded_with_its_paragraphs() -> None:
    assert (
        "peringatan: >-\n"
        "  Apabila tidak dilaksanakan maka arsip\n"
        "  hilang untuk selamanya.\n"
        "\n"
        "  Alinea terakhir.\n"
        "\n"
        "pencatatan:"
    ) in after(("peringatan",), "Apabila tidak dilaksanakan maka arsip hilang untuk selamanya.\nAlinea terakhir.")


def test_a_literal_block_stays_literal() -> None:
    assert "  - |\n    Peraturan Tiga\n    pada tiga\n    baris\n\nlangkah:" in after(
        ("dasar_hukum", 2), "Peraturan Tiga\npada tiga\nbaris"
    )


def test_a_missing_key_is_added_at_the_end_of_its_step() -> None:
    expected = "    output: Surat {tercatat}\n    ket: baru\n\n  - {kegiatan"
    assert expected in after(("langkah", 0, "ket"), "baru")


def test_a_key_is_added_after_the_last_line_of_a_file_without_line_break() -> None:
    text = "langkah:\n  - kegiatan: Mencatat"
    assert after(("langkah", 0, "ket"), "baru", text) == text + "\n    ket: baru"


def test_a_single_text_is_changed_like_a_list_of_one() -> None:
    text = "peringatan: Bila lalai\n"
    assert after(("peringatan", 0), "Bila lupa", text) == "peringatan: Bila lupa\n"


def test_line_ends_and_byte_order_mark_stay() -> None:
    source = source_of(SOURCE.replace("\n", "\r\n"), bom=True)
    written = apply(source, [Set(("langkah", 0, "ket"), "baru")]).raw
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\r\n    ket: baru\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_lines_that_end_as_on_old_macintoshes_stay() -> None:
    text = SOURCE.replace("\n", "\r")
    for path in (("peringatan",), ("dasar_hukum", 1), ("dasar_hukum", 2), ("langkah", 0, "ket")):
        written = after(path, "Baru sama sekali, dan kini lebih panjang daripada semula", text)
        assert "\n" not in written
        assert written.count("\r") >= text.count("\r") - 3


def test_several_changes_of_one_file_are_all_made() -> None:
    operations = [
        Set(("langkah", 0, "waktu"), "1 Jam"),
        Set(("judul",), "Judul yang jauh lebih panjang daripada semula"),
        Set(("langkah", 1, "waktu"), "2 Jam"),
    ]
    written = apply(source_of(SOURCE), operations).raw.decode()
    lines = set(written.splitlines()) - set(SOURCE.splitlines())
    assert lines == {
        "    waktu: 1 Jam",
        "judul: Judul yang jauh lebih panjang daripada semula",
        "  - {kegiatan: Menyimpan, waktu: 2 Jam}",
    }


@pytest.mark.parametrize("path", [("langkah", 7, "waktu"), ("judul", 1), ("judul", "x"), ("keputusan", "x"), ()])
def test_a_place_that_is_not_there_is_refused(path: SourcePath) -> None:
    with pytest.raises(EditError, match="dengan tangan"):
        after(path, "5 Menit")


PLACES: list[SourcePath] = [
    ("judul",),
    ("peringatan",),
    ("pencatatan",),
    ("dasar_hukum", 0),
    ("dasar_hukum", 1),
    ("dasar_hukum", 2),
    ("langkah", 0, "kegiatan"),
    ("langkah", 0, "waktu"),
    ("langkah", 1, "kegiatan"),
    ("langkah", 1, "ket"),
]
TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \n:#-?{}[]&*!|>'\"%@`,~\\"),
        st.characters(exclude_categories=("Cc", "Cs")).filter(lambda character: not CONTROL.match(character)),
    ),
    max_size=60,
)


@given(place=st.sampled_from(PLACES), new=TEXTS)
def test_any_text_is_read_again_as_it_was(place: SourcePath, new: str) -> None:
    written = apply(source_of(SOURCE), [Set(place, new)])
    node = written.node(place[:-1] if place == ("peringatan", 0) else place)
    blank = not new.strip() and place[0] == "dasar_hukum"  # an empty entry does not count
    assert blank or (isinstance(node, Scalar) and node.text.rstrip("\n") == clean(new).rstrip("\n"))
    kept = [line for line in SOURCE.splitlines() if "#" in line and "kegiatan" not in line and "pencatatan" not in line]
    assert all(line.partition("#")[2] in written.text for line in kept)


# -- words within a text ------------------------------------------------------------------------------------------

LONG = """\
a: Pertama-tama petugas mencatat surat
  yang diterima   dari kurir, lalu
  menyimpannya di lemari.
b: 'Petugas ''jaga'' mencatat surat

  yang diterima dari kurir'
c: "Petugas \\"jaga\\" mencatat surat
  yang diterima \\
  dari kurir"
d: >   # dilipat
    Petugas mencatat surat yang
    diterima dari kurir.

    Lalu menyimpannya di
    lemari.

e: |2-
    Petugas mencatat
  surat
f: "satu   dua\\\\tiga"
"""


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("a", "Pertama-tama petugas", "Mula-mula petugas"),
        ("a", "diterima   dari", "tiba   dari"),
        ("a", "lalu\n", "kemudian\n"),
        ("a", "  menyimpannya di lemari.", "  menyimpannya."),
        ("b", "''jaga'' mencatat", "''piket'' mencatat"),
        ("b", "surat\n\n  yang", "berkas\n\n  yang"),
        ("d", "di\n    lemari.", "di\n    rak."),
        ("d", "mencatat surat yang", "mencatat berkas yang"),
        ("d", "kurir.\n\n    Lalu", "pos.\n\n    Lalu"),
        ("e", "|2-\n    Petugas mencatat", "|2-\n    Petugas menulis"),
        ("f", "satu   dua", "satu   2"),
    ],
)
def test_only_the_words_that_change_are_written(key: str, old: str, new: str) -> None:
    assert LONG.count(old) == 1
    wanted = LONG.replace(old, new)
    value = source_of(wanted).plain()[key]
    assert after((key,), value, LONG) == wanted


def test_words_that_go_leave_the_lines_where_they_are() -> None:
    assert after(("a",), "Pertama-tama petugas mencatat surat dari kurir, lalu menyimpannya di lemari.", LONG) == (
        LONG.replace("  yang diterima   dari", "  dari")
    )


def test_a_line_that_would_be_much_longer_than_all_is_parted_and_the_others_stay() -> None:
    value = str(source_of(LONG).plain()["a"]).replace("surat", "surat dan semua berkas")
    assert after(("a",), value, LONG) == LONG.replace("mencatat surat\n", "mencatat surat dan\n  semua berkas\n", 1)


def test_words_of_different_line_ends_keep_them() -> None:
    text = "a: satu\r\n  dua\n  tiga\r\n"
    assert after(("a",), "1 dua tiga", text) == text.replace("satu", "1")


def test_a_very_long_text_is_changed_at_its_words() -> None:
    words = [f"kata{number}" for number in range(8000)]
    text = "a: " + "\n  ".join(" ".join(words[at : at + 10]) for at in range(0, 8000, 10)) + "\n"
    assert len(text) > 60_000
    new = " ".join(words).replace("kata4000 ", "lain ").replace("kata7999", "akhir")
    assert after(("a",), new, text) == text.replace("kata4000 ", "lain ").replace("kata7999", "akhir")


# -- other values than texts ----------------------------------------------------------------------------------------

NESTED = """\
---
a: teks   # komentar a
b: [x, {k: v, l: }]   # komentar b
c:   # komentar c
  - satu   # komentar satu
  - m: 1
    n:
      - dua

# komentar d
d: |  # komentar isi
  baris

e:
f: [x: y]
g: {}
h:
- teks   # komentar h
-   # kosong
- [p]
# akhir"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("a",), ["x", "y"], "a: teks   # komentar a", "a:   # komentar a\n  - x\n  - y"),
        (("a",), {"x": "1", "y": ["z"]}, "a: teks   #", "a:   # komentar a\n  x: 1\n  y:\n    - z\n#"),
        (("a",), {}, "a: teks ", "a: {} "),
        (("b",), "teks", "b: [x, {k: v, l: }] ", "b: teks "),
        (("b",), ["x", "y, z"], "[x, {k: v, l: }]", '[x, "y, z"]'),
        (("b", 0), ["i", "j"], "[x, {", "[[i, j], {"),
        (("b", 1), "teks: 1", "{k: v, l: }", '"teks: 1"'),
        (("b", 1, "k"), {"x": ""}, "k: v", 'k: {x: ""}'),
        (("b", 1, "l"), "1", "l: }", "l: 1}"),
        (("b", 1, "m"), "1", "l: }", "l: , m: 1 }"),
        (("c", 0), {"x": "1", "y": "2"}, "- satu   # komentar satu", "- x: 1   # komentar satu\n    y: 2"),
        (("c", 1), "teks", "- m: 1\n    n:\n      - dua", "- teks"),
        (("c", 1, "n"), "teks", "n:\n      - dua", "n: teks"),
        (("c", 1, "n"), "a\nb", "n:\n      - dua", "n: |\n      a\n      b"),
        (("c", 1, "n", 0), ["x", "y"], "- dua", "- - x\n        - y"),
        (("c", 1, "o"), ["x"], "      - dua\n", "      - dua\n    o:\n      - x\n"),
        (("d",), ["x"], "d: |  # komentar isi\n  baris\n", "d:  # komentar isi\n  - x\n"),
        (("d",), "", "|  # komentar isi\n  baris\n", '""  # komentar isi\n'),
        (("e",), ["x"], "e:\n", "e:\n  - x\n"),
        (("e",), [], "e:\n", "e: []\n"),
        (("f", 0, "z"), "1", "[x: y]", "[{x: y, z: 1}]"),
        (("f", 0, "x"), "1", "[x: y]", "[x: 1]"),
        (("g", "x"), "1", "g: {}\n", "g:\n  x: 1\n"),
        (("h", 0), ["x"], "- teks   # komentar h", "- - x   # komentar h"),
        (("h", 1), "x", "-   # kosong", "- x   # kosong"),
        (("h", 1), {"x": "1", "y": "2"}, "-   # kosong", "- x: 1   # kosong\n  y: 2"),
        (("h", 2), "x", "- [p]", "- x"),
        (("i",), "x", "- [p]\n", "- [p]\ni: x\n"),
    ],
)
def test_a_value_of_another_kind_takes_the_place(path: SourcePath, value: Plain, old: str, new: str) -> None:
    assert NESTED.count(old) == 1
    wanted = NESTED.replace(old, new.removesuffix("#")).replace("a\n  x: 1\n  y:\n    - z\n komentar a", "")
    if old.endswith("#"):
        wanted = NESTED.replace("a: teks   # komentar a", new.removesuffix("\n#"))
    assert after(path, value, NESTED) == wanted


def test_a_whole_list_is_replaced_where_it_stands() -> None:
    written = after(("c",), [{"x": "1"}, "a\nb"], NESTED)
    assert "c:   # komentar c\n  - x: 1\n  - |\n    a\n    b\n\n# komentar d\n" in written


def test_a_list_set_in_place_of_a_text_with_lines_keeps_the_comment_out_of_the_text() -> None:
    assert after(("a",), ["x\ny"], NESTED).startswith("---\na:   # komentar a\n  - |\n    x\n    y\nb: [x,")


def test_a_key_stands_before_entries_that_the_tree_has_not() -> None:
    text = "langkah:\n  - kegiatan: a\n    pelaksana:\n      - b\n      - ''   # kosong\n  - kegiatan: c\n"
    written = after(("langkah", 0, "waktu"), "1 Jam", text)
    assert written == text.replace("# kosong\n", "# kosong\n    waktu: 1 Jam\n")


def test_an_emptied_block_leaves_the_line_ends_behind_it() -> None:
    text = NESTED.replace("\n", "\r\n")
    assert after(("d",), "", text) == text.replace("|  # komentar isi\r\n  baris\r\n", '""  # komentar isi\r\n')


@pytest.mark.parametrize("new", ["", "x"])
def test_a_block_that_ends_in_a_no_break_space_is_replaced_whole(new: str) -> None:
    source = source_of("judul: |\n  :\n  \u00a0\nnomor: A.1\n")
    made = apply(source, [Set(("judul", 0), new)])
    assert made.plain() == {"judul": f"{new}\n" if new else "", "nomor": "A.1"}
    assert made.text.endswith("\nnomor: A.1\n")


def test_a_block_that_keeps_its_blank_lines_keeps_them() -> None:
    text = "a:\n  b: |+\n    teks\n\n\n# akhir\nc: d\n"
    assert after(("a", "e"), "f", text) == text.replace("\n\n\n#", "\n\n\n  e: f\n#")


def test_findings_that_were_there_are_no_hindrance() -> None:
    text = "a: satu #cacat\nb: dua\nb: tiga\n"
    source, findings = parse(text.encode(), Path("sop.yaml"), "sop.yaml")
    assert source is not None
    assert len(findings) == 2
    assert apply(source, [Set(("b",), "2")]).text == text.replace("dua", "2")


@pytest.mark.parametrize("value", ["\x07", "\ud800", "\u2028", "x" * 1_100_000])
def test_what_no_source_can_hold_is_refused(value: str) -> None:
    with pytest.raises(EditError, match="dengan tangan"):
        after(("judul",), value)


def test_a_key_that_no_mapping_can_have_is_refused() -> None:
    for key in ("", " ", "k" * 2000):
        with pytest.raises(EditError, match="dengan tangan"):
            after((key,), "x")


def test_a_text_in_its_turn_of_another_kind_can_be_set_again() -> None:
    operations = [Set(("a",), ["x", "y"]), Set(("a", 1), {"k": "1"}), Set(("a",), "teks")]
    assert apply(source_of(NESTED), operations).text == NESTED
