"""Where the findings of layout point in a source: line, column and the words under the mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.findings import FindingsError
from sopgen.layout.drawing import drawing
from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import MoreRoom
from sopgen.model.load import load
from sopgen.model.sop import Sop
from tests.rules.conftest import files_of

LONG = "Menyusun konsep surat dinas yang lengkap " * 250


def place(snippet: str, folder: Path, change: Callable[[Sop], Sop] = lambda sop: sop) -> tuple[str, int, int, str]:
    """Code, line, column and first marked words of the one finding about a small SOP with this snippet in it.

    ``change`` makes what no legal source can say.
    """
    (folder / "sop_sources").mkdir()
    for name, text in files_of(snippet).items():
        (folder / "sop_sources" / name).write_text(text, encoding="utf-8")
    project = load(folder)
    (sop,) = project.sops
    with pytest.raises(FindingsError) as raised:
        lay_out(change(sop), project.institution)
    (found,) = raised.value.findings
    assert found.file == "sop_sources/sop.yaml"
    marked = found.excerpt[found.span.column - 1 : found.span.end_column - 1]
    return found.code, found.span.line, found.span.column, marked[:20].rstrip()


def steps(*second: str) -> str:
    """Two steps, the second one with these lines."""
    first = "  - kegiatan: Menyusun konsep\n    pelaksana: Staf\n"
    return f"langkah:\n{first}  - pelaksana: Kepala\n" + "".join(f"    {line}\n" for line in second)


@pytest.mark.parametrize("key", ["kegiatan", "kelengkapan", "output", "ket"])
def test_a_row_higher_than_a_page_is_told_at_its_longest_text(key: str, tmp_path: Path) -> None:
    others = [f"{other}: Surat" for other in ("kegiatan", "kelengkapan", "output", "ket") if other != key]
    found = place(steps(*others, f"{key}: {LONG}"), tmp_path)
    assert found == ("SOP-E301", 21, 7 + len(key), LONG[:20].rstrip())


def test_columns_that_fit_no_page_are_told_at_the_list_of_pelaksana(tmp_path: Path) -> None:
    def crowded(sop: Sop) -> Sop:
        (section,) = sop.sections
        more = tuple(replace(section.actors[0], name=f"Pelaksana {number}") for number in range(38))
        return replace(sop, sections=(replace(section, actors=(*section.actors, *more)),))

    assert place("", tmp_path, crowded) == ("SOP-E302", 13, 13, "Staf")


def test_a_character_without_glyph_is_told_at_itself_in_its_text(tmp_path: Path) -> None:
    found = place(steps("kegiatan: Memeriksa \U000f0000 surat"), tmp_path)
    assert found[:2] == ("SOP-E303", 18)
    assert "\U000f0000" in found[3]


def test_a_drawing_that_never_fits_is_told_at_its_first_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer = MoreRoom(row_growth=((2, 0.1),), steps=(2,))
    monkeypatch.setattr(drawing, "draw", lambda *_: answer)
    assert place(steps("kegiatan: Memeriksa"), tmp_path) == ("SOP-E304", 17, 5, "pelaksana")
