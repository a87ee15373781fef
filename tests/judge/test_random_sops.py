"""Random SOPs, as finished PDF and DOCX: every gate holds, the pages tell the source's flow."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.render.docx import document as docx
from sopgen.render.pdf import document
from tests.conftest import ROOT, scaled
from tests.generators.random_flows import plain, wide
from tests.judge.verdict import docx_faults, pdf_faults

MIXES = {"plain": plain, "wide": wide}


@cache
def office() -> Project:
    """The office that the SOPs are said to be of."""
    return load(ROOT)


def faults(mix: str, seed: int) -> list[str]:
    """What both documents of the SOP of a seed show otherwise than the rules say."""
    institution = office().institution
    assert institution is not None
    sop = replace(office().sops[0], sections=(MIXES[mix](seed).section,))
    scene = lay_out(sop, institution)
    told = pdf_faults(document.render(sop, institution, scene, ROOT), sop)
    return [*told, *docx_faults(docx.render(sop, institution, scene, ROOT), sop)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2000, 2006))
@pytest.mark.parametrize("mix", MIXES)
def test_a_random_sop_is_drawn_by_the_rules_in_both_documents(mix: str, seed: int) -> None:
    assert faults(mix, seed) == []


@pytest.mark.slow
@settings(max_examples=scaled(2), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(mix=st.sampled_from(sorted(MIXES)), seed=st.integers(0, 10**9))
def test_any_random_sop_is_drawn_by_the_rules_in_both_documents(mix: str, seed: int) -> None:
    assert faults(mix, seed) == []
