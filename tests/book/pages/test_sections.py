"""Lists set piece by piece come out as if they were set at once, however they are cut."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from sopgen.book.pages import sections
from sopgen.book.pages.cache import Box
from sopgen.book.pages.contents import REGISTER, ContentsEntry, EntryKind
from sopgen.book.pages.register import RegisterLine
from sopgen.book.pages.sections import Matter
from sopgen.book.pages.typesetter import Typesetter, set_all
from sopgen.model.load import load
from sopgen.model.sop import Kind
from tests.conftest import ROOT

LONG = "Penyusunan rencana kerja tahunan dan anggaran beserta segala lampirannya "


def setter() -> Typesetter:
    institution = load(ROOT / "tests" / "cases" / "book-and-letter").institution
    assert institution is not None
    return Typesetter(ROOT / "tests" / "cases" / "book-and-letter", institution, date(2024, 5, 2))


def lines(count: int, monster: int = 0) -> list[RegisterLine]:
    """Lines of the register, short and long; ``monster`` is the number of one longer than a page."""
    return [
        RegisterLine(
            nomor=f"CTH.{number:03}",
            judul=LONG * (120 if number == monster else number % 4 + 1),
            jenis=Kind.MIKRO,
            efektif=date(2024, 1, number % 28 + 1),
            revisi=number % 3,
            langkah=number,
            pelaksana=3,
            waktu="3 Hari 4 Jam*",
            page=number * 2,
        )
        for number in range(1, count + 1)
    ]


def entries(count: int) -> list[ContentsEntry]:
    """Lines of the contents, a chapter before every seven SOPs."""
    kinds = [EntryKind.SOP if number % 8 else EntryKind.CHAPTER for number in range(count)]
    return [
        ContentsEntry(kind, LONG * (at % 3 + 1), f"sop:{at}", str(at), f"CTH.{at}") for at, kind in enumerate(kinds)
    ]


def places(matter: Matter) -> list[tuple[str, int, Box]]:
    """Every place of all pieces: its name, its page in the whole, its box."""
    pages = matter.places
    return sorted((name, pages[name], box) for piece in matter.pieces for name, (_, box) in piece.anchors.items())


def register_of(rows: list[RegisterLine], together: int) -> Matter:
    kind = replace(sections._REGISTER, together=together)
    return sections._rows(Matter(REGISTER, "Register SOP"), kind, rows, {}, setter())


@pytest.mark.parametrize("together", [4, 9, 30])
def test_the_register_breaks_where_it_would_break_in_one_piece(together: int) -> None:
    whole, cut = register_of(lines(40), 1000), register_of(lines(40), together)
    assert len(whole.pieces) == 1 < len(cut.pieces)
    assert places(cut) == places(whole)
    assert cut.pages == whole.pages


@pytest.mark.parametrize("monster", [1, 5, 12])
def test_a_row_longer_than_a_page_is_never_cut_in_two(monster: int) -> None:
    whole, cut = register_of(lines(14, monster), 1000), register_of(lines(14, monster), 3)
    assert places(cut) == places(whole)
    assert cut.pages == whole.pages


@pytest.mark.parametrize("together", [3, 20])
def test_the_contents_break_where_they_would_break_in_one_piece(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sections._contents(entries(70), setter())
    monkeypatch.setattr(sections, "_CONTENTS", replace(sections._CONTENTS, together=together))
    cut = sections._contents(entries(70), setter())
    assert places(cut) == places(whole)
    assert len(cut.pieces) > 1


def test_pages_set_by_an_executor_are_those_set_here_and_kept_ones_are_not_set_again() -> None:
    works = [partial(sections._contents, entries(count)) for count in (20, 9)]
    handed: list[object] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Future[Any]:
            handed.append(work)
            return super().submit(work, *arguments, **named)

    here, there = setter(), setter()
    with Counting(1) as executor:
        made = set_all(there, works, executor)
        assert made == set_all(here, works, None)
        assert handed == works
        assert set_all(there, works, executor) == made
        assert handed == works
