"""Several pelaksana of a step in one text are a list when every piece is a column, and can be read in one way only."""

from __future__ import annotations

import pytest

from sopgen.edits.apply import apply
from sopgen.edits.operations import Rename
from sopgen.edits.rename_pelaksana import NameTakenError
from sopgen.model.resolve.roster import roster_of
from sopgen.model.sop import Actor
from tests.model.office import BASE, sop_of, source_of, told_of_sop

LAST = "    pelaksana: Kepala\n"


def done_by(typed: str, columns: str = "[Staf, Kasubbag, Kepala]") -> str:
    """An SOP whose last step is done by what is ``typed``."""
    return BASE.replace(LAST, f"    pelaksana: {typed}\n").replace("[Staf, Kasubbag, Kepala]", columns)


@pytest.mark.parametrize(
    "typed",
    ["Kasubbag, Staf, Kepala", "Kasubbag, Staf dan Kepala", "Kasubbag; Staf & Kepala", "['Kasubbag, Staf', Kepala]"],
)
def test_names_in_one_text_are_a_list(typed: str) -> None:
    assert sop_of(done_by(typed)).sections[0].steps[2].symbols[0].actors == (1, 0, 2)


def test_a_column_of_that_very_name_is_meant_before_its_pieces() -> None:
    made = sop_of(done_by("Kasubbag, Kepala", "['Kasubbag, Kepala', Staf, Kasubbag, Kepala]"))
    assert made.sections[0].steps[2].symbols[0].actors == (0,)


def test_a_name_with_commas_may_be_a_piece() -> None:
    columns = "['Bagian Umum, Hukum, dan Tata Usaha', Staf, Kasubbag, Kepala]"
    made = sop_of(done_by("Bagian Umum, Hukum, dan Tata Usaha, Kepala", columns))
    assert made.sections[0].steps[2].symbols[0].actors == (0, 3)


@pytest.mark.parametrize(
    ("typed", "code"), [("Kasubbag, Kepala, Stap", "SOP-E132"), ("Kasubbag, Staf, Kasubbag", "SOP-E133")]
)
def test_an_unknown_piece_and_a_name_twice_are_told(typed: str, code: str) -> None:
    assert [told[0] for told in told_of_sop(done_by(typed))] == [code]


def test_a_text_that_can_be_read_in_two_ways_is_no_list() -> None:
    roster = roster_of(tuple(map(Actor, ("A", "B", "C", "A, B"))))
    assert roster.listed("A, B, C") == ()
    assert roster.listed("B, C") == ("B", "C")


def test_a_text_of_very_many_pieces_is_no_list() -> None:
    assert roster_of((Actor("A"), Actor("B"))).listed("A, B, " * 20_000 + "A") == ()


def test_a_renamed_pelaksana_is_renamed_there_too() -> None:
    after = apply(source_of(done_by("Kasubbag, Staf # berdua")), [Rename(("pelaksana", 1), "Kasubbag Umum, Hukum")])
    assert "    pelaksana: Kasubbag Umum, Hukum, Staf # berdua\n" in after.text


def test_a_new_name_that_would_make_the_list_unclear_is_refused() -> None:
    text = done_by("Kasubbag, Staf").replace("    pelaksana: Kasubbag\n", "    pelaksana: Kepala\n")
    with pytest.raises(NameTakenError):
        apply(source_of(text), [Rename(("pelaksana", 2), "Kasubbag, Staf")])
