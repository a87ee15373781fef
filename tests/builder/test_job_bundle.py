"""A job carries what it reads: made elsewhere, from nothing else, it gives the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sopgen.builder.job import Job, run_job
from sopgen.builder.request import Kind
from sopgen.builder.workers.dask_executor import bundled, differences, environment, unbundled
from sopgen.model.load import load
from sopgen.render.docx.package.reference import default_reference
from tests.conftest import ROOT

from ..cli.projects import copy_case, edit

KINDS = (Kind.PDF, Kind.DOCX, Kind.SVG)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a logo, a style sheet and a reference document of its own."""
    project = copy_case("one-step", tmp_path)
    shutil.copytree(ROOT / "templates", project / "templates")
    style = project / "templates" / "pdf" / "sop.css.j2"
    style.write_text(style.read_text(encoding="utf-8") + "\nbody { color: #123456 }\n", encoding="utf-8")
    (project / "sop_sources" / "rujukan.docx").write_bytes(default_reference("Arial"))
    logo = (ROOT / "templates" / "logo.svg").read_text(encoding="utf-8")
    (project / "sop_sources" / "lambang kita.svg").write_text(
        logo.replace("<svg", "<!-- kita --><svg", 1), encoding="utf-8"
    )
    settings = "kota: Kota Contoh\nlogo: lambang kita.svg\nformat: {rujukan_docx: rujukan.docx}\n"
    edit(project, "sop_sources/instansi.yaml", "kota: Kota Contoh\n", settings)
    return project


def job_of(project: Path) -> Job:
    """The job of the project's only SOP."""
    loaded = load(project)
    assert loaded.institution is not None
    return Job(loaded.sops[0], loaded.institution, KINDS, project)


def test_a_job_made_without_the_project_gives_the_same_bytes(office: Path) -> None:
    job = job_of(office)
    here, sent = run_job(job), bundled(job)
    shutil.rmtree(office)
    there = run_job(unbundled(sent))
    assert not there.findings
    assert not there.breakdown
    assert there.documents == here.documents
    assert [kind for kind, _ in there.documents] == list(KINDS)


def test_the_office_s_own_files_are_what_the_job_carries(office: Path) -> None:
    sent = bundled(job_of(office))
    for content in (b"#123456", b"lambang kita.svg", default_reference("Arial")):
        assert content in sent


def test_templates_that_come_with_sopgen_are_not_sent() -> None:
    job = job_of(ROOT / "tests" / "cases" / "one-step")
    assert b"document.xml.j2" not in bundled(job)


def test_a_missing_reference_document_is_missed_there_as_here(office: Path) -> None:
    job = job_of(office)
    (office / "sop_sources" / "rujukan.docx").unlink()
    here, there = run_job(job), run_job(unbundled(bundled(job)))
    assert here.findings
    assert there.findings == here.findings


def test_what_decides_the_bytes_is_compared_by_name() -> None:
    here = environment(("Arial",))
    assert {"sopgen", "weasyprint", "Pango", "Graphviz", "huruf Arial"} <= {name for name, _ in here}
    assert differences(here, here) == ""
    there = tuple((name, "1.0" if name == "weasyprint" else value) for name, value in here)
    assert differences(there, here).startswith("weasyprint 1.0, di sini ")
