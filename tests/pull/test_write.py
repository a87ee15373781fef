"""A change is written where the text stands, in its own style, and nothing else in the file moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.findings import UserError
from sopgen.layout.text.measurer import printable
from sopgen.pull.changes import Change, write
from sopgen.source.document import Source, SourcePath
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


def after(path: SourcePath, new: str, text: str = SOURCE) -> str:
    """The file's text after one change."""
    return write(source_of(text), [Change("/".join(map(str, path)), path, "", new)]).decode()


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
    text = SOURCE.replace("\n", "\r\n")
    source = source_of(text, bom=True)
    written = write(source, [Change("ket", ("langkah", 0, "ket"), "", "baru")])
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\r\n    ket: baru\r\n" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_several_changes_of_one_file_are_all_made() -> None:
    changes = [
        Change("langkah/1/waktu", ("langkah", 0, "waktu"), "", "1 Jam"),
        Change("judul", ("judul",), "", "Judul yang jauh lebih panjang daripada semula"),
        Change("langkah/2/waktu", ("langkah", 1, "waktu"), "", "2 Jam"),
    ]
    written = write(source_of(SOURCE), changes).decode()
    lines = set(written.splitlines()) - set(SOURCE.splitlines())
    assert lines == {
        "    waktu: 1 Jam",
        "judul: Judul yang jauh lebih panjang daripada semula",
        "  - {kegiatan: Menyimpan, waktu: 2 Jam}",
    }


def test_a_place_that_is_not_there_is_refused_and_nothing_written() -> None:
    with pytest.raises(UserError, match="dengan tangan"):
        after(("langkah", 7, "waktu"), "5 Menit")


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
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf")),
    ),
    min_size=1,
    max_size=60,
).map(printable)


@given(place=st.sampled_from(PLACES), new=TEXTS.filter(bool))
def test_any_text_that_word_can_hold_is_read_again_as_it_was(place: SourcePath, new: str) -> None:
    source = source_of(SOURCE)
    try:
        written = write(source, [Change("x", place, "", new)])
    except UserError:
        pytest.fail(f"{new!r} could not be written")
    again, findings = parse(written, Path("sop.yaml"), "sop.yaml")
    assert again is not None
    assert not findings
    kept = [line for line in SOURCE.splitlines() if "#" in line and "kegiatan" not in line and "pencatatan" not in line]
    assert all(line.partition("#")[2] in written.decode() for line in kept)
