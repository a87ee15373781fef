"""Colours and line weights of an office's settings: the same in PDF, Word and SVG, and no place depends on them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pymupdf
import pytest

from sopgen.layout.layout import lay_out
from sopgen.layout.style import STYLE, style_of
from sopgen.model.institution import Format
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.diagram import diagram_svg
from sopgen.render.docx.document import render as render_docx
from sopgen.render.pdf.document import render as render_pdf
from tests.conftest import ROOT

PROJECT = load(ROOT / "tests" / "cases" / "question-in-diamond")
SOP = PROJECT.sops[0]
HEAD, RULE, FLOW = "#e8dccb", "#1f3a5f", "#7a1f1f"
CHANGED = replace(
    SOP,
    format=replace(SOP.format, warna_kepala=HEAD, warna_garis=RULE, warna_alur=FLOW, tebal_garis=0.75, tebal_alur=1.25),
)


def rgb(colour: str) -> tuple[float, ...]:
    """``#rrggbb`` as pymupdf gives it."""
    return tuple(pytest.approx(int(colour[place : place + 2], 16) / 255, abs=0.01) for place in (1, 3, 5))


def pdf_of(sop: Sop) -> pymupdf.Document:
    """The SOP's PDF, opened."""
    assert PROJECT.institution is not None
    scene = lay_out(sop, PROJECT.institution)
    return pymupdf.open(stream=render_pdf(sop, PROJECT.institution, scene, ROOT))


def word_of(sop: Sop) -> dict[str, str]:
    """The parts of the SOP's Word document."""
    assert PROJECT.institution is not None
    content = render_docx(sop, PROJECT.institution, lay_out(sop, PROJECT.institution), ROOT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_without_settings_the_style_is_the_form_s() -> None:
    assert style_of(Format()) is STYLE


def test_colours_and_weights_are_printed_and_move_nothing() -> None:
    before, after = pdf_of(SOP), pdf_of(CHANGED)
    assert [page.get_text("words") for page in before] == [page.get_text("words") for page in after]
    drawings = [drawing for page in after for drawing in page.get_drawings()]
    strokes = [(drawing["color"], drawing["width"]) for drawing in drawings if drawing["color"]]
    assert (rgb(RULE), pytest.approx(0.75, abs=0.01)) in strokes
    assert (rgb(FLOW), pytest.approx(1.25, abs=0.01)) in strokes
    fills = [drawing["fill"] for drawing in drawings if drawing["fill"]]
    assert rgb(HEAD) in fills
    assert rgb(FLOW) in fills  # the arrows' heads


def test_word_has_the_same_colours_and_weights() -> None:
    parts = word_of(CHANGED)
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    assert f'w:fill="{HEAD[1:].upper()}"' in body
    assert f'<a:ln w="{round(1.25 * 12700)}"><a:solidFill><a:srgbClr val="{FLOW[1:].upper()}"/>' in body
    assert '<a:srgbClr val="000000"/>' not in body
    assert f'w:sz="6" w:space="0" w:color="{RULE[1:].upper()}"' in styles


#: The height of a row, and what fills it.
_HEIGHT = re.compile(r'(?<=<w:trHeight w:val=")\d+|(?<= w:after=")\d+|(?<= w:before=")\d+')


def test_word_pages_are_the_same_but_for_them() -> None:
    before, after = (word_of(sop)["word/document.xml"] for sop in (SOP, CHANGED))
    # Word adds the rule's width to a row.
    before, after = (_HEIGHT.sub("", body) for body in (before, after))
    after = after.replace(HEAD[1:].upper(), STYLE.header_grey[1:].upper()).replace(FLOW[1:].upper(), "000000")
    assert after.replace(f'<a:ln w="{round(1.25 * 12700)}"', f'<a:ln w="{round(0.75 * 12700)}"') == before


def test_the_diagram_has_the_same_colours() -> None:
    drawing = diagram_svg(CHANGED).decode()
    assert all(colour in drawing for colour in (HEAD, RULE, FLOW))
    assert all(colour not in diagram_svg(SOP).decode() for colour in (HEAD, RULE, FLOW))
