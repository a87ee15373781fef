"""Own templates that are wrong: each is a finding with its file, and what does not use it is made all the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from sopgen.builder.job import Job, run_job
from sopgen.builder.probes import has_own_templates
from sopgen.builder.request import Kind
from sopgen.model.load import load
from tests.conftest import FUZZING, ROOT
from tests.generators.broken_templates import FIELDS, Broken, broken_templates

ALL = tuple(broken_templates())
KINDS = (Kind.PDF, Kind.DOCX, Kind.WORD, Kind.SVG)


@lru_cache(maxsize=1)
def the_job() -> Job:
    """A small SOP to be made in every kind."""
    project = load(ROOT / "tests" / "cases" / "one-step")
    assert project.institution is not None
    return Job(project.sops[0], project.institution, KINDS, project.root)


def test_there_are_more_than_fifty_and_no_two_alike() -> None:
    assert len({(broken.file, broken.content) for broken in ALL}) == len(ALL) > 50


def test_a_wrong_style_sheet_is_told_of_with_every_document(tmp_path: Path) -> None:
    style = tmp_path / "templates" / "pdf" / "sop.css.j2"
    style.parent.mkdir(parents=True)
    style.write_text('{% include "bawaan/pdf/sop.css.j2" %}\n.box { color: merah }', encoding="utf-8")
    job = the_job()
    first, second = (run_job(Job(job.sop, job.institution, (Kind.PDF,), tmp_path)) for _ in range(2))
    assert first.findings == second.findings != ()


def test_the_check_tries_the_templates_wherever_a_broken_one_is(tmp_path: Path) -> None:
    for number, broken in enumerate(ALL):
        broken.put(tmp_path / str(number))
    assert [broken.what for number, broken in enumerate(ALL) if not has_own_templates(tmp_path / str(number))] == []


def kinds_beside(broken: Broken) -> tuple[Kind, ...]:
    """The kinds that a template is for and the diagram, which has none; every seventh time all kinds.

    Whether the other kinds are made does not depend on what is wrong.
    """
    if FUZZING or ALL.index(broken) % 7 == 0:
        return KINDS
    return (Kind.PDF, Kind.SVG) if broken.file.startswith("pdf") else (Kind.DOCX, Kind.WORD, Kind.SVG)


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: broken.what)
def test_a_broken_template_is_a_finding_and_the_rest_is_made(broken: Broken, tmp_path: Path) -> None:
    broken.put(tmp_path)
    job = the_job()
    kinds = kinds_beside(broken)
    result = run_job(Job(job.sop, job.institution, kinds, tmp_path))
    assert result.breakdown == ""
    (finding, *more) = result.findings
    assert finding.code in {"SOP-E353", "SOP-E354"}
    assert finding.file == f"templates/{broken.file}"
    assert all(other.file == finding.file for other in more)
    if broken.line:
        assert finding.span.line == broken.line
    made = {kind for kind, _ in result.documents}
    assert Kind.SVG in made
    assert (Kind.PDF in made) is (Kind.PDF in kinds and not broken.file.startswith("pdf"))
    whole_document = "document" in broken.file  # not a part's
    assert (Kind.DOCX in made) is (Kind.DOCX in kinds and not broken.file.startswith("docx")) or whole_document
    assert (Kind.WORD in made) is (Kind.DOCX in made or broken.what in FIELDS) or whole_document
