"""What one SOP becomes: no document waits for another that cannot be made."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pymupdf
import pytest
from lxml import etree

from sopgen.book.docx.part import WordPart
from sopgen.book.packing import unpack
from sopgen.builder.job import Job, run_job, run_jobs
from sopgen.builder.request import PRINTED, Kind, needs_part
from sopgen.findings import FindingsError
from sopgen.model.load import load
from sopgen.render import diagram
from sopgen.render.svg import graphviz
from tests.conftest import ROOT


def test_a_flow_too_tangled_for_one_diagram_shows_its_tables_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise FindingsError(())

    monkeypatch.setattr(diagram, "diagram_svg", refuse)
    project = load(ROOT)
    assert project.institution is not None
    sop = next(sop for sop in project.sops if sop.nomor == "OT.01.02-043-097.Set.PO")
    made = run_job(Job(sop, project.institution, (Kind.SVG, Kind.DOCX), ROOT))
    assert [kind for kind, _ in made.documents] == [Kind.SVG, Kind.DOCX]
    pages = etree.fromstring(dict(made.documents)[Kind.SVG]).findall("{*}svg")
    assert [page.get("id") for page in pages] == ["hal-2", "hal-3"]


MANY = ("one-step", "three-sections", "groups", "special-characters")


def jobs_of(*cases: str) -> tuple[Job, ...]:
    """Jobs of the SOPs of these cases, for every kind that a build makes."""
    kinds = (Kind.PDF, Kind.PART, Kind.DOCX, Kind.SVG)
    found = []
    for case in cases:
        project = load(ROOT / "tests" / "cases" / case)
        assert project.institution is not None
        found += [Job(sop, project.institution, kinds, project.root) for sop in project.sops]
    return tuple(found)


@pytest.mark.slow
def test_sops_made_together_are_those_made_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [run_job(job) for job in jobs_of(*MANY)]
    calls: list[int] = []
    run = graphviz._run
    monkeypatch.setattr(graphviz, "_run", lambda *arguments: calls.append(1) or run(*arguments))
    together = run_jobs(jobs_of(*MANY))
    assert [product.documents for product in together] == [product.documents for product in alone]
    assert len(calls) == 1, "one Graphviz process for all tables' flows and all diagrams"


def test_a_graphviz_that_fails_for_one_sop_fails_for_that_one_only(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = jobs_of("one-step", "question-in-diamond", "parallel-split")
    with monkeypatch.context() as watched:
        sources: list[str] = []
        watched.setattr(graphviz, "_run", lambda command, source, seconds: sources.append(source) or b"")
        run_job(jobs[1])
    run = graphviz._run

    def refuse(command: list[str], source: str, seconds: float) -> bytes:
        if sources[0] in source:
            raise graphviz.GraphvizError("Graphviz gagal: tidak mau")
        return run(command, source, seconds)

    monkeypatch.setattr(graphviz, "_run", refuse)
    made = run_jobs(jobs)
    assert [bool(product.documents) for product in made] == [True, False, True]
    assert ["tidak mau" in finding.message for product in made for finding in product.findings] == [True]


@pytest.mark.parametrize("case", ["one-step", "book-and-letter"])
def test_only_the_sop_alone_bears_the_anchor_of_its_signature(case: str) -> None:
    job = jobs_of(case)[0]
    sop = replace(job.sop, format=replace(job.sop.format, jangkar_ttd="#ttd#"))
    assert needs_part(sop)
    kinds = (Kind.PDF, Kind.DOCX, Kind.PART, Kind.WORD)
    made = dict(run_job(replace(job, sop=sop, kinds=kinds)).documents)
    alone, part = (text_of(made[kind]) for kind in (Kind.PDF, Kind.PART))
    assert alone.count("#ttd#") == 1
    assert part == alone.replace("#ttd#\n", "")
    with ZipFile(BytesIO(made[Kind.DOCX])) as package:
        assert package.read("word/document.xml").count(b"#ttd#") == 1
    word = unpack(WordPart, made[Kind.WORD])
    assert word is not None
    assert sop.disahkan_oleh.nama.encode() in word.body.template
    assert b"#ttd#" not in word.body.template


def text_of(pdf: bytes) -> str:
    """What all pages say."""
    with pymupdf.open(stream=pdf) as document:
        return "".join(page.get_text() for page in document)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.name)
def test_every_kind_of_output_is_made_and_printed_only_when_it_is_listed_so(kind: Kind) -> None:
    job = jobs_of("one-step")[0]
    result = run_job(replace(job, kinds=(kind,)))
    assert [made for made, content in result.documents if content] == [kind]
    assert ("PDF" in dict(result.seconds)) is (kind in PRINTED)
