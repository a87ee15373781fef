"""The next nomor is read off those that a unit has given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.rules.words.numbering import next_nomor


@pytest.mark.parametrize(
    ("own", "proposed"),
    [
        ([], "SOP-001"),
        (["tanpa angka"], "SOP-001"),
        (["CTH.01"], "CTH.02"),
        (["CTH.09", "CTH.03"], "CTH.10"),
        (["CTH.99"], "CTH.100"),
        (["OT.01.02-043-097.Set.PO", "OT.01.02-015-097.Set.PO"], "OT.01.02-044-097.Set.PO"),
        (["001/SOP/BPO/2018"], "002/SOP/BPO/2018"),
        (["001/SOP/2018", "017/SOP/2018", "002/SOP/2019"], "003/SOP/2019"),
        (["SOP/2018", "SOP/2019"], "SOP/2020"),
        (["A.1.7", "A.2.1", "A.2.3", "lain-5"], "A.1.8"),
    ],
)
def test_the_number_that_counts_is_raised(own: list[str], proposed: str) -> None:
    assert next_nomor(own, own) == proposed


def test_a_nomor_of_another_unit_is_not_given_again() -> None:
    assert next_nomor(["CTH.01"], {"CTH.01", "CTH.02", "CTH.03"}) == "CTH.04"


NOMOR = st.from_regex(r"[A-Z]{0,2}[0-9]{1,4}(\.[0-9]{1,4}){0,2}", fullmatch=True)


@given(st.lists(NOMOR, max_size=8), st.sets(NOMOR, max_size=8))
def test_a_proposal_is_always_free(own: list[str], others: set[str]) -> None:
    taken = {*own, *others}
    assert next_nomor(own, taken) not in taken
