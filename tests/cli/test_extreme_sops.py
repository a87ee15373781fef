"""An SOP as no office writes it gives documents or findings, never an internal error."""

from __future__ import annotations

import os
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pytest

from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind
from sopgen.findings import Severity
from sopgen.flow.check import check as check_flow
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check
from tests.generators.extreme_sops import MOST_STEPS, ExtremeSop, extreme_sop

TODAY = date(2024, 6, 1)
#: At a desk a few small ones, always the same; ``make fuzz`` tries new ones of full size, the same in every process.
SEARCHING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
NUMBERS = range(300) if SEARCHING else range(6)
STEPS = MOST_STEPS if SEARCHING else 6


@pytest.fixture
def made_up(request: pytest.FixtureRequest, testrun_uid: str) -> ExtremeSop:
    """The extreme SOP of a number: small, or of a seed of this run alone."""
    start = int.from_bytes(blake2b(testrun_uid.encode(), digest_size=4).digest()) if SEARCHING else 0
    return extreme_sop(start + request.param, STEPS)


def loaded(extreme: ExtremeSop, root: Path) -> Project:
    """The project of an extreme SOP, which has nothing that keeps it from being built."""
    extreme.write(root)
    project = load(root)
    wrong = [each for each in project.findings if each.severity is Severity.ERROR]
    wrong += [each for sop in project.sops for each in check_flow(sop)]
    assert not wrong, f"seed {extreme.seed}"
    assert len(project.sops) == 1
    return project


def test_extreme_sops_are_legal_and_the_same_each_time(tmp_path: Path) -> None:
    for seed in range(25):
        extreme = extreme_sop(seed)
        assert extreme == extreme_sop(seed)
        loaded(extreme, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("made_up", NUMBERS, indirect=True)
def test_an_extreme_sop_gives_documents_or_findings(made_up: ExtremeSop, tmp_path: Path) -> None:
    again = f"python -m tests.generators.extreme_sops FOLDER {made_up.seed} {STEPS}  # {', '.join(made_up.kinds)}"
    print(again)
    project = loaded(made_up, tmp_path)
    assert project.institution is not None
    check(project, TODAY)
    product = run_job(Job(project.sops[0], project.institution, (Kind.PDF, Kind.DOCX), tmp_path))
    assert not product.breakdown, f"{again}\n{product.breakdown}"
    assert bool(product.findings) != bool(product.documents)
