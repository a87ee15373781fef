"""Letters that the document's face lacks, in pictures: written as the PDF has them, others left alone."""

from __future__ import annotations

import io

import pytest
import resvg_py
from lxml import etree
from PIL import Image

from sopgen.layout.style import MM_PER_POINT
from sopgen.layout.text.fonts import font_file
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.render.font_names import name_in_file
from sopgen.render.svg.other_faces import name_other_faces

SVG = "http://www.w3.org/2000/svg"
SIZE = 40.0  # px
WIDE = 1200


def written(text: str, anchor: str = "", bold: bool = False) -> etree._Element:
    """A drawing with that text at its left edge, in its middle or at its right edge."""
    root = etree.Element(f"{{{SVG}}}svg", {"width": str(WIDE), "height": "80"}, nsmap={None: SVG})
    place = {"": 0, "middle": WIDE // 2, "end": WIDE}[anchor]
    family = f"'{name_in_file(font_file('Arial').path)}'"
    found = etree.SubElement(root, f"{{{SVG}}}text", {"x": str(place), "y": "50", "font-size": str(SIZE)})
    found.set("font-family", family)
    if anchor:
        found.set("text-anchor", anchor)
    if bold:
        found.set("font-weight", "bold")
    found.text = text
    name_other_faces(root, "Arial")
    return root


def ink(root: etree._Element) -> tuple[int, int]:
    """Where what is seen begins and ends across."""
    files = [font_file("Arial", bold).path for bold in (False, True)]
    with Image.open(
        io.BytesIO(resvg_py.svg_to_bytes(svg_string=etree.tostring(root).decode(), font_files=files))
    ) as made:
        box = made.convert("RGBA").getchannel("A").getbbox()
    assert box is not None
    return box[0], box[2]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("anchor", ["", "middle", "end"])
@pytest.mark.parametrize(
    "text", ["Menyusun konsep السلام عليكم ورحمة الله dan surat", "בדיקה של מערכת", "Memo سلام 12 naskah"]
)
def test_a_text_is_as_wide_in_a_picture_as_measured(text: str, anchor: str, bold: bool) -> None:
    begin, end = ink(written(text, anchor, bold))
    width = TextMeasurer("Arial").width(text, 10.0, bold) / (10.0 * MM_PER_POINT) * SIZE
    left = {"": 0.0, "middle": (WIDE - width) / 2, "end": WIDE - width}[anchor]
    assert (begin, end) == pytest.approx((left, left + width), abs=SIZE / 6)


def test_only_lacking_letters_get_another_face_and_numbers_keep_their_order() -> None:
    text = written("Memo سلام 12, naskah")[0]
    assert [each.text for each in text] == ["Memo ", "سلام 12, ", "naskah"]
    assert ["font-family" in each.attrib for each in text] == [False, True, False]


@pytest.mark.parametrize("text", ["Naskah 12", "é", "a\u00adb"])
def test_a_text_that_the_face_holds_stays_as_it_is(text: str) -> None:
    assert len(written(text)[0]) == 0


def test_a_sign_that_is_lacking_takes_the_letter_below_it_along() -> None:
    (text,) = written("naskah 1\ufe0f\u20e3")
    assert [each.text for each in text] == ["naskah ", "1\ufe0f\u20e3"]
