"""Whatever became of what a build keeps for the next one, the next one makes what a first one would make."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.builder.building import built, other_than_new
from tests.conftest import scaled
from tests.generators.office_days import Office


@pytest.mark.slow
@settings(max_examples=scaled(1), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32), edited=st.booleans())
def test_damaged_state_files_and_outputs_are_made_anew(
    seed: int, edited: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = Office(tmp_path_factory.mktemp("kantor"), seed)
    built(office.root)
    happened = [office.happen(damage=True) for _ in range(office.dice.randint(1, 4))]
    if edited:
        happened.append(office.happen())
    built(office.root)
    assert other_than_new(office) == [], happened
