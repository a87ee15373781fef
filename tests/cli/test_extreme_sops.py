"""An SOP as no office writes it gives documents or findings, never an internal error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind
from sopgen.findings import Severity
from sopgen.flow.check import check as check_flow
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.rules.check import check
from tests.conftest import FUZZING, scaled
from tests.generators.extreme_sops import MOST_STEPS, ExtremeSop, extreme_sop

TODAY = date(2024, 6, 1)
#: At a desk small ones; ``make fuzz`` tries those of full size.
STEPS = MOST_STEPS if FUZZING else 6
#: A seed makes an SOP that has nothing to do with that of the next one: there is no smaller one to look for.
SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)


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
@settings(max_examples=scaled(4), phases=SEARCH)
@given(seed=st.integers(0, 2**32))
def test_an_extreme_sop_gives_documents_or_findings(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    extreme, root = extreme_sop(seed, STEPS), tmp_path_factory.mktemp("proyek")
    again = f"python -m tests.generators.extreme_sops FOLDER {seed} {STEPS}  # {', '.join(extreme.kinds)}"
    print(again)
    project = loaded(extreme, root)
    assert project.institution is not None
    check(project, TODAY)
    product = run_job(Job(project.sops[0], project.institution, (Kind.PDF, Kind.DOCX), root))
    assert not product.breakdown, f"{again}\n{product.breakdown}"
    assert bool(product.findings) != bool(product.documents)
