"""Random SOPs get a drawing, also where labels have hardly any room; what becomes of many is counted."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.generators.random_flows import rich
from tests.layout.reach import DRAWN, Outcome, lines, outcome, seeds


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "actors"), [(85, 14), (501, 20)])
def test_tables_whose_labels_have_no_place_in_letters_of_five_points_are_drawn(seed: int, actors: int) -> None:
    found = outcome(seed)
    assert (found.actors, found.ends, found.broken) == (actors, (DRAWN,), ())


def test_outcomes_are_counted_for_few_and_for_many_pelaksana() -> None:
    found = [
        Outcome(1, 3, (DRAWN,)),
        Outcome(2, 16, ("SOP-E304",), told=("tidak dapat digambar",)),
        Outcome(3, 20, (DRAWN,), broken=("3 near",)),
    ]
    assert list(lines(found)) == [
        "seed 2, 16 pelaksana: tidak dapat digambar",
        "seed 3, 20 pelaksana: 3 near",
        "up to 16 pelaksana: SOP-E304 1, drawn 1",
        "more: drawn 1",
        "broken gates: 1",
    ]


def test_seeds_of_so_many_pelaksana_are_found() -> None:
    assert [len(rich(seed).section.actors) for seed in islice(seeds(0, 20), 3)] == [20] * 3
    assert list(islice(seeds(5, None), 2)) == [5, 6]
