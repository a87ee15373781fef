"""Hard gates at zero on random SOPs: a modest number here, thousands with ``make fuzz``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sopgen.layout.layout import lay_out
from sopgen.layout.routing.frame import MoreRoom
from sopgen.layout.style import STYLE
from tests.conftest import scaled
from tests.generators.random_flows import Case, drawn, plain, rich, wide
from tests.layout.flows import MEASURER
from tests.layout.gates import violations
from tests.layout.sops import make_sop

BATCH, BATCHES = 20, 4
GENTLE_RICH = (1, 3, 4, 5, 6, 7, 10, 12, 13, 15, 16, 17, 18, 19, 21, 22, 23, 24, 27, 28, 29)


def faults(case: Case) -> list[str]:
    """What is wrong with a case's drawings, however much room they were given."""
    result = drawn(case, MEASURER, STYLE)
    if isinstance(result, MoreRoom):
        return [f"no drawing for steps {result.steps}"]
    return [str(violation) for violation in violations(result[1], case.flow, result[0], STYLE)]


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("mix", [plain, wide], ids=["plain", "wide"])
def test_random_sops_are_drawn_with_every_gate_at_zero(mix: Callable[[int], Case], batch: int) -> None:
    seeds = range(batch * BATCH, (batch + 1) * BATCH)
    assert {seed: found for seed in seeds if (found := faults(mix(seed)))} == {}


def test_every_kind_of_symbol_and_target_together_is_drawn_with_every_gate_at_zero() -> None:
    assert {seed: found for seed in GENTLE_RICH if (found := faults(rich(seed)))} == {}


@given(seed=st.integers(0, 10**9), mix=st.sampled_from([plain, wide]))
@settings(max_examples=scaled(15))
def test_any_seed_is_drawn_with_every_gate_at_zero(seed: int, mix: Callable[[int], Case]) -> None:
    assert faults(mix(seed)) == []


@given(seed=st.integers(0, 10**9))
@settings(max_examples=scaled(2))
def test_everything_the_format_allows_finds_room_in_a_table_of_up_to_16_pelaksana(seed: int) -> None:
    section = rich(seed).section
    assume(len(section.actors) <= 16)
    assert lay_out(make_sop(section)).pages


@pytest.mark.parametrize(
    ("mix", "seed", "why"),
    [
        (wide, 546, "a port taken by a flow back left none for the second answer"),
        (wide, 612, "a flow back and the main flow wanted the same side of a decision"),
        (plain, 14, "a label below a decision had a line across its place"),
        (plain, 17, "a label below a decision had a line across its place"),
        (rich, 7, "a line was spread into a symbol wider than its column's usual"),
    ],
)
def test_what_once_failed_is_drawn(mix: Callable[[int], Case], seed: int, why: str) -> None:
    assert faults(mix(seed)) == [], why
