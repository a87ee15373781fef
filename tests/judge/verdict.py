"""All faults of a finished document: each page by itself, then the story of its pages against the source."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf

from sopgen.flow.make_flow import build
from sopgen.model.form.columns import ColumnKind
from sopgen.model.sop import Sop
from tests.judge.gates import Verdict
from tests.judge.read_docx import read_sheets
from tests.judge.read_pdf import read_sheet
from tests.judge.sheet import Beside, Sheet
from tests.judge.story import Story

#: How exactly places are known, in mm: the PDF's own numbers; whole twips of rows; LibreOffice's half rules.
PDF_SLACK, DOCX_SLACK, OFFICE_SLACK = 0.02, 0.04, 0.2


def pdf_faults(pdf: bytes, sop: Sop, slack: float = PDF_SLACK) -> list[str]:
    """Faults of a PDF."""
    with pymupdf.open(stream=pdf) as document:
        sheets = [read_sheet(page, number, beside(sop)) for number, page in enumerate(document, 1)]
    return faults([sheet for sheet in sheets if sheet is not None], sop, slack)


def beside(sop: Sop) -> Beside:
    """What the SOP's form has beside the Pelaksana columns."""
    kinds = [column.kind for column in sop.format.form.columns]
    at = kinds.index(ColumnKind.ACTORS)
    return Beside(at, len(kinds) - at - 1)


def docx_faults(docx: bytes, sop: Sop) -> list[str]:
    """Faults of a DOCX, from its XML."""
    return faults(read_sheets(docx, beside(sop)), sop, DOCX_SLACK)


def faults(sheets: Sequence[Sheet], sop: Sop, slack: float) -> list[str]:
    """Faults of a document's pages; a new part begins where steps are counted from 1 again."""
    found = [fault for sheet in sheets for fault in Verdict(sheet, slack).faults()]
    parts: list[list[Sheet]] = []
    for sheet in sheets:
        steps = [band.step for band in sheet.bands if band.step is not None]
        if steps[0] == 1 or not parts:
            parts.append([])
        parts[-1].append(sheet)
    if len(parts) != len(sop.sections):
        return [*found, f"{len(parts)} flow tables, the source has {len(sop.sections)}"]
    for part, section in zip(parts, sop.sections, strict=True):
        found += Story(part, slack).faults(build(section, sop.format))
    return found
