"""The stand-alone diagram as SVG, DOT, PNG and PDF."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from lxml import etree
from PIL import Image, ImageOps

from sopgen.findings import FindingsError, UserError
from sopgen.layout.swimlane.diagram import Around
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.sop import Sop
from sopgen.render import diagram_png as png
from sopgen.render.diagram import diagram_dot, diagram_pdf, diagram_svg
from sopgen.render.diagram_png import Pixels, diagram_png
from tests.readback.flow import read_flow
from tests.readback.texts import packed, packed_page
from tests.render.conftest import CASES, Rendered, rendered
from tests.verapdf import FLAVOURS, validate

SVG = "{http://www.w3.org/2000/svg}"


def case(name: str) -> Sop:
    """The SOP of a case."""
    return rendered(CASES / name, "sop_sources/sop.yaml").sop


def shown(svg: bytes) -> str:
    """All texts that an SVG writes, packed."""
    return packed("".join(text.text or "" for text in etree.fromstring(svg).iter(f"{SVG}text")))


def test_the_svg_has_its_size_and_writes_every_name_number_and_label(makro: Rendered) -> None:
    diagram = lay_out_diagram(makro.sop)
    svg = diagram_svg(makro.sop)
    root = etree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (f"{diagram.width:g}mm", f"{diagram.height:g}mm")
    written = shown(svg)
    for actor in makro.sop.sections[0].actors:
        assert packed(actor.name) in written
    assert packed(makro.sop.title) in written
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert all(str(step.number) in texts for step in makro.sop.sections[0].steps)
    assert texts.count("T") == 4


def test_the_svg_says_what_it_shows(makro: Rendered) -> None:
    root = etree.fromstring(diagram_svg(makro.sop))
    assert root.find(f"{SVG}title").text == makro.sop.title
    assert "memutuskan" in root.find(f"{SVG}desc").text
    told = [title.text for title in root.iter(f"{SVG}title")]
    assert any("Langkah 9, Kabag Evapor: keputusan" in text for text in told)
    assert any(makro.sop.sections[0].steps[0].kegiatan in text for text in told)


def test_texts_stand_in_the_symbols_when_they_are_asked_for(makro: Rendered) -> None:
    kegiatan = packed(makro.sop.sections[0].steps[2].kegiatan)
    assert kegiatan in shown(diagram_svg(makro.sop, spoken=True))
    assert kegiatan not in shown(diagram_svg(makro.sop))


@pytest.mark.parametrize("name", ["special-characters", "groups", "three-sections", "stacked-symbols"])
def test_the_pdf_is_one_page_with_every_symbol_and_arrow(name: str) -> None:
    sop = case(name)
    diagram = lay_out_diagram(sop, spoken=True)
    document = pymupdf.open(stream=diagram_pdf(sop, spoken=True))
    assert document.page_count == 1
    assert abs(document[0].rect.width - diagram.width * 72 / 25.4) < 0.1
    assert abs(document[0].rect.height - diagram.height * 72 / 25.4) < 0.1
    flow = read_flow(document[0])
    assert len(flow.symbols) == sum(len(lanes.symbols) for lanes in diagram.flows)
    assert len(flow.heads) == sum(not edge.join for lanes in diagram.flows for edge in lanes.edges)
    written = packed_page(document[0])
    for section in sop.sections:
        assert all(packed(actor.name) in written for actor in section.actors)


def test_the_dot_source_is_drawn_by_graphviz_in_its_size_without_complaint(makro: Rendered) -> None:
    diagram = lay_out_diagram(makro.sop, spoken=True)
    source = diagram_dot(makro.sop, spoken=True)
    done = subprocess.run(["neato", "-n2", "-Tpng", "-Gdpi=72"], input=source.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    width, height = Image.open(BytesIO(done.stdout)).size
    assert abs(width - diagram.width * 72 / 25.4) < 3
    assert abs(height - diagram.height * 72 / 25.4) < 3


def test_the_png_has_the_asked_resolution_on_white(makro: Rendered) -> None:
    diagram = lay_out_diagram(makro.sop)
    with Image.open(BytesIO(diagram_png(makro.sop, size=Pixels(dpi=100)))) as image:
        assert abs(image.width - diagram.width / 25.4 * 100) <= 1
        assert abs(image.height - diagram.height / 25.4 * 100) <= 2
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_a_png_too_large_to_open_gets_a_lower_resolution(makro: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 100_000)
    with Image.open(BytesIO(diagram_png(makro.sop, size=Pixels(dpi=200)))) as image:
        assert 95_000 < image.width * image.height < 105_000


@pytest.mark.parametrize(("width", "height"), [(640, 640), (1200, 300)])
def test_a_png_is_exactly_as_large_as_asked_with_the_flow_in_its_middle(
    makro: Rendered, width: int, height: int
) -> None:
    with Image.open(BytesIO(diagram_png(makro.sop, size=Pixels(width, height)))) as image:
        assert image.size == (width, height)
        left, top, right, bottom = ImageOps.invert(image.convert("L")).getbbox()
        assert abs(left + right - width) <= 2
        assert top + bottom == pytest.approx(height, abs=0.02 * height)
        assert bottom - top > 0.9 * height


def test_a_size_that_is_not_asked_for_follows_from_the_other(makro: Rendered) -> None:
    shape = lay_out_diagram(makro.sop)
    for size in (Pixels(width=300), Pixels(height=500)):
        with Image.open(BytesIO(diagram_png(makro.sop, size=size))) as image:
            assert 300 in image.size or 500 in image.size
            assert image.width / image.height == pytest.approx(shape.width / shape.height, rel=0.01)


def test_the_png_says_how_large_the_diagram_is(makro: Rendered) -> None:
    diagram = lay_out_diagram(makro.sop)
    for size in (Pixels(dpi=100), Pixels(width=500), Pixels(1600, 400)):
        with Image.open(BytesIO(diagram_png(makro.sop, size=size))) as image:
            per_mm = image.info["dpi"][0] / 25.4
            drawn = min(image.width / diagram.width, image.height / diagram.height)
            assert per_mm == pytest.approx(drawn, rel=0.01)


def test_a_png_of_more_pixels_than_programs_open_is_refused(makro: Rendered) -> None:
    with pytest.raises(UserError, match="60 juta piksel"):
        diagram_png(makro.sop, size=Pixels(30_000, 30_000))


def test_the_legend_is_drawn_and_the_title_left_out_when_asked(makro: Rendered) -> None:
    around = Around(title=False, legend=True)
    page = pymupdf.open(stream=diagram_pdf(makro.sop, around=around))[0]
    for written in (shown(diagram_svg(makro.sop, around=around)), packed_page(page)):
        assert packed(makro.sop.title) not in written
        for name in ("Keterangan", "Keputusan", "Dikerjakan bersama", "Ya/tidak"):
            assert packed(name) in written


def test_the_same_bytes_twice(makro: Rendered) -> None:
    for draw in (diagram_svg, diagram_pdf, diagram_dot):
        assert draw(makro.sop, True) == draw(makro.sop, True)
    assert diagram_png(makro.sop, size=Pixels(dpi=50)) == diagram_png(makro.sop, size=Pixels(dpi=50))


def test_without_graphviz_it_is_a_finding(makro: Rendered, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FindingsError, match="Graphviz"):
        diagram_svg(makro.sop)


def test_a_family_name_with_quotes_harms_nothing(makro: Rendered) -> None:
    sop = replace(makro.sop, format=replace(makro.sop.format, huruf='O\'Neil "Sans" <b>'))
    root = etree.fromstring(diagram_svg(sop))
    families = {text.get("font-family") for text in root.iter(f"{SVG}text")}
    assert len(families) == 1
    assert families.pop().startswith("'O\\'Neil \"Sans\" <b>', ")
    assert diagram_png(sop, size=Pixels(dpi=40)).startswith(b"\x89PNG")


@pytest.mark.slow
def test_the_pdf_meets_pdf_a_and_pdf_ua(tmp_path: Path) -> None:
    files = []
    for name in ("three-sections", "special-characters"):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(diagram_pdf(case(name), spoken=True))
    assert validate(files, FLAVOURS) == ()
