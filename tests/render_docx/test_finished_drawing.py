"""Every SOP's finished DOCX, judged by the native shapes in it, and a few as LibreOffice prints them."""

from __future__ import annotations

import pytest

from tests.judge.verdict import OFFICE_SLACK, docx_faults, pdf_faults
from tests.render_docx.documents import FOLDERS, made
from tests.render_docx.office import converted, needs_office

#: Two pages, loops, joins; symbols in a row; texts in symbols; many columns; connectors with notes.
PRINTED = ("sop_sources", "symbols-in-a-row", "capsule-texts-and-box-texts", "15-actors", "no-goes-up-20-rows")


@pytest.mark.parametrize("case", FOLDERS)
def test_the_finished_docx_keeps_every_gate_and_tells_the_sources_flow(case: str) -> None:
    for document in made(case):
        assert docx_faults(document.docx, document.sop) == [], document.name


@needs_office
@pytest.mark.slow
def test_what_libreoffice_prints_keeps_every_gate_and_tells_the_sources_flow() -> None:
    documents = {document.name: document for case in PRINTED for document in made(case)}
    printed = converted({name: document.docx for name, document in documents.items()})
    found = {name: pdf_faults(printed[name], document.sop, OFFICE_SLACK) for name, document in documents.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}
