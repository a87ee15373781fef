"""A table that does not fit its paper (E302): whatever else the hint offers than to do with less, helps."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sopgen.findings import Finding, FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.no_drawing import no_drawing
from sopgen.model.institution import Paper
from sopgen.model.sop import Sop, StepSymbol
from tests.layout.sops import make_sop, section, step

LONG = "pertanggungjawaban" * 5


def crowded(count: int) -> Sop:
    """An SOP of so many pelaksana."""
    return make_sop(section([f"Pelaksana {number}" for number in range(count)], [step(1)]))


def spoken(count: int, text: str = LONG) -> Sop:
    """An SOP of so many pelaksana, each with a symbol that holds a word longer than any column."""
    names = [f"Pelaksana {number}" for number in range(count)]
    steps = [replace(step(number), symbols=(StepSymbol((number - 1,), text=text),)) for number in range(1, count + 1)]
    return make_sop(section(names, steps))


def on(sop: Sop, **settings: object) -> Sop:
    return replace(sop, format=replace(sop.format, **settings))  # type: ignore[arg-type]


def too_wide(sop: Sop) -> Finding | None:
    """What is told of columns that do not fit; None where nothing is."""
    try:
        lay_out(sop)
    except FindingsError as error:
        return next((found for found in error.findings if found.code == "SOP-E302"), None)
    return None


WIDE = {"tepi_kiri": 40.0, "tepi_kanan": 30.0}
SOPS = {
    "30 on A4": crowded(30),
    "30 on F4": on(crowded(30), kertas=Paper.F4),
    "40 on Legal": on(crowded(40), kertas=Paper.LEGAL),
    "40 on A4": crowded(40),
    "20 with wide margins": on(crowded(20), **WIDE),
    "30 with wide margins on F4": on(crowded(30), kertas=Paper.F4, **WIDE),
    "long words in symbols": spoken(12),
}


@pytest.mark.parametrize("name", SOPS)
def test_papers_and_margins_are_offered_when_they_hold_the_columns_and_only_then(name: str) -> None:
    sop = SOPS[name]
    found = too_wide(sop)
    assert found is not None
    smaller = re.search(r"ecilkan (?P<margins>[\w ]+?) di format:(?P<both> dan pakai kertas)?", found.hint)
    margins = dict.fromkeys(smaller["margins"].split(" dan "), 12.0) if smaller else {}
    named = re.search(r"format: kertas: ([\w ]+)\)", found.hint)
    papers = {Paper(paper) for paper in named[1].split(" atau ")} if named else set()
    together = margins if smaller and smaller["both"] else {}
    for paper in Paper:
        assert (too_wide(on(sop, kertas=paper, **together)) is None) == (paper in papers), paper
    if margins and not together:
        assert too_wide(on(sop, **margins)) is None
    if "dalam lambang" in found.hint:
        assert too_wide(spoken(12, "x")) is None
    if not (papers or margins or "dalam lambang" in found.hint):
        assert found.hint == "Tidak ada kertas yang cukup lebar. Gabungkan pelaksana, atau bagi SOP ini."


def test_each_way_out_is_offered_by_some_table() -> None:
    hints = " ".join(found.hint for sop in SOPS.values() if (found := too_wide(sop)) is not None)
    for words in ("Kecilkan tepi_kiri dan tepi_kanan di format: dan pakai", "Pakai kertas yang cukup", "dalam lambang"):
        assert words in hints
    assert "Tidak ada kertas" in hints


@pytest.mark.parametrize(("paper", "offered"), [(Paper.A4, True), (Paper.LEGAL, False)])
def test_labels_without_a_place_send_nobody_to_the_paper_in_use(paper: Paper, offered: bool) -> None:
    sop = on(crowded(3), kertas=paper)
    found = no_drawing(sop, sop.sections[0], (1,), ("Y",), paper=True)
    assert ("kertas yang lebih lebar" in found.hint) is offered
