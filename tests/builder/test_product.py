"""What one SOP becomes: no document waits for another that cannot be made."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.builder.order import Kind
from sopgen.builder.product import Job, produce
from sopgen.findings import FindingsError
from sopgen.model.load import load
from sopgen.render import swimlane
from tests.conftest import ROOT


def test_a_flow_too_tangled_for_one_diagram_shows_its_tables_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise FindingsError(())

    monkeypatch.setattr(swimlane, "diagram_svg", refuse)
    project = load(ROOT)
    assert project.institution is not None
    sop = next(sop for sop in project.sops if sop.nomor == "OT.01.02-043-097.Set.PO")
    made = produce(Job(sop, project.institution, (Kind.SVG, Kind.DOCX), ROOT))
    assert [kind for kind, _ in made.documents] == [Kind.SVG, Kind.DOCX]
    pages = etree.fromstring(dict(made.documents)[Kind.SVG]).findall("{*}svg")
    assert [page.get("id") for page in pages] == ["hal-2", "hal-3"]
