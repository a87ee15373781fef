"""Texts whose signs stand in many faces are planned as they are set, whichever faces this machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sopgen.layout.text.measurer import UNITS_PER_MM, TextMeasurer, printable
from sopgen.layout.text.pango import FallbackLayout
from tests.conftest import scaled
from tests.generators.many_faces import texts_of_many_faces
from tests.generators.typefaces import known_fonts, tall_font
from tests.layout.text.set_lines import set_lines, visible

ARIAL = TextMeasurer("Arial")
SIZES = st.sampled_from((5.0, 6.0, 7.5, 9.0, 12.0))
WIDTHS = st.one_of(st.floats(4, 20), st.floats(8, 60), st.floats(20, 120))
#: A text in lines, set as the documents set theirs; its height, and that of so many lines.
HEIGHTS = """
from sopgen.layout.text.measurer import line_height_mm
from sopgen.render.pdf import engine
lines = ("a \\U000f0000", "b", "\\U000f0000")
style = "white-space: pre; font: 9pt/1.2 Arial"
markup = '<html lang="id"><title>Uji</title><div id="teks" style="{}">{}</div></html>'.format(style, "\\n".join(lines))
_, top, _, bottom = engine.typeset(engine.Markup(markup, "", {})).pages[0].anchors["teks"]
print((bottom - top) * 25.4 / 96, len(lines) * line_height_mm(9, 1.2))
"""


@settings(max_examples=scaled(40))
@given(texts_of_many_faces(), WIDTHS, SIZES, st.booleans())
def test_lines_are_planned_where_they_are_set(text: str, width: float, size: float, bold: bool) -> None:
    assume(printable(text))
    (found,) = set_lines([(text, width)], size, bold)  # alone: what is set before it may change where a word is broken
    assert visible(ARIAL.lines(text, width, size, bold)) == found.lines
    assert found.height == pytest.approx(len(found.lines), abs=0.001)


@settings(max_examples=scaled(40))
@given(texts_of_many_faces(), texts_of_many_faces(), WIDTHS)
@example("✅/हिन्दी", "हिन्दी ", 4.0)
def test_lines_do_not_depend_on_what_was_measured_before(before: str, text: str, width: float) -> None:
    one, other = FallbackLayout("Arial", False, 9.0), FallbackLayout("Arial", False, 9.0)
    with closing(one), closing(other):
        one.width(before)
        assert one.spans(text, int(width * UNITS_PER_MM)) == other.spans(text, int(width * UNITS_PER_MM))


@given(texts_of_many_faces(), WIDTHS)
def test_heights_are_made_for_as_many_lines_as_are_printed(text: str, width: float) -> None:
    assert ARIAL.line_count(text, width, 9) >= len(ARIAL.lines(text, width, 9))


def test_a_sign_of_a_taller_face_makes_no_line_higher(tmp_path: Path) -> None:
    tall_font(tmp_path / "tinggi.ttf", "Huruf Tinggi", "\U000f0000")
    done = subprocess.run(
        [sys.executable, "-c", HEIGHTS],
        env={**os.environ, "FONTCONFIG_FILE": str(known_fonts(tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found, planned = map(float, done.stdout.split())
    assert found == pytest.approx(planned, abs=0.001)
