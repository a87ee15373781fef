"""Letters in drawings that depend on their neighbours are joined as in any other text."""

from __future__ import annotations

import pymupdf
import pytest

from sopgen.render.pdf import engine

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="9" y="30" {}>{}</text></svg>'
STYLE = "font-family: 'DejaVu Sans'; font-size: 20px"


def glyphs(markup: str, pictures: dict[str, bytes]) -> list[int]:
    """The numbers of all glyphs that are drawn, in order."""
    document = engine.typeset(engine.Markup(markup, "@page { size: 90mm 60mm; margin: 0 }", pictures))
    pdf = pymupdf.open(stream=engine.write(document, engine.About("A", "Judul", "Kantor")))
    return [char[1] for span in pdf[0].get_texttrace() for char in span["chars"]]


@pytest.mark.parametrize("text", ["كتب الكتاب", "q\u0303\u0308"], ids=["Arabic", "two marks on a letter"])
def test_a_text_in_a_drawing_has_the_glyphs_of_the_same_text_in_a_paragraph(text: str) -> None:
    drawing = SVG.format('font-family="DejaVu Sans" font-size="20"', text).encode()
    drawn = glyphs('<img src="sopgen:alur" alt="alur">', {"alur": drawing})
    assert drawn == glyphs(f'<p style="{STYLE}" lang="id">{text}</p>', {})


def test_plain_letters_in_drawings_keep_their_places() -> None:
    """Set one by one, without kerning: as they were measured."""
    drawing = SVG.format('font-family="DejaVu Sans" font-size="20"', "AVAA ó").encode()
    document = engine.typeset(engine.Markup('<img src="sopgen:alur" alt="alur">', "", {"alur": drawing}))
    pdf = pymupdf.open(stream=engine.write(document, engine.About("A", "Judul", "Kantor")))
    places = [char[2][0] for span in pdf[0].get_texttrace() for char in span["chars"]]
    assert places[1] - places[0] == pytest.approx(places[3] - places[2], abs=0.01)
