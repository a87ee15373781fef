"""An office that signs electronically has an empty field in every SOP, where the anchor is printed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.render.pdf.document import render
from sopgen.render.pdf.signature import field_name
from tests.conftest import ROOT
from tests.readback.cross_reference import faults
from tests.readback.signing import archival_style, signatures_hold, signed
from tests.verapdf import validate

ANCHOR = "#ttd#"


@cache
def made(anchor: str | None, *, signable: bool = False) -> bytes:
    project = load(ROOT / "tests" / "cases" / "one-step")
    sop = replace(project.sops[0], format=replace(project.sops[0].format, jangkar_ttd=anchor))
    return render(sop, project.institution, lay_out(sop, project.institution), project.root, signable=signable)


def fields(pdf: bytes) -> list[str]:
    with pymupdf.open(stream=pdf) as document:
        return [widget.field_name for page in document for widget in page.widgets()]


def test_with_an_anchor_there_is_a_field_round_it() -> None:
    with pymupdf.open(stream=made(ANCHOR)) as document:
        (widget,) = document[0].widgets()
        (anchor,) = document[0].search_for(ANCHOR)
        assert widget.field_type_string == "Signature"
        assert widget.rect.y0 < anchor.y0 < anchor.y1 < widget.rect.y1
        assert widget.rect.x0 < anchor.x0 < anchor.x1 < widget.rect.x1


def test_without_an_anchor_there_is_a_field_only_when_asked_for() -> None:
    assert fields(made(None)) == []
    assert fields(made(None, signable=True)) == [field_name("CTH.01.01")]


def test_a_fields_name_has_no_full_stop() -> None:
    assert field_name("OT.01.02-043/Set é") == "ttd_OT_01_02_043_Set_é"


@pytest.mark.slow
def test_an_sop_is_what_it_claims_to_be_before_it_is_signed_and_after(tmp_path: Path) -> None:
    done = signed(made(ANCHOR), field_name("CTH.01.01"), archival_style(tmp_path))
    assert signatures_hold(done) == [True]
    assert faults(done) == []
    files = [tmp_path / "sop.pdf", tmp_path / "sop-ttd.pdf"]
    for file, content in zip(files, (made(ANCHOR), done), strict=True):
        file.write_bytes(content)
    assert validate(files) == ()
