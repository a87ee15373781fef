"""However a project folder was changed or damaged between builds, the next build makes what a first one would make."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.findings import Severity
from tests.builder.building import built, other_than_new
from tests.conftest import FUZZING, scaled
from tests.generators.office_days import Office

#: At a desk a few happenings; under ``make fuzz`` so many as happen in a month.
HAPPENINGS = 40 if FUZZING else 4


@pytest.mark.slow
@settings(max_examples=scaled(1), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_an_incremental_build_makes_the_bytes_of_a_first_one(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office, days = Office(tmp_path_factory.mktemp("kantor"), seed), []
    built(office.root)
    for _ in range(HAPPENINGS):
        days.append(office.happen())
        if office.dice.random() < 0.7:
            findings = built(office.root)
            assert not [each for each in findings if each.severity is Severity.ERROR], days
            assert not FUZZING or office.dice.random() < 0.6 or other_than_new(office) == [], days
    built(office.root)
    assert other_than_new(office) == [], days
