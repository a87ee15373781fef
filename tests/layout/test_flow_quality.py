"""Drawings do not get worse unnoticed: soft measures against the baseline, and against the goals."""

from __future__ import annotations

import json

import pytest

from tests.layout.flow_quality import BASELINE, all_measures

SLACK = {"crossings": 0, "bends": 0, "length": 0.002, "label_distance": 0.01, "label_worst": 0.01}  # of the value
GOAL = {"acak plain": (0.045, 0.87), "acak wide": (0.045, 0.87)}  # crossings and bends an edge


@pytest.fixture(scope="module")
def now() -> dict[str, dict[str, float]]:
    return all_measures()


def test_no_measure_is_worse_than_the_baseline(now: dict[str, dict[str, float]]) -> None:
    before = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert sorted(now) == sorted(before), "SOPs came or went: look at them, then write the baseline anew"
    differences = [
        f"{name}: {measure} {before[name][measure]} -> {value}"
        for name, measures in now.items()
        for measure, value in measures.items()
        if value != before[name][measure]
    ]
    worse = [
        f"{name}: {measure} {before[name][measure]} -> {measures[measure]}"
        for name, measures in now.items()
        for measure, slack in SLACK.items()
        if measures[measure] > before[name][measure] * (1 + slack)
    ]
    print("\n".join(differences))
    assert not worse


def test_random_flows_meet_the_goals(now: dict[str, dict[str, float]]) -> None:
    for name, (crossings, bends) in GOAL.items():
        assert now[name]["crossings"] / now[name]["edges"] <= crossings
        assert now[name]["bends"] / now[name]["edges"] <= bends
