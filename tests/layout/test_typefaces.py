"""Faces that are one of many in a file are measured as they are printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generators.typefaces import known_fonts, variable_font

_MEASURED = """
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.render.pdf import engine
for bold in (False, True):
    style = f"font: {'bold' if bold else 'normal'} 10pt 'Huruf Ubah'"
    html = f'<html lang="id"><title>Uji</title><p style="{style}"><span id="teks">MMMM</span></p></html>'
    left, _, right, _ = engine.typeset(engine.Markup(html, "", {})).pages[0].anchors["teks"]
    print(TextMeasurer("Huruf Ubah").width("MMMM", 10, bold), (right - left) * 25.4 / 96)
"""


def test_bold_of_a_variable_font_is_as_wide_as_it_is_printed(tmp_path: Path) -> None:
    variable_font(tmp_path / "ubah.ttf", "Huruf Ubah")
    environment = {**os.environ, "FONTCONFIG_FILE": str(known_fonts(tmp_path))}
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    regular, printed, bold, printed_bold = map(float, done.stdout.split())
    assert (regular, bold) == pytest.approx((printed, printed_bold), abs=0.001)
    assert bold == pytest.approx(1.6 * regular, abs=0.01)
