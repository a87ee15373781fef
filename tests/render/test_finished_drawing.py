"""Every SOP's finished PDF, judged by what is drawn in it alone."""

from __future__ import annotations

from tests.judge.verdict import pdf_faults
from tests.render.conftest import Rendered


def test_the_finished_pdf_keeps_every_gate_and_tells_the_sources_flow(each: Rendered) -> None:
    assert pdf_faults(each.pdf, each.sop) == []
