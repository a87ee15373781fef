"""Random SOPs of fixed seeds, as finished PDF and DOCX: every gate holds, the pages tell the source's flow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.docx import document as docx
from sopgen.render.pdf import document
from tests.conftest import ROOT
from tests.generators.random_flows import plain, wide
from tests.judge.verdict import docx_faults, pdf_faults

MIXES = {"plain": plain, "wide": wide}
FEW, MANY = 6, 150


@cache
def office() -> Project:
    """The office that the SOPs are said to be of."""
    return load(ROOT)


def seeds() -> Iterator[tuple[str, int]]:
    """A few of each mix; ``make fuzz`` takes many."""
    count = MANY if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else FEW
    yield from ((name, seed) for name in MIXES for seed in range(2000, 2000 + count))


@pytest.mark.slow
@pytest.mark.parametrize(("mix", "seed"), list(seeds()))
def test_a_random_sop_is_drawn_by_the_rules_in_both_documents(mix: str, seed: int) -> None:
    institution = office().institution
    assert institution is not None
    sop = replace(office().sops[0], sections=(MIXES[mix](seed).section,))
    scene = lay_out(sop, institution)
    assert pdf_faults(document.render(sop, institution, scene, ROOT), sop) == []
    assert docx_faults(docx.render(sop, institution, scene, ROOT), sop) == []
