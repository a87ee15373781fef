"""Drawings do not get worse unnoticed: soft measures against the baseline, and against the goals.

The file holds the whole set; here the repository's SOPs are compared one by one, and samples of the others in sum.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.generators.random_flows import plain, wide
from tests.layout.flow_quality import (
    BASELINE,
    OFFICE_SOPS,
    PLAIN,
    PLAIN_SEEDS,
    RANDOM_SOPS,
    WIDE,
    WIDE_SEEDS,
    Values,
    frames_only,
    office_sops,
    random_sops,
    repository,
    sums,
    values_of,
)
from tests.layout.sops import Example

#: By how much a measure may rise, as a share of it.
SLACK = {
    **dict.fromkeys(("undrawn", "pages", "half_empty", "crossings", "join_crossings", "bends", "detours"), 0.0),
    **dict.fromkeys(("labels_astray", "extra_sizes", "lopsided"), 0.0),
    **dict.fromkeys(("height", "length", "beside_rule"), 0.002),
    **dict.fromkeys(("label_distance", "label_worst"), 0.01),
    "work": 0.1,
}
GOAL = (0.045, 0.87)  # crossings and bends an edge


@pytest.fixture(scope="module")
def before() -> dict[str, Values]:
    found: dict[str, Values] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return found


def worse(name: str, before: Values, now: Values) -> Iterator[str]:
    """What has become worse, in words."""
    for measure, slack in SLACK.items():
        old, new = before.get(measure, 0), now.get(measure, 0)
        if new > old * (1 + slack):
            yield f"{name}: {measure} {old} -> {new}"


def worse_in_sum(examples: Iterator[Example], before: dict[str, Values]) -> list[str]:
    now = {example.name: values_of(example) for example in examples}
    return list(worse(f"{next(iter(now))}, …", sums({name: before[name] for name in now}), sums(now)))


def test_sops_as_offices_keep_them_are_drawn_no_worse_than_in_the_baseline(before: dict[str, Values]) -> None:
    assert worse_in_sum(office_sops(OFFICE_SOPS[::6]), before) == []


@pytest.mark.slow
def test_no_sop_of_the_repository_is_drawn_worse_than_in_the_baseline(before: dict[str, Values]) -> None:
    now = {example.name: values_of(example) for example in repository()}
    others = {example.name for example in (*random_sops(), *office_sops())} | {PLAIN, WIDE}
    assert {*now, *others} == {*before}, "SOPs came or went: look at them, then write the baseline anew"
    assert [each for name in now for each in worse(name, before[name], now[name])] == []


@pytest.mark.slow
def test_random_sops_with_texts_are_drawn_no_worse_than_in_the_baseline(before: dict[str, Values]) -> None:
    assert worse_in_sum(random_sops(RANDOM_SOPS[::5]), before) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mix", "seeds"), [(PLAIN, plain, PLAIN_SEEDS), (WIDE, wide, WIDE_SEEDS)])
def test_random_flows_are_drawn_no_worse_than_in_the_baseline_and_meet_the_goals(name, mix, seeds, before) -> None:  # type: ignore[no-untyped-def]
    now = frames_only(mix, seeds)
    crossings, bends = GOAL
    assert list(worse(name, before[name], now)) == []
    assert now["crossings"] / now["edges"] <= crossings
    assert now["bends"] / now["edges"] <= bends


def test_what_became_worse_is_told() -> None:
    was = {"crossings": 1.0, "length": 1000.0}
    assert list(worse("a", was, {"crossings": 1.0, "length": 1001.0})) == []
    assert list(worse("a", was, {"crossings": 2.0, "length": 1003.0})) == [
        "a: crossings 1.0 -> 2.0",
        "a: length 1000.0 -> 1003.0",
    ]
