"""Changes that were found in Word are written together; how a single text is written is told in ``edits``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.findings import UserError
from sopgen.layout.text.measurer import printable
from sopgen.pull.changes import Change, write
from sopgen.source.document import SourcePath
from sopgen.source.read import parse
from tests.edits.test_set import SOURCE, source_of


def after(path: SourcePath, new: str, text: str = SOURCE) -> str:
    """The file's text after one change."""
    return write(source_of(text), [Change("/".join(map(str, path)), path, "", new)]).decode()


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
